/*
 * The answers of two voices laid side by side in ranks: what both ways of reckoning a chance begin from. Only for
 * chance.c and chance_exact.c.
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

#endif
