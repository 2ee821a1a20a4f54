/*
 * Memory for one piece of work.
 *
 * An arena hands out memory and takes it all back at once, when the piece of work (a request, a command, a
 * job, a test) ends. Nobody frees a single result, so nothing can be freed twice or forgotten. What is not memory
 * (a file, a statement) is handed to arena_defer, which ends it with the arena.
 *
 * Everything handed out is zeroed and aligned for any type. A request that cannot be met ends the program with a
 * line in the log: there is nothing sensible a handler could do with a null.
 *
 * An arena belongs to one thread at a time.
 */
#ifndef CAIRN_BASE_ARENA_H
#define CAIRN_BASE_ARENA_H

#include <stddef.h>

struct arena;

struct arena *arena_new(void);

/* Ends what was deferred, newest first, and makes the memory free to hand out again. Keeps four blocks, enough for most pages, to
 * be quick. */
void arena_reset(struct arena *arena);

/* As arena_reset, and gives everything back to the machine, the arena itself included. Null is allowed. */
void arena_free(struct arena *arena);

void *arena_take(struct arena *arena, size_t size);

/* The same, but not zeroed: for room that is written before it is read, such as that of a page. */
void *arena_take_blank(struct arena *arena, size_t size);

/* Room for `count` things of `size` bytes each; the product is checked. */
void *arena_take_array(struct arena *arena, size_t count, size_t size);

/* Calls end(what) when the arena is reset or freed. */
void arena_defer(struct arena *arena, void (*end)(void *what), void *what);

/* How many bytes have been handed out since the last reset: for tests and for the metrics page. */
size_t arena_used(const struct arena *arena);

#define NEW(arena, type)              ((type *)arena_take((arena), sizeof(type)))
#define NEW_ARRAY(arena, type, count) ((type *)arena_take_array((arena), (count), sizeof(type)))

#endif
