/*
 * What is still to be added to the search.
 *
 * The words of a closed round may be tens of thousands of texts, too many for the change that closes it. That change only notes here that they
 * are due; they are added afterwards (store/search_rebuild.h) by a job, and the page of the search says so meanwhile. In the same way
 * everything is due after an upgrade, or when the whole index is made anew.
 */
#ifndef CAIRN_STORE_SEARCH_DUE_H
#define CAIRN_STORE_SEARCH_DUE_H

#include "base/list.h"
#include "base/work.h"

#define SEARCH_EVERYTHING 0 /* in place of a round's number */

/* Inside a change. */
bool search_is_due(struct work *w, int64_t round);

/* What is still being added, for people to know: titles of rounds, and whether everything is. */
struct search_coming {
	LIST(const char *) rounds;
	bool is_everything;
};
bool search_coming(struct work *w, struct search_coming *coming);

/* Numbers of the partnerships where something is due and no job is at it; where one has just failed, not yet. */
struct search_places {
	size_t len, cap;
	int64_t *at;
};
bool search_places_due(struct work *w, struct search_places *places);

#endif
