#include "store/evidence_check.h"

#include "db/db.h"
#include "store/event.h"

RECORD_TYPE(evidence_check, EVIDENCE_CHECK_FIELDS);

bool evidence_to_check(struct work *w, int64_t round, struct evidence_checks *list)
{
	return rows_all(
		w,
		db_ask(w,
	               "SELECT e.id, e.criterion, e.words, e.link, COALESCE(e.file, 0), "
	               "COALESCE(f.name, ''), COALESCE(f.type, ''), COALESCE(f.bytes, 0), e.decision, e.reason, "
	               "e.reason_words, e.decided_by, e.decided_at, e.version FROM evidence e "
	               "LEFT JOIN file f ON f.partnership = e.partnership AND f.id = e.file "
	               "WHERE e.partnership = $1 AND e.round = $2 AND e.may_show = 1 "
	               "ORDER BY CASE e.decision WHEN '' THEN 0 ELSE 1 END, e.criterion, e.words, e.link, "
	               "COALESCE(f.name, ''), e.id",
	               V(w->partnership), V(round)),
		&evidence_check_record, (struct list_any *)(void *)list);
}

const struct evidence_check *evidence_check_by_id(struct work *w, int64_t round, int64_t id)
{
	return rows_one(
		w,
		db_ask(w,
	               "SELECT e.id, e.criterion, e.words, e.link, COALESCE(e.file, 0), "
	               "COALESCE(f.name, ''), COALESCE(f.type, ''), COALESCE(f.bytes, 0), e.decision, e.reason, "
	               "e.reason_words, e.decided_by, e.decided_at, e.version FROM evidence e "
	               "LEFT JOIN file f ON f.partnership = e.partnership AND f.id = e.file "
	               "WHERE e.partnership = $1 AND e.round = $2 AND e.may_show = 1 AND e.id = $3",
	               V(w->partnership), V(round), V(id)),
		&evidence_check_record, FAULT_NOT_FOUND, "There is no such piece of evidence to look at.");
}

bool evidence_decide(struct work *w, const struct evidence_decision *decision)
{
	int64_t decided = db_run(w,
	                         "UPDATE evidence SET decision = $5, reason = $6, reason_words = $7, decided_by = $8, "
	                         "decided_at = $9, version = version + 1 "
	                         "WHERE partnership = $1 AND round = $2 AND id = $3 AND version = $4 AND may_show = 1",
	                         V(w->partnership), V(decision->round), V(decision->id), V(decision->version),
	                         V(decision->decision), V(decision->reason), V(decision->reason_words),
	                         V(w->person == NULL ? "" : w->person), V(w->now));

	if (decided == 0)
		return fault(w, FAULT_CONFLICT,
		             "Somebody else decided about this piece of evidence meanwhile, or it was taken away. "
		             "Nothing was "
		             "saved: look at it again.");
	return decided == 1 && event_record(w, decision->decision, "evidence", decision->id, NULL);
}
