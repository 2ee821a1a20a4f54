/*
 * What came of a talk, on one page that prints: what was agreed, where people agreed to differ, what will be done, and what is still open.
 */
#ifndef CAIRN_CULTURE_TALK_SUMMARY_H
#define CAIRN_CULTURE_TALK_SUMMARY_H

#include "culture/talk.h"

/* A position with those who see it differently. */
struct summary_item {
	const struct agreed *agreed;
	struct dissent_rows dissents;
};

struct summary_items {
	size_t len, cap;
	struct summary_item *at;
};

#define TALK_SUMMARY_PAGE(P, S)                                                                                        \
	P(S, FIELD, TEXT, heading, .label = "Heading")                                                                 \
	P(S, ONE, struct round, round, &round_record)                                                                  \
	P(S, MANY, struct agreed, agreed, &agreed_record)                                                              \
	P(S, MANY, struct dissent_row, dissents, &dissent_row_record)                                                  \
	P(S, MANY, struct action_line, actions, &action_line_record)                                                   \
	P(S, HIDDEN, struct summary_items, same, 0)                                                                    \
	P(S, HIDDEN, struct summary_items, differ, 0)                                                                  \
	P(S, HIDDEN, struct talk_lines_shown, open, 0)                                                                 \
	P(S, HIDDEN, const char *, place, 0)                                                                           \
	P(S, HIDDEN, const char *, counts, 0)                                                                          \
	P(S, HIDDEN, struct next_block, next, 0)                                                                       \
	P(S, HIDDEN, struct take_out, take_out, 0)                                                                     \
	P(S, HIDDEN, struct url, talk, 0)                                                                              \
	P(S, HIDDEN, bool, may_plan, 0)

PAGE(talk_summary, TALK_SUMMARY_PAGE);

bool show_talk_summary(struct work *w, struct request *rq);

#endif
