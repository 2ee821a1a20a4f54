/*
 * Rounds of self-reflection: who is asked what, when, and how what they say will be shown.
 *
 * draft -> open -> closed, never back. While a round is a draft everything about it can change; when it opens, its
 * framework's version, its groups and the voices they are gathered under are fixed, so that nobody can regroup
 * people after they answered.
 */
#ifndef CAIRN_STORE_ROUND_H
#define CAIRN_STORE_ROUND_H

#include "base/field.h"
#include "base/work.h"
#include "db/db.h"
#include "store/pack.h"

#define ROUND_FIELDS(F, S)                                                                                             \
	F(S, INT, id, .label = "Number")                                                                               \
	F(S, TEXT, title, .label = "Name of the round", .max = 120, .required = true, .typed = true,                   \
	  .hint = "For example, Autumn 2026 self-assessment.")                                                         \
	F(S, TEXT, purpose, .label = "Purpose", .max = 2000, .required = true, .typed = true, .lines = true,           \
	  .hint = "Why you ask, and what you will do with the answers. Everybody who is asked sees this first.")       \
	F(S, INT, framework_version, .label = "Framework version")                                                     \
	F(S, TEXT, depth, .label = "Depth", .choices = round_depths, .required = true, .typed = true)                  \
	F(S, TEXT, state, .label = "State")                                                                            \
	F(S, INT, threshold, .label = "Smallest group shown on its own", .least = 5, .most = 20, .required = true,     \
	  .hint = "A number of people, from 5 to 20. What fewer people than this said is never shown apart.",          \
	  .typed = true)                                                                                               \
	F(S, TEXT, shown_to, .label = "Who sees the results", .choices = round_shown_to, .required = true,             \
	  .typed = true)                                                                                               \
	F(S, DATE, closes_on, .label = "Last day to answer", .typed = true,                                            \
	  .hint = "For example, 22 November 2026. Leave it empty to close the round by hand.")                         \
	F(S, MOMENT, opened_at, .label = "Opened")                                                                     \
	F(S, MOMENT, closed_at, .label = "Closed")                                                                     \
	F(S, TEXT, made_by, .label = "Made by")                                                                        \
	F(S, MOMENT, made_at, .label = "Made")                                                                         \
	F(S, FLAG, is_example, .label = "Example")                                                                     \
	F(S, INT, copied_from, .label = "Started from the round of this number; 0: from none")

extern const char *const round_depths[];   /* conversation, criteria, statements */
extern const char *const round_shown_to[]; /* members, participants */

RECORD(round, ROUND_FIELDS);

/* A group asked in a round. */
#define ROUND_GROUP_FIELDS(F, S)                                                                                       \
	F(S, INT, id, .label = "Number")                                                                               \
	F(S, INT, round, .label = "Round")                                                                             \
	F(S, INT, people_group, .label = "Group")                                                                      \
	F(S, TEXT, name, .label = "Name")                                                                              \
	F(S, INT, voice, .label = "Voice")                                                                             \
	F(S, TEXT, voice_name, .label = "Voice's name")                                                                \
	F(S, INT, voice_position, .label = "Voice's place")                                                            \
	F(S, INT, position, .label = "Place")                                                                          \
	F(S, INT, minutes, .label = "Minutes")                                                                         \
	F(S, TEXT, link_token, .label = "Group link", .secret = true)                                                  \
	F(S, TEXT, code, .label = "Code to type", .secret = true)

ROW(round_group, ROUND_GROUP_FIELDS);

/*
 * A round as a line of the list. `answered` is of the whole round, never of a group; after the close it is what
 * was released.
 */
#define ROUND_LINE_FIELDS(F, S)                                                                                        \
	F(S, INT, id, .label = "Number")                                                                               \
	F(S, TEXT, title, .label = "Name of the round")                                                                \
	F(S, TEXT, state, .label = "State")                                                                            \
	F(S, TEXT, framework, .label = "Framework")                                                                    \
	F(S, TEXT, depth, .label = "Depth")                                                                            \
	F(S, MOMENT, opened_at, .label = "Opened")                                                                     \
	F(S, DATE, closes_on, .label = "Last day to answer")                                                           \
	F(S, MOMENT, closed_at, .label = "Closed")                                                                     \
	F(S, INT, answered, .label = "People who answered; once closed, those in the voices shown")                    \
	F(S, FLAG, is_example, .label = "Example")

ROW(round_line, ROUND_LINE_FIELDS);

/*
 * Of the whole round. Made: personal links. Started: came in by a group link or on paper, or saved an answer by a personal one.
 * Begun: at least one answer of theirs stands (store/answered.h), so that as many are counted when the round closes.
 * Of these, finished: said so; by group link: whoever uses such a link twice counts twice (a paper is none, while the round is open).
 */
struct round_counts {
	int64_t made, started, begun, finished, by_group_link;
};

/* A group that is asked, by its number among the partnership's groups, and what: keys in the order of the pack. */
struct asked_group {
	int64_t people_group;
	int64_t minutes;
	const char *voice_key; /* filled in when read; not needed to write */
	struct pack_texts criteria;
};

/* The most groups that one round asks. What may be shown is settled group by group: with more of them, hardly one is large
 * enough to be shown. */
#define ROUND_GROUPS      60
#define ROUND_GROUPS_SAID "A round asks 60 groups at most. Take some out, or join small groups into larger ones."

/* Everything about who is asked what. */
struct round_setup {
	struct pack_texts criteria;
	LIST(struct asked_group) groups;
};

/* Open, and its last day has not passed: the only time answers are taken. */
bool round_takes_answers(const struct round *round, struct moment now);

/* Open ones first, then drafts, then those closed; the newest first. At most 500. */
bool rounds_list(struct work *w, struct list_any *lines);
const struct round *round_by_id(struct work *w, int64_t id);
/* By voice, then place. */
bool round_groups(struct work *w, int64_t round, struct list_any *groups);
/*
 * By the number of the group among the partnership's; null with the fault NOT_FOUND when the round does not ask
 * it.
 */
const struct round_group *round_group_by(struct work *w, int64_t round, int64_t people_group);
/* Keys in the order of the pack. */
bool round_criteria(struct work *w, int64_t round, struct pack_texts *criteria);
bool group_criteria(struct work *w, int64_t round_group, struct pack_texts *criteria);
bool round_setup_read(struct work *w, int64_t round, struct round_setup *setup);
bool round_counts(struct work *w, int64_t round, struct round_counts *counts);

/* ------------------------------------------------------------------ inside a change */

/*
 * A new draft; leaves its number in `round->id`. Depth, threshold and shown_to get their defaults when they are
 * not set. `copied_from` must be a closed round, or nought: else CONFLICT (see store/round_again.h).
 */
bool round_add(struct work *w, struct round *round, const struct round_setup *setup);

/*
 * Saves the set-up of a draft: every field a person chooses, and who is asked what unless `setup` is null.
 * `round->version` is the one the person saw: when it is stale, or the round is no longer a draft, the fault is
 * CONFLICT and nothing is changed. `step` is a word for the log ("scope").
 */
bool round_change(struct work *w, const struct round *round, const struct round_setup *setup, const char *step);

/* Takes a draft away with all that was set up. CONFLICT when the version is stale or the round is no draft. */
bool round_delete(struct work *w, int64_t id, int64_t version);

/*
 * Fixes the groups and voices as they are called now. Refused when nobody is asked, a group is asked nothing, or
 * the last day has passed.
 */
bool round_open(struct work *w, int64_t id, int64_t version);

/*
 * A later last day for an open round: never one that has passed, nor one before what people were told. CONFLICT
 * otherwise.
 */
bool round_extend(struct work *w, int64_t id, int64_t version, struct date last_day);

/* Takes no more answers and decides, once, what may be shown. It cannot be undone. */
bool round_close(struct work *w, int64_t id);

#endif
