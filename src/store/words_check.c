#include "store/words_check.h"

#include "base/text.h"
#include "store/event.h"
#include "store/search_due.h"
#include "store/words_parts.h"

RECORD_TYPE(words_check, WORDS_CHECK_FIELDS);

bool words_to_check(struct work *w, int64_t round, struct list_any *list)
{
	return rows_all(w,
	                db_ask(w,
	                       "SELECT " COLUMNS(WORDS_CHECK_FIELDS) " FROM words_to_check "
	                                                             "WHERE partnership = $1 AND round = $2 "
	                                                             "ORDER BY position",
	                       V(w->partnership), V(round)),
	                &words_check_record, list);
}

/* ------------------------------------------------------------------ deciding */

/* Whoever decides and whoever releases take the round's release first, so that nothing is decided about words that are on their way out. */
static bool hold_release(struct work *w, int64_t round)
{
	int64_t held = db_run(w,
	                      "UPDATE released SET words_released_at = NULL "
	                      "WHERE partnership = $1 AND round = $2 AND words_released_at IS NULL",
	                      V(w->partnership), V(round));

	if (held == 0)
		return fault(w, FAULT_CONFLICT, "The words of this round have been released already.");
	return held == 1;
}

static const char *person(const struct work *w)
{
	return w->person == NULL ? "" : w->person;
}

static bool decide(struct work *w, int64_t round, const struct words_decision *decision)
{
	int64_t decided =
		db_run(w,
	               "UPDATE words_to_check SET decision = $5, left_words = $6, reason = $7, "
	               "reason_words = $8, decided_by = $9, decided_at = $10, version = version + 1 "
	               "WHERE partnership = $1 AND round = $2 AND position = $3 AND version = $4",
	               V(w->partnership), V(round), V(decision->position), V(decision->version), V(decision->decision),
	               V(decision->left), V(decision->reason), V(decision->reason_words), V(person(w)), V(w->now));

	if (decided == 0)
		return fault(w, FAULT_CONFLICT,
		             "Somebody else decided about one of these comments while you were reading. Nothing was "
		             "saved: look at them again.");
	return decided == 1;
}

/* One that was decided about meanwhile stays as it is. */
static bool keep(struct work *w, int64_t round, int64_t position)
{
	return db_run(w,
	              "UPDATE words_to_check SET decision = 'kept', decided_by = $4, decided_at = $5, "
	              "version = version + 1 "
	              "WHERE partnership = $1 AND round = $2 AND position = $3 AND decision = ''",
	              V(w->partnership), V(round), V(position), V(person(w)), V(w->now)) >= 0;
}

static bool keep_rest(struct work *w, int64_t round)
{
	return db_run(w,
	              "UPDATE words_to_check SET decision = 'kept', decided_by = $3, decided_at = $4, "
	              "version = version + 1 WHERE partnership = $1 AND round = $2 AND decision = ''",
	              V(w->partnership), V(round), V(person(w)), V(w->now)) >= 0;
}

bool words_check(struct work *w, const struct words_checking *checking)
{
	const struct words_decision *decision;
	const int64_t *position;

	if (!hold_release(w, checking->round))
		return false;
	for EACH(decision, &checking->decisions) {
		if (!decide(w, checking->round, decision))
			return false;
	}
	for EACH(position, &checking->keep) {
		if (!keep(w, checking->round, *position))
			return false;
	}
	return (!checking->keep_rest || keep_rest(w, checking->round)) &&
	       event_record(w, "checked words of", "round", checking->round, NULL);
}

/* ------------------------------------------------------------------ the release */

/* Numbered anew, so that a place that is missing tells nothing. */
static bool put_out(struct work *w, int64_t round)
{
	return db_run(w,
	              "INSERT INTO released_words (partnership, round, position, criterion, kind, label, words) "
	              "SELECT c.partnership, c.round, ROW_NUMBER() OVER (ORDER BY c.position), c.criterion, c.kind, "
	              "c.label, CASE c.decision WHEN 'shortened' THEN c.left_words ELSE c.words END "
	              "FROM words_to_check c WHERE c.partnership = $1 AND c.round = $2 "
	              "AND c.decision IN ('kept', 'shortened')",
	              V(w->partnership), V(round)) >= 0;
}

static bool keep_reasons(struct work *w, int64_t round)
{
	const struct rows *rows = db_ask(w,
	                                 "SELECT criterion, kind, decision, reason, reason_words, decided_by, "
	                                 "decided_at FROM words_to_check WHERE partnership = $1 AND round = $2 "
	                                 "AND decision IN ('shortened', 'held') ORDER BY position",
	                                 V(w->partnership), V(round));

	for (size_t i = 0; rows != NULL && i < rows->len; i++) {
		struct words_act act = { row_text(rows, i, 0),  row_text(rows, i, 1), row_text(rows, i, 2),
			                 row_text(rows, i, 3),  row_text(rows, i, 4), row_text(rows, i, 5),
			                 row_moment(rows, i, 6) };

		if (!words_keep_reason(w, round, &act))
			return false;
	}
	return rows != NULL;
}

static bool empty(struct work *w, int64_t round)
{
	return db_run(w, "DELETE FROM words_to_check WHERE partnership = $1 AND round = $2", V(w->partnership),
	              V(round)) >= 0;
}

static bool mark_released(struct work *w, int64_t round)
{
	return db_run(w, "UPDATE released SET words_released_at = $3 WHERE partnership = $1 AND round = $2",
	              V(w->partnership), V(round), V(w->now)) == 1;
}

static bool all_are_decided(struct work *w, const struct words_progress *progress)
{
	return progress->open == 0 ||
	       fault(w, FAULT_CONFLICT, "%s not been looked at yet. Words are released when all of them have.",
	             progress->open == 1
	                     ? "One comment has"
	                     : text_format(w->arena, "%s comments have", text_of_count(w->arena, progress->open)));
}

bool words_release(struct work *w, int64_t round)
{
	struct words_progress progress;

	return hold_release(w, round) && words_progress(w, round, &progress) && all_are_decided(w, &progress) &&
	       put_out(w, round) && keep_reasons(w, round) && empty(w, round) && mark_released(w, round) &&
	       search_is_due(w, round) &&
	       event_record(w, "released the words of", "round", round,
	                    text_format(w->arena, "{\"kept\":%lld,\"shortened\":%lld,\"held\":%lld}",
	                                (long long)progress.kept, (long long)progress.shortened,
	                                (long long)progress.held));
}

/* ------------------------------------------------------------------ taken back by whoever wrote them */

bool words_waiting_of(struct work *w, int64_t round, const char *criterion, const char *kind, const char *words,
                      int64_t *waiting)
{
	struct rows *rows = db_ask(w,
	                           "SELECT COUNT(*) FROM words_to_check WHERE partnership = $1 AND round = $2 "
	                           "AND criterion = $3 AND kind = $4 AND words = $5",
	                           V(w->partnership), V(round), V(criterion), V(kind), V(words));

	*waiting = row_int(rows, 0, 0);
	return rows != NULL;
}

bool words_forget(struct work *w, int64_t round, const char *criterion, const char *kind, const char *words)
{
	return db_run(w,
	              "DELETE FROM words_to_check WHERE partnership = $1 AND round = $2 AND position = "
	              "(SELECT MIN(c.position) FROM words_to_check c WHERE c.partnership = $1 AND c.round = $2 "
	              "AND c.criterion = $3 AND c.kind = $4 AND c.words = $5)",
	              V(w->partnership), V(round), V(criterion), V(kind), V(words)) >= 0;
}

/* ------------------------------------------------------------------ kept too long */

bool words_old(struct work *w, struct moment before, int64_t *count, struct moment *oldest)
{
	struct rows *rows = db_ask(w,
	                           "SELECT COUNT(*), MIN(r.decided_at) FROM words_to_check c JOIN released r "
	                           "ON r.partnership = c.partnership AND r.round = c.round "
	                           "WHERE c.partnership = $1 AND r.decided_at < $2",
	                           V(w->partnership), V(before));

	*count = row_int(rows, 0, 0);
	*oldest = row_moment(rows, 0, 1);
	return rows != NULL;
}

/* A round at a time. */
bool words_old_drop(struct work *w, struct moment before, int64_t *removed)
{
	*removed = db_run(w,
	                  "DELETE FROM words_to_check WHERE partnership = $1 AND round = (SELECT MIN(c.round) FROM "
	                  "words_to_check c JOIN released r ON r.partnership = c.partnership AND r.round = c.round "
	                  "WHERE c.partnership = $1 AND r.decided_at < $2)",
	                  V(w->partnership), V(before));
	return *removed >= 0;
}
