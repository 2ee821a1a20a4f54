/*
 * What the files that change a round share, not for others: each act writes its rows, then one event.
 */
#ifndef CAIRN_STORE_ROUND_PARTS_H
#define CAIRN_STORE_ROUND_PARTS_H

#include "store/round.h"

/* {"step":"scope","before":{...},"after":{...},"criteria":[...],"groups":[...]}, each when there is one. */
const char *round_change_as_json(struct work *w, const char *step, const struct round *before,
                                 const struct round *after, const struct round_setup *setup);

/* Why an UPDATE that is guarded by state and version touched nothing. Always false. */
bool round_not_touched(struct work *w, int64_t id, const char *state, const char *not_that_state);

/* Who is asked what, as rows. */
bool round_setup_insert(struct work *w, int64_t round, const struct round_setup *setup);
bool round_setup_clear(struct work *w, int64_t round);

/*
 * The round, locked until the COMMIT by an UPDATE that changes nothing: a close at the same moment comes wholly before what is done with it, or
 * wholly after. Null with the fault NOT_FOUND.
 */
const struct round *round_held(struct work *w, int64_t id);

#endif
