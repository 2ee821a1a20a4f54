/*
 * What is worth talking about first: the strengths most agreed on, and where voices are furthest apart.
 *
 * Both look only at counts that may be shown. A strength is an item where the middle of all answers shown is
 * position 3 or higher: the highest first, then those where the middle half lies closest together, then where the
 * voices' own middles do, then those most people answered. A disagreement is an item where the medians of two
 * voices differ: the furthest apart first, then the wider middle half of all, then those most people answered.
 * What is still equal stays in the order of the items.
 *
 * Each disagreement says whether it could be chance (chance.h): the two voices named are compared, the p-value is
 * multiplied by the number of pairs they were picked from, and Holm's method covers all the items on which voices
 * could be compared. At 0.05 or more a difference is not called one without that warning.
 */
#ifndef CAIRN_ENGINE_RANKING_H
#define CAIRN_ENGINE_RANKING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/figure.h"
#include "engine/tally.h"

struct standings {
	size_t item_count, voice_count;
	const struct tally_cell *cells;  /* [item * voice_count + voice] */
	const struct tally_cell *totals; /* [item] */
};

struct strength {
	size_t item;
	int people;
	struct figure median, lower, upper; /* of all answers shown */
	size_t voices;                      /* shown on this item */
	struct figure lowest, highest;      /* of their medians */
};

struct strengths {
	size_t len, cap;
	struct strength *at;
};

struct disagreement {
	size_t item;
	int people;
	size_t high_voice, low_voice;   /* of equals the larger, which says more */
	struct figure high, low, apart; /* medians, and how many positions lie between them */
	double chance;                  /* the p-value after both corrections */
	bool could_be_chance;
};

struct disagreements {
	size_t len, cap;
	struct disagreement *at;
};

/* All of them, best first: the caller shows as many as there is room for. They live in the arena. */
struct strengths strengths_most_agreed(struct arena *arena, const struct standings *standings);
struct disagreements widest_disagreements(struct arena *arena, const struct standings *standings);

/* "median 4. The voices shown lie between 3 and 4." : what follows the item's name and a comma. */
const char *strength_sentence(struct arena *arena, const struct strength *strength);
/* "Leaders 4; Users and carers 1: 3 levels apart." and, where it is so, "A gap like this could be chance." */
const char *disagreement_sentence(struct arena *arena, const struct disagreement *disagreement,
                                  const char *const *voices);

#endif
