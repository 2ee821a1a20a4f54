/*
 * All that was said in a closed round and released: by criterion, kind, voice and tag, or by the words in it. As a page, JSON and CSV.
 *
 * Members see it at /culture/rounds/:id/words; those who answered, when the round was set up so, at /answer/:token/results/words.
 */
#ifndef CAIRN_CULTURE_ROUND_SAID_H
#define CAIRN_CULTURE_ROUND_SAID_H

#include "base/field.h"
#include "culture/results.h"
#include "culture/words_part.h"
#include "web/parts/parts.h"

#define SAID_FIELDS(F, S)                                                                          \
	F(S, TEXT, criterion, .label = "Criterion")                                                \
	F(S, TEXT, name, .label = "In words")                                                      \
	F(S, TEXT, kind, .label = "Kind")                                                          \
	F(S, TEXT, label, .label = "Voice, where enough people stand behind it")                   \
	F(S, TEXT, words, .label = "Words; empty where all of them were taken out")                \
	F(S, TEXT, tags, .label = "Tags")                                                          \
	F(S, DATE, taken_out_on, .label = "Something was taken out on")                            \
	F(S, INT, place, .label = "Place", .secret = true)

ROW(said, SAID_FIELDS);

struct said_list {
	size_t len, cap;
	struct said *at;
};

/* A line of the page: the heading stands before the first of a criterion. */
struct said_line {
	const struct said *said;
	const char *heading; /* or "" */
	struct url take_out; /* for whoever plans; null inside: not here */
};

struct said_lines {
	size_t len, cap;
	struct said_line *at;
};

#define ROUND_WORDS_PAGE(P, S)                                                                     \
	P(S, FIELD, FLAG, words_wait, .label = "Words are being checked")                          \
	P(S, MANY, struct said, words, &said_record)                                               \
	P(S, HIDDEN, struct said_lines, lines, 0)                                                  \
	P(S, HIDDEN, const char *, count, 0)                                                       \
	P(S, HIDDEN, const char *, order, 0)                                                       \
	P(S, HIDDEN, const char *, here, 0)                                                        \
	P(S, HIDDEN, struct url, before, 0)                                                        \
	P(S, HIDDEN, struct url, after, 0)                                                         \
	P(S, HIDDEN, const char *, round_title, 0)                                                 \
	P(S, HIDDEN, const char *, sought, 0)                                                      \
	P(S, HIDDEN, struct choices, labels, 0)                                                    \
	P(S, HIDDEN, struct choices, tags, 0)                                                      \
	P(S, HIDDEN, struct url, tags_url, 0)                                                      \
	P(S, HIDDEN, const char *, place, 0)                                                       \
	P(S, HIDDEN, struct take_out, take_out, 0)                                                 \
	P(S, HIDDEN, struct choices, criteria, 0)                                                  \
	P(S, HIDDEN, struct choices, kinds, 0)                                                     \
	P(S, HIDDEN, struct words_note, words_note, 0)                                             \
	P(S, HIDDEN, struct url, back, 0)                                                          \
	P(S, HIDDEN, struct url, action, 0)                                                        \
	P(S, HIDDEN, bool, is_example, 0)

PAGE(round_words, ROUND_WORDS_PAGE);

/* A select with its label: a part of forms that ask, never change. */
void view_options(struct out *o, const char *name, const char *label, const struct choices *choices);

/* The released words of a round as rows, in the framework's order, each with the names of its tags. With those that were taken out since when
 * `with_gaps`. Null pack: the fault is set. */
struct said_all {
	const struct pack *pack;
	const struct released *released;
	struct said_list list;
};
bool said_all(struct work *w, const struct round *round, bool with_gaps, struct said_all *all);

#endif
