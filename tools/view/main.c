#include "view/view.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

_Noreturn void refuse(const struct view *view, int line, const char *format, ...)
{
	va_list args;

	fprintf(stderr, "%s:%d: ", view->path, line);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
	exit(1);
}

/* Everything after this may count on one kind of line end and a NUL only at the end. */
static void check_bytes(struct view *view)
{
	int line = 1;

	for (const char *at = view->at; at < view->end; at++) {
		line += *at == '\n';
		if ((*at >= '\0' && *at < ' ' && *at != '\n' && *at != '\t') || *at == 0x7f)
			refuse(view, line, "There is a control character here; lines end with a plain line feed.");
	}
}

int main(int count, char **words)
{
	struct bytes source = { 0 };
	struct view view = { .line = 1 };
	bool good;

	if (count != 3) {
		fputs("view IN.html OUT.c: makes C of a view\n", stderr);
		return 2;
	}
	if (!file_read(words[1], &source))
		return 1;
	view.path = words[1];
	view.at = source.at;
	view.end = source.at + source.len;
	check_bytes(&view);
	bytes_text(&view.code, "/* Made by the view compiler. Change the .html file. */\n#include \"base/out.h\"\n\n");
	text_read_all(&view);
	good = file_write(words[2], &view.code);
	bytes_free(&view.literal);
	bytes_free(&view.code);
	bytes_free(&source);
	return good ? 0 : 1;
}
