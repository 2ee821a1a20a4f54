#include "store/takein_lines.h"

#include <string.h>

#include "base/text.h"

#define BUFFER_BYTES ((size_t)256 * 1024)
#define LINE_MOST    ((size_t)64 * 1024 * 1024)

bool takein_wrong(struct work *w, const struct takeout_member *member, int64_t line, const char *format, ...)
{
	const char *what;
	va_list args;

	va_start(args, format);
	what = text_format_list(w->arena, format, args);
	va_end(args);
	return fault(w, FAULT_BAD_INPUT, "Line %lld of %s: %s", (long long)line, member->name, what);
}

bool takein_lines_begin(struct takein_lines *lines, const struct takeout_member *member, size_t index)
{
	takein_lines_end(lines);
	if (lines->buffer == NULL) {
		lines->buffer = arena_take_blank(lines->w->arena, BUFFER_BYTES);
		lines->cap = BUFFER_BYTES;
	}
	lines->member = member;
	lines->number = 0;
	lines->len = lines->at = 0;
	lines->is_all = false;
	return archive_begin(lines->archive, index);
}

void takein_lines_end(struct takein_lines *lines)
{
	json_decref(lines->line);
	lines->line = NULL;
}

static bool wrong(struct takein_lines *lines, const char *what)
{
	return takein_wrong(lines->w, lines->member, lines->number, "%s", what);
}

/* Room behind what is not yet read: first by moving that to the front, then by more of it. */
static bool make_room(struct takein_lines *lines)
{
	size_t left = lines->len - lines->at;
	char *larger = lines->buffer;

	if (left == lines->cap) {
		if (lines->cap >= LINE_MOST)
			return takein_wrong(lines->w, lines->member, lines->number + 1,
			                    "it is longer than any record.");
		lines->cap *= 2;
		larger = arena_take_blank(lines->w->arena, lines->cap);
	}
	memmove(larger, lines->buffer + lines->at, left);
	lines->buffer = larger;
	lines->at = 0;
	lines->len = left;
	return true;
}

static bool read_more(struct takein_lines *lines)
{
	int64_t got;

	if (lines->len == lines->cap && !make_room(lines))
		return false;
	got = archive_read(lines->archive, lines->buffer + lines->len, lines->cap - lines->len);
	if (got < 0)
		return false;
	lines->is_all = got == 0;
	lines->len += (size_t)got;
	return true;
}

/* Where the next line ends, or null: at the end of all of them, or with the fault set. */
static const char *find_end(struct takein_lines *lines)
{
	size_t looked = 0;

	for (;;) {
		size_t left = lines->len - lines->at;
		const char *end = memchr(lines->buffer + lines->at + looked, '\n', left - looked);

		if (end != NULL)
			return end;
		looked = left;
		if (lines->is_all && left > 0)
			(void)takein_wrong(lines->w, lines->member, lines->number + 1, "it breaks off.");
		if (lines->is_all || !read_more(lines))
			return NULL;
	}
}

const json_t *takein_line(struct takein_lines *lines)
{
	const char *end = find_end(lines), *begin = lines->buffer + lines->at;

	takein_lines_end(lines);
	if (end == NULL) {
		if (lines->w->fault.kind == FAULT_NONE && lines->number != lines->member->lines)
			fault(lines->w, FAULT_BAD_INPUT, "%s has %lld lines, not the %lld its manifest says.",
			      lines->member->name, (long long)lines->number, (long long)lines->member->lines);
		return NULL;
	}
	lines->number++;
	lines->at = (size_t)(end - lines->buffer) + 1;
	lines->line = json_loadb(begin, (size_t)(end - begin), JSON_REJECT_DUPLICATES, NULL);
	if (!json_is_object(lines->line)) {
		(void)wrong(lines, "it is no JSON object.");
		return NULL;
	}
	if (json_object_size(lines->line) != lines->member->column_count) {
		(void)wrong(lines, "it has other columns than its manifest says.");
		return NULL;
	}
	return lines->line;
}
