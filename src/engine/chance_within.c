#include "engine/chance_within.h"

#include <math.h>
#include <stdlib.h>

#include "base/list.h"
#include "engine/chance_deal.h"

#define NEGLIGIBLE 1e-9 /* a difference of fractions that should be none */
#define TINY       1e-9 /* a part of all ways that is not followed further */
#define RARE       1e-6 /* of one voice: the rarest values that together are no more are not followed either */
#define WAYS_MOST  1000 /* of dealing one voice's answers, to be counted */

/* What a voice adds to the sum. */
static double share_of(const struct deal *deal, int64_t off)
{
	return (double)off / 2 / ((double)deal->all + 1);
}

static double variance_of(const struct deal *deal)
{
	return deal_variance(deal) / (((double)deal->all + 1) * ((double)deal->all + 1));
}

int chance_direction(const int *one, const int *other, size_t levels)
{
	struct deal deal = deal_of(one, other, levels);

	return deal_is_idle(&deal) ? 0 : (deal.off < 0) - (deal.off > 0);
}

/* ------------------------------------------------------------------ one voice, counted */

/* A value of the sum, and the part of all ways that give it. */
struct point {
	double at, part;
};

struct points {
	size_t len, cap;
	struct point *at;
};

struct ways {
	struct arena *arena;
	const struct deal *deal;
	size_t fullest;                      /* the level that takes whoever is left */
	double *weights[CHANCE_LEVELS_MOST]; /* [k - least] */
	int64_t least[CHANCE_LEVELS_MOST], most[CHANCE_LEVELS_MOST];
	struct points points;
};

static struct ways ways_of(struct arena *arena, const struct deal *deal)
{
	struct ways ways = { .arena = arena, .deal = deal };

	for (size_t i = 0; i < deal->levels; i++) {
		int64_t ties = deal->ties[i], others = deal->all - ties;

		ways.least[i] = deal->one > others ? deal->one - others : 0;
		ways.most[i] = ties < deal->one ? ties : deal->one;
		if (ties > deal->ties[ways.fullest])
			ways.fullest = i;
	}
	return ways;
}

/* At most the product of what each level may have, and at most as many as there are ways to stand at so many levels. */
static double count_of_ways(const struct ways *ways)
{
	double product = 1, simplex = 1;

	for (size_t i = 0, n = 1; i < ways->deal->levels; i++) {
		if (i == ways->fullest)
			continue;
		product *= (double)(ways->most[i] - ways->least[i] + 1);
		simplex *= (double)(ways->deal->one + (int64_t)n) / (double)n;
		n++;
	}
	return product < simplex ? product : simplex;
}

static void end_of_way(struct ways *ways, int64_t left, int64_t off, double part)
{
	size_t last = ways->fullest;

	if (left < ways->least[last] || left > ways->most[last])
		return;
	list_add(ways->arena, &ways->points,
	         ((struct point){ share_of(ways->deal, off + left * ways->deal->ranks[last]),
	                          part * ways->weights[last][left - ways->least[last]] }));
}

static void deal_out(struct ways *ways, size_t level, int64_t left, int64_t off, double part)
{
	if (level == ways->deal->levels) {
		end_of_way(ways, left, off, part);
		return;
	}
	if (level == ways->fullest) {
		deal_out(ways, level + 1, left, off, part);
		return;
	}
	for (int64_t k = ways->least[level]; k <= ways->most[level] && k <= left; k++)
		deal_out(ways, level + 1, left - k, off + k * ways->deal->ranks[level],
		         part * ways->weights[level][k - ways->least[level]]);
}

static int by_place(const void *a, const void *b)
{
	const struct point *one = a, *other = b;

	return (one->at > other->at) - (one->at < other->at);
}

/* In order, those of one value made one. */
static void merge(struct points *points)
{
	size_t kept = 0;

	if (points->len > 1)
		qsort(points->at, points->len, sizeof *points->at, by_place);
	for (size_t i = 0; i < points->len; i++) {
		if (kept > 0 && points->at[i].at - points->at[kept - 1].at < NEGLIGIBLE)
			points->at[kept - 1].part += points->at[i].part;
		else
			points->at[kept++] = points->at[i];
	}
	points->len = kept;
}

static int by_part(const void *a, const void *b)
{
	const struct point *one = a, *other = b;

	return one->part != other->part ? (one->part < other->part ? 1 : -1) : by_place(a, b);
}

/* Gives the part that was left out. */
static double leave_out_the_rarest(struct points *points)
{
	double left_out = 0;

	qsort(points->at, points->len, sizeof *points->at, by_part);
	while (points->len > 1 && left_out + points->at[points->len - 1].part <= RARE)
		left_out += points->at[--points->len].part;
	return left_out;
}

/* Of the rank sum of the smaller of the two sets; its parts sum to one. */
static struct points count_voice(struct ways *ways)
{
	double all = 0;

	for (size_t i = 0; i < ways->deal->levels; i++)
		ways->weights[i] =
			deal_weights(ways->arena, ways->deal, ways->deal->ties[i], ways->least[i], ways->most[i]);
	deal_out(ways, 0, ways->deal->one, -ways->deal->one * (ways->deal->all + 1), 1);
	for (size_t i = 0; i < ways->points.len; i++)
		all += ways->points.at[i].part;
	for (size_t i = 0; i < ways->points.len; i++)
		ways->points.at[i].part /= all;
	merge(&ways->points);
	return ways->points;
}

/* ------------------------------------------------------------------ the voices together */

struct sum {
	struct points counted; /* of the voices that were counted, all together */
	double left_out;       /* the parts that were not followed */
	double variance;       /* of the voices taken as normal */
	double observed;
	size_t voices, last; /* with something to compare, and the last of them */
};

/* The counted values with each of another voice's added. */
static void fold(struct arena *arena, struct sum *sum, const struct points *voice, double sign)
{
	struct points both = { 0 };

	for (size_t i = 0; i < sum->counted.len; i++) {
		for (size_t k = 0; k < voice->len; k++) {
			struct point point = { sum->counted.at[i].at + sign * voice->at[k].at,
				               sum->counted.at[i].part * voice->at[k].part };

			if (point.part < TINY)
				sum->left_out += point.part;
			else
				list_add(arena, &both, point);
		}
	}
	merge(&both);
	sum->counted = both;
}

/* Whether it was counted: else it is for the normal part. */
static bool is_counted(struct arena *arena, struct sum *sum, const struct deal *deal, bool is_first)
{
	struct ways ways = ways_of(arena, deal);
	struct points voice;
	double left_out;

	if (count_of_ways(&ways) > WAYS_MOST)
		return false;
	voice = count_voice(&ways);
	left_out = leave_out_the_rarest(&voice);
	if (sum->counted.len * voice.len > CHANCE_POINTS_MOST)
		return false;
	sum->left_out += left_out;
	fold(arena, sum, &voice, is_first ? 1 : -1);
	return true;
}

static int64_t people_of(const int *counts, size_t levels)
{
	int64_t people = 0;

	for (size_t i = 0; i < levels; i++)
		people += counts[i];
	return people;
}

/* The arena null: nothing is counted. */
static void add_voice(struct arena *arena, struct sum *sum, const struct chance_stratum *stratum, size_t levels)
{
	struct deal deal = deal_of(stratum->one, stratum->other, levels);
	bool is_first = people_of(stratum->one, levels) == deal.one; /* whose rank sum it is that was counted */

	sum->observed += share_of(&deal, deal.off);
	sum->voices++;
	if (arena == NULL || !is_counted(arena, sum, &deal, is_first))
		sum->variance += variance_of(&deal);
}

static struct sum sum_of(struct arena *arena, const struct chance_stratum *strata, size_t count, size_t levels)
{
	struct point nought = { 0, 1 };
	struct sum sum = { 0 };

	if (arena != NULL)
		list_add(arena, &sum.counted, nought);
	for (size_t i = 0; i < count; i++) {
		struct deal deal = deal_of(strata[i].one, strata[i].other, levels);

		if (deal_is_idle(&deal))
			continue;
		add_voice(arena, &sum, &strata[i], levels);
		sum.last = i;
	}
	return sum;
}

/* As far from nought as what was observed, or further, when the counted part is at `at`. */
static double tail(const struct sum *sum, double at)
{
	double far = fabs(sum->observed), spread = sqrt(2 * sum->variance);

	if (sum->variance <= 0)
		return fabs(at) >= far - NEGLIGIBLE;
	return (erfc((far - at) / spread) + erfc((far + at) / spread)) / 2;
}

double chance_within(struct arena *arena, const struct chance_stratum *strata, size_t count, size_t levels,
                     int *direction)
{
	struct sum sum = sum_of(arena, strata, count, levels);
	double chance = sum.left_out;

	*direction = (sum.observed < -NEGLIGIBLE) - (sum.observed > NEGLIGIBLE);
	if (sum.voices == 0)
		return 1;
	if (sum.voices == 1)
		return chance_of_difference(arena, strata[sum.last].one, strata[sum.last].other, levels);
	for (size_t i = 0; i < sum.counted.len; i++)
		chance += sum.counted.at[i].part * tail(&sum, sum.counted.at[i].at);
	return fmin(1, chance);
}

double chance_within_normal(const struct chance_stratum *strata, size_t count, size_t levels)
{
	struct sum sum = sum_of(NULL, strata, count, levels);

	return sum.voices == 0 ? 1 : tail(&sum, 0);
}
