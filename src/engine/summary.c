#include "engine/summary.h"

#define WIDE 2.0 /* from 2 to 4, say: three positions */

/* The position of the person at `place`, counted from 1, when all stand in order. */
static int position_at(const int positions[POSITIONS], int64_t place)
{
	int64_t passed = 0;

	for (int i = 0; i < POSITIONS - 1; i++) {
		passed += positions[i];
		if (place <= passed)
			return i + 1;
	}
	return POSITIONS;
}

/* So many quarters of the way along `people`, who are at least one. */
static struct figure quartile(const int positions[POSITIONS], int64_t people, int quarters)
{
	int64_t place = people * quarters / 4;
	struct figure figure;

	if (people * quarters % 4 != 0)
		return figure_of(position_at(positions, place + 1), 1, NULL);
	figure = figure_of((position_at(positions, place) + position_at(positions, place + 1)) / 2.0, 1, NULL);
	return figure;
}

static struct figure trimmed(struct figure figure)
{
	figure.trim = 1; /* "3", not "3.0" */
	return figure;
}

struct summary summary_of(const int positions[POSITIONS])
{
	struct summary summary = { 0 };

	for (int i = 0; i < POSITIONS; i++)
		summary.people += positions[i];
	if (summary.people == 0)
		return summary;
	summary.lower = trimmed(quartile(positions, summary.people, 1));
	summary.median = trimmed(quartile(positions, summary.people, 2));
	summary.upper = trimmed(quartile(positions, summary.people, 3));
	summary.is_wide = summary_spread(&summary) >= WIDE;
	return summary;
}

struct summary summary_of_cell(const struct tally_cell *cell)
{
	struct figure withheld = figure_withheld();

	switch (cell->state) {
	case CELL_SHOWN:
		return summary_of(cell->tally.positions);
	case CELL_NOBODY:
	case CELL_NOT_ASKED:
		break;
	case CELL_WITHHELD:
		return (struct summary){ .median = withheld, .lower = withheld, .upper = withheld };
	}
	return (struct summary){ 0 };
}

double summary_spread(const struct summary *summary)
{
	return summary->upper.value - summary->lower.value;
}
