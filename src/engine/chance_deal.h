/*
 * The answers of two voices laid side by side in ranks: what all ways of reckoning a chance begin from. Only for
 * the files chance*.c.
 */
#ifndef CAIRN_ENGINE_CHANCE_DEAL_H
#define CAIRN_ENGINE_CHANCE_DEAL_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/chance.h"

/* Ranks are kept doubled, so that the mean rank of a tie is whole. */
struct deal {
	size_t levels;
	int64_t ties[CHANCE_LEVELS_MOST];  /* people at each level, both voices */
	int64_t ranks[CHANCE_LEVELS_MOST]; /* twice the mean rank there */
	int64_t one, all;                  /* people in the smaller voice, and in both */
	int64_t off;                       /* twice the first voice's rank sum, less what is expected */
	int64_t distance;                  /* of twice the smaller voice's rank sum from what is expected */
};

struct deal deal_of(const int *one, const int *other, size_t levels);

/* Nothing to compare: a voice without people, or everybody at one level. */
bool deal_is_idle(const struct deal *deal);

/* Of the rank sum of either voice, corrected for ties. */
double deal_variance(const struct deal *deal);

/* How many ways give k of so many at one level to the smaller voice, for k from `least` to `most`: in proportion, the
 * proportion the same at every level. */
double *deal_weights(struct arena *arena, const struct deal *deal, int64_t ties, int64_t least, int64_t most);

#endif
