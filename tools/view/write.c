#include "view/view.h"

#include <stdarg.h>

/* A C compiler need not take a longer string than 4095 bytes, and with -Wpedantic says so. */
#define LONGEST_LITERAL ((size_t)4000)

void write_literal(struct view *view, const char *at, size_t len)
{
	bytes_add(&view->literal, at, len);
}

void write_indent(struct view *view)
{
	for (size_t i = 0; i < view->block_count; i++)
		bytes_text(&view->code, "\t");
}

/* One out_bytes, a C string a line of the page. */
static void write_chunk(struct view *view, const char *at, size_t len)
{
	write_indent(view);
	bytes_text(&view->code, "out_bytes(o, \"");
	for (size_t i = 0; i < len; i++) {
		bytes_quoted(&view->code, at[i]);
		if (at[i] == '\n' && i + 1 < len) {
			bytes_text(&view->code, "\"\n");
			write_indent(view);
			bytes_text(&view->code, "\t\"");
		}
	}
	bytes_format(&view->code, "\", %zu);\n", len);
}

void write_finish(struct view *view)
{
	size_t done = 0;

	while (done < view->literal.len) {
		size_t len = view->literal.len - done;

		len = len > LONGEST_LITERAL ? LONGEST_LITERAL : len;
		write_chunk(view, view->literal.at + done, len);
		done += len;
	}
	view->literal.len = 0;
}

void write_line(struct view *view, int line)
{
	write_finish(view);
	bytes_format(&view->code, "#line %d \"", line);
	for (const char *c = view->path; *c != '\0'; c++)
		bytes_quoted(&view->code, *c);
	bytes_text(&view->code, "\"\n");
	write_indent(view);
}

void write_code(struct view *view, const char *format, ...)
{
	va_list args;

	write_finish(view);
	va_start(args, format);
	bytes_format_list(&view->code, format, args);
	va_end(args);
}

void write_piece(struct view *view, struct piece piece)
{
	for (size_t i = 0; i < piece.len; i++)
		bytes_add(&view->code, piece.at[i] == '\n' ? " " : &piece.at[i], 1);
}

void write_value(struct view *view, const char *macro, struct piece value, int line)
{
	write_line(view, line);
	write_code(view, "%s(o, ", macro);
	write_piece(view, value);
	bytes_text(&view->code, ");\n");
}
