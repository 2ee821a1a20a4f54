/* Reading C just well enough: comments, strings, names, lines. */
#include "floors/floors.h"

#include <string.h>

static bool is_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

size_t name_length(const char *at)
{
	size_t len = 0;

	if (*at >= '0' && *at <= '9')
		return 0;
	while (is_name(at[len]))
		len++;
	return len;
}

int line_of(const struct bytes *text, const char *at)
{
	int line = 1;

	for (const char *c = text->at; c < at; c++)
		line += *c == '\n';
	return line;
}

static size_t comment_length(const char *at)
{
	const char *end;

	if (strncmp(at, "//", 2) == 0)
		return strcspn(at, "\n");
	if (strncmp(at, "/*", 2) != 0)
		return 0;
	end = strstr(at + 2, "*/");
	return end == NULL ? strlen(at) : (size_t)(end + 2 - at);
}

static size_t string_length(const char *at)
{
	size_t len = 1;

	if (*at != '"' && *at != '\'')
		return 0;
	while (at[len] != '\0' && at[len] != '\n' && at[len] != *at)
		len += at[len] == '\\' && at[len + 1] != '\0' ? 2 : 1;
	return at[len] == *at ? len + 1 : len;
}

static void blank(char *at, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (at[i] != '\n')
			at[i] = ' ';
}

void source_blank(struct source *source)
{
	bytes_add(&source->code, source->text.at, source->text.len);
	bytes_add(&source->bare, source->text.at, source->text.len);
	for (size_t i = 0, len; i < source->text.len; i += len) {
		const char *at = source->text.at + i;

		len = comment_length(at);
		if (len > 0)
			blank(source->code.at + i, len);
		else
			len = string_length(at);
		blank(source->bare.at + i, len);
		len += len == 0;
	}
}
