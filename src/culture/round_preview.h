/*
 * What a group will see, before anybody does: the welcome and its questions, with nothing to fill in.
 */
#ifndef CAIRN_CULTURE_ROUND_PREVIEW_H
#define CAIRN_CULTURE_ROUND_PREVIEW_H

#include "culture/round.h"

struct preview_question {
	const char *theme, *name;
	const struct pack_criterion *criterion;
	struct pack_texts statements; /* the official sentences where they are loaded, else the labels */
};

struct preview_questions {
	size_t len, cap;
	struct preview_question *at;
};

#define ROUND_PREVIEW_PAGE(P, S)                                                                                       \
	P(S, ONE, struct round, round, &round_record)                                                                  \
	P(S, FIELD, TEXT, group, .label = "Group")                                                                     \
	P(S, FIELD, INT, minutes, .label = "Minutes")                                                                  \
	P(S, HIDDEN, const struct pack *, pack, 0)                                                                     \
	P(S, HIDDEN, const char *, takes, 0)                                                                           \
	P(S, HIDDEN, bool, is_placed, 0)                                                                               \
	P(S, HIDDEN, bool, is_draft, 0)                                                                                \
	P(S, HIDDEN, struct url, back, 0)                                                                              \
	P(S, HIDDEN, struct url, choose, 0)                                                                            \
	P(S, HIDDEN, struct preview_questions, questions, 0)                                                           \
	P(S, HIDDEN, struct copied_mark, copied, 0)

PAGE(round_preview, ROUND_PREVIEW_PAGE);

bool show_round_preview(struct work *w, struct request *rq);

#endif
