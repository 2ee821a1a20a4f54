/*
 * The front page: what needs me, where we are, what next. To a visitor it says what this place is and how to come in.
 */
#ifndef CAIRN_SITE_HOME_H
#define CAIRN_SITE_HOME_H

#include "base/field.h"
#include "site/changes.h"
#include "store/action.h"
#include "store/round.h"
#include "web/parts/parts.h"
#include "web/request.h"

/* How we plan by our own account: the latest round in which at least two voices are shown on some criterion. */
struct home_picture {
	struct html drawing; /* empty: there is no such round */
	struct url results;
	const char *since; /* "Spring closed since; too few answered to show here."; or "" */
};

/* Actions: all of the partnership's, those of whoever looks, and what is said of them. */
struct home_actions {
	struct action_lines all, mine;
	const char *says;   /* "3 actions are open, 1 has lapsed."; "" for none */
	const char *lapsed; /* the words of the link that goes through what has lapsed; "" for none */
	bool has_more;      /* of one's own there are more than are shown */
};

/* The picture's figures as a table. */
struct home_figure {
	const char *name, *voices; /* "3 to 4": from the lowest to the highest median; "–" where nothing is shown */
	struct figure median, people;
	const char *not_asked; /* names, or "" */
};

struct home_figures {
	size_t len, cap;
	struct home_figure *at;
};
void view_home_figures(struct out *o, const struct home_figures *figures);

#define HOME_PAGE(P, S)                                                                            \
	P(S, FIELD, TEXT, heading, .label = "Heading")                                             \
	P(S, FIELD, TEXT, say, .label = "In a sentence")                                           \
	P(S, MANY, struct round_line, rounds, &round_line_record)                                  \
	P(S, MANY, struct change_row, changes, &change_row_record)                                 \
	P(S, HIDDEN, struct task_list, tasks, 0)                                                   \
	P(S, HIDDEN, struct home_picture, picture, 0)                                              \
	P(S, HIDDEN, struct date, today, 0)                                                        \
	P(S, HIDDEN, struct task_list, coming, 0)                                                  \
	P(S, HIDDEN, struct home_actions, actions, 0)                                              \
	P(S, HIDDEN, bool, may_plan, 0)

PAGE(home, HOME_PAGE);

#define FRONT_PAGE(P, S)                                                                           \
	P(S, FIELD, TEXT, place, .label = "Partnership")

PAGE(front, FRONT_PAGE);

bool show_home(struct work *w, struct request *rq);

/* From the rounds of the page, the newest first; conversations have no ratings to draw. In home_picture.c. */
bool home_picture(struct work *w, const struct home_page *page, struct home_picture *picture);

/* Words and evidence that wait to be checked or released: first, for readers wait for them. In home_words.c. */
bool home_words_tasks(struct work *w, struct home_page *page);
/* In home_actions.c: what is read of actions; then as tasks those of whoever looks that others wait for (`unblocks`), or the others; those that need a
 * new owner; and, of a closed round, the positions that are still to agree. */
bool home_actions_read(struct work *w, struct home_page *page);
void home_add_mine(struct work *w, struct home_page *page, bool unblocks);
void home_add_ownerless(struct work *w, struct home_page *page);
bool home_add_positions(struct work *w, struct home_page *page, const struct round_line *round);

#endif
