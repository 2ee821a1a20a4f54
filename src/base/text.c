#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#define SHORT_BYTES 256 /* a text no longer is formatted once, not a first time for its length */

char *text_format_list(struct arena *arena, const char *format, va_list args)
{
	char first[SHORT_BYTES];
	va_list again;
	int len;
	char *text;

	va_copy(again, args);
	len = vsnprintf(first, sizeof first, format, again);
	va_end(again);
	if (len < 0)
		return arena_take(arena, 1);
	if ((size_t)len < sizeof first)
		return text_copy_bytes(arena, first, (size_t)len);
	text = arena_take_blank(arena, (size_t)len + 1);
	vsnprintf(text, (size_t)len + 1, format, args);
	return text;
}

char *text_format(struct arena *arena, const char *format, ...)
{
	va_list args;
	char *text;

	va_start(args, format);
	text = text_format_list(arena, format, args);
	va_end(args);
	return text;
}

char *text_copy_bytes(struct arena *arena, const char *at, size_t len)
{
	char *copy = arena_take_blank(arena, len + 1);

	if (len > 0)
		memcpy(copy, at, len);
	copy[len] = '\0';
	return copy;
}

char *text_copy(struct arena *arena, const char *text)
{
	return text_copy_bytes(arena, text, text == NULL ? 0 : strlen(text));
}

bool text_is_empty(const char *text)
{
	return text == NULL || *text == '\0';
}

bool text_equal(const char *one, const char *other)
{
	one = one == NULL ? "" : one;
	other = other == NULL ? "" : other;
	return *one == *other && strcmp(one, other) == 0; /* most differ at once */
}

bool text_starts(const char *text, const char *start)
{
	return text != NULL && strncmp(text, start, strlen(start)) == 0;
}

bool text_ends(const char *text, const char *end)
{
	size_t len = text == NULL ? 0 : strlen(text);
	size_t end_len = strlen(end);

	return len >= end_len && strcmp(text + len - end_len, end) == 0;
}

/* The code point at the start of the bytes and how many bytes it takes; a bad byte stands for itself. */
static size_t read_character(const char *at, size_t len, utf8proc_int32_t *character)
{
	utf8proc_ssize_t took;

	if ((unsigned char)*at < 0x80) { /* nearly all of them */
		*character = (unsigned char)*at;
		return 1;
	}
	took = utf8proc_iterate((const utf8proc_uint8_t *)at, (utf8proc_ssize_t)len, character);
	if (took > 0)
		return (size_t)took;
	*character = -1;
	return 1;
}

static bool is_space(utf8proc_int32_t character)
{
	if (character == ' ' || (character >= '\t' && character <= '\r') || character == 0x85 || character == 0xFEFF ||
	    character == 0x200B)
		return true;
	if (character < 0x80)
		return false;
	switch (utf8proc_category(character)) {
	case UTF8PROC_CATEGORY_ZS:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
		return true;
	default:
		return false;
	}
}

char *text_trim(struct arena *arena, const char *text)
{
	size_t len = text == NULL ? 0 : strlen(text);
	size_t first = 0, end = 0;
	bool begun = false;

	for (size_t at = 0; at < len;) {
		utf8proc_int32_t character;
		size_t took = read_character(text + at, len - at, &character);

		if (!is_space(character)) {
			if (!begun)
				first = at;
			begun = true;
			end = at + took;
		}
		at += took;
	}
	return begun ? text_copy_bytes(arena, text + first, end - first) : text_copy(arena, "");
}

char *text_squeeze(struct arena *arena, const char *text)
{
	char *trimmed = text_trim(arena, text);
	size_t len = strlen(trimmed), to = 0;
	char *squeezed = arena_take(arena, len + 1);
	bool gap = false;

	for (size_t at = 0; at < len;) {
		utf8proc_int32_t character;
		size_t took = read_character(trimmed + at, len - at, &character);

		if (is_space(character)) {
			gap = true;
		} else {
			if (gap)
				squeezed[to++] = ' ';
			gap = false;
			memcpy(squeezed + to, trimmed + at, took);
			to += took;
		}
		at += took;
	}
	return squeezed;
}

bool text_is_clean(const char *at, size_t len)
{
	for (size_t i = 0; i < len;) {
		utf8proc_int32_t character; /* -1 when it is none, which is less than a space, too */

		i += read_character(at + i, len - i, &character);
		if (character < ' ' && character != '\t' && character != '\n' && character != '\r')
			return false;
		if (character == 0x7F)
			return false;
	}
	return true;
}

size_t text_characters(const char *text)
{
	size_t len = text == NULL ? 0 : strlen(text), count = 0;

	for (size_t at = 0; at < len; count++) {
		utf8proc_int32_t character;

		at += read_character(text + at, len - at, &character);
	}
	return count;
}

char *text_fold(struct arena *arena, const char *text)
{
	utf8proc_uint8_t *folded = NULL;
	utf8proc_option_t options = UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD |
	                            UTF8PROC_STRIPMARK | UTF8PROC_IGNORE;
	utf8proc_ssize_t len;
	char *copy;

	if (text_is_empty(text))
		return text_copy(arena, "");
	len = utf8proc_map((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)strlen(text), &folded, options);
	if (len < 0)
		return text_copy(arena, text);
	copy = text_copy_bytes(arena, (const char *)folded, (size_t)len);
	(free)(folded); /* utf8proc hands over what it allocated with malloc */
	return copy;
}

bool text_to_int(const char *text, int64_t *number)
{
	int64_t value = 0;
	bool negative = false;

	if (text_is_empty(text))
		return false;
	if (*text == '-') {
		negative = true;
		text++;
	}
	if (*text == '\0')
		return false;
	for (; *text != '\0'; text++) {
		if (*text < '0' || *text > '9')
			return false;
		if (__builtin_mul_overflow(value, 10, &value) || __builtin_sub_overflow(value, *text - '0', &value))
			return false; /* kept negative: the range has one more number on that side */
	}
	if (!negative && value == INT64_MIN)
		return false;
	*number = negative ? value : -value;
	return true;
}

char *text_digits(char room[INT_BYTES], int64_t number)
{
	uint64_t left = number < 0 ? 0 - (uint64_t)number : (uint64_t)number; /* the least has no positive */
	char *at = room + INT_BYTES - 1;

	*at = '\0';
	do {
		*--at = (char)('0' + left % 10);
		left /= 10;
	} while (left > 0);
	if (number < 0)
		*--at = '-';
	return at;
}

char *text_of_int(struct arena *arena, int64_t number)
{
	char room[INT_BYTES];

	return text_copy(arena, text_digits(room, number));
}

char *text_of_count(struct arena *arena, int64_t number)
{
	char room[INT_BYTES];
	const char *plain = text_digits(room, number);
	size_t len = strlen(plain), to = 0;
	size_t digits = plain[0] == '-' ? len - 1 : len;
	char *grouped = arena_take(arena, len + len / 3 + 2);

	for (size_t i = 0; i < len; i++) {
		size_t left = len - i;

		if (i > len - digits && left % 3 == 0)
			grouped[to++] = ',';
		grouped[to++] = plain[i];
	}
	return grouped;
}

char **text_split(struct arena *arena, const char *text, char at, size_t *count)
{
	size_t parts = 1, n = 0;
	char **split;
	const char *start = text == NULL ? "" : text;

	for (const char *c = start; *c != '\0'; c++)
		parts += *c == at;
	split = NEW_ARRAY(arena, char *, parts + 1);
	for (const char *c = start;; c++) {
		if (*c != at && *c != '\0')
			continue;
		split[n++] = text_copy_bytes(arena, start, (size_t)(c - start));
		start = c + 1;
		if (*c == '\0')
			break;
	}
	if (count != NULL)
		*count = n;
	return split;
}
