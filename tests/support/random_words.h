/*
 * What the people of a random round wrote, piece by piece, and what a facilitator made of it.
 *
 * Each piece is unlike every other and holds a secret by which it can be looked for. The facilitator decides by the words alone, as the real one does who sees
 * nothing else: a third is kept, a third has its secret taken out, a third is held back.
 */
#ifndef CAIRN_TESTS_SUPPORT_RANDOM_WORDS_H
#define CAIRN_TESTS_SUPPORT_RANDOM_WORDS_H

#include "base/out.h"
#include "random_round.h"

enum random_decision { PIECE_KEPT, PIECE_SHORTENED, PIECE_HELD };

struct random_piece {
	size_t item, group;
	const char *kind, *words, *secret;
	enum random_decision decision;
	const char *shown; /* what is left of it; null: held back */
};

struct random_pieces {
	size_t len, cap;
	struct random_piece *at;
};

/* As many as the round counts of each group and item. */
struct random_pieces random_words(struct arena *arena, const struct random_round *round);

/* A line for each piece that the rule lets out and the facilitator did not hold back: item, kind, label and words, in the order of their bytes. */
struct html published_words(struct arena *arena, const struct release *release, const struct random_pieces *pieces);

#endif
