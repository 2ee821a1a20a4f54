/*
 * The partnership's privacy notice, for those who are asked.
 */
#ifndef CAIRN_CULTURE_ANSWER_PRIVACY_H
#define CAIRN_CULTURE_ANSWER_PRIVACY_H

#include "base/field.h"
#include "web/request.h"

#define ANSWER_PRIVACY_PAGE(P, S)                                                                  \
	P(S, FIELD, TEXT, place, .label = "Partnership")                                           \
	P(S, FIELD, TEXT, title, .label = "Round")                                                 \
	P(S, FIELD, MOMENT, in_force_since, .label = "In force since")                             \
	P(S, HIDDEN, struct html, html, 0)                                                         \
	P(S, HIDDEN, struct url, back, 0)

PAGE(answer_privacy, ANSWER_PRIVACY_PAGE);

bool show_answer_privacy(struct work *w, struct request *rq);
bool show_join_privacy(struct work *w, struct request *rq);

#endif
