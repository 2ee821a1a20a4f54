/*
 * The manifest of a take-out: what it is, which steps the database it came from had, and of each member its size and its digest. It is the first
 * member itself, and the only one that says nothing of itself. docs/takeout.md has the format.
 */
#ifndef CAIRN_STORE_TAKEOUT_MANIFEST_H
#define CAIRN_STORE_TAKEOUT_MANIFEST_H

#include "base/hash.h"
#include "base/out.h"
#include "base/work.h"
#include "store/takeout_tables.h"

#define TAKEOUT_FORMAT   1
#define TAKEOUT_MANIFEST "manifest.json"
#define TAKEOUT_PEOPLE   "people.jsonl"
#define TAKEOUT_CHUNKS   "file_chunk" /* the table whose rows are members of their own */

struct takeout_member {
	const char *name;
	char digest[HASH_CHARACTERS + 1];
	int64_t at, bytes, lines;          /* at: where it is in the file it is made from */
	const struct takeout_table *table; /* null: people, or a chunk of a file */
	const char **columns;              /* of a table: those that each of its lines has */
	size_t column_count;
	int64_t file, position; /* of a chunk; else 0 */
};

struct takeout_manifest {
	const char *name; /* the partnership's */
	bool has_passwords;
	struct {
		size_t len, cap;
		int64_t *at;
	} steps;
	struct {
		size_t len, cap;
		struct takeout_member *at;
	} members; /* in their order */
};

/* The steps this program knows. */
void takeout_own_steps(struct work *w, struct takeout_manifest *manifest);
void takeout_manifest_write(struct out *out, const struct takeout_manifest *manifest);
/* False with a fault that says what is wrong with it: it is no take-out, a newer one, or damaged. */
bool takeout_manifest_read(struct work *w, const char *text, size_t len, struct takeout_manifest *manifest);

#endif
