#include "store/release_keep.h"

#include "db/db.h"
#include "engine/release.h"

static struct value value_unless_withheld(bool shown, int64_t number)
{
	return (struct value){ .kind = VALUE_INT, .is_null = !shown, .integer = shown ? number : 0 };
}

static struct value value_figure(struct figure figure)
{
	return value_unless_withheld(figure.state == FIGURE_SHOWN, (int64_t)figure.value);
}

static bool keep_head(struct work *w, const struct released *released)
{
	/* where nothing may be shown there is nothing to check */
	struct moment words_released_at = released->words.len == 0 ? released->decided_at : (struct moment){ 0 };
	int64_t kept = db_run(w,
	                      "INSERT INTO released (partnership, round, decided_at, threshold, method, answered, "
	                      "words_released_at) "
	                      "VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (partnership, round) DO NOTHING",
	                      V(w->partnership), V(released->round), V(released->decided_at), V(released->threshold),
	                      V(released->method), V((int64_t)released->answered.value), V(words_released_at));

	if (kept == 0)
		return fault(w, FAULT_CONFLICT, "What may be shown of this round has been decided already.");
	return kept == 1;
}

static bool keep_units(struct work *w, const struct released *released)
{
	const struct released_unit *unit;

	for EACH(unit, &released->units) {
		if (db_run(w,
		           "INSERT INTO released_unit (partnership, round, voice, unit, name, group_names, "
		           "participants) "
		           "VALUES ($1, $2, $3, $4, $5, $6, $7)",
		           V(w->partnership), V(released->round), V(unit->voice), V(unit->unit), V(unit->name),
		           V(unit->group_names), value_figure(unit->participants)) != 1)
			return false;
	}
	return true;
}

static bool keep_said(struct work *w, const struct released *released)
{
	const struct released_said *said;

	for EACH(said, &released->said) {
		if (db_run(w,
		           "INSERT INTO released_said (partnership, round, criterion, voice, shown, responded, "
		           "strengths, "
		           "developments) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
		           V(w->partnership), V(released->round), V(said->criterion), V(said->voice), V(said->shown),
		           value_figure(said->responded), value_figure(said->strengths),
		           value_figure(said->developments)) != 1)
			return false;
	}
	return true;
}

/* ------------------------------------------------------------------ cells */

#define CELLS_AT_ONCE 8
#define CELL_VALUES   12

#define INSERT_CELLS                                                                               \
	"INSERT INTO released_cell (partnership, round, item, is_statement, voice, unit, shown, "  \
	"placed_1, placed_2, placed_3, placed_4, placed_5, dont_know, does_not_apply) VALUES "
#define CELL_ROW(a, b, c, d, e, f, g, h, i, j, k, l)                                               \
	"($1, $2, $" #a ", $" #b ", $" #c ", $" #d ", $" #e ", $" #f ", $" #g ", $" #h ", $" #i    \
	", $" #j ", $" #k ", $" #l ")"

static const struct statement *insert_one_cell(void)
{
	return STATEMENT(INSERT_CELLS CELL_ROW(3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14));
}

static const struct statement *insert_cells(void)
{
	return STATEMENT(INSERT_CELLS CELL_ROW(3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14) ", " CELL_ROW(
		15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25,
		26) ", " CELL_ROW(27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37,
	                          38) ", " CELL_ROW(39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49,
	                                            50) ", " CELL_ROW(51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61,
	                                                              62) ", " CELL_ROW(63, 64, 65, 66, 67, 68, 69, 70,
	                                                                                71, 72, 73,
	                                                                                74) ", " CELL_ROW(75, 76, 77,
	                                                                                                  78, 79, 80,
	                                                                                                  81, 82, 83,
	                                                                                                  84, 85,
	                                                                                                  86) ","
	                                                                                                      " " CELL_ROW(
														      87,
														      88,
														      89,
														      90,
														      91,
														      92,
														      93,
														      94,
														      95,
														      96,
														      97,
														      98));
}

static void cell_values(const struct released_cell *cell, struct value *to)
{
	bool shown = cell->cell.state != CELL_WITHHELD;
	const struct tally *tally = &cell->cell.tally;

	*to++ = V(cell->item);
	*to++ = V(cell->is_statement);
	*to++ = V(cell->voice);
	*to++ = V(cell->unit);
	*to++ = V(shown);
	for (size_t i = 0; i < POSITIONS; i++)
		*to++ = value_unless_withheld(shown, tally->positions[i]);
	*to++ = value_unless_withheld(shown, tally->dont_know);
	*to++ = value_unless_withheld(shown, tally->does_not_apply);
}

static bool keep_cells(struct work *w, const struct released *released)
{
	struct value values[2 + CELLS_AT_ONCE * CELL_VALUES] = { V(w->partnership), V(released->round) };

	for (size_t i = 0, at_once; i < released->cells.len; i += at_once) {
		at_once = released->cells.len - i >= CELLS_AT_ONCE ? CELLS_AT_ONCE : 1;
		for (size_t j = 0; j < at_once; j++)
			cell_values(&released->cells.at[i + j], &values[2 + j * CELL_VALUES]);
		if (db_run_statement(w, at_once == 1 ? insert_one_cell() : insert_cells(), 2 + at_once * CELL_VALUES,
		                     values) != (int64_t)at_once)
			return false;
	}
	return true;
}

/* ------------------------------------------------------------------ words, to be checked */

#define WORDS_AT_ONCE 16
#define WORDS_VALUES  5

#define INSERT_WORDS                                                                               \
	"INSERT INTO words_to_check (partnership, round, position, criterion, kind, label, words) VALUES "
#define WORDS_ROW(a, b, c, d, e) "($1, $2, $" #a ", $" #b ", $" #c ", $" #d ", $" #e ")"

static const struct statement *insert_one_words(void)
{
	return STATEMENT(INSERT_WORDS WORDS_ROW(3, 4, 5, 6, 7));
}

static const struct statement *insert_words(void)
{
	return STATEMENT(INSERT_WORDS
	                         WORDS_ROW(3, 4, 5, 6, 7) ", " WORDS_ROW(8, 9, 10, 11, 12) ", " WORDS_ROW(13, 14, 15, 16, 17) ", " WORDS_ROW(
					 18, 19, 20, 21,
					 22) ", " WORDS_ROW(23, 24, 25, 26,
	                                                    27) ", " WORDS_ROW(28, 29, 30, 31,
	                                                                       32) ", " WORDS_ROW(33, 34, 35, 36,
	                                                                                          37) ", " WORDS_ROW(38,
	                                                                                                             39,
	                                                                                                             40,
	                                                                                                             41,
	                                                                                                             42) ", " WORDS_ROW(43, 44, 45, 46, 47) ", " WORDS_ROW(48, 49, 50, 51, 52) ", " WORDS_ROW(53, 54, 55, 56, 57) ", " WORDS_ROW(58, 59, 60, 61, 62) ", " WORDS_ROW(63,
	                                                                                                                                                                                                                                                                            64, 65, 66, 67) ", " WORDS_ROW(68, 69, 70, 71, 72) ", " WORDS_ROW(73,
	                                                                                                                                                                                                                                                                                                                                              74,
	                                                                                                                                                                                                                                                                                                                                              75,
	                                                                                                                                                                                                                                                                                                                                              76,
	                                                                                                                                                                                                                                                                                                                                              77) ", " WORDS_ROW(78,
	                                                                                                                                                                                                                                                                                                                                                                 79,
	                                                                                                                                                                                                                                                                                                                                                                 80,
	                                                                                                                                                                                                                                                                                                                                                                 81,
	                                                                                                                                                                                                                                                                                                                                                                 82));
}

static void words_values(const struct released_words *words, size_t position, struct value *to)
{
	*to++ = V((int64_t)position);
	*to++ = V(words->criterion);
	*to++ = V(words->kind);
	*to++ = V(words->label);
	*to++ = V(words->words);
}

static bool keep_words(struct work *w, const struct released *released)
{
	struct value values[2 + WORDS_AT_ONCE * WORDS_VALUES] = { V(w->partnership), V(released->round) };

	for (size_t i = 0, at_once; i < released->words.len; i += at_once) {
		at_once = released->words.len - i >= WORDS_AT_ONCE ? WORDS_AT_ONCE : 1;
		for (size_t j = 0; j < at_once; j++)
			words_values(&released->words.at[i + j], i + j + 1, &values[2 + j * WORDS_VALUES]);
		if (db_run_statement(w, at_once == 1 ? insert_one_words() : insert_words(), 2 + at_once * WORDS_VALUES,
		                     values) != (int64_t)at_once)
			return false;
	}
	return true;
}

bool release_keep(struct work *w, const struct released *released)
{
	return keep_head(w, released) && keep_units(w, released) && keep_cells(w, released) && keep_said(w, released) &&
	       keep_words(w, released);
}
