/* What comes up again and again: counted once a text, in a settled order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "base/random.h"
#include "base/text.h"
#include "engine/recur.h"

/* "term 3, term 4" */
static const char *said(struct arena *arena, const char *const *texts, size_t count)
{
	struct recurring_list list = recur(arena, texts, count);
	const char *all = "";

	for (size_t i = 0; i < list.len; i++) {
		size_t has = 0;

		all = text_format(arena, "%s%s%s %d", all, i == 0 ? "" : ", ", list.at[i].term, list.at[i].texts);
		for (size_t t = 0; t < count; t++)
			has += recur_has(arena, texts[t], list.at[i].term);
		assert_int_equal(has, list.at[i].texts);
	}
	return all;
}

#define ASSERT_SAID(expected, ...)                                                                 \
	do {                                                                                       \
		static const char *const texts_[] = { __VA_ARGS__ };                               \
		struct arena *arena_ = arena_new();                                                \
		assert_string_equal(said(arena_, texts_, sizeof texts_ / sizeof texts_[0]), expected); \
		arena_free(arena_);                                                                \
	} while (0)

static void nothing_and_one_say_nothing(void **state)
{
	struct arena *arena = arena_new();

	(void)state;
	assert_int_equal(recur(arena, NULL, 0).len, 0);
	ASSERT_SAID("", "");
	ASSERT_SAID("", "respite respite respite respite");
	ASSERT_SAID("", "respite", "respite");
	arena_free(arena);
}

static void a_word_counts_once_a_text(void **state)
{
	(void)state;
	ASSERT_SAID("respite 3", "Respite, respite!", "RESPITE", "R\xC3\xA9spit\xC3\xA9?", "nothing of it");
}

static void all_the_same_give_their_pairs(void **state)
{
	(void)state;
	ASSERT_SAID("early help 3, help early 3", "early help early", "early help early", "early help early");
	ASSERT_SAID("early help 3", "early help", "early help", "early help");
}

/* A word that is there without the pair stands by itself. */
static void a_word_of_a_pair_stands_only_when_it_says_more(void **state)
{
	(void)state;
	ASSERT_SAID("help 4, early help 3", "early help", "Early-help", "early  help", "help");
	ASSERT_SAID("early 3, help 3", "early, help", "early. Help", "early\nhelp");
}

static void stop_words_numbers_and_short_words_are_left_out(void **state)
{
	(void)state;
	ASSERT_SAID("", "the 2024 it is of us", "the 2024 it is of us", "the 2024 it is of us", "don't won't");
	ASSERT_SAID("carers 3", "carers were asked", "carers were asked", "carers were asked");
}

static void equals_are_in_the_order_of_their_bytes(void **state)
{
	(void)state;
	ASSERT_SAID("apples 3, pears 3, zebras 3", "zebras; apples; pears", "pears; zebras; apples",
	            "apples; pears; zebras");
}

static void other_writings_and_signs(void **state)
{
	(void)state;
	ASSERT_SAID("", "\xF0\x9F\x98\x80\xF0\x9F\x98\x80", "\xF0\x9F\x98\x80", "\xF0\x9F\x98\x80", "\xF0\x9F\x91\x8D");
	ASSERT_SAID("\xD7\x9E\xD7\xA9\xD7\xA4\xD7\x97\xD7\x94 3", "\xD7\x9E\xD7\xA9\xD7\xA4\xD7\x97\xD7\x94",
	            "\xD7\x9E\xD7\xA9\xD7\xA4\xD7\x97\xD7\x94!",
	            "\xE2\x80\xAE\xD7\x9E\xD7\xA9\xD7\xA4\xD7\x97\xD7\x94\xE2\x80\xAC");
	ASSERT_SAID("", "\xFF\xFE", "\xFF\xFE", "\xFF\xFE");
}

/* Many long texts: a bound on what is suggested, the order settled whatever order they come in, and a count that a second look bears out. */
static void many_texts_in_any_order_say_the_same(void **state)
{
	static const char *const words[] = { "respite", "carers", "lunch club", "bus",    "the",   "rural travel",
		                             "money",   "asked",  "stairs",     "garden", "phone", "\xF0\x9F\x98\x80",
		                             "12",      "letters" };
	struct random random = { .seed = 11 };
	struct arena *arena = arena_new();
	const char *texts[400], *turned[400];

	(void)state;
	for (size_t i = 0; i < 400; i++) {
		texts[i] = "";
		for (uint64_t n = random_below(&random, 30); n > 0; n--)
			texts[i] = text_format(arena, "%s%s ", texts[i], words[random_below(&random, 14)]);
		turned[399 - i] = texts[i];
	}
	assert_int_equal(recur(arena, texts, 400).len, RECUR_MOST);
	assert_string_equal(said(arena, texts, 400), said(arena, turned, 400));
	arena_free(arena);
}

static void a_very_long_text_is_one_text(void **state)
{
	struct arena *arena = arena_new();
	char *text = arena_take(arena, (1 << 20) + 1);
	const char *texts[3] = { text, text, "short" };

	(void)state;
	for (size_t i = 0; i < 1 << 20; i++)
		text[i] = i % 8 == 7 ? ' ' : (char)('a' + (i / 8 + i) % 26);
	assert_int_equal(recur(arena, texts, 3).len, 0);
	memset(text, 'x', 1 << 20); /* one word of a megabyte counts by its beginning */
	texts[2] = text_copy_bytes(arena, text, 70);
	assert_int_equal(recur(arena, texts, 3).len, 1);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_and_one_say_nothing),
		cmocka_unit_test(a_word_counts_once_a_text),
		cmocka_unit_test(all_the_same_give_their_pairs),
		cmocka_unit_test(a_word_of_a_pair_stands_only_when_it_says_more),
		cmocka_unit_test(stop_words_numbers_and_short_words_are_left_out),
		cmocka_unit_test(equals_are_in_the_order_of_their_bytes),
		cmocka_unit_test(other_writings_and_signs),
		cmocka_unit_test(many_texts_in_any_order_say_the_same),
		cmocka_unit_test(a_very_long_text_is_one_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
