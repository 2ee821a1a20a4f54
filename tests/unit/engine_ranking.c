/* Strengths and disagreements: the order, the sentences, and when a gap is called chance. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "engine/ranking.h"

#define ITEMS  4
#define VOICES 3

struct table {
	struct tally_cell cells[ITEMS * VOICES], totals[ITEMS];
	struct standings standings;
};

static const char *const voices[VOICES] = { "Leaders", "Users and carers", "Workforce" };

/* Shown, and counted in the total. */
static void put(struct table *table, size_t item, size_t voice, const int positions[POSITIONS])
{
	struct tally_cell *cell = &table->cells[item * VOICES + voice];

	cell->state = CELL_SHOWN;
	memcpy(cell->tally.positions, positions, sizeof cell->tally.positions);
	table->totals[item].state = CELL_SHOWN;
	tally_add(&table->totals[item].tally, &cell->tally);
}

static struct table *table_new(struct arena *arena)
{
	struct table *table = NEW(arena, struct table);

	table->standings = (struct standings){ ITEMS, VOICES, table->cells, table->totals };
	return table;
}

static int start(void **state)
{
	*state = arena_new();
	return 0;
}

static int end(void **state)
{
	arena_free(*state);
	return 0;
}

static void high_then_close_together(void **state)
{
	struct table *table = table_new(*state);
	struct strengths strengths;

	put(table, 0, 0, (int[]){ 0, 0, 9, 0, 0 });
	put(table, 1, 0, (int[]){ 0, 3, 0, 3, 4 }); /* median 4, from 2 to 5 */
	put(table, 2, 0, (int[]){ 0, 0, 0, 9, 0 }); /* median 4, close */
	put(table, 3, 0, (int[]){ 0, 9, 0, 0, 0 }); /* median 2: no strength */
	strengths = strengths_most_agreed(*state, &table->standings);
	assert_int_equal(strengths.len, 3);
	assert_int_equal(strengths.at[0].item, 2);
	assert_int_equal(strengths.at[1].item, 1);
	assert_int_equal(strengths.at[2].item, 0);
}

static void then_voices_close_together_then_people_then_order(void **state)
{
	struct table *table = table_new(*state);
	struct strengths strengths;

	put(table, 0, 0, (int[]){ 0, 0, 0, 9, 0 });
	put(table, 1, 0, (int[]){ 0, 0, 0, 30, 0 });
	put(table, 1, 1, (int[]){ 0, 0, 5, 0, 0 }); /* one voice at 3 */
	put(table, 2, 0, (int[]){ 0, 0, 0, 12, 0 });
	put(table, 3, 0, (int[]){ 0, 0, 0, 9, 0 });
	strengths = strengths_most_agreed(*state, &table->standings);
	assert_int_equal(strengths.at[0].item, 2);
	assert_int_equal(strengths.at[1].item, 0);
	assert_int_equal(strengths.at[2].item, 3);
	assert_int_equal(strengths.at[3].item, 1);
	assert_string_equal(strength_sentence(*state, &strengths.at[0]), "median 4.");
	assert_string_equal(strength_sentence(*state, &strengths.at[3]),
	                    "median 4. The voices shown lie between 3 and 4.");
}

static void furthest_apart_first(void **state)
{
	struct table *table = table_new(*state);
	struct disagreements found;

	put(table, 0, 0, (int[]){ 0, 0, 0, 20, 0 }); /* 4 and 1: 3 apart */
	put(table, 0, 1, (int[]){ 20, 0, 0, 0, 0 });
	put(table, 1, 0, (int[]){ 0, 0, 0, 0, 20 }); /* 4 apart; of two voices at 1 the larger is named */
	put(table, 1, 1, (int[]){ 20, 0, 0, 0, 0 });
	put(table, 1, 2, (int[]){ 9, 0, 0, 0, 0 });
	put(table, 2, 0, (int[]){ 0, 0, 20, 0, 0 }); /* no gap */
	put(table, 2, 1, (int[]){ 0, 0, 20, 0, 0 });
	put(table, 3, 0, (int[]){ 0, 0, 20, 0, 0 }); /* nobody to compare with */
	found = widest_disagreements(*state, &table->standings);
	assert_int_equal(found.len, 2);
	assert_int_equal(found.at[0].item, 1);
	assert_int_equal(found.at[0].low_voice, 1);
	assert_false(found.at[0].could_be_chance);
	assert_string_equal(disagreement_sentence(*state, &found.at[1], voices),
	                    "Leaders 4; Users and carers 1: 3 levels apart.");
}

static void a_gap_among_few_could_be_chance(void **state)
{
	struct table *table = table_new(*state);
	struct disagreements found;

	put(table, 0, 0, (int[]){ 0, 1, 1, 3, 1 });
	put(table, 0, 1, (int[]){ 0, 1, 3, 1, 0 });
	found = widest_disagreements(*state, &table->standings);
	assert_true(found.at[0].could_be_chance);
	assert_string_equal(disagreement_sentence(*state, &found.at[0], voices),
	                    "Leaders 4; Users and carers 3: 1 level apart. A gap like this could be chance.");
}

/* Five against five, as far apart as can be: 2 in 252 for one pair; times three pairs still under 0.05; times
 * three items not. */
static void more_comparisons_ask_for_more(void **state)
{
	struct table *table = table_new(*state);

	put(table, 0, 0, (int[]){ 0, 0, 0, 0, 5 });
	put(table, 0, 1, (int[]){ 5, 0, 0, 0, 0 });
	put(table, 0, 2, (int[]){ 0, 0, 5, 0, 0 });
	assert_false(widest_disagreements(*state, &table->standings).at[0].could_be_chance);
	for (size_t item = 1; item < 3; item++) {
		put(table, item, 0, (int[]){ 0, 0, 5, 0, 0 });
		put(table, item, 1, (int[]){ 0, 0, 5, 0, 0 });
	}
	assert_true(widest_disagreements(*state, &table->standings).at[0].could_be_chance);
}

static void half_a_level_is_said_so(void **state)
{
	struct table *table = table_new(*state);
	struct disagreements found;

	put(table, 0, 0, (int[]){ 0, 3, 3, 0, 0 });
	put(table, 0, 1, (int[]){ 0, 6, 0, 0, 0 });
	found = widest_disagreements(*state, &table->standings);
	assert_non_null(strstr(disagreement_sentence(*state, &found.at[0], voices), "Leaders 2.5;"));
	assert_non_null(strstr(disagreement_sentence(*state, &found.at[0], voices), "half a level apart."));
}

static void withheld_voices_are_not_compared(void **state)
{
	struct table *table = table_new(*state);

	put(table, 0, 0, (int[]){ 0, 0, 0, 9, 0 });
	table->cells[1].tally.positions[0] = 9; /* withheld, whatever is in it */
	assert_int_equal(widest_disagreements(*state, &table->standings).len, 0);
	assert_int_equal(strengths_most_agreed(*state, &table->standings).at[0].voices, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(high_then_close_together, start, end),
		cmocka_unit_test_setup_teardown(then_voices_close_together_then_people_then_order, start, end),
		cmocka_unit_test_setup_teardown(furthest_apart_first, start, end),
		cmocka_unit_test_setup_teardown(a_gap_among_few_could_be_chance, start, end),
		cmocka_unit_test_setup_teardown(more_comparisons_ask_for_more, start, end),
		cmocka_unit_test_setup_teardown(half_a_level_is_said_so, start, end),
		cmocka_unit_test_setup_teardown(withheld_voices_are_not_compared, start, end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
