#include "store/practice.h"

#include "base/text.h"
#include "store/event.h"

RECORD_TYPE(practice, PRACTICE_FIELDS);

bool practices_all(struct work *w, struct list_any *practices)
{
	return rows_all(w,
	                db_ask(w,
	                       "SELECT " COLUMNS(PRACTICE_FIELDS) " FROM practice WHERE partnership = $1 "
	                                                          "ORDER BY practised_on DESC, id DESC",
	                       V(w->partnership)),
	                &practice_record, practices);
}

const struct practice *practice_by_id(struct work *w, int64_t id)
{
	return rows_one(w,
	                db_ask(w,
	                       "SELECT " COLUMNS(PRACTICE_FIELDS) " FROM practice "
	                                                          "WHERE partnership = $1 AND id = $2",
	                       V(w->partnership), V(id)),
	                &practice_record, FAULT_NOT_FOUND, "There is no such practice.");
}

bool practice_is_due(const struct practice *practice, struct date today)
{
	return practice->try_by.days != 0 && practice->try_by.days <= today.days && text_is_empty(practice->came_of_it);
}

bool practice_add(struct work *w, struct practice *practice)
{
	practice->id = db_new_id(w, "practice");
	practice->made_by = w->account;
	return practice->id != 0 &&
	       db_run(w,
	              "INSERT INTO practice (partnership, id, framework, theme, team, practised_on, practised, "
	              "learned, "
	              "will_try, try_by, came_of_it, made_by, version) "
	              "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1)",
	              V(w->partnership), V(practice->id), V(practice->framework), V(practice->theme), V(practice->team),
	              V(practice->practised_on), V(practice->practised), V(practice->learned), V(practice->will_try),
	              V(practice->try_by), V(practice->came_of_it), V(practice->made_by)) == 1 &&
	       event_record(w, "wrote down", "practice", practice->id, practice->team);
}

bool practice_change(struct work *w, const struct practice *practice)
{
	int64_t changed = db_run(w,
	                         "UPDATE practice SET team = $4, practised_on = $5, practised = $6, learned = $7, "
	                         "will_try = $8, try_by = $9, came_of_it = $10, version = version + 1 "
	                         "WHERE partnership = $1 AND id = $2 AND version = $3",
	                         V(w->partnership), V(practice->id), V(practice->version), V(practice->team),
	                         V(practice->practised_on), V(practice->practised), V(practice->learned),
	                         V(practice->will_try), V(practice->try_by), V(practice->came_of_it));

	if (changed == 0)
		return practice_by_id(w, practice->id) != NULL &&
		       fault(w, FAULT_CONFLICT,
		             "Somebody else changed this practice while you were working on it. What you typed is "
		             "below: compare, then save again.");
	return changed == 1 && event_record(w, "changed", "practice", practice->id, practice->team);
}
