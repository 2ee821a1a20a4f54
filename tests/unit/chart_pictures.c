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

static struct dots_row voice_row(const char *name, struct tally_cell cell)
{
	return (struct dots_row){ .name = name, .cell = cell };
}

static struct range_row range_row(const char *name, size_t theme, struct figure median, double lowest, double highest)
{
	return (struct range_row){ .name = name,
		                   .theme = theme,
		                   .median = median,
		                   .lowest = figure_of(lowest, 1, NULL),
		                   .highest = figure_of(highest, 1, NULL),
		                   .people = 9 };
}

static struct dots dots_of(const struct dots_row *rows, size_t count)
{
	return (struct dots){ "f1", NULL, "Option appraisal", levels, 5, rows, count, false };
}

/* Dots side by side are a line "M193.1 59.6h89.1", whose dashes of no length lie a pitch apart; it ends half a pitch after the last. */
struct dot_line {
	double left, y, pitch;
	int dots;
};

/* Those of both drawings, in their order. */
static size_t dot_lines(struct html html, struct dot_line *lines, size_t most)
{
	static const char dashes[] = "stroke-dasharray=\"0 ";
	size_t count = 0;

	for (const char *at = html.at; (at = strstr(at, dashes)) != NULL;) {
		char *rest;
		double pitch = strtod(at + strlen(dashes), &rest);

		assert_memory_equal(rest, "\" d=\"M", 6);
		for (at = rest + 5; *at == 'M'; at = rest) {
			struct dot_line line = { .pitch = pitch, .left = strtod(at + 1, &rest) };
			double length;

			line.y = strtod(rest, &rest);
			assert_int_equal(*rest, 'h');
			length = strtod(rest + 1, &rest);
			line.dots = (int)(length / pitch) + 1;
			assert_true(length / pitch - (line.dots - 1) > 0.4 && length / pitch - (line.dots - 1) < 0.6);
			assert_true(count < most);
			lines[count++] = line;
		}
	}
	return count;
}

static int count_dots(struct html html)
{
	static struct dot_line lines[4000];
	size_t count = dot_lines(html, lines, sizeof lines / sizeof *lines);
	int dots = 0;

	for (size_t i = 0; i < count; i++)
		dots += lines[i].dots;
	return dots;
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
	const struct dots_row row = voice_row("Leaders", shown(1, 0, 0, 4, 0));
	struct dots dots = dots_of(&row, 1);
	struct html html = chart_dots(*state, &dots);

	assert_well_formed(html);
	assert_int_equal(count_of_part(html, "<svg "), 2);
	assert_int_equal(count_of_part(html, "role=\"img\""), 2);
	assert_int_equal(count_dots(html), 2 * 5);
	assert_holds(html, "stroke-linecap=\"round\" stroke-width=\"7.2\" stroke-dasharray=\"0 8.4\" d=\"M236 "
	                   "66h4.2M529.4 66h29.4\"");
	assert_holds(html, "M537 37h10l-5 7z");
	assert_holds(html, "5 people</text>");
	assert_holds(html, "Leaders: 5 people, median 4.</desc>");
	assert_holds(html, "<title id=\"f1-wide-title\">Option appraisal: Leaders at 4</title>");
}

/* In a document each is a circle, in the same places. */
static void a_document_has_a_circle_for_each_dot(void **state)
{
	const struct dots_row row = voice_row("Leaders", shown(1, 0, 0, 4, 0));
	struct dots dots = dots_of(&row, 1);
	struct html html;

	dots.is_file = true;
	html = chart_dots(*state, &dots);
	assert_well_formed(html);
	assert_int_equal(count_of_part(html, "<circle "), 2 * 5);
	assert_int_equal(count_of_part(html, "dasharray"), 0);
	assert_holds(html, "<circle cx=\"236\" cy=\"66\" r=\"3.6\"/>");
	assert_holds(html, "<circle cx=\"529.4\" ");
	assert_holds(html, "<circle cx=\"554.6\" ");
}

static void the_mark_stands_between_levels_when_the_median_does(void **state)
{
	const struct dots_row row = voice_row("Leaders", shown(0, 3, 3, 0, 0));
	struct dots dots = dots_of(&row, 1);

	assert_holds(chart_dots(*state, &dots), "M384 37h10"); /* 236 + 1.5 * 102 - 5 */
}

/* Even were figures left in a withheld cell, none of them is drawn, described or named. */
static void a_withheld_row_draws_nothing(void **state)
{
	struct dots_row rows[] = {
		voice_row("Leaders", (struct tally_cell){ CELL_WITHHELD, { .positions = { 0, 4, 0, 0, 0 } } }),
		voice_row("Carers", shown(0, 0, 7, 0, 0)),
		voice_row("Public", (struct tally_cell){ .state = CELL_NOBODY }),
		voice_row("Workforce", (struct tally_cell){ .state = CELL_NOT_ASKED }),
	};
	struct dots dots = dots_of(rows, 4);
	struct html html = chart_dots(*state, &dots);

	assert_well_formed(html);
	assert_int_equal(count_dots(html), 2 * 7);
	assert_int_equal(count_of_part(html, "Fewer than five people placed themselves: not shown</text>"), 2);
	assert_int_equal(count_of_part(html, "Nobody answered</text>"), 2);
	assert_int_equal(count_of_part(html, "Not asked</text>"), 2);
	assert_holds(html, "Workforce. Not asked.");
	assert_int_equal(count_of_part(html, "4 people"), 0);
	assert_string_equal(dots_title(*state, &dots), "Option appraisal: Carers at 3");
}

static void nothing_to_draw_is_a_sentence(void **state)
{
	const struct dots_row withheld = voice_row("Leaders", (struct tally_cell){ .state = CELL_WITHHELD });
	const struct dots_row not_asked = voice_row("Leaders", (struct tally_cell){ .state = CELL_NOT_ASKED });
	struct dots dots = dots_of(&withheld, 1);

	assert_string_equal(chart_dots(*state, &dots).at,
	                    "<p>Fewer than five people placed themselves: not shown.</p>\n");
	dots.rows = &not_asked;
	assert_string_equal(chart_dots(*state, &dots).at, "<p>Not asked.</p>\n");
	dots.row_count = 0;
	assert_string_equal(chart_dots(*state, &dots).at, "<p>Nobody answered, so there is nothing to draw.</p>\n");
	assert_well_formed(chart_range_dots(*state, &(struct range_dots){ "r", NULL, levels, NULL, 0 }));
	assert_well_formed(chart_said(*state, &(struct said){ "s", NULL, 5, NULL, 0, NULL, 0 }));
	assert_int_equal(count_of_part(chart_said(*state, &(struct said){ "s", NULL, 5, NULL, 0, NULL, 0 }), "<svg"),
	                 0);
}

/* Ten thousand people do not become ten thousand circles, and the picture says so. */
static void very_many_people_share_dots(void **state)
{
	const struct dots_row row = voice_row("Public", shown(2000, 2000, 2000, 2000, 2001));
	struct dots dots = dots_of(&row, 1);
	struct html html = chart_dots(*state, &dots);

	assert_int_equal(dots_people_per_dot(&dots), 5);
	assert_int_equal(count_dots(html), 2 * (4 * 400 + 401));
	assert_holds(html, "Each dot is up to 5 people.");
}

static void every_dot_stays_within_the_drawing(void **state)
{
	struct dot_line lines[400];
	bool is_narrow = false; /* the second drawing has begun, from the left again */
	size_t count;
	const struct dots_row row = voice_row("Public", shown(400, 1, 77, 9, 400));
	struct dots dots = dots_of(&row, 1);
	struct html html = chart_dots(*state, &dots);

	assert_well_formed(html);
	count = dot_lines(html, lines, sizeof lines / sizeof *lines);
	for (size_t i = 0; i < count; i++) {
		is_narrow = is_narrow || (i > 0 && lines[i].left < lines[i - 1].left - SVG_NARROW_WIDTH);
		assert_true(lines[i].left > 2 && lines[i].left + (lines[i].dots - 1) * lines[i].pitch <
		                                         (is_narrow ? SVG_NARROW_WIDTH : SVG_WIDE_WIDTH) - 2);
	}
	assert_true(is_narrow);
}

static void hostile_labels_stay_labels(void **state)
{
	const char *const hostile_levels[] = { HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE };
	const struct dots_row rows[] = { { HOSTILE, HOSTILE, shown(1, 2, 3, 4, 5), false },
		                         voice_row("", shown(9, 0, 0, 0, 0)) };
	struct dots dots = { "f1", NULL, HOSTILE, hostile_levels, 5, rows, 2, false };
	struct range_row range = range_row(HOSTILE, 7, figure_of(3, 1, NULL), 1, 5);
	const struct said_count count = { SAID_SHOWN, 3, 4 };
	const struct said_row said = { HOSTILE, false, &count, { SAID_SHOWN, 1, 1 } };
	const struct move_row move = { HOSTILE, HOSTILE, summary_of((int[]){ 1, 2, 3, 4, 5 }),
		                       summary_of((int[]){ 5, 4, 3, 2, 1 }) };
	const char *const voice[] = { HOSTILE };

	range.not_asked = HOSTILE;
	assert_well_formed(chart_dots(*state, &dots));
	assert_well_formed(chart_range_dots(*state, &(struct range_dots){ "r", NULL, hostile_levels, &range, 1 }));
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
	struct range_row rows[] = { range_row("Capacity", 0, figure_of(2, 1, NULL), 1, 4),
		                    range_row("Supply", 1, figure_of(3, 1, NULL), 3, 3),
		                    range_row("Leadership", 1, figure_withheld(), 0, 0) };
	struct range_dots dots = { "r", NULL, levels, rows, 3 };
	struct html html;

	rows[0].not_asked = "Carers";
	html = chart_range_dots(*state, &dots);
	assert_well_formed(html);
	assert_holds(html, "<line x1=\"260\" y1=\"45\" x2=\"572\" y2=\"45\" stroke=\"#b6bcc2\" stroke-width=\"5\"/>");
	assert_holds(html, "<circle cx=\"364\" cy=\"45\" r=\"5.5\" fill=\"#741e6d\"/>");
	assert_holds(html, "<circle cx=\"468\" cy=\"77\" r=\"5.5\" fill=\"#0065bd\"/>"); /* the next theme */
	assert_int_equal(count_of_part(html, "stroke-width=\"5\""), 2); /* none where all voices agree */
	assert_int_equal(count_of_part(html, "<circle "), 4);
	assert_holds(html, "Capacity: 2.0, voices from 1.0 to 4.0, 9 people. Not asked: Carers.");
	assert_holds(html, "Too few people of any one voice: not shown</text>");
	assert_string_equal(range_dots_title(*state, &dots), "Supply is placed highest, at 3; one is at 2 or lower");
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
	struct range_dots dots = { "r", NULL, levels, rows, 5 };
	static const char *const names[] = { "A", "B", "C", "D", "E" };

	for (int i = 0; i < 5; i++)
		rows[i] = range_row(names[i], 0, figure_of(4, 1, NULL), 4, 4);
	assert_string_equal(range_dots_title(*state, &dots), "Every criterion shown is at 4");
	rows[0].median.value = 3;
	assert_string_equal(range_dots_title(*state, &dots),
	                    "4 criteria are placed highest, at 4; none is at 2 or lower");
	rows[0].median.value = rows[1].median.value = 1;
	assert_string_equal(range_dots_title(*state, &dots),
	                    "C, D and E are placed highest, at 4; two are at 2 or lower");
	rows[1].median.value = 2;
	dots.row_count = 2;
	assert_string_equal(range_dots_title(*state, &dots), "No criterion is above 2");
	rows[0].median = rows[1].median = figure_withheld();
	assert_string_equal(range_dots_title(*state, &dots), "Nothing may be shown");
}

/* ------------------------------------------------------------------ titles of dots */

/* Medians alone never say that voices differ: whoever has tested it gives the title. */
static void titles_of_dots_name_no_gap(void **state)
{
	struct dots_row rows[] = { voice_row("Leaders", shown(0, 0, 0, 9, 0)),
		                   voice_row("Carers", shown(0, 9, 0, 0, 0)),
		                   voice_row("Public", shown(0, 0, 0, 7, 0)) };
	struct dots dots = dots_of(rows, 2);

	assert_string_equal(dots_title(*state, &dots),
	                    "Option appraisal: the voices shown lie between 2 and 4; the differences could be chance");
	dots.row_count = 3;
	assert_string_equal(dots_title(*state, &dots),
	                    "Option appraisal: most voices place us at 4; the differences could be chance");
	rows[1].cell = shown(0, 0, 0, 5, 0);
	assert_string_equal(dots_title(*state, &dots), "Option appraisal: each voice shown is at 4");
	dots.title = "Leaders at 4, Carers at 1";
	assert_holds(chart_dots(*state, &dots), "<title id=\"f1-wide-title\">Leaders at 4, Carers at 1</title>");
}

/* A part is never set against its own voice; the people in it are drawn twice, and that is said. */
static void parts_of_a_voice_are_not_voices(void **state)
{
	struct dots_row rows[] = { voice_row("Carers", shown(0, 9, 0, 9, 1)),
		                   voice_row("Unpaid carers", shown(0, 9, 0, 0, 0)),
		                   voice_row("Users", shown(0, 0, 0, 9, 1)) };
	struct dots dots = dots_of(rows, 3);

	rows[1].is_part = rows[2].is_part = true;
	assert_string_equal(dots_title(*state, &dots), "Option appraisal: Carers at 4");
	assert_string_equal(dots_legend(*state, &dots),
	                    "Each dot is one person; people of a group shown by itself are drawn in its voice as well");
	assert_holds(chart_dots(*state, &dots), "drawn in its voice as well. Carers: 19 people");
	dots.row_count = 1;
	assert_string_equal(dots_legend(*state, &dots), "Each dot is one person");
}

/* ------------------------------------------------------------------ what was said */

/* The largest count fills its column; others are in proportion; nought is a number without a bar. */
static void bars_are_as_long_as_their_counts(void **state)
{
	static const char *const voices[] = { "Carers", "Workforce" };
	const struct said_count first[] = { { SAID_SHOWN, 10, 5 }, { SAID_NOT_SHOWN, 99, 99 } },
				second[] = { { SAID_SHOWN, 0, 1 }, { SAID_SHOWN, 2, 0 } },
				third[] = { { SAID_NOT_ASKED, 96, 96 }, { SAID_NOBODY, 95, 95 } };
	const struct said_row rows[] = { { "Capacity", false, first, { SAID_NOT_SHOWN, 98, 98 } },
		                         { "Supply", true, second, { SAID_SHOWN, 97, 97 } },
		                         { "Gaps", false, third, { SAID_NOT_SHOWN, 94, 94 } },
		                         { "Leadership", false, second, { SAID_SHOWN, 3, 0 } } };
	struct said said = { "s", NULL, 5, voices, 2, rows, 4 };
	struct html html = chart_said(*state, &said);

	assert_well_formed(html);
	for (int count = 94; count <= 99; count++)
		assert_null(strstr(html.at, text_format(*state, ">%d<", count)));
	assert_holds(html, ">not shown</text>");
	assert_holds(html, ">not asked</text>");
	assert_holds(html, ">nobody</text>");
	assert_holds(html, "Fewer than five people: not shown</text>");
	assert_int_equal(count_of_part(html, "No voice named"), 2);
	assert_holds(html, "Capacity: 10 strong, 5 to develop.");
	assert_holds(html, "width=\"134\" height=\"9\" fill=\"#0065bd\""); /* of 168, less 34 for the number */
	assert_holds(html, "width=\"67\" height=\"8\" fill=\"#ffffff\"");
	assert_string_equal(said_title(*state, &said),
	                    "Most strengths were written about Capacity (10), most to develop about Capacity (5)");
}

static void equals_are_not_set_before_each_other(void **state)
{
	static const char *const voices[] = { "Carers" };
	struct said_count counts[] = { { SAID_SHOWN, 6, 2 }, { SAID_SHOWN, 6, 1 }, { SAID_SHOWN, 4, 2 } };
	const struct said_row rows[] = { { "A", false, &counts[0], { 0 } },
		                         { "B", false, &counts[1], { 0 } },
		                         { "C", false, &counts[2], { 0 } } };
	struct said said = { "s", NULL, 5, voices, 1, rows, 3 };

	assert_string_equal(
		said_title(*state, &said),
		"Most strengths were written about A and B (6 each), most to develop about A and C (2 each)");
	counts[2].strengths = 6;
	counts[0].developments = counts[1].developments = counts[2].developments = 0;
	assert_string_equal(said_title(*state, &said), "As many strengths were written about each criterion (6)");
	counts[1].developments = 4;
	assert_string_equal(said_title(*state, &said),
	                    "As many strengths were written about each criterion (6), most to develop about B (4)");
}

/* Ten voices would leave no room for bars: eight are drawn, and it is said where the others are. */
static void more_voices_than_are_drawn_are_counted(void **state)
{
	static const char *const voices[] = { "A", "B", "C", "D", "E", "F", "G", "H", "Ninth", "Tenth" };
	struct said_count counts[10];
	const struct said_row row = { "Capacity", false, counts, { 0 } };
	struct said said = { "s", NULL, 5, voices, 10, &row, 1 };
	struct html html;

	for (int i = 0; i < 10; i++)
		counts[i] = (struct said_count){ SAID_SHOWN, 1, 0 };
	html = chart_said(*state, &said);
	assert_holds(html, "Capacity: 10 strong, 0 to develop.");
	assert_holds(html, "Eight voices are drawn, all are counted: 2 more in the table.");
	assert_null(strstr(html.at, "Ninth"));
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
	const struct dots_row row = voice_row("Leaders", shown(1, 2, 3, 4, 5));
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
		cmocka_unit_test_setup_teardown(a_document_has_a_circle_for_each_dot, start, end),
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
		cmocka_unit_test_setup_teardown(titles_of_dots_name_no_gap, start, end),
		cmocka_unit_test_setup_teardown(parts_of_a_voice_are_not_voices, start, end),
		cmocka_unit_test_setup_teardown(bars_are_as_long_as_their_counts, start, end),
		cmocka_unit_test_setup_teardown(equals_are_not_set_before_each_other, start, end),
		cmocka_unit_test_setup_teardown(more_voices_than_are_drawn_are_counted, start, end),
		cmocka_unit_test_setup_teardown(a_code_is_black_on_white_with_a_quiet_zone, start, end),
		cmocka_unit_test_setup_teardown(an_address_too_long_is_said_so, start, end),
		cmocka_unit_test_setup_teardown(two_pictures_on_a_page_share_no_id, start, end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
