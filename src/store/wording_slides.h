/*
 * The text of a document taken apart into its slides, and a slide into its statements: for wording.c alone.
 *
 * A slide is the lines up to its furniture, which stands at its end: the stem and the theme's name, in either
 * order, wrapped or not. Among its lines is the name of its criterion, before or after the statements. White space
 * says nothing: blank lines stand between wrapped lines as well as between statements.
 */
#ifndef CAIRN_STORE_WORDING_SLIDES_H
#define CAIRN_STORE_WORDING_SLIDES_H

#include "base/list.h"
#include "store/pack.h"

struct line {
	const char *text; /* no white space at the ends, one space within; never empty */
	bool has_bullet;  /* a bullet stood before it */
};

struct lines {
	size_t len, cap;
	struct line *at;
};

struct slide {
	const struct pack_criterion *criterion; /* null: its name is not there, or two are */
	struct lines body;                      /* without the name and the furniture */
};

struct slides {
	size_t len, cap;
	struct slide *at;
};

struct lines lines_of(struct arena *arena, const char *text, size_t len);

/* Every slide in its order; *rest is the first line after the last of them. */
struct slides slides_of(struct arena *arena, const struct pack *pack, const struct lines *lines, size_t *rest);

/* The statements of a slide, wrapped lines joined. As many as `expected` when they can be told apart; another
 * number otherwise. */
struct pack_texts slide_statements(struct arena *arena, const struct pack *pack, const struct lines *body,
                                   size_t expected);

/* Joins a wrapped line to what stands before it: with a space, but for a word broken after its hyphen. */
const char *line_join(struct arena *arena, const char *before, const char *line);

#endif
