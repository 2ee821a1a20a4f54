/* What a picture of dots says in one sentence, and what a dot is. */
#include "base/text.h"
#include "chart/dots.h"
#include "engine/summary.h"

/* The voices shown, and where their medians lie. */
struct voices {
	size_t shown;
	const struct dots_row *one;
	struct figure lowest, highest;
};

/* Not a part of a voice: that and its voice are the same people. */
static bool is_voice(const struct dots_row *row)
{
	return row->cell.state == CELL_SHOWN && !row->is_part;
}

static struct voices voices_of(const struct dots *dots)
{
	struct voices voices = { 0 };

	for (size_t i = 0; i < dots->row_count; i++) {
		const struct dots_row *row = &dots->rows[i];
		struct figure median = summary_of_cell(&row->cell).median;

		if (!is_voice(row))
			continue;
		if (voices.shown == 0 || median.value < voices.lowest.value)
			voices.lowest = median;
		if (voices.shown == 0 || median.value > voices.highest.value)
			voices.highest = median;
		voices.one = row;
		voices.shown++;
	}
	return voices;
}

static size_t voices_at(const struct dots *dots, double median)
{
	size_t count = 0;

	for (size_t i = 0; i < dots->row_count; i++)
		count += is_voice(&dots->rows[i]) && summary_of_cell(&dots->rows[i].cell).median.value == median;
	return count;
}

/* The median that more than half of the voices share, or null. */
static const char *most_voices_at(struct arena *arena, const struct dots *dots, size_t shown)
{
	for (size_t i = 0; i < dots->row_count; i++) {
		struct figure median = summary_of_cell(&dots->rows[i].cell).median;

		if (is_voice(&dots->rows[i]) && voices_at(dots, median.value) * 2 > shown)
			return figure_text(arena, median);
	}
	return NULL;
}

static size_t count_headings(const struct dots *dots)
{
	size_t headings = 0;

	for (size_t i = 0; i < dots->row_count; i++)
		headings += dots->rows[i].heading != NULL;
	return headings;
}

const char *dots_title(struct arena *arena, const struct dots *dots)
{
	struct voices voices = voices_of(dots);
	const char *low = figure_text(arena, voices.lowest), *high = figure_text(arena, voices.highest), *most;

	if (voices.shown == 0)
		return text_format(arena, "%s: nothing may be shown", dots->about);
	if (count_headings(dots) > 1)
		return text_format(arena, "%s, statement by statement", dots->about);
	if (voices.shown == 1)
		return text_format(arena, "%s: %s at %s", dots->about, voices.one->name, low);
	if (voices.lowest.value == voices.highest.value)
		return text_format(arena, "%s: each voice shown is at %s", dots->about, low);
	most = most_voices_at(arena, dots, voices.shown);
	if (most != NULL)
		return text_format(arena, "%s: most voices place us at %s; the differences could be chance",
		                   dots->about, most);
	return text_format(arena, "%s: the voices shown lie between %s and %s; the differences could be chance",
	                   dots->about, low, high);
}

const char *dots_legend(struct arena *arena, const struct dots *dots)
{
	const char *what = count_headings(dots) > 0 ? "one person's answer to one statement" : "one person";
	int per_dot = dots_people_per_dot(dots);
	bool twice = false;

	for (size_t i = 0; i < dots->row_count; i++)
		twice = twice || (dots->rows[i].is_part && dots->rows[i].cell.state == CELL_SHOWN);
	if (per_dot > 1)
		what = text_format(arena,
		                   count_headings(dots) > 0 ? "up to %d people's answers to one statement"
		                                            : "up to %d people",
		                   per_dot);
	return text_format(arena, "Each dot is %s%s", what,
	                   twice ? "; people of a group shown by itself are drawn in its voice as well" : "");
}
