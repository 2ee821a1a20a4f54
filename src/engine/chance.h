/*
 * Could a difference between two voices be chance?
 *
 * The rank-sum test of Wilcoxon (1945) and Mann and Whitney (1947) for ordered levels: in how many of all the ways
 * of dealing the same answers to two voices of these sizes would their rank sums lie at least as far apart? Tied
 * answers share the mean of their ranks. For up to 24 people the ways are counted, which is exact with any ties;
 * beyond that the normal approximation is used, with the variance corrected for ties (Lehmann, Nonparametrics,
 * 1975, section 1.4) and no correction for continuity. Both are two-sided.
 *
 * Answers given at two times by people of several voices are compared within each voice and put together, so that
 * another mix of voices is no difference: the test of van Elteren (1960; Lehmann, 1975, section 3.3), in which the rank
 * sum of each voice counts for one over one more than its people. It uses the normal approximation, but where only one
 * voice has something to compare it is the test above.
 *
 * Many comparisons find something by chance alone; Holm's step-down method (1979) raises their p-values so that
 * the chance of any false find among them stays where it was meant to be.
 */
#ifndef CAIRN_ENGINE_CHANCE_H
#define CAIRN_ENGINE_CHANCE_H

#include <stddef.h>

#include "base/arena.h"

#define CHANCE_LEVELS_MOST  64
#define CHANCE_EXACT_MOST   24
#define CHANCE_EXACT_LEVELS 10

/* How many of each voice stand at each of `levels` levels, lowest first. 1 when either voice is empty or all are
 * at one level. */
double chance_of_difference(const int *one, const int *other, size_t levels);

/* The two ways of reckoning it. Exact: at most CHANCE_EXACT_MOST people and CHANCE_EXACT_LEVELS levels. */
double chance_exact(const int *one, const int *other, size_t levels);
double chance_normal(const int *one, const int *other, size_t levels);

/* Where the other stands, by its ranks: 1 higher, -1 lower, 0 neither. */
int chance_direction(const int *one, const int *other, size_t levels);

/* The two sets of answers within one voice. */
struct chance_stratum {
	const int *one, *other;
};

/* Of all strata together; `direction` as above. 1 and 0 when there is nothing to compare in any. */
double chance_within(const struct chance_stratum *strata, size_t count, size_t levels, int *direction);

/* Raised in place for all `count` comparisons together; never over 1. */
void chance_holm(struct arena *arena, double *chances, size_t count);

#endif
