/*
 * Reading a pack's JSON strictly, a step at a time: for pack.c alone.
 *
 * Each step puts what is wrong into the list of problems, as a sentence that opens with the place ("Theme 2,
 * criterion 3"), and goes on, so that a person sees all that has to be mended at once. What could not be read is
 * left as "" or 0, never null.
 */
#ifndef CAIRN_STORE_PACK_READING_H
#define CAIRN_STORE_PACK_READING_H

#include <jansson.h>

#include "store/pack.h"

struct reading {
	struct arena *arena;
	struct pack_texts *problems;
	size_t wrong; /* how many in all: the list stops at PACK_PROBLEMS */
};

/* A text of an object: where it goes in the record and what it must be. Tables of these end with a null name. */
struct text_rule {
	const char *name;
	const char *called; /* "the question" */
	size_t offset;      /* of a const char * in the record */
	size_t max;         /* characters */
	bool required;
	bool is_key; /* a to z, 0 to 9, dot, hyphen, underscore */
};

/* An entry of such a table. */
#define TEXT_OF(type, member, json_name, called_, max_) \
	.name = (json_name), .called = (called_), .offset = offsetof(type, member), .max = (max_)

void reading_problem(struct reading *reading, const char *where, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* An object of the file, or null (told) when it is something else. */
const json_t *reading_object(struct reading *reading, const char *where, const json_t *value);

/* Fills in every text of the table, and tells of names in the object that are neither in the table nor in `others`
 * (ended by a null). */
void reading_texts(struct reading *reading, const char *where, const json_t *object, const struct text_rule *rules,
                   const char *const *others, void *record);

/* A list of short texts under that name; none when it is absent. */
struct pack_texts reading_list(struct reading *reading, const char *where, const json_t *object, const char *name,
                               const char *called, size_t most, size_t max);

/* A whole number from least to most; `otherwise` when it is absent. */
int64_t reading_number(struct reading *reading, const char *where, const json_t *object, const char *name,
                       const char *called, int64_t least, int64_t most, int64_t otherwise);

/* How many things stand in the array under that name; told when it is absent (unless `optional`), no array, empty
 * or over `most`. */
size_t reading_count(struct reading *reading, const char *where, const json_t *object, const char *name,
                     const char *called, size_t most, bool optional);

/* pack_line.c: the line of the pack's top, and the positions of a criterion, which are the line's when it has none
 * of its own. */
void pack_read_line(struct reading *reading, const json_t *root, struct pack *pack);
void pack_read_positions(struct reading *reading, const char *where, const json_t *object, const struct pack *pack,
                         struct pack_criterion *criterion);

/* pack_link.c: where the framework stands among others. */
void pack_read_links(struct reading *reading, const json_t *root, struct pack *pack);

/* pack_workshop.c: a theme's workshop, or null when it has none. */
const struct pack_workshop *pack_read_workshop(struct reading *reading, const char *where, const json_t *theme);

#endif
