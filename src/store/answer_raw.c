#include "store/answer_raw.h"

#include <string.h>

#include "base/text.h"
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

/*
 * Counted here and not by the database, which sorts all that was said to put like beside like: that takes three times as long. A group at a
 * time, and what was read of it is let go, so that a large round takes no more memory than its largest group.
 *
 * CROSS JOIN tells SQLite to begin with the people of the group. Left to choose, it begins with everything ever said in the partnership.
 */

static void count_placed(struct tally *tally, int64_t placed)
{
	if (placed == -1)
		tally->does_not_apply++;
	else if (placed == 0)
		tally->dont_know++;
	else if (placed <= POSITIONS)
		tally->positions[placed - 1]++;
}

/* Where the answers about an item are counted, at or after *at: people answer in much the same order. The first so many are of others. */
static struct release_answers *answers_about(struct work *w, struct raw_answers_list *answers, size_t first, size_t *at,
                                             const char *item)
{
	for (size_t i = first; i < answers->len; i++) {
		*at = *at + 1 < answers->len ? *at + 1 : first;
		if (strcmp(answers->at[*at].item, item) == 0)
			return &answers->at[*at].answers;
	}
	*at = answers->len;
	list_add(w->arena, answers, ((struct raw_answers){ .item = text_copy(w->arena, item) }));
	return &answers->at[*at].answers;
}

/* Of each row the item, where it was placed and, of a criterion, whether a strength, a development and a reason were written. */
static void count_rows(struct work *w, const struct rows *rows, int64_t group, bool is_statement,
                       struct raw_answers_list *answers)
{
	size_t first = answers->len, at = first;

	for (size_t i = 0; rows != NULL && i < rows->len; i++) {
		struct release_answers *about = answers_about(w, answers, first, &at, row_text(rows, i, 0));

		about->responded++;
		if (!row_is_null(rows, i, 1))
			count_placed(&about->tally, row_int(rows, i, 1));
		about->strengths += row_flag(rows, i, 2);
		about->developments += row_flag(rows, i, 3);
		about->reasons += row_flag(rows, i, 4);
	}
	for (size_t i = first; i < answers->len; i++) {
		answers->at[i].group = group;
		answers->at[i].is_statement = is_statement;
	}
}

static struct rows *ask_criteria(struct work *w, int64_t group)
{
	return db_ask(w,
	              "SELECT s.criterion, s.placed, CASE WHEN s.strength <> '' THEN 1 ELSE 0 END, "
	              "CASE WHEN s.development <> '' THEN 1 ELSE 0 END, "
	              "CASE WHEN s.placed = -1 AND s.reason <> '' THEN 1 ELSE 0 END "
	              "FROM participant p CROSS JOIN response s "
	              "WHERE s.partnership = p.partnership AND s.participant = p.id "
	              "AND p.partnership = $1 AND p.round_group = $2 "
	              "AND (s.placed IS NOT NULL OR s.strength <> '' OR s.development <> '')",
	              V(w->partnership), V(group));
}

static struct rows *ask_statements(struct work *w, int64_t group)
{
	return db_ask(w,
	              "SELECT a.statement, a.placed FROM participant p CROSS JOIN statement_rating a "
	              "WHERE a.partnership = p.partnership AND a.participant = p.id "
	              "AND p.partnership = $1 AND p.round_group = $2",
	              V(w->partnership), V(group));
}

/* `own` is for what is read; what is counted stays in w. */
static bool count_group(struct work *w, struct work *own, int64_t group, struct raw_answers_list *answers)
{
	count_rows(w, ask_criteria(own, group), group, false, answers);
	count_rows(w, ask_statements(own, group), group, true, answers);
	return own->fault.kind == FAULT_NONE || fault(w, own->fault.kind, "%s", own->fault.sentence);
}

bool raw_answers_of(struct work *w, const struct raw_groups *groups, struct raw_answers_list *answers)
{
	struct work own = *w;
	bool is_done = true;

	*answers = (struct raw_answers_list){ 0 };
	own.arena = arena_new();
	for (size_t i = 0; i < groups->len && is_done; i++) {
		is_done = count_group(w, &own, groups->at[i].id, answers);
		arena_reset(own.arena);
	}
	arena_free(own.arena);
	return is_done;
}

/* ------------------------------------------------------------------ words */

bool raw_words_of(struct work *w, int64_t round, struct raw_words_list *words)
{
	const struct rows *rows =
		db_ask(w,
	               "SELECT s.criterion, p.round_group, s.strength, s.development, "
	               "CASE WHEN s.placed = -1 THEN s.reason ELSE '' END "
	               "FROM participant p CROSS JOIN response s "
	               "WHERE s.partnership = p.partnership AND s.participant = p.id "
	               "AND p.partnership = $1 AND p.round = $2 "
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
