/* The second round as it would be with the first round's mix of voices: see compare.h. */
#include "engine/compare.h"

#include <math.h>

#define EVEN 1e-9 /* parts that should be equal but for rounding */

double standardised(const double *rates, const double *weights, size_t count)
{
	double sum = 0, weight = 0;

	for (size_t i = 0; i < count; i++) {
		sum += rates[i] * weights[i];
		weight += weights[i];
	}
	return weight > 0 ? sum / weight : NAN;
}

/* A voice's weight: its people in the first round; none where nobody of it answered in one of the two. */
static double weight_of(const struct compared *item, size_t voice)
{
	return tally_placed(&item->after[voice]) == 0 ? 0 : tally_placed(&item->before[voice]);
}

static double rate_of(const struct compared *item, size_t voice, int position)
{
	int people = tally_placed(&item->after[voice]);

	return people == 0 ? 0 : (double)item->after[voice].positions[position] / people;
}

/* As summary.h has it, for parts of people: the position at which half of all is passed, and halfway to the next when it
 * is exactly half. */
static struct figure median_of(const double at[POSITIONS])
{
	struct figure figure = { 0 };
	double passed = 0, low = 0;

	for (int i = 0; i < POSITIONS; i++) {
		if (at[i] <= EVEN)
			continue;
		if (low > 0) { /* exactly half had been passed at `low` */
			figure = figure_of((low + i + 1) / 2, 1, NULL);
			break;
		}
		passed += at[i];
		if (passed > 0.5 + EVEN) {
			figure = figure_of(i + 1, 1, NULL);
			break;
		}
		if (passed >= 0.5 - EVEN)
			low = i + 1;
	}
	figure.trim = 1;
	return figure;
}

struct mix compare_mix(struct arena *arena, const struct compared *item)
{
	double *weights = NEW_ARRAY(arena, double, item->voice_count);
	double *rates = NEW_ARRAY(arena, double, item->voice_count);
	struct mix mix = { 0 };
	double high = 0;

	for (size_t v = 0; v < item->voice_count; v++)
		weights[v] = weight_of(item, v);
	for (int i = 0; i < POSITIONS; i++) {
		for (size_t v = 0; v < item->voice_count; v++)
			rates[v] = rate_of(item, v, i);
		mix.at[i] = standardised(rates, weights, item->voice_count);
		if (!isfinite(mix.at[i]))
			return (struct mix){ 0 };
		if (i + 1 >= COMPARE_HIGH)
			high += mix.at[i];
	}
	mix.high = figure_of(100 * high, 0, "%");
	mix.median = median_of(mix.at);
	return mix;
}
