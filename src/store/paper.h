/*
 * Answers on paper: forms with a number each, made for a group of an open round, filled in by hand and entered by a planner.
 *
 * A paper is entered once, as one participant of its group, through the same functions as an answer on the screen (store/answer.h): counts, the
 * release, the search and a take-out know nothing of paper. While the round is open an entry can be taken back, with a reason: what was entered is
 * erased, and the number is free again. When the round closes, which answers came from which paper is forgotten.
 *
 * Numbers are counted within the round, from 1. Changes here are refused (CONFLICT) unless the round takes answers.
 */
#ifndef CAIRN_STORE_PAPER_H
#define CAIRN_STORE_PAPER_H

#include "store/answer.h"
#include "store/round.h"

enum paper_limit { PAPERS_AT_ONCE = 50, PAPERS_A_ROUND = 5000, PAPER_REASON = 300 };

/* entered_by: the name of who entered it; entered_at is nought until somebody has. */
#define PAPER_FIELDS(F, S)                                                                                             \
	F(S, INT, id, .label = "Its record", .secret = true)                                                           \
	F(S, INT, number, .label = "Paper")                                                                            \
	F(S, INT, people_group, .label = "Group")                                                                      \
	F(S, TEXT, group_name, .label = "Name of the group")                                                           \
	F(S, MOMENT, entered_at, .label = "Entered")                                                                   \
	F(S, TEXT, entered_by, .label = "Entered by")

ROW(paper, PAPER_FIELDS);

/* What was made for a group. How many of them were entered is told of the whole round only, as with all answers. */
#define PAPER_GROUP_FIELDS(F, S)                                                                                       \
	F(S, INT, people_group, .label = "Group")                                                                      \
	F(S, TEXT, name, .label = "Name")                                                                              \
	F(S, INT, made, .label = "Papers made")                                                                        \
	F(S, INT, first, .label = "First number")                                                                      \
	F(S, INT, last, .label = "Last number")

ROW(paper_group, PAPER_GROUP_FIELDS);

#define PAPER_TAKEN_BACK_FIELDS(F, S)                                                                                  \
	F(S, INT, number, .label = "Paper")                                                                            \
	F(S, TEXT, entered_by, .label = "Entered by")                                                                  \
	F(S, MOMENT, entered_at, .label = "Entered")                                                                   \
	F(S, TEXT, taken_by, .label = "Taken back by")                                                                 \
	F(S, MOMENT, taken_at, .label = "Taken back")                                                                  \
	F(S, TEXT, reason, .label = "Why")

ROW(paper_taken_back, PAPER_TAKEN_BACK_FIELDS);

struct paper_counts {
	int64_t made, entered;
};

/* Null with the fault NOT_FOUND: this round has no such paper. */
const struct paper *paper_by_number(struct work *w, int64_t round, int64_t number);
/* "Paper 7 was entered by Ann on 3 November 2026 at 10:12." */
const char *paper_was_entered(struct arena *arena, const struct paper *paper);
/* Of a group, from a number on, in order; at most so many. */
bool papers_of_group(struct work *w, int64_t round, int64_t people_group, int64_t from, int64_t most,
                     struct list_any *papers);
/* Every group of the round, in its order. */
bool paper_groups(struct work *w, int64_t round, struct list_any *groups);
bool paper_counts(struct work *w, int64_t round, struct paper_counts *counts);
/* The newest first. */
bool papers_taken_back(struct work *w, int64_t round, struct list_any *taken_back);

/* ------------------------------------------------------------------ inside a change */

/* So many new ones for a group; the number of the first. */
bool papers_make(struct work *w, int64_t round, int64_t people_group, int64_t count, int64_t *first);

struct paper_said {
	const char *criterion;
	struct response said;
};

/* A paper as it was typed in. The secret is chosen before the change; nobody ever holds it. */
struct paper_entry {
	int64_t round, number;
	const char *token;
	LIST(struct paper_said) said;
};

/* CONFLICT when it was entered already, or says nothing. */
bool paper_enter(struct work *w, const struct paper_entry *entry);

/* CONFLICT when it is not entered. `reason` is kept. */
bool paper_take_back(struct work *w, int64_t round, int64_t number, const char *reason);

/* Which answers came from which paper: for a round that closes. */
bool papers_forget(struct work *w, int64_t round);

#endif
