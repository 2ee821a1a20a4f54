/* A text cut into words, signs and marks. See engine/shorten_pieces.h. */
#include "engine/shorten_pieces.h"

#include <string.h>
#include <utf8proc.h>

#include "base/words.h"

static const char *const marks[] = { [MARK_NAME] = "[a name was taken out]",
	                             [MARK_CONTACT] = "[a contact detail was taken out]",
	                             [MARK_PERSON] = "[something about a person was taken out]",
	                             [MARK_SOMETHING] = "[something was taken out]" };
static const char *const short_marks[] = { "[...]", "[\xE2\x80\xA6]", "[]" };

#define MARKS       (sizeof marks / sizeof marks[0])
#define SHORT_MARKS (sizeof short_marks / sizeof short_marks[0])

const char *mark_words(enum mark mark)
{
	return (size_t)mark < MARKS ? marks[mark] : "";
}

/* ------------------------------------------------------------------ pieces */

static bool is_gap(const char *at, size_t *took)
{
	utf8proc_int32_t character;
	utf8proc_ssize_t len;
	utf8proc_category_t category;

	*took = 1;
	if ((unsigned char)*at < 0x80)
		return *at == ' ' || (*at >= '\t' && *at <= '\r');
	len = utf8proc_iterate((const utf8proc_uint8_t *)at, (utf8proc_ssize_t)strnlen(at, 4), &character);
	if (len <= 0)
		return false;
	*took = (size_t)len;
	category = utf8proc_category(character);
	return category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL || category == UTF8PROC_CATEGORY_ZP;
}

/*
 * The mark that begins here, and how long it is as it is typed; null for none. The short forms are none where the writer wrote them:
 * those are the writer's signs.
 */
static const char *mark_at(const char *at, const char *written, enum mark mark, size_t *len)
{
	for (size_t i = 0; i < MARKS; i++) {
		*len = strlen(marks[i]);
		if (strncmp(at, marks[i], *len) == 0)
			return marks[i];
	}
	for (size_t i = 0; i < SHORT_MARKS; i++) {
		*len = strlen(short_marks[i]);
		if (strncmp(at, short_marks[i], *len) == 0 && strstr(written, short_marks[i]) == NULL)
			return marks[mark];
	}
	return NULL;
}

/* Looks at one character only: words_next goes over signs until it finds a word. */
static bool begins_a_word(const char *at)
{
	char character[5] = { 0 };
	const char *rest = character;
	struct word_place place;

	memcpy(character, at, strnlen(at, sizeof character - 1));
	return words_next(&rest, &place) && place.at == character;
}

size_t piece_word_len(const char *at)
{
	const char *rest = at;
	struct word_place place;

	if (!begins_a_word(at) || !words_next(&rest, &place))
		return 0;
	for (size_t i = 0; i < place.len; i++) {
		if (at[i] == '\'' || strncmp(at + i, "\xE2\x80\x99", 3) == 0)
			return i;
	}
	return place.len;
}

struct pieces pieces_of(struct arena *arena, const char *text, const char *written, enum mark mark)
{
	struct pieces pieces = { 0 };
	const char *gap = text;

	for (const char *at = text; *at != '\0';) {
		struct piece piece = { .at = at, .gap = gap };
		size_t took;

		if (is_gap(at, &took)) {
			at += took;
			continue;
		}
		if (written != NULL)
			piece.mark = mark_at(at, written, mark, &piece.len);
		if (piece.mark == NULL)
			piece.len = piece_word_len(at);
		if (piece.len == 0)
			piece.len = took;
		list_add(arena, &pieces, piece);
		at += piece.len;
		gap = at;
	}
	return pieces;
}

bool piece_is_same(const struct piece *one, const struct piece *other)
{
	return one->mark == NULL && one->len == other->len && memcmp(one->at, other->at, one->len) == 0;
}
