/*
 * What changed: the partnership's log as people read it.
 */
#ifndef CAIRN_SITE_CHANGES_H
#define CAIRN_SITE_CHANGES_H

#include "base/field.h"
#include "store/event.h"
#include "web/request.h"

#define CHANGE_FIELDS(F, S)                                                                        \
	F(S, INT, number, .label = "Number")                                                       \
	F(S, MOMENT, at, .label = "When")                                                          \
	F(S, TEXT, who, .label = "Who")                                                            \
	F(S, TEXT, what, .label = "What")                                                          \
	F(S, TEXT, digest, .label = "Digest")
ROW(change_row, CHANGE_FIELDS);

#define CHANGES_PAGE(P, S)                                                                         \
	P(S, MANY, struct change_row, changes, &change_row_record)                                 \
	P(S, HIDDEN, int64_t, older, 0)

PAGE(changes, CHANGES_PAGE);

bool show_changes(struct work *w, struct request *rq);

struct change_list {
	size_t len, cap;
	struct change_row *at;
};

/* At most `most`, newest first, older than the number `before` (0: all), each as a sentence: "opened the round Autumn 2026". */
bool changes_newest(struct work *w, int64_t most, int64_t before, struct change_list *changes);

#endif
