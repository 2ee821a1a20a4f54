/*
 * Every record of a partnership in which somebody stands: by their account, or by name in what was typed.
 *
 * Goes through the tables that a take-out goes through (store/takeout_tables.h), so that a table that comes new is looked at as well. Official
 * wording, the framework as it was loaded and the log itself are not altered; contents of the log are taken away, never changed.
 */
#ifndef CAIRN_STORE_PERSON_RECORDS_H
#define CAIRN_STORE_PERSON_RECORDS_H

#include <stdbool.h>
#include <stdint.h>

#include "store/person_words.h"

/* Inside a change. "Somebody who has left" takes the place of these words in every text; *erased counts the contents of the log that held them and are
 * gone. */
bool person_records_sweep(struct work *w, const struct person_words *words, int64_t *erased);
/* Inside a change: what pointed at one account points at the other. */
bool person_records_move(struct work *w, int64_t from, int64_t to);

#endif
