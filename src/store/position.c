#include "store/position.h"

RECORD_TYPE(position, POSITION_FIELDS);
ROW_TYPE(dissent, DISSENT_FIELDS);

const char *const position_outcomes[] = { "agreed", "differ", NULL };

bool position_of(struct work *w, int64_t round, const char *criterion, const struct position **found)
{
	const struct rows *rows = db_ask(w,
	                                 "SELECT " COLUMNS(POSITION_FIELDS) " FROM position "
	                                                                    "WHERE partnership = $1 AND round = $2 "
	                                                                    "AND criterion = $3",
	                                 V(w->partnership), V(round), V(criterion));

	*found = NULL;
	if (rows != NULL && rows->len == 1)
		*found = rows_one(w, rows, &position_record, FAULT_NOT_FOUND, "");
	return rows != NULL;
}

const struct position *position_by_id(struct work *w, int64_t id)
{
	return rows_one(w,
	                db_ask(w,
	                       "SELECT " COLUMNS(POSITION_FIELDS) " FROM position WHERE partnership = $1 AND id = $2",
	                       V(w->partnership), V(id)),
	                &position_record, FAULT_NOT_FOUND, "There is no such position.");
}

/* In the order of POSITION_FIELDS. */
#define POSITION_COLUMNS                                                                                               \
	"p.id, p.round, p.criterion, p.outcome, p.placed, p.reason, p.agreed_on, p.people, p.why, p.recorded_by, "     \
	"p.recorded_at, p.version"

bool positions_of_round(struct work *w, int64_t round, struct position_list *positions)
{
	return ROWS_ALL(w,
	                db_ask(w,
	                       "SELECT " POSITION_COLUMNS " FROM position p "
	                       "JOIN round_criterion c ON c.partnership = p.partnership AND c.round = p.round "
	                       "AND c.criterion = p.criterion "
	                       "WHERE p.partnership = $1 AND p.round = $2 ORDER BY c.position",
	                       V(w->partnership), V(round)),
	                &position_record, positions);
}

/* In the order of DISSENT_FIELDS; one that stands has no last version, which reads as 0. */
#define DISSENT_COLUMNS                                                                                                \
	"d.id, d.position, d.who, d.words, d.since_version, d.until_version, d.recorded_by, d.recorded_at"

bool dissents_of(struct work *w, int64_t position, struct dissent_list *dissents)
{
	return ROWS_ALL(w,
	                db_ask(w,
	                       "SELECT " DISSENT_COLUMNS " FROM dissent d "
	                       "WHERE d.partnership = $1 AND d.position = $2 ORDER BY d.id",
	                       V(w->partnership), V(position)),
	                &dissent_record, dissents);
}

bool dissents_of_round(struct work *w, int64_t round, struct dissent_list *dissents)
{
	return ROWS_ALL(w,
	                db_ask(w,
	                       "SELECT " DISSENT_COLUMNS " FROM dissent d "
	                       "JOIN position p ON p.partnership = d.partnership AND p.id = d.position "
	                       "WHERE d.partnership = $1 AND p.round = $2 AND d.until_version IS NULL ORDER BY d.id",
	                       V(w->partnership), V(round)),
	                &dissent_record, dissents);
}

bool position_words(struct work *w, int64_t position, struct word_places *words)
{
	const struct rows *rows = db_ask(w,
	                                 "SELECT words FROM position_words WHERE partnership = $1 "
	                                 "AND position = $2 AND until_version IS NULL ORDER BY words",
	                                 V(w->partnership), V(position));

	for (size_t i = 0; rows != NULL && i < rows->len; i++)
		list_add(w->arena, words, row_int(rows, i, 0));
	return rows != NULL;
}

bool position_words_first(struct work *w, int64_t round, const char *criterion, int64_t most, struct word_places *words)
{
	const struct rows *rows = db_ask(w,
	                                 "SELECT position FROM released_words WHERE partnership = $1 AND round = $2 "
	                                 "AND criterion = $3 AND words <> '' ORDER BY words, position LIMIT $4",
	                                 V(w->partnership), V(round), V(criterion), V(most));

	for (size_t i = 0; rows != NULL && i < rows->len; i++)
		list_add(w->arena, words, row_int(rows, i, 0));
	return rows != NULL;
}

bool positions_before(struct work *w, const struct position *position, struct position_list *before)
{
	const struct rows *rows = db_ask(w,
	                                 "SELECT position, 0, '', outcome, placed, reason, agreed_on, people, why, "
	                                 "recorded_by, recorded_at, version FROM position_before "
	                                 "WHERE partnership = $1 AND position = $2 ORDER BY version DESC",
	                                 V(w->partnership), V(position->id));
	size_t first = before->len;

	if (!ROWS_ALL(w, rows, &position_record, before))
		return false;
	for (size_t i = first; i < before->len; i++) {
		before->at[i].round = position->round;
		before->at[i].criterion = position->criterion;
	}
	return true;
}
