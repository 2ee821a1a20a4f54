/*
 * What was agreed about a round's results, as people read it beside the results: the position, its reason, who sees it differently, the
 * words it rests on, how it came about, and how many actions of each kind there are.
 *
 * The same for members and, where a round is shown to them, for those who answered: they see all but who recorded it, and no links to pages they
 * may not open.
 */
#ifndef CAIRN_CULTURE_AGREED_H
#define CAIRN_CULTURE_AGREED_H

#include "base/field.h"
#include "base/out.h"
#include "base/work.h"
#include "store/action.h"
#include "store/pack.h"
#include "store/position.h"
#include "store/release.h"

/* A position, ready to be read. placed: 1 to 5, missing where none was chosen. */
#define AGREED_FIELDS(F, S)                                                                                            \
	F(S, TEXT, criterion, .label = "Criterion")                                                                    \
	F(S, TEXT, name, .label = "In words")                                                                          \
	F(S, TEXT, outcome, .label = "Agreed, or agreed to differ")                                                    \
	F(S, FIGURE, placed, .label = "Position's number")                                                             \
	F(S, TEXT, position, .label = "Position")                                                                      \
	F(S, TEXT, reason, .label = "Because")                                                                         \
	F(S, DATE, agreed_on, .label = "Agreed on")                                                                    \
	F(S, FIGURE, people, .label = "People in the room")                                                            \
	F(S, INT, dissents, .label = "Who see it differently")

ROW(agreed, AGREED_FIELDS);

/* Somebody who sees it differently, in their own words. */
#define DISSENT_ROW_FIELDS(F, S)                                                                                       \
	F(S, TEXT, criterion, .label = "Criterion")                                                                    \
	F(S, TEXT, name, .label = "In words")                                                                          \
	F(S, TEXT, who, .label = "Who sees it differently")                                                            \
	F(S, TEXT, words, .label = "In their words")

ROW(dissent_row, DISSENT_ROW_FIELDS);

struct agreed_list {
	size_t len, cap;
	struct agreed *at;
};

struct dissent_rows {
	size_t len, cap;
	struct dissent_row *at;
};

/* "In places"; "We do not agree on a position"; of a conversation "We agree". */
const char *position_words_of(const struct pack *pack, const struct position *position);
/* "Agreed on 3 December 2026 by those in the room (14 people)." */
const char *agreed_by_words(struct arena *arena, const struct position *position);
/* How somebody who sees it differently is called. */
const char *dissent_who(const char *who);

struct agreed agreed_row(const struct pack *pack, const struct position *position, const struct dissent_list *dissents);
/* Those of a round, and who sees them differently. */
bool agreed_rows(struct work *w, const struct pack *pack, int64_t round, struct agreed_list *agreed,
                 struct dissent_rows *dissents);

/* Those of one criterion of it. */
bool agreed_rows_on(struct work *w, const struct pack *pack, int64_t round, const char *criterion,
                    struct agreed_list *agreed, struct dissent_rows *dissents);

/* "2 build on a strength, 3 answer an area for development; 1 has lapsed." "" for none. */
const char *action_counts_words(struct arena *arena, const struct action_counts *counts);

/* Sections for the results, one criterion up close, and the round's own page; empty where there is nothing to say. `base` is the results' own address. */
bool agreed_in_results(struct work *w, const struct pack *pack, int64_t round, const char *base, struct html *section);
bool agreed_on_criterion(struct work *w, const struct pack *pack, const struct released *released,
                         const char *criterion, struct html *section);
bool agreed_in_round(struct work *w, int64_t round, struct html *section);

#endif
