/*
 * One action: what, who, by when, where it stands, all that was said and done, and for who may a form of one sentence, a state and perhaps another day.
 */
#ifndef CAIRN_CULTURE_ACTION_H
#define CAIRN_CULTURE_ACTION_H

#include "culture/actions.h"

/* What the form of two minutes holds. */
#define ACTION_UPDATE_FIELDS(F, S)                                                                                     \
	F(S, TEXT, said, .label = "In a sentence", .max = 500, .typed = true, .lines = true,                           \
	  .hint = "What happened, what came of it when it is done, or why it is let go.")                              \
	F(S, TEXT, status, .label = "State", .choices = action_statuses, .required = true, .typed = true)    \
	F(S, DATE, due_on, .label = "Day it will be done by", .required = true, .typed = true,                         \
	  .hint = "Change it only if there is a new day.")

ROW(action_update, ACTION_UPDATE_FIELDS);

/* A line of history as people read it. */
struct action_step {
	struct moment at;
	const char *who, *said, *changes;
};

struct action_steps {
	size_t len, cap;
	struct action_step *at;
};

#define ACTION_PAGE(P, S)                                                                                              \
	P(S, ONE, struct action_line, action, &action_line_record)                                                     \
	P(S, MANY, struct action_said, history, &action_said_record)                                                   \
	P(S, HIDDEN, const struct request *, rq, 0)                                                                    \
	P(S, HIDDEN, struct state_words, state, 0)                                                                     \
	P(S, HIDDEN, const char *, says, 0)                                                                            \
	P(S, HIDDEN, struct form, form, 0)                                                                             \
	P(S, HIDDEN, struct choices, statuses, 0)                                                                      \
	P(S, HIDDEN, struct action_steps, steps, 0)                                                                    \
	P(S, HIDDEN, struct action_lines, waiting, 0)                                                                  \
	P(S, HIDDEN, int64_t, version, 0)                                                                              \
	P(S, HIDDEN, struct url, about, 0)                                                                             \
	P(S, HIDDEN, struct url, save, 0)                                                                              \
	P(S, HIDDEN, struct url, change, 0)                                                                            \
	P(S, HIDDEN, bool, may_update, 0)                                                                              \
	P(S, HIDDEN, bool, may_plan, 0)

PAGE(action, ACTION_PAGE);

/* A plan that changes an action: what it is to be, and what was said of it. */
struct action_plan {
	struct action action;
	const char *said;
	struct request *rq; /* of a new one: where to go on is known only when its number is */
	bool is_from_talk;
};

bool show_action(struct work *w, struct request *rq);
bool prepare_action_update(struct work *w, struct request *rq);
enum outcome change_action_update(struct work *w, void *plan);

/* A mistake unless the day lies from today on and within ten years. */
bool action_day_is_fit(struct work *w, struct request *rq, const char *field, struct date day);
/* What must be said with a state: a mistake at `field` when it is not. */
bool action_said_is_enough(struct work *w, struct request *rq, const char *field, const char *status, const char *said);

#endif
