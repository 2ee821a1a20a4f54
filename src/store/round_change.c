/* What changes a round: see store/round.h. Every act ends with one event, written last. */
#include "base/json.h"
#include "base/random.h"
#include "base/text.h"
#include "store/event.h"
#include "store/release.h"
#include "store/round.h"

#define SMALLEST_SHOWN 5

static const char *or_else(const char *text, const char *otherwise)
{
	return text_is_empty(text) ? otherwise : text;
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

/* {"step":"scope","before":{...},"after":{...},"criteria":[...],"groups":[...]}, each when there is one. */
static const char *change_as_json(struct work *w, const char *step, const struct round *before,
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

/* ------------------------------------------------------------------ who is asked what */

static bool clear_setup(struct work *w, int64_t round)
{
	return db_run(w,
	              "DELETE FROM round_group_criterion WHERE partnership = $1 AND round_group IN "
	              "(SELECT id FROM round_group WHERE partnership = $1 AND round = $2)",
	              V(w->partnership), V(round)) >= 0 &&
	       db_run(w, "DELETE FROM round_group WHERE partnership = $1 AND round = $2", V(w->partnership),
	              V(round)) >= 0 &&
	       db_run(w, "DELETE FROM round_criterion WHERE partnership = $1 AND round = $2", V(w->partnership),
	              V(round)) >= 0;
}

static bool insert_criteria(struct work *w, int64_t round, const struct pack_texts *criteria)
{
	for (size_t i = 0; i < criteria->len; i++) {
		if (db_run(w,
		           "INSERT INTO round_criterion (partnership, round, criterion, position) VALUES ($1, $2, $3, "
		           "$4)",
		           V(w->partnership), V(round), V(criteria->at[i]), V((int64_t)i + 1)) != 1)
			return false;
	}
	return true;
}

static bool insert_group_criteria(struct work *w, int64_t round_group, const struct pack_texts *criteria)
{
	for (size_t i = 0; i < criteria->len; i++) {
		if (db_run(w,
		           "INSERT INTO round_group_criterion (partnership, round_group, criterion) VALUES ($1, $2, "
		           "$3)",
		           V(w->partnership), V(round_group), V(criteria->at[i])) != 1)
			return false;
	}
	return true;
}

/* The names are copied: from the opening on they stay what they were, whatever becomes of the group. */
static bool insert_group(struct work *w, int64_t round, const struct asked_group *group)
{
	int64_t id = db_new_id(w, "round_group");
	int64_t added;

	if (id == 0)
		return false;
	added = db_run(w,
	               "INSERT INTO round_group (partnership, id, round, people_group, name, voice, voice_name, "
	               "voice_position, position, minutes, link_token) "
	               "SELECT p.partnership, $2, $3, p.id, p.name, v.id, v.name, v.position, p.position, $5, $6 "
	               "FROM people_group p JOIN voice v ON v.partnership = p.partnership AND v.id = p.voice "
	               "WHERE p.partnership = $1 AND p.id = $4",
	               V(w->partnership), V(id), V(round), V(group->people_group), V(group->minutes),
	               V(random_token(w->arena)));
	if (added == 0)
		return fault(w, FAULT_CONFLICT,
		             "One of these groups is no longer there. Look at the list and save again.");
	return added == 1 && insert_group_criteria(w, id, &group->criteria);
}

static bool insert_setup(struct work *w, int64_t round, const struct round_setup *setup)
{
	if (setup->groups.len > ROUND_GROUPS)
		return fault(w, FAULT_BAD_INPUT, ROUND_GROUPS_SAID);
	if (!insert_criteria(w, round, &setup->criteria))
		return false;
	for (size_t i = 0; i < setup->groups.len; i++) {
		if (!insert_group(w, round, &setup->groups.at[i]))
			return false;
	}
	return true;
}

/* ------------------------------------------------------------------ a draft */

/* Only a closed round: it no longer changes, so what was copied from it can always be told. */
static bool insert_copy(struct work *w, const struct round *round)
{
	int64_t added;

	if (round->copied_from == 0)
		return true;
	added = db_run(w,
	               "INSERT INTO round_copy (partnership, round, copied_from) SELECT r.partnership, $2, r.id "
	               "FROM round r WHERE r.partnership = $1 AND r.id = $3 AND r.state = 'closed'",
	               V(w->partnership), V(round->id), V(round->copied_from));
	if (added == 0)
		return fault(w, FAULT_CONFLICT, "The next round can only be started from one that is closed.");
	return added == 1;
}

bool round_add(struct work *w, struct round *round, const struct round_setup *setup)
{
	round->id = db_new_id(w, "round");
	round->state = "draft";
	round->depth = or_else(round->depth, "conversation");
	round->shown_to = or_else(round->shown_to, "members");
	round->threshold = round->threshold == 0 ? SMALLEST_SHOWN : round->threshold;
	round->made_by = w->person == NULL ? "" : w->person;
	round->made_at = w->now;
	round->version = 1;
	return round->id != 0 &&
	       db_run(w,
	              "INSERT INTO round (partnership, id, title, purpose, framework_version, depth, state, threshold, "
	              "shown_to, closes_on, made_by, made_at, is_example, version) "
	              "VALUES ($1, $2, $3, $4, $5, $6, 'draft', $7, $8, $9, $10, $11, $12, 1)",
	              V(w->partnership), V(round->id), V(round->title), V(or_else(round->purpose, "")),
	              V(round->framework_version), V(round->depth), V(round->threshold), V(round->shown_to),
	              V(round->closes_on), V(round->made_by), V(round->made_at), V(round->is_example)) == 1 &&
	       insert_copy(w, round) && insert_setup(w, round->id, setup) &&
	       event_record(w, "started", "round", round->id, change_as_json(w, "start", NULL, round, setup));
}

/* Why an UPDATE that is guarded by state and version touched nothing. Always false. */
static bool not_touched(struct work *w, int64_t id, const char *state, const char *not_that_state)
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

static const char *no_draft(const struct round *round)
{
	return text_equal(round->state, "closed") ? "This round is closed, so its set-up can no longer change."
	                                          : "This round is open, so its set-up can no longer change.";
}

bool round_change(struct work *w, const struct round *round, const struct round_setup *setup, const char *step)
{
	const struct round *before = round_by_id(w, round->id);
	int64_t changed;

	if (before == NULL)
		return false;
	changed = db_run(w,
	                 "UPDATE round SET title = $4, purpose = $5, framework_version = $6, depth = $7, "
	                 "threshold = $8, shown_to = $9, closes_on = $10, version = version + 1 "
	                 "WHERE partnership = $1 AND id = $2 AND version = $3 AND state = 'draft'",
	                 V(w->partnership), V(round->id), V(round->version), V(round->title), V(round->purpose),
	                 V(round->framework_version), V(round->depth), V(round->threshold), V(round->shown_to),
	                 V(round->closes_on));
	if (changed == 0)
		return not_touched(w, round->id, "draft", no_draft(before));
	if (changed != 1)
		return false;
	if (setup != NULL && !(clear_setup(w, round->id) && insert_setup(w, round->id, setup)))
		return false;
	return event_record(w, "changed", "round", round->id, change_as_json(w, step, before, round, setup));
}

/* The guard comes first: nothing of a round that is no draft is ever touched. */
bool round_delete(struct work *w, int64_t id, int64_t version)
{
	const struct round *before = round_by_id(w, id);
	int64_t held;

	if (before == NULL)
		return false;
	held = db_run(w,
	              "UPDATE round SET version = version + 1 "
	              "WHERE partnership = $1 AND id = $2 AND version = $3 AND state = 'draft'",
	              V(w->partnership), V(id), V(version));
	if (held == 0)
		return not_touched(w, id, "draft", "Only a draft can be deleted. This round has been opened.");
	return held == 1 && clear_setup(w, id) &&
	       db_run(w, "DELETE FROM round_copy WHERE partnership = $1 AND round = $2", V(w->partnership), V(id)) >= 0 &&
	       db_run(w, "DELETE FROM round WHERE partnership = $1 AND id = $2", V(w->partnership), V(id)) == 1 &&
	       event_record(w, "deleted", "round", id, change_as_json(w, "delete", NULL, before, NULL));
}

/* ------------------------------------------------------------------ opening and closing */

static bool may_open(struct work *w, const struct round *round)
{
	struct round_setup setup;

	if (!round_setup_read(w, round->id, &setup))
		return false;
	if (setup.groups.len == 0)
		return fault(w, FAULT_CONFLICT,
		             "Nobody is asked yet. Choose at least one group before the round opens.");
	for (size_t i = 0; i < setup.groups.len; i++) {
		if (setup.groups.at[i].criteria.len == 0)
			return fault(w, FAULT_CONFLICT,
			             "A group is asked nothing. Choose what it is asked, or take it out of the round.");
	}
	if (round->closes_on.days != 0 && round->closes_on.days < date_at(w->now).days)
		return fault(w, FAULT_CONFLICT,
		             "The last day to answer has passed. Choose a later day before the round opens.");
	return true;
}

static bool fix_groups(struct work *w, int64_t round)
{
	return db_run(w,
	              "UPDATE round_group SET name = p.name, voice = v.id, voice_name = v.name, "
	              "voice_position = v.position, position = p.position FROM people_group p "
	              "JOIN voice v ON v.partnership = p.partnership AND v.id = p.voice "
	              "WHERE round_group.partnership = $1 AND round_group.round = $2 "
	              "AND p.partnership = round_group.partnership AND p.id = round_group.people_group",
	              V(w->partnership), V(round)) > 0;
}

bool round_open(struct work *w, int64_t id, int64_t version)
{
	const struct round *round = round_by_id(w, id);
	int64_t opened;

	if (round == NULL)
		return false;
	opened = db_run(w,
	                "UPDATE round SET state = 'open', opened_at = $4, version = version + 1 "
	                "WHERE partnership = $1 AND id = $2 AND version = $3 AND state = 'draft'",
	                V(w->partnership), V(id), V(version), V(w->now));
	if (opened == 0)
		return not_touched(w, id, "draft", "This round is open already.");
	return opened == 1 && may_open(w, round) && fix_groups(w, id) && (round = round_by_id(w, id)) != NULL &&
	       event_record(w, "opened", "round", id, change_as_json(w, "open", NULL, round, NULL));
}

bool round_extend(struct work *w, int64_t id, int64_t version, struct date last_day)
{
	const struct round *before = round_by_id(w, id);
	const struct round *after;
	int64_t extended;

	if (before == NULL)
		return false;
	if (last_day.days < date_at(w->now).days || last_day.days <= before->closes_on.days)
		return fault(w, FAULT_CONFLICT,
		             "The last day to answer can only be moved later, and not to a day that has passed.");
	extended = db_run(w,
	                  "UPDATE round SET closes_on = $4, version = version + 1 "
	                  "WHERE partnership = $1 AND id = $2 AND version = $3 AND state = 'open'",
	                  V(w->partnership), V(id), V(version), V(last_day));
	if (extended == 0)
		return not_touched(w, id, "open", "Only the last day of an open round can be moved.");
	after = round_by_id(w, id);
	return extended == 1 && after != NULL &&
	       event_record(w, "extended", "round", id, change_as_json(w, "last day", before, after, NULL));
}

bool round_close(struct work *w, int64_t id)
{
	int64_t closed = db_run(w,
	                        "UPDATE round SET state = 'closed', closed_at = $3, version = version + 1 "
	                        "WHERE partnership = $1 AND id = $2 AND state = 'open'",
	                        V(w->partnership), V(id), V(w->now));

	if (closed == 0)
		return not_touched(w, id, "open",
		                   "Only an open round can be closed. This one is not open, or is closed already.");
	return closed == 1 && release_decide(w, id) && event_record(w, "closed", "round", id, NULL);
}
