/*
 * Practising: what a team did together on a theme of a framework, what it will try, and later what came of it.
 *
 * A framework can be used to get better at planning and not only to judge it; this is the notebook of that. Nothing here is a score.
 */
#ifndef CAIRN_STORE_PRACTICE_H
#define CAIRN_STORE_PRACTICE_H

#include "base/field.h"
#include "base/work.h"
#include "db/db.h"

#define PRACTICE_FIELDS(F, S)                                                                      \
	F(S, INT, id, .label = "Number")                                                           \
	F(S, INT, framework, .label = "Framework")                                                 \
	F(S, TEXT, theme, .label = "Theme")                                                        \
	F(S, TEXT, team, .label = "Team", .max = 80, .required = true, .typed = true,               \
	  .hint = "Who practised together, for example Locality planning group, Elgin.")           \
	F(S, DATE, practised_on, .label = "Day you practised", .required = true, .typed = true)    \
	F(S, TEXT, practised, .label = "What you practised", .max = 1000, .required = true, .typed = true, .lines = true, \
	  .hint = "One or two sentences are enough.")                                              \
	F(S, TEXT, learned, .label = "What you saw or learned", .max = 1000, .typed = true, .lines = true) \
	F(S, TEXT, will_try, .label = "What you will try next", .max = 1000, .typed = true, .lines = true, \
	  .hint = "One thing, small enough to have been tried by the day below.")                  \
	F(S, DATE, try_by, .label = "Day to look at it again", .typed = true)                      \
	F(S, TEXT, came_of_it, .label = "What came of it", .max = 1000, .typed = true, .lines = true, \
	  .hint = "Leave it empty until you have tried it. That it did not work is worth as much.") \
	F(S, INT, made_by, .label = "Written down by", .secret = true)

RECORD(practice, PRACTICE_FIELDS);

/* The newest day first. `practices` is any LIST(struct practice). */
bool practices_all(struct work *w, struct list_any *practices);
/* Null with the fault NOT_FOUND. */
const struct practice *practice_by_id(struct work *w, int64_t id);
/* Whether the day to look at it again has come and nobody has said what came of it. */
bool practice_is_due(const struct practice *practice, struct date today);

/* Inside a change. Adding leaves the new number in id; changing a stale version is a CONFLICT. Framework, theme and made_by stay what they
 * were. */
bool practice_add(struct work *w, struct practice *practice);
bool practice_change(struct work *w, const struct practice *practice);

#endif
