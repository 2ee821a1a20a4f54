#include "base/list.h"

#include <string.h>

void *list_room(struct arena *arena, void *at, size_t size, size_t len, size_t *cap)
{
	size_t used = len * size, whole;
	char *larger;

	if (len < *cap)
		return at;
	*cap = *cap == 0 ? 8 : *cap * 2;
	whole = *cap * size;
	larger = arena_take_blank(arena, whole);
	if (len > 0)
		memcpy(larger, at, used);
	memset(larger + used, 0, whole - used);
	return larger;
}
