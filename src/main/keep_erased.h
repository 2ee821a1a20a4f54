/*
 * What was erased in a database after the copy was made that takes its place: it has come back, and must be erased again.
 */
#ifndef CAIRN_MAIN_KEEP_ERASED_H
#define CAIRN_MAIN_KEEP_ERASED_H

#include "base/list.h"
#include "base/time.h"
#include "base/work.h"

/* An erasure the copy has not heard of. */
struct erasure {
	int64_t partnership;
	const char *kind, *record;
	int64_t id;
	struct moment at;
};

struct erasures {
	size_t len, cap;
	struct erasure *at;
	bool is_unknown; /* the two could not be compared */
};

/* Read before the copy takes the place of what is at `before`; nothing when there is nothing there. */
struct erasures erasures_since(const struct work *w, const char *before, const char *copy);
/* Afterwards: prints what is back in `now`, and how to erase it again. What could not be compared is said too, and is no failure. */
void erasures_tell(const struct work *w, const struct erasures *erasures, const char *now);

#endif
