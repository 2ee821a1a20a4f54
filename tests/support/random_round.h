/*
 * Rounds of random shape, for tests of release: 1 to 5 voices, 1 to 15 groups of 0 to 60 people (small ones
 * often), 1 to 10 items, sparse answers. The same number makes the same round.
 */
#ifndef CAIRN_TESTS_RANDOM_ROUND_H
#define CAIRN_TESTS_RANDOM_ROUND_H

#include "base/out.h"
#include "base/random.h"
#include "engine/release.h"

struct random_round {
	struct release_question question;
	struct release_group *groups;
	struct release_answers *answers;
};

struct random_round random_round(struct arena *arena, uint64_t number);

/* Adds one person to a group, who says something about one item. */
void random_round_add_person(struct random_round *round, size_t group, size_t item, int position);

/* The same round with its groups in another order; `to[i]` is where group i went. */
struct random_round random_round_reordered(struct arena *arena, const struct random_round *round, struct random *random,
                                           size_t *to);

/* Everything that is published of a release, as text: two rounds with the same text look the same to every reader. */
struct html published(struct arena *arena, const struct random_round *round, const struct release *release);

#endif
