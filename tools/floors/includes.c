/* Who may look where. */
#include "floors/floors.h"

#include <string.h>

static const struct {
	const char *folder;
	int floor;
} floors[] = {
	{ "base", 0 },  { "engine", 1 },  { "web", 2 },    { "db", 2 },      { "chart", 2 },
	{ "store", 3 }, { "site", 4 },    { "govern", 4 }, { "culture", 4 }, { "analyse", 4 },
	{ "plan", 4 },  { "deliver", 4 }, { "review", 4 }, { "main", 5 },
};

/* Folders that do not see all that lies below them. */
static const struct {
	const char *folder, *never, *why;
} blind[] = {
	{ "store", "web", "store sees db, engine and base only" },
	{ "store", "chart", "store sees db, engine and base only" },
};

/* A header for few: files whose path begins so. */
static const struct {
	const char *header, *begins[3], *why;
} kept[] = {
	{ "store/answer_raw.h",
	  { "store/release.", "store/answer_raw.c" },
	  "only store/release.c reads answers before their release" },
	{ "store/words_check.h",
	  { "culture/words_check", "store/words_check.c", "main/demo_words.c" },
	  "only the checking page reads words before their release" },
	{ "store/evidence_check.h",
	  { "culture/evidence_check", "store/evidence_check.c", "main/demo_" },
	  "only the checking page reads evidence before it is shown" },
	{ "magic.h", { "base/file_type.c" }, "only base/file_type.c knows libmagic" },
	{ "microhttpd.h", { "web/server" }, "only web/server*.c knows libmicrohttpd" },
	{ "sqlite3.h", { "db/driver_sqlite" }, "only db/driver_sqlite*.c knows SQLite" },
	{ "libpq-fe.h", { "db/driver_postgres" }, "only db/driver_postgres*.c knows libpq" },
};

static int floor_of(const char *folder, size_t len)
{
	for (size_t i = 0; i < sizeof floors / sizeof floors[0]; i++)
		if (strlen(floors[i].folder) == len && memcmp(floors[i].folder, folder, len) == 0)
			return floors[i].floor;
	return -1;
}

static bool begins(const char *text, const char *start)
{
	return strncmp(text, start, strlen(start)) == 0;
}

static bool is_folder(const char *path, const char *folder)
{
	return begins(path, folder) && path[strlen(folder)] == '/';
}

static bool is_for(const char *path, const char *const few[3])
{
	for (size_t i = 0; i < 3 && few[i] != NULL; i++)
		if (begins(path, few[i]))
			return true;
	return false;
}

static void check_kept(struct house *house, const char *path, int line, const char *header)
{
	for (size_t i = 0; i < sizeof kept / sizeof kept[0]; i++)
		if (strcmp(header, kept[i].header) == 0 && !is_for(path, kept[i].begins))
			house_fault(house, path, line, "%s is not for this file: %s.", header, kept[i].why);
}

static void check_own(struct house *house, const char *path, int line, const char *header)
{
	const size_t from = strcspn(path, "/"), to = strcspn(header, "/");
	const int here = floor_of(path, from), there = floor_of(header, to);

	if (header[to] == '\0') {
		house_fault(house, path, line, "\"%s\" is named without its folder.", header);
	} else if (here < 0) {
		house_fault(house, path, line, "the folder %.*s has no floor: give it one in tools/floors/includes.c.",
		            (int)from, path);
	} else if (there < 0) {
		house_fault(house, path, line, "\"%s\" is in no folder of src.", header);
	} else if ((from != to || memcmp(path, header, from) != 0) && there >= here) {
		house_fault(house, path, line, "%.*s (floor %d) may not look at \"%s\" (floor %d).", (int)from, path,
		            here, header, there);
	}
	for (size_t i = 0; i < sizeof blind / sizeof blind[0]; i++)
		if (is_folder(path, blind[i].folder) && is_folder(header, blind[i].never))
			house_fault(house, path, line, "may not look at \"%s\": %s.", header, blind[i].why);
}

/* What stands between quotes or angle brackets at `at`, and what to make of it. */
static void check_header(struct house *house, const struct source *source, const char *at)
{
	const int line = line_of(&source->text, at);
	struct bytes header = { 0 };

	if (*at != '<' && *at != '"')
		return;
	bytes_add(&header, at + 1, strcspn(at + 1, ">\"\n"));
	check_kept(house, source->path, line, header.at);
	if (*at == '"')
		check_own(house, source->path, line, header.at);
	bytes_free(&header);
}

static const char *skip_blanks(const char *at)
{
	return at + strspn(at, " \t");
}

void check_includes(struct house *house, const struct source *source)
{
	for (const char *line = source->code.at; line != NULL; line = strchr(line, '\n')) {
		const char *at = skip_blanks(line += *line == '\n');

		if (*at != '#' || !begins(skip_blanks(at + 1), "include"))
			continue;
		at = skip_blanks(skip_blanks(at + 1) + strlen("include"));
		if (*at != '\0')
			check_header(house, source, source->text.at + (at - source->code.at));
	}
}

void check_views_use(struct house *house, const struct source *source)
{
	for (const char *word = source->text.at; (word = strstr(word, "{%")) != NULL;) {
		const char *at = skip_blanks(word += 2);

		if (begins(at, "use ") && *(at = skip_blanks(at + 4)) == '"')
			check_header(house, source, at);
	}
}
