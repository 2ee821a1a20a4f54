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

static struct strengths strengths_in(struct arena *arena, const struct table *table)
{
	struct disagreements disagreements = widest_disagreements(arena, &table->standings);

	return strengths_most_agreed(arena, &table->standings, &disagreements);
}

/* ------------------------------------------------------------------ strengths */

static void high_then_close_together(void **state)
{
	struct table *table = table_new(*state);
	struct strengths strengths;

	put(table, 0, 0, (int[]){ 0, 0, 9, 0, 0 });
	put(table, 1, 0, (int[]){ 0, 0, 3, 6, 3 }); /* median 4, from 3.5 to 4.5 */
	put(table, 2, 0, (int[]){ 0, 0, 0, 9, 0 }); /* median 4, close */
	put(table, 3, 0, (int[]){ 0, 9, 0, 0, 0 }); /* median 2: no strength */
	strengths = strengths_in(*state, table);
	assert_int_equal(strengths.len, 3);
	assert_int_equal(strengths.at[0].item, 2);
	assert_int_equal(strengths.at[1].item, 1);
	assert_int_equal(strengths.at[2].item, 0);
	assert_int_equal(strengths.alike, 1);
}

static void then_voices_close_together_then_people_then_order(void **state)
{
	struct table *table = table_new(*state);
	struct strengths strengths;

	put(table, 0, 0, (int[]){ 0, 0, 0, 9, 0 });
	put(table, 1, 0, (int[]){ 0, 0, 0, 30, 0 });
	put(table, 1, 1, (int[]){ 0, 0, 3, 2, 0 }); /* one voice at 3 */
	put(table, 2, 0, (int[]){ 0, 0, 0, 12, 0 });
	put(table, 3, 0, (int[]){ 0, 0, 0, 9, 0 });
	strengths = strengths_in(*state, table);
	assert_int_equal(strengths.at[0].item, 2);
	assert_int_equal(strengths.at[1].item, 0);
	assert_int_equal(strengths.at[2].item, 3);
	assert_int_equal(strengths.alike, 3); /* more people make nothing more of a strength */
	assert_string_equal(strength_sentence(*state, &strengths.at[0]), "median 4, of the one voice shown.");
}

static void voices_that_differ_by_chance_may_share_a_strength(void **state)
{
	struct table *table = table_new(*state);
	struct strengths strengths;

	put(table, 0, 0, (int[]){ 0, 0, 2, 3, 0 });
	put(table, 0, 1, (int[]){ 0, 0, 3, 2, 0 });
	strengths = strengths_in(*state, table);
	assert_int_equal(strengths.len, 1);
	assert_string_equal(strength_sentence(*state, &strengths.at[0]),
	                    "median 3.5. The voices shown lie between 3 and 4.");
}

/* Each of these is at 3 or higher in the middle of all answers, and nothing that people agree on. */
static void what_people_do_not_agree_on_is_no_strength(void **state)
{
	static const int cases[][VOICES][POSITIONS] = {
		{ { 0, 0, 0, 0, 20 }, { 0, 0, 9, 0, 0 } },  /* voices two apart */
		{ { 0, 0, 0, 20, 0 }, { 0, 9, 0, 0, 0 } },  /* a voice below 3 */
		{ { 0, 0, 4, 9, 0 }, { 0, 3, 3, 0, 0 } },   /* a voice between 2 and 3 */
		{ { 6, 0, 0, 0, 6 } },                      /* 3, which nobody chose */
		{ { 0, 0, 3, 0, 3 } },                      /* 4, which nobody chose, within three positions */
		{ { 0, 0, 0, 9, 0 }, { 0, 0, 3, 0, 3 } },   /* the same in one voice */
		{ { 0, 4, 2, 4, 4 } },                      /* the middle half from 2 to 5 */
		{ { 0, 0, 0, 40, 0 }, { 0, 0, 40, 0, 0 } }, /* one apart, but beyond chance */
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct table *table = table_new(*state);

		for (size_t voice = 0; voice < VOICES; voice++) {
			int people = 0;

			for (int position = 0; position < POSITIONS; position++)
				people += cases[i][voice][position];
			if (people > 0)
				put(table, 0, voice, cases[i][voice]);
		}
		if (strengths_in(*state, table).len != 0)
			fail_msg("case %zu is called a strength", i);
	}
}

static void asked_of_all_before_asked_of_some(void **state)
{
	struct table *table = table_new(*state);
	struct strengths strengths;

	put(table, 0, 0, (int[]){ 0, 0, 0, 9, 0 });
	table->cells[0 * VOICES + 1].state = CELL_NOT_ASKED;
	put(table, 1, 0, (int[]){ 0, 0, 3, 6, 0 });
	put(table, 2, 0, (int[]){ 0, 0, 0, 0, 9 });
	table->cells[2 * VOICES + 2].state = CELL_NOT_ASKED;
	strengths = strengths_in(*state, table);
	assert_int_equal(strengths.at[0].item, 2); /* higher, whoever was asked */
	assert_int_equal(strengths.at[1].item, 1);
	assert_true(strengths.at[1].asked_of_all);
	assert_false(strengths.at[2].asked_of_all);
}

/* ------------------------------------------------------------------ lowest placed */

static void only_what_is_below_three_is_lowest(void **state)
{
	struct table *table = table_new(*state);
	struct low_items low;

	put(table, 0, 0, (int[]){ 0, 0, 9, 0, 0 }); /* 3: not low, though nothing is lower but two */
	put(table, 1, 0, (int[]){ 0, 9, 0, 0, 0 });
	put(table, 2, 0, (int[]){ 5, 4, 0, 0, 0 });
	put(table, 3, 0, (int[]){ 0, 12, 0, 0, 0 });
	low = lowest_placed(*state, &table->standings);
	assert_int_equal(low.len, 3);
	assert_int_equal(low.at[0].item, 2);
	assert_int_equal(low.at[1].item, 3); /* more people */
	assert_int_equal(low.at[2].item, 1);
}

/* ------------------------------------------------------------------ disagreements */

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
	assert_int_equal(found.found, COMPARED_APART);
	assert_int_equal(found.beyond_chance, 2);
	assert_string_equal(disagreement_sentence(*state, &found.at[1], voices),
	                    "Leaders 4; Users and carers 1: 3 steps apart.");
	assert_ptr_equal(disagreement_about(&found, 0), &found.at[1]);
	assert_null(disagreement_about(&found, 2));
}

/* The widest gap is between small voices; a narrower one between large voices is beyond chance. */
static void the_first_beyond_chance_may_stand_further_down(void **state)
{
	struct table *table = table_new(*state);
	struct disagreements found;

	put(table, 0, 0, (int[]){ 0, 2, 0, 3, 0 });
	put(table, 0, 1, (int[]){ 0, 3, 0, 2, 0 });
	put(table, 1, 0, (int[]){ 0, 0, 5, 40, 0 });
	put(table, 1, 1, (int[]){ 0, 0, 40, 3, 0 });
	found = widest_disagreements(*state, &table->standings);
	assert_int_equal(found.at[0].item, 0);
	assert_true(found.at[0].could_be_chance);
	assert_int_equal(found.found, COMPARED_APART);
	assert_int_equal(found.beyond_chance, 1);
	assert_int_equal(first_beyond_chance(&found)->item, 1);
}

static void a_gap_among_few_could_be_chance(void **state)
{
	struct table *table = table_new(*state);
	struct disagreements found;

	put(table, 0, 0, (int[]){ 0, 1, 1, 3, 1 });
	put(table, 0, 1, (int[]){ 0, 1, 3, 1, 0 });
	found = widest_disagreements(*state, &table->standings);
	assert_true(found.at[0].could_be_chance);
	assert_int_equal(found.found, COMPARED_CHANCE);
	assert_null(first_beyond_chance(&found));
	assert_string_equal(disagreement_sentence(*state, &found.at[0], voices),
	                    "Leaders 4; Users and carers 3: 1 step apart. A gap like this could be chance.");
}

/* Five against five, as far apart as can be: 2 in 252 for one pair; times three pairs still under 0.05; times
 * three items not. Then nothing these voices could have said would have been called a difference. */
static void more_comparisons_ask_for_more(void **state)
{
	struct table *table = table_new(*state);
	struct disagreements found;

	put(table, 0, 0, (int[]){ 0, 0, 0, 0, 5 });
	put(table, 0, 1, (int[]){ 5, 0, 0, 0, 0 });
	put(table, 0, 2, (int[]){ 0, 0, 5, 0, 0 });
	assert_false(widest_disagreements(*state, &table->standings).at[0].could_be_chance);
	for (size_t item = 1; item < 4; item++) {
		for (size_t voice = 0; voice < VOICES; voice++)
			put(table, item, voice, (int[]){ 0, 0, 5, 0, 0 });
	}
	found = widest_disagreements(*state, &table->standings);
	assert_true(found.at[0].could_be_chance);
	assert_int_equal(found.found, COMPARED_TOO_FEW);
}

/* A small pair does not make the whole too small when another pair could have been told apart. */
static void few_people_somewhere_are_not_too_few(void **state)
{
	struct table *table = table_new(*state);

	for (size_t item = 0; item < 4; item++) {
		put(table, item, 0, (int[]){ 0, 0, 5, 0, 0 });
		put(table, item, 1, (int[]){ 0, 0, 5, 0, 0 });
		put(table, item, 2, (int[]){ 0, 0, item == 0 ? 30 : 5, 0, 0 });
	}
	assert_int_equal(widest_disagreements(*state, &table->standings).found, COMPARED_ALIKE);
}

static void one_voice_alone_is_compared_with_nothing(void **state)
{
	struct table *table = table_new(*state);

	assert_int_equal(widest_disagreements(*state, &table->standings).found, COMPARED_NOTHING);
	put(table, 0, 0, (int[]){ 0, 0, 9, 0, 0 });
	put(table, 1, 1, (int[]){ 0, 0, 0, 0, 9 });
	assert_int_equal(widest_disagreements(*state, &table->standings).found, COMPARED_NOTHING);
}

static void half_a_step_is_said_so(void **state)
{
	struct table *table = table_new(*state);
	struct disagreements found;

	put(table, 0, 0, (int[]){ 0, 3, 3, 0, 0 });
	put(table, 0, 1, (int[]){ 0, 6, 0, 0, 0 });
	found = widest_disagreements(*state, &table->standings);
	assert_non_null(strstr(disagreement_sentence(*state, &found.at[0], voices), "Leaders 2.5;"));
	assert_non_null(strstr(disagreement_sentence(*state, &found.at[0], voices), "half a step apart."));
}

static void withheld_voices_are_not_compared(void **state)
{
	struct table *table = table_new(*state);

	put(table, 0, 0, (int[]){ 0, 0, 0, 9, 0 });
	table->cells[1].tally.positions[0] = 9; /* withheld, whatever is in it */
	assert_int_equal(widest_disagreements(*state, &table->standings).len, 0);
	assert_int_equal(strengths_in(*state, table).at[0].voices, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(high_then_close_together, start, end),
		cmocka_unit_test_setup_teardown(then_voices_close_together_then_people_then_order, start, end),
		cmocka_unit_test_setup_teardown(voices_that_differ_by_chance_may_share_a_strength, start, end),
		cmocka_unit_test_setup_teardown(what_people_do_not_agree_on_is_no_strength, start, end),
		cmocka_unit_test_setup_teardown(asked_of_all_before_asked_of_some, start, end),
		cmocka_unit_test_setup_teardown(only_what_is_below_three_is_lowest, start, end),
		cmocka_unit_test_setup_teardown(furthest_apart_first, start, end),
		cmocka_unit_test_setup_teardown(the_first_beyond_chance_may_stand_further_down, start, end),
		cmocka_unit_test_setup_teardown(a_gap_among_few_could_be_chance, start, end),
		cmocka_unit_test_setup_teardown(more_comparisons_ask_for_more, start, end),
		cmocka_unit_test_setup_teardown(few_people_somewhere_are_not_too_few, start, end),
		cmocka_unit_test_setup_teardown(one_voice_alone_is_compared_with_nothing, start, end),
		cmocka_unit_test_setup_teardown(half_a_step_is_said_so, start, end),
		cmocka_unit_test_setup_teardown(withheld_voices_are_not_compared, start, end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
