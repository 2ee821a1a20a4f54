#include "file.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Room for len more bytes and the NUL. */
static char *room(struct bytes *bytes, size_t len)
{
	size_t cap = bytes->cap == 0 ? 4096 : bytes->cap;

	if (len > SIZE_MAX / 4 - bytes->len) {
		fputs("the machine has no memory left\n", stderr);
		exit(1);
	}
	while (cap < bytes->len + len + 1)
		cap *= 2;
	if (cap != bytes->cap) {
		char *larger = realloc(bytes->at, cap);

		if (larger == NULL) {
			fputs("the machine has no memory left\n", stderr);
			exit(1);
		}
		bytes->at = larger;
		bytes->cap = cap;
	}
	return bytes->at + bytes->len;
}

void bytes_add(struct bytes *bytes, const char *at, size_t len)
{
	char *end = room(bytes, len);

	if (len > 0)
		memcpy(end, at, len);
	end[len] = '\0';
	bytes->len += len;
}

void bytes_text(struct bytes *bytes, const char *text)
{
	bytes_add(bytes, text, strlen(text));
}

void bytes_format_list(struct bytes *bytes, const char *format, va_list args)
{
	va_list again;
	int len;

	va_copy(again, args);
	len = vsnprintf(NULL, 0, format, again);
	va_end(again);
	if (len > 0) {
		vsnprintf(room(bytes, (size_t)len), (size_t)len + 1, format, args);
		bytes->len += (size_t)len;
	}
}

void bytes_format(struct bytes *bytes, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	bytes_format_list(bytes, format, args);
	va_end(args);
}

void bytes_free(struct bytes *bytes)
{
	free(bytes->at);
	*bytes = (struct bytes){ 0 };
}

void bytes_quoted(struct bytes *bytes, char byte)
{
	if (byte == '"' || byte == '\\')
		bytes_format(bytes, "\\%c", byte);
	else if (byte == '\n')
		bytes_text(bytes, "\\n");
	else if (byte == '?' || byte < ' ' ||
	         byte > '~') /* no trigraph, and always three figures: what follows may be one */
		bytes_format(bytes, "\\%03o", (unsigned)(unsigned char)byte);
	else
		bytes_add(bytes, &byte, 1);
}

static bool complain(const char *path, const char *what)
{
	fprintf(stderr, "%s: cannot be %s: %s\n", path, what, strerror(errno));
	return false;
}

bool file_read(const char *path, struct bytes *into)
{
	FILE *file = fopen(path, "rb");
	char part[16384];
	size_t len;
	bool good;

	if (file == NULL)
		return complain(path, "read");
	bytes_add(into, "", 0);
	while ((len = fread(part, 1, sizeof part, file)) > 0)
		bytes_add(into, part, len);
	good = ferror(file) == 0;
	if (!good)
		complain(path, "read");
	fclose(file);
	return good;
}

bool file_write(const char *path, const struct bytes *from)
{
	FILE *file = fopen(path, "wb");
	bool good;

	if (file == NULL)
		return complain(path, "written");
	good = fwrite(from->at, 1, from->len, file) == from->len;
	if (fclose(file) != 0)
		good = false;
	return good || complain(path, "written");
}
