/*
 * A take-out in a test's hands: its members in memory, to be altered and packed again, with a manifest that is true or one that is not.
 */
#ifndef CAIRN_TESTS_SUPPORT_PACKED_H
#define CAIRN_TESTS_SUPPORT_PACKED_H

#include <jansson.h>

#include "base/list.h"
#include "base/text.h"
#include "support/database.h"

struct packed_member {
	const char *name;
	const char *text; /* or bytes of any kind; followed by a NUL that is not counted */
	size_t len;
};

struct packed {
	struct arena *arena;
	size_t len, cap;
	struct packed_member *at;
};

/* Fails the test when the file is no archive. */
struct packed packed_read(struct arena *arena, int file);
/* An open file without a name, that goes with the arena. */
int packed_write(const struct packed *packed);
int packed_file(struct arena *arena);

/* Fails the test when there is none of that name. */
struct packed_member *packed_member(const struct packed *packed, const char *name);
/* The first place where `from` stands; fails the test when it stands nowhere. */
void packed_replace(struct packed *packed, const char *name, const char *from, const char *to);
void packed_set(struct packed *packed, const char *name, const char *text);
void packed_drop(struct packed *packed, const char *name);
/* A line by its number, from 1, without its end. */
const char *packed_line(const struct packed *packed, const char *name, int number);
/* Taken away, or put after itself. */
void packed_line_drop(struct packed *packed, const char *name, int number);
void packed_line_twice(struct packed *packed, const char *name, int number);

/* The manifest as JSON, the caller's; and put back. */
json_t *packed_manifest(const struct packed *packed);
void packed_set_manifest(struct packed *packed, json_t *manifest);
/* What the manifest says of a member. */
json_t *packed_said(json_t *manifest, const char *name);
/* Lets the manifest say of every member it names what is so: as a program would that took out what is now in it. */
void packed_settle(struct packed *packed);

#endif
