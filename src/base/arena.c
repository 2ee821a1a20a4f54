#include "base/arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_BYTES ((size_t)32 * 1024)
#define ALIGNMENT   ((size_t)16)

struct block {
	struct block *next;
	size_t size;
	size_t used;
	max_align_t start[];
};

struct deferred {
	struct deferred *next;
	void (*end)(void *what);
	void *what;
};

struct arena {
	struct block *blocks; /* the one being filled first */
	struct deferred *deferred;
	size_t used;
};

static void *must(void *memory)
{
	if (memory == NULL) {
		fputs("cairn: the machine has no memory left\n", stderr);
		abort();
	}
	return memory;
}

static struct block *block_new(size_t size)
{
	struct block *block = must(malloc(sizeof *block + size));

	block->next = NULL;
	block->size = size;
	block->used = 0;
	return block;
}

struct arena *arena_new(void)
{
	return must(calloc(1, sizeof(struct arena)));
}

void *arena_take_blank(struct arena *arena, size_t size)
{
	struct block *block = arena->blocks;
	char *memory;

	if (size > SIZE_MAX / 2)
		must(NULL);
	size = (size + ALIGNMENT - 1) & ~(ALIGNMENT - 1);
	if (block == NULL || block->size - block->used < size) {
		block = block_new(size > BLOCK_BYTES ? size : BLOCK_BYTES);
		if (size > BLOCK_BYTES && arena->blocks != NULL) { /* keep filling the one we have */
			block->next = arena->blocks->next;
			arena->blocks->next = block;
		} else {
			block->next = arena->blocks;
			arena->blocks = block;
		}
	}
	memory = (char *)block->start + block->used;
	block->used += size;
	arena->used += size;
	return memory;
}

void *arena_take(struct arena *arena, size_t size)
{
	return memset(arena_take_blank(arena, size), 0, size);
}

void *arena_take_array(struct arena *arena, size_t count, size_t size)
{
	if (size != 0 && count > SIZE_MAX / 2 / size)
		must(NULL);
	return arena_take(arena, count * size);
}

void arena_defer(struct arena *arena, void (*end)(void *what), void *what)
{
	struct deferred *deferred = NEW(arena, struct deferred);

	deferred->end = end;
	deferred->what = what;
	deferred->next = arena->deferred;
	arena->deferred = deferred;
}

static void end_deferred(struct arena *arena)
{
	while (arena->deferred != NULL) {
		struct deferred *deferred = arena->deferred;

		arena->deferred = deferred->next;
		deferred->end(deferred->what);
	}
}

/* One ordinary block stays; the large ones go, so a single big page does not keep its memory for ever. */
void arena_reset(struct arena *arena)
{
	struct block *keep = NULL;

	end_deferred(arena);
	while (arena->blocks != NULL) {
		struct block *block = arena->blocks;

		arena->blocks = block->next;
		if (keep == NULL && block->size == BLOCK_BYTES)
			keep = block;
		else
			free(block);
	}
	if (keep != NULL) {
		keep->next = NULL;
		keep->used = 0;
	}
	arena->blocks = keep;
	arena->used = 0;
}

void arena_free(struct arena *arena)
{
	if (arena == NULL)
		return;
	arena_reset(arena);
	free(arena->blocks);
	free(arena);
}

size_t arena_used(const struct arena *arena)
{
	return arena->used;
}
