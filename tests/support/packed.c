#include "support/packed.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
/* cmocka wants its own above it before itself */
#include <cmocka.h>

#include "base/archive.h"
#include "base/hash.h"

#define MANIFEST "manifest.json"

/* ------------------------------------------------------------------ files */

static void close_file(void *file)
{
	fclose(file);
}

int packed_file(struct arena *arena)
{
	FILE *file = tmpfile();

	assert_non_null(file);
	arena_defer(arena, close_file, file);
	return fileno(file);
}

struct packed packed_read(struct arena *arena, int file)
{
	struct packed packed = { .arena = arena };
	struct fault fault = { 0 };
	struct archive *archive = archive_open(arena, &fault, file, "it");

	if (archive == NULL)
		fail_msg("%s", fault.sentence);
	for (size_t i = 0; i < archive_count(archive); i++) {
		size_t len = (size_t)archive_bytes(archive, i);
		char *text = arena_take(arena, len + 1);

		assert_true(archive_begin(archive, i));
		if (archive_read(archive, text, len) != (int64_t)len && len > 0)
			fail_msg("%s", fault.sentence);
		list_add(arena, &packed,
		         ((struct packed_member){ text_copy(arena, archive_name(archive, i)), text, len }));
	}
	return packed;
}

int packed_write(const struct packed *packed)
{
	struct arena *arena = packed->arena;
	struct archive_member *members = NEW_ARRAY(arena, struct archive_member, packed->len);
	struct fault fault = { 0 };
	int from = packed_file(arena), to = packed_file(arena);
	int64_t at = 0;

	for (size_t i = 0; i < packed->len; i++) {
		const struct packed_member *member = &packed->at[i];

		members[i] = (struct archive_member){ member->name, at, (int64_t)member->len };
		assert_int_equal(pwrite(from, member->text, member->len, at), member->len);
		at += (int64_t)member->len;
	}
	if (!archive_write(arena, &fault, from, to, members, packed->len))
		fail_msg("%s", fault.sentence);
	return to;
}

/* ------------------------------------------------------------------ members */

struct packed_member *packed_member(const struct packed *packed, const char *name)
{
	for (size_t i = 0; i < packed->len; i++) {
		if (text_equal(packed->at[i].name, name))
			return &packed->at[i];
	}
	fail_msg("there is no %s", name);
	return NULL;
}

void packed_set(struct packed *packed, const char *name, const char *text)
{
	struct packed_member *member = packed_member(packed, name);

	member->text = text;
	member->len = strlen(text);
}

void packed_replace(struct packed *packed, const char *name, const char *from, const char *to)
{
	const char *text = packed_member(packed, name)->text, *at = strstr(text, from);

	if (at == NULL)
		fail_msg("%s does not hold %s", name, from);
	else
		packed_set(packed, name,
		           text_format(packed->arena, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from)));
}

void packed_drop(struct packed *packed, const char *name)
{
	struct packed_member *member = packed_member(packed, name);

	packed->len--;
	memmove(member, member + 1, (size_t)(packed->at + packed->len - member) * sizeof *member);
}

const char *packed_line(const struct packed *packed, const char *name, int number)
{
	const char *at = packed_member(packed, name)->text;

	for (int i = 1; i < number && at != NULL; i++) {
		at = strchr(at, '\n');
		at = at == NULL ? NULL : at + 1;
	}
	if (at == NULL || *at == '\0')
		fail_msg("%s has no line %d", name, number);
	return text_copy_bytes(packed->arena, at, strcspn(at, "\n"));
}

void packed_line_drop(struct packed *packed, const char *name, int number)
{
	const char *line = text_format(packed->arena, "%s\n", packed_line(packed, name, number));

	packed_replace(packed, name, line, "");
}

void packed_line_twice(struct packed *packed, const char *name, int number)
{
	const char *line = text_format(packed->arena, "%s\n", packed_line(packed, name, number));

	packed_replace(packed, name, line, text_format(packed->arena, "%s%s", line, line));
}

/* ------------------------------------------------------------------ the manifest */

json_t *packed_manifest(const struct packed *packed)
{
	json_t *manifest = json_loads(packed_member(packed, MANIFEST)->text, 0, NULL);

	assert_non_null(manifest);
	return manifest;
}

void packed_set_manifest(struct packed *packed, json_t *manifest)
{
	size_t len = json_dumpb(manifest, NULL, 0, JSON_COMPACT);
	char *text = arena_take(packed->arena, len + 1);

	assert_int_equal(json_dumpb(manifest, text, len, JSON_COMPACT), len);
	packed_set(packed, MANIFEST, text);
	json_decref(manifest);
}

json_t *packed_said(json_t *manifest, const char *name)
{
	json_t *members = json_object_get(manifest, "members"), *member;
	size_t i;

	json_array_foreach(members, i, member)
	{
		if (text_equal(json_string_value(json_object_get(member, "name")), name))
			return member;
	}
	fail_msg("the manifest says nothing of %s", name);
	return NULL;
}

static void settle(json_t *said, const struct packed_member *member)
{
	struct arena *arena = arena_new();
	json_int_t lines = 0;

	for (const char *at = member->text; (at = strchr(at, '\n')) != NULL; at++)
		lines++;
	json_object_set_new(said, "bytes", json_integer((json_int_t)member->len));
	json_object_set_new(said, "digest", json_string(hash_bytes(arena, member->text, member->len)));
	if (json_object_get(said, "lines") != NULL)
		json_object_set_new(said, "lines", json_integer(lines));
	arena_free(arena);
}

void packed_settle(struct packed *packed)
{
	json_t *manifest = packed_manifest(packed), *said;
	size_t i;

	json_array_foreach(json_object_get(manifest, "members"), i, said)
	{
		for (size_t j = 0; j < packed->len; j++) {
			if (text_equal(packed->at[j].name, json_string_value(json_object_get(said, "name"))))
				settle(said, &packed->at[j]);
		}
	}
	packed_set_manifest(packed, manifest);
}
