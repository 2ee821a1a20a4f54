/*
 * Lists that grow, in an arena.
 *
 * A list is any struct with `len`, `cap` and `at`: LIST(struct option) declares one. Adding may move the
 * items, so keep an index, not a pointer, while a list is still growing.
 */
#ifndef CAIRN_BASE_LIST_H
#define CAIRN_BASE_LIST_H

#include "base/arena.h"

#define LIST(type)                                                                                 \
	struct {                                                                                   \
		size_t len;                                                                        \
		size_t cap;                                                                        \
		type *at;                                                                          \
	}

/* Adds a copy of an item at the end. */
#define list_add(arena, list, item)                                                                \
	((list)->at = list_room((arena), (list)->at, sizeof *(list)->at, (list)->len, &(list)->cap), \
	 (list)->at[(list)->len++] = (item))

/* Adds a zeroed item and gives a pointer to it, good until the next one is added. */
#define list_new(arena, list)                                                                      \
	((list)->at = list_room((arena), (list)->at, sizeof *(list)->at, (list)->len, &(list)->cap), \
	 &(list)->at[(list)->len++])

/* Makes one list hold what another of the same items holds, until either grows. */
#define list_share(list, other)                                                                    \
	((list)->len = (list)->cap = (other)->len, (list)->at = (other)->at, (void)0)

#define EACH(item, list) ((item) = (list)->at; (item) != NULL && (item) < (list)->at + (list)->len; (item)++)

void *list_room(struct arena *arena, void *at, size_t size, size_t len, size_t *cap);

#endif
