/* What was taken out of a round's words, and taking out more after they have been shown. See store/words.h. */
#include "base/text.h"
#include "store/event.h"
#include "store/search_records.h"
#include "store/words.h"
#include "store/words_parts.h"

ROW_TYPE(words_taken_out, WORDS_TAKEN_OUT_FIELDS);

bool words_taken_out(struct work *w, int64_t round, struct list_any *list)
{
	return rows_all(w,
	                db_ask(w,
	                       "SELECT criterion, kind, what, reason, reason_words, done_by, done_at "
	                       "FROM words_taken_out WHERE partnership = $1 AND round = $2 ORDER BY id",
	                       V(w->partnership), V(round)),
	                &words_taken_out_record, list);
}

/* Where an act is counted. */
static int64_t *count_of_act(struct words_account *account, const char *what)
{
	if (text_equal(what, "held"))
		return account->held;
	if (text_equal(what, "shortened"))
		return account->shortened;
	return text_equal(what, "taken out later") ? account->later_out : account->later_shortened;
}

bool words_account(struct work *w, int64_t round, struct words_account *account)
{
	const struct rows *acts = db_ask(w,
	                                 "SELECT what, reason, COUNT(*) FROM words_taken_out "
	                                 "WHERE partnership = $1 AND round = $2 GROUP BY what, reason",
	                                 V(w->partnership), V(round));

	*account = (struct words_account){ 0 };
	for (size_t i = 0; acts != NULL && i < acts->len; i++) {
		const struct words_reason *reason = words_reason_by(row_text(acts, i, 1));

		if (reason != NULL)
			count_of_act(account, row_text(acts, i, 0))[reason - words_reasons] += row_int(acts, i, 2);
	}
	return acts != NULL;
}

/* ------------------------------------------------------------------ inside a change */

bool words_keep_reason(struct work *w, int64_t round, const struct words_act *act)
{
	int64_t id = db_new_id(w, "words_taken_out");

	return id > 0 && db_run(w,
	                        "INSERT INTO words_taken_out (partnership, id, round, criterion, kind, what, reason, "
	                        "reason_words, done_by, done_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
	                        V(w->partnership), V(id), V(round), V(act->criterion), V(act->kind), V(act->what),
	                        V(act->reason), V(act->reason_words), V(act->done_by), V(act->done_at)) == 1;
}

static bool empty_tags(struct work *w, const struct words_taking_out *taking)
{
	return *taking->left != '\0' ||
	       db_run(w, "DELETE FROM words_tagged WHERE partnership = $1 AND round = $2 AND position = $3",
	              V(w->partnership), V(taking->round), V(taking->place)) >= 0;
}

bool words_hold_release(struct work *w, int64_t round)
{
	return db_run(w, "UPDATE released SET threshold = threshold WHERE partnership = $1 AND round = $2",
	              V(w->partnership), V(round)) >= 0;
}

bool words_take_out(struct work *w, const struct words_taking_out *taking)
{
	const struct rows *rows =
		!words_hold_release(w, taking->round)
			? NULL
			: db_ask(w,
	                         "UPDATE released_words SET words = $5, taken_out_at = $6 WHERE partnership = $1 AND "
	                         "round = $2 "
	                         "AND position = $3 AND words = $4 AND words <> '' RETURNING criterion, kind",
	                         V(w->partnership), V(taking->round), V(taking->place), V(taking->seen),
	                         V(taking->left), V(w->now));
	struct words_act act = { .reason = taking->reason,
		                 .reason_words = taking->reason_words,
		                 .done_by = w->person == NULL ? "" : w->person,
		                 .done_at = w->now };

	if (rows == NULL)
		return false;
	if (rows->len == 0)
		return fault(w, FAULT_CONFLICT,
		             "Somebody else took something out of this comment while you were reading it. Look at it "
		             "again.");
	act.criterion = row_text(rows, 0, 0);
	act.kind = row_text(rows, 0, 1);
	act.what = *taking->left == '\0' ? "taken out later" : "shortened later";
	return empty_tags(w, taking) && search_words_again(w, taking->round, taking->place) &&
	       words_keep_reason(w, taking->round, &act) &&
	       event_record(w, "took something out of the words of", "round", taking->round,
	                    text_format(w->arena, "{\"what\":\"%s\",\"reason\":\"%s\"}", act.what, act.reason));
}
