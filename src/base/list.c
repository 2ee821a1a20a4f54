#include "base/list.h"

#include <string.h>

void *list_room(struct arena *arena, void *at, size_t size, size_t len, size_t *cap)
{
	void *larger;

	if (len < *cap)
		return at;
	*cap = *cap == 0 ? 8 : *cap * 2;
	larger = arena_take_array(arena, *cap, size);
	if (len > 0)
		memcpy(larger, at, len * size);
	return larger;
}
