/*
 * Two rounds on every criterion: where the median stood then (a hollow dot) and where it stands now (a filled one below it), each on the bar of
 * its middle half, a thin line from the one to the other. Shapes and heights tell the rounds apart, so colour need not.
 */
#ifndef CAIRN_CHART_MOVES_H
#define CAIRN_CHART_MOVES_H

#include <stddef.h>

#include "base/out.h"
#include "engine/summary.h"

struct move_row {
	const char *heading; /* what this and the next rows have in common, or null */
	const char *name;
	struct summary before, after; /* of the same voices; a row in which one has no people is not drawn */
};

struct moves {
	const char *id;             /* unique on the page */
	const char *title;          /* the finding */
	const char *before, *after; /* the two rounds' names */
	const char *const *levels;  /* five names, lowest first */
	const struct move_row *rows;
	size_t row_count;
};

/* Both drawings, or a sentence when there is nothing to draw. */
struct html chart_moves(struct arena *arena, const struct moves *moves);

#endif
