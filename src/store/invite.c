#include "store/invite.h"

#include "base/hash.h"
#include "base/json.h"
#include "base/text.h"
#include "store/event.h"
#include "store/round_parts.h"

ROW_TYPE(invite, INVITE_FIELDS);

/* The personal links of a group: $1 the partnership, $2 the round, $3 the group. */
#define OF_GROUP                                                                                                       \
	"FROM participant p JOIN round_group g ON g.partnership = p.partnership AND g.id = p.round_group "             \
	"WHERE p.partnership = $1 AND p.round = $2 AND g.people_group = $3 AND p.came_by = 'personal'"

bool invites_labelled(struct work *w, int64_t round, int64_t people_group, struct list_any *invites, int64_t *others)
{
	struct rows *counted =
		db_ask(w, "SELECT COUNT(*) " OF_GROUP " AND p.label <> '' AND COALESCE(p.made_by, 0) <> $4",
	               V(w->partnership), V(round), V(people_group), V(w->account));
	struct rows *rows = db_ask(w,
	                           "SELECT p.id, p.label, p.made_at " OF_GROUP
	                           " AND p.label <> '' AND COALESCE(p.made_by, 0) = $4 ORDER BY p.label, p.id",
	                           V(w->partnership), V(round), V(people_group), V(w->account));

	if (counted == NULL || rows == NULL)
		return false;
	*others = row_int(counted, 0, 0);
	return rows_all(w, rows, &invite_record, invites);
}

bool invites_made(struct work *w, int64_t round, int64_t people_group, int64_t *made)
{
	struct rows *rows = db_ask(w, "SELECT COUNT(*) " OF_GROUP, V(w->partnership), V(round), V(people_group));

	if (rows == NULL)
		return false;
	*made = row_int(rows, 0, 0);
	return true;
}

/*
 * The group as the round asks it; null unless the round takes answers now. The round is held: without that a close at the
 * same moment could miss a label that it must empty.
 */
static const struct round_group *open_group(struct work *w, int64_t round_id, int64_t people_group)
{
	const struct round *round = round_held(w, round_id);

	if (round == NULL)
		return NULL;
	if (!round_takes_answers(round, w->now)) {
		fault(w, FAULT_CONFLICT, "%s",
		      text_equal(round->state, "draft")
		              ? "Links can be made once the round is open."
		              : "This round takes no more answers, so a link would not work.");
		return NULL;
	}
	return round_group_by(w, round_id, people_group);
}

static bool insert_participant(struct work *w, const struct round_group *group, const struct new_invite *invite)
{
	int64_t id = db_new_id(w, "participant");

	return id != 0 &&
	       db_run(w,
	              "INSERT INTO participant (partnership, id, round, round_group, token_hash, label, "
	              "came_by, made_at, made_by, version) "
	              "VALUES ($1, $2, $3, $4, $5, $6, 'personal', $7, $8, 1)",
	              V(w->partnership), V(id), V(group->round), V(group->id), V(hash_text(w->arena, invite->token)),
	              V(invite->label), V(w->now), V(w->account)) == 1;
}

/*
 * A form makes its links out of a secret of its own, so that the same form sent again (a page loaded again) brings the
 * same links and not more of them.
 */
static bool is_new(struct work *w, const char *token, const char *otherwise)
{
	struct rows *rows = db_ask(w, "SELECT id FROM participant WHERE partnership = $1 AND token_hash = $2",
	                           V(w->partnership), V(hash_text(w->arena, token)));

	if (rows == NULL)
		return false;
	return rows->len == 0 || fault(w, FAULT_CONFLICT, "%s", otherwise);
}

/* How many and for which group; for whom stays out of the log. */
static const char *made_as_json(struct work *w, int64_t people_group, size_t links)
{
	struct out out = { .arena = w->arena };

	json_open(&out, '{');
	json_name(&out, "people_group");
	json_int(&out, people_group);
	json_name(&out, "links");
	json_int(&out, (int64_t)links);
	json_close(&out, '}');
	return out_html(&out).at;
}

bool invite_make(struct work *w, int64_t round, int64_t people_group, const struct new_invites *invites)
{
	const struct round_group *group = open_group(w, round, people_group);
	int64_t made;

	if (group == NULL || !invites_made(w, round, people_group, &made))
		return false;
	for (size_t i = 0; i < invites->len; i++) {
		if (!is_new(w, invites->at[i].token,
		            "These links were made already. They are shown once, so no more were made now. If you need "
		            "more, make them with the form below."))
			return false;
	}
	if (made + (int64_t)invites->len > INVITES_A_GROUP)
		return fault(
			w, FAULT_CONFLICT,
			"This group would have more than %d personal links. Use its group link for so many people.",
			INVITES_A_GROUP);
	for (size_t i = 0; i < invites->len; i++) {
		if (!insert_participant(w, group, &invites->at[i]))
			return false;
	}
	return event_record(w, "invited", "round", round, made_as_json(w, people_group, invites->len));
}

/* Whose link it is comes first: who did not make it hears nothing of whether it was used. Always false. */
static bool not_replaced(struct work *w, const struct round_group *group, int64_t id)
{
	struct rows *rows =
		db_ask(w,
	               "SELECT id FROM participant WHERE partnership = $1 AND round = $2 AND round_group = $3 "
	               "AND id = $4 AND came_by = 'personal' AND COALESCE(made_by, 0) = $5",
	               V(w->partnership), V(group->round), V(group->id), V(id), V(w->account));

	if (rows == NULL)
		return false;
	if (rows->len == 0)
		return fault(w, FAULT_CONFLICT,
		             "This link was made by somebody else. Only who made a link can replace it: ask them.");
	return fault(w, FAULT_CONFLICT,
	             "This link has been used to answer, so it cannot be replaced: whoever held the new one could read "
	             "what was written. Ask the person to look for the first link.");
}

bool invite_replace(struct work *w, int64_t round, int64_t people_group, int64_t id, const char *token)
{
	const struct round_group *group = open_group(w, round, people_group);
	int64_t replaced;

	if (group == NULL)
		return false;
	if (!is_new(w, token, "This link was made already. It is shown once. If it was lost too, make another below."))
		return false;
	replaced = db_run(w,
	                  "UPDATE participant SET token_hash = $5, made_at = $6, version = version + 1 "
	                  "WHERE partnership = $1 AND round = $2 AND round_group = $3 AND id = $4 "
	                  "AND came_by = 'personal' AND COALESCE(made_by, 0) = $7 AND begun_at IS NULL",
	                  V(w->partnership), V(round), V(group->id), V(id), V(hash_text(w->arena, token)), V(w->now),
	                  V(w->account));
	if (replaced == 0)
		return not_replaced(w, group, id);
	return replaced == 1 && event_record(w, "replaced", "participant", id, NULL);
}
