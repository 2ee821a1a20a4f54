/*
 * Two rounds, the same items: what moved, what may have moved, and what shows no sign of it.
 *
 * In: for each item the answers of the voices that may be shown in both rounds, and of no other. What a voice said in one
 * round alone never gets here, so nothing worked out here can give it away.
 *
 * Two things could look like a change and be none. Chance: the answers of all voices together are compared by the rank-sum
 * test (chance.h). Another mix of people: the answers are compared within each voice as well, and put together (chance_within.h). An item is
 * said to have moved only when both tests say so in the same direction, after Holm's method over all items compared. That both are
 * asked for is an intersection-union test (R. L. Berger, Technometrics 24, 1982, 295-300): the larger p-value is that of the pair.
 * One voice may move alone; that is found by Holm's method over every voice on every item.
 *
 * The mix is shown to matter or not by direct standardisation (compare_mix.c): the second round's answers as they would be
 * had each voice the share of people it had in the first. P. Armitage, G. Berry and J. N. S. Matthews, Statistical Methods in
 * Medical Research, 4th edition, 2002, section 19.3.
 *
 * Whether the same person answered twice is not known: answers are not tied to people. The tests take all answers for those of
 * different people, which makes them careful when many are the same.
 */
#ifndef CAIRN_ENGINE_COMPARE_H
#define CAIRN_ENGINE_COMPARE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/figure.h"
#include "engine/summary.h"
#include "engine/tally.h"

#define COMPARE_CHANCE 0.05 /* at this or more a difference could be chance */
#define COMPARE_HIGH   4    /* "mostly": the share of people at this position or further is shown */

/* One item: the two counts of each voice shown in both rounds. */
struct compared {
	size_t voice_count;
	const struct tally *before, *after; /* [voice] */
};

enum movement {
	MOVED_NOT,   /* the same median and no sign of a change: which is no proof that there is none */
	MOVED_MAYBE, /* another median, or some other sign, that could be chance or another mix of people */
	MOVED_SOME,  /* one voice or more moved beyond chance, not all together */
	MOVED_UP,
	MOVED_DOWN,
};

/* One set of people, then and now. */
struct shift {
	struct summary before, after;
	struct figure high_before, high_after; /* per cent at COMPARE_HIGH or further */
	double chance;                         /* of so large a difference in the ranks */
	int direction;                         /* of the ranks: 1 up, -1 down, 0 neither */
};

struct voice_shift {
	struct shift shift;
	double judged; /* the chance after Holm's method over every voice on every item */
	bool moved;
};

/* As it would be with the first round's mix of voices. */
struct mix {
	struct figure median, high; /* missing when nothing can be compared */
	double at[POSITIONS];       /* the part of all people at each position */
};

struct item_shift {
	struct shift all; /* the voices together */
	struct mix mix;
	double chance_within; /* voice by voice, put together */
	int direction_within;
	double judged;   /* the larger of the two chances after Holm's method over all items */
	bool is_too_few; /* so few people that even the largest change could be chance */
	enum movement movement;
	struct voice_shift *voices; /* [voice] */
};

/* One for each item, in the arena. An item without voices is MOVED_NOT and its figures are missing; it is not counted among those
 * compared. */
const struct item_shift *compare_items(struct arena *arena, const struct compared *items, size_t count);

/* The second round's counts with each voice's people weighted to its part of the first round's. Voices without anybody in either are left out. */
struct mix compare_mix(struct arena *arena, const struct compared *item);

/* Direct standardisation: the rates of strata, each weighted by its size in a standard population. Not a number when the
 * weights sum to nought. */
double standardised(const double *rates, const double *weights, size_t count);

#endif
