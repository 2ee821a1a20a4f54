#include "engine/chance.h"

#include <math.h>
#include <stdlib.h>

#include "engine/chance_deal.h"

struct deal deal_of(const int *one, const int *other, size_t levels)
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
	deal.distance = llabs(deal.off); /* the same for both voices */
	if (deal.all - deal.one < deal.one)
		deal.one = deal.all - deal.one;
	return deal;
}

bool deal_is_idle(const struct deal *deal)
{
	size_t used = 0;

	for (size_t i = 0; i < deal->levels; i++)
		used += deal->ties[i] > 0;
	return deal->one == 0 || used < 2;
}

double deal_variance(const struct deal *deal)
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

	if (deal_is_idle(&deal))
		return 1;
	return erfc((double)deal.distance / 2 / sqrt(2 * deal_variance(&deal)));
}

double chance_of_difference(struct arena *arena, const int *one, const int *other, size_t levels)
{
	return chance_is_counted(one, other, levels) ? chance_exact(arena, one, other, levels)
	                                             : chance_normal(one, other, levels);
}

/* One way of all, or two when the voices are as large: then the other end of the scale is as far. */
double chance_least(int one, int other)
{
	int small = one < other ? one : other, large = one < other ? other : one;
	double chance = one == other ? 2 : 1;

	for (int i = 1; i <= small && chance > 0; i++)
		chance = chance * i / ((double)large + i);
	return fmin(1, chance);
}

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
