#include "culture/words_find.h"

#include "base/list.h"
#include "base/text.h"
#include "base/words.h"

#define SOUGHT_MOST 8

struct words_sought words_sought(struct arena *arena, const char *typed)
{
	struct words_sought sought = { 0 };
	struct word_place place;

	while (sought.len < SOUGHT_MOST && words_next(&typed, &place)) {
		const char *folded = word_folded(arena, place);

		if (*folded != '\0')
			list_add(arena, &sought, folded);
	}
	return sought;
}

static bool holds(struct arena *arena, const char *text, const char *word, bool is_last)
{
	struct word_place place;

	while (words_next(&text, &place)) {
		const char *folded = word_folded(arena, place);

		if (is_last ? text_starts(folded, word) : text_equal(folded, word))
			return true;
	}
	return false;
}

bool words_found(struct arena *arena, const struct words_sought *sought, const char *text)
{
	for (size_t i = 0; i < sought->len; i++) {
		if (!holds(arena, text, sought->at[i], i + 1 == sought->len))
			return false;
	}
	return true;
}
