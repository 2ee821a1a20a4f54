/*
 * Bringing the search up to date with what is due (store/search_due.h), or making all of it anew: in short changes, so that nobody waits long.
 *
 * Being stopped and begun again does no harm, nor do two at the same time. Until the end the page of the search says that something is still
 * being added.
 */
#ifndef CAIRN_STORE_SEARCH_REBUILD_H
#define CAIRN_STORE_SEARCH_REBUILD_H

#include "base/work.h"

/* Hears after each short change, and a pause as long as it took, how many comments have been added of how many; when it says no, the rest
 * stays due. */
struct search_watch {
	bool (*go_on)(void *context, int64_t done, int64_t all);
	void *context;
};

/* Adds all that is due in the work's partnership, on its own connection for changes. *added: how many comments. `watch` null: nobody
 * else is at work, so there are no pauses. */
bool search_catch_up(struct work *w, const struct search_watch *watch, int64_t *added);
/* The same after taking everything out. */
bool search_rebuild(struct work *w, const struct search_watch *watch, int64_t *added);

#endif
