/*
 * Text: NUL-ended UTF-8, checked at the door (no NUL inside, no bad sequences).
 *
 * Functions that make text take the arena it is to live in. None of them looks at the locale.
 */
#ifndef CAIRN_BASE_TEXT_H
#define CAIRN_BASE_TEXT_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

/* Bytes that need not be text: a file, a digest. */
struct blob {
	const unsigned char *at;
	size_t len;
};

char *text_format(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *text_format_list(struct arena *arena, const char *format, va_list args) __attribute__((format(printf, 2, 0)));
char *text_copy(struct arena *arena, const char *text);
char *text_copy_bytes(struct arena *arena, const char *at, size_t len);

/* Null counts as empty. */
bool text_is_empty(const char *text);
bool text_equal(const char *one, const char *other);
bool text_starts(const char *text, const char *start);
bool text_ends(const char *text, const char *end);

/* Without white space (that of Unicode included) at either end. */
char *text_trim(struct arena *arena, const char *text);

/* Each run of white space made one space, none at either end: how wording is compared. */
char *text_squeeze(struct arena *arena, const char *text);

/* True when the bytes are well-formed UTF-8 with no NUL and no control character but tab, line feed and carriage return. */
bool text_is_clean(const char *at, size_t len);

/* How many characters (code points) a person would count; bad bytes count one each. */
size_t text_characters(const char *text);

/* Folded for comparing and searching: case, accents and compatibility forms gone ("Café" is "cafe"). */
char *text_fold(struct arena *arena, const char *text);

/* A whole decimal number and nothing else; false when it is not one or does not fit. */
bool text_to_int(const char *text, int64_t *number);

/* The digits of a number, at the end of the room given; where they begin. Ended with a NUL. Much quicker than printf, and a page may hold
 * thousands of numbers. */
#define INT_BYTES 21 /* the longest: a minus, 19 digits and the NUL */
char *text_digits(char room[INT_BYTES], int64_t number);
char *text_of_int(struct arena *arena, int64_t number);

/* "1,250": how whole numbers are written in Scotland. */
char *text_of_count(struct arena *arena, int64_t number);

/* Splits at a character; the parts live in the arena, the last is followed by a null. */
char **text_split(struct arena *arena, const char *text, char at, size_t *count);

#endif
