/*
 * A figure: a number that knows what it is, where it came from and whether it may be shown.
 *
 * No other number with a fraction reaches a page, so a gap can never be printed as a zero, nor a small number slip out.
 */
#ifndef CAIRN_BASE_FIGURE_H
#define CAIRN_BASE_FIGURE_H

#include <stdint.h>

#include "base/arena.h"

enum figure_state {
	FIGURE_MISSING, /* nobody has it: "not known" (a zeroed figure is missing, never nought) */
	FIGURE_SHOWN,
	FIGURE_SUPPRESSED, /* too few people: "under 5" of a count of people that is, "not shown" of all else */
};

struct figure {
	double value;
	enum figure_state state;
	int decimals; /* at most; trailing noughts are dropped when `trim` is set */
	int trim;
	int threshold;       /* what a suppressed figure is under; 0 when that is not said */
	const char *unit;    /* "£" stands before; "%" close behind; other units after a space; null for none */
	const char *source;  /* publisher and period, or null */
	const char *quality; /* a grade in words, or null */
	const char *code;    /* the code that recomputes it, or null */
};

struct figure figure_of(double value, int decimals, const char *unit);
struct figure figure_of_count(int64_t count);
/* Only of a number of people that is indeed smaller. */
struct figure figure_under(int threshold);
struct figure figure_withheld(void);

/* "2.5", "£1,250", "12%", "under 5", "not shown", "not known". */
char *figure_text(struct arena *arena, struct figure figure);

#endif
