/* What a word is: in any writing, however it is typed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
/* cmocka wants the three above it before itself */
#include <cmocka.h>

#include "base/text.h"
#include "base/words.h"

/* The folded words of a text, with a stroke between them. */
static const char *words_of(struct arena *arena, const char *text)
{
	const char *joined = "";
	struct word_place place;

	while (words_next(&text, &place))
		joined = text_format(arena, "%s%s%s", joined, *joined == '\0' ? "" : "|", word_folded(arena, place));
	return joined;
}

static void words_are_found_and_folded(void **state)
{
	static const struct {
		const char *text, *words;
	} cases[] = {
		{ "", "" },
		{ " \t\n.,;:!?-_/\\\"()[]{}<>&%$#@*+=|~^`", "" },
		{ "The carers' plan", "the|carers|plan" },
		{ "Caf\u00e9, CAFE\u0301 and ca\u00adfe", "cafe|cafe|and|cafe" },
		{ "carer's carer\u2019s O'Brien 'quoted' rock'n'roll", "carers|carers|obrien|quoted|rocknroll" },
		{ "co-production; self_directed and/or", "co|production|self|directed|and|or" },
		{ "Stra\u00dfe \ufb01ve \u216b \uff23\uff21\uff2e", "strasse|five|xii|can" },
		{ "1,250 in 2026/27", "1|250|in|2026|27" },
		{ "a B \u00e9 7 \u6e05", "7|\u6e05" }, /* a single letter says nothing, a figure or a sign may */
		{ "\u05e9\u05c1\u05b8\u05dc\u05d5\u05b9\u05dd \u0645\u0631\u062d\u0628\u0627",
		  "\u05e9\u05dc\u05d5\u05dd|\u0645\u0631\u062d\u0628\u0627" },
		{ "\U0001f469\u200d\U0001f467 \u202eevil\u202c", "evil" },
		{ "zero\u200bwidth", "zero|width" },
		{ "\u0301alone", "alone" },
		{ "bad \xff\xfe bytes \xe2\x80", "bad|bytes" },
	};
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		assert_string_equal(words_of(arena, cases[i].text), cases[i].words);
	arena_free(arena);
}

/* Where it stands is where it was typed: that is what is marked. */
static void a_word_has_its_place(void **state)
{
	const char *text = "\u201cCaf\u00e9\u201d, carer\u2019s.", *rest = text;
	struct word_place place;

	(void)state;
	assert_true(words_next(&rest, &place));
	assert_int_equal(place.at - text, 3);
	assert_memory_equal(place.at, "Caf\u00e9", 5);
	assert_int_equal(place.len, 5);
	assert_true(words_next(&rest, &place));
	assert_int_equal(place.len, strlen("carer\u2019s"));
	assert_false(words_next(&rest, &place));
	assert_false(words_next(&rest, &place));
}

/* Whatever is typed, a word fits into the index, and ends at the end of a character. */
static void long_words_are_cut(void **state)
{
	struct arena *arena = arena_new();
	char text[3 * 400 + 1];
	struct word_place place;
	const char *rest = text, *folded;

	(void)state;
	for (size_t i = 0; i < 400; i++)
		memcpy(text + 3 * i, "\u6e05", 4);
	assert_true(words_next(&rest, &place));
	assert_int_equal(place.len, 1200);
	folded = word_folded(arena, place);
	assert_int_equal(strlen(folded), 60);
	assert_true(text_is_clean(folded, 60));
	memset(text, 'y', 1200);
	memcpy(text + 59, "\u00f1", 2);
	rest = text;
	assert_true(words_next(&rest, &place));
	assert_int_equal(strlen(word_folded(arena, place)), WORD_BYTES);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_are_found_and_folded),
		cmocka_unit_test(a_word_has_its_place),
		cmocka_unit_test(long_words_are_cut),
	};

	return cmocka_run_group_tests_name("words", tests, NULL, NULL);
}
