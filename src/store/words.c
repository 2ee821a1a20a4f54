#include "store/words.h"

#include "base/text.h"

#define WORDS_A_MINUTE 8

const struct words_reason words_reasons[WORDS_REASONS] = {
	{ "person", "It names a person", "a person is named", MARK_NAME },
	{ "recognised", "Somebody could be recognised", "somebody could be recognised", MARK_PERSON },
	{ "care", "It is about somebody’s care", "it is about somebody’s care", MARK_PERSON },
	{ "abusive", "It is abusive, or says something about somebody that may not be true",
	  "it is abusive, or may not be true of somebody", MARK_SOMETHING },
	{ "other", "Another reason, in words", "another reason", MARK_SOMETHING },
};

const struct words_reason *words_reason_by(const char *key)
{
	for (size_t i = 0; i < WORDS_REASONS; i++) {
		if (text_equal(words_reasons[i].key, key))
			return &words_reasons[i];
	}
	return NULL;
}

int64_t words_minutes(int64_t open)
{
	return (open + WORDS_A_MINUTE - 1) / WORDS_A_MINUTE;
}

/* How many there are of each decision. */
#define COUNT_DECISIONS                                                                            \
	"COUNT(*), COUNT(*) FILTER (WHERE c.decision = ''), COUNT(*) FILTER (WHERE c.decision = 'kept'), " \
	"COUNT(*) FILTER (WHERE c.decision = 'shortened'), COUNT(*) FILTER (WHERE c.decision = 'held')"

static struct words_progress read_progress(const struct rows *rows, size_t row, size_t column)
{
	return (struct words_progress){ row_int(rows, row, column), row_int(rows, row, column + 1),
		                        row_int(rows, row, column + 2), row_int(rows, row, column + 3),
		                        row_int(rows, row, column + 4) };
}

bool words_still(struct work *w, int64_t round, bool *anything, bool *open)
{
	const struct rows *rows = db_ask(
		w,
		"SELECT CASE WHEN EXISTS (SELECT 1 FROM words_to_check c WHERE c.partnership = $1 AND c.round = $2) "
		"THEN 1 ELSE 0 END, "
		"CASE WHEN EXISTS (SELECT 1 FROM words_to_check c WHERE c.partnership = $1 AND c.round = $2 "
		"AND c.decision = '') THEN 1 ELSE 0 END",
		V(w->partnership), V(round));

	if (rows == NULL)
		return false;
	*anything = row_flag(rows, 0, 0);
	*open = row_flag(rows, 0, 1);
	return true;
}

bool words_progress(struct work *w, int64_t round, struct words_progress *progress)
{
	const struct rows *rows =
		db_ask(w, "SELECT " COUNT_DECISIONS " FROM words_to_check c WHERE c.partnership = $1 AND c.round = $2",
	               V(w->partnership), V(round));

	if (rows == NULL)
		return false;
	*progress = read_progress(rows, 0, 0);
	return true;
}

bool words_waiting(struct work *w, struct words_waiting_list *list)
{
	const struct rows *rows = db_ask(w,
	                                 "SELECT c.round, r.title, " COUNT_DECISIONS " FROM words_to_check c "
	                                 "JOIN round r ON r.partnership = c.partnership AND r.id = c.round "
	                                 "WHERE c.partnership = $1 GROUP BY c.round, r.title ORDER BY c.round DESC",
	                                 V(w->partnership));

	for (size_t i = 0; rows != NULL && i < rows->len; i++)
		list_add(w->arena, list,
		         ((struct words_waiting){ row_int(rows, i, 0), row_text(rows, i, 1),
		                                  read_progress(rows, i, 2) }));
	return rows != NULL;
}
