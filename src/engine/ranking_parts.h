/*
 * What both rankings look at: the voices shown on one item, from the lowest to the highest. Only for ranking.c and
 * disagreements.c.
 */
#ifndef CAIRN_ENGINE_RANKING_PARTS_H
#define CAIRN_ENGINE_RANKING_PARTS_H

#include "engine/ranking.h"
#include "engine/summary.h"

struct extremes {
	size_t voices, low, high; /* low and high mean nothing when voices is 0 */
	struct summary lowest, highest;
};

struct extremes extremes_of(const struct standings *standings, size_t item);

static inline const struct tally_cell *cells_of_item(const struct standings *standings, size_t item)
{
	return &standings->cells[item * standings->voice_count];
}

/* -1 when `one` should come before `other` because it is larger, 1 when it is smaller, 0 when they are equal. */
static inline int larger_first(double one, double other)
{
	return (one < other) - (one > other);
}

static inline int first_item_first(size_t one, size_t other)
{
	return (one > other) - (one < other);
}

#endif
