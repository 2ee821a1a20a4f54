#include "floors/floors.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

bool ends_in(const char *text, const char *end)
{
	const size_t len = strlen(text), tail = strlen(end);

	return len >= tail && strcmp(text + len - tail, end) == 0;
}

static bool add(struct paths *paths, const char *path)
{
	if (paths->len == paths->cap) {
		const size_t cap = paths->cap == 0 ? 64 : paths->cap * 2;
		char **larger = realloc(paths->at, cap * sizeof *larger);

		if (larger == NULL)
			return false;
		paths->at = larger;
		paths->cap = cap;
	}
	paths->at[paths->len] = strdup(path);
	if (paths->at[paths->len] == NULL)
		return false;
	paths->len++;
	return true;
}

/* `below` is the part of the path after the folder that was asked for, "" at first. */
static bool walk(struct paths *paths, const char *folder, const char *below)
{
	DIR *open = opendir(folder);
	const struct dirent *entry;
	bool good = open != NULL;

	if (!good)
		perror(folder);
	while (good && (entry = readdir(open)) != NULL) {
		struct bytes full = { 0 }, path = { 0 };
		struct stat what;

		if (entry->d_name[0] == '.')
			continue;
		bytes_format(&full, "%s/%s", folder, entry->d_name);
		bytes_format(&path, "%s%s%s", below, below[0] == '\0' ? "" : "/", entry->d_name);
		if (lstat(full.at, &what) == 0) /* gone since is no fault of the house */
			good = S_ISDIR(what.st_mode)   ? walk(paths, full.at, path.at)
			       : S_ISREG(what.st_mode) ? add(paths, path.at)
			                               : true;
		bytes_free(&full);
		bytes_free(&path);
	}
	if (open != NULL)
		closedir(open);
	return good;
}

static int compare(const void *one, const void *other)
{
	return strcmp(*(const char *const *)one, *(const char *const *)other);
}

bool paths_walk(struct paths *paths, const char *folder)
{
	const bool good = walk(paths, folder, "");

	if (!good)
		fprintf(stderr, "%s: not all of it could be read\n", folder);
	if (paths->len > 0)
		qsort(paths->at, paths->len, sizeof *paths->at, compare);
	return good;
}

bool paths_have(const struct paths *paths, const char *path)
{
	return paths->len > 0 && bsearch(&path, paths->at, paths->len, sizeof *paths->at, compare) != NULL;
}

void paths_free(struct paths *paths)
{
	for (size_t i = 0; i < paths->len; i++)
		free(paths->at[i]);
	free(paths->at);
	*paths = (struct paths){ 0 };
}
