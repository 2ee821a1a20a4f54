/*
 * Behind a participant's link: all that is kept of them, as a page and as JSON, and taking it back while the round is open.
 */
#ifndef CAIRN_CULTURE_ANSWER_OWN_H
#define CAIRN_CULTURE_ANSWER_OWN_H

#include "base/outcome.h"
#include "culture/evidence_part.h"
#include "store/answer_own.h"
#include "web/request.h"

#define ANSWER_OWN_PAGE(P, S)                                                                      \
	P(S, FIELD, TEXT, place, .label = "Partnership")                                           \
	P(S, FIELD, TEXT, title, .label = "Round")                                                 \
	P(S, FIELD, TEXT, group, .label = "You answer as")                                         \
	P(S, FIELD, MOMENT, begun_at, .label = "Begun")                                            \
	P(S, FIELD, MOMENT, finished_at, .label = "Finished")                                      \
	P(S, FIELD, FLAG, is_personal, .label = "By a personal link")                              \
	P(S, FIELD, TEXT, label, .label = "Whom the link was made for, as whoever made it noted")  \
	P(S, FIELD, MOMENT, made_at, .label = "Link made")                                         \
	P(S, MANY, struct own_answer, answers, &own_answer_record)                                 \
	P(S, FIELD, TEXT, number, .label = "Number to ask for erasure with")                       \
	P(S, MANY, struct evidence, evidence, &evidence_record)                                    \
	P(S, HIDDEN, struct evidence_pieces, pieces, 0)                                            \
	P(S, HIDDEN, bool, may_withdraw, 0)                                                        \
	P(S, HIDDEN, struct url, back, 0)                                                          \
	P(S, HIDDEN, struct url, withdraw, 0)                                                      \
	P(S, HIDDEN, struct url, json, 0)

PAGE(answer_own, ANSWER_OWN_PAGE);

#define ANSWER_WITHDRAW_PAGE(P, S)                                                                 \
	P(S, FIELD, TEXT, title, .label = "Round")                                                 \
	P(S, FIELD, INT, answered, .label = "Answered")                                            \
	P(S, HIDDEN, const char *, until, 0)                                                       \
	P(S, HIDDEN, struct url, action, 0)                                                        \
	P(S, HIDDEN, struct url, back, 0)                                                          \
	P(S, HIDDEN, struct url, own, 0)                                                           \
	P(S, HIDDEN, bool, is_done, 0)

PAGE(answer_withdraw, ANSWER_WITHDRAW_PAGE);

bool show_answer_own(struct work *w, struct request *rq);
bool show_answer_withdraw(struct work *w, struct request *rq);
bool prepare_answer_withdraw(struct work *w, struct request *rq);
enum outcome change_answer_withdraw(struct work *w, void *plan);

#endif
