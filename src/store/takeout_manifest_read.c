/* Reading a manifest, of which nothing is believed. */
#include "store/takeout_manifest.h"

#include <jansson.h>
#include <string.h>

#include "base/list.h"
#include "base/text.h"

struct reading {
	struct work *w;
	struct takeout_manifest *manifest;
	bool is_older;                    /* a step or more of this program had not run there */
	const struct takeout_table *next; /* the tables have their order */
	int64_t file, position;           /* of the chunk before */
};

static bool damaged(struct work *w, const char *what)
{
	return fault(w, FAULT_BAD_INPUT, TAKEOUT_MANIFEST " is damaged: %s.", what);
}

static const char *copied_text(struct work *w, const json_t *json)
{
	return json_is_string(json) ? text_copy(w->arena, json_string_value(json)) : NULL;
}

static bool read_kind(struct work *w, const json_t *json)
{
	const char *kind = json_string_value(json_object_get(json, "cairn"));
	json_int_t format = json_integer_value(json_object_get(json, "format"));

	if (kind == NULL || !text_equal(kind, "takeout") || format < 1)
		return fault(w, FAULT_BAD_INPUT,
		             "This is not what `cairn takeout` makes: its manifest is of something "
		             "else.");
	return format == TAKEOUT_FORMAT ||
	       fault(w, FAULT_BAD_INPUT,
	             "This take-out was made by a newer Cairn (format %lld; this program reads %d). Use the newer "
	             "program.",
	             (long long)format, TAKEOUT_FORMAT);
}

static bool is_known(const struct takeout_manifest *own, int64_t step)
{
	for (size_t i = 0; i < own->steps.len; i++) {
		if (own->steps.at[i] == step)
			return true;
	}
	return false;
}

/* Steps come in their order, and none twice: so as many as ours are all of ours. */
static bool read_steps(struct reading *reading, const json_t *json)
{
	struct work *w = reading->w;
	struct takeout_manifest own = { 0 };
	int64_t before = 0;

	takeout_own_steps(w, &own);
	for (size_t i = 0; i < json_array_size(json); i++) {
		int64_t step = json_integer_value(json_array_get(json, i));

		if (step <= before)
			return damaged(w, "its steps are out of order");
		if (!is_known(&own, step))
			return fault(w, FAULT_BAD_INPUT,
			             "This take-out was made by a newer Cairn (step %lld, which this program does not "
			             "know). Use the newer program.",
			             (long long)step);
		list_add(w->arena, &reading->manifest->steps, step);
		before = step;
	}
	reading->is_older = json_array_size(json) < own.steps.len;
	return json_array_size(json) > 0 || damaged(w, "it names no steps");
}

static bool has_column(const struct takeout_member *member, const char *name)
{
	for (size_t i = 0; i < member->column_count; i++) {
		if (text_equal(member->columns[i], name))
			return true;
	}
	return false;
}

static bool column_missing(struct reading *reading, const struct takeout_member *member, const char *name)
{
	return fault(reading->w, FAULT_BAD_INPUT, "%s: the column “%s” is missing.", member->name, name);
}

/* What a row is known by must be there; another column may be missing when it was added since. */
static bool check_columns(struct reading *reading, const struct takeout_member *member)
{
	const struct takeout_table *table = member->table;

	for (size_t i = 0; i < member->column_count; i++) {
		if (takeout_column_named(table, member->columns[i]) == NULL)
			return fault(reading->w, FAULT_BAD_INPUT, "%s: this program knows no column “%s” there.",
			             member->name, member->columns[i]);
	}
	for (size_t i = 0; table->key[i] != NULL; i++) {
		if (!has_column(member, table->key[i]))
			return column_missing(reading, member, table->key[i]);
	}
	for (const struct takeout_column *column = table->columns; column->name != NULL; column++) {
		if (!reading->is_older && !has_column(member, column->name))
			return column_missing(reading, member, column->name);
	}
	return true;
}

static bool read_columns(struct reading *reading, struct takeout_member *member, const json_t *json)
{
	struct work *w = reading->w;
	size_t count = json_array_size(json);

	if (count == 0 || count > TAKEOUT_COLUMNS)
		return damaged(w, "a table has no columns, or too many");
	member->columns = NEW_ARRAY(w->arena, const char *, count);
	for (size_t i = 0; i < count; i++) {
		const char *name = copied_text(w, json_array_get(json, i));

		if (name == NULL || has_column(member, name))
			return damaged(w, "a column has no name, or that of another");
		member->columns[member->column_count++] = name;
	}
	return member->table == NULL || check_columns(reading, member);
}

static bool table_missing(struct reading *reading)
{
	return fault(reading->w, FAULT_BAD_INPUT, "%s.jsonl is missing.", reading->next->name);
}

/* Tables that are passed over must be ones that came after that take-out. */
static bool read_table(struct reading *reading, struct takeout_member *member)
{
	struct work *w = reading->w;
	const char *name = text_copy_bytes(w->arena, member->name, strlen(member->name) - strlen(".jsonl"));
	const struct takeout_table *table = takeout_table_named(name);

	if (table == NULL || text_equal(name, TAKEOUT_CHUNKS))
		return fault(w, FAULT_BAD_INPUT, "%s: this program knows no such table.", member->name);
	for (; reading->next != table; reading->next++) {
		if (reading->next->name == NULL)
			return fault(w, FAULT_BAD_INPUT, "%s is there twice, or not in its place.", member->name);
		if (!reading->is_older && !text_equal(reading->next->name, TAKEOUT_CHUNKS))
			return table_missing(reading);
	}
	reading->next++;
	member->table = table;
	return true;
}

/* "file/17/2": the second chunk of file 17. */
static bool read_chunk(struct reading *reading, struct takeout_member *member)
{
	struct work *w = reading->w;
	size_t count = 0;
	char **parts = text_split(w->arena, member->name, '/', &count);
	bool follows;

	if (count != 3 || !text_to_int(parts[1], &member->file) || !text_to_int(parts[2], &member->position) ||
	    member->file < 1 ||
	    !text_equal(member->name,
	                text_format(w->arena, "file/%lld/%lld", (long long)member->file, (long long)member->position)))
		return fault(w, FAULT_BAD_INPUT, "This program knows nothing called “%s” in a take-out.", member->name);
	follows = member->file == reading->file ? member->position == reading->position + 1
	                                        : member->file > reading->file && member->position == 1;
	reading->file = member->file;
	reading->position = member->position;
	return follows || fault(w, FAULT_BAD_INPUT, "%s: a part of the file before it is missing.", member->name);
}

static bool read_what(struct reading *reading, struct takeout_member *member, const json_t *json)
{
	bool is_first = reading->manifest->members.len == 0;

	if (is_first != text_equal(member->name, TAKEOUT_PEOPLE))
		return damaged(reading->w, "the people do not come first");
	if (!text_ends(member->name, ".jsonl"))
		return read_chunk(reading, member);
	if (reading->file != 0 || (!is_first && !read_table(reading, member)))
		return reading->w->fault.kind != FAULT_NONE ? false : damaged(reading->w, "a table comes after files");
	member->lines = json_integer_value(json_object_get(json, "lines"));
	return read_columns(reading, member, json_object_get(json, "columns"));
}

static bool read_member(struct reading *reading, const json_t *json)
{
	struct work *w = reading->w;
	struct takeout_member member = { .name = copied_text(w, json_object_get(json, "name")) };
	const char *digest = json_string_value(json_object_get(json, "digest"));
	const json_t *bytes = json_object_get(json, "bytes");

	if (member.name == NULL || digest == NULL || strlen(digest) != HASH_CHARACTERS || !json_is_integer(bytes))
		return damaged(w, "it does not say all of a member");
	member.bytes = json_integer_value(bytes);
	memcpy(member.digest, digest, sizeof member.digest);
	if (!read_what(reading, &member, json))
		return false;
	list_add(w->arena, &reading->manifest->members, member);
	return true;
}

static bool read_members(struct reading *reading, const json_t *json)
{
	reading->next = takeout_tables;
	for (size_t i = 0; i < json_array_size(json); i++) {
		if (!read_member(reading, json_array_get(json, i)))
			return false;
	}
	for (; reading->next->name != NULL; reading->next++) {
		if (!reading->is_older && !text_equal(reading->next->name, TAKEOUT_CHUNKS))
			return table_missing(reading);
	}
	return true;
}

static bool read_all(struct reading *reading, const json_t *json)
{
	const json_t *passwords = json_object_get(json, "passwords");

	if (!read_kind(reading->w, json) || !read_steps(reading, json_object_get(json, "steps")))
		return false;
	reading->manifest->name = copied_text(reading->w, json_object_get(json, "partnership"));
	reading->manifest->has_passwords = json_is_true(passwords);
	if (text_is_empty(reading->manifest->name) || !json_is_boolean(passwords))
		return damaged(reading->w, "it does not say whose take-out it is");
	return read_members(reading, json_object_get(json, "members"));
}

bool takeout_manifest_read(struct work *w, const char *text, size_t len, struct takeout_manifest *manifest)
{
	struct reading reading = { .w = w, .manifest = manifest };
	json_t *json = json_loadb(text, len, JSON_REJECT_DUPLICATES, NULL);
	bool is_read;

	if (json == NULL)
		return damaged(w, "it is not JSON");
	is_read = read_all(&reading, json);
	json_decref(json);
	return is_read;
}
