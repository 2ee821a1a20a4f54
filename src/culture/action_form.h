/*
 * A new action, and another owner, day, kind or wording for one that is there.
 *
 * A new one may come of a criterion of a closed round: then it is tied to the position that is recorded there, if one is.
 */
#ifndef CAIRN_CULTURE_ACTION_FORM_H
#define CAIRN_CULTURE_ACTION_FORM_H

#include "culture/action.h"

#define ACTION_FORM_PAGE(P, S)                                                                                         \
	P(S, ONE, struct action, action, &action_record)                                                               \
	P(S, HIDDEN, const struct request *, rq, 0)                                                                    \
	P(S, HIDDEN, struct form, form, 0)                                                                             \
	P(S, HIDDEN, struct choices, kinds, 0)                                                                         \
	P(S, HIDDEN, struct choices, owners, 0)                                                                        \
	P(S, HIDDEN, struct choices, others, 0)                                                                        \
	P(S, HIDDEN, struct choices, criteria, 0)                                                                      \
	P(S, HIDDEN, const char *, about, 0)                                                                           \
	P(S, HIDDEN, const char *, about_words, 0)                                                                     \
	P(S, HIDDEN, const char *, about_mistake, 0)                                                                   \
	P(S, HIDDEN, const char *, from, 0)                                                                            \
	P(S, HIDDEN, int64_t, version, 0)                                                                              \
	P(S, HIDDEN, const char *, gone, 0)                                                                            \
	P(S, HIDDEN, struct url, save, 0)                                                                              \
	P(S, HIDDEN, struct url, back, 0)                                                                              \
	P(S, HIDDEN, bool, is_new, 0)

PAGE(action_form, ACTION_FORM_PAGE);

bool show_action_new(struct work *w, struct request *rq);
bool prepare_action_new(struct work *w, struct request *rq);
enum outcome change_action_new(struct work *w, void *plan);

bool show_action_change(struct work *w, struct request *rq);
bool prepare_action_edit(struct work *w, struct request *rq);
enum outcome change_action_edit(struct work *w, void *plan);

/* What a new action is about: "2/culture.vision", a criterion of a closed round. In action_about.c. */
struct action_about {
	const struct round *round; /* null: about none */
	const char *criterion, *name;
};

/* False only when something could not be read; what is no such criterion leaves the round null. */
bool action_about(struct work *w, const char *typed, struct action_about *about);
/* As the page's address asks for it (?round=2&criterion=culture.vision), or "". */
const char *action_about_asked(struct work *w, const struct request *rq);
/* "2/culture.vision" for each criterion of the newest closed round, after "about none". */
bool action_about_choices(struct work *w, struct choices *choices);

#endif
