/*
 * What comes up again and again in many short texts: words, and pairs of words side by side, by the number of texts they stand in.
 *
 * Words are folded (base/words.h) and counted once a text, however often it says them. Stop words, numbers and words of one or two letters
 * are left out, and so is a pair with one of them in it or with more than a space or a hyphen between. A word that is never there without the
 * pair it belongs to is left out for the pair. What stands in fewer than RECUR_LEAST texts does not come up again and again.
 *
 * The most texts first; of equals in the order of their bytes. At most RECUR_MOST. A suggestion, from which a person makes a tag or does not.
 */
#ifndef CAIRN_ENGINE_RECUR_H
#define CAIRN_ENGINE_RECUR_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

#define RECUR_LEAST 3
#define RECUR_MOST  40

struct recurring {
	const char *term; /* folded: "carers", "early help" */
	int texts;
};

struct recurring_list {
	size_t len, cap;
	struct recurring *at;
};

struct recurring_list recur(struct arena *arena, const char *const *texts, size_t count);

/* Whether a text holds such a term, as recur() counts it. */
bool recur_has(struct arena *arena, const char *text, const char *term);

#endif
