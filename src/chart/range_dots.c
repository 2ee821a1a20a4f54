#include "chart/range_dots.h"

#include <stdbool.h>

#include "base/text.h"
#include "chart/svg.h"

#define LEVELS         5
#define HEAD           34.0
#define ROW            22.0
#define LINE           14.0 /* of a name that takes two */
#define GAP            10.0 /* between themes */
#define DESCRIBED_MOST 40

/* The five themes of a framework in their order: distinct beside their name, dark enough in one colour. */
static const char *const colours[] = { "#741e6d", "#0065bd", "#00696b", "#a64200", "#1a7032" };

struct scale {
	enum svg_size size;
	double first, step;
	size_t characters; /* of a label */
};

static struct scale scale_of(enum svg_size size)
{
	if (size == SVG_WIDE)
		return (struct scale){ size, 260, 104, 38 };
	return (struct scale){ size, 186, 35, 29 };
}

static double place(const struct scale *scale, double value)
{
	return scale->first + (value - 1) * scale->step;
}

static bool is_shown(const struct range_row *row)
{
	return row->median.state == FIGURE_SHOWN;
}

/* Names where there is room for them, numbers on a phone. */
static void draw_head(struct out *out, const struct range_dots *dots, const struct scale *scale)
{
	static const char *const numbers[LEVELS] = { "1", "2", "3", "4", "5" };

	for (int i = 0; i < LEVELS; i++) {
		struct svg_text how = { place(scale, i + 1), 16, 12, SVG_THIRD, SVG_MIDDLE, false };

		if (scale->size == SVG_WIDE && i + 1 == LEVELS) {
			how.x = SVG_WIDE_WIDTH;
			how.anchor = SVG_END;
		}
		svg_text(out, &how, scale->size == SVG_WIDE ? svg_cut(out->arena, dots->levels[i], 16) : numbers[i]);
	}
}

static void draw_marks(struct out *out, const struct scale *scale, const struct range_row *row, double middle)
{
	for (int i = 0; i < LEVELS; i++) {
		double x = place(scale, i + 1);

		svg_line(
			out, (struct svg_line) {
				x, middle - ROW
				/ 2, x, middle + ROW
				/ 2, 1, SVG_GRID
			});
	}
	if (row->highest.value > row->lowest.value)
		svg_line(out, (struct svg_line){ place(scale, row->lowest.value), middle,
		                                 place(scale, row->highest.value), middle, 5, SVG_CONTEXT });
	out_raw(out, "<circle cx=\"");
	svg_number(out, place(scale, row->median.value));
	out_raw(out, "\" cy=\"");
	svg_number(out, middle);
	out_format(out, "\" r=\"5.5\" fill=\"%s\"/>", colours[row->theme % (sizeof colours / sizeof *colours)]);
}

static const char *quiet_words(struct arena *arena, const struct range_dots *dots, const struct range_row *row)
{
	return row->median.state == FIGURE_SUPPRESSED ? svg_withheld(arena, dots->threshold) : "Nobody answered";
}

/* A long name takes a second line, and its row that much more room. */
static double row_height(struct arena *arena, const struct scale *scale, const struct range_row *row)
{
	return ROW
	+LINE *(double)(svg_wrap(arena, row->name, scale->characters, 2).count - 1);
}

static void draw_name(struct out *out, const struct scale *scale, const struct range_row *row, double middle)
{
	struct svg_lines lines = svg_wrap(out->arena, row->name, scale->characters, 2);
	struct svg_text how = { .y = middle + 4.5 - LINE / 2 * (double)(lines.count - 1),
		                .font_size = scale->size == SVG_WIDE ? 13 : 12,
		                .colour = SVG_INK };

	for (size_t i = 0; i < lines.count; i++, how.y += LINE)
		svg_text(out, &how, lines.at[i]);
}

static void draw_row(struct out *out, const struct range_dots *dots, const struct scale *scale,
                     const struct range_row *row, double middle)
{
	const char *quiet = quiet_words(out->arena, dots, row);

	draw_name(out, scale, row, middle);
	if (is_shown(row))
		draw_marks(out, scale, row, middle);
	else
		svg_text(out,
		         &(struct svg_text){ .x = scale->first - (scale->size == SVG_WIDE ? 0 : 4),
		                             .y = middle + 4.5,
		                             .font_size = scale->size == SVG_WIDE ? 12 : 10.5,
		                             .colour = SVG_THIRD },
		         scale->size == SVG_NARROW && row->median.state == FIGURE_SUPPRESSED
		                 ? text_format(out->arena, "Under %d people: not shown", dots->threshold)
		                 : quiet);
}

static double draw(struct out *out, const void *picture, enum svg_size size)
{
	const struct range_dots *dots = picture;
	struct scale scale = scale_of(size);
	double y = HEAD;

	draw_head(out, dots, &scale);
	for (size_t i = 0; i < dots->row_count; i++) {
		double height = row_height(out->arena, &scale, &dots->rows[i]);

		if (i > 0 && dots->rows[i].theme != dots->rows[i - 1].theme)
			y += GAP;
		draw_row(out, dots, &scale, &dots->rows[i], y + height / 2);
		y += height;
	}
	return y + 4;
}

static void describe_row(struct out *out, const struct range_dots *dots, const struct range_row *row)
{
	struct arena *arena = out->arena;

	if (!is_shown(row))
		out_format(out, " %s. %s.", row->name, quiet_words(arena, dots, row));
	else if (row->highest.value > row->lowest.value)
		out_format(out, " %s: %s, voices from %s to %s.", row->name, figure_text(arena, row->median),
		           figure_text(arena, row->lowest), figure_text(arena, row->highest));
	else
		out_format(out, " %s: %s.", row->name, figure_text(arena, row->median));
}

/* Plain text: escaped where it is written. */
static const char *description(struct arena *arena, const struct range_dots *dots)
{
	struct out out = { .arena = arena };

	out_format(&out,
	           "The median of all answers shown, from 1 to %d, and the lowest and highest median of the voices.",
	           LEVELS);
	for (size_t i = 0; i < dots->row_count && i < DESCRIBED_MOST; i++)
		describe_row(&out, dots, &dots->rows[i]);
	if (dots->row_count > DESCRIBED_MOST)
		out_format(&out, " And %zu more: the figures are in the table.", dots->row_count - DESCRIBED_MOST);
	return out_html(&out).at;
}

static size_t count_shown(const struct range_dots *dots)
{
	size_t shown = 0;

	for (size_t i = 0; i < dots->row_count; i++)
		shown += is_shown(&dots->rows[i]);
	return shown;
}

struct html chart_range_dots(struct arena *arena, const struct range_dots *dots)
{
	const char *title = dots->title != NULL ? dots->title : range_dots_title(arena, dots);

	if (count_shown(dots) == 0)
		return svg_nothing(arena, dots->row_count > 0 && dots->rows[0].median.state == FIGURE_SUPPRESSED
		                                  ? text_format(arena, "%s.", svg_withheld(arena, dots->threshold))
		                                  : "Nobody answered, so there is nothing to draw.");
	return svg_picture(arena,
	                   &(struct svg){ .id = dots->id, .title = title, .description = description(arena, dots) },
	                   draw, dots);
}
