/*
 * The words of a text, as the search knows them.
 *
 * A word is a run of letters, digits and their marks in any writing. An apostrophe between two of them belongs to it and is then left
 * out ("carer's" is "carers"); everything else parts words, a hyphen too. Folded, a word has neither capitals nor accents ("Café" is
 * "cafe"), and at most WORD_BYTES of it count. Writing without spaces between words (Chinese, Thai) comes as long words, which are
 * found by their beginning.
 *
 * Nothing here can fail. Bytes that are no text part words.
 */
#ifndef CAIRN_BASE_WORDS_H
#define CAIRN_BASE_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

#define WORD_BYTES 60

/* Where a word stands in its text. */
struct word_place {
	const char *at;
	size_t len;
};

/* The next word of the text that is left at *rest, which moves past it. False: there is none. */
bool words_next(const char **rest, struct word_place *place);

/* Folded; "" for a single letter from a to z, which says nothing. */
const char *word_folded(struct arena *arena, struct word_place place);

#endif
