#include "base/text.h"
#include "chart/range_dots.h"
#include "engine/summary.h"
#include "site/home.h"
#include "store/framework.h"
#include "store/release.h"

#define ROUNDS_TRIED 8 /* a place where so many rounds in a row were too small has none to show */

struct range_rows {
	size_t len, cap;
	struct range_row *at;
};

/* The lowest and the highest median among the voices shown. */
static void add_range(const struct released *released, const char *item, struct range_row *row)
{
	for (size_t i = 0; i < released->units.len; i++) {
		const struct released_cell *cell =
			released->units.at[i].unit == 0
				? released_cell_of(released, item, released->units.at[i].voice, 0)
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

/* Two voices on some criterion: less is no picture of a partnership. */
static bool has_enough(const struct released *released)
{
	const char *item = "";
	size_t voices = 0;

	for (size_t i = 0; i < released->cells.len; i++) { /* by item */
		const struct released_cell *cell = &released->cells.at[i];

		voices = text_equal(item, cell->item) ? voices : 0;
		item = cell->item;
		voices += cell->voice != 0 && cell->unit == 0 && cell->cell.state == CELL_SHOWN;
		if (voices >= 2)
			return true;
	}
	return false;
}

/* "93 people, 4 voices" */
static const char *who_answered(struct arena *arena, const struct released *released)
{
	int64_t voices = 0;

	for (size_t i = 0; i < released->units.len; i++)
		voices += released->units.at[i].unit == 0 && released->units.at[i].participants.state == FIGURE_SHOWN;
	return text_format(arena, "%s people, %lld voices", figure_text(arena, released->answered), (long long)voices);
}

static bool draw_round(struct work *w, const struct round_line *round, const struct released *released,
                       struct html *picture)
{
	const struct round *whole = round_by_id(w, round->id);
	const struct pack *pack = whole == NULL ? NULL : pack_of_version(w, whole->framework_version);
	const char *levels[POSITIONS];
	struct figure_frame frame = { 0 };
	struct range_rows rows;
	struct out out = { .arena = w->arena };

	if (pack == NULL)
		return false;
	rows = rows_of(w->arena, pack, released);
	for (size_t i = 0; i < POSITIONS && i < pack->line.len; i++)
		levels[i] = pack->line.at[i].name;
	frame.wide = chart_range_dots(w->arena, &(struct range_dots){ .id = "plan-well",
	                                                              .levels = levels,
	                                                              .threshold = released->threshold,
	                                                              .rows = rows.at,
	                                                              .row_count = rows.len });
	frame.title = range_dots_title(w->arena, &(struct range_dots){ .levels = levels,
	                                                               .threshold = released->threshold,
	                                                               .rows = rows.at,
	                                                               .row_count = rows.len });
	frame.sub = text_format(
		w->arena,
		"%s: %s. Dot: median of all answers shown. Bar: from the lowest to the highest median of the "
		"voices. A long bar is a conversation to have.",
		round->title, who_answered(w->arena, released));
	view_figure_frame(&out, &frame);
	*picture = out_html(&out);
	return true;
}

bool home_picture(struct work *w, const struct home_page *page, struct home_picture *picture)
{
	picture->since = "";
	for (size_t i = 0, tried = 0; i < page->rounds.len && tried < ROUNDS_TRIED; i++) {
		const struct round_line *round = &page->rounds.at[i];
		const struct released *released;

		if (!text_equal(round->state, "closed") || text_equal(round->depth, "conversation"))
			continue;
		released = release_by_round(w, round->id, RELEASE_CRITERIA);
		if (released == NULL)
			return false;
		if (has_enough(released)) {
			picture->results = url_id(w->arena, "/culture/rounds/:id/results", round->id);
			return draw_round(w, round, released, &picture->drawing);
		}
		if (tried++ == 0)
			picture->since =
				text_format(w->arena, "%s closed since; too few answered to show here.", round->title);
	}
	if (*picture->since != '\0')
		picture->since = "The rounds that closed had too few answers to show here.";
	return true;
}
