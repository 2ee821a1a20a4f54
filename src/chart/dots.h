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

#include <stdbool.h>
#include <stddef.h>

#include "base/out.h"
#include "engine/tally.h"

struct dots_row {
	const char *heading; /* what this and the next rows are about, or null */
	const char *name;    /* the voice, or a part of it */
	struct tally_cell cell;
	bool is_part; /* of the voice before it: the same people once more */
};

struct dots {
	const char *id;            /* unique on the page */
	const char *title;         /* the finding, where one was tested; null: dots_title, which claims none */
	const char *about;         /* the criterion */
	const char *const *levels; /* POSITIONS names, lowest first */
	int threshold;             /* what the people of a withheld cell are under */
	const struct dots_row *rows;
	size_t row_count;
	bool is_file; /* for a document: each dot is a mark of its own, which every program that opens documents draws alike */
};

/* Both drawings, or a sentence when nothing may be drawn. */
struct html chart_dots(struct arena *arena, const struct dots *dots);

/* Where the voices are, from the same figures, parts of voices left out. That two differ is never said here: whether it is chance is not to
 * be seen from the medians. "Option appraisal: most voices place us at 3; the differences could be chance". */
const char *dots_title(struct arena *arena, const struct dots *dots);

/* What a dot is: "Each dot is one person", and that people are drawn twice where some are. */
const char *dots_legend(struct arena *arena, const struct dots *dots);

/* 1 unless there are very many. */
int dots_people_per_dot(const struct dots *dots);

#endif
