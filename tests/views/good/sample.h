/* What the sample views are given. */
#ifndef CAIRN_TESTS_VIEWS_SAMPLE_H
#define CAIRN_TESTS_VIEWS_SAMPLE_H

#include "base/field.h"

struct person {
	const char *name;
	int64_t votes;
	struct url home;
	bool has_answered;
	LIST(const char *) words;
};

#define SAMPLE_PAGE(P, S)                                                                                              \
	P(S, FIELD, TEXT, title, .label = "Title")                                                                     \
	P(S, FIELD, TEXT, nothing, .label = "An empty text")                                                           \
	P(S, FIELD, INT, count, .label = "Count")                                                                      \
	P(S, FIELD, DATE, day, .label = "Day")                                                                         \
	P(S, FIELD, MOMENT, moment, .label = "Moment")                                                                 \
	P(S, FIELD, FIGURE, share, .label = "Share")                                                                   \
	P(S, HIDDEN, struct url, home, 0)                                                                              \
	P(S, HIDDEN, struct html, body, 0)                                                                             \
	P(S, HIDDEN, LIST(struct person), people, 0)                                                                   \
	P(S, HIDDEN, int, step, 0)
PAGE(sample, SAMPLE_PAGE);

/* A part that another file offers. */
void view_heading(struct out *o, int level, const char *text, struct html after);
void view_spaces(struct out *o);

#endif
