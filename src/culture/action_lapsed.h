/*
 * What has lapsed, one card after another: a new day, done, or let go. Ten take two minutes.
 *
 * Whoever may plan sees all of it, an owner what is theirs.
 */
#ifndef CAIRN_CULTURE_ACTION_LAPSED_H
#define CAIRN_CULTURE_ACTION_LAPSED_H

#include "culture/action.h"

/* An action with a form of its own; ids are unique on the page. */
struct lapsed_card {
	const struct action_line *action;
	const char *said_id, *said, *said_mistake;
	const char *day_id, *day, *day_mistake;
	const char *days_late;
	int64_t version;
	struct url url;
};

struct lapsed_cards {
	size_t len, cap;
	struct lapsed_card *at;
};

#define LAPSED_PAGE(P, S)                                                                                              \
	P(S, FIELD, TEXT, heading, .label = "Heading")                                                                 \
	P(S, MANY, struct action_line, lapsed, &action_line_record)                                                    \
	P(S, HIDDEN, const struct request *, rq, 0)                                                                    \
	P(S, HIDDEN, struct lapsed_cards, cards, 0)                                                                    \
	P(S, HIDDEN, const char *, more, 0)

PAGE(lapsed, LAPSED_PAGE);

bool show_lapsed(struct work *w, struct request *rq);
bool prepare_lapsed(struct work *w, struct request *rq);
enum outcome change_lapsed(struct work *w, void *plan);

#endif
