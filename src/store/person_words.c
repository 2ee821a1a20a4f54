#include "store/person_words.h"

#include <string.h>
#include <strings.h>

#include "base/out.h"
#include "base/text.h"

void person_words_add(struct arena *arena, struct person_words *words, const char *word)
{
	const char *trimmed = text_squeeze(arena, word);

	if (text_is_empty(trimmed))
		return;
	for (size_t i = 0; i < words->len; i++) {
		if (text_equal(words->at[i], trimmed))
			return;
	}
	list_add(arena, words, trimmed);
}

/* Letters and digits; every byte of a letter that is not ASCII counts as one. */
static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c & 0x80) != 0;
}

static bool is_of_address(char c)
{
	return is_letter(c) || (c != '\0' && strchr("._%+-", c) != NULL);
}

/* Whether what stands before and after it makes it a part of something longer. */
static bool stands_alone(const char *text, const char *at, const char *word)
{
	const char *after = at + strlen(word);
	bool is_address = strchr(word, '@') != NULL;

	if (at > text && (is_address ? is_of_address(at[-1]) : is_letter(at[-1])))
		return false;
	if (is_address && (*after == '-' || *after == '.'))
		return !is_letter(after[1]);
	return !is_letter(*after);
}

static bool begins_here(const char *text, const char *at, const char *word)
{
	bool as_written = strpbrk(word, " @") == NULL;
	size_t len = strlen(word);

	return (as_written ? strncmp(at, word, len) : strncasecmp(at, word, len)) == 0 && stands_alone(text, at, word);
}

/* The longest that begins here, or null. */
static const char *word_here(const struct person_words *words, const char *text, const char *at)
{
	const char *longest = NULL;

	for (size_t i = 0; i < words->len; i++) {
		if (begins_here(text, at, words->at[i]) && (longest == NULL || strlen(words->at[i]) > strlen(longest)))
			longest = words->at[i];
	}
	return longest;
}

static const char *first_place(const struct person_words *words, const char *text)
{
	for (const char *at = text; *at != '\0'; at++) {
		if (word_here(words, text, at) != NULL)
			return at;
	}
	return NULL;
}

bool person_words_in(const struct person_words *words, const char *text)
{
	return first_place(words, text) != NULL;
}

const char *person_words_replaced(struct arena *arena, const struct person_words *words, const char *text)
{
	struct out out = { .arena = arena };

	if (first_place(words, text) == NULL)
		return NULL;
	for (const char *at = text; *at != '\0';) {
		const char *word = word_here(words, text, at);

		if (word == NULL) {
			out_bytes(&out, at++, 1);
		} else {
			out_raw(&out, at == text ? PERSON_LEFT : PERSON_LEFT_WITHIN);
			at += strlen(word);
		}
	}
	return out_html(&out).at;
}
