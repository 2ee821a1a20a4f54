#include "base/out.h"

#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"

struct out out_with_room(struct arena *arena, size_t bytes)
{
	return (struct out){ .arena = arena, .at = arena_take_blank(arena, bytes), .cap = bytes };
}

static void grow(struct out *out, size_t need)
{
	size_t cap = out->cap == 0 ? 4096 : out->cap;
	char *larger;

	while (cap < need)
		cap *= 2;
	larger = arena_take_blank(out->arena, cap);
	if (out->len > 0)
		memcpy(larger, out->at, out->len);
	out->at = larger;
	out->cap = cap;
}

char *out_room(struct out *out, size_t len)
{
	if (len >= out->cap - out->len)
		grow(out, out->len + len + 1);
	return out->at + out->len;
}

void out_raw(struct out *out, const char *trusted)
{
	out_bytes(out, trusted, strlen(trusted));
}

void out_format(struct out *out, const char *format, ...)
{
	va_list args, again;
	size_t left = out->cap - out->len;
	int len;

	va_start(args, format);
	va_copy(again, args);
	len = vsnprintf(left == 0 ? NULL : out->at + out->len, left, format, again);
	va_end(again);
	if (len > 0) {
		if ((size_t)len >= left) /* it was cut off */
			vsnprintf(out_room(out, (size_t)len), (size_t)len + 1, format, args);
		out->len += (size_t)len;
	}
	va_end(args);
}

/* A table rather than strcspn, which makes one of its own for each text. The NUL, too, ends what is plain. */
static const char *const references[UCHAR_MAX + 1] = {
	['\0'] = "", ['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;", ['"'] = "&quot;", ['\''] = "&#39;",
};

void out_escaped(struct out *out, const char *text)
{
	const char *plain = text;

	if (text == NULL)
		return;
	for (;;) {
		while (references[(unsigned char)*text] == NULL)
			text++;
		out_bytes(out, plain, (size_t)(text - plain));
		if (*text == '\0')
			return;
		out_raw(out, references[(unsigned char)*text++]);
		plain = text;
	}
}

struct html out_html(struct out *out)
{
	*out_room(out, 0) = '\0';
	return (struct html){ out->at, out->len };
}

void out_long(struct out *out, int64_t number)
{
	out_raw(out, text_of_count(out->arena, number));
}

void out_int(struct out *out, int number)
{
	out_long(out, number);
}

void out_attribute_long(struct out *out, int64_t number)
{
	char digits[INT_BYTES];

	out_raw(out, text_digits(digits, number));
}

void out_attribute_int(struct out *out, int number)
{
	out_attribute_long(out, number);
}

void out_date(struct out *out, struct date date)
{
	out_raw(out, date_text(out->arena, date));
}

void out_attribute_date(struct out *out, struct date date)
{
	out_raw(out, date_iso(out->arena, date));
}

void out_moment(struct out *out, struct moment moment)
{
	out_raw(out, moment_text(out->arena, moment));
}

void out_figure(struct out *out, struct figure figure)
{
	out_escaped(out, figure_text(out->arena, figure));
}

void out_markup(struct out *out, struct html html)
{
	out_bytes(out, html.at, html.len);
}

void out_url(struct out *out, struct url url)
{
	out_escaped(out, url.at);
}

bool is_text(const char *text)
{
	return !text_is_empty(text);
}

bool is_int(int number)
{
	return number != 0;
}

bool is_long(int64_t number)
{
	return number != 0;
}

bool is_count(size_t number)
{
	return number != 0;
}

bool is_true(bool claim)
{
	return claim;
}

bool is_html(struct html html)
{
	return html.len != 0;
}

bool is_date(struct date date)
{
	return date.days != 0;
}

bool is_moment(struct moment moment)
{
	return moment.ms != 0;
}

bool is_pointer(const void *pointer)
{
	return pointer != NULL;
}

int64_t count_of(size_t len)
{
	return (int64_t)len;
}
