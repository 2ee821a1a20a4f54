/*
 * Writing a release down: each row of what may be shown, several to a statement, for a large round has thousands of them.
 *
 * A suppressed figure and the counts of a withheld cell are written as nothing (NULL). Only inside a change. False with the fault set.
 */
#ifndef CAIRN_STORE_RELEASE_KEEP_H
#define CAIRN_STORE_RELEASE_KEEP_H

#include <stdbool.h>

#include "base/work.h"
#include "store/release.h"

/* Everything in it; its words where a facilitator will check them. A round that has a release already is a CONFLICT. */
bool release_keep(struct work *w, const struct released *released);

#endif
