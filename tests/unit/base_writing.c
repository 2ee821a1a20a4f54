/* Numbers, dates, addresses and escapes are written by hand, for speed: they come out as printf and the standards would have them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/figure.h"
#include "base/json.h"
#include "base/list.h"
#include "base/text.h"
#include "base/url.h"

static int begin(void **state)
{
	*state = arena_new();
	return 0;
}

static int end(void **state)
{
	arena_free(*state);
	return 0;
}

static void whole_numbers_are_as_printf_writes_them(void **state)
{
	const int64_t numbers[] = { 0, 7, -1, 10, 99, 1000, -123456789, INT64_MAX, INT64_MIN };
	char expected[32];

	for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
		snprintf(expected, sizeof expected, "%lld", (long long)numbers[i]);
		assert_string_equal(text_of_int(*state, numbers[i]), expected);
	}
	assert_string_equal(text_of_count(*state, -1234567), "-1,234,567");
	assert_string_equal(text_of_count(*state, 999), "999");
}

static void figures_keep_their_decimals_and_units(void **state)
{
	struct figure trimmed = { .value = 3.0, .state = FIGURE_SHOWN, .decimals = 1, .trim = true };

	assert_string_equal(figure_text(*state, figure_of_count(12345)), "12,345");
	assert_string_equal(figure_text(*state, figure_of(-1250, 0, NULL)), "−1,250");
	assert_string_equal(figure_text(*state, figure_of(-0.2, 0, NULL)), "0");
	assert_string_equal(figure_text(*state, figure_of(2.5, 1, NULL)), "2.5");
	assert_string_equal(figure_text(*state, figure_of(3, 1, NULL)), "3.0");
	assert_string_equal(figure_text(*state, figure_of(1e18, 0, NULL)), "1,000,000,000,000,000,000");
	assert_string_equal(figure_text(*state, figure_of(1250, 0, "£")), "£1,250");
	assert_string_equal(figure_text(*state, trimmed), "3");
	trimmed.value = 2.5;
	assert_string_equal(figure_text(*state, trimmed), "2.5");
}

static void dates_are_padded_where_they_should_be(void **state)
{
	struct moment winter = { date_of(2026, 1, 5).days * DAY_MS + 9 * HOUR_MS + 7 * MINUTE_MS + 3 * SECOND_MS };
	struct moment summer = { date_of(2026, 7, 31).days * DAY_MS + 23 * HOUR_MS + 30 * MINUTE_MS };

	assert_string_equal(date_text(*state, date_of(2026, 11, 5)), "5 November 2026");
	assert_string_equal(date_iso(*state, date_of(2026, 1, 5)), "2026-01-05");
	assert_string_equal(date_iso(*state, date_of(987, 6, 5)), "0987-06-05");
	assert_string_equal(moment_text(*state, winter), "5 January 2026 at 09:07");
	assert_string_equal(moment_iso(*state, winter), "2026-01-05T09:07:03Z");
	assert_string_equal(moment_text(*state, summer), "1 August 2026 at 00:30");
	assert_string_equal(moment_iso(*state, summer), "2026-07-31T23:30:00Z");
	assert_string_equal(moment_text(*state, (struct moment){ 0 }), "");
	assert_string_equal(date_text(*state, (struct date){ 0 }), "");
}

static void addresses_escape_all_but_what_is_plain(void **state)
{
	struct arena *arena = *state;
	char expected[4] = "";

	for (int c = 1; c < 256; c++) {
		const char text[] = { (char)c, '\0' };
		bool is_plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
		                strchr("-._~", c) != NULL;

		snprintf(expected, sizeof expected, is_plain ? "%c" : "%%%02X", (unsigned)c);
		assert_string_equal(url_to(arena, "/:it", text).at, text_format(arena, "/%s", expected));
	}
	assert_string_equal(url_id(arena, "/people/:id/remove", -12).at, "/people/-12/remove");
	assert_string_equal(url_to(arena, "/a/:one.csv?b=:two#:three", "x", "", "é").at, "/a/x.csv?b=#%C3%A9");
	assert_string_equal(url_with(arena, url_with(arena, url_to(arena, "/a"), "b", "c d"), "e", "&").at,
	                    "/a?b=c%20d&e=%26");
	assert_string_equal(url_here(arena, "a b").at, "#a%20b");
}

static void markup_and_json_are_escaped_wherever_it_stands(void **state)
{
	struct out out = { .arena = *state };

	out_escaped(&out, "<a href=\"x\">'&'</a>");
	out_escaped(&out, "");
	out_escaped(&out, NULL);
	out_escaped(&out, "plain é &");
	assert_string_equal(out_html(&out).at, "&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;plain é &amp;");
	out = (struct out){ .arena = *state };
	json_text(&out, "\"\\\n\x01<é>&end");
	assert_string_equal(out_html(&out).at, "\"\\\"\\\\\\n\\u0001\\u003cé\\u003e\\u0026end\"");
}

/* What is formatted at the end of its room, at each length around it, is whole all the same. */
static void formatted_text_is_whole_at_the_end_of_its_room(void **state)
{
	for (int len = 0; len < 600; len++) {
		struct out out = out_with_room(*state, 40);

		out_raw(&out, "before ");
		out_format(&out, "%0*d", len, 0);
		assert_int_equal(out_html(&out).len, 7 + (len == 0 ? 1 : len));
		assert_int_equal(strlen(out.at), out.len);
		assert_int_equal(strlen(text_format(*state, "%0*d", len, 0)), len == 0 ? 1 : len);
	}
}

static void a_new_item_of_a_list_is_zero_in_memory_used_before(void **state)
{
	struct arena *arena = *state;
	LIST(int64_t) list = { 0 };

	memset(arena_take(arena, 4000), 0xff, 4000);
	arena_reset(arena);
	for (int i = 0; i < 100; i++)
		assert_int_equal(*list_new(arena, &list), 0);
}

static void text_is_clean_only_without_controls_and_broken_bytes(void **state)
{
	(void)state;
	assert_true(text_is_clean("plain\tand\nüber\r", strlen("plain\tand\nüber\r")));
	assert_false(text_is_clean("a\0b", 3));
	assert_false(text_is_clean("a\x7f", 2));
	assert_false(text_is_clean("a\x1b", 2));
	assert_false(text_is_clean("\xc3", 1));
	assert_false(text_is_clean("\xff\xfe", 2));
	assert_false(text_is_clean("\xc0\x80", 2));
	assert_string_equal(text_trim(*state, " \xc2\xa0 caf\xc3\xa9 \xe2\x80\x89"), "caf\xc3\xa9");
	assert_int_equal(text_characters("caf\xc3\xa9\xff"), 5);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(whole_numbers_are_as_printf_writes_them),
		TEST(figures_keep_their_decimals_and_units),
		TEST(dates_are_padded_where_they_should_be),
		TEST(addresses_escape_all_but_what_is_plain),
		TEST(markup_and_json_are_escaped_wherever_it_stands),
		TEST(formatted_text_is_whole_at_the_end_of_its_room),
		TEST(a_new_item_of_a_list_is_zero_in_memory_used_before),
		TEST(text_is_clean_only_without_controls_and_broken_bytes),
	};

	return cmocka_run_group_tests_name("base_writing", tests, NULL, NULL);
}
