#include "floors/floors.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct bytes house_path(const struct house *house, const char *path)
{
	struct bytes full = { 0 };

	bytes_format(&full, "%s/%s", house->folder, path);
	return full;
}

void house_fault(struct house *house, const char *path, int line, const char *format, ...)
{
	va_list args;

	printf("%s/%s:%d: ", house->folder, path, line);
	va_start(args, format);
	vprintf(format, args);
	va_end(args);
	putchar('\n');
	house->faults++;
}

void house_look(const struct house *house, const char *path, int line, const char *format, ...)
{
	va_list args;

	printf("%s/%s:%d: look: ", house->folder, path, line);
	va_start(args, format);
	vprintf(format, args);
	va_end(args);
	putchar('\n');
}

static void check_c(struct house *house, struct source *source)
{
	source_blank(source);
	check_includes(house, source);
	check_calls(house, source);
	check_lengths(house, source);
}

static bool check_file(struct house *house, const char *path)
{
	struct source source = { .path = path };
	struct bytes full = house_path(house, path);
	const bool good = file_read(full.at, &source.text);

	if (good && strlen(source.text.at) != source.text.len)
		house_fault(house, path, 1, "it holds a NUL byte.");
	else if (good && ends_in(path, ".html"))
		check_views_use(house, &source);
	else if (good)
		check_c(house, &source);
	bytes_free(&full);
	bytes_free(&source.text);
	bytes_free(&source.code);
	bytes_free(&source.bare);
	return good;
}

int main(int count, char **words)
{
	struct house house = { .folder = count == 2 ? words[1] : "" };
	size_t files = 0;
	bool good;

	if (count != 2) {
		fputs("floors SRC_DIR: checks the rules of the house\n", stderr);
		return 2;
	}
	good = paths_walk(&house.files, house.folder);
	for (size_t i = 0; good && i < house.files.len; i++)
		if (ends_in(house.files.at[i], ".c") || ends_in(house.files.at[i], ".h") ||
		    ends_in(house.files.at[i], ".html")) {
			good = check_file(&house, house.files.at[i]);
			files++;
		}
	good = good && check_lists(&house);
	if (good)
		printf("%zu files, %zu faults\n", files, house.faults);
	paths_free(&house.files);
	return good && house.faults == 0 ? 0 : 1;
}
