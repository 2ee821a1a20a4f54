/*
 * The front page: what needs me, where we are, what next. To a visitor it says what this place is and how to come in.
 */
#ifndef CAIRN_SITE_HOME_H
#define CAIRN_SITE_HOME_H

#include "base/field.h"
#include "site/changes.h"
#include "store/round.h"
#include "web/parts/parts.h"
#include "web/request.h"

#define HOME_PAGE(P, S)                                                                            \
	P(S, FIELD, TEXT, heading, .label = "Heading")                                             \
	P(S, FIELD, TEXT, say, .label = "In a sentence")                                           \
	P(S, MANY, struct round_line, rounds, &round_line_record)                                  \
	P(S, MANY, struct change_row, changes, &change_row_record)                                 \
	P(S, HIDDEN, struct task_list, tasks, 0)                                                   \
	P(S, HIDDEN, struct html, picture, 0)                                                      \
	P(S, HIDDEN, struct date, today, 0)                                                        \
	P(S, HIDDEN, struct task_list, coming, 0)                                                  \
	P(S, HIDDEN, int64_t, latest, 0)                                                           \
	P(S, HIDDEN, bool, may_plan, 0)

PAGE(home, HOME_PAGE);

#define FRONT_PAGE(P, S)                                                                           \
	P(S, FIELD, TEXT, place, .label = "Partnership")

PAGE(front, FRONT_PAGE);

bool show_home(struct work *w, struct request *rq);

/* How we plan by our own account, from the latest closed round; nothing when there is none with ratings. In home_picture.c. */
bool home_picture(struct work *w, const struct round_line *line, struct html *picture);

#endif
