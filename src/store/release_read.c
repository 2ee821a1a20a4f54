/* Reading what was released. */
#include <stdlib.h>
#include <string.h>

#include "db/db.h"
#include "engine/release.h"
#include "store/release.h"
#include "store/release_asked.h"

/* A count that is not there was withheld; `withheld` says what is known of it all the same. */
static struct figure read_figure(const struct rows *rows, size_t row, size_t column, struct figure withheld)
{
	return row_is_null(rows, row, column) ? withheld : figure_of_count(row_int(rows, row, column));
}

static bool read_head(struct work *w, struct released *released)
{
	const struct rows *rows = db_ask(w,
	                                 "SELECT decided_at, threshold, method, answered, words_released_at "
	                                 "FROM released "
	                                 "WHERE partnership = $1 AND round = $2",
	                                 V(w->partnership), V(released->round));

	if (rows == NULL)
		return false;
	if (rows->len == 0)
		return fault(w, FAULT_NOT_FOUND, "There are no results yet: they come when the round is closed.");
	released->decided_at = row_moment(rows, 0, 0);
	released->threshold = (int)row_int(rows, 0, 1);
	released->method = row_text(rows, 0, 2);
	released->answered = figure_of_count(row_int(rows, 0, 3));
	released->words_wait = row_is_null(rows, 0, 4);
	released->words_were_checked = row_int(rows, 0, 4) > row_int(rows, 0, 0);
	return true;
}

/* The places of the voices come from the round's set-up: what was asked, not what was answered. */
static bool read_units(struct work *w, struct released *released)
{
	const struct rows *rows = db_ask(w,
	                                 "SELECT u.voice, u.unit, u.name, u.group_names, u.participants "
	                                 "FROM released_unit u WHERE u.partnership = $1 AND u.round = $2 "
	                                 "ORDER BY (SELECT MIN(g.voice_position) FROM round_group g "
	                                 "WHERE g.partnership = $1 AND g.round = $2 AND g.voice = u.voice), "
	                                 "u.voice, u.unit",
	                                 V(w->partnership), V(released->round));

	for (size_t i = 0; rows != NULL && i < rows->len; i++) {
		struct released_unit unit = { row_int(rows, i, 0), row_int(rows, i, 1), row_text(rows, i, 2),
			                      row_text(rows, i, 3),
			                      read_figure(rows, i, 4, figure_under(released->threshold)) };

		list_add(w->arena, &released->units, unit);
		released->has_a_few_more = released->has_a_few_more || row_is_null(rows, i, 4);
	}
	return rows != NULL;
}

/* ------------------------------------------------------------------ numbers */

/* By item, voice and unit. Here and not in the database, whose order of texts may not be that of strcmp. */
static int by_column(const void *one, const void *other)
{
	const struct released_cell *a = one, *b = other;
	int items = strcmp(a->item, b->item);

	if (items != 0)
		return items;
	if (a->voice != b->voice)
		return (a->voice > b->voice) - (a->voice < b->voice);
	return (a->unit > b->unit) - (a->unit < b->unit);
}

/* Too few of a voice placed themselves. Of all voices together that cannot be said: each may have been too small. */
static void read_cell(const struct released *released, const struct rows *rows, size_t row, struct released_cell *to)
{
	*to = (struct released_cell){ .item = row_text(rows, row, 0),
		                      .is_statement = row_flag(rows, row, 1),
		                      .voice = row_int(rows, row, 2),
		                      .unit = row_int(rows, row, 3) };
	to->placed = to->voice == 0 ? figure_withheld() : figure_under(released->threshold);
	if (!row_flag(rows, row, 4))
		return;
	for (size_t i = 0; i < POSITIONS; i++)
		to->cell.tally.positions[i] = (int)row_int(rows, row, 5 + i);
	to->cell.tally.dont_know = (int)row_int(rows, row, 5 + POSITIONS);
	to->cell.tally.does_not_apply = (int)row_int(rows, row, 6 + POSITIONS);
	to->cell.state = tally_answered(&to->cell.tally) == 0 ? CELL_NOBODY : CELL_SHOWN;
	to->placed = figure_of_count(tally_placed(&to->cell.tally));
}

static bool read_cells(struct work *w, struct released *released, unsigned parts)
{
	bool criteria = (parts & RELEASE_CRITERIA) != 0, statements = (parts & RELEASE_STATEMENTS) != 0;
	const struct rows *rows;

	if (!criteria && !statements)
		return true;
	rows = db_ask(
		w,
		"SELECT item, is_statement, voice, unit, shown, placed_1, placed_2, placed_3, placed_4, placed_5, "
		"dont_know, does_not_apply FROM released_cell WHERE partnership = $1 AND round = $2 "
		"AND is_statement >= $3 AND is_statement <= $4 AND unit <= $5 ORDER BY item, voice, unit",
		V(w->partnership), V(released->round), V(!criteria), V(statements),
		V((parts & RELEASE_UNITS) != 0 ? INT64_MAX : (int64_t)0));
	if (rows == NULL || rows->len == 0)
		return rows != NULL;
	released->cells.at = NEW_ARRAY(w->arena, struct released_cell, rows->len);
	released->cells.len = released->cells.cap = rows->len;
	for (size_t i = 0; i < rows->len; i++)
		read_cell(released, rows, i, &released->cells.at[i]);
	qsort(released->cells.at, released->cells.len, sizeof *released->cells.at, by_column);
	return true;
}

/* ------------------------------------------------------------------ words */

static bool read_said(struct work *w, struct released *released)
{
	const struct rows *rows = db_ask(w,
	                                 "SELECT criterion, voice, shown, responded, strengths, developments "
	                                 "FROM released_said WHERE partnership = $1 AND round = $2 "
	                                 "ORDER BY criterion, voice",
	                                 V(w->partnership), V(released->round));

	for (size_t i = 0; rows != NULL && i < rows->len; i++) {
		struct released_said said = { row_text(rows, i, 0),
			                      row_int(rows, i, 1),
			                      row_flag(rows, i, 2),
			                      true,
			                      read_figure(rows, i, 3, figure_withheld()),
			                      read_figure(rows, i, 4, figure_withheld()),
			                      read_figure(rows, i, 5, figure_withheld()) };

		if (said.voice == 0)
			said.responded =
				(struct figure){ 0 }; /* nobody counted who stands behind the words without a name */
		list_add(w->arena, &released->said, said);
	}
	return rows != NULL;
}

/* Columns: criterion, kind, label, words, position, taken_out_at. */
static void add_words(struct work *w, struct released *released, const struct rows *rows, size_t row)
{
	struct released_words *words = list_new(w->arena, &released->words);

	*words = (struct released_words){ .criterion = row_text(rows, row, 0),
		                          .kind = row_text(rows, row, 1),
		                          .label = row_text(rows, row, 2),
		                          .words = row_text(rows, row, 3),
		                          .position = row_int(rows, row, 4),
		                          .taken_out_at = row_moment(rows, row, 5) };
}

static bool read_words(struct work *w, struct released *released, unsigned parts)
{
	const struct rows *rows =
		db_ask(w,
	               "SELECT criterion, kind, label, words, position, taken_out_at FROM released_words "
	               "WHERE partnership = $1 AND round = $2 AND (words <> '' OR $3 = 1) ORDER BY position",
	               V(w->partnership), V(released->round), V((parts & RELEASE_TAKEN_OUT) != 0));

	for (size_t i = 0; rows != NULL && i < rows->len; i++)
		add_words(w, released, rows, i);
	released->words_in_all = (int64_t)released->words.len;
	return rows != NULL;
}

/* Of each criterion the first `each` of a kind, one or two. By the index, so that a round of thousands of comments costs no more than a small one. Places
 * are numbered from 1: the last is how many. */
static bool read_few_words(struct work *w, struct released *released, int64_t each)
{
	const struct rows *rows =
		db_ask(w,
	               "SELECT o.criterion, o.kind, o.label, o.words, o.position, o.taken_out_at, "
	               "(SELECT MAX(a.position) FROM released_words a WHERE a.partnership = $1 AND a.round = $2) "
	               "FROM released_words o "
	               "WHERE o.partnership = $1 AND o.round = $2 AND o.position IN (SELECT (SELECT MIN(m.position) "
	               "FROM released_words m WHERE m.partnership = $1 AND m.round = $2 "
	               "AND m.criterion = c.criterion AND m.kind = k.kind AND m.words <> '' "
	               "AND (n.n = 1 OR m.position > (SELECT MIN(f.position) FROM released_words f "
	               "WHERE f.partnership = $1 AND f.round = $2 "
	               "AND f.criterion = c.criterion AND f.kind = k.kind AND f.words <> ''))) FROM round_criterion c "
	               "CROSS JOIN (SELECT 'strength' AS kind UNION ALL SELECT 'development') k "
	               "CROSS JOIN (SELECT 1 AS n UNION ALL SELECT 2) n "
	               "WHERE c.partnership = $1 AND c.round = $2 AND n.n <= $3) ORDER BY o.position",
	               V(w->partnership), V(released->round), V(each));

	for (size_t i = 0; rows != NULL && i < rows->len; i++) {
		add_words(w, released, rows, i);
		released->words_in_all = row_int(rows, i, 6);
	}
	return rows != NULL;
}

const struct released *release_by_round(struct work *w, int64_t round, unsigned parts)
{
	struct released *released = NEW(w->arena, struct released);

	released->round = round;
	if (!read_head(w, released) || !read_units(w, released) || !read_cells(w, released, parts) ||
	    ((parts & RELEASE_SAID) != 0 && !read_said(w, released)) ||
	    (released->cells.len + released->said.len > 0 && !release_mark_asked(w, released)) ||
	    ((parts & RELEASE_WORDS) != 0 && !read_words(w, released, parts)) ||
	    ((parts & RELEASE_FEW_WORDS) != 0 && !read_few_words(w, released, 1)) ||
	    ((parts & RELEASE_TWO_WORDS) != 0 && !read_few_words(w, released, 2)))
		return NULL;
	return released;
}

/* ------------------------------------------------------------------ looking up */

const struct released_cell *released_cell_of(const struct released *released, const char *item, int64_t voice,
                                             int64_t unit)
{
	struct released_cell wanted = { .item = item, .voice = voice, .unit = unit };

	if (released->cells.len == 0)
		return NULL;
	return bsearch(&wanted, released->cells.at, released->cells.len, sizeof wanted, by_column);
}

const struct released_said *released_said_of(const struct released *released, const char *criterion, int64_t voice)
{
	const struct released_said *said;

	for EACH(said, &released->said) {
		if (said->voice == voice && strcmp(said->criterion, criterion) == 0)
			return said;
	}
	return NULL;
}

const struct released_unit *released_unit_of(const struct released *released, int64_t voice, int64_t unit)
{
	const struct released_unit *of;

	for EACH(of, &released->units) {
		if (of->voice == voice && of->unit == unit)
			return of;
	}
	return NULL;
}

struct figure released_count(const struct released_cell *cell, int placed)
{
	const struct tally *tally = &cell->cell.tally;

	if (cell->cell.state == CELL_WITHHELD)
		return figure_withheld();
	if (cell->cell.state == CELL_NOT_ASKED)
		return (struct figure){ 0 };
	if (placed == 0)
		return figure_of_count(tally->dont_know);
	if (placed == -1)
		return figure_of_count(tally->does_not_apply);
	return placed >= 1 && placed <= POSITIONS ? figure_of_count(tally->positions[placed - 1])
	                                          : (struct figure){ 0 };
}
