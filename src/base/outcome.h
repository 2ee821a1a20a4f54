/*
 * What became of a change. Here on the ground because the route table and the database both speak of it.
 */
#ifndef CAIRN_BASE_OUTCOME_H
#define CAIRN_BASE_OUTCOME_H

#include "base/work.h"

enum outcome {
	CHANGED,
	REFUSED,      /* rolled back: nothing happened */
	REFUSED_KEEP, /* the answer is no, but what was written stays: a failed sign-in still counts */
	NOT_SAVED,    /* the COMMIT failed: the fault says so (given only by the database, never by a change) */
};

/* SQL only, short; may be run again from the start (so it must not keep anything from an earlier try in the plan). */
typedef enum outcome change_function(struct work *work, void *plan);

#endif
