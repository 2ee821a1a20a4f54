#include "base/arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_BYTES ((size_t)32 * 1024)
#define BLOCKS_KEPT 4
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
	struct block *spare;  /* ordinary ones kept from before, with nothing in them */
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

/* One that holds at least so much, a spare one when that will do. */
static struct block *block_for(struct arena *arena, size_t size)
{
	struct block *block = arena->spare;

	if (size > BLOCK_BYTES)
		return block_new(size);
	if (block == NULL)
		return block_new(BLOCK_BYTES);
	arena->spare = block->next;
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
		block = block_for(arena, size);
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

static void free_blocks(struct block *block)
{
	while (block != NULL) {
		struct block *next = block->next;

		free(block);
		block = next;
	}
}

static size_t count_blocks(const struct block *block)
{
	size_t count = 0;

	for (; block != NULL; block = block->next)
		count++;
	return count;
}

/* A few ordinary blocks stay; the large ones go, so a single big page does not keep its memory for ever. */
void arena_reset(struct arena *arena)
{
	size_t kept = count_blocks(arena->spare);
	struct block *block;

	end_deferred(arena);
	while ((block = arena->blocks) != NULL) {
		arena->blocks = block->next;
		if (block->size != BLOCK_BYTES || kept == BLOCKS_KEPT) {
			free(block);
			continue;
		}
		block->used = 0;
		block->next = arena->spare;
		arena->spare = block;
		kept++;
	}
	arena->used = 0;
}

void arena_free(struct arena *arena)
{
	if (arena == NULL)
		return;
	end_deferred(arena);
	free_blocks(arena->blocks);
	free_blocks(arena->spare);
	free(arena);
}

size_t arena_used(const struct arena *arena)
{
	return arena->used;
}
