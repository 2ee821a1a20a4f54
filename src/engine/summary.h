/*
 * A count of positions in a few figures: how many people, the middle, and how far apart they are.
 *
 * Positions are described places on a line, not amounts, so nothing is averaged but two neighbours. Median and
 * quartiles are definition 2 of Hyndman and Fan (Sample quantiles in statistical packages, The American
 * Statistician 50, 1996, 361-365): the position of the person a half (a quarter, three quarters) of the way along
 * the ordered answers, and halfway between two people when the place falls between them. Every result is therefore
 * a position or the midpoint of two.
 *
 * A withheld count gives figures that say "not shown"; one that nobody is in, or that was not asked, missing figures.
 */
#ifndef CAIRN_ENGINE_SUMMARY_H
#define CAIRN_ENGINE_SUMMARY_H

#include <stdbool.h>

#include "base/figure.h"
#include "engine/tally.h"

struct summary {
	int people;                         /* who placed themselves; 0 when that is withheld */
	struct figure median, lower, upper; /* lower and upper: the middle half of the answers */
	bool is_wide;                       /* the middle half spans three positions or more, both ends counted */
};

/* Five counts, one a position; none negative. */
struct summary summary_of(const int positions[POSITIONS]);

/* As above with leave. */
struct summary summary_of_cell(const struct tally_cell *cell);

/* How wide the middle half is, in positions: 0 when all in it are alike. 0 also when there is none. */
double summary_spread(const struct summary *summary);

#endif
