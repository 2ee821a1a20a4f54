/* What changes a draft of a round: see store/round.h. Every act ends with one event, written last. */
#include "base/text.h"
#include "store/event.h"
#include "store/round_parts.h"
#include "store/search_records.h"

#define SMALLEST_SHOWN 5

static const char *or_else(const char *text, const char *otherwise)
{
	return text_is_empty(text) ? otherwise : text;
}

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
	       insert_copy(w, round) && round_setup_insert(w, round->id, setup) && search_round(w, round->id) &&
	       event_record(w, "started", "round", round->id, round_change_as_json(w, "start", NULL, round, setup));
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
		return round_not_touched(w, round->id, "draft", no_draft(before));
	if (changed != 1)
		return false;
	if (setup != NULL && !(round_setup_clear(w, round->id) && round_setup_insert(w, round->id, setup)))
		return false;
	return search_round(w, round->id) &&
	       event_record(w, "changed", "round", round->id, round_change_as_json(w, step, before, round, setup));
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
		return round_not_touched(w, id, "draft", "Only a draft can be deleted. This round has been opened.");
	return held == 1 && round_setup_clear(w, id) &&
	       db_run(w, "DELETE FROM round_copy WHERE partnership = $1 AND round = $2", V(w->partnership), V(id)) >=
	               0 &&
	       db_run(w, "DELETE FROM round WHERE partnership = $1 AND id = $2", V(w->partnership), V(id)) == 1 &&
	       search_round(w, id) &&
	       event_record(w, "deleted", "round", id, round_change_as_json(w, "delete", NULL, before, NULL));
}
