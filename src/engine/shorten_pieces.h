/* What shorten() lays beside each other: a text cut into words, signs and marks. Private to it. */
#ifndef CAIRN_ENGINE_SHORTEN_PIECES_H
#define CAIRN_ENGINE_SHORTEN_PIECES_H

#include <stdbool.h>

#include "base/list.h"
#include "engine/shorten.h"

/* A word, a sign or, in what is wanted, a mark. */
struct piece {
	const char *at;
	size_t len;
	const char *gap;  /* where the white space before it begins */
	const char *mark; /* or null */
};

struct pieces {
	size_t len, cap;
	struct piece *at;
};

/* Marks count only in what is wanted, for which `written` is given (else null). */
struct pieces pieces_of(struct arena *arena, const char *text, const char *written, enum mark mark);

/* Whether a piece of what is wanted is that of what was written; a mark never is. */
bool piece_is_same(const struct piece *one, const struct piece *other);

/* The letters and digits that stand together here, apostrophes left out, so that a name can be taken out of "Smith's"; 0 for none. */
size_t piece_word_len(const char *at);

#endif
