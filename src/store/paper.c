/* Paper forms as they are read: one by its number, those of a group, how many. */
#include "store/paper.h"

#include "base/text.h"

ROW_TYPE(paper, PAPER_FIELDS);
ROW_TYPE(paper_group, PAPER_GROUP_FIELDS);
ROW_TYPE(paper_taken_back, PAPER_TAKEN_BACK_FIELDS);

#define PAPER_COLUMNS                                                                              \
	"SELECT f.id, f.number, g.people_group, g.name, f.entered_at, COALESCE(a.name, '') "       \
	"FROM paper f JOIN round_group g ON g.partnership = f.partnership AND g.id = f.round_group " \
	"LEFT JOIN account a ON a.id = f.entered_by "

const struct paper *paper_by_number(struct work *w, int64_t round, int64_t number)
{
	struct rows *rows = db_ask(w, PAPER_COLUMNS "WHERE f.partnership = $1 AND f.round = $2 AND f.number = $3",
	                           V(w->partnership), V(round), V(number));

	return rows_one(w, rows, &paper_record, FAULT_NOT_FOUND,
	                "This round has no paper of that number. Look at the number on the sheet again.");
}

static const char *who_or_somebody(const char *name)
{
	return text_is_empty(name) ? "somebody who has left" : name;
}

const char *paper_was_entered(struct arena *arena, const struct paper *paper)
{
	return text_format(arena, "Paper %lld was entered by %s on %s.", (long long)paper->number,
	                   who_or_somebody(paper->entered_by), moment_text(arena, paper->entered_at));
}

bool papers_of_group(struct work *w, int64_t round, int64_t people_group, int64_t from, int64_t most,
                     struct list_any *papers)
{
	return rows_all(w,
	                db_ask(w,
	                       PAPER_COLUMNS "WHERE f.partnership = $1 AND f.round = $2 AND g.people_group = $3 "
	                                     "AND f.number >= $4 ORDER BY f.number LIMIT $5",
	                       V(w->partnership), V(round), V(people_group), V(from), V(most)),
	                &paper_record, papers);
}

bool paper_groups(struct work *w, int64_t round, struct list_any *groups)
{
	return rows_all(w,
	                db_ask(w,
	                       "SELECT g.people_group, g.name, COUNT(f.id), COALESCE(MIN(f.number), 0), "
	                       "COALESCE(MAX(f.number), 0) FROM round_group g "
	                       "LEFT JOIN paper f ON f.partnership = g.partnership AND f.round_group = g.id "
	                       "WHERE g.partnership = $1 AND g.round = $2 "
	                       "GROUP BY g.people_group, g.name, g.voice_position, g.position, g.id "
	                       "ORDER BY g.voice_position, g.position, g.id",
	                       V(w->partnership), V(round)),
	                &paper_group_record, groups);
}

bool paper_counts(struct work *w, int64_t round, struct paper_counts *counts)
{
	const struct rows *rows = db_ask(w,
	                                 "SELECT COUNT(*), COUNT(entered_at) FROM paper "
	                                 "WHERE partnership = $1 AND round = $2",
	                                 V(w->partnership), V(round));

	if (rows == NULL)
		return false;
	*counts = (struct paper_counts){ row_int(rows, 0, 0), row_int(rows, 0, 1) };
	return true;
}

bool papers_taken_back(struct work *w, int64_t round, struct list_any *taken_back)
{
	return rows_all(
		w,
		db_ask(w,
	               "SELECT f.number, COALESCE(e.name, ''), b.entered_at, COALESCE(t.name, ''), b.removed_at, "
	               "b.reason FROM paper_taken_back b "
	               "JOIN paper f ON f.partnership = b.partnership AND f.id = b.paper "
	               "LEFT JOIN account e ON e.id = b.entered_by LEFT JOIN account t ON t.id = b.removed_by "
	               "WHERE b.partnership = $1 AND f.round = $2 ORDER BY b.removed_at DESC, b.id DESC",
	               V(w->partnership), V(round)),
		&paper_taken_back_record, taken_back);
}
