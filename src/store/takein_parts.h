/*
 * What the files of taking in share: private to takein*.c.
 */
#ifndef CAIRN_STORE_TAKEIN_PARTS_H
#define CAIRN_STORE_TAKEIN_PARTS_H

#include "store/takein.h"
#include "store/takein_lines.h"
#include "store/takeout_people.h"

struct taking_in {
	const struct takein_wish *wish;
	struct takein_made *made;
	struct archive *archive;
	struct takeout_manifest manifest; /* member i is the archive's i + 1 */
	struct takeout_people people;
	struct takeout_names names; /* from number to account */
	struct takein_lines lines;  /* its work is everybody's */
};

/* takein_check.c: reads the manifest and holds all members against it. */
bool takein_check(struct taking_in *in);
/* takein_people.c: who the people are; before anything is changed. */
bool takein_people(struct taking_in *in);
/* takein_table.c: one member that is a table. Inside a change. */
bool takein_table(struct taking_in *in, size_t index);
/* takein_file.c: the members that are chunks of files, when the table of files is there. Inside a change. */
bool takein_files(struct taking_in *in);

/* takein_older.c: what a step of the schema computed, for a partnership that was taken out before that step. Inside a change, when all rows are
 * there. In the order of their numbers, ended by a null function. */
struct takein_step {
	int64_t number;
	bool (*run)(struct work *w);
};
extern const struct takein_step takein_steps[];
bool takein_older(struct work *w, const struct takeout_manifest *manifest, const struct takein_step *steps);

#endif
