/*
 * One round, as it stands: a draft is a list of what is set up and what is not; an open round shows how many have
 * answered, of the whole round and never of a group; a closed round leads to its results.
 */
#ifndef CAIRN_CULTURE_ROUND_H
#define CAIRN_CULTURE_ROUND_H

#include "base/field.h"
#include "culture/again.h"
#include "culture/round_words.h"
#include "store/pack.h"
#include "store/round.h"
#include "web/route.h"

/* A group that is asked. */
#define ROUND_GROUP_LINE_FIELDS(F, S)                                                                                  \
	F(S, INT, id, .label = "Group")                                                                                \
	F(S, TEXT, name, .label = "Name")                                                                              \
	F(S, TEXT, voice_name, .label = "Voice")                                                                       \
	F(S, INT, questions, .label = "Questions")                                                                     \
	F(S, INT, minutes, .label = "Minutes")                                                                         \
	F(S, FLAG, is_long, .label = "More than ten minutes of unpaid time")

ROW(round_group_line, ROUND_GROUP_LINE_FIELDS);

/* The same, with where its links lead. */
struct round_group_shown {
	const struct round_group_line *line;
	struct url preview, choose;
};

struct round_groups_shown {
	size_t len, cap;
	struct round_group_shown *at;
};

#define ROUND_PAGE(P, S)                                                                                               \
	P(S, ONE, struct round, round, &round_record)                                                                  \
	P(S, FIELD, FIGURE, begun, .label = "People who answered")                                                     \
	P(S, FIELD, FIGURE, finished, .label = "People who said they finished")                                        \
	P(S, FIELD, FIGURE, made, .label = "Personal links made")                                                       \
	P(S, FIELD, FIGURE, started, .label = "People who started")                                                    \
	P(S, MANY, struct round_group_line, groups, &round_group_line_record)                                          \
	P(S, MANY, struct copied_field, copied, &copied_field_record)                                                  \
	P(S, HIDDEN, struct again_part, again, 0)                                                                      \
	P(S, HIDDEN, struct url, compare, 0)                                                                           \
	P(S, HIDDEN, struct url, start_again, 0)                                                                       \
	P(S, HIDDEN, struct state_words, state, 0)                                                                     \
	P(S, HIDDEN, bool, is_draft, 0)                                                                                \
	P(S, HIDDEN, bool, is_open, 0)                                                                                 \
	P(S, HIDDEN, bool, may_plan, 0)                                                                                \
	P(S, HIDDEN, struct form, last_day, 0)                                                                         \
	P(S, HIDDEN, struct url, extend, 0)                                                                            \
	P(S, HIDDEN, struct url, drop, 0)                                                                              \
	P(S, HIDDEN, const char *, says, 0)                                                                            \
	P(S, HIDDEN, const char *, depth, 0)                                                                           \
	P(S, HIDDEN, const char *, until, 0)                                                                           \
	P(S, HIDDEN, bool, has_next, 0)                                                                                \
	P(S, HIDDEN, struct next_block, next, 0)                                                                       \
	P(S, HIDDEN, struct task_list, tasks, 0)                                                                       \
	P(S, HIDDEN, struct round_groups_shown, shown, 0)                                                              \
	P(S, HIDDEN, struct html, agreed_section, 0)

PAGE(round, ROUND_PAGE);

bool show_round(struct work *w, struct request *rq);

/* A later last day: its form is on the round's page, which is shown again when something is wrong with it. */
struct form last_day_form(struct work *w, const struct request *rq);
bool prepare_round_last_day(struct work *w, struct request *rq);
enum outcome change_round_last_day(struct work *w, void *plan);

/* The groups a round asks, with how many questions and minutes each. */
struct round_group_lines {
	size_t len, cap;
	struct round_group_line *at;
};
bool round_group_lines(struct work *w, int64_t round, struct round_group_lines *lines);
/* The page's groups with where their links lead. */
void round_show_groups(struct work *w, struct round_page *page);

/* What is still missing before a draft can open, as sentences; none: it can. */
bool round_missing(struct work *w, const struct round *round, struct pack_texts *missing);

#endif
