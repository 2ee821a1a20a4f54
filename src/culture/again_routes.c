/* The addresses of starting again and of comparing. */
#include "culture/again.h"

const struct route again_routes[] = {
	{ GET, "/culture/rounds/:id/again", SHOW(show_again), MAY_PLAN, READS, "Start the next round" },
	{ POST, "/culture/rounds/:id/again", SAVE(again), MAY_PLAN, CHANGES, "Start the next round" },
	{ .path = NULL },
};
