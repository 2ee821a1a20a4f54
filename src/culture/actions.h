/*
 * Actions as people see them: the list, one of them with its history and a form that takes two minutes, a new one, and what has lapsed, one card
 * after another.
 *
 * Whoever may plan updates all of them; an owner who may contribute, their own. Everybody who may read here reads all.
 */
#ifndef CAIRN_CULTURE_ACTIONS_H
#define CAIRN_CULTURE_ACTIONS_H

#include "base/field.h"
#include "culture/action_words.h"
#include "store/action.h"
#include "store/round.h"
#include "web/parts/parts.h"
#include "web/route.h"

/* A choice of what the list shows. */
struct action_filter {
	const char *name;
	struct url url;
	int64_t count;
	bool is_current;
};

struct action_filters {
	size_t len, cap;
	struct action_filter *at;
};

#define ACTIONS_PAGE(P, S)                                                                                             \
	P(S, FIELD, TEXT, heading, .label = "Heading")                                                                 \
	P(S, FIELD, INT, strengths, .label = "Build on a strength")                                                    \
	P(S, FIELD, INT, developments, .label = "Answer an area for development")                                      \
	P(S, FIELD, INT, lapsed, .label = "Lapsed")                                                                    \
	P(S, MANY, struct action_line, actions, &action_line_record)                                                   \
	P(S, HIDDEN, struct action_counts, counts, 0)                                                                  \
	P(S, HIDDEN, struct action_filters, filters, 0)                                                                \
	P(S, HIDDEN, struct choices, criteria, 0)                                                                      \
	P(S, HIDDEN, const char *, show, 0)                                                                            \
	P(S, HIDDEN, const char *, round, 0)                                                                           \
	P(S, HIDDEN, const char *, round_title, 0)                                                                     \
	P(S, HIDDEN, struct action_lines, shown, 0)                                                                    \
	P(S, HIDDEN, struct pages, pages, 0)                                                                           \
	P(S, HIDDEN, struct next_block, next, 0)                                                                       \
	P(S, HIDDEN, struct url, csv, 0)                                                                               \
	P(S, HIDDEN, struct url, json, 0)                                                                              \
	P(S, HIDDEN, bool, is_filtered, 0)                                                                             \
	P(S, HIDDEN, bool, may_plan, 0)

PAGE(actions, ACTIONS_PAGE);

bool show_actions(struct work *w, struct request *rq);

extern const struct route action_routes[];

/* The menu and the crumbs of every page about actions; `above`: the list itself is above it. */
void actions_frame(struct work *w, struct request *rq, bool above);

/* Whether whoever acts may say how it goes. */
bool action_is_mine_to_update(const struct work *w, int64_t owner);

#endif
