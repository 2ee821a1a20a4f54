/*
 * What plans are for: the sets of outcomes, principles and standards, to read and to keep up to date.
 */
#ifndef CAIRN_CULTURE_OUTCOMES_H
#define CAIRN_CULTURE_OUTCOMES_H

#include "base/field.h"
#include "base/outcome.h"
#include "store/outcome.h"
#include "web/parts/parts.h"
#include "web/request.h"
#include "web/route.h"

/* An outcome with the name of its set. */
#define OUTCOME_LINE_FIELDS(F, S)                                                                  \
	F(S, TEXT, set, .label = "Set")                                                            \
	F(S, TEXT, part, .label = "Part")                                                          \
	F(S, TEXT, key, .label = "Number or letter")                                               \
	F(S, TEXT, name, .label = "Short name")                                                    \
	F(S, TEXT, says, .label = "In a sentence")                                                 \
	F(S, FLAG, retired, .label = "Retired")                                                    \
	F(S, INT, id, .label = "Record")

ROW(outcome_line, OUTCOME_LINE_FIELDS);

/* The outcomes of a set that stand under one heading. */
struct outcome_part {
	const char *name;
	LIST(struct outcome_line) lines;
};

struct outcome_set_shown {
	const struct outcome_set *set;
	struct url add;
	LIST(struct outcome_part) parts;
};

struct outcome_sets_shown {
	size_t len, cap;
	struct outcome_set_shown *at;
};

#define OUTCOMES_PAGE(P, S)                                                                        \
	P(S, MANY, struct outcome_line, outcomes, &outcome_line_record)                            \
	P(S, MANY, struct outcome_set, sets, &outcome_set_record)                                  \
	P(S, HIDDEN, struct outcome_sets_shown, shown, 0)                                          \
	P(S, HIDDEN, bool, may_plan, 0)                                                            \
	P(S, HIDDEN, const struct request *, rq, 0)

PAGE(outcomes, OUTCOMES_PAGE);

#define OUTCOME_PAGE(P, S)                                                                         \
	P(S, ONE, struct outcome_entry, outcome, &outcome_entry_record)                                        \
	P(S, FIELD, TEXT, set, .label = "Set")                                                     \
	P(S, HIDDEN, struct form, form, 0)                                                         \
	P(S, HIDDEN, struct url, action, 0)

PAGE(outcome, OUTCOME_PAGE);

extern const struct route outcome_routes[];

#endif
