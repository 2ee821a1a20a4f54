#include "chart/range_dots.h"

#include <stdbool.h>

#include "base/text.h"
#include "chart/levels.h"

#define HEAD           34.0
#define ROW            22.0
#define GAP            10.0 /* between themes */
#define DESCRIBED_MOST 40

/* The five themes of a framework in their order: distinct beside their name, dark enough in one colour. */
static const char *const colours[] = { "#741e6d", "#0065bd", "#00696b", "#a64200", "#1a7032" };

static bool is_shown(const struct range_row *row)
{
	return row->median.state == FIGURE_SHOWN;
}

static void draw_marks(struct out *out, const struct level_scale *scale, const struct range_row *row, double middle)
{
	level_grid(out, scale, middle - ROW / 2, middle + ROW / 2);
	if (row->highest.value > row->lowest.value)
		svg_line(out, (struct svg_line){ level_place(scale, row->lowest.value), middle,
		                                 level_place(scale, row->highest.value), middle, 5, SVG_CONTEXT });
	out_raw(out, "<circle cx=\"");
	svg_number(out, level_place(scale, row->median.value));
	out_raw(out, "\" cy=\"");
	svg_number(out, middle);
	out_format(out, "\" r=\"5.5\" fill=\"%s\"/>", colours[row->theme % (sizeof colours / sizeof *colours)]);
}

/* Each voice may have been too small, however many they are together. */
static const char *quiet_words(const struct range_row *row)
{
	return row->median.state == FIGURE_SUPPRESSED ? "Too few people of any one voice: not shown"
	                                              : "Nobody answered";
}

/* A long name takes a second line, and its row that much more room. */
static double row_height(struct arena *arena, const struct level_scale *scale, const struct range_row *row)
{
	return ROW
	+LEVEL_LINE *(double)(level_name_lines(arena, scale, row->name) - 1);
}

static void draw_row(struct out *out, const struct level_scale *scale, const struct range_row *row, double middle)
{
	const char *quiet = quiet_words(row);

	level_name(out, scale, row->name, middle);
	if (is_shown(row))
		draw_marks(out, scale, row, middle);
	else
		svg_text(out,
		         &(struct svg_text){ .x = scale->first - (scale->size == SVG_WIDE ? 0 : 4),
		                             .y = middle + 4.5,
		                             .font_size = scale->size == SVG_WIDE ? 12 : 10.5,
		                             .colour = SVG_THIRD },
		         scale->size == SVG_NARROW && row->median.state == FIGURE_SUPPRESSED ? "Too few: not shown"
		                                                                             : quiet);
}

static double draw(struct out *out, const void *picture, enum svg_size size)
{
	const struct range_dots *dots = picture;
	struct level_scale scale = level_scale_of(size);
	double y = HEAD;

	level_head(out, &scale, dots->levels);
	for (size_t i = 0; i < dots->row_count; i++) {
		double height = row_height(out->arena, &scale, &dots->rows[i]);

		if (i > 0 && dots->rows[i].theme != dots->rows[i - 1].theme)
			y += GAP;
		draw_row(out, &scale, &dots->rows[i], y + height / 2);
		y += height;
	}
	return y + 4;
}

static void describe_row(struct out *out, const struct range_row *row)
{
	struct arena *arena = out->arena;

	if (!is_shown(row)) {
		out_format(out, " %s. %s.", row->name, quiet_words(row));
	} else {
		out_format(out, " %s: %s", row->name, figure_text(arena, row->median));
		if (row->highest.value > row->lowest.value)
			out_format(out, ", voices from %s to %s", figure_text(arena, row->lowest),
			           figure_text(arena, row->highest));
		out_format(out, ", %s.", svg_people(arena, row->people));
	}
	if (row->not_asked != NULL)
		out_format(out, " Not asked: %s.", row->not_asked);
}

/* Plain text: escaped where it is written. */
static const char *description(struct arena *arena, const struct range_dots *dots)
{
	struct out out = { .arena = arena };

	out_format(
		&out,
		"The median of all answers shown, from 1 to %d, the lowest and highest median of the voices, and how "
		"many people placed themselves.",
		LEVELS);
	for (size_t i = 0; i < dots->row_count && i < DESCRIBED_MOST; i++)
		describe_row(&out, &dots->rows[i]);
	if (dots->row_count > DESCRIBED_MOST)
		out_format(&out, " And %zu more: the figures are in the table.", dots->row_count - DESCRIBED_MOST);
	return out_html(&out).at;
}

struct html chart_range_dots(struct arena *arena, const struct range_dots *dots)
{
	const char *title = dots->title != NULL ? dots->title : range_dots_title(arena, dots);

	if (range_dots_shown(dots) == 0)
		return svg_nothing(arena, dots->row_count > 0 ? text_format(arena, "%s.", quiet_words(&dots->rows[0]))
		                                              : "Nobody answered, so there is nothing to draw.");
	return svg_picture(arena,
	                   &(struct svg){ .id = dots->id, .title = title, .description = description(arena, dots) },
	                   draw, dots);
}
