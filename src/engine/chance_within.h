/*
 * Could a difference within several voices be chance?
 *
 * Answers given at two times by people of several voices are compared within each voice and put together, so that another mix
 * of voices is no difference: the test of P. H. van Elteren (Bulletin of the International Statistical Institute 37, 1960, 351-361;
 * Lehmann, Nonparametrics, 1975, section 3.3). The rank sum of each voice, less what is expected, counts for one over one more
 * than its people. Two-sided.
 *
 * Where few people, or few who differ, make the distribution of a voice's rank sum crooked, its values are counted as chance.h
 * counts them, and the others' are taken as normal around each; where there are more of them than CHANCE_POINTS_MOST the rest
 * is normal too. What little is not followed to its end counts against a difference.
 */
#ifndef CAIRN_ENGINE_CHANCE_WITHIN_H
#define CAIRN_ENGINE_CHANCE_WITHIN_H

#include "engine/chance.h"

#define CHANCE_POINTS_MOST 4000

/* The two sets of answers within one voice. */
struct chance_stratum {
	const int *one, *other;
};

/* Where the other stands, by its ranks: 1 higher, -1 lower, 0 neither. */
int chance_direction(const int *one, const int *other, size_t levels);

/* Of all strata together; `direction` as above, of all. 1 and 0 when there is nothing to compare in any. With one that
 * can be compared it is chance_of_difference. */
double chance_within(struct arena *arena, const struct chance_stratum *strata, size_t count, size_t levels,
                     int *direction);

/* The same with every voice taken as normal. */
double chance_within_normal(const struct chance_stratum *strata, size_t count, size_t levels);

#endif
