#include "chart/levels.h"

struct level_scale level_scale_of(enum svg_size size)
{
	if (size == SVG_WIDE)
		return (struct level_scale){ size, 260, 104, 38 };
	return (struct level_scale){ size, 186, 35, 29 };
}

double level_place(const struct level_scale *scale, double value)
{
	return scale->first + (value - 1) * scale->step;
}

void level_head(struct out *out, const struct level_scale *scale, const char *const *levels)
{
	static const char *const numbers[LEVELS] = { "1", "2", "3", "4", "5" };

	for (int i = 0; i < LEVELS; i++) {
		struct svg_text how = { level_place(scale, i + 1), 16, 12, SVG_THIRD, SVG_MIDDLE, false };

		if (scale->size == SVG_WIDE && i + 1 == LEVELS) {
			how.x = SVG_WIDE_WIDTH;
			how.anchor = SVG_END;
		}
		svg_text(out, &how, scale->size == SVG_WIDE ? svg_cut(out->arena, levels[i], 16) : numbers[i]);
	}
}

void level_grid(struct out *out, const struct level_scale *scale, double from, double to)
{
	for (int i = 0; i < LEVELS; i++) {
		double x = level_place(scale, i + 1);

		svg_line(out,
		         (struct svg_line){ .x1 = x, .y1 = from, .x2 = x, .y2 = to, .width = 1, .colour = SVG_GRID });
	}
}

size_t level_name_lines(struct arena *arena, const struct level_scale *scale, const char *name)
{
	return svg_wrap(arena, name, scale->characters, 2).count;
}

void level_name(struct out *out, const struct level_scale *scale, const char *name, double middle)
{
	struct svg_lines lines = svg_wrap(out->arena, name, scale->characters, 2);
	struct svg_text how = { .y = middle + 4.5 - LEVEL_LINE / 2 * (double)(lines.count - 1),
		                .font_size = scale->size == SVG_WIDE ? 13 : 12,
		                .colour = SVG_INK };

	for (size_t i = 0; i < lines.count; i++, how.y += LEVEL_LINE)
		svg_text(out, &how, lines.at[i]);
}
