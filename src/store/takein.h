/*
 * Taking a partnership in: the file `cairn takeout` made (store/takeout.h), into this Cairn, beside whatever partnerships are in it.
 *
 * Nothing of the file is believed. Before anything is touched every member is held against the digest the manifest has of it; then each
 * line is read and checked, and the database refuses what points nowhere or is there already. Last the log of what happened is walked from its
 * first event to its head. All of it is one change: whatever is wrong, the fault names the record ("Line 14 of round_group.jsonl: ..."), and
 * nothing has been changed.
 *
 * The partnership gets a new number, which stands in no record; nothing else changes. A take-out made before later steps of the schema is taken in,
 * too: a column it does not have gets the default its step gave it, a table stays empty.
 */
#ifndef CAIRN_STORE_TAKEIN_H
#define CAIRN_STORE_TAKEIN_H

#include "base/work.h"

struct takein_wish {
	const char *name; /* what the partnership is to be called here; null: as in the take-out */
};

struct takein_made {
	int64_t partnership, records, files, accounts; /* accounts: that were made */
	const char *name;
};

/* From an open file, called so in faults. On a connection for changes, outside a change. */
bool takein_read(struct work *w, const struct takein_wish *wish, int from, const char *called,
                 struct takein_made *made);

#endif
