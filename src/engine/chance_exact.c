/*
 * The exact distribution of the rank sum, ties and all.
 *
 * A way of dealing gives k of the people at each level to the smaller voice; that many of the choices of people
 * give it is the product of the binomials C(ties, k). So only counts by level have to be gone through, not people.
 * The two fullest levels are not gone through at all: once the other levels are dealt, the ways in which these two
 * take the rest are summed beforehand from both ends, and the rank sum says where the ends are.
 *
 * Binomials of large numbers do not fit a double. Each is kept multiplied by (one / (all - one))^k, which is the
 * same factor for every way since the k add up to the smaller voice, and divided by the largest of its level.
 */
#include <stdlib.h>
#include <string.h>

#include "engine/chance_deal.h"

/* A level where somebody stands, and how many there may be of the smaller voice. */
struct level {
	int64_t ties, rank, least, most;
	double *weights; /* [k - least] */
};

struct counting {
	struct level levels[CHANCE_LEVELS_MOST];
	size_t dealt;                /* levels gone through, the emptiest first; the two fullest come after them */
	struct level *lower, *upper; /* these two */
	int64_t left;                /* for both of these */
	int64_t first, count;        /* k at the upper from `first` on, `count` of them, the rest at the lower */
	double *below, *above;       /* [i]: the ways with fewer than first + i there; with as many or more */
	int64_t distance;            /* what is extreme */
	double extreme, all;
};

static int64_t smaller(int64_t one, int64_t other)
{
	return one < other ? one : other;
}

static int64_t larger(int64_t one, int64_t other)
{
	return one > other ? one : other;
}

static int by_ties(const void *a, const void *b)
{
	const struct level *one = a, *other = b;
	int order = (one->ties > other->ties) - (one->ties < other->ties);

	return order != 0 ? order : (one->rank > other->rank) - (one->rank < other->rank);
}

static struct counting lay_out(const struct deal *deal)
{
	struct counting counting = { .distance = deal->distance };
	size_t used = 0;

	for (size_t i = 0; i < deal->levels; i++) {
		int64_t ties = deal->ties[i];

		if (ties == 0)
			continue;
		counting.levels[used++] = (struct level){ .ties = ties,
			                                  .rank = deal->ranks[i],
			                                  .least = larger(0, deal->one - (deal->all - ties)),
			                                  .most = smaller(ties, deal->one) };
	}
	qsort(counting.levels, used, sizeof *counting.levels, by_ties);
	counting.dealt = used - 2;
	return counting;
}

static void name_the_two(struct counting *counting)
{
	struct level *two = &counting->levels[counting->dealt];

	counting->lower = two[0].rank < two[1].rank ? &two[0] : &two[1];
	counting->upper = two[0].rank < two[1].rank ? &two[1] : &two[0];
}

static int64_t width_of(const struct level *level)
{
	return level->most - level->least + 1;
}

/* ------------------------------------------------------------------ what it costs */

/* The ways to deal the levels gone through: at most the product of their widths, and at most as many as there are
 * ways for the smaller voice to stand at so many levels and one more. */
static double ways_of(const struct counting *counting, int64_t one)
{
	double product = 1, simplex = 1;

	for (size_t i = 0; i < counting->dealt; i++) {
		product *= (double)width_of(&counting->levels[i]);
		simplex *= (double)(one + (int64_t)i + 1) / (double)(i + 1);
	}
	return product < simplex ? product : simplex;
}

/* The places of all the rows of the two fullest. */
static double places_of(const struct counting *counting)
{
	double rows = 1;

	for (size_t i = 0; i < counting->dealt; i++)
		rows += (double)(width_of(&counting->levels[i]) - 1);
	return rows * (double)smaller(width_of(&counting->levels[counting->dealt]),
	                              width_of(&counting->levels[counting->dealt + 1]));
}

bool chance_is_counted(const int *one, const int *other, size_t levels)
{
	struct deal deal = deal_of(one, other, levels);
	struct counting counting;

	if (deal_is_idle(&deal))
		return true;
	counting = lay_out(&deal);
	return ways_of(&counting, deal.one) <= CHANCE_WAYS_MOST && places_of(&counting) <= CHANCE_WAYS_MOST;
}

/* ------------------------------------------------------------------ counting */

/* From the likeliest k outwards, so that nothing overflows. */
double *deal_weights(struct arena *arena, const struct deal *deal, int64_t ties, int64_t least, int64_t most)
{
	double odds = (double)deal->one / (double)(deal->all - deal->one);
	int64_t likeliest = larger(least, smaller(most, ties * deal->one / deal->all));
	double *weights = NEW_ARRAY(arena, double, (size_t)(most - least + 1));

	weights[likeliest - least] = 1;
	for (int64_t k = likeliest + 1; k <= most; k++)
		weights[k - least] = weights[k - 1 - least] * odds * (double)(ties - k + 1) / (double)k;
	for (int64_t k = likeliest - 1; k >= least; k--)
		weights[k - least] = weights[k + 1 - least] / odds * (double)(k + 1) / (double)(ties - k);
	return weights;
}

static void weigh(struct arena *arena, struct level *level, const struct deal *deal)
{
	level->weights = deal_weights(arena, deal, level->ties, level->least, level->most);
}

/* The row of the two fullest levels when `left` people of the smaller voice are left for them. */
static void sum_the_two(struct counting *counting, int64_t left)
{
	const struct level *lower = counting->lower, *upper = counting->upper;

	counting->left = left;
	counting->first = larger(0, left - lower->ties);
	counting->count = larger(0, smaller(upper->ties, left) - counting->first + 1);
	counting->below[0] = 0;
	for (int64_t i = 0; i < counting->count; i++) {
		int64_t k = counting->first + i;

		counting->above[i] = upper->weights[k - upper->least] * lower->weights[left - k - lower->least];
		counting->below[i + 1] = counting->below[i] + counting->above[i];
	}
	counting->above[counting->count] = 0;
	for (int64_t i = counting->count; i > 0; i--)
		counting->above[i - 1] += counting->above[i];
}

/* Rounded down; `by` is positive. */
static int64_t divided(int64_t number, int64_t by)
{
	return number / by - (number % by < 0);
}

static int64_t within_row(const struct counting *counting, int64_t place)
{
	return larger(0, smaller(counting->count, place));
}

/* All levels are dealt but the two: with k at the upper the rank sum lies `from` + k steps from what is expected. */
static void end_of_way(struct counting *counting, int64_t distance, double weight)
{
	int64_t step = counting->upper->rank - counting->lower->rank;
	int64_t from = distance + counting->left * counting->lower->rank;
	int64_t last = divided(-counting->distance - from, step), next = -divided(from - counting->distance, step);

	counting->all += weight * counting->below[counting->count];
	counting->extreme += weight * (counting->below[within_row(counting, last - counting->first + 1)] +
	                               counting->above[within_row(counting, next - counting->first)]);
}

/* Deals `people` of the smaller voice to the levels from this one on, and none of them to the two fullest. */
static void deal_out(struct counting *counting, size_t at, int64_t people, int64_t distance, double weight)
{
	const struct level *level = &counting->levels[at];
	int64_t k = level->least;

	if (at == counting->dealt) {
		end_of_way(counting, distance, weight);
		return;
	}
	if (at + 1 == counting->dealt)
		k = larger(k, people); /* the last takes all that are left */
	for (; k <= level->most && k <= people; k++)
		deal_out(counting, at + 1, people - k, distance + k * level->rank,
		         weight * level->weights[k - level->least]);
}

double chance_exact(struct arena *arena, const int *one, const int *other, size_t levels)
{
	struct deal deal = deal_of(one, other, levels);
	struct counting counting;
	int64_t people = 0, most = 0;

	if (deal_is_idle(&deal) || deal.distance == 0)
		return 1;
	counting = lay_out(&deal);
	name_the_two(&counting);
	for (size_t i = 0; i < counting.dealt + 2; i++)
		weigh(arena, &counting.levels[i], &deal);
	counting.below = NEW_ARRAY(arena, double, (size_t)width_of(counting.upper) + 1);
	counting.above = NEW_ARRAY(arena, double, (size_t)width_of(counting.upper) + 1);
	for (size_t i = 0; i < counting.dealt; i++) {
		people += counting.levels[i].least;
		most += counting.levels[i].most;
	}
	for (; people <= smaller(most, deal.one); people++) {
		sum_the_two(&counting, deal.one - people);
		if (counting.count > 0)
			deal_out(&counting, 0, people, -deal.one * (deal.all + 1), 1);
	}
	return counting.extreme / counting.all;
}
