/*
 * Tags of a round's released words: what comes up again and again, found by a machine, decided by a person.
 *
 * Everybody who reads the round reads its tags, at /culture/rounds/:id/words/tags. Whoever analyses makes one from what recurs or from a search:
 * reads the comments, ticks those that belong together, and names what they have in common.
 */
#ifndef CAIRN_CULTURE_WORDS_TAGS_H
#define CAIRN_CULTURE_WORDS_TAGS_H

#include "base/field.h"
#include "base/outcome.h"
#include "culture/round_said.h"
#include "store/words_tag.h"

#define TAG_ROW_FIELDS(F, S)                                                                       \
	F(S, TEXT, name, .label = "Tag")                                                           \
	F(S, INT, comments, .label = "Comments")                                                   \
	F(S, TEXT, voices, .label = "Of whom, where a name stands under them")

ROW(tag_row, TAG_ROW_FIELDS);

/* A word or two that recur, as a link to making a tag of them. */
struct tag_suggestion {
	const char *term;
	int64_t comments;
	struct url url;
};

struct tag_suggestions {
	size_t len, cap;
	struct tag_suggestion *at;
};

/* A tag with where it is read and changed. */
struct tag_shown {
	const struct tag_line *line;
	struct url change;
};

#define WORDS_TAGS_PAGE(P, S)                                                                      \
	P(S, FIELD, FLAG, words_wait, .label = "Words are being checked")                          \
	P(S, MANY, struct tag_row, tags, &tag_row_record)                                          \
	P(S, HIDDEN, const struct round *, round, 0)                                               \
	P(S, HIDDEN, struct tag_suggestions, suggestions, 0)                                       \
	P(S, HIDDEN, LIST(struct tag_shown), shown, 0)                                             \
	P(S, HIDDEN, struct words_note, words_note, 0)                                             \
	P(S, HIDDEN, struct url, words, 0)                                                         \
	P(S, HIDDEN, struct url, make, 0)                                                          \
	P(S, HIDDEN, bool, may_tag, 0)

PAGE(words_tags, WORDS_TAGS_PAGE);

bool show_words_tags(struct work *w, struct request *rq);

/* ------------------------------------------------------------------ one tag */

struct tag_choice {
	const char *id, *value, *about;
	const struct said *said;
	bool is_ticked;
};

#define WORDS_TAG_PAGE(P, S)                                                                       \
	P(S, ONE, struct words_tag, tag, &words_tag_record)                                        \
	P(S, HIDDEN, const struct round *, round, 0)                                               \
	P(S, HIDDEN, struct form, form, 0)                                                         \
	P(S, HIDDEN, int64_t, version, 0)                                                          \
	P(S, HIDDEN, LIST(struct tag_choice), choices, 0)                                          \
	P(S, HIDDEN, bool, were_more, 0)                                                           \
	P(S, HIDDEN, bool, is_new, 0)                                                              \
	P(S, HIDDEN, bool, was_sought, 0)                                                          \
	P(S, HIDDEN, const char *, sought, 0)                                                      \
	P(S, HIDDEN, struct url, action, 0)                                                        \
	P(S, HIDDEN, struct url, search, 0)                                                        \
	P(S, HIDDEN, struct url, remove, 0)                                                        \
	P(S, HIDDEN, struct url, back, 0)

PAGE(words_tag, WORDS_TAG_PAGE);

bool show_words_tag(struct work *w, struct request *rq);
bool prepare_words_tag(struct work *w, struct request *rq);
enum outcome change_words_tag(struct work *w, void *plan);
bool prepare_words_tag_remove(struct work *w, struct request *rq);
enum outcome change_words_tag_remove(struct work *w, void *plan);

#endif
