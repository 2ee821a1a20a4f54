#include "store/outcome.h"

#include "base/text.h"
#include "store/event.h"

RECORD_TYPE(outcome_set, OUTCOME_SET_FIELDS);
RECORD_TYPE(outcome_entry, OUTCOME_FIELDS);

bool outcome_sets_all(struct work *w, struct list_any *sets)
{
	return rows_all(w,
	                db_ask(w,
	                       "SELECT " COLUMNS(OUTCOME_SET_FIELDS) " FROM outcome_set WHERE partnership = $1 "
	                                                             "ORDER BY id",
	                       V(w->partnership)),
	                &outcome_set_record, sets);
}

bool outcomes_all(struct work *w, struct list_any *outcomes)
{
	return rows_all(w,
	                db_ask(w,
	                       "SELECT " COLUMNS(OUTCOME_FIELDS) " FROM outcome WHERE partnership = $1 "
	                                                         "ORDER BY outcome_set, position, id",
	                       V(w->partnership)),
	                &outcome_entry_record, outcomes);
}

const struct outcome_set *outcome_set_by_key(struct work *w, const char *key)
{
	return rows_one(w,
	                db_ask(w,
	                       "SELECT " COLUMNS(OUTCOME_SET_FIELDS) " FROM outcome_set "
	                                                             "WHERE partnership = $1 AND key = $2",
	                       V(w->partnership), V(key)),
	                &outcome_set_record, FAULT_NOT_FOUND, "There is no such set of outcomes here.");
}

const struct outcome_entry *outcome_by_id(struct work *w, int64_t id)
{
	return rows_one(w,
	                db_ask(w, "SELECT " COLUMNS(OUTCOME_FIELDS) " FROM outcome WHERE partnership = $1 AND id = $2",
	                       V(w->partnership), V(id)),
	                &outcome_entry_record, FAULT_NOT_FOUND, "There is no such outcome.");
}

/* ------------------------------------------------------------------ changing */

/* A key that is there already is told before the database would refuse it in words of its own. */
static bool key_is_free(struct work *w, const struct outcome_entry *outcome)
{
	const struct rows *rows =
		db_ask(w,
	               "SELECT 1 FROM outcome WHERE partnership = $1 AND outcome_set = $2 AND key = $3 "
	               "AND id <> $4",
	               V(w->partnership), V(outcome->outcome_set), V(outcome->key), V(outcome->id));

	if (rows == NULL)
		return false;
	return rows->len == 0 ||
	       fault(w, FAULT_CONFLICT, "The set has an outcome with the number or letter “%s” already.", outcome->key);
}

bool outcome_add(struct work *w, struct outcome_entry *outcome)
{
	outcome->id = 0;
	if (!key_is_free(w, outcome))
		return false;
	outcome->id = db_new_id(w, "outcome");
	return outcome->id != 0 &&
	       db_run(w,
	              "INSERT INTO outcome (partnership, id, outcome_set, key, part, name, says, position, retired, "
	              "version) SELECT $1, $2, s.id, $4, $5, $6, $7, "
	              "(SELECT COALESCE(MAX(o.position), 0) + 1 FROM outcome o "
	              "WHERE o.partnership = $1 AND o.outcome_set = $3), 0, 1 "
	              "FROM outcome_set s WHERE s.partnership = $1 AND s.id = $3",
	              V(w->partnership), V(outcome->id), V(outcome->outcome_set), V(outcome->key), V(outcome->part),
	              V(outcome->name), V(outcome->says)) == 1 &&
	       event_record(w, "added", "outcome", outcome->id, outcome->name);
}

bool outcome_change(struct work *w, const struct outcome_entry *outcome)
{
	int64_t changed;

	if (!key_is_free(w, outcome))
		return false;
	changed = db_run(w,
	                 "UPDATE outcome SET key = $4, part = $5, name = $6, says = $7, retired = $8, "
	                 "version = version + 1 WHERE partnership = $1 AND id = $2 AND version = $3",
	                 V(w->partnership), V(outcome->id), V(outcome->version), V(outcome->key), V(outcome->part),
	                 V(outcome->name), V(outcome->says), V(outcome->retired));
	if (changed == 0)
		return outcome_by_id(w, outcome->id) != NULL &&
		       fault(w, FAULT_CONFLICT,
		             "Somebody else changed this outcome while you were working on it. What you typed is "
		             "below: compare, then save again.");
	return changed == 1 && event_record(w, "changed", "outcome", outcome->id, outcome->name);
}
