/* The frameworks that come with the program. */
#include "store/framework.h"
#include "store/packs.h"

bool framework_ship(struct work *w)
{
	for (size_t i = 0; i < packs_count; i++) {
		struct framework_plan plan;

		if (!framework_prepare(w, (struct blob){ packs[i].at, packs[i].len }, &plan) ||
		    !framework_load(w, &plan))
			return false;
	}
	return true;
}
