/*
 * Looking for words in comments: all that were typed, in any order, the last also by its beginning. Capitals and accents do not matter.
 */
#ifndef CAIRN_CULTURE_WORDS_FIND_H
#define CAIRN_CULTURE_WORDS_FIND_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

#define SOUGHT_CHARACTERS 200

struct words_sought {
	size_t len, cap;
	const char **at; /* folded */
};

/* Nothing typed, or only signs: nothing is sought, and everything is found. */
struct words_sought words_sought(struct arena *arena, const char *typed);
bool words_found(struct arena *arena, const struct words_sought *sought, const char *text);

#endif
