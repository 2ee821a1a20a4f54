/*
 * What changed: the partnership's log as people read it.
 *
 * A place in it is counted among what may be read, the oldest first: what was answered meanwhile leaves no gap.
 */
#ifndef CAIRN_SITE_CHANGES_H
#define CAIRN_SITE_CHANGES_H

#include "base/field.h"
#include "store/event.h"
#include "web/request.h"

#define CHANGE_FIELDS(F, S)                                                                        \
	F(S, MOMENT, at, .label = "When")                                                          \
	F(S, TEXT, who, .label = "Who")                                                            \
	F(S, TEXT, what, .label = "What")
ROW(change_row, CHANGE_FIELDS);

#define CHANGES_PAGE(P, S)                                                                         \
	P(S, MANY, struct change_row, changes, &change_row_record)                                 \
	P(S, FIELD, INT, older, .label = "To go on with what is older: ?before=")

PAGE(changes, CHANGES_PAGE);

bool show_changes(struct work *w, struct request *rq);

struct change_list {
	size_t len, cap;
	struct change_row *at;
};

/* At most `most`, newest first, after the first `skip`, each as a sentence: "opened the round Autumn 2026". */
bool changes_newest(struct work *w, int64_t most, int64_t skip, struct change_list *changes);

#endif
