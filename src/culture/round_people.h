/*
 * Step 3: which groups are asked, gathered by voice; and, on a page of its own, what one of them is asked.
 */
#ifndef CAIRN_CULTURE_ROUND_PEOPLE_H
#define CAIRN_CULTURE_ROUND_PEOPLE_H

#include "culture/round_setup.h"
#include "store/people_group.h"

struct group_check {
	const char *id, *value, *name;
	const char *asks;  /* "5 questions, about 10 minutes" */
	struct url choose; /* empty until the group is saved as asked */
	bool is_ticked;
};

struct voice_checks {
	const char *name;
	struct {
		size_t len, cap;
		struct group_check *at;
	} groups;
};

struct voices_checks {
	size_t len, cap;
	struct voice_checks *at;
};

#define ROUND_PEOPLE_PAGE(P, S)                                                                                        \
	P(S, ONE, struct round, round, &round_record)                                                                  \
	P(S, HIDDEN, struct setup_frame, frame, 0)                                                                     \
	P(S, HIDDEN, bool, is_first_time, 0)                                                                           \
	P(S, HIDDEN, struct voices_checks, voices, 0)

PAGE(round_people, ROUND_PEOPLE_PAGE);

#define ROUND_ASKED_PAGE(P, S)                                                                                         \
	P(S, ONE, struct round, round, &round_record)                                                                  \
	P(S, ONE, struct people_group, group, &people_group_record)                                                    \
	P(S, FIELD, INT, minutes, .label = "Minutes")                                                                  \
	P(S, HIDDEN, const struct request *, rq, 0)                                                                    \
	P(S, HIDDEN, struct setup_frame, frame, 0)                                                                     \
	P(S, HIDDEN, bool, is_light, 0)                                                                                \
	P(S, HIDDEN, bool, has_agreed, 0)                                                                              \
	P(S, HIDDEN, const char *, asks, 0)                                                                            \
	P(S, HIDDEN, struct url, suggested, 0)                                                                         \
	P(S, HIDDEN, struct criterion_themes, themes, 0)

PAGE(round_asked, ROUND_ASKED_PAGE);

#endif
