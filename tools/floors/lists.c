/* Meson is told each file by name. A file it is not told of would never be built, and nobody would notice. */
#include "floors/floors.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is_source(const char *path)
{
	return ends_in(path, ".c") || ends_in(path, ".html");
}

/* Comments away, and what a build makes itself (output: ...), which is not on the disk. */
static void blank_unlisted(struct bytes *text)
{
	for (char *at = text->at; *at != '\0'; at++) {
		char *end = at;

		if (*at == '\'') {
			at += 1 + strcspn(at + 1, "'\n");
			at -= *at == '\0';
			continue;
		}
		if (*at == '#')
			end = at + strcspn(at, "\n");
		else if (strncmp(at, "output:", 7) == 0)
			end = at + strcspn(at, at[7 + strspn(at + 7, " ")] == '[' ? "]" : ",)");
		while (at < end)
			*at++ = ' ';
		at -= *at == '\0';
	}
}

static bool read_list(const struct house *house, const char *path, struct bytes *text)
{
	struct bytes full = house_path(house, path);
	const bool good = file_read(full.at, text);

	bytes_free(&full);
	if (good)
		blank_unlisted(text); /* what was there before is blank already where it must be */
	return good;
}

static bool lists(const struct bytes *text, const char *name)
{
	struct bytes quoted = { 0 };
	bool found;

	bytes_format(&quoted, "'%s'", name);
	found = strstr(text->at, quoted.at) != NULL;
	bytes_free(&quoted);
	return found;
}

/* The meson.build of the file's own folder, or of the nearest one above that has one, with the rest of the path. */
static bool is_listed(struct house *house, const char *path, bool *listed)
{
	const char *name = path + strlen(path);

	*listed = false;
	while (name > path && !*listed) {
		struct bytes file = { 0 }, text = { 0 };
		bool good = true;

		for (name--; name > path && name[-1] != '/'; name--)
			;
		bytes_format(&file, "%.*smeson.build", (int)(name - path), path);
		if (paths_have(&house->files, file.at)) {
			good = read_list(house, file.at, &text);
			*listed = good && lists(&text, name);
		}
		bytes_free(&file);
		bytes_free(&text);
		if (!good)
			return false;
	}
	return true;
}

static void check_on_disk(struct house *house, const char *path, const struct bytes *text)
{
	for (const char *at = strchr(text->at, '\''), *end; at != NULL && (end = strchr(at + 1, '\'')) != NULL;
	     at = strchr(end + 1, '\'')) {
		struct bytes name = { 0 }, full = { 0 };

		bytes_add(&name, at + 1, (size_t)(end - at - 1));
		bytes_format(&full, "%.*s%s", (int)(strlen(path) - strlen("meson.build")), path, name.at);
		if (is_source(name.at) && name.at[0] != '.' && !paths_have(&house->files, full.at))
			house_fault(house, path, line_of(text, at), "%s is listed but is not there.", name.at);
		bytes_free(&name);
		bytes_free(&full);
	}
}

static bool check_folder(struct house *house, const char *path)
{
	struct bytes text = { 0 };
	const bool good = read_list(house, path, &text);

	if (good)
		check_on_disk(house, path, &text);
	bytes_free(&text);
	return good;
}

static bool is_list(const char *path)
{
	return strcmp(path, "meson.build") == 0 || ends_in(path, "/meson.build");
}

static bool read_all_lists(const struct house *house, struct bytes *text)
{
	bool good = true;

	for (size_t i = 0; good && i < house->files.len; i++)
		if (is_list(house->files.at[i]))
			good = read_list(house, house->files.at[i], text);
	return good;
}

/* By its name, as the table of unit tests has it, or as a file, from its own folder or one beside it. */
static bool lists_test(const struct bytes *text, const char *path)
{
	struct bytes name = { 0 }, beside = { 0 };
	bool found;

	bytes_add(&name, path + strlen("unit/"), strlen(path) - strlen("unit/.c"));
	bytes_format(&beside, "../%s", path);
	found = lists(text, name.at) || lists(text, path) || lists(text, beside.at);
	bytes_free(&name);
	bytes_free(&beside);
	return found;
}

/* Unit tests stand beside src, one a file. */
static bool check_unit_tests(struct house *house)
{
	struct house tests = { .folder = NULL };
	const char *slash = strrchr(house->folder, '/');
	struct bytes folder = { 0 }, text = { 0 };
	bool good;

	bytes_format(&folder, "%.*stests", slash == NULL ? 0 : (int)(slash + 1 - house->folder), house->folder);
	tests.folder = folder.at;
	good = paths_walk(&tests.files, folder.at) && read_all_lists(&tests, &text);
	for (size_t i = 0; good && i < tests.files.len; i++) {
		const char *path = tests.files.at[i];

		if (strncmp(path, "unit/", 5) == 0 && ends_in(path, ".c") && !lists_test(&text, path))
			house_fault(&tests, path, 1, "no meson.build of tests lists it.");
	}
	house->faults += tests.faults;
	paths_free(&tests.files);
	bytes_free(&folder);
	bytes_free(&text);
	return good;
}

bool check_lists(struct house *house)
{
	for (size_t i = 0; i < house->files.len; i++) {
		const char *path = house->files.at[i];
		bool listed = true, good = true;

		if (is_source(path))
			good = is_listed(house, path, &listed);
		else if (is_list(path))
			good = check_folder(house, path);
		if (!good)
			return false;
		if (!listed)
			house_fault(house, path, 1, "the meson.build of its folder does not list it.");
	}
	return check_unit_tests(house);
}
