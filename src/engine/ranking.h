/*
 * What is worth talking about first: the strengths most agreed on, where voices are furthest apart, and what is
 * placed lowest. All look only at counts that may be shown.
 *
 * A disagreement is an item where the medians of two voices differ: the furthest apart first, then the wider middle
 * half of all, then those most people answered. Each says whether it could be chance (chance.h): the two voices
 * named are compared, the p-value is multiplied by the number of pairs they were picked from, and Holm's method
 * covers all the items on which voices could be compared. At 0.05 or more a difference is not called one without
 * that warning.
 *
 * A strength is an item where the median of all answers shown is STRENGTH_LEAST or higher, and people agree on it:
 * the middle half of all answers spans fewer than three positions; every voice shown is at STRENGTH_LEAST or higher,
 * none more than one position from another, and no two beyond chance; and each of these medians is a position that
 * people chose, or lies between two that they chose, never in the gap between two camps. The highest median first;
 * then those that every voice was asked about; then those where the middle half lies closest together; then where
 * the voices' own medians do; then those most people answered. So nothing is both a strength and a disagreement
 * beyond chance.
 *
 * The lowest placed are the items with a median below STRENGTH_LEAST: the lowest first, then those most people
 * answered. What is still equal stays in the order of the items, in all three.
 */
#ifndef CAIRN_ENGINE_RANKING_H
#define CAIRN_ENGINE_RANKING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/figure.h"
#include "engine/tally.h"

#define STRENGTH_LEAST 3.0 /* "in places": less is nothing to call a strength */

struct standings {
	size_t item_count, voice_count;
	const struct tally_cell *cells;  /* [item * voice_count + voice] */
	const struct tally_cell *totals; /* [item] */
};

/* ------------------------------------------------------------------ disagreements */

struct disagreement {
	size_t item;
	int people;
	size_t high_voice, low_voice;   /* of equals the larger, which says more */
	struct figure high, low, apart; /* medians, and how many positions lie between them */
	double chance;                  /* the p-value after both corrections */
	bool could_be_chance;
};

/* What came of comparing the voices, over all items. */
enum comparison {
	COMPARED_NOTHING, /* on no item are two voices shown */
	COMPARED_TOO_FEW, /* there are so few people that no gap between them could have been told from chance */
	COMPARED_ALIKE,   /* the voices' medians are the same on every item */
	COMPARED_CHANCE,  /* there are gaps, and each of them could be chance */
	COMPARED_APART,   /* some gap is beyond chance */
};

struct disagreements {
	size_t len, cap;
	struct disagreement *at;
	enum comparison found;
	size_t beyond_chance; /* how many of them are */
};

/* All of them, in order: the caller shows as many as there is room for. They live in the arena. */
struct disagreements widest_disagreements(struct arena *arena, const struct standings *standings);

/* The first that is beyond chance, or null. */
const struct disagreement *first_beyond_chance(const struct disagreements *disagreements);
/* The disagreement about an item, or null when its voices do not differ. */
const struct disagreement *disagreement_about(const struct disagreements *disagreements, size_t item);

/* "Leaders 4; Users and carers 1: 3 steps apart." and, where it is so, "A gap like this could be chance." */
const char *disagreement_sentence(struct arena *arena, const struct disagreement *disagreement,
                                  const char *const *voices);

/* ------------------------------------------------------------------ strengths, and what is lowest */

struct strength {
	size_t item;
	int people;
	struct figure median, lower, upper; /* of all answers shown */
	size_t voices;                      /* shown on this item */
	struct figure lowest, highest;      /* of their medians */
	bool asked_of_all;                  /* no voice was left out */
};

struct strengths {
	size_t len, cap;
	struct strength *at;
	size_t alike; /* so many, from the first, differ in nothing but how many people answered */
};

/* `disagreements` are those of the same standings. */
struct strengths strengths_most_agreed(struct arena *arena, const struct standings *standings,
                                       const struct disagreements *disagreements);

/* "median 4. The voices shown lie between 3 and 4." : what follows the item's name and a comma. */
const char *strength_sentence(struct arena *arena, const struct strength *strength);

struct low_item {
	size_t item;
	int people;
	struct figure median; /* of all answers shown */
};

struct low_items {
	size_t len, cap;
	struct low_item *at;
};

struct low_items lowest_placed(struct arena *arena, const struct standings *standings);

#endif
