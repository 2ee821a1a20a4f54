/*
 * What pictures with a row for each item share: the five levels across, a name at the left that may take two lines. Only for the
 * pictures of this folder.
 */
#ifndef CAIRN_CHART_LEVELS_H
#define CAIRN_CHART_LEVELS_H

#include "chart/svg.h"

#define LEVELS     5
#define LEVEL_LINE 14.0 /* of a name that takes two */

struct level_scale {
	enum svg_size size;
	double first, step;
	size_t characters; /* of a line of a name */
};

struct level_scale level_scale_of(enum svg_size size);
/* Where a level, or a place between two, stands across. */
double level_place(const struct level_scale *scale, double value);
/* The levels' names where there is room for them, numbers on a phone. */
void level_head(struct out *out, const struct level_scale *scale, const char *const *levels);
/* The pale lines of a row, from y to y. */
void level_grid(struct out *out, const struct level_scale *scale, double from, double to);
/* How many lines a name takes, and the name about the middle of its row. */
size_t level_name_lines(struct arena *arena, const struct level_scale *scale, const char *name);
void level_name(struct out *out, const struct level_scale *scale, const char *name, double middle);

#endif
