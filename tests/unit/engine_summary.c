/* Medians, quartiles and the rank-sum test against published values and against the slow way of working them out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdlib.h>

#include "engine/chance.h"
#include "engine/summary.h"

static void assert_near(double value, double expected, double within)
{
	if (!(fabs(value - expected) <= within))
		fail_msg("%.9g is not within %g of %.9g", value, within, expected);
}

static void assert_summary(struct summary summary, double lower, double median, double upper)
{
	assert_int_equal(summary.median.state, FIGURE_SHOWN);
	assert_near(summary.lower.value, lower, 0);
	assert_near(summary.median.value, median, 0);
	assert_near(summary.upper.value, upper, 0);
}

static void nobody_has_no_median(void **state)
{
	struct summary summary = summary_of((int[POSITIONS]){ 0 });

	(void)state;
	assert_int_equal(summary.people, 0);
	assert_int_equal(summary.median.state, FIGURE_MISSING);
	assert_false(summary.is_wide);
}

static void one_person_and_one_mind(void **state)
{
	(void)state;
	assert_summary(summary_of((int[POSITIONS]){ 0, 0, 0, 1, 0 }), 4, 4, 4);
	assert_summary(summary_of((int[POSITIONS]){ 0, 0, 0, 0, 7 }), 5, 5, 5);
	assert_summary(summary_of((int[POSITIONS]){ 9, 0, 0, 0, 0 }), 1, 1, 1);
}

/* The CDF method in Langford, Quartiles in elementary statistics, Journal of Statistics Education 14(3), 2006: 1 2
 * 3 4 and 1 2 3 4 5. */
static void quartiles_as_published(void **state)
{
	(void)state;
	assert_summary(summary_of((int[POSITIONS]){ 1, 1, 1, 1, 0 }), 1.5, 2.5, 3.5);
	assert_summary(summary_of((int[POSITIONS]){ 1, 1, 1, 1, 1 }), 2, 3, 4);
}

/* Definition 2 word for word, on the answers written out: the mean of x_j and x_j+1 where np = j is whole, else
 * the next. */
static double slow_quantile(const int positions[POSITIONS], int quarters)
{
	int answers[64], people = 0;

	for (int i = 0; i < POSITIONS; i++)
		for (int k = 0; k < positions[i]; k++)
			answers[people++] = i + 1;
	if (people * quarters % 4 == 0)
		return (answers[people * quarters / 4 - 1] + answers[people * quarters / 4]) / 2.0;
	return answers[people * quarters / 4];
}

static void quartiles_of_every_small_count(void **state)
{
	(void)state;
	for (int code = 1; code < 4 * 4 * 4 * 4 * 4; code++) {
		const int positions[POSITIONS] = { code % 4, code / 4 % 4, code / 16 % 4, code / 64 % 4, code / 256 };

		assert_summary(summary_of(positions), slow_quantile(positions, 1), slow_quantile(positions, 2),
		               slow_quantile(positions, 3));
	}
}

static void three_positions_are_wide(void **state)
{
	(void)state;
	assert_true(summary_of((int[POSITIONS]){ 0, 2, 2, 2, 0 }).is_wide);  /* 2 to 4 */
	assert_false(summary_of((int[POSITIONS]){ 0, 4, 4, 0, 0 }).is_wide); /* 2 to 3 */
}

static void a_withheld_cell_gives_nothing_away(void **state)
{
	struct tally_cell cell = { .state = CELL_WITHHELD };
	struct summary summary = summary_of_cell(&cell);

	(void)state;
	assert_int_equal(summary.people, 0);
	assert_int_equal(summary.median.state, FIGURE_SUPPRESSED);
	assert_int_equal(summary.median.threshold,
	                 0); /* a median is not a number of people: "not shown", never "under 5" */
	cell.state = CELL_NOBODY;
	assert_int_equal(summary_of_cell(&cell).median.state, FIGURE_MISSING);
	cell.state = CELL_NOT_ASKED;
	assert_int_equal(summary_of_cell(&cell).median.state, FIGURE_MISSING);
}

/* Every number fits: a hundred million at one position. */
static void many_people_do_not_overflow(void **state)
{
	(void)state;
	assert_summary(summary_of((int[POSITIONS]){ 0, 100000000, 0, 0, 0 }), 2, 2, 2);
}

/* Nine and fourteen people, values 14 to 31 with ties in six places: S. Sawyer, Washington University, Math 408
 * (2009), z -2.5050. */
static void the_normal_test_as_published(void **state)
{
	const int x[] = { 23, 21, 22, 14, 23, 19, 15, 15, 16 };
	const int y[] = { 27, 27, 22, 21, 27, 28, 19, 20, 31, 24, 21, 23, 23, 21 };
	int one[32] = { 0 }, other[32] = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof x / sizeof *x; i++)
		one[x[i]]++;
	for (size_t i = 0; i < sizeof y / sizeof *y; i++)
		other[y[i]]++;
	assert_near(chance_normal(one, other, 32), erfc(2.5050 / sqrt(2)), 0.00001);
	assert_near(chance_normal(one, other, 32), 0.0122, 0.00005);
	assert_near(chance_normal(other, one, 32), 0.0122, 0.00005);
}

/* Mann and Whitney 1947, table I: for 3 and 4 people U = 0 has probability 0.028 (1 in 35); two-sided twice that.
 * And 19 22 16 29 24 against 20 11 17 12, the example of SciPy's mannwhitneyu, exact: 1 in 9. */
static double exact(const int *one, const int *other, size_t levels)
{
	struct arena *arena = arena_new();
	double chance = chance_exact(arena, one, other, levels);

	arena_free(arena);
	return chance;
}

static double chance(const int *one, const int *other)
{
	struct arena *arena = arena_new();
	double chance = chance_of_difference(arena, one, other, POSITIONS);

	arena_free(arena);
	return chance;
}

static void the_exact_test_as_published(void **state)
{
	(void)state;
	assert_near(exact((int[]){ 1, 1, 1, 0, 0, 0, 0 }, (int[]){ 0, 0, 0, 1, 1, 1, 1 }, 7), 2.0 / 35, 1e-12);
	assert_near(exact((int[]){ 0, 0, 1, 0, 1, 0, 1, 1, 1 }, (int[]){ 1, 1, 0, 1, 0, 1, 0, 0, 0 }, 9), 1.0 / 9,
	            1e-12);
}

/* The slow way: every choice of `one` people out of all. Ranks doubled. */
static double slow_chance(const int *one, const int *other)
{
	int ranks[16], people = 0, first = 0, observed = 0, extreme = 0, all = 0;

	for (int i = 0; i < POSITIONS; i++) {
		int rank = 2 * people + one[i] + other[i] + 1;

		observed += rank * one[i];
		first += one[i];
		for (int k = 0; k < one[i] + other[i]; k++)
			ranks[people++] = rank;
	}
	for (unsigned choice = 0; choice < 1U << people; choice++) {
		int sum = 0;

		if (__builtin_popcount(choice) != first)
			continue;
		for (int i = 0; i < people; i++)
			sum += choice >> i & 1 ? ranks[i] : 0;
		all++;
		extreme += abs(sum - first * (people + 1)) >= abs(observed - first * (people + 1));
	}
	return (double)extreme / all;
}

static void the_exact_test_counts_every_way(void **state)
{
	const int counts[][POSITIONS] = { { 3, 1, 0, 0, 0 }, { 0, 2, 2, 1, 0 }, { 0, 0, 1, 4, 1 }, { 1, 1, 1, 1, 1 },
		                          { 0, 0, 0, 2, 5 }, { 2, 0, 0, 0, 2 }, { 6, 0, 1, 0, 0 } };
	const size_t count = sizeof counts / sizeof *counts;

	(void)state;
	for (size_t i = 0; i < count * count; i++) {
		const int *one = counts[i / count], *other = counts[i % count];

		assert_near(exact(one, other, POSITIONS), slow_chance(one, other), 1e-12);
		assert_near(chance(one, other), slow_chance(one, other), 1e-12);
	}
}

#define SLOW_PEOPLE 130
#define SLOW_RANKS  20000

/* Another slow way, for more people: person by person, in how many ways do the first k have that sum of ranks? */
static double slow_distribution(const int *one, const int *other)
{
	static double ways[SLOW_PEOPLE + 1][SLOW_RANKS];
	int people = 0, first = 0, observed = 0, expected;
	double extreme = 0, all = 0;

	for (int i = 0; i < POSITIONS; i++)
		first += one[i];
	for (int k = 0; k <= first; k++)
		for (int sum = 0; sum < SLOW_RANKS; sum++)
			ways[k][sum] = k == 0 && sum == 0;
	for (int i = 0; i < POSITIONS; i++) {
		int here = one[i] + other[i], rank = 2 * people + here + 1;

		people += here;
		observed += rank * one[i];
		for (int person = 0; person < here; person++)
			for (int k = first; k > 0; k--)
				for (int sum = rank; sum < SLOW_RANKS; sum++)
					ways[k][sum] += ways[k - 1][sum - rank];
	}
	expected = first * (people + 1);
	for (int sum = 0; sum < SLOW_RANKS; sum++) {
		all += ways[first][sum];
		extreme += abs(sum - expected) >= abs(observed - expected) ? ways[first][sum] : 0;
	}
	return extreme / all;
}

static const struct {
	int one[POSITIONS], other[POSITIONS];
} small_beside_large[] = {
	{ { 0, 0, 2, 3, 0 }, { 0, 0, 24, 2, 0 } },  { { 0, 3, 1, 1, 0 }, { 0, 0, 32, 2, 0 } },
	{ { 0, 0, 0, 5, 0 }, { 0, 1, 27, 4, 2 } },  { { 3, 2, 0, 0, 0 }, { 0, 0, 34, 0, 0 } },
	{ { 0, 1, 4, 3, 0 }, { 1, 12, 6, 7, 0 } },  { { 5, 8, 9, 3, 1 }, { 1, 4, 11, 14, 9 } },
	{ { 0, 0, 0, 0, 7 }, { 60, 20, 9, 8, 2 } }, { { 2, 9, 12, 5, 2 }, { 3, 20, 31, 18, 4 } },
	{ { 0, 0, 29, 1, 0 }, { 0, 4, 55, 0, 0 } },
};

/* Where the normal approximation is far off: one voice small, or nearly everybody of one mind. */
static void the_exact_test_holds_for_a_small_voice_beside_a_large_one(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof small_beside_large / sizeof *small_beside_large; i++) {
		const int *one = small_beside_large[i].one, *other = small_beside_large[i].other;
		double slow = slow_distribution(one, other);

		assert_true(chance_is_counted(one, other, POSITIONS));
		assert_near(chance(one, other), slow, slow * 1e-9);
		assert_near(chance(other, one), slow, slow * 1e-9);
	}
}

/* Two people at 3 and three at 4, beside 26 nearly all at 3: the approximation makes it five times less likely than it
 * is. */
static void the_approximation_is_not_used_where_it_is_wrong(void **state)
{
	const int one[] = { 0, 0, 2, 3, 0 }, other[] = { 0, 0, 24, 2, 0 };

	(void)state;
	assert_near(chance_normal(one, other, POSITIONS), 0.00417, 0.00001);
	assert_near(chance(one, other), 0.0198987, 0.0000001);
}

/* A large population of one mind and a few who are not: nothing overflows, whatever the size. */
static void no_size_is_too_large(void **state)
{
	const int few[] = { 9, 0, 0, 0, 0 }, many[] = { 0, 3, 50000000, 7, 0 };

	(void)state;
	assert_true(chance_is_counted(few, many, POSITIONS));
	assert_true(chance(few, many) > 0 && chance(few, many) < 1e-40);
	assert_near(chance((int[]){ 0, 0, 9, 0, 0 }, many), 1, 1e-5);
	assert_true(chance((int[]){ 20000, 0, 0, 0, 30000 }, (int[]){ 0, 3, 30000, 20000, 4 }) < 1);
}

/* The bounds that docs/methods.md gives. */
static void so_many_are_always_counted(void **state)
{
	(void)state;
	assert_true(chance_is_counted((int[]){ 8, 8, 8, 8, 8 }, (int[]){ 8, 8, 8, 8, 8 }, POSITIONS));
	assert_true(chance_is_counted((int[]){ 6, 6, 6, 6, 5 }, (int[]){ 999, 999, 999, 999, 999 }, POSITIONS));
	assert_false(chance_is_counted((int[]){ 30, 30, 30, 30, 30 }, (int[]){ 30, 30, 30, 30, 30 }, POSITIONS));
}

static void the_two_tests_meet(void **state)
{
	const int one[POSITIONS] = { 10, 20, 60, 40, 20 }, other[POSITIONS] = { 20, 34, 54, 30, 12 };

	(void)state;
	assert_false(chance_is_counted(one, other, POSITIONS));
	assert_near(chance_normal(one, other, POSITIONS) / exact(one, other, POSITIONS), 1, 0.05);
	assert_true(chance((int[]){ 40, 30, 5, 0, 0 }, (int[]){ 0, 5, 20, 30, 20 }) < 1e-9);
}

/* Nothing that voices of these sizes could have said is less likely. */
static void the_least_chance_is_the_least(void **state)
{
	(void)state;
	for (int one = 1; one <= 8; one++) {
		for (int other = 1; other <= 8; other++) {
			const int low[POSITIONS] = { one }, high[POSITIONS] = { 0, 0, 0, 0, other };
			const int spread[POSITIONS] = { 0, 0, 0, other - other / 2, other / 2 };

			assert_near(chance_least(one, other), chance(low, high), 1e-12);
			assert_true(chance(low, spread) >= chance_least(one, other) - 1e-12);
		}
	}
	assert_near(chance_least(5, 5), 2.0 / 252, 1e-12);
	assert_near(chance_least(5, 7), 1.0 / 792, 1e-12);
	assert_near(chance_least(0, 7), 1, 0);
	assert_true(chance_least(100000000, 100000000) < 1e-300);
}

static void nothing_to_compare_is_chance(void **state)
{
	const int none[POSITIONS] = { 0 }, three[POSITIONS] = { 0, 0, 9, 0, 0 };

	(void)state;
	assert_near(chance(none, three), 1, 0);
	assert_near(chance(three, three), 1, 0);
	assert_near(chance_normal(three, three, POSITIONS), 1, 0);
	assert_near(chance(none, none), 1, 0);
}

/* Holm's method on 0.01, 0.04, 0.03 and 0.005, as R's p.adjust gives it. */
static void holm_as_published(void **state)
{
	double chances[] = { 0.01, 0.04, 0.03, 0.005 };
	struct arena *arena = arena_new();

	(void)state;
	chance_holm(arena, chances, 4);
	assert_near(chances[0], 0.03, 1e-12);
	assert_near(chances[1], 0.06, 1e-12);
	assert_near(chances[2], 0.06, 1e-12);
	assert_near(chances[3], 0.02, 1e-12);
	chances[0] = 0.7;
	chances[1] = 0.6;
	chance_holm(arena, chances, 2);
	assert_near(chances[0], 1, 0);
	chance_holm(arena, chances, 0);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nobody_has_no_median),
		cmocka_unit_test(one_person_and_one_mind),
		cmocka_unit_test(quartiles_as_published),
		cmocka_unit_test(quartiles_of_every_small_count),
		cmocka_unit_test(three_positions_are_wide),
		cmocka_unit_test(a_withheld_cell_gives_nothing_away),
		cmocka_unit_test(many_people_do_not_overflow),
		cmocka_unit_test(the_normal_test_as_published),
		cmocka_unit_test(the_exact_test_as_published),
		cmocka_unit_test(the_exact_test_counts_every_way),
		cmocka_unit_test(the_exact_test_holds_for_a_small_voice_beside_a_large_one),
		cmocka_unit_test(the_approximation_is_not_used_where_it_is_wrong),
		cmocka_unit_test(no_size_is_too_large),
		cmocka_unit_test(so_many_are_always_counted),
		cmocka_unit_test(the_two_tests_meet),
		cmocka_unit_test(the_least_chance_is_the_least),
		cmocka_unit_test(nothing_to_compare_is_chance),
		cmocka_unit_test(holm_as_published),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
