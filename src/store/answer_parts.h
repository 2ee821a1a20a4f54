/*
 * What everything that changes answers does last, said once for the files that save, take back and erase answers; not for others.
 */
#ifndef CAIRN_STORE_ANSWER_PARTS_H
#define CAIRN_STORE_ANSWER_PARTS_H

#include "store/answer.h"

/* The event of it. Whoever holds a link acts as nobody: somebody who is signed in as well must not stand in the log beside their answer. */
bool answer_record(struct work *w, const char *kind, const char *record, int64_t id);
/* False with the fault CONFLICT when the round was closed meanwhile. */
bool answer_is_still_open(struct work *w, const struct answerer *who);

/* Erases all that a participant said. `dropped` counts what was there, so that taking back nothing is no act. */
bool answer_drop_all(struct work *w, int64_t participant, int64_t *dropped);

/* The same, and when they began goes as well: for whoever erases what somebody said. Their link stays. */
bool answers_drop(struct work *w, int64_t participant, int64_t *dropped);

#endif
