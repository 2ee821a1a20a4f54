/* What the files of identify share. Private to them. */
#ifndef CAIRN_ENGINE_IDENTIFY_PARTS_H
#define CAIRN_ENGINE_IDENTIFY_PARTS_H

#include <stdbool.h>

#include "base/words.h"
#include "engine/identify.h"

/* A word of the text, and folded. */
struct text_word {
	struct word_place place;
	const char *folded;
	bool is_capital; /* begins with a capital letter */
};

struct text_words {
	size_t len, cap;
	struct text_word *at;
};

/* A term or a name as its folded words. */
struct term {
	size_t len, cap;
	const char **at;
};

struct known_names {
	LIST(struct term) terms, members;
};

/* Each looks through the whole text and adds what it finds, in any order. */
void identify_addresses(struct arena *arena, const char *text, struct hints *hints);
void identify_numbers(struct arena *arena, const char *text, struct hints *hints);
void identify_postcodes(struct arena *arena, const char *text, const struct text_words *words, struct hints *hints);
void identify_names(struct arena *arena, const char *text, const struct text_words *words,
                    const struct known_names *known, struct hints *hints);
void identify_relatives(struct arena *arena, const char *text, const struct text_words *words, struct hints *hints);

/* From the first of these words to the last of them. */
void hint_add(struct arena *arena, struct hints *hints, enum hint_kind kind, const char *text,
              const struct text_word *first, const struct text_word *last);

static inline bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

#endif
