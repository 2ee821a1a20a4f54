/*
 * Of which groups the published counts of one item are sums: what a reader with a pencil (subtraction.h) begins from.
 */
#ifndef CAIRN_TESTS_PUBLISHED_SETS_H
#define CAIRN_TESTS_PUBLISHED_SETS_H

#include "random_round.h"
#include "subtraction.h"

struct look {
	const struct random_round *round;
	const struct release *release;
	size_t item;
};

/* One bit a group that took part. */
uint32_t unit_set(const struct release *release, size_t unit);
uint32_t voice_set(const struct release *release, size_t voice);

const struct release_answers *answers_in(struct look look, size_t group);
enum cell_state voice_state(struct look look, size_t voice);

/* The numbers: voices, units and the total. A cell that says "nobody" is a published nought. */
void collect_numbers(struct look look, struct subtraction *sums);

#endif
