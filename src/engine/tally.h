/*
 * Counting answers: how many people placed themselves at each of the five described positions, how many did not
 * know and for how many it does not apply.
 *
 * A cell is such a count with leave to be shown, or without. A withheld cell holds noughts: there is nothing in it
 * to slip out. A zeroed cell is withheld.
 */
#ifndef CAIRN_ENGINE_TALLY_H
#define CAIRN_ENGINE_TALLY_H

#include <stdbool.h>

#define POSITIONS 5 /* from "not yet" to "embedded" */

struct tally {
	int positions[POSITIONS]; /* people at position 1, 2, ... 5 */
	int dont_know, does_not_apply;
};

enum cell_state {
	CELL_WITHHELD, /* too few people, or part of something that may not be split */
	CELL_NOBODY,   /* nobody answered the item in any way, and that may be said */
	CELL_SHOWN,
	CELL_NOT_ASKED, /* by the set-up of the round, which is no secret; the rule of release.h knows nothing of it */
};

/* Not plainly `cell`: db/db.h has one, and the store sees both. */
struct tally_cell {
	enum cell_state state;
	struct tally tally;
};

/* How many people placed themselves. */
int tally_placed(const struct tally *tally);
/* The same and those who did not know or for whom it does not apply. */
int tally_answered(const struct tally *tally);
void tally_add(struct tally *to, const struct tally *more);

#endif
