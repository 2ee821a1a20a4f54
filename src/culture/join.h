/*
 * Taking part by a group's link: from a poster, a newsletter or a screen in a room. Whoever begins gets a link of their own.
 *
 * Looking makes nothing. How often a link is begun is limited, for each link and for each network address, so that nobody can fill a round.
 */
#ifndef CAIRN_CULTURE_JOIN_H
#define CAIRN_CULTURE_JOIN_H

#include "culture/answer.h"

#define JOIN_PAGE(P, S)                                                                            \
	P(S, FIELD, TEXT, title, .label = "Round")                                                 \
	P(S, FIELD, TEXT, place, .label = "Partnership")                                           \
	P(S, FIELD, TEXT, group, .label = "You answer as")                                         \
	P(S, FIELD, INT, questions, .label = "Questions")                                          \
	P(S, FIELD, INT, minutes, .label = "Minutes")                                              \
	P(S, FIELD, DATE, closes_on, .label = "Last day to answer")                                \
	P(S, HIDDEN, struct answer_asking, asking, 0)                                              \
	P(S, HIDDEN, struct url, action, 0)

PAGE(join, JOIN_PAGE);

bool show_join(struct work *w, struct request *rq);
bool prepare_join(struct work *w, struct request *rq);
enum outcome change_join(struct work *w, void *plan);

#endif
