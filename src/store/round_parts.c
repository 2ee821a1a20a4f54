#include "store/round_parts.h"

#include "base/json.h"
#include "base/text.h"

bool round_not_touched(struct work *w, int64_t id, const char *state, const char *not_that_state)
{
	const struct round *round = round_by_id(w, id);

	if (round == NULL)
		return false;
	if (!text_equal(round->state, state))
		return fault(w, FAULT_CONFLICT, "%s", not_that_state);
	return fault(w, FAULT_CONFLICT,
	             "Somebody else changed this round while you were working on it. "
	             "What you typed is below; compare, then save again.");
}

static void json_texts(struct out *out, const struct pack_texts *texts)
{
	json_open(out, '[');
	for (size_t i = 0; i < texts->len; i++)
		json_text(out, texts->at[i]);
	json_close(out, ']');
}

static void json_groups(struct out *out, const struct round_setup *setup)
{
	json_open(out, '[');
	for (size_t i = 0; i < setup->groups.len; i++) {
		const struct asked_group *group = &setup->groups.at[i];

		json_open(out, '{');
		json_name(out, "people_group");
		json_int(out, group->people_group);
		json_name(out, "minutes");
		json_int(out, group->minutes);
		json_name(out, "criteria");
		json_texts(out, &group->criteria);
		json_close(out, '}');
	}
	json_close(out, ']');
}

const char *round_change_as_json(struct work *w, const char *step, const struct round *before,
                                 const struct round *after, const struct round_setup *setup)
{
	struct out out = { .arena = w->arena };

	json_open(&out, '{');
	json_name(&out, "step");
	json_text(&out, step);
	if (before != NULL) {
		json_name(&out, "before");
		json_record(&out, &round_record, before);
	}
	json_name(&out, "after");
	json_record(&out, &round_record, after);
	if (setup != NULL) {
		json_name(&out, "criteria");
		json_texts(&out, &setup->criteria);
		json_name(&out, "groups");
		json_groups(&out, setup);
	}
	json_close(&out, '}');
	return out_html(&out).at;
}

const struct round *round_held(struct work *w, int64_t id)
{
	if (db_run(w, "UPDATE round SET version = version WHERE partnership = $1 AND id = $2", V(w->partnership),
	           V(id)) < 0)
		return NULL;
	return round_by_id(w, id);
}
