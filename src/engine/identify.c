#include "engine/identify.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "engine/identify_parts.h"

/* ------------------------------------------------------------------ words */

/* Letters without capitals (Hebrew, Arabic) never have one: names in them are not found. */
static bool is_capital(struct word_place place)
{
	utf8proc_int32_t character;
	utf8proc_category_t category;

	if ((unsigned char)*place.at < 0x80)
		return *place.at >= 'A' && *place.at <= 'Z';
	if (utf8proc_iterate((const utf8proc_uint8_t *)place.at, (utf8proc_ssize_t)place.len, &character) <= 0)
		return false;
	category = utf8proc_category(character);
	return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT;
}

static struct text_words words_of(struct arena *arena, const char *text)
{
	struct text_words words = { 0 };
	struct word_place place;

	while (words_next(&text, &place))
		list_add(arena, &words, ((struct text_word){ place, word_folded(arena, place), is_capital(place) }));
	return words;
}

void hint_add(struct arena *arena, struct hints *hints, enum hint_kind kind, const char *text,
              const struct text_word *first, const struct text_word *last)
{
	size_t at = (size_t)(first->place.at - text);

	list_add(arena, hints, ((struct hint){ kind, at, (size_t)(last->place.at - text) + last->place.len - at }));
}

/* ------------------------------------------------------------------ what is known */

static struct term term_of(struct arena *arena, const char *text)
{
	struct term term = { 0 };
	struct word_place place;

	while (words_next(&text, &place))
		list_add(arena, &term, word_folded(arena, place));
	return term;
}

const struct known_names *known_names(struct arena *arena, const char *const *terms, size_t term_count,
                                      const char *const *members, size_t member_count)
{
	struct known_names *known = NEW(arena, struct known_names);

	for (size_t i = 0; i < term_count; i++)
		list_add(arena, &known->terms, term_of(arena, terms[i]));
	for (size_t i = 0; i < member_count; i++)
		list_add(arena, &known->members, term_of(arena, members[i]));
	return known;
}

/* ------------------------------------------------------------------ in order */

static int by_place(const void *one, const void *other)
{
	const struct hint *a = one, *b = other;

	if (a->at != b->at)
		return a->at < b->at ? -1 : 1;
	if (a->len != b->len)
		return a->len > b->len ? -1 : 1;
	return (a->kind > b->kind) - (a->kind < b->kind);
}

/* What overlaps becomes one, under the surer name. */
static void join(struct hints *hints)
{
	size_t kept = 0;

	for (size_t i = 0; i < hints->len; i++) {
		const struct hint *next = &hints->at[i];
		struct hint *last = kept == 0 ? NULL : &hints->at[kept - 1];

		if (last == NULL || next->at >= last->at + last->len) {
			hints->at[kept++] = *next;
			continue;
		}
		if (next->at + next->len > last->at + last->len)
			last->len = next->at + next->len - last->at;
		if (next->kind < last->kind)
			last->kind = next->kind;
	}
	hints->len = kept;
}

struct hints identify(struct arena *arena, const char *text, const struct known_names *known)
{
	struct text_words words = words_of(arena, text);
	struct hints hints = { 0 };

	identify_addresses(arena, text, &hints);
	identify_numbers(arena, text, &hints);
	identify_postcodes(arena, text, &words, &hints);
	identify_names(arena, text, &words, known, &hints);
	identify_relatives(arena, text, &words, &hints);
	if (hints.len > 1)
		qsort(hints.at, hints.len, sizeof *hints.at, by_place);
	join(&hints);
	return hints;
}

const char *hint_words(enum hint_kind kind)
{
	switch (kind) {
	case HINT_EMAIL:
		return "an e-mail address";
	case HINT_POSTCODE:
		return "a postcode";
	case HINT_PHONE:
		return "a telephone number";
	case HINT_NUMBER:
		return "a long number";
	case HINT_MEMBER:
		return "the name of somebody who belongs to this partnership";
	case HINT_NAME:
		return "what may be a name";
	case HINT_RELATIVE:
		return "somebody near to the writer";
	}
	return "";
}
