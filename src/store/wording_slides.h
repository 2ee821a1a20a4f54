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

#define WORDING_LINES 50000 /* that are not blank */

/* One more than WORDING_LINES at most: then the text is too long, and not read on. */
struct lines lines_of(struct arena *arena, const char *text, size_t len);

/* Every slide in its order; *rest is the first line after the last of them. */
struct slides slides_of(struct arena *arena, const struct pack *pack, const struct lines *lines, size_t *rest);

struct slide_statements {
	size_t count;           /* how many can be told apart */
	struct pack_texts said; /* wrapped lines joined; only when there are as many as expected */
};

struct slide_statements slide_statements(struct arena *arena, const struct pack *pack, const struct lines *body,
                                         size_t expected);

/* Whether text that ends there was broken after a hyphen, so that the next line follows without a space. */
bool breaks_word(const char *text, size_t len);

#endif
