/* Two rounds compared: the methods against published values, and what is called a change and what is not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdlib.h>

#include "engine/chance_within.h"
#include "engine/compare.h"

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

static void assert_near(double value, double expected, double within)
{
	if (!(fabs(value - expected) <= within))
		fail_msg("%.12g is not within %g of %.12g", value, within, expected);
}

/* ------------------------------------------------------------------ published values */

/* Deaths, people and a standard population in nineteen age bands: rates per 100,000 as PHEindicatormethods 2.0.0 gives them
 * (phe_dsr; Public Health England, Technical Guide: Confidence Intervals, 2018). */
static void direct_standardisation_as_published(void **state)
{
	static const double standard[] = { 5000, 5500, 5500, 5500, 6000, 6000, 6500, 7000, 7000, 7000,
		                           7000, 6500, 6000, 5500, 5000, 4000, 2500, 1500, 1000 };
	static const double few[] = { 0, 1, 0, 0, 4, 2, 4, 0, 4, 3, 5, 12, 16, 14, 25, 25, 50, 63, 66 },
			    in_few[] = { 1139, 1079, 1257, 906, 1085, 794, 971, 829, 716, 806,
		                         793,  682,  497,  461, 453,  393, 444, 391, 298 },
			    many[] = { 4, 2, 5, 9, 7, 7, 6, 15, 25, 27, 25, 76, 87, 137, 205, 237, 314, 389, 435 },
			    in_many[] = { 9325, 8099, 7703, 8979, 8536, 6174, 5707, 5659, 6401, 5067,
		                          4488, 5142, 4287, 4885, 4464, 3395, 3221, 2938, 2676 };
	double rates[19];

	(void)state;
	for (size_t i = 0; i < 19; i++)
		rates[i] = 100000 * few[i] / in_few[i];
	assert_near(standardised(rates, standard, 19), 1928.04771661937, 1e-8);
	for (size_t i = 0; i < 19; i++)
		rates[i] = 100000 * many[i] / in_many[i];
	assert_near(standardised(rates, standard, 19), 1639.13495552338, 1e-8);
	assert_true(isnan(standardised(rates, (double[19]){ 0 }, 19)));
	assert_true(isnan(standardised(NULL, NULL, 0)));
}

/* G. G. Koch and S. Edwards (1988): none, some or marked improvement of an arthritis, with a treatment and without, by sex. The row mean
 * score statistic with modified ridits, which is van Elteren's, is 15.004 in M. E. Stokes, C. S. Davis and G. G. Koch,
 * Categorical Data Analysis Using the SAS System. */
static void within_strata_as_published(void **state)
{
	static const int women[] = { 6, 5, 16 }, women_placebo[] = { 19, 7, 6 }, men[] = { 7, 2, 5 },
			 men_placebo[] = { 10, 0, 1 };
	const struct chance_stratum strata[] = { { women_placebo, women }, { men_placebo, men } },
				    swapped[] = { { women, women_placebo }, { men, men_placebo } };
	struct arena *arena = arena_new();
	int direction;

	(void)state;
	assert_near(chance_within_normal(strata, 2, 3), erfc(sqrt(15.004 / 2)), 2e-8);
	assert_near(chance_within(arena, strata, 2, 3, &direction), 0.0001, 0.00003);
	assert_int_equal(direction, 1);
	assert_near(chance_within_normal(swapped, 2, 3), erfc(sqrt(15.004 / 2)), 2e-8);
	assert_near(chance_within(arena, swapped, 2, 3, &direction), chance_within(arena, strata, 2, 3, &direction),
	            1e-9);
	chance_within(arena, swapped, 2, 3, &direction);
	assert_int_equal(direction, -1);
	arena_free(arena);
}

/* The slow way: every choice of people in both strata at once. */
static double slow_within(const int ranks[2][8], const int people[2], const int first[2], const double observed)
{
	int extreme = 0, all = 0;

	for (unsigned a = 0; a < 1U << people[0]; a++) {
		for (unsigned b = 0; b < 1U << people[1]; b++) {
			double off = 0;

			if (__builtin_popcount(a) != first[0] || __builtin_popcount(b) != first[1])
				continue;
			for (int i = 0; i < people[0]; i++)
				off += (int)(a >> i & 1) * ranks[0][i] / (2.0 * (people[0] + 1));
			for (int i = 0; i < people[1]; i++)
				off += (int)(b >> i & 1) * ranks[1][i] / (2.0 * (people[1] + 1));
			off -= (first[0] + first[1]) / 2.0;
			all++;
			extreme += fabs(off) >= observed - 1e-9;
		}
	}
	return (double)extreme / all;
}

/* Four against four twice, without ties: all 4,900 ways. */
static void within_strata_counts_every_way(void **state)
{
	static const int ranks[2][8] = { { 2, 4, 6, 8, 10, 12, 14, 16 }, { 2, 4, 6, 8, 10, 12, 14, 16 } };
	static const int low[] = { 1, 1, 0, 1, 0, 0, 1, 0 }, high[] = { 0, 0, 1, 0, 1, 1, 0, 1 };
	const struct chance_stratum strata[] = { { low, high }, { low, high } };
	double off = 2 * (14 / 9.0 - 2); /* the ranks 1, 2, 4 and 7, each stratum's over nine, less what is expected */
	double slow = slow_within(ranks, (int[]){ 8, 8 }, (int[]){ 4, 4 }, fabs(off));
	struct arena *arena = arena_new();
	int direction;

	(void)state;
	assert_near(chance_within(arena, strata, 2, 8, &direction), slow, 1e-9);
	assert_int_equal(direction, 1);
	assert_near(chance_within_normal(strata, 2, 8), slow, 0.03);
	arena_free(arena);
}

/* Three of eight and five of seven, with ties and of other sizes: ranks doubled are 3 3 6 11 11 11 11 15 ... */
static void within_strata_counts_ties(void **state)
{
	static const int ranks[2][8] = { { 3, 3, 6, 11, 11, 11, 11, 16 }, { 4, 4, 4, 9, 9, 13, 13 } };
	static const int one[] = { 2, 0, 1, 0 }, other[] = { 0, 1, 3, 1 }, first[] = { 3, 1, 1, 0 },
			 second[] = { 0, 1, 1, 0 };
	const struct chance_stratum strata[] = { { one, other }, { first, second } };
	double off = (3 + 3 + 11) / 18.0 - 1.5 + (4 + 4 + 4 + 9 + 13) / 16.0 - 2.5;
	struct arena *arena = arena_new();
	int direction;

	(void)state;
	assert_near(chance_within(arena, strata, 2, 4, &direction),
	            slow_within(ranks, (int[]){ 8, 7 }, (int[]){ 3, 5 }, fabs(off)), 1e-9);
	assert_int_equal(direction, 1);
	arena_free(arena);
}

/* Five beside two hundred of one mind, twice: out there the normal curve is wrong twelvefold. A million dealings at random in R gave
 * 0.00092. */
static void a_small_voice_beside_one_mind_is_counted(void **state)
{
	static const int few[] = { 0, 0, 3, 1, 1 }, many[] = { 4, 6, 181, 5, 4 };
	const struct chance_stratum strata[] = { { few, many }, { few, many } };
	struct arena *arena = arena_new();
	int direction;

	(void)state;
	assert_near(chance_within(arena, strata, 2, POSITIONS, &direction), 0.00092, 0.0001);
	assert_true(chance_within_normal(strata, 2, POSITIONS) < 0.0001);
	assert_int_equal(direction, -1);
	arena_free(arena);
}

/* ------------------------------------------------------------------ one item */

#define VOICES_MOST 3

/* Rows of five: voice by voice, then and now. */
static struct item_shift shift_of(struct arena *arena, size_t voices, const int counts[][2][POSITIONS])
{
	struct tally before[VOICES_MOST] = { 0 }, after[VOICES_MOST] = { 0 };
	const struct compared item = { voices, before, after };

	for (size_t v = 0; v < voices; v++) {
		for (int i = 0; i < POSITIONS; i++) {
			before[v].positions[i] = counts[v][0][i];
			after[v].positions[i] = counts[v][1][i];
		}
	}
	return compare_items(arena, &item, 1)[0];
}

/* The p-values of two sets of answers were counted over all ways of dealing them, in whole fractions, by another program; van Elteren's is by its
 * formula in R 4.2.2; the re-weighted shares are by hand: 20 and 19 people then; 13 of 22 and 9 of 24 at 4 or 5 now. */
static void a_whole_item_as_worked_out_elsewhere(void **state)
{
	static const int counts[][2][POSITIONS] = { { { 3, 5, 6, 4, 2 }, { 1, 2, 6, 8, 5 } },
		                                    { { 6, 8, 4, 1, 0 }, { 2, 6, 7, 6, 3 } } };
	struct item_shift shift = shift_of(*state, 2, counts);

	assert_near(shift.all.chance, 0.000503341137961, 1e-12);
	assert_near(shift.voices[0].shift.chance, 0.0355070450676, 1e-12);
	assert_near(shift.voices[1].shift.chance, 0.0023858574287, 1e-12);
	assert_near(shift.chance_within, 0.000316099995102, 1e-12);
	assert_near(shift.judged, shift.all.chance, 0); /* the larger of the two, and one item only */
	assert_near(shift.mix.high.value, 100 * (20 * 13 / 22.0 + 19 * 9 / 24.0) / 39, 1e-9);
	assert_near(shift.mix.at[0], 0.06390831, 1e-8);
	assert_near(shift.mix.median.value, 3, 0);
	assert_near(shift.all.high_before.value, 100 * 7 / 39.0, 1e-9);
	assert_near(shift.all.high_after.value, 100 * 22 / 46.0, 1e-9);
	assert_int_equal(shift.all.before.people, 39);
	assert_int_equal(shift.all.after.people, 46);
	assert_int_equal(shift.movement, MOVED_UP);
	assert_true(shift.voices[0].moved && shift.voices[1].moved);
	assert_false(shift.is_too_few);
}

static void down_is_up_the_other_way_round(void **state)
{
	static const int up[][2][POSITIONS] = { { { 3, 5, 6, 4, 2 }, { 1, 2, 6, 8, 5 } },
		                                { { 6, 8, 4, 1, 0 }, { 2, 6, 7, 6, 3 } } },
			 down[][2][POSITIONS] = { { { 1, 2, 6, 8, 5 }, { 3, 5, 6, 4, 2 } },
		                                  { { 2, 6, 7, 6, 3 }, { 6, 8, 4, 1, 0 } } };
	struct item_shift one = shift_of(*state, 2, up), other = shift_of(*state, 2, down);

	assert_int_equal(other.movement, MOVED_DOWN);
	assert_near(one.all.chance, other.all.chance, 1e-15);
	assert_near(one.chance_within, other.chance_within, 1e-15);
}

/* Nobody changed their mind; thirty leaders and five users became five and thirty. */
static void another_mix_alone_is_no_change(void **state)
{
	static const int counts[][2][POSITIONS] = { { { 0, 0, 1, 27, 2 }, { 0, 0, 0, 5, 0 } },
		                                    { { 0, 5, 0, 0, 0 }, { 1, 28, 1, 0, 0 } } };
	struct item_shift shift = shift_of(*state, 2, counts);

	assert_true(shift.all.chance < 1e-6);
	assert_true(shift.chance_within > 0.5);
	assert_int_equal(shift.movement, MOVED_MAYBE);
	assert_near(shift.all.before.median.value, 4, 0);
	assert_near(shift.all.after.median.value, 2, 0);
	assert_near(shift.mix.median.value, 4, 0); /* with the mix as it was then */
	assert_near(shift.mix.high.value, 100 * 30 / 35.0, 1e-9);
	assert_near(shift.all.high_after.value, 100 * 5 / 35.0, 1e-9);
}

/* Each voice went up; all answers together went down, for those who stand low came in numbers. */
static void a_change_that_the_mix_hides_may_be_one(void **state)
{
	static const int counts[][2][POSITIONS] = { { { 0, 5, 20, 5, 0 }, { 0, 0, 2, 6, 2 } },
		                                    { { 8, 2, 0, 0, 0 }, { 10, 25, 15, 0, 0 } } };
	struct item_shift shift = shift_of(*state, 2, counts);

	assert_int_equal(shift.all.direction, -1);
	assert_int_equal(shift.direction_within, 1);
	assert_true(shift.chance_within < 0.01);
	assert_near(shift.judged, 1, 0);
	assert_false(shift.movement == MOVED_UP || shift.movement == MOVED_DOWN);
}

/* One voice up, the other down: together nothing, and yet something moved. */
static void one_voice_may_move_alone(void **state)
{
	static const int counts[][2][POSITIONS] = { { { 12, 8, 0, 0, 0 }, { 0, 0, 4, 8, 8 } },
		                                    { { 0, 0, 4, 8, 8 }, { 12, 8, 0, 0, 0 } } };
	struct item_shift shift = shift_of(*state, 2, counts);

	assert_int_equal(shift.movement, MOVED_SOME);
	assert_int_equal(shift.voices[0].shift.direction, 1);
	assert_int_equal(shift.voices[1].shift.direction, -1);
	assert_int_equal(shift.all.direction, 0);
	assert_int_equal(shift.direction_within, 0);
}

/* ------------------------------------------------------------------ the ends of what can be compared */

static void nothing_gives_nothing(void **state)
{
	struct item_shift shift = shift_of(*state, 0, NULL);

	assert_int_equal(shift.movement, MOVED_NOT);
	assert_int_equal(shift.all.before.median.state, FIGURE_MISSING);
	assert_int_equal(shift.all.high_after.state, FIGURE_MISSING);
	assert_int_equal(shift.mix.median.state, FIGURE_MISSING);
	assert_int_equal(shift.mix.high.state, FIGURE_MISSING);
	assert_near(shift.judged, 1, 0);
	assert_non_null(compare_items(*state, NULL, 0));
}

static void one_round_empty_is_no_change(void **state)
{
	static const int counts[][2][POSITIONS] = { { { 0, 0, 9, 0, 0 }, { 0 } }, { { 0 }, { 0, 0, 0, 0, 7 } } };
	struct item_shift shift = shift_of(*state, 2, counts);

	assert_near(shift.chance_within, 1, 0);
	assert_int_equal(shift.mix.high.state, FIGURE_MISSING); /* no voice answered both times */
	assert_false(shift.movement == MOVED_UP || shift.movement == MOVED_DOWN);
	shift = shift_of(*state, 1, counts);
	assert_int_equal(shift.movement, MOVED_NOT);
	assert_int_equal(shift.all.after.median.state, FIGURE_MISSING);
	assert_int_equal(shift.all.high_after.state, FIGURE_MISSING);
	assert_near(shift.all.chance, 1, 0);
}

static void one_person_is_too_few(void **state)
{
	static const int counts[][2][POSITIONS] = { { { 1, 0, 0, 0, 0 }, { 0, 0, 0, 0, 1 } } };
	struct item_shift shift = shift_of(*state, 1, counts);

	assert_int_equal(shift.movement, MOVED_MAYBE);
	assert_true(shift.is_too_few);
	assert_near(shift.all.chance, 1, 0); /* either way round is as far apart */
	assert_near(shift.mix.median.value, 5, 0);
}

static void all_the_same_did_not_move(void **state)
{
	static const int counts[][2][POSITIONS] = { { { 0, 0, 40, 0, 0 }, { 0, 0, 40, 0, 0 } },
		                                    { { 0, 0, 9, 0, 0 }, { 0, 0, 9, 0, 0 } } };
	struct item_shift shift = shift_of(*state, 2, counts);

	assert_int_equal(shift.movement, MOVED_NOT);
	assert_near(shift.judged, 1, 0);
	assert_int_equal(shift.all.direction, 0);
	assert_false(shift.is_too_few);
	assert_near(shift.mix.median.value, 3, 0);
}

/* Another median is a sign, if a weak one; the same median with much the same answers is none. */
static void another_median_may_be_a_change(void **state)
{
	static const int other[][2][POSITIONS] = { { { 0, 3, 5, 4, 0 }, { 0, 2, 4, 5, 1 } } },
			 same[][2][POSITIONS] = { { { 0, 3, 5, 4, 0 }, { 0, 2, 5, 4, 1 } } };
	struct item_shift shift = shift_of(*state, 1, other);

	assert_true(shift.all.chance > 0.3);
	assert_int_equal(shift.movement, MOVED_MAYBE);
	assert_int_equal(shift_of(*state, 1, same).movement, MOVED_NOT);
}

/* All of one mind then, all of another now: constants, each in its round. */
static void constants_that_differ_moved(void **state)
{
	static const int counts[][2][POSITIONS] = { { { 0, 0, 20, 0, 0 }, { 0, 0, 0, 20, 0 } } };

	assert_int_equal(shift_of(*state, 1, counts).movement, MOVED_UP);
}

/* A voice in which all agree, both times, tells nothing of a change; the other voice is then tested as it is alone, exactly. */
static void with_one_voice_to_compare_the_test_is_exact(void **state)
{
	static const int counts[][2][POSITIONS] = { { { 0, 0, 9, 0, 0 }, { 0, 0, 9, 0, 0 } },
		                                    { { 4, 2, 0, 0, 0 }, { 0, 1, 2, 3, 0 } } };
	struct item_shift shift = shift_of(*state, 2, counts);

	assert_near(shift.chance_within, chance_exact(*state, counts[1][0], counts[1][1], POSITIONS), 0);
}

/* Half of all people passed exactly: the median lies halfway to the next position at which somebody stands. */
static void a_reweighted_median_may_lie_between(void **state)
{
	static const int counts[][2][POSITIONS] = { { { 10, 0, 0, 0, 0 }, { 7, 0, 0, 0, 0 } },
		                                    { { 0, 0, 0, 10, 0 }, { 0, 0, 0, 30, 0 } } };
	struct item_shift shift = shift_of(*state, 2, counts);

	assert_near(shift.mix.median.value, 2.5, 0);
	assert_near(shift.all.after.median.value, 4, 0);
}

/* ------------------------------------------------------------------ many items */

/* Six against six, as far apart as can be: 2 in 924, which is enough alone and among twenty, not among fifty. */
static void more_items_ask_for_more(void **state)
{
	struct tally low = { .positions = { 6 } }, high = { .positions = { 0, 0, 0, 0, 6 } };
	struct compared items[50];
	const struct item_shift *shifts;

	for (size_t i = 0; i < 50; i++)
		items[i] = (struct compared){ 1, &low, i == 0 ? &high : &low };
	shifts = compare_items(*state, items, 20);
	assert_near(shifts[0].judged, 20 * 2 / 924.0, 1e-12);
	assert_int_equal(shifts[0].movement, MOVED_UP);
	assert_false(shifts[0].is_too_few);
	assert_int_equal(shifts[1].movement, MOVED_NOT);
	shifts = compare_items(*state, items, 50);
	assert_int_equal(shifts[0].movement, MOVED_MAYBE);
	assert_true(shifts[0].is_too_few);
}

/* An item that no voice may be compared on is none of those that Holm's method counts. */
static void items_without_voices_are_not_counted(void **state)
{
	struct tally low = { .positions = { 6 } }, high = { .positions = { 0, 0, 0, 0, 6 } };
	struct compared items[50] = { { 1, &low, &high } };
	const struct item_shift *shifts = compare_items(*state, items, 50);

	assert_near(shifts[0].judged, 2 / 924.0, 1e-12);
	assert_false(shifts[1].is_too_few);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, start, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(direct_standardisation_as_published),
		TEST(within_strata_as_published),
		TEST(within_strata_counts_every_way),
		TEST(within_strata_counts_ties),
		TEST(a_small_voice_beside_one_mind_is_counted),
		TEST(a_whole_item_as_worked_out_elsewhere),
		TEST(down_is_up_the_other_way_round),
		TEST(another_mix_alone_is_no_change),
		TEST(a_change_that_the_mix_hides_may_be_one),
		TEST(one_voice_may_move_alone),
		TEST(nothing_gives_nothing),
		TEST(one_round_empty_is_no_change),
		TEST(one_person_is_too_few),
		TEST(all_the_same_did_not_move),
		TEST(another_median_may_be_a_change),
		TEST(constants_that_differ_moved),
		TEST(with_one_voice_to_compare_the_test_is_exact),
		TEST(a_reweighted_median_may_lie_between),
		TEST(more_items_ask_for_more),
		TEST(items_without_voices_are_not_counted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
