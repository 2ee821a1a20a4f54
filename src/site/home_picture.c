#include "base/text.h"
#include "chart/range_dots.h"
#include "engine/summary.h"
#include "site/home.h"
#include "store/framework.h"
#include "store/release.h"

struct range_rows {
	size_t len, cap;
	struct range_row *at;
};

/* The lowest and the highest median among the voices shown. */
static void add_range(const struct released *released, const char *item, struct range_row *row)
{
	for (size_t i = 0; i < released->units.len; i++) {
		const struct released_cell *cell =
			released->units.at[i].unit == 0 ? released_cell_of(released, item, released->units.at[i].voice, 0)
							: NULL;
		struct figure median;

		if (cell == NULL || cell->cell.state != CELL_SHOWN)
			continue;
		median = summary_of_cell(&cell->cell, released->threshold).median;
		if (row->lowest.state != FIGURE_SHOWN || median.value < row->lowest.value)
			row->lowest = median;
		if (row->highest.state != FIGURE_SHOWN || median.value > row->highest.value)
			row->highest = median;
	}
}

static struct range_rows rows_of(struct arena *arena, const struct pack *pack, const struct released *released)
{
	struct range_rows rows = { 0 };

	for (size_t t = 0; t < pack->themes.len; t++) {
		for (size_t c = 0; c < pack->themes.at[t].criteria.len; c++) {
			const struct pack_criterion *criterion = &pack->themes.at[t].criteria.at[c];
			const struct released_cell *cell = released_cell_of(released, criterion->key, 0, 0);
			struct range_row row = { .name = criterion->name, .theme = t };

			if (cell == NULL)
				continue;
			row.median = summary_of_cell(&cell->cell, released->threshold).median;
			add_range(released, criterion->key, &row);
			list_add(arena, &rows, row);
		}
	}
	return rows;
}

bool home_picture(struct work *w, const struct round_line *line, struct html *picture)
{
	const struct round *round = round_by_id(w, line->id);
	const struct released *released = round == NULL ? NULL : release_by_round(w, round->id, RELEASE_CRITERIA);
	const struct pack *pack = released == NULL ? NULL : pack_of_version(w, round->framework_version);
	const char *levels[POSITIONS];
	struct figure_frame frame = { 0 };
	struct range_rows rows;
	struct out out = { .arena = w->arena };

	if (pack == NULL)
		return false;
	rows = rows_of(w->arena, pack, released);
	for (size_t i = 0; i < POSITIONS && i < pack->line.len; i++)
		levels[i] = pack->line.at[i].name;
	if (rows.len == 0)
		return true;
	frame.wide = chart_range_dots(w->arena, &(struct range_dots){ .id = "plan-well",
	                                                              .levels = levels,
	                                                              .threshold = released->threshold,
	                                                              .rows = rows.at,
	                                                              .row_count = rows.len });
	frame.title = range_dots_title(w->arena, &(struct range_dots){
							 .levels = levels, .threshold = released->threshold, .rows = rows.at, .row_count = rows.len });
	frame.sub = text_format(w->arena,
	                        "%s. Dot: median of all answers shown. Bar: from the lowest to the highest median of the "
	                        "voices. A long bar is a conversation to have.",
	                        round->title);
	view_figure_frame(&out, &frame);
	*picture = out_html(&out);
	return true;
}
