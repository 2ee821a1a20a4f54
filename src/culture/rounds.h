/*
 * The list of rounds: open ones first, each with where it stands, and the way to start another.
 */
#ifndef CAIRN_CULTURE_ROUNDS_H
#define CAIRN_CULTURE_ROUNDS_H

#include "base/field.h"
#include "culture/round_words.h"
#include "store/round.h"
#include "web/route.h"

/* A line as it is drawn; the record beside it is what JSON and CSV see. */
struct round_line_shown {
	const struct round_line *line;
	struct url url;
	struct state_words state;
	const char *depth, *dates;
	const char *answered; /* a number, or in words why there is none */
};

struct round_lines_shown {
	size_t len, cap;
	struct round_line_shown *at;
};

#define ROUNDS_PAGE(P, S)                                                                                              \
	P(S, MANY, struct round_line, rounds, &round_line_record)                                                      \
	P(S, HIDDEN, struct round_lines_shown, lines, 0)                                                               \
	P(S, HIDDEN, bool, may_plan, 0)                                                                                \
	P(S, HIDDEN, bool, has_next, 0)                                                                                \
	P(S, HIDDEN, struct next_block, next, 0)

PAGE(rounds, ROUNDS_PAGE);

/* Setting up, running and closing rounds, and the links into them. Ended by a null path. */
extern const struct route round_routes[];

bool show_rounds(struct work *w, struct request *rq);

#endif
