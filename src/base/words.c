#include "base/words.h"

#include <string.h>
#include <utf8proc.h>

#include "base/text.h"

enum part { PARTS_WORDS, BEGINS, GOES_ON, JOINS };

/* What a character is to a word. Characters that only format (a soft hyphen) vanish when the word is folded. */
static enum part part_of(utf8proc_int32_t character)
{
	if (character == '\'' || character == 0x2019)
		return JOINS;
	if (character == 0x200B || character == 0xFEFF) /* spaces without a width */
		return PARTS_WORDS;
	switch (utf8proc_category(character)) {
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LT:
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO:
	case UTF8PROC_CATEGORY_ND:
	case UTF8PROC_CATEGORY_NL:
	case UTF8PROC_CATEGORY_NO:
		return BEGINS;
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_MC:
	case UTF8PROC_CATEGORY_ME:
	case UTF8PROC_CATEGORY_CF:
		return GOES_ON;
	default:
		return PARTS_WORDS;
	}
}

static bool is_plain(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* The part that begins at these bytes, and how many bytes it takes. A text ends in a NUL, which parts words. */
static enum part read_part(const char *at, size_t *took)
{
	utf8proc_int32_t character;
	utf8proc_ssize_t len;

	*took = 1;
	if (is_plain(*at))
		return BEGINS;
	if (*at == '\'')
		return JOINS;
	if ((unsigned char)*at < 0x80)
		return PARTS_WORDS;
	len = utf8proc_iterate((const utf8proc_uint8_t *)at, (utf8proc_ssize_t)strnlen(at, 4), &character);
	if (len <= 0)
		return PARTS_WORDS;
	*took = (size_t)len;
	return part_of(character);
}

bool words_next(const char **rest, struct word_place *place)
{
	const char *at = *rest, *end;
	size_t took = 0, after;

	while (*at != '\0' && read_part(at, &took) != BEGINS)
		at += took;
	*rest = at;
	if (*at == '\0')
		return false;
	for (end = at; *end != '\0'; end += took) {
		enum part part = read_part(end, &took);

		if (part == PARTS_WORDS || (part == JOINS && read_part(end + took, &after) != BEGINS))
			break;
	}
	*place = (struct word_place){ at, (size_t)(end - at) };
	*rest = end;
	return true;
}

/* Small letters, and no apostrophe; true when that is all there is to folding it. */
static bool fold_plain(const char *at, size_t len, char *folded)
{
	for (size_t i = 0; i < len; i++) {
		if (at[i] == '\'')
			continue;
		if (!is_plain(at[i]))
			return false;
		*folded++ = at[i] >= 'A' && at[i] <= 'Z' ? (char)(at[i] - 'A' + 'a') : at[i];
	}
	return true;
}

static char *without_apostrophes(struct arena *arena, const char *at, size_t len)
{
	static const char curly[] = "\xE2\x80\x99";
	char *plain = arena_take(arena, len + 1);
	size_t to = 0;

	for (size_t i = 0; i < len; i++) {
		if (len - i >= 3 && memcmp(at + i, curly, 3) == 0)
			i += 2;
		else if (at[i] != '\'')
			plain[to++] = at[i];
	}
	return plain;
}

/* Not in the middle of a character: whatever follows the last whole one goes. */
static void cut(char *folded)
{
	size_t len = strlen(folded);

	if (len <= WORD_BYTES)
		return;
	len = WORD_BYTES;
	while (len > 0 && ((unsigned char)folded[len] & 0xC0) == 0x80)
		len--;
	folded[len] = '\0';
}

const char *word_folded(struct arena *arena, struct word_place place)
{
	char *folded = arena_take(arena, place.len + 1);

	if (!fold_plain(place.at, place.len, folded))
		folded = text_fold(arena, without_apostrophes(arena, place.at, place.len));
	cut(folded);
	return folded[0] >= 'a' && folded[0] <= 'z' && folded[1] == '\0' ? "" : folded;
}
