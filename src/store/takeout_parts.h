/*
 * What the files of taking out share: private to takeout*.c.
 */
#ifndef CAIRN_STORE_TAKEOUT_PARTS_H
#define CAIRN_STORE_TAKEOUT_PARTS_H

#include "base/out.h"
#include "store/takeout.h"
#include "store/takeout_manifest.h"
#include "store/takeout_people.h"

struct taking {
	struct work *w;
	const struct takeout_wish *wish;
	struct takeout_made *made;
	int file; /* where the members are gathered */
	int64_t at;
	struct out out; /* what is not yet written */
	struct hashing hashing;
	struct takeout_manifest manifest;
	struct takeout_member *now;
	struct takeout_names names;        /* from account to number */
	const struct takeout_table *table; /* the one that is read */
	const char **starts;               /* what stands before each value of a line */
	int64_t rows, percent;
};

/* takeout_gather.c: members one after the other into one file, each with its digest. False with the fault set. */
void gather_begin(struct taking *taking, const char *name);
/* Then the columns its lines have, when it has lines. */
void gather_columns(struct taking *taking, const char *const *names, size_t count);
bool gather_bytes(struct taking *taking, const char *at, size_t len);
/* Writes what waits in `out`. */
bool gather_flush(struct taking *taking);
bool gather_end(struct taking *taking);
/* A row has gone by: asks now and then whether to go on. */
bool gather_goes_on(struct taking *taking);

/* takeout_rows.c: the members that have lines. */
bool takeout_rows_of_people(struct taking *taking);
bool takeout_rows_of(struct taking *taking, const struct takeout_table *table);

#endif
