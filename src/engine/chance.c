#include "engine/chance.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

#define NEGLIGIBLE 1e-9 /* a sum of fractions that should be nought */

/* The answers of both voices together. Ranks are kept doubled, so that the mean rank of a tie is whole. */
struct deal {
	size_t levels;
	int64_t ties[CHANCE_LEVELS_MOST];   /* people at each level, both voices */
	int64_t ranks[CHANCE_LEVELS_MOST];  /* twice the mean rank there */
	int64_t one, all;                   /* people in the first voice, and in both */
	int64_t off;                        /* twice the first voice's rank sum, less what is expected */
	int64_t distance;                   /* the same without its sign */
	double last[CHANCE_EXACT_MOST + 1]; /* ways to choose from the people at the last level; only for counting */
};

static struct deal deal_of(const int *one, const int *other, size_t levels)
{
	struct deal deal = { .levels = levels };
	int64_t sum = 0;

	for (size_t i = 0; i < levels; i++) {
		deal.ties[i] = (int64_t)one[i] + other[i];
		deal.ranks[i] = 2 * deal.all + deal.ties[i] + 1;
		deal.all += deal.ties[i];
		deal.one += one[i];
		sum += deal.ranks[i] * one[i];
	}
	deal.off = sum - deal.one * (deal.all + 1);
	deal.distance = llabs(deal.off);
	return deal;
}

/* Nothing to compare: a voice without people, or everybody at one level. */
static bool is_idle(const struct deal *deal)
{
	size_t used = 0;

	for (size_t i = 0; i < deal->levels; i++)
		used += deal->ties[i] > 0;
	return deal->one == 0 || deal->one == deal->all || used < 2;
}

/* Ways to choose k of n: n is at most 24, so every product is whole and small enough. */
static double ways(int64_t n, int64_t k)
{
	double product = 1;

	for (int64_t i = 1; i <= k; i++)
		product = product * (double)(n - k + i) / (double)i;
	return product;
}

/* The ways to deal `left` more people of the first voice from this level on that end at least as far from what is
 * expected. */
static double count_extreme(const struct deal *deal, size_t level, int64_t left, int64_t distance)
{
	double extreme = 0, choose = 1;
	int64_t here = deal->ties[level];

	if (level + 1 == deal->levels) {
		if (left > here || llabs(distance + left * deal->ranks[level]) < deal->distance)
			return 0;
		return deal->last[left];
	}
	for (int64_t k = 0; k <= here && k <= left; k++) {
		extreme += choose * count_extreme(deal, level + 1, left - k, distance + k * deal->ranks[level]);
		choose = choose * (double)(here - k) / (double)(k + 1);
	}
	return extreme;
}

double chance_exact(const int *one, const int *other, size_t levels)
{
	struct deal deal = deal_of(one, other, levels);

	if (is_idle(&deal))
		return 1;
	for (int64_t k = 0; k <= deal.ties[levels - 1]; k++)
		deal.last[k] = ways(deal.ties[levels - 1], k);
	return count_extreme(&deal, 0, deal.one, -deal.one * (deal.all + 1)) / ways(deal.all, deal.one);
}

/* Of the first voice's rank sum, corrected for ties. */
static double variance_of(const struct deal *deal)
{
	double n = (double)deal->all, ties = 0;

	for (size_t i = 0; i < deal->levels; i++) {
		double t = (double)deal->ties[i];

		ties += t * t * t - t;
	}
	return (double)deal->one * (n - (double)deal->one) / 12 * (n + 1 - ties / (n * (n - 1)));
}

double chance_normal(const int *one, const int *other, size_t levels)
{
	struct deal deal = deal_of(one, other, levels);

	if (is_idle(&deal))
		return 1;
	return erfc((double)deal.distance / 2 / sqrt(2 * variance_of(&deal)));
}

double chance_of_difference(const int *one, const int *other, size_t levels)
{
	int64_t people = 0;

	for (size_t i = 0; i < levels; i++)
		people += (int64_t)one[i] + other[i];
	if (people <= CHANCE_EXACT_MOST && levels <= CHANCE_EXACT_LEVELS)
		return chance_exact(one, other, levels);
	return chance_normal(one, other, levels);
}

/* ------------------------------------------------------------------ several voices */

int chance_direction(const int *one, const int *other, size_t levels)
{
	struct deal deal = deal_of(one, other, levels);

	return is_idle(&deal) ? 0 : (deal.off < 0) - (deal.off > 0);
}

double chance_within(const struct chance_stratum *strata, size_t count, size_t levels, int *direction)
{
	double off = 0, variance = 0;
	size_t used = 0, last = 0;

	for (size_t i = 0; i < count; i++) {
		struct deal deal = deal_of(strata[i].one, strata[i].other, levels);
		double weight = 1 / ((double)deal.all + 1);

		if (is_idle(&deal))
			continue;
		off += weight * (double)deal.off / 2;
		variance += weight * weight * variance_of(&deal);
		last = i;
		used++;
	}
	*direction = (off < -NEGLIGIBLE) - (off > NEGLIGIBLE);
	if (used == 0)
		return 1;
	if (used == 1)
		return chance_of_difference(strata[last].one, strata[last].other, levels);
	return erfc(fabs(off) / sqrt(2 * variance));
}

/* ------------------------------------------------------------------ many comparisons */

/* A chance and where it stood. */
struct place {
	double chance;
	size_t at;
};

static int by_chance(const void *a, const void *b)
{
	const struct place *one = a, *other = b;

	if (one->chance != other->chance)
		return one->chance < other->chance ? -1 : 1;
	return (one->at > other->at) - (one->at < other->at);
}

void chance_holm(struct arena *arena, double *chances, size_t count)
{
	struct place *places = NEW_ARRAY(arena, struct place, count);
	double least = 0;

	for (size_t i = 0; i < count; i++)
		places[i] = (struct place){ chances[i], i };
	qsort(places, count, sizeof *places, by_chance);
	for (size_t i = 0; i < count; i++) {
		double raised = fmin(1, places[i].chance * (double)(count - i));

		least = fmax(least, raised);
		chances[places[i].at] = least;
	}
}
