/* What a picture of dots says in one sentence. */
#include <stdbool.h>

#include "base/text.h"
#include "chart/dots.h"
#include "engine/summary.h"

struct ends {
	size_t shown, headings;
	const struct dots_row *low, *high;
	struct figure lowest, highest;
};

static struct ends ends_of(const struct dots *dots)
{
	struct ends ends = { 0 };

	for (size_t i = 0; i < dots->row_count; i++) {
		const struct dots_row *row = &dots->rows[i];
		struct figure median = summary_of_cell(&row->cell, dots->threshold).median;

		ends.headings += row->heading != NULL;
		if (row->cell.state != CELL_SHOWN)
			continue;
		if (ends.shown == 0 || median.value < ends.lowest.value) {
			ends.lowest = median;
			ends.low = row;
		}
		if (ends.shown == 0 || median.value > ends.highest.value) {
			ends.highest = median;
			ends.high = row;
		}
		ends.shown++;
	}
	return ends;
}

const char *dots_title(struct arena *arena, const struct dots *dots)
{
	struct ends ends = ends_of(dots);
	const char *low = figure_text(arena, ends.lowest), *high = figure_text(arena, ends.highest);

	if (ends.shown == 0)
		return text_format(arena, "%s: nothing may be shown", dots->about);
	if (ends.headings > 1)
		return text_format(arena, "%s: medians from %s to %s", dots->about, low, high);
	if (ends.shown == 1)
		return text_format(arena, "%s: %s at %s", dots->about, ends.low->name, low);
	if (ends.low == ends.high || ends.lowest.value == ends.highest.value)
		return text_format(arena, "%s: each voice shown is at %s", dots->about, low);
	return text_format(arena, "%s: %s at %s, %s at %s", dots->about, ends.high->name, high, ends.low->name, low);
}
