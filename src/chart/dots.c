#include "chart/dots.h"

#include "base/text.h"
#include "chart/dots_grid.h"
#include "chart/svg.h"
#include "engine/summary.h"

#define DESCRIBED_MOST 24 /* rows told one by one in the description */
#define HEAD           34.0
#define HEADING        32.0
#define HEADING_LINE   17.0 /* for each line of it after the first */
#define QUIET_ROW      38.0 /* a row with a sentence instead of dots */

/* What is drawn alike in every row is one mark in all: a picture of many rows stays small. */
struct marks {
	struct out levels, people, medians;
};

/* An official statement is a sentence: it is wrapped, and cut only when it is longer than any of them. */
static struct svg_lines heading_lines(struct arena *arena, const struct dots_grid *grid, const struct dots_row *row)
{
	return svg_wrap(arena, row->heading, grid->size == SVG_WIDE ? 92 : 44, SVG_LINES_MOST);
}

static double heading_height(struct arena *arena, const struct dots_grid *grid, const struct dots_row *row)
{
	if (row->heading == NULL)
		return 0;
	return HEADING + HEADING_LINE * (double)(heading_lines(arena, grid, row).count - 1);
}

static double row_height(struct arena *arena, const struct dots_grid *grid, const struct dots_row *row)
{
	double quiet = grid->label > 0 ? QUIET_ROW + 8 : QUIET_ROW;

	return heading_height(arena, grid, row) + (row->cell.state == CELL_SHOWN ? grid->row : quiet);
}

static void draw_median(struct out *out, const struct dots_grid *grid, double median, double y)
{
	out_raw(out, "M");
	svg_number(out, grid->first + (median - 1) * grid->step - 5);
	out_raw(out, " ");
	svg_number(out, y);
	out_raw(out, "h10l-5 7z");
}

static void draw_levels(struct out *out, const struct dots_grid *grid, double top, double bottom)
{
	for (int i = 0; i < POSITIONS; i++) {
		out_raw(out, "M");
		svg_number(out, grid->first + i * grid->step);
		out_raw(out, " ");
		svg_number(out, top);
		out_raw(out, "V");
		svg_number(out, bottom);
	}
}

/* The end of a row. */
static void draw_rule(struct out *out, const struct dots_grid *grid, double y)
{
	out_raw(out, "M0 ");
	svg_number(out, y);
	out_raw(out, "H");
	svg_number(out, svg_width(grid->size));
}

static void draw_dots(struct marks *marks, const struct dots_grid *grid, const struct dots_row *row, double y)
{
	struct summary summary = summary_of_cell(&row->cell);
	double top = y + grid->label, middle = top + 12 + (grid->row - grid->label - 12) / 2;

	draw_levels(&marks->levels, grid, top, y + grid->row);
	dots_people(&marks->people, grid, &row->cell.tally, middle);
	draw_median(&marks->medians, grid, summary.median.value, top + 3);
}

static void write_marks(struct out *out, const struct dots_grid *grid, struct marks *marks)
{
	out_raw(out, "<path stroke=\"" SVG_GRID "\" d=\"");
	out_markup(out, out_html(&marks->levels));
	out_raw(out, "\"/>");
	dots_write(out, grid, &marks->people);
	out_raw(out, "<path fill=\"" SVG_INK "\" d=\"");
	out_markup(out, out_html(&marks->medians));
	out_raw(out, "\"/>");
}

static const char *quiet_words(struct arena *arena, const struct dots *dots, enum cell_state state)
{
	switch (state) {
	case CELL_NOBODY:
		return "Nobody answered";
	case CELL_NOT_ASKED:
		return "Not asked";
	case CELL_WITHHELD:
	case CELL_SHOWN:
		break;
	}
	return svg_too_few_placed(arena, dots->threshold);
}

/* The voice and its number beside the dots, in two lines or three. */
static void label_beside(struct out *out, const struct dots_row *row, double y, double height)
{
	struct svg_lines lines = svg_wrap(out->arena, row->name, 26, 2);
	bool is_shown = row->cell.state == CELL_SHOWN;
	double at = y + (height - 15 * ((double)lines.count + is_shown)) / 2 + 12;

	for (size_t i = 0; i < lines.count; i++, at += 15)
		svg_text(out, &(struct svg_text){ .y = at, .font_size = 13, .colour = SVG_INK }, lines.at[i]);
	if (is_shown)
		svg_text(out, &(struct svg_text){ .y = at, .font_size = 11.5, .colour = SVG_THIRD },
		         svg_people(out->arena, tally_placed(&row->cell.tally)));
}

static void label_above(struct out *out, const struct dots_row *row, double y)
{
	svg_text(out, &(struct svg_text){ .y = y + 16, .font_size = 12.5, .colour = SVG_INK },
	         svg_cut(out->arena, row->name, 38));
	if (row->cell.state == CELL_SHOWN)
		svg_text(out,
		         &(struct svg_text){ .x = SVG_NARROW_WIDTH,
		                             .y = y + 16,
		                             .font_size = 11.5,
		                             .colour = SVG_THIRD,
		                             .anchor = SVG_END },
		         svg_people(out->arena, tally_placed(&row->cell.tally)));
}

static void draw_heading(struct out *out, const struct dots_grid *grid, const struct dots_row *row, double y)
{
	struct svg_lines lines = heading_lines(out->arena, grid, row);
	struct svg_text how = { .y = y + 22, .font_size = 13, .colour = SVG_INK, .is_bold = true };

	for (size_t i = 0; i < lines.count; i++, how.y += HEADING_LINE)
		svg_text(out, &how, lines.at[i]);
}

static void draw_row(struct out *out, struct marks *marks, const struct dots *dots, const struct dots_grid *grid,
                     const struct dots_row *row, double y)
{
	double bottom = y + row_height(out->arena, grid, row);

	if (row->heading != NULL) {
		draw_heading(out, grid, row, y);
		y += heading_height(out->arena, grid, row);
	}
	if (grid->label > 0)
		label_above(out, row, y);
	else
		label_beside(out, row, y, bottom - y);
	if (row->cell.state == CELL_SHOWN)
		draw_dots(marks, grid, row, y);
	else
		svg_text(out,
		         &(struct svg_text){ .x = grid->label > 0 ? 0 : grid->first - 20,
		                             .y = bottom - (grid->label > 0 ? 12 : 15),
		                             .font_size = 12,
		                             .colour = SVG_THIRD },
		         quiet_words(out->arena, dots, row->cell.state));
	draw_rule(&marks->levels, grid, bottom);
}

static double draw(struct out *out, const void *picture, enum svg_size size)
{
	const struct dots *dots = picture;
	const struct dots_grid whole = dots_grid_of(dots, size), *grid = &whole;
	struct marks marks = { { .arena = out->arena }, { .arena = out->arena }, { .arena = out->arena } };
	double y = HEAD;

	for (int i = 0; i < POSITIONS; i++)
		svg_text(out,
		         &(struct svg_text){ .x = grid->first + i * grid->step,
		                             .y = 20,
		                             .font_size = 11.5,
		                             .colour = SVG_SECOND,
		                             .anchor = SVG_MIDDLE },
		         svg_cut(out->arena, dots->levels[i], grid->size == SVG_WIDE ? 17 : 11));
	for (size_t i = 0; i < dots->row_count; i++) {
		draw_row(out, &marks, dots, grid, &dots->rows[i], y);
		y += row_height(out->arena, grid, &dots->rows[i]);
	}
	write_marks(out, grid, &marks);
	return y + 4;
}

static void describe_row(struct out *out, const struct dots *dots, const struct dots_row *row)
{
	struct summary summary = summary_of_cell(&row->cell);

	if (row->heading != NULL)
		out_format(out, " %s.", row->heading);
	if (row->cell.state == CELL_SHOWN)
		out_format(out, " %s: %s, median %s.", row->name, svg_people(out->arena, summary.people),
		           figure_text(out->arena, summary.median));
	else
		out_format(out, " %s. %s.", row->name, quiet_words(out->arena, dots, row->cell.state));
}

/* Plain text: escaped where it is written. */
static const char *description(struct arena *arena, const struct dots *dots)
{
	struct out out = { .arena = arena };

	out_format(&out, "%s.", dots_legend(arena, dots));
	for (size_t i = 0; i < dots->row_count && i < DESCRIBED_MOST; i++)
		describe_row(&out, dots, &dots->rows[i]);
	if (dots->row_count > DESCRIBED_MOST)
		out_format(&out, " And %zu rows more: the figures are in the table.", dots->row_count - DESCRIBED_MOST);
	return out_html(&out).at;
}

static bool has_state(const struct dots *dots, enum cell_state state)
{
	for (size_t i = 0; i < dots->row_count; i++) {
		if (dots->rows[i].cell.state == state)
			return true;
	}
	return false;
}

static struct html nothing(struct arena *arena, const struct dots *dots)
{
	static const enum cell_state states[] = { CELL_WITHHELD, CELL_NOBODY, CELL_NOT_ASKED };

	for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
		if (has_state(dots, states[i]))
			return svg_nothing(arena, text_format(arena, "%s.", quiet_words(arena, dots, states[i])));
	}
	return svg_nothing(arena, "Nobody answered, so there is nothing to draw.");
}

struct html chart_dots(struct arena *arena, const struct dots *dots)
{
	const char *title = dots->title != NULL ? dots->title : dots_title(arena, dots);

	if (!has_state(dots, CELL_SHOWN))
		return nothing(arena, dots);
	return svg_picture(arena,
	                   &(struct svg){ .id = dots->id, .title = title, .description = description(arena, dots) },
	                   draw, dots);
}
