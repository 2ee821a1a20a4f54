/*
 * How the dots of one drawing are laid out: where the levels stand, how large a dot is and how high a row. Only
 * for dots.c and dots_people.c.
 */
#ifndef CAIRN_CHART_DOTS_GRID_H
#define CAIRN_CHART_DOTS_GRID_H

#include "chart/dots.h"
#include "chart/svg.h"

struct dots_grid {
	enum svg_size size;
	double first, step; /* of the five levels */
	double pitch, radius;
	int across; /* dots side by side */
	int per_dot;
	bool is_file;
	double label, row; /* heights: of a label above its dots (0: it stands beside them), and of a whole row */
};

struct dots_grid dots_grid_of(const struct dots *dots, enum svg_size size);

/* How many dots stand for so many people. */
int dots_needed(int people, int per_dot);

/* The dots of one row of the picture, their middle at y. */
void dots_people(struct out *out, const struct dots_grid *grid, const struct tally *tally, double y);
/* Those of all rows as marks. */
void dots_write(struct out *out, const struct dots_grid *grid, struct out *people);

#endif
