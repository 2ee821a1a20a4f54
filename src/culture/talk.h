/*
 * The talk about a closed round's results: its agenda, one criterion at a time on the projector, and what came of it.
 *
 * Everything people said comes from the release; nothing here reads an answer. A facilitator is whoever may plan. Every page works by
 * keyboard and without a script.
 */
#ifndef CAIRN_CULTURE_TALK_H
#define CAIRN_CULTURE_TALK_H

#include "base/field.h"
#include "culture/agreed.h"
#include "culture/results.h"
#include "culture/round_words.h"
#include "culture/talk_proposal.h"
#include "store/position.h"
#include "store/talk.h"
#include "web/parts/parts.h"
#include "web/route.h"

/* What every page of a talk begins with. */
struct talk_room {
	const struct round *round;
	const struct pack *pack;
	const struct released *released;
	struct proposals proposals;
	struct talk talk;         /* as it was saved; version 0: nobody has */
	struct talk_items agenda; /* what was saved, else what is proposed; then whatever else has a position */
	struct position_list positions;
	bool is_conversation, may_plan;
};

/* The room of the round in the address, with the crumbs above it; `parts` of its release (enum release_part) are read. False with the fault set: no such
 * round, or it is not released yet. */
bool talk_room(struct work *w, struct request *rq, unsigned parts, struct talk_room *room);

/* Null: nothing is agreed there yet. */
const struct position *position_in(const struct talk_room *room, const char *criterion);
/* "not yet", "agreed", "agreed to differ", "skipped". */
struct state_words talk_state(const struct talk_room *room, const struct talk_item *item);
bool talk_is_waiting(const struct talk_room *room, const struct talk_item *item);

/* Where one criterion is talked about; and the first on the agenda that waits, after this one and then from the top (null: none). */
struct url talk_url(struct arena *arena, int64_t round, const char *criterion);
const struct talk_item *talk_next(const struct talk_room *room, const char *criterion);

/* A line of the agenda. */
#define TALK_LINE_FIELDS(F, S)                                                                                         \
	F(S, INT, place, .label = "Place")                                                                             \
	F(S, TEXT, criterion, .label = "Criterion")                                                                    \
	F(S, TEXT, name, .label = "In words")                                                                          \
	F(S, TEXT, why, .label = "Why it is worth talking about")                                                      \
	F(S, INT, minutes, .label = "Minutes")                                                                         \
	F(S, TEXT, state, .label = "State")                                                                            \
	F(S, TEXT, position, .label = "Position")                                                                      \
	F(S, TEXT, reason, .label = "Because")                                                                         \
	F(S, DATE, agreed_on, .label = "Agreed on")                                                                    \
	F(S, FIGURE, people, .label = "People in the room")

ROW(talk_line, TALK_LINE_FIELDS);

/* The same, with where it leads and the shape of its state. */
struct talk_line_shown {
	const struct talk_line *line;
	struct url url;
	struct state_words state;
};

struct talk_lines_shown {
	size_t len, cap;
	struct talk_line_shown *at;
};

#define TALK_PAGE(P, S)                                                                                                \
	P(S, FIELD, TEXT, heading, .label = "Heading")                                                                 \
	P(S, FIELD, TEXT, say, .label = "In a sentence")                                                               \
	P(S, MANY, struct talk_line, agenda, &talk_line_record)                                                        \
	P(S, HIDDEN, struct talk_lines_shown, lines, 0)                                                                \
	P(S, HIDDEN, const struct round *, round, 0)                                                                   \
	P(S, HIDDEN, struct next_block, next, 0)                                                                       \
	P(S, HIDDEN, struct url, choose, 0)                                                                            \
	P(S, HIDDEN, struct url, summary, 0)                                                                           \
	P(S, HIDDEN, struct take_out, take_out, 0)                                                                     \
	P(S, HIDDEN, bool, is_saved, 0)                                                                                \
	P(S, HIDDEN, bool, may_plan, 0)

PAGE(talk, TALK_PAGE);

extern const struct route talk_routes[];

#endif
