/*
 * Where we are on every criterion, by theme: a dot at the median of all answers shown, a bar from the lowest to
 * the highest median of the voices. A long bar is a conversation to have.
 */
#ifndef CAIRN_CHART_RANGE_DOTS_H
#define CAIRN_CHART_RANGE_DOTS_H

#include <stddef.h>

#include "base/figure.h"
#include "base/out.h"

struct range_row {
	const char *name;
	size_t theme;                          /* rows of a theme stand together; its number chooses the colour */
	struct figure median, lowest, highest; /* suppressed or missing where nothing may be shown */
	int people;                            /* whose answers the median is of */
	const char *not_asked;                 /* the voices that were not, or null */
};

struct range_dots {
	const char *id;            /* unique on the page */
	const char *title;         /* the finding as somebody wrote it, or null: range_dots_title */
	const char *const *levels; /* five names, lowest first */
	const struct range_row *rows;
	size_t row_count;
};

struct html chart_range_dots(struct arena *arena, const struct range_dots *dots);

/* "Leadership and Share learning are placed highest, at 4; two are at 2 or lower"; "Every criterion is at 4". */
const char *range_dots_title(struct arena *arena, const struct range_dots *dots);

/* On how many rows there is a median to show. */
size_t range_dots_shown(const struct range_dots *dots);

#endif
