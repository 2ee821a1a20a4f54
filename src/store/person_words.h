/*
 * What somebody is called, wherever it stands in a text: their name, names they had before, their e-mail address.
 *
 * A name of two words or more is found however it is written, in capitals or not; a name of one word only as it is written, for "Will" is in
 * many sentences. Either is found only as words of their own: "Ann" is not in "Anniversary". An address is found however it is written, and not within a
 * longer one.
 */
#ifndef CAIRN_STORE_PERSON_WORDS_H
#define CAIRN_STORE_PERSON_WORDS_H

#include "base/list.h"
#include "base/work.h"

/* What stands in their place. */
#define PERSON_LEFT        "Somebody who has left"
#define PERSON_LEFT_WITHIN "somebody who has left"

struct person_words {
	size_t len, cap;
	const char **at;
};

/* Adds a name or address; an empty one, and one that is there already, is nothing. */
void person_words_add(struct arena *arena, struct person_words *words, const char *word);
bool person_words_in(const struct person_words *words, const char *text);
/* The same text without them; null when none of them is in it. */
const char *person_words_replaced(struct arena *arena, const struct person_words *words, const char *text);

#endif
