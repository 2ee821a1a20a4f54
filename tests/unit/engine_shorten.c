/* Taking something out: what is left is the writer's own, and where something is missing there is a mark. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "base/random.h"
#include "base/text.h"
#include "engine/shorten.h"

#define NAME      "[a name was taken out]"
#define SOMETHING "[something was taken out]"

static const char *left(struct arena *arena, const char *written, const char *wanted)
{
	struct shortened shortened = shorten(arena, written, wanted, MARK_SOMETHING);

	switch (shortened.became) {
	case SHORTEN_DONE:
		return shortened.left;
	case SHORTEN_NOTHING:
		return "nothing taken out";
	case SHORTEN_ALL:
		return "all taken out";
	case SHORTEN_ADDED:
		return text_format(arena, "added: %s", shortened.added);
	case SHORTEN_TOO_LONG:
		return "too long";
	}
	return "";
}

struct example {
	const char *written, *wanted, *left;
};

static void check(const struct example *examples, size_t count)
{
	struct arena *arena = arena_new();

	for (size_t i = 0; i < count; i++) {
		const char *is = left(arena, examples[i].written, examples[i].wanted);

		if (!text_equal(is, examples[i].left))
			fail_msg("\"%s\"\nto be\n\"%s\"\ngave\n\"%s\"\nand not\n\"%s\"", examples[i].written,
			         examples[i].wanted, is, examples[i].left);
	}
	arena_free(arena);
}

#define CHECK(examples) check((examples), sizeof(examples) / sizeof(examples)[0])

static void what_is_missing_has_a_mark(void **state)
{
	static const struct example examples[] = {
		{ "I asked Mary Smith, twice.", "I asked " NAME ", twice.", "I asked " NAME ", twice." },
		{ "I asked Mary Smith, twice.", "I asked, twice.", "I asked " SOMETHING ", twice." },
		{ "I asked Mary Smith, twice.", "I asked [...], twice.", "I asked " SOMETHING ", twice." },
		{ "I asked Mary Smith, twice.", "I asked []", "I asked " SOMETHING },
		{ "I asked Mary Smith, twice.", "asked \xE2\x80\xA6 twice.", "added: \xE2\x80\xA6" },
		{ "I asked Mary Smith, twice.", "[\xE2\x80\xA6] twice.", SOMETHING " twice." },
		{ "I asked Mary Smith's son.", "I asked " NAME "'s son.", "I asked " NAME "'s son." },
		{ "one two three four", "one " NAME " " SOMETHING, "one " NAME " " SOMETHING },
		{ "one two three four", "one three", "one " SOMETHING " three " SOMETHING },
		{ "First line.\n\nMary said so.\nLast  line.", "First line. said so. Last line.",
		  "First line.\n\n" SOMETHING " said so.\nLast  line." },
		{ "a b a c", NAME " a c", NAME " a c" }, /* the mark stands for the first of the two */
		{ "a b a c", "a c", "a " SOMETHING " c" },
		{ "Mary\xF0\x9F\x98\x80ok!", "\xF0\x9F\x98\x80ok!", SOMETHING "\xF0\x9F\x98\x80ok!" },
	};

	(void)state;
	CHECK(examples);
}

static void nothing_is_put_in(void **state)
{
	static const struct example examples[] = {
		{ "The nurse was rude", "The nurse was kind", "added: kind" },
		{ "The nurse was rude", "The nurse was very rude", "added: very" },
		{ "The nurse was rude", "rude The nurse was", "added: The" },
		{ "The nurse was rude", "The Nurse was rude", "added: Nurse" },
		{ "The nurse was rude", "The nurse was rude!", "added: !" },
		{ "The nurse was rude", "The nurse was " NAME " rude", "added: " NAME },
		{ "The nurse was rude", "The nurse [who was taken out] rude", "added: [" },
		{ "The nurse was rude", "The nur was rude", "added: nur" },
		{ "carelessness", "careless", "added: careless" },
		{ "two words", "two words two words", "added: two" },
	};

	(void)state;
	CHECK(examples);
}

static void nothing_or_all_taken_out_is_said(void **state)
{
	static const struct example examples[] = {
		{ "The nurse\nwas rude.", "  The nurse was\n\nrude. ", "nothing taken out" },
		{ "The nurse was rude.", "", "all taken out" },
		{ "The nurse was rude.", NAME, "all taken out" },
		{ "The nurse was rude.", "[] .", "all taken out" },
		{ "", "", "nothing taken out" },
		{ "", "word", "added: word" },
		{ "\xF0\x9F\x98\x80 \xF0\x9F\x98\x80", "\xF0\x9F\x98\x80",
		  "all taken out" }, /* a sign alone is nothing to read */
	};

	(void)state;
	CHECK(examples);
}

/* Somebody may write what looks like a mark, or take more out of what has one already. */
static void a_writers_own_brackets_are_theirs(void **state)
{
	static const struct example examples[] = {
		{ "I said [...] to Mary", "I said [...] to", "I said [...] to " SOMETHING },
		{ "I said " NAME " to Mary", "I said " NAME " to " NAME, "I said " NAME " to " NAME },
		{ "I said " NAME " to Mary", "I said " NAME " to", "I said " NAME " to " SOMETHING },
	};

	(void)state;
	CHECK(examples);
}

static void words_are_replaced_wherever_they_stand(void **state)
{
	struct arena *arena = arena_new();

	(void)state;
	assert_string_equal(shorten_replace(arena, "Mary and Mary", "Mary", MARK_NAME), NAME " and " NAME);
	assert_string_equal(shorten_replace(arena, "Mary", "", MARK_NAME), "Mary");
	assert_string_equal(shorten_replace(arena, "", "Mary", MARK_NAME), "");
	assert_string_equal(left(arena, "Mary and Mary", shorten_replace(arena, "Mary and Mary", "Mary", MARK_NAME)),
	                    NAME " and " NAME);
	arena_free(arena);
}

/* ------------------------------------------------------------------ any text, any part of it */

#define PIECES 12

/* Words, some of them alike, signs and broken bytes. */
static const char *const pieces[PIECES] = {
	"one", "two", "one", "Mary", "\xD7\x90\xD7\x9E\xD7\x90", "!", ",", "\xF0\x9F\x98\x80", "x", "'", "[", "]"
};

/* Leaves some pieces out: what comes back holds none of the marks' words but in marks, every piece that was kept in its order, and a mark for each
 * place where something is missing. */
static void any_part_of_a_text_can_be_left(void **state)
{
	struct random random = { .seed = 5 };

	(void)state;
	for (int i = 0; i < 3000; i++) {
		struct arena *arena = arena_new();
		const char *written = "", *wanted = "";
		size_t count = (size_t)random_below(&random, 14), kept = 0;
		struct shortened shortened;

		for (size_t p = 0; p < count; p++) {
			const char *piece = pieces[random_below(&random, PIECES)];

			written = text_format(arena, "%s%s ", written, piece);
			if (random_below(&random, 3) == 0)
				continue;
			wanted = text_format(arena, "%s%s ", wanted, piece);
			kept++;
		}
		shortened = shorten(arena, written, wanted, MARK_PERSON);
		if (kept == count)
			assert_int_equal(shortened.became, SHORTEN_NOTHING);
		else if (shortened.became != SHORTEN_ALL)
			assert_int_equal(shortened.became, SHORTEN_DONE);
		if (shortened.became == SHORTEN_DONE) {
			const char *bare = shorten_replace(arena, shortened.left, mark_words(MARK_PERSON), MARK_PERSON);

			assert_string_equal(bare, shortened.left);
			assert_non_null(strstr(shortened.left, mark_words(MARK_PERSON)));
			/* without its marks it is what was wanted; and wanting it again changes nothing */
			bare = "";
			for (const char *at = shortened.left; *at != '\0';) {
				const char *mark = strstr(at, mark_words(MARK_PERSON));
				size_t len = mark == NULL ? strlen(at) : (size_t)(mark - at);

				bare = text_format(arena, "%s%.*s", bare, (int)len, at);
				at += len + (mark == NULL ? 0 : strlen(mark_words(MARK_PERSON)));
			}
			assert_string_equal(text_squeeze(arena, bare), text_squeeze(arena, wanted));
			assert_string_equal(shorten(arena, written, shortened.left, MARK_NAME).left, shortened.left);
		}
		arena_free(arena);
	}
}

static void long_texts_are_laid_beside_each_other(void **state)
{
	struct arena *arena = arena_new();
	char *written = arena_take(arena, 2001), *huge = arena_take(arena, 100001);
	struct shortened shortened;

	(void)state;
	for (size_t i = 0; i < 2000; i++)
		written[i] = i % 2 == 1 ? ' ' : (char)('a' + i % 3);
	shortened = shorten(arena, written, written + 2, MARK_NAME);
	assert_int_equal(shortened.became, SHORTEN_DONE);
	assert_true(text_starts(shortened.left, NAME " "));
	memset(huge, '.', 100000);
	huge[0] = 'a';
	assert_int_equal(shorten(arena, huge, text_copy_bytes(arena, huge, 99999), MARK_NAME).became, SHORTEN_TOO_LONG);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_missing_has_a_mark),
		cmocka_unit_test(nothing_is_put_in),
		cmocka_unit_test(nothing_or_all_taken_out_is_said),
		cmocka_unit_test(a_writers_own_brackets_are_theirs),
		cmocka_unit_test(words_are_replaced_wherever_they_stand),
		cmocka_unit_test(any_part_of_a_text_can_be_left),
		cmocka_unit_test(long_texts_are_laid_beside_each_other),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
