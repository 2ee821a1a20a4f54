/*
 * The floor checker: what the house rules say of src/ and a program can see.
 *
 *     floors SRC_DIR
 *
 * It reads every .c, .h and .html under SRC_DIR and prints a line for each fault, `path:line: sentence`: an include that looks up or
 * sideways, a function we do not use, a function too long, a file its meson.build does not list. What is only worth a look (a long
 * file, a longish function) is printed too, begins with `look:` after the place, and is not counted. The status is 1 when there is any fault.
 */
#ifndef CAIRN_TOOLS_FLOORS_H
#define CAIRN_TOOLS_FLOORS_H

#include <stdbool.h>
#include <stddef.h>

#include "file.h"

struct paths {
	char **at; /* from the folder walked, sorted: "web/form.c" */
	size_t len, cap;
};

struct house {
	const char *folder; /* SRC_DIR */
	struct paths files;
	size_t faults;
};

/* One file while it is checked. `code` is as long as `text`, comments made blanks; in `bare` what strings hold is blank too. */
struct source {
	const char *path; /* as in struct paths */
	struct bytes text, code, bare;
};

void house_fault(struct house *house, const char *path, int line, const char *format, ...)
	__attribute__((format(printf, 4, 5)));
void house_look(const struct house *house, const char *path, int line, const char *format, ...)
	__attribute__((format(printf, 4, 5)));
/* SRC_DIR and a path below it; freed by the caller with bytes_free. */
struct bytes house_path(const struct house *house, const char *path);

bool paths_walk(struct paths *paths, const char *folder);
bool paths_have(const struct paths *paths, const char *path);
void paths_free(struct paths *paths);

bool ends_in(const char *text, const char *end);

/* The length of the C name that begins here, 0 when none does. */
size_t name_length(const char *at);
int line_of(const struct bytes *text, const char *at);
void source_blank(struct source *source);

void check_includes(struct house *house, const struct source *source);
void check_views_use(struct house *house, const struct source *source);
void check_calls(struct house *house, const struct source *source);
void check_lengths(struct house *house, struct source *source); /* blanks the preprocessor's lines in bare */
bool check_lists(struct house *house);

#endif
