/*
 * What other pages say of a round's words: that they are being checked, what was taken out of them, what comes up in them, and where they
 * are.
 */
#ifndef CAIRN_CULTURE_WORDS_PART_H
#define CAIRN_CULTURE_WORDS_PART_H

#include "base/list.h"
#include "base/url.h"
#include "store/round.h"
#include "store/words.h"
#include "web/parts/parts.h"
#include "web/request.h"
#include "web/route.h"

extern const struct route words_routes[];

/* For view_words_wait and view_words_said. */
struct words_note {
	bool may_plan;          /* and came as a member, not by a participant's link */
	struct url check;       /* where whoever plans checks them; null inside for everybody else */
	const char *check_says; /* "Check the words" or "Release the words" */
	struct url acts;        /* where whoever plans sees each act of taking out; null inside for everybody else */
	const char *said;       /* what was taken out and why, of the whole round; "" when nothing was */
	const char *
		evidence; /* how much of what people brought along is shown and held back, of the whole round; "" for none */
	struct url look; /* where whoever plans looks at it; null inside for everybody else */
};

bool words_note(struct work *w, const struct request *rq, const struct round *round, struct words_note *note);

/* In their place while they are being checked. */
void view_words_wait(struct out *o, const struct words_note *note);
/* Under them. */
void view_words_said(struct out *o, const struct words_note *note);

/* "Held back: 3 (a person is named: 2; it is about somebody's care: 1)." and so on; "" when nothing was taken out. */
const char *words_account_says(struct arena *arena, const struct words_account *account);

/* The next step of a round whose words wait, for whoever plans; false when it has none of these, or with the fault set. */
bool words_next_step(struct work *w, int64_t round, struct next_block *next);

/* A tag with its number of comments, and of whom where a name stands under them. */
struct tag_line {
	int64_t tag;
	const char *name;
	int64_t comments;
	const char *voices; /* "Unpaid carers 3, without a name 2" */
	struct url url;     /* its comments */
};

struct tag_lines {
	size_t len, cap;
	struct tag_line *at;
};

/* The most comments first. `words` is the page of all words: each tag leads to it. */
bool tag_lines(struct work *w, const struct round *round, struct url words, struct tag_lines *lines);
void view_tag_lines(struct out *o, const struct tag_lines *lines);

/* The page of all words: a member's, or that of whoever answered, whose results are at `base`. */
struct url words_address(struct work *w, const struct round *round, const char *base);

/* What a kind of comment is called: "What already works". */
const char *kind_words(const char *kind);

#endif
