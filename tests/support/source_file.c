#include "support/source_file.h"

#include <stdio.h>
#include <string.h>

static const char *full_path(struct arena *arena, const char *path)
{
	const char *here = strstr(__FILE__, "tests/support/");

	if (*path == '/' || here == NULL)
		return path;
	return text_format(arena, "%.*s%s", (int)(here - __FILE__), __FILE__, path);
}

struct blob source_file(struct arena *arena, const char *path)
{
	FILE *file = fopen(full_path(arena, path), "rb");
	struct blob content = { 0 };
	unsigned char *at;
	long size;

	if (file == NULL)
		return content;
	if (fseek(file, 0, SEEK_END) == 0 && (size = ftell(file)) >= 0) {
		at = arena_take(arena, (size_t)size + 1);
		rewind(file);
		content = (struct blob){ at, fread(at, 1, (size_t)size, file) };
	}
	fclose(file);
	return content;
}
