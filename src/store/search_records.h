/*
 * What the search finds of each kind of record.
 *
 * Each function reads its record as it is now and puts what can be found of it, or takes it out when there is no such record any more. It is
 * called inside the change that wrote the record, before the event; called again it gives the same rows. The record is held first, by
 * an UPDATE that changes nothing: without it the making anew of the whole index could write what the record was a moment ago.
 */
#ifndef CAIRN_STORE_SEARCH_RECORDS_H
#define CAIRN_STORE_SEARCH_RECORDS_H

#include "store/search.h"

/* Its title and purpose. What was said in it is added after its words were released: search_is_due. */
bool search_round(struct work *w, int64_t id);
/* Its newest version, with every criterion and statement; the official wording where it is loaded. */
bool search_framework(struct work *w, int64_t id);
bool search_voice(struct work *w, int64_t id);
bool search_group(struct work *w, int64_t id);
/* A member's name, found by who sees the list of people. */
bool search_person(struct work *w, int64_t account);
/* In every partnership they belong to. */
bool search_person_everywhere(struct work *w, int64_t account);

/* A position's reason with the dissent that stands; what an action is and what came of it. In search_agreed.c. */
bool search_position(struct work *w, int64_t id);
bool search_action(struct work *w, int64_t id);
struct rows *search_position_ids(struct work *w);
struct rows *search_action_ids(struct work *w);

/* The released words of a closed round after this position, at most so many; *last becomes the position of the last of them, and stays when
 * there was none. */
bool search_words(struct work *w, int64_t round, int64_t most, int64_t *last);
/* Those at one position, after something was taken out of them; out of the search when all of it was. */
bool search_words_again(struct work *w, int64_t round, int64_t position);

/* For making all of it anew: each kind of record but released words, in an order that does not matter. */
struct search_source {
	struct rows *(*ids)(struct work *w); /* of the work's partnership */
	bool (*put)(struct work *w, int64_t id);
};
extern const struct search_source search_sources[]; /* ended by nulls */

#endif
