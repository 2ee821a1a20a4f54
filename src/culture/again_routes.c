/* The addresses of starting again and of comparing. */
#include "culture/again.h"
#include "culture/compare_pages.h"

const struct route again_routes[] = {
	{ GET, "/culture/rounds/:id/again", SHOW(show_again), MAY_PLAN, READS, "Start the next round" },
	{ POST, "/culture/rounds/:id/again", SAVE(again), MAY_PLAN, CHANGES, "Start the next round" },
	{ GET, "/culture/rounds/:id/compare", SHOW(show_compare_choose), MAY_READ, READS, "Compare two rounds" },
	{ GET, "/culture/rounds/:id/compare/:other", SHOW(show_compare), MAY_READ, READS, "Two rounds compared" },
	{ GET, "/culture/rounds/:id/compare/:other/:criterion", SHOW(show_compare_criterion), MAY_READ, READS,
	  "One criterion in two rounds" },
	{ .path = NULL },
};
