/*
 * Bytes that grow, and whole files: what the build's own programs share.
 *
 * These programs run for a moment and use nothing but the C library. Memory that cannot be had ends the program. Whoever
 * fills a struct bytes frees it with bytes_free; what it holds is always ended with a NUL that is not counted.
 */
#ifndef CAIRN_TOOLS_FILE_H
#define CAIRN_TOOLS_FILE_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

struct bytes {
	char *at;
	size_t len, cap;
};

void bytes_add(struct bytes *bytes, const char *at, size_t len);
void bytes_text(struct bytes *bytes, const char *text);
void bytes_format(struct bytes *bytes, const char *format, ...) __attribute__((format(printf, 2, 3)));
void bytes_format_list(struct bytes *bytes, const char *format, va_list args) __attribute__((format(printf, 2, 0)));
void bytes_free(struct bytes *bytes);

/* One byte as it must stand inside a C string literal. */
void bytes_quoted(struct bytes *bytes, char byte);

/* Both say on standard error what went wrong. */
bool file_read(const char *path, struct bytes *into);
bool file_write(const char *path, const struct bytes *from);

#endif
