/*
 * Actions: what somebody will do, by when, because of what people said.
 *
 * An action builds on a strength or answers an area for development. It may come of a criterion of a round, of a position, or of neither. Its owner
 * is a member of the partnership, or somebody without an account, named in words. An action lapses when its day has passed and it is neither done
 * nor let go: that is worked out when it is read, never kept. It may wait for another one, never in a circle.
 *
 * Every act leaves a line of history (struct action_said) with what was said and what the action was from then on.
 */
#ifndef CAIRN_STORE_ACTION_H
#define CAIRN_STORE_ACTION_H

#include "base/field.h"
#include "base/work.h"
#include "db/db.h"

extern const char *const action_kinds[];    /* strength, development */
extern const char *const action_statuses[]; /* todo, underway, done, letgo */

/* owner: the number of an account, or 0 with owner_name. round, position, waits_for: 0 for none. outcome: what came of it, or why it was let go. */
#define ACTION_FIELDS(F, S)                                                                                            \
	F(S, INT, id, .label = "Number")                                                                               \
	F(S, TEXT, what, .label = "Action", .max = 300, .required = true, .typed = true, .lines = true,                \
	  .hint = "One thing, so that everybody can tell when it is done.")                                            \
	F(S, TEXT, kind, .label = "Kind", .choices = action_kinds, .required = true, .typed = true)              \
	F(S, INT, round, .label = "Round")                                                                             \
	F(S, TEXT, criterion, .label = "Criterion")                                                                    \
	F(S, TEXT, criterion_name, .label = "Criterion in words")                                                      \
	F(S, INT, position, .label = "Position")                                                                       \
	F(S, INT, owner, .label = "Owner", .required = true, .typed = true)                                            \
	F(S, TEXT, owner_name, .label = "Or somebody without an account", .max = 80, .typed = true,                    \
	  .hint = "A name or a role, such as the carers' centre. A planner then keeps it up to date for them.")        \
	F(S, DATE, due_on, .label = "Day it will be done by", .required = true, .typed = true)                                        \
	F(S, TEXT, status, .label = "Where it stands", .choices = action_statuses)                                     \
	F(S, TEXT, outcome, .label = "What came of it, or why it was let go")                                          \
	F(S, MOMENT, ended_at, .label = "Done or let go")                                                              \
	F(S, INT, waits_for, .label = "Waits for", .typed = true)                                                      \
	F(S, FLAG, is_example, .label = "Example")                                                                     \
	F(S, TEXT, made_by, .label = "Made by")                                                                        \
	F(S, MOMENT, made_at, .label = "Made")

RECORD(action, ACTION_FIELDS);

/*
 * An action as a line of a list. owner_name: the member's name as it is now. needs_owner: its owner has left the partnership, or may only read
 * here. lapsed: see above. waits_for_what is empty when it waits for nothing that is still open; unblocks: how many open actions wait for this one, directly
 * or through others.
 */
#define ACTION_LINE_FIELDS(F, S)                                                                                       \
	F(S, INT, id, .label = "Number")                                                                               \
	F(S, TEXT, what, .label = "What will be done")                                                                 \
	F(S, TEXT, kind, .label = "Kind")                                                                              \
	F(S, TEXT, status, .label = "Status")                                                                          \
	F(S, FLAG, lapsed, .label = "Lapsed")                                                                          \
	F(S, DATE, due_on, .label = "Done by")                                                                         \
	F(S, INT, owner, .label = "Owner's number")                                                                    \
	F(S, TEXT, owner_name, .label = "Owner")                                                                       \
	F(S, FLAG, needs_owner, .label = "Needs a new owner")                                                          \
	F(S, INT, round, .label = "Round")                                                                             \
	F(S, TEXT, round_title, .label = "Round's name")                                                               \
	F(S, TEXT, criterion, .label = "Criterion")                                                                    \
	F(S, TEXT, criterion_name, .label = "Criterion in words")                                                      \
	F(S, INT, position, .label = "Position")                                                                       \
	F(S, TEXT, outcome, .label = "What came of it, or why it was let go")                                          \
	F(S, MOMENT, ended_at, .label = "Done or let go on")                                                           \
	F(S, INT, waits_for, .label = "Waits for")                                                                     \
	F(S, TEXT, waits_for_what, .label = "Waits for what")                                                          \
	F(S, INT, unblocks, .label = "Others that wait for it")                                                        \
	F(S, FLAG, is_example, .label = "Example")                                                                     \
	F(S, INT, version, .label = "Version")

ROW(action_line, ACTION_LINE_FIELDS);

struct action_lines {
	size_t len, cap;
	struct action_line *at;
};

/* What was said and what it was from then on. version: the action's, from 1. */
#define ACTION_SAID_FIELDS(F, S)                                                                                       \
	F(S, INT, version, .label = "Number")                                                                          \
	F(S, MOMENT, at, .label = "When")                                                                              \
	F(S, TEXT, who, .label = "Who")                                                                                \
	F(S, TEXT, said, .label = "What was said")                                                                     \
	F(S, TEXT, what, .label = "What will be done")                                                                 \
	F(S, TEXT, kind, .label = "Kind")                                                                              \
	F(S, TEXT, owner_name, .label = "Owner")                                                                       \
	F(S, DATE, due_on, .label = "Done by")                                                                         \
	F(S, TEXT, status, .label = "Status")                                                                          \
	F(S, INT, waits_for, .label = "Waits for")

ROW(action_said, ACTION_SAID_FIELDS);

struct action_history {
	size_t len, cap;
	struct action_said *at;
};

/* How many there are, of each kind: all, and those that are still open. */
struct action_counts {
	int64_t strengths, developments, strengths_open, developments_open, done, lapsed;
};

bool action_is_open(const char *status);

/* All of the partnership, the one that is due first at the top; those done or let go last, the newest of them first. */
bool actions_all(struct work *w, struct action_lines *lines);
/* Of all: whom somebody owns and what is open, in the order of what it unblocks; of equals what has lapsed, then what is due first. */
struct action_lines actions_owned(struct arena *arena, const struct action_lines *all, int64_t account);
/* Of a round; 0: of all rounds and of none. */
struct action_counts action_counts(const struct action_lines *all, int64_t round);

const struct action *action_by_id(struct work *w, int64_t id);
const struct action_line *action_line_of(const struct action_lines *all, int64_t id);
/* Oldest first. */
bool action_history(struct work *w, int64_t id, struct action_history *history);

/* Whether it would not come to wait for itself, directly or through others. Also to ask before a change. */
bool action_may_wait(struct work *w, int64_t id, int64_t waits_for, bool *may);

/* ------------------------------------------------------------------ inside a change */

/* Leaves the new number in `id`. Where it stands is to do. CONFLICT when its owner may not own it (any more). */
bool action_add(struct work *w, struct action *action);

/*
 * Changes what a person types of it (what, kind, owner, day, what it waits for) and where it stands; `said` goes into the history, and is what came
 * of it, or why, when it is done or let go. CONFLICT when the version is stale, when it would wait for itself, or when a new owner may not own it.
 */
bool action_change(struct work *w, const struct action *action, const char *said);

#endif
