/* The dots themselves: the people of one row of the picture, level by level. */
#include "chart/dots_grid.h"

/* Dots side by side, as a line whose dashes have no length and round ends: thousands take hardly more than a few. It ends between two of them, so that
 * rounding neither adds a dot nor leaves one out. */
static void draw_line(struct out *out, const struct dots_grid *grid, double x, double y, int count)
{
	out_raw(out, "M");
	svg_number(out, x);
	out_raw(out, " ");
	svg_number(out, y);
	out_raw(out, "h");
	svg_number(out, (count - 0.5) * grid->pitch);
}

static void draw_circles(struct out *out, const struct dots_grid *grid, double x, double y, int count)
{
	for (int i = 0; i < count; i++) {
		out_raw(out, "<circle cx=\"");
		svg_number(out, x + i * grid->pitch);
		out_raw(out, "\" cy=\"");
		svg_number(out, y);
		out_raw(out, "\" r=\"");
		svg_number(out, grid->radius);
		out_raw(out, "\"/>");
	}
}

/* People at one level, in rows of equal length, the last one centred too. */
static void draw_place(struct out *out, const struct dots_grid *grid, double x, double y, int count)
{
	int rows = (count + grid->across - 1) / grid->across;

	for (int row = 0; row < rows; row++) {
		int here = row + 1 < rows ? grid->across : count - row * grid->across;
		double left = x - (here - 1) / 2.0 * grid->pitch, middle = y + (row - (rows - 1) / 2.0) * grid->pitch;

		if (grid->is_file)
			draw_circles(out, grid, left, middle, here);
		else
			draw_line(out, grid, left, middle, here);
	}
}

void dots_people(struct out *out, const struct dots_grid *grid, const struct tally *tally, double y)
{
	for (int i = 0; i < POSITIONS; i++)
		draw_place(out, grid, grid->first + i * grid->step, y, dots_needed(tally->positions[i], grid->per_dot));
}

void dots_write(struct out *out, const struct dots_grid *grid, struct out *people)
{
	if (grid->is_file) {
		out_raw(out, "<g fill=\"" SVG_SUBJECT "\">");
		out_markup(out, out_html(people));
		out_raw(out, "</g>");
		return;
	}
	out_raw(out, "<path fill=\"none\" stroke=\"" SVG_SUBJECT "\" stroke-linecap=\"round\" stroke-width=\"");
	svg_number(out, 2 * grid->radius);
	out_raw(out, "\" stroke-dasharray=\"0 ");
	svg_number(out, grid->pitch);
	out_raw(out, "\" d=\"");
	out_markup(out, out_html(people));
	out_raw(out, "\"/>");
}
