/*
 * A reader with a pencil: what can be worked out from sums that were published?
 *
 * Each published number is the sum of some groups' counts. Whatever else follows from them by adding, subtracting
 * and multiplying is a combination of those sums. This finds every set of groups whose sum follows, and says
 * whether one of them is too small to be known.
 *
 * The elimination is exact. Sets are rows of noughts and ones, at most 16 by 16, so no determinant in it reaches
 * 500,000 (Hadamard); counting modulo the prime 2^31 - 1 therefore decides rank and membership as fractions would.
 */
#ifndef CAIRN_TESTS_SUBTRACTION_H
#define CAIRN_TESTS_SUBTRACTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SUBTRACTION_GROUPS 15
#define SUBTRACTION_SETS   64

struct subtraction {
	uint32_t sets[SUBTRACTION_SETS]; /* one bit a group */
	size_t count;
};

void subtraction_add(struct subtraction *sums, uint32_t set);

/*
 * True when the sum of some set follows that holds somebody (`counted` is not nought in it) but fewer than
 * `threshold` people by `cover`; the set is put in `found`. Often both are the same counts.
 */
bool subtraction_reveals(const struct subtraction *sums, const int *counted, const int *cover, int threshold,
                         uint32_t *found);

/* True when the sum of exactly these groups follows. */
bool subtraction_follows(const struct subtraction *sums, uint32_t set);

#endif
