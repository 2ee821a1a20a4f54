/*
 * A found text as it is shown: the part with the words that were looked for, and those words marked.
 *
 * A text becomes pieces, marked or not, that together are the text as it was; the view escapes each. Everything lives in the arena.
 */
#ifndef CAIRN_SITE_SEARCH_MARKS_H
#define CAIRN_SITE_SEARCH_MARKS_H

#include "store/search.h"

struct text_piece {
	const char *text;
	bool is_marked;
};

struct text_pieces {
	size_t len, cap;
	struct text_piece *at;
};

struct text_pieces search_marked(struct arena *arena, const struct search_query *query, const char *text);

/* Some 240 bytes from shortly before the first word that was looked for, whole words, "…" where something is left out. */
const char *search_excerpt(struct arena *arena, const struct search_query *query, const char *text);

#endif
