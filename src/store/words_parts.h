/* What the files about words share. Private to them. */
#ifndef CAIRN_STORE_WORDS_PARTS_H
#define CAIRN_STORE_WORDS_PARTS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/time.h"
#include "base/work.h"

/* That something was taken out, and why; never what. */
struct words_act {
	const char *criterion, *kind;
	const char *what; /* as in the table words_taken_out */
	const char *reason, *reason_words, *done_by;
	struct moment done_at;
};

/*
 * Inside a change: whoever takes something out of released words, and whoever puts them in the search, holds their release first. So what they were
 * a moment ago is never put there after it is gone.
 */
bool words_hold_release(struct work *w, int64_t round);

bool words_keep_reason(struct work *w, int64_t round, const struct words_act *act);

/* Whether these words wait for their release in a round; and, inside a change, takes them away from there, once: whoever wrote them took them back. In
 * words_check.c. */
bool words_waiting_of(struct work *w, int64_t round, const char *criterion, const char *kind, const char *words,
                      int64_t *waiting);
/* Words of rounds whose release was decided before then and that nobody has released: how many, and since when; and, inside a change, takes some of
 * them away. */
bool words_old(struct work *w, struct moment before, int64_t *count, struct moment *oldest);
bool words_old_drop(struct work *w, struct moment before, int64_t *removed);
bool words_forget(struct work *w, int64_t round, const char *criterion, const char *kind, const char *words);

#endif
