#include "base/text.h"
#include "chart/range_dots.h"
#include "engine/summary.h"
#include "site/home.h"
#include "store/framework.h"
#include "store/release.h"

#define ROUNDS_TRIED 8 /* a place where so many rounds in a row were too small has none to show */

/* A line of the picture, and of its table. */
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
		median = summary_of_cell(&cell->cell).median;
		if (row->lowest.state != FIGURE_SHOWN || median.value < row->lowest.value)
			row->lowest = median;
		if (row->highest.state != FIGURE_SHOWN || median.value > row->highest.value)
			row->highest = median;
	}
}

/* "Users and carers, The public"; null when every voice was. */
static const char *who_was_not_asked(struct arena *arena, const struct released *released, const char *item)
{
	const char *names = NULL;

	for (size_t i = 0; i < released->units.len; i++) {
		const struct released_unit *voice = &released->units.at[i];
		const struct released_cell *cell = released_cell_of(released, item, voice->voice, 0);

		if (voice->unit == 0 && cell != NULL && cell->cell.state == CELL_NOT_ASKED)
			names = names == NULL ? voice->name : text_format(arena, "%s, %s", names, voice->name);
	}
	return names;
}

static struct range_row row_of(struct arena *arena, const struct released *released,
                               const struct pack_criterion *criterion, const struct released_cell *total)
{
	struct summary summary = summary_of_cell(&total->cell);
	struct range_row row = { .name = criterion->name,
		                 .median = summary.median,
		                 .people = summary.people,
		                 .not_asked = who_was_not_asked(arena, released, criterion->key) };

	add_range(released, criterion->key, &row);
	return row;
}

static struct range_rows rows_of(struct arena *arena, const struct pack *pack, const struct released *released)
{
	struct range_rows rows = { 0 };

	for (size_t t = 0; t < pack->themes.len; t++) {
		for (size_t c = 0; c < pack->themes.at[t].criteria.len; c++) {
			const struct pack_criterion *criterion = &pack->themes.at[t].criteria.at[c];
			const struct released_cell *total = released_cell_of(released, criterion->key, 0, 0);

			if (total == NULL)
				continue;
			list_add(arena, &rows, row_of(arena, released, criterion, total));
			rows.at[rows.len - 1].theme = t;
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

/* How many people stand behind the criteria shown: "; 41 to 93 people on each criterion", or "". */
static const char *people_of_each(struct arena *arena, const struct range_rows *rows)
{
	int least = 0, most = 0;

	for (size_t i = 0; i < rows->len; i++) {
		int people = rows->at[i].people;

		least = people > 0 && (least == 0 || people < least) ? people : least;
		most = people > most ? people : most;
	}
	if (least == most)
		return "";
	return text_format(arena, "; %d to %d people on each criterion", least, most);
}

/* "93 people, 4 voices; 41 to 93 people on each criterion, as not every voice was asked everything" */
static const char *who_answered(struct arena *arena, const struct released *released, const struct range_rows *rows)
{
	int64_t voices = 0;
	bool left_out = false;

	for (size_t i = 0; i < released->units.len; i++)
		voices += released->units.at[i].unit == 0 && released->units.at[i].participants.state == FIGURE_SHOWN &&
		          released->units.at[i].participants.value > 0;
	for (size_t i = 0; i < rows->len; i++)
		left_out = left_out || rows->at[i].not_asked != NULL;
	return text_format(arena, "%s people, %lld voices%s%s", figure_text(arena, released->answered),
	                   (long long)voices, people_of_each(arena, rows),
	                   left_out ? ". Not every voice was asked everything: the table says who was not" : "");
}

static const char *range_text(struct arena *arena, const struct range_row *row)
{
	if (row->lowest.value == row->highest.value)
		return figure_text(arena, row->lowest);
	return text_format(arena, "%s to %s", figure_text(arena, row->lowest), figure_text(arena, row->highest));
}

static void fill_table(struct arena *arena, const struct range_rows *rows, struct home_figures *table)
{
	for (size_t i = 0; i < rows->len; i++) {
		const struct range_row *row = &rows->at[i];
		struct home_figure figure = { .name = row->name,
			                      .median = row->median,
			                      .not_asked = row->not_asked == NULL ? "" : row->not_asked };

		if (row->median.state == FIGURE_SHOWN) {
			figure.voices = range_text(arena, row);
			figure.people = figure_of_count(row->people);
		} else {
			figure.voices = "–";
			figure.people = row->median.state == FIGURE_SUPPRESSED ? figure_withheld() : figure_of_count(0);
		}
		list_add(arena, table, figure);
	}
}

static struct html frame_of(struct work *w, const struct round_line *round, const struct released *released,
                            const struct range_dots *dots, const struct range_rows *rows)
{
	struct home_figures table = { 0 };
	struct figure_frame frame = { .title = range_dots_title(w->arena, dots),
		                      .wide = chart_range_dots(w->arena, dots),
		                      .table_name = "Medians by criterion" };
	struct out out = { .arena = w->arena }, figures = { .arena = w->arena };

	fill_table(w->arena, rows, &table);
	view_home_figures(&figures, &table);
	frame.table = out_html(&figures);
	frame.sub = text_format(
		w->arena,
		"%s: %s. Dot: median of all answers shown. Bar: from the lowest to the highest median of the "
		"voices. A long bar is a conversation to have.",
		round->title, who_answered(w->arena, released, rows));
	view_figure_frame(&out, &frame);
	return out_html(&out);
}

static bool draw_round(struct work *w, const struct round_line *round, const struct released *released,
                       struct html *picture)
{
	const struct round *whole = round_by_id(w, round->id);
	const struct pack *pack = whole == NULL ? NULL : pack_of_version(w, whole->framework_version);
	const char *levels[POSITIONS];
	struct range_rows rows;
	struct range_dots dots = { .id = "plan-well", .levels = levels };

	if (pack == NULL)
		return false;
	rows = rows_of(w->arena, pack, released);
	for (size_t i = 0; i < POSITIONS && i < pack->line.len; i++)
		levels[i] = pack->line.at[i].name;
	dots.rows = rows.at;
	dots.row_count = rows.len;
	*picture = frame_of(w, round, released, &dots, &rows);
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
