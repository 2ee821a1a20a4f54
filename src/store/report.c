#include "store/report.h"

#include "db/db.h"

static struct moment later(struct moment one, struct moment other)
{
	return one.ms > other.ms ? one : other;
}

bool report_changes(struct work *w, int64_t round, struct report_changes *changes)
{
	const struct rows *rows = db_ask(
		w,
		"SELECT COALESCE((SELECT MAX(taken_out_at) FROM released_words WHERE partnership = $1 AND round = $2 "
		"AND taken_out_at IS NOT NULL), "
		"(SELECT words_released_at FROM released WHERE partnership = $1 AND round = $2), 0), "
		"COALESCE((SELECT MAX(recorded_at) FROM position WHERE partnership = $1 AND round = $2), 0), "
		"COALESCE((SELECT MAX(s.at) FROM action_said s JOIN action a ON a.partnership = s.partnership "
		"AND a.id = s.action WHERE a.partnership = $1 AND a.round = $2), 0), "
		"COALESCE((SELECT MAX(decided_at) FROM evidence WHERE partnership = $1 AND round = $2), 0)",
		V(w->partnership), V(round));

	if (rows == NULL)
		return false;
	changes->words_at = later(row_moment(rows, 0, 0), row_moment(rows, 0, 3));
	changes->agreed_at = later(row_moment(rows, 0, 1), row_moment(rows, 0, 2));
	return true;
}
