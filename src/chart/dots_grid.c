#include "chart/dots_grid.h"

#define DOTS_MOST 4000

int dots_needed(int people, int per_dot)
{
	return (people + per_dot - 1) / per_dot;
}

int dots_people_per_dot(const struct dots *dots)
{
	static const int steps[] = { 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000 };
	int64_t people = 0;
	size_t i = 0;

	for (size_t row = 0; row < dots->row_count; row++)
		people += tally_placed(&dots->rows[row].cell.tally);
	while (i + 1 < sizeof steps / sizeof *steps && people / steps[i] > DOTS_MOST)
		i++;
	return steps[i];
}

static int most_in_a_place(const struct dots *dots)
{
	int most = 0;

	for (size_t row = 0; row < dots->row_count; row++) {
		for (int i = 0; i < POSITIONS; i++) {
			if (dots->rows[row].cell.tally.positions[i] > most)
				most = dots->rows[row].cell.tally.positions[i];
		}
	}
	return most;
}

/* The largest dots with which the fullest place stays about as high as its row. */
static void choose_pitch(struct dots_grid *grid, int most)
{
	static const double pitches[] = { 8.4, 6.6, 5.2, 4.2, 3.4 };
	double stack = 0;
	int rows;

	for (size_t i = 0; i < sizeof pitches / sizeof *pitches; i++) {
		grid->pitch = pitches[i];
		grid->across = i == 0 ? 7 : (int)((grid->step - 8) / grid->pitch);
		rows = (most + grid->across - 1) / grid->across;
		stack = grid->pitch * rows;
		if (stack <= 44)
			break;
	}
	grid->radius = grid->pitch * 0.43;
	grid->row = stack + (grid->size == SVG_WIDE ? 26 : 48);
	if (grid->row < 52)
		grid->row = 52;
}

struct dots_grid dots_grid_of(const struct dots *dots, enum svg_size size)
{
	struct dots_grid grid = {
		.size = size, .first = 236, .step = 102, .per_dot = dots_people_per_dot(dots), .is_file = dots->is_file
	};

	if (size == SVG_NARROW) {
		grid.first = 34;
		grid.step = 68.75;
		grid.label = 22;
	}
	choose_pitch(&grid, dots_needed(most_in_a_place(dots), grid.per_dot));
	return grid;
}
