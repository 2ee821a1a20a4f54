/* What the picture of all criteria says in one sentence. */
#include <stdbool.h>

#include "base/text.h"
#include "chart/range_dots.h"

#define NAMED_MOST 3   /* criteria named in a title */
#define LOW        2.0 /* "early days" */

static double highest(const struct range_dots *dots)
{
	double value = 0;

	for (size_t i = 0; i < dots->row_count; i++) {
		if (dots->rows[i].median.state == FIGURE_SHOWN && dots->rows[i].median.value > value)
			value = dots->rows[i].median.value;
	}
	return value;
}

/* Puts up to NAMED_MOST names with that median in `names`; gives how many there are. */
static size_t find(const struct range_dots *dots, double value, const char *names[NAMED_MOST])
{
	size_t count = 0;

	for (size_t i = 0; i < dots->row_count; i++) {
		const struct range_row *row = &dots->rows[i];

		if (row->median.state != FIGURE_SHOWN || row->median.value != value)
			continue;
		if (count < NAMED_MOST)
			names[count] = row->name;
		count++;
	}
	return count;
}

size_t range_dots_shown(const struct range_dots *dots)
{
	size_t count = 0;

	for (size_t i = 0; i < dots->row_count; i++)
		count += dots->rows[i].median.state == FIGURE_SHOWN;
	return count;
}

static size_t count_low(const struct range_dots *dots)
{
	size_t count = 0;

	for (size_t i = 0; i < dots->row_count; i++)
		count += dots->rows[i].median.state == FIGURE_SHOWN && dots->rows[i].median.value <= LOW;
	return count;
}

static const char *number_word(struct arena *arena, size_t number)
{
	static const char *const words[] = { "none", "one", "two",   "three", "four",
		                             "five", "six", "seven", "eight", "nine" };

	return number < sizeof words / sizeof *words ? words[number] : text_format(arena, "%zu", number);
}

static const char *those_that(struct arena *arena, const char *names[NAMED_MOST], size_t count)
{
	switch (count) {
	case 1:
		return text_format(arena, "%s is", names[0]);
	case 2:
		return text_format(arena, "%s and %s are", names[0], names[1]);
	case 3:
		return text_format(arena, "%s, %s and %s are", names[0], names[1], names[2]);
	default:
		return text_format(arena, "%zu criteria are", count);
	}
}

const char *range_dots_title(struct arena *arena, const struct range_dots *dots)
{
	struct figure high = figure_of(highest(dots), 1, NULL);
	const char *names[NAMED_MOST] = { NULL };
	size_t count = find(dots, high.value, names), low = count_low(dots);
	const char *first;

	if (count == 0)
		return "Nothing may be shown";
	high.trim = 1;
	if (count > 1 && count == range_dots_shown(dots))
		return text_format(arena, "Every criterion shown is at %s", figure_text(arena, high));
	if (high.value <= LOW)
		return text_format(arena, "No criterion is above %s", figure_text(arena, high));
	first = text_format(arena, "%s placed highest, at %s", those_that(arena, names, count),
	                    figure_text(arena, high));
	if (low == 0)
		return text_format(arena, "%s; none is at 2 or lower", first);
	return text_format(arena, "%s; %s %s at 2 or lower", first, number_word(arena, low), low == 1 ? "is" : "are");
}
