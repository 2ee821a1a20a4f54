/*
 * The pages that compare two rounds: the choice of the other one, both side by side, one criterion up close, and what was said where one of them was
 * a conversation.
 */
#ifndef CAIRN_CULTURE_COMPARE_PAGES_H
#define CAIRN_CULTURE_COMPARE_PAGES_H

#include "chart/moves.h"
#include "culture/compare_rows.h"
#include "culture/compare_says.h"
#include "culture/results.h"
#include "store/framework.h"
#include "store/round_again.h"
#include "web/route.h"

struct compare_choice {
	const char *title, *when, *depth, *what;
	struct url url; /* null inside: nothing can be compared */
	bool is_example;
};

struct compare_choices {
	size_t len, cap;
	struct compare_choice *at;
};

#define COMPARE_CHOOSE_PAGE(P, S)                                                                  \
	P(S, ONE, struct round, round, &round_record)                                              \
	P(S, MANY, struct closed_round, rounds, &closed_round_record)                              \
	P(S, HIDDEN, struct compare_choices, choices, 0)                                           \
	P(S, HIDDEN, struct url, back, 0)

PAGE(compare_choose, COMPARE_CHOOSE_PAGE);

/* What all pages that compare say of the two rounds. */
struct compare_head {
	const char *theme, *heading, *say;
	const char *then_title, *now_title;
	const char *then, *now; /* "closed 3 May 2025, Criteria" */
	struct url then_url, now_url;
	const char *repeated; /* what the later one took over unchanged, or "" */
	bool is_example, has_next;
	struct next_block next;
	struct pack_texts cautions;
	const char *place;
};

/* The two rounds; the rest is the page's own. */
bool compare_head(struct work *w, struct request *rq, const struct comparison *c, struct compare_head *head);
void view_compare_top(struct out *o, const struct compare_head *head);
void view_compare_cautions(struct out *o, const struct compare_head *head);
void view_compare_make_up(struct out *o, const struct make_ups *make_ups);

#define COMPARE_PAGE(P, S)                                                                         \
	P(S, FIELD, TEXT, heading, .label = "Heading")                                             \
	P(S, FIELD, TEXT, say, .label = "In a sentence")                                           \
	P(S, ONE, struct round, before, &round_record)                                             \
	P(S, ONE, struct round, after, &round_record)                                              \
	P(S, MANY, struct compare_row, comparisons, &compare_row_record)                           \
	P(S, MANY, struct make_up, make_up, &make_up_record)                                       \
	P(S, MANY, struct left_out, left_out, &left_out_record)                                    \
	P(S, HIDDEN, struct compare_head, head, 0)                                                 \
	P(S, HIDDEN, struct make_ups, make_ups, 0)                                                 \
	P(S, HIDDEN, bool, has_any, 0)                                                             \
	P(S, HIDDEN, struct movements_said, moved, 0)                                              \
	P(S, HIDDEN, struct movements_said, maybe, 0)                                              \
	P(S, HIDDEN, struct movements_said, stayed, 0)                                             \
	P(S, HIDDEN, struct pack_texts, left_out_says, 0)                                          \
	P(S, HIDDEN, struct html, picture, 0)                                                      \
	P(S, HIDDEN, struct take_out, take_out, 0)

PAGE(compare, COMPARE_PAGE);

#define COMPARE_WORDS_PAGE(P, S)                                                                   \
	P(S, FIELD, TEXT, heading, .label = "Heading")                                             \
	P(S, FIELD, TEXT, say, .label = "In a sentence")                                           \
	P(S, ONE, struct round, before, &round_record)                                             \
	P(S, ONE, struct round, after, &round_record)                                              \
	P(S, FIELD, INT, comments_before, .label = "Comments then")                                \
	P(S, FIELD, INT, comments_after, .label = "Comments now")                                  \
	P(S, FIELD, INT, words_before, .label = "Words then")                                      \
	P(S, FIELD, INT, words_after, .label = "Words now")                                        \
	P(S, MANY, struct compare_said, said, &compare_said_record)                                \
	P(S, MANY, struct compare_tagged, tags, &compare_tagged_record)                            \
	P(S, MANY, struct make_up, make_up, &make_up_record)                                       \
	P(S, HIDDEN, struct compare_head, head, 0)                                                 \
	P(S, HIDDEN, struct make_ups, make_ups, 0)                                                 \
	P(S, HIDDEN, struct url, tags_before, 0)                                                   \
	P(S, HIDDEN, struct url, tags_after, 0)                                                    \
	P(S, HIDDEN, struct compare_saids, all, 0)                                                 \
	P(S, HIDDEN, struct take_out, take_out, 0)

PAGE(compare_words, COMPARE_WORDS_PAGE);

#define COMPARE_CRITERION_PAGE(P, S)                                                               \
	P(S, FIELD, TEXT, key, .label = "Criterion")                                               \
	P(S, FIELD, TEXT, heading, .label = "Heading")                                             \
	P(S, FIELD, TEXT, say, .label = "In a sentence")                                           \
	P(S, ONE, struct round, before, &round_record)                                             \
	P(S, ONE, struct round, after, &round_record)                                              \
	P(S, MANY, struct compare_row, comparisons, &compare_row_record)                           \
	P(S, HIDDEN, struct compare_head, head, 0)                                                 \
	P(S, HIDDEN, const struct pack_criterion *, criterion, 0)                                  \
	P(S, HIDDEN, const char *, note, 0)                                                        \
	P(S, HIDDEN, struct html, dots, 0)                                                         \
	P(S, HIDDEN, struct html, statements, 0)                                                   \
	P(S, HIDDEN, struct url, back, 0)                                                          \
	P(S, HIDDEN, struct take_out, take_out, 0)

PAGE(compare_criterion, COMPARE_CRITERION_PAGE);

/* The figures of rows as a table for a person. */
#define COMPARE_FIGURES_PAGE(P, S)                                                                 \
	P(S, HIDDEN, struct compare_rows, rows, 0)                                                 \
	P(S, HIDDEN, const char *, high, 0)

PAGE(compare_figures, COMPARE_FIGURES_PAGE);

/* A list of rows for the picture, the picture in its frame, and the table of figures under it. */
struct move_rows {
	size_t len, cap;
	struct move_row *at;
};
struct html compare_picture(const struct comparison *c, const char *id, const char *title, const struct move_rows *rows,
                            const struct compare_rows *figures);
struct html compare_table(const struct comparison *c, const struct compare_rows *figures);
void compare_take_out(const struct comparison *c, struct take_out *take_out, struct url here);

/* Where one of the two was a conversation. */
bool answer_compare_words(struct work *w, struct request *rq, const struct comparison *c);

bool show_compare_choose(struct work *w, struct request *rq);
bool show_compare(struct work *w, struct request *rq);
bool show_compare_criterion(struct work *w, struct request *rq);
#endif
