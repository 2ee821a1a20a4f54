/*
 * The lines of a member, each a JSON object with the same names: private to taking in.
 */
#ifndef CAIRN_STORE_TAKEIN_LINES_H
#define CAIRN_STORE_TAKEIN_LINES_H

#include <jansson.h>

#include "base/archive.h"
#include "store/takeout_manifest.h"

struct takein_lines {
	struct work *w;
	struct archive *archive;
	const struct takeout_member *member;
	int64_t number; /* of the line that was read last, from 1 */
	json_t *line;   /* gone with the next, or with takein_lines_end */
	char *buffer;   /* grows in the work's arena */
	size_t cap, len, at;
	bool is_all; /* the member has no more to give */
};

/* `index` is the member's in the archive. The room of an earlier reading is used again. */
bool takein_lines_begin(struct takein_lines *lines, const struct takeout_member *member, size_t index);
/* Null at the end, and when something is wrong: then the fault is set. */
const json_t *takein_line(struct takein_lines *lines);
void takein_lines_end(struct takein_lines *lines);

/* Always false: "Line 14 of round_group.jsonl: ...". */
bool takein_wrong(struct work *w, const struct takeout_member *member, int64_t line, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

#endif
