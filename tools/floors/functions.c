/* Functions we do not call, and functions too long to read. */
#include "floors/floors.h"

#include <string.h>

#define LONGEST_FUNCTION 80
#define LONG_FUNCTION    40
#define LONG_FILE        300

/* Called by nobody, or only in the folders of `may`; with `only`, forbidden just there. */
static const struct {
	const char *name;
	const char *may[4];
	const char *only;
	const char *instead;
} forbidden[] = {
	{ "strcpy", { 0 }, NULL, "text_copy" },
	{ "strcat", { 0 }, NULL, "text_format or a struct out" },
	{ "sprintf", { 0 }, NULL, "text_format" },
	{ "vsprintf", { 0 }, NULL, "text_format_list" },
	{ "strtok", { 0 }, NULL, "text_split" },
	{ "gmtime", { 0 }, NULL, "moment_text or date_parts" },
	{ "localtime", { 0 }, NULL, "moment_text or date_at" },
	{ "rand", { 0 }, NULL, "random_word or random_secret" },
	{ "malloc", { "base/", "db/", "web/", "main/" }, NULL, "an arena" },
	{ "calloc", { "base/", "db/", "web/", "main/" }, NULL, "an arena" },
	{ "realloc", { "base/", "db/", "web/", "main/" }, NULL, "an arena" },
	{ "free", { "base/", "db/", "web/", "main/" }, NULL, "an arena" },
	{ "time_now", { 0 }, "engine/", "a moment handed in: the engine knows no clock" },
	{ "time_monotonic_us", { 0 }, "engine/", "nothing: the engine knows no clock" },
	{ "random_secret", { 0 }, "engine/", "struct random: the engine's chance comes from a seed" },
	{ "random_token", { 0 }, "engine/", "struct random: the engine's chance comes from a seed" },
	{ "fopen", { 0 }, "engine/", "what is handed in: the engine knows no disk" },
	{ "open", { 0 }, "engine/", "what is handed in: the engine knows no disk" },
};

static bool starts(const char *path, const char *start)
{
	return start != NULL && strncmp(path, start, strlen(start)) == 0;
}

static bool may_call(const char *path, size_t which)
{
	if (forbidden[which].only != NULL)
		return !starts(path, forbidden[which].only);
	for (size_t i = 0; i < sizeof forbidden[which].may / sizeof forbidden[which].may[0]; i++)
		if (starts(path, forbidden[which].may[i]))
			return true;
	return false;
}

/* Not a member of a struct that happens to have the name. */
static bool is_called(const char *begin, const char *name, size_t len)
{
	const char *after = name + len + strspn(name + len, " \t\n");

	return *after == '(' &&
	       (name == begin || (name[-1] != '.' && !(name[-1] == '>' && name - begin > 1 && name[-2] == '-')));
}

static void check_call(struct house *house, const struct source *source, const char *name, size_t len)
{
	for (size_t i = 0; i < sizeof forbidden / sizeof forbidden[0]; i++)
		if (strlen(forbidden[i].name) == len && memcmp(forbidden[i].name, name, len) == 0 &&
		    is_called(source->bare.at, name, len) && !may_call(source->path, i))
			house_fault(house, source->path, line_of(&source->bare, name), "%s is not used here: use %s.",
			            forbidden[i].name, forbidden[i].instead);
}

void check_calls(struct house *house, const struct source *source)
{
	const char *at = source->bare.at;

	while (*at != '\0') {
		const size_t len = name_length(at);

		if (len > 0)
			check_call(house, source, at, len);
		/* a number's letters are not a name */
		at += len > 0 ? len : *at >= '0' && *at <= '9' ? strspn(at, "0123456789abcdefABCDEFxXuUlLpP.") : 1;
	}
}

/* The preprocessor's lines open and close brackets as they please. */
static void blank_directives(struct bytes *bare)
{
	bool begins = true, directive = false;

	for (char *at = bare->at; *at != '\0'; at++) {
		directive = directive || (begins && *at == '#');
		if (*at == '\n') {
			directive = directive && at > bare->at && at[-1] == '\\';
			begins = true;
			continue;
		}
		begins = begins && (*at == ' ' || *at == '\t');
		if (directive && (*at != '\\' || at[1] != '\n'))
			*at = ' ';
	}
}

static void check_length(struct house *house, const struct source *source, const char *begin, const char *end)
{
	const int line = line_of(&source->bare, begin), lines = line_of(&source->bare, end) - line + 1;

	if (lines > LONGEST_FUNCTION)
		house_fault(house, source->path, line, "this function has %d lines: %d at most.", lines,
		            LONGEST_FUNCTION);
	else if (lines > LONG_FUNCTION)
		house_look(house, source->path, line, "this function has %d lines.", lines);
}

void check_lengths(struct house *house, struct source *source)
{
	const char *begin = NULL, *before = source->bare.at; /* the last character that is not white space */
	int depth = 0;

	blank_directives(&source->bare);
	for (const char *at = source->bare.at; *at != '\0'; at++) {
		if (strchr(" \t\n", *at) != NULL)
			continue;
		if (*at == '{' && depth++ == 0 && *before == ')')
			begin = at;
		if (*at == '}' && depth > 0 && --depth == 0 && begin != NULL) {
			check_length(house, source, begin, at);
			begin = NULL;
		}
		before = at;
	}
	if (line_of(&source->bare, source->bare.at + source->bare.len) > LONG_FILE)
		house_look(house, source->path, 1, "this file has over %d lines.", LONG_FILE);
}
