#include "store/answer_raw.h"

#include "db/db.h"
#include "store/answered.h"

/* ------------------------------------------------------------------ who took part */

bool raw_groups_of(struct work *w, int64_t round, struct raw_groups *groups)
{
	const struct rows *rows =
		db_ask(w,
	               "SELECT g.id, g.voice, g.name, g.voice_name, (SELECT COUNT(*) FROM participant p "
	               "WHERE p.partnership = $1 AND p.round = $2 AND p.round_group = g.id AND " HAS_ANSWERED ") "
	               "FROM round_group g WHERE g.partnership = $1 AND g.round = $2 "
	               "ORDER BY g.voice_position, g.voice, g.position, g.id",
	               V(w->partnership), V(round));

	*groups = (struct raw_groups){ 0 };
	for (size_t i = 0; rows != NULL && i < rows->len; i++) {
		struct raw_group group = { .id = row_int(rows, i, 0),
			                   .voice = row_int(rows, i, 1),
			                   .name = row_text(rows, i, 2),
			                   .voice_name = row_text(rows, i, 3),
			                   .people = (int)row_int(rows, i, 4) };

		list_add(w->arena, groups, group);
	}
	return rows != NULL;
}

/* ------------------------------------------------------------------ counts */

#define COUNTS_OF_PLACED(column)                                                                   \
	"COUNT(*) FILTER (WHERE " column " = 1), COUNT(*) FILTER (WHERE " column " = 2), "         \
	"COUNT(*) FILTER (WHERE " column " = 3), COUNT(*) FILTER (WHERE " column " = 4), "         \
	"COUNT(*) FILTER (WHERE " column " = 5), COUNT(*) FILTER (WHERE " column " = 0), "         \
	"COUNT(*) FILTER (WHERE " column " = -1), COUNT(*)"

static struct release_answers read_counts(const struct rows *rows, size_t row)
{
	struct release_answers answers = { .tally = { .dont_know = (int)row_int(rows, row, 7),
		                                      .does_not_apply = (int)row_int(rows, row, 8) },
		                           .responded = (int)row_int(rows, row, 9) };

	for (size_t i = 0; i < POSITIONS; i++)
		answers.tally.positions[i] = (int)row_int(rows, row, 2 + i);
	return answers;
}

static bool add_criteria(struct work *w, int64_t round, struct raw_answers_list *answers)
{
	const struct rows *rows =
		db_ask(w,
	               "SELECT s.criterion, p.round_group, " COUNTS_OF_PLACED(
			       "s.placed") ", "
	                                   "COUNT(*) FILTER (WHERE s.strength <> ''), COUNT(*) FILTER (WHERE "
	                                   "s.development <> ''), "
	                                   "COUNT(*) FILTER (WHERE s.placed = -1 AND s.reason <> '') "
	                                   "FROM participant p JOIN response s ON s.partnership = p.partnership AND "
	                                   "s.participant = p.id "
	                                   "WHERE p.partnership = $1 AND p.round = $2 "
	                                   "AND (s.placed IS NOT NULL OR s.strength <> '' OR s.development <> '') "
	                                   "GROUP BY p.round_group, s.criterion",
	               V(w->partnership), V(round));

	for (size_t i = 0; rows != NULL && i < rows->len; i++) {
		struct raw_answers *more = list_new(w->arena, answers);

		*more = (struct raw_answers){ .item = row_text(rows, i, 0),
			                      .group = row_int(rows, i, 1),
			                      .answers = read_counts(rows, i) };
		more->answers.strengths = (int)row_int(rows, i, 10);
		more->answers.developments = (int)row_int(rows, i, 11);
		more->answers.reasons = (int)row_int(rows, i, 12);
	}
	return rows != NULL;
}

static bool add_statements(struct work *w, int64_t round, struct raw_answers_list *answers)
{
	const struct rows *rows = db_ask(
		w,
		"SELECT a.statement, p.round_group, " COUNTS_OF_PLACED(
			"a.placed") " "
				    "FROM participant p "
				    "JOIN statement_rating a ON a.partnership = p.partnership AND a.participant = p.id "
				    "WHERE p.partnership = $1 AND p.round = $2 GROUP BY p.round_group, a.statement",
		V(w->partnership), V(round));

	for (size_t i = 0; rows != NULL && i < rows->len; i++) {
		struct raw_answers more = { .item = row_text(rows, i, 0),
			                    .is_statement = true,
			                    .group = row_int(rows, i, 1),
			                    .answers = read_counts(rows, i) };

		list_add(w->arena, answers, more);
	}
	return rows != NULL;
}

bool raw_answers_of(struct work *w, int64_t round, struct raw_answers_list *answers)
{
	*answers = (struct raw_answers_list){ 0 };
	return add_criteria(w, round, answers) && add_statements(w, round, answers);
}

/* ------------------------------------------------------------------ words */

bool raw_words_of(struct work *w, int64_t round, struct raw_words_list *words)
{
	const struct rows *rows =
		db_ask(w,
	               "SELECT s.criterion, p.round_group, s.strength, s.development, "
	               "CASE WHEN s.placed = -1 THEN s.reason ELSE '' END "
	               "FROM participant p JOIN response s ON s.partnership = p.partnership AND s.participant = p.id "
	               "WHERE p.partnership = $1 AND p.round = $2 "
	               "AND (s.strength <> '' OR s.development <> '' OR (s.placed = -1 AND s.reason <> ''))",
	               V(w->partnership), V(round));

	*words = (struct raw_words_list){ 0 };
	for (size_t i = 0; rows != NULL && i < rows->len; i++) {
		struct raw_words more = { row_text(rows, i, 0), row_int(rows, i, 1), row_text(rows, i, 2),
			                  row_text(rows, i, 3), row_text(rows, i, 4) };

		list_add(w->arena, words, more);
	}
	return rows != NULL;
}
