/* Hints: what makes a person look twice, and what must not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>
#include <time.h>

#include "base/random.h"
#include "base/text.h"
#include "engine/identify.h"

static const char *const terms[] = { "Moray Integration Joint Board", "Health and Social Care Moray",
	                             "Good Practice Framework", "Unpaid carers" };
static const char *const members[] = { "Morag Tulloch", "Iain Mac an t-Saoir", "Jo Li", "Grant The Young" };

static struct hints look(struct arena *arena, const char *text)
{
	const struct known_names *known =
		known_names(arena, terms, sizeof terms / sizeof terms[0], members, sizeof members / sizeof members[0]);

	return identify(arena, text, known);
}

/* "kind: words" one a line, as found. */
static const char *found(struct arena *arena, const char *text)
{
	static const char *const kinds[] = {
		[HINT_EMAIL] = "email",      [HINT_POSTCODE] = "postcode", [HINT_PHONE] = "phone",
		[HINT_NUMBER] = "number",    [HINT_MEMBER] = "member",     [HINT_NAME] = "name",
		[HINT_RELATIVE] = "relative"
	};
	struct hints hints = look(arena, text);
	const char *all = "";

	for (size_t i = 0; i < hints.len; i++)
		all = text_format(arena, "%s%s%s: %.*s", all, i == 0 ? "" : "\n", kinds[hints.at[i].kind],
		                  (int)hints.at[i].len, text + hints.at[i].at);
	return all;
}

struct example {
	const char *text, *found;
};

static void check(const struct example *examples, size_t count)
{
	struct arena *arena = arena_new();

	for (size_t i = 0; i < count; i++) {
		const char *is = found(arena, examples[i].text);

		if (!text_equal(is, examples[i].found))
			fail_msg("\"%s\"\nfound\n%s\nand not\n%s", examples[i].text, is, examples[i].found);
	}
	arena_free(arena);
}

#define CHECK(examples) check((examples), sizeof(examples) / sizeof(examples)[0])

static void addresses_and_numbers_are_found(void **state)
{
	static const struct example examples[] = {
		{ "Write to mary.smith+care@nhs.scot. Soon.", "email: mary.smith+care@nhs.scot" },
		{ "MARY@EXAMPLE.ORG", "email: MARY@EXAMPLE.ORG" },
		{ "Meet @ the hall, 5 @ 2.50, or @example.com", "" },
		{ "Ring 01343 543131.", "phone: 01343 543131" },
		{ "Ring (01343) 543-131 now", "phone: 01343) 543-131" },
		{ "Ring +44 7700 900123", "phone: +44 7700 900123" },
		{ "Ring 0044 7700 900123", "phone: 0044 7700 900123" },
		{ "07700900123", "phone: 07700900123" },
		{ "My CHI is 0311521234", "number: 0311521234" },
		{ "My CHI is 031152 1234", "number: 031152 1234" },
		{ "943 476 5919", "number: 943 476 5919" },
		{ "case 1234567 was lost", "number: 1234567" },
		{ "\xC2\xA3"
		  "1500000 was spent, $1500000 or \xE2\x82\xAC"
		  "1500000",
		  "" },
		{ "1,500,000 pounds for 123456 people", "" },
		{ "in 2019 2020 2021 and 2024-2025, by 01.02.2024", "" },
		{ "We live at IV30 1BW.", "postcode: IV30 1BW" },
		{ "iv301bw", "postcode: iv301bw" },
		{ "EC1A 1BB and G1 1AA", "postcode: EC1A 1BB\npostcode: G1 1AA" },
		{ "Ward 4A 3rd floor, A96 2km on", "" },
	};

	(void)state;
	CHECK(examples);
}

static void names_are_found(void **state)
{
	static const struct example examples[] = {
		{ "I asked Mary Smith about it.", "name: Mary Smith" },
		{ "Mary Smith was kind. She is.", "name: Mary Smith" },
		{ "The nurse, Dr. Alasdair MacRae-Jones, came.", "name: Dr. Alasdair MacRae-Jones" },
		{ "J. Smith came", "name: J. Smith" },
		{ "Mrs Smith's carer", "name: Mrs Smith's" },
		{ "\xC3\x89ilis N\xC3\xAD Dhuibhne spoke", "name: \xC3\x89ilis N\xC3\xAD Dhuibhne" },
		{ "Thank you. Mary. Smith.", "" },
		{ "The Carers were asked. I Think so. A Nurse said", "" },
		{ "The Scottish Government and NHS told the Moray Integration Joint Board on Monday", "" },
		{ "health and social care moray", "" },
		{ "Our Moray Integration Joint Board and Mary Smith agree", "name: Mary Smith" },
		{ "Good Practice Framework Mary Smith", "name: Mary Smith" },
		{ "Mary\nSmith", "" },
	};

	(void)state;
	CHECK(examples);
}

static void members_are_found(void **state)
{
	static const struct example examples[] = {
		{ "morag tulloch knew", "member: morag tulloch" },
		{ "Morag's plan", "member: Morag's" },
		{ "I told Tulloch so", "member: Tulloch" },
		{ "a tulloch is a hillock", "" },
		{ "Morags of the world", "" },
		{ "Members and Planners agree", "" }, /* what people are called, too */
		{ "iain mac an t-saoir", "member: iain mac an t-saoir" },
		{ "Jo came, Li too", "" }, /* too short to be told from other words by themselves */
		{ "jo li", "member: jo li" },
		{ "The grant was young", "" },
		{ "Ask Morag Tulloch and Mary Smith", "member: Morag Tulloch\nname: Mary Smith" },
		{ "Ask Morag Smith", "member: Morag Smith" }, /* both: the surer name, over the whole of it */
	};

	(void)state;
	CHECK(examples);
}

static void relations_are_found(void **state)
{
	static const struct example examples[] = {
		{ "My mother waited", "relative: My mother" },
		{ "since my late husband's stroke", "relative: my late husband's" },
		{ "my 84 year old mum", "relative: my 84 year old mum" },
		{ "Our son John Brown", "relative: Our son\nname: John Brown" },
		{ "my next door neighbour", "relative: my next door neighbour" },
		{ "our partners and our carers", "" },
		{ "a mother, the sons, my view. Mother", "" },
		{ "my mothers", "" },
		{ "of my own accord", "" },
	};

	(void)state;
	CHECK(examples);
}

/* Nothing, signs only, other writings, broken bytes: no hint, and no harm. */
static void odd_texts_do_no_harm(void **state)
{
	static const struct example examples[] = {
		{ "", "" },
		{ " \n\t ", "" },
		{ "@", "" },
		{ "@@@...", "" },
		{ "+", "" },
		{ "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7 \xF0\x9F\x98\x80\xF0\x9F\x98\x80", "" },
		{ "\xD7\x90\xD7\x9E\xD7\x90 \xD7\xA9\xD7\x9C\xD7\x99 \xD8\xA3\xD9\x85\xD9\x8A",
		  "" }, /* right to left */
		{ "\xE2\x80\xAEMary Smith\xE2\x80\xAC", "name: Mary Smith\xE2\x80\xAC" },
		{ "\xFF\xFE Mary \xC3", "" },
		{ "7", "" },
		{ "G1", "" },
	};

	(void)state;
	CHECK(examples);
}

/* Pieces of every kind in any order: hints lie in the text, in order, apart from each other. */
static void hints_are_in_order_and_apart(void **state)
{
	static const char *const pieces[] = { "Mary ",  "Smith",  " my mother ",      "IV30 1BW",   " 01343 543131 ",
		                              "a@b.cd", "Morag ", "Tulloch.",         "0311521234", " the ",
		                              "\n",     "-",      "\xF0\x9F\x98\x80", "Dr. ",       "\xC3" };
	struct random random = { .seed = 7 };

	(void)state;
	for (int i = 0; i < 3000; i++) {
		struct arena *arena = arena_new();
		const char *text = "";
		struct hints hints;
		size_t end = 0;

		for (uint64_t n = random_below(&random, 12); n > 0; n--)
			text = text_format(arena, "%s%s", text,
			                   pieces[random_below(&random, sizeof pieces / sizeof pieces[0])]);
		hints = look(arena, text);
		for (size_t h = 0; h < hints.len; h++) {
			assert_true(hints.at[h].len > 0 && hints.at[h].at >= end);
			assert_true(*hint_words(hints.at[h].kind) != '\0');
			end = hints.at[h].at + hints.at[h].len;
		}
		assert_true(end <= strlen(text));
		arena_free(arena);
	}
}

static void a_very_long_text_is_read_quickly(void **state)
{
	struct arena *arena = arena_new();
	size_t len = 1 << 20;
	char *digits = arena_take(arena, len + 1), *capitals = arena_take(arena, len + 1);
	clock_t began = clock();
	struct hints hints;

	(void)state;
	for (size_t i = 0; i < len; i++) {
		digits[i] = i % 2 == 0 ? '7' : ' ';
		capitals[i] = i % 3 == 2 ? ' ' : "Mi"[i % 3];
	}
	assert_int_equal(look(arena, digits).len, 0);
	hints = look(arena, capitals);
	assert_int_equal(hints.len, 1);
	assert_true(hints.at[0].len > len - 8);
	assert_true((clock() - began) / CLOCKS_PER_SEC < 5);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(addresses_and_numbers_are_found),
		cmocka_unit_test(names_are_found),
		cmocka_unit_test(members_are_found),
		cmocka_unit_test(relations_are_found),
		cmocka_unit_test(odd_texts_do_no_harm),
		cmocka_unit_test(hints_are_in_order_and_apart),
		cmocka_unit_test(a_very_long_text_is_read_quickly),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
