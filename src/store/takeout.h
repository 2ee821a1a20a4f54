/*
 * Taking a partnership out: everything that is kept of it, in one file that any Cairn takes in (store/takein.h). docs/takeout.md has the format.
 *
 * It holds what people wrote as they wrote it, not what may be shown: whoever lets somebody have it must be an administrator, warned, and noted in the
 * record. The same partnership gives the same bytes, whichever database it is in and however often it was taken in and out.
 *
 * It is read in one snapshot, row by row, into a file without a name that goes when this ends; memory does not grow with the partnership.
 */
#ifndef CAIRN_STORE_TAKEOUT_H
#define CAIRN_STORE_TAKEOUT_H

#include "base/work.h"

struct takeout_wish {
	bool with_passwords; /* the digests of the members' passwords come along */
	/* Hears now and then how far it is, from 0 to 100; when it says no, the taking out ends with the fault CONFLICT. May be null. */
	bool (*goes_on)(void *context, int64_t done_percent);
	void *context;
};

struct takeout_made {
	int64_t records, files, bytes;
};

/* The work's partnership into an open file that is empty. Not inside a snapshot or a change. */
bool takeout_write(struct work *w, const struct takeout_wish *wish, int to, struct takeout_made *made);

#endif
