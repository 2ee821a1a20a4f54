/*
 * Could a difference between two voices be chance?
 *
 * The rank-sum test of Wilcoxon (1945) and Mann and Whitney (1947) for ordered levels: in how many of all the ways
 * of dealing the same answers to two voices of these sizes would their rank sums lie at least as far apart? Tied
 * answers share the mean of their ranks. Two-sided.
 *
 * The ways are counted, which is exact with any ties, wherever that costs little: see chance_is_counted. Elsewhere
 * both voices are large and spread over the levels, and the normal approximation is used, with the variance
 * corrected for ties (Lehmann, Nonparametrics, 1975, section 1.4) and no correction for continuity. Where one voice
 * is small, or nearly everybody of both is of one mind, it is badly wrong in the tail; there it is never used.
 *
 * Many comparisons find something by chance alone; Holm's step-down method (1979) raises their p-values so that
 * the chance of any false find among them stays where it was meant to be.
 *
 * `levels` is CHANCE_LEVELS_MOST or fewer; counts stand lowest level first. The arena is for working space.
 */
#ifndef CAIRN_ENGINE_CHANCE_H
#define CAIRN_ENGINE_CHANCE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

#define CHANCE_LEVELS_MOST 64
#define CHANCE_WAYS_MOST   5000

/* How many of each voice stand at each level. 1 when either voice is empty or all are at one level. */
double chance_of_difference(struct arena *arena, const int *one, const int *other, size_t levels);

/*
 * Whether the ways of dealing the answers of all levels but the two fullest are CHANCE_WAYS_MOST or fewer, so that
 * they are counted one by one (the two fullest are summed). With five levels that is so for up to 80 people in both
 * voices together; for a voice of fewer than 30 beside one of any size; and where nearly everybody stands at two levels.
 */
bool chance_is_counted(const int *one, const int *other, size_t levels);

/* The two ways of reckoning it. The exact one takes as long as there are ways to count. */
double chance_exact(struct arena *arena, const int *one, const int *other, size_t levels);
double chance_normal(const int *one, const int *other, size_t levels);

/* The least that chance_of_difference can give for voices of these sizes: all of one below all of the other, and
 * each of one mind. */
double chance_least(int one, int other);

/* Raised in place for all `count` comparisons together; never over 1. */
void chance_holm(struct arena *arena, double *chances, size_t count);

#endif
