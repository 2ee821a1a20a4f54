/*
 * Answers as dots, by voice: each dot is one person's place on the described line, a black mark stands at the
 * median.
 *
 * The rows are the voices on one criterion, or the voices on each of several statements, a heading before each.
 * Only cells that may be shown become dots; a withheld one says so. Where there would be more than 4,000 dots each
 * stands for several people and the picture says how many.
 */
#ifndef CAIRN_CHART_DOTS_H
#define CAIRN_CHART_DOTS_H

#include <stddef.h>

#include "base/out.h"
#include "engine/tally.h"

struct dots_row {
	const char *heading; /* what this and the next rows are about, or null */
	const char *name;    /* the voice */
	struct tally_cell cell;
};

struct dots {
	const char *id;            /* unique on the page */
	const char *title;         /* the finding as somebody wrote it, or null: dots_title */
	const char *about;         /* the criterion */
	const char *const *levels; /* POSITIONS names, lowest first */
	int threshold;             /* what a withheld cell is under */
	const struct dots_row *rows;
	size_t row_count;
};

/* Both drawings, or a sentence when nothing may be drawn. */
struct html chart_dots(struct arena *arena, const struct dots *dots);

/* The finding, from the same figures: "Option appraisal: Leaders at 4, Users and carers at 1". */
const char *dots_title(struct arena *arena, const struct dots *dots);

/* 1 unless there are very many. */
int dots_people_per_dot(const struct dots *dots);

#endif
