/*
 * Writing: bytes that grow in an arena, and what may safely be written where.
 *
 * The view compiler writes every `{{ value }}` through one of the three generic calls below, chosen by the place the value
 * stands in. Each accepts only the types that belong there: anything else does not compile. Doubles, unsigned numbers and
 * enums are refused everywhere: a number reaches a page as a whole count or as a struct figure.
 */
#ifndef CAIRN_BASE_OUT_H
#define CAIRN_BASE_OUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/figure.h"
#include "base/time.h"

/* Finished markup, safe as it is. Made only by views, charts and the Markdown reader. */
struct html {
	const char *at;
	size_t len;
};

/* An address of this site, safe in href, src and action. Made only by url_to and its kin in base/url.h. */
struct url {
	const char *at;
};

struct out {
	struct arena *arena;
	char *at;
	size_t len, cap;
};

/* With room for about so many bytes to begin with; a `struct out` that is zero but for its arena begins with a page's worth. */
struct out out_with_room(struct arena *arena, size_t bytes);

/* Room for so many bytes more and a NUL, where the next is to be written. */
char *out_room(struct out *out, size_t len);
/* Inline, for most of what it writes are the short literals of views. */
static inline void out_bytes(struct out *out, const char *at, size_t len)
{
	char *to = len < out->cap - out->len ? out->at + out->len : out_room(out, len);

	if (len > 0)
		memcpy(to, at, len);
	out->len += len;
}
/* What the program itself says, as it is: never what a person typed. */
void out_raw(struct out *out, const char *trusted);
void out_format(struct out *out, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The five characters that mean something in HTML and SVG written as references: right for text and for a quoted attribute. */
void out_escaped(struct out *out, const char *text);
/* What has been written, ended with a NUL that is not counted. */
struct html out_html(struct out *out);

/* What the generic calls below come to. */
void out_int(struct out *out, int number);
void out_long(struct out *out, int64_t number);
void out_date(struct out *out, struct date date);
void out_moment(struct out *out, struct moment moment);
void out_figure(struct out *out, struct figure figure);
void out_markup(struct out *out, struct html html);
void out_url(struct out *out, struct url url);

/* Between tags. Whole numbers are written with commas: "1,250". */
#define OUT_TEXT(out, value)                                                                       \
	_Generic((value), char *: out_escaped, const char *: out_escaped, int: out_int,            \
	         int64_t: out_long, struct date: out_date, struct moment: out_moment,               \
	         struct figure: out_figure, struct html: out_markup)((out), (value))

/* Inside a quoted attribute. Whole numbers are written plainly, dates as 2026-11-22. */
void out_attribute_int(struct out *out, int number);
void out_attribute_long(struct out *out, int64_t number);
void out_attribute_date(struct out *out, struct date date);
#define OUT_ATTRIBUTE(out, value)                                                                  \
	_Generic((value), char *: out_escaped, const char *: out_escaped, int: out_attribute_int,  \
	         int64_t: out_attribute_long, struct date: out_attribute_date)((out), (value))

/* Where a browser will go: href, src, action, formaction, poster, data, cite. */
#define OUT_ADDRESS(out, value) _Generic((value), struct url : out_url)((out), (value))

/* In an `if`: text that is there and not empty, a number that is not nought, markup with something in it, a date that is set. */
bool is_text(const char *text);
bool is_int(int number);
bool is_long(int64_t number);
bool is_count(size_t number);
bool is_true(bool claim);
bool is_html(struct html html);
bool is_date(struct date date);
bool is_moment(struct moment moment);
bool is_pointer(const void *pointer);
#define IS(value)                                                                                  \
	_Generic((value), char *: is_text, const char *: is_text, int: is_int, int64_t: is_long,   \
	         size_t: is_count, bool: is_true, struct html: is_html, struct date: is_date,      \
	         struct moment: is_moment, default: is_pointer)(value)

/* The length of a list, as a number that a page may show. */
int64_t count_of(size_t len);

#endif
