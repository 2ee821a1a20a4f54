/* The pictures: well formed whatever a label holds, marks where the figures put them, and silent about what is
 * withheld. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "chart/dots.h"
#include "chart/moves.h"
#include "chart/qr.h"
#include "chart/range_dots.h"
#include "chart/said.h"
#include "chart/svg.h"
#include "support/markup.h"

static const char *const levels[] = { "Not yet", "Early days", "In places", "Mostly", "Embedded" };

#define HOSTILE                                                                                                        \
	"</text><script>alert(1)</script>\" onload='x' & \xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7 caf\xC3\xA9"

static int start(void **state)
{
	*state = arena_new();
	return 0;
}

static int end(void **state)
{
	arena_free(*state);
	return 0;
}

static void assert_well_formed(struct html html)
{
	char said[200];

	assert_int_equal(strlen(html.at), html.len);
	assert_true(text_is_clean(html.at, html.len));
	if (markup_fault(html.at, said) != NULL)
		fail_msg("%s", said);
}

static void assert_holds(struct html html, const char *part)
{
	if (strstr(html.at, part) == NULL)
		fail_msg("no %s in %s", part, html.at);
}

static size_t count_of_part(struct html html, const char *part)
{
	size_t count = 0;

	for (const char *at = html.at; (at = strstr(at, part)) != NULL; at++)
		count++;
	return count;
}

static struct tally_cell shown(int one, int two, int three, int four, int five)
{
	return (struct tally_cell){ CELL_SHOWN, { .positions = { one, two, three, four, five } } };
}

static struct dots dots_of(const struct dots_row *rows, size_t count)
{
	return (struct dots){ "f1", NULL, "Option appraisal", levels, 5, rows, count };
}

static void the_checker_sees_what_is_wrong(void **state)
{
	char said[200];

	(void)state;
	assert_null(markup_fault("<svg a=\"1\"><text>a &amp; b</text><g/></svg>", said));
	assert_non_null(markup_fault("<svg><text></svg></text>", said));
	assert_non_null(markup_fault("<svg>", said));
	assert_non_null(markup_fault("<svg a=1></svg>", said));
	assert_non_null(markup_fault("<svg a=\"<\"></svg>", said));
	assert_non_null(markup_fault("<svg>a & b</svg>", said));
	assert_non_null(markup_fault("<svg id=\"a\"><g id=\"a\"/></svg>", said));
	assert_non_null(markup_fault("<svg style=\"x\"></svg>", said));
}

/* Four people at level 4 (542 in the wide drawing): a dot and a half to either side; the mark over them. */
static void dots_stand_where_people_do(void **state)
{
	const struct dots_row row = { NULL, "Leaders", shown(1, 0, 0, 4, 0) };
	struct dots dots = dots_of(&row, 1);
	struct html html = chart_dots(*state, &dots);

	assert_well_formed(html);
	assert_int_equal(count_of_part(html, "<svg "), 2);
	assert_int_equal(count_of_part(html, "role=\"img\""), 2);
	assert_int_equal(count_of_part(html, "<circle "), 2 * 5);
	assert_holds(html, "<circle cx=\"236\" ");
	assert_holds(html, "<circle cx=\"529.4\" ");
	assert_holds(html, "<circle cx=\"554.6\" ");
	assert_holds(html, "M537 37h10l-5 7z");
	assert_holds(html, "5 people</text>");
	assert_holds(html, "Leaders: 5 people, median 4.</desc>");
	assert_holds(html, "<title id=\"f1-wide-title\">Option appraisal: Leaders at 4</title>");
}

static void the_mark_stands_between_levels_when_the_median_does(void **state)
{
	const struct dots_row row = { NULL, "Leaders", shown(0, 3, 3, 0, 0) };
	struct dots dots = dots_of(&row, 1);

	assert_holds(chart_dots(*state, &dots), "M384 37h10"); /* 236 + 1.5 * 102 - 5 */
}

/* Even were figures left in a withheld cell, none of them is drawn, described or named. */
static void a_withheld_row_draws_nothing(void **state)
{
	struct dots_row rows[] = { { NULL, "Leaders", { CELL_WITHHELD, { .positions = { 0, 4, 0, 0, 0 } } } },
		                   { NULL, "Carers", shown(0, 0, 7, 0, 0) },
		                   { NULL, "Public", { .state = CELL_NOBODY } } };
	struct dots dots = dots_of(rows, 3);
	struct html html = chart_dots(*state, &dots);

	assert_well_formed(html);
	assert_int_equal(count_of_part(html, "<circle "), 2 * 7);
	assert_int_equal(count_of_part(html, "Fewer than five people: not shown</text>"), 2);
	assert_int_equal(count_of_part(html, "Nobody answered</text>"), 2);
	assert_int_equal(count_of_part(html, "4 people"), 0);
	assert_string_equal(dots_title(*state, &dots), "Option appraisal: Carers at 3");
}

static void nothing_to_draw_is_a_sentence(void **state)
{
	const struct dots_row withheld = { NULL, "Leaders", { .state = CELL_WITHHELD } };
	struct dots dots = dots_of(&withheld, 1);

	assert_string_equal(chart_dots(*state, &dots).at, "<p>Fewer than five people: not shown.</p>\n");
	dots.row_count = 0;
	assert_string_equal(chart_dots(*state, &dots).at, "<p>Nobody answered, so there is nothing to draw.</p>\n");
	assert_well_formed(chart_range_dots(*state, &(struct range_dots){ "r", NULL, levels, 5, NULL, 0 }));
	assert_well_formed(chart_said(*state, &(struct said){ "s", NULL, 5, NULL, 0, NULL, 0 }));
	assert_int_equal(count_of_part(chart_said(*state, &(struct said){ "s", NULL, 5, NULL, 0, NULL, 0 }), "<svg"),
	                 0);
}

/* Ten thousand people do not become ten thousand circles, and the picture says so. */
static void very_many_people_share_dots(void **state)
{
	const struct dots_row row = { NULL, "Public", shown(2000, 2000, 2000, 2000, 2001) };
	struct dots dots = dots_of(&row, 1);
	struct html html = chart_dots(*state, &dots);

	assert_int_equal(dots_people_per_dot(&dots), 5);
	assert_int_equal(count_of_part(html, "<circle "), 2 * (4 * 400 + 401));
	assert_holds(html, "Each dot is up to 5 people.");
}

static void every_dot_stays_within_the_drawing(void **state)
{
	const struct dots_row row = { NULL, "Public", shown(400, 1, 77, 9, 400) };
	struct dots dots = dots_of(&row, 1);
	struct html html = chart_dots(*state, &dots);

	assert_well_formed(html);
	for (const char *at = html.at; (at = strstr(at, "<circle cx=\"")) != NULL; at++) {
		double x = strtod(at + strlen("<circle cx=\""), NULL);

		assert_true(x > 2 && x < (at < strstr(html.at, "cn_narrow") ? SVG_WIDE_WIDTH : SVG_NARROW_WIDTH) - 2);
	}
}

static void hostile_labels_stay_labels(void **state)
{
	const char *const hostile_levels[] = { HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE };
	const struct dots_row rows[] = { { HOSTILE, HOSTILE, shown(1, 2, 3, 4, 5) },
		                         { NULL, "", shown(9, 0, 0, 0, 0) } };
	struct dots dots = { "f1", NULL, HOSTILE, hostile_levels, 5, rows, 2 };
	const struct range_row range = { HOSTILE, 7, figure_of(3, 1, NULL), figure_of(1, 1, NULL),
		                         figure_of(5, 1, NULL) };
	const struct move_row move = { HOSTILE, HOSTILE, summary_of((int[]){ 1, 2, 3, 4, 5 }),
		                       summary_of((int[]){ 5, 4, 3, 2, 1 }) };
	const struct said_count count = { true, 3, 4 };
	const struct said_row said = { HOSTILE, false, &count, { true, 1, 1 } };
	const char *const voice[] = { HOSTILE };

	assert_well_formed(chart_dots(*state, &dots));
	assert_well_formed(chart_range_dots(*state, &(struct range_dots){ "r", NULL, hostile_levels, 5, &range, 1 }));
	assert_well_formed(
		chart_moves(*state, &(struct moves){ "m", HOSTILE, HOSTILE, HOSTILE, hostile_levels, &move, 1 }));
	assert_well_formed(chart_said(*state, &(struct said){ "s", NULL, 5, voice, 1, &said, 1 }));
	assert_well_formed(chart_qr(*state, "q", HOSTILE, HOSTILE));
	assert_int_equal(count_of_part(chart_dots(*state, &dots), "<script"), 0);
}

static void labels_are_cut_between_characters(void **state)
{
	struct svg_lines lines = svg_wrap(*state, "  one   two three four  ", 9, 2);

	assert_int_equal(lines.count, 2);
	assert_string_equal(lines.at[0], "one two");
	assert_string_equal(lines.at[1], "three fo…");
	assert_string_equal(svg_cut(*state, "\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9", 3), "\xC3\xA9\xC3\xA9…");
	assert_string_equal(svg_cut(*state, "\xC3\xA9\xC3\xA9\xC3\xA9", 3), "\xC3\xA9\xC3\xA9\xC3\xA9");
	lines = svg_wrap(*state, "unbreakable", 4, 3);
	assert_int_equal(lines.count, 3);
	assert_string_equal(lines.at[0], "unbr");
	assert_string_equal(lines.at[2], "ble");
	lines = svg_wrap(*state, "", 9, 2);
	assert_int_equal(lines.count, 1);
	assert_string_equal(lines.at[0], "");
}

static void a_range_is_drawn_from_lowest_to_highest(void **state)
{
	const struct range_row rows[] = {
		{ "Capacity", 0, figure_of(2, 1, NULL), figure_of(1, 1, NULL), figure_of(4, 1, NULL) },
		{ "Supply", 1, figure_of(3, 1, NULL), figure_of(3, 1, NULL), figure_of(3, 1, NULL) },
		{ "Leadership", 1, figure_under(5), figure_under(5), figure_under(5) }
	};
	struct range_dots dots = { "r", NULL, levels, 5, rows, 3 };
	struct html html = chart_range_dots(*state, &dots);

	assert_well_formed(html);
	assert_holds(html, "<line x1=\"260\" y1=\"45\" x2=\"572\" y2=\"45\" stroke=\"#b6bcc2\" stroke-width=\"5\"/>");
	assert_holds(html, "<circle cx=\"364\" cy=\"45\" r=\"5.5\" fill=\"#741e6d\"/>");
	assert_holds(html, "<circle cx=\"468\" cy=\"77\" r=\"5.5\" fill=\"#0065bd\"/>"); /* the next theme */
	assert_int_equal(count_of_part(html, "stroke-width=\"5\""), 2); /* none where all voices agree */
	assert_int_equal(count_of_part(html, "<circle "), 4);
	assert_holds(html, "Fewer than five people: not shown</text>");
	assert_string_equal(range_dots_title(*state, &dots), "Supply is strongest, at 3; one is at 2 or lower");
}

static struct summary summary_at(double lower, double median, double upper)
{
	return (struct summary){ 9, figure_of(median, 1, NULL), figure_of(lower, 1, NULL), figure_of(upper, 1, NULL),
		                 false };
}

/* Then above, hollow; now below, filled; each on the bar of its middle half, and a line from the one to the other. */
static void then_and_now_stand_one_above_the_other(void **state)
{
	const struct move_row rows[] = { { "Moved", "Capacity", summary_at(1, 2, 3), summary_at(3, 4, 4) },
		                         { NULL, "Supply", summary_at(3, 3, 3), summary_at(3, 3, 3) },
		                         { NULL, "Nobody now", summary_at(3, 3, 3), { 0 } } };
	struct moves moves = { "m", "Capacity moved", "Autumn 2025", "Autumn 2026", levels, rows, 3 };
	struct html html = chart_moves(*state, &moves);

	assert_well_formed(html);
	assert_int_equal(count_of_part(html, "<circle "), 2 * 4); /* a row that one round has nobody in is not drawn */
	assert_int_equal(count_of_part(html, ">Nobody now<"), 0);
	assert_holds(html, "<circle cx=\"364\" cy=\"75\" r=\"5\" fill=\"#ffffff\"");
	assert_holds(html, "<circle cx=\"572\" cy=\"87\" r=\"6\" fill=\"#0065bd\"/>");
	assert_holds(html, "<line x1=\"364\" y1=\"75\" x2=\"572\" y2=\"87\"");
	assert_holds(html, "<line x1=\"256\" y1=\"75\" x2=\"472\" y2=\"75\" stroke=\"#b6bcc2\" stroke-width=\"4\"/>");
	assert_holds(html, "in Autumn 2025 (then) and in Autumn 2026 (now). Moved. Capacity: 2.0 (1.0 to 3.0) then, "
	                   "4.0 (3.0 to 4.0) now.");
	assert_holds(html, ">Moved</text>");
	moves.row_count = 0;
	assert_int_equal(count_of_part(chart_moves(*state, &moves), "<svg"), 0);
}

static void titles_of_ranges_count_and_name(void **state)
{
	struct range_row rows[5];
	struct range_dots dots = { "r", NULL, levels, 5, rows, 5 };
	static const char *const names[] = { "A", "B", "C", "D", "E" };

	for (int i = 0; i < 5; i++)
		rows[i] = (struct range_row){ names[i], 0, figure_of(4, 1, NULL), figure_of(4, 1, NULL),
			                      figure_of(4, 1, NULL) };
	assert_string_equal(range_dots_title(*state, &dots), "5 criteria are strongest, at 4; none is at 2 or lower");
	rows[0].median.value = rows[1].median.value = 1;
	assert_string_equal(range_dots_title(*state, &dots), "C, D and E are strongest, at 4; two are at 2 or lower");
	dots.row_count = 2;
	assert_string_equal(range_dots_title(*state, &dots), "No criterion is above 1");
	rows[0].median = rows[1].median = figure_under(5);
	assert_string_equal(range_dots_title(*state, &dots), "Nothing may be shown");
}

/* The largest count fills its column; others are in proportion; nought is a number without a bar. */
static void bars_are_as_long_as_their_counts(void **state)
{
	static const char *const voices[] = { "Carers", "Workforce" };
	const struct said_count first[] = { { true, 10, 5 }, { false, 99, 99 } },
				second[] = { { true, 0, 1 }, { true, 2, 0 } };
	const struct said_row rows[] = { { "Capacity", false, first, { false, 98, 98 } },
		                         { "Supply", true, second, { true, 97, 97 } },
		                         { "Leadership", false, second, { true, 3, 0 } } };
	struct said said = { "s", NULL, 5, voices, 2, rows, 3 };
	struct html html = chart_said(*state, &said);

	assert_well_formed(html);
	assert_int_equal(count_of_part(html, ">99<"), 0);
	assert_int_equal(count_of_part(html, ">98<") + count_of_part(html, ">97<"), 0);
	assert_holds(html, ">not shown</text>");
	assert_holds(html, "Fewer than five people: not shown</text>");
	assert_int_equal(count_of_part(html, "No voice named"), 2);
	assert_holds(html, "Capacity: 10 strong, 5 to develop.");
	assert_holds(html, "width=\"134\" height=\"9\" fill=\"#0065bd\""); /* of 168, less 34 for the number */
	assert_holds(html, "width=\"67\" height=\"8\" fill=\"#ffffff\"");
	assert_string_equal(said_title(*state, &said),
	                    "Most strengths were written about Capacity (10), most to develop about Capacity (5)");
}

/* The side of a symbol is 17 + 4 times its version; with four modules around it. Finder patterns stand in three
 * corners. */
static void a_code_is_black_on_white_with_a_quiet_zone(void **state)
{
	struct html html = chart_qr(*state, "q", "Opens the round", "https://example.org/a");

	assert_well_formed(html);
	assert_holds(html, "viewBox=\"0 0 33 33\""); /* version 2: 25 and 8 */
	assert_holds(html, "<rect width=\"33\" height=\"33\" fill=\"#ffffff\"/>");
	assert_holds(html, "d=\"M4 4h7v1h-7z");
	assert_holds(html, "M22 4h7v1h-7z");
	assert_holds(html, "M4 28h7v1h-7z");
	assert_holds(html, "<title id=\"q-title\">Opens the round</title>");
}

static void an_address_too_long_is_said_so(void **state)
{
	char *address = arena_take(*state, 4001);

	memset(address, 'a', 4000);
	assert_int_equal(count_of_part(chart_qr(*state, "q", "t", address), "<svg"), 0);
	assert_well_formed(chart_qr(*state, "q", "t", address));
}

static void two_pictures_on_a_page_share_no_id(void **state)
{
	const struct dots_row row = { NULL, "Leaders", shown(1, 2, 3, 4, 5) };
	struct dots dots = dots_of(&row, 1);
	struct out both = { .arena = *state };

	out_markup(&both, chart_dots(*state, &dots));
	dots.id = "f2";
	out_markup(&both, chart_dots(*state, &dots));
	assert_well_formed(out_html(&both));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_checker_sees_what_is_wrong),
		cmocka_unit_test_setup_teardown(dots_stand_where_people_do, start, end),
		cmocka_unit_test_setup_teardown(the_mark_stands_between_levels_when_the_median_does, start, end),
		cmocka_unit_test_setup_teardown(a_withheld_row_draws_nothing, start, end),
		cmocka_unit_test_setup_teardown(nothing_to_draw_is_a_sentence, start, end),
		cmocka_unit_test_setup_teardown(very_many_people_share_dots, start, end),
		cmocka_unit_test_setup_teardown(every_dot_stays_within_the_drawing, start, end),
		cmocka_unit_test_setup_teardown(hostile_labels_stay_labels, start, end),
		cmocka_unit_test_setup_teardown(labels_are_cut_between_characters, start, end),
		cmocka_unit_test_setup_teardown(a_range_is_drawn_from_lowest_to_highest, start, end),
		cmocka_unit_test_setup_teardown(then_and_now_stand_one_above_the_other, start, end),
		cmocka_unit_test_setup_teardown(titles_of_ranges_count_and_name, start, end),
		cmocka_unit_test_setup_teardown(bars_are_as_long_as_their_counts, start, end),
		cmocka_unit_test_setup_teardown(a_code_is_black_on_white_with_a_quiet_zone, start, end),
		cmocka_unit_test_setup_teardown(an_address_too_long_is_said_so, start, end),
		cmocka_unit_test_setup_teardown(two_pictures_on_a_page_share_no_id, start, end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
