#include "chart/moves.h"

#include <stdbool.h>

#include "chart/levels.h"

#define DESCRIBED_MOST 40
#define HEAD           28.0
#define HEADING        34.0
#define ROW            38.0
#define APART          6.0 /* of each round from the middle of its row */
#define NOW_BAR        "#a5c9e8"

static bool is_drawn(const struct move_row *row)
{
	return row->before.people > 0 && row->after.people > 0;
}

static void draw_bar(struct out *out, const struct level_scale *scale, const struct summary *summary, double y,
                     const char *colour)
{
	svg_line(out, (struct svg_line){ level_place(scale, summary->lower.value) - 4, y,
	                                 level_place(scale, summary->upper.value) + 4, y, 4, colour });
}

static void draw_dot(struct out *out, double x, double y, const char *marks)
{
	out_raw(out, "<circle cx=\"");
	svg_number(out, x);
	out_raw(out, "\" cy=\"");
	svg_number(out, y);
	out_raw(out, marks);
}

static void draw_row(struct out *out, const struct level_scale *scale, const struct move_row *row, double y)
{
	double middle = y + ROW
	/ 2, then = middle - APART, now = middle + APART;
	double from = level_place(scale, row->before.median.value), to = level_place(scale, row->after.median.value);

	level_name(out, scale, row->name, middle);
	level_grid(out, scale, y, y + ROW);
	draw_bar(out, scale, &row->before, then, SVG_CONTEXT);
	draw_bar(out, scale, &row->after, now, NOW_BAR);
	svg_line(out, (struct svg_line){ from, then, to, now, 1.5, SVG_SECOND });
	draw_dot(out, from, then, "\" r=\"5\" fill=\"#ffffff\" stroke=\"" SVG_SECOND "\" stroke-width=\"2\"/>");
	draw_dot(out, to, now, "\" r=\"6\" fill=\"" SVG_SUBJECT "\"/>");
}

static void draw_heading(struct out *out, const struct level_scale *scale, const char *heading, double y)
{
	svg_text(out, &(struct svg_text){ .y = y + 24, .font_size = 13, .colour = SVG_INK, .is_bold = true },
	         svg_cut(out->arena, heading, scale->size == SVG_WIDE ? 92 : 44));
}

static double draw(struct out *out, const void *picture, enum svg_size size)
{
	const struct moves *moves = picture;
	struct level_scale scale = level_scale_of(size);
	double y = HEAD;

	level_head(out, &scale, moves->levels);
	for (size_t i = 0; i < moves->row_count; i++) {
		const struct move_row *row = &moves->rows[i];

		if (row->heading != NULL) {
			draw_heading(out, &scale, row->heading, y);
			y += HEADING;
		}
		if (!is_drawn(row))
			continue;
		draw_row(out, &scale, row, y);
		y += ROW;
	}
	return y + 4;
}

/* ------------------------------------------------------------------ in words */

static void describe(struct out *out, const struct summary *summary)
{
	struct arena *arena = out->arena;

	out_format(out, "%s (%s to %s)", figure_text(arena, summary->median), figure_text(arena, summary->lower),
	           figure_text(arena, summary->upper));
}

static void describe_row(struct out *out, const struct move_row *row)
{
	if (row->heading != NULL)
		out_format(out, " %s.", row->heading);
	if (!is_drawn(row))
		return;
	out_format(out, " %s: ", row->name);
	describe(out, &row->before);
	out_raw(out, " then, ");
	describe(out, &row->after);
	out_raw(out, " now.");
}

/* Plain text: escaped where it is written. */
static const char *description(struct arena *arena, const struct moves *moves)
{
	struct out out = { .arena = arena };

	out_format(&out, "The median and the middle half of the answers, from 1 to %d, in %s (then) and in %s (now).",
	           LEVELS, moves->before, moves->after);
	for (size_t i = 0; i < moves->row_count && i < DESCRIBED_MOST; i++)
		describe_row(&out, &moves->rows[i]);
	if (moves->row_count > DESCRIBED_MOST)
		out_format(&out, " And %zu more: the figures are in the table.", moves->row_count - DESCRIBED_MOST);
	return out_html(&out).at;
}

static bool has_anything(const struct moves *moves)
{
	for (size_t i = 0; i < moves->row_count; i++) {
		if (is_drawn(&moves->rows[i]))
			return true;
	}
	return false;
}

struct html chart_moves(struct arena *arena, const struct moves *moves)
{
	if (!has_anything(moves))
		return svg_nothing(arena, "Nothing can be compared, so there is nothing to draw.");
	return svg_picture(arena,
	                   &(struct svg){
				   .id = moves->id, .title = moves->title, .description = description(arena, moves) },
	                   draw, moves);
}
