/*
 * Reading why something is taken out of somebody's words, and what is left of them: said once for checking and for taking out later.
 */
#ifndef CAIRN_CULTURE_WORDS_REASON_H
#define CAIRN_CULTURE_WORDS_REASON_H

#include "engine/shorten.h"
#include "web/parts/parts.h"
#include "web/request.h"

/* The five reasons to choose from, after "Choose a reason". */
struct choices words_reason_choices(struct arena *arena, const char *chosen);

/* Where the form holds the reason and, for another one, its words; and what was read. */
struct words_why {
	const char *reason_field, *why_field;
	const char *reason, *reason_words; /* a key; "" unless the key is "other" */
};
/* False with the mistake on its field. */
bool words_why_read(struct work *w, struct request *rq, struct words_why *why);

/* What is wrong with what is left, on its field; true when nothing is. */
bool words_left_is_right(struct work *w, struct request *rq, const char *field, const struct shortened *shortened);

#endif
