/*
 * The parts of pages: what a person who cannot see the page, or who made a mistake, depends on.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "web/parts/parts.h"

#define SAMPLE_FIELDS(F, S)                                                                                \
	F(S, TEXT, title, .label = "Title", .hint = "A few words.", .required = true, .typed = true)       \
	F(S, TEXT, purpose, .label = "Purpose", .max = 400, .lines = true, .typed = true)                  \
	F(S, DATE, closes, .label = "Closing date", .required = true, .typed = true)                       \
	F(S, FLAG, open, .label = "Open", .typed = true)                                                   \
	F(S, TEXT, depth, .label = "Depth", .required = true, .typed = true)                               \
	F(S, TEXT, role, .label = "Role", .choices = (const char *const[]){ "viewer", "third_sector", NULL })
RECORD(sample, SAMPLE_FIELDS);
RECORD_TYPE(sample, SAMPLE_FIELDS);

struct stage {
	struct work work;
	struct request rq;
	struct sample record;
	struct form form;
	struct out out;
};

static int set_up(void **state)
{
	struct arena *arena = arena_new();
	struct stage *s = NEW(arena, struct stage);

	s->work.arena = s->out.arena = arena;
	s->rq.forgery_token = "secret";
	s->form = form_of(&s->work, &s->rq, &sample_record, &s->record);
	*state = s;
	return 0;
}

static int tear_down(void **state)
{
	arena_free(((struct stage *)*state)->work.arena);
	return 0;
}

/* A form that came back with these pairs and nothing else. */
static void came_back(struct stage *s, const char *name, const char *value)
{
	list_add(s->work.arena, &s->rq.form, ((struct pair){ name, value }));
}

static void assert_says(struct stage *s, const char *markup)
{
	if (strstr(out_html(&s->out).at, markup) == NULL)
		fail_msg("missing: %s\nin: %s", markup, out_html(&s->out).at);
}

static void assert_never_says(struct stage *s, const char *markup)
{
	if (strstr(out_html(&s->out).at, markup) != NULL)
		fail_msg("should not be there: %s\nin: %s", markup, out_html(&s->out).at);
}

static void test_field_is_named_and_described(void **state)
{
	struct stage *s = *state;

	view_text_field(&s->out, &s->form, "title", "off");
	assert_says(s, "<label class=\"ds_label\" for=\"title\">Title");
	assert_says(s, "id=\"title-hint\">A few words.");
	assert_says(s, "aria-describedby=\"title-hint\"");
	assert_never_says(s, "aria-invalid");
	assert_never_says(s, "(optional)");
}

static void test_mistake_is_read_out_with_its_field(void **state)
{
	struct stage *s = *state;

	came_back(s, "title", "");
	form_mistake(&s->work, &s->rq, "title", "Fill in the %s.", "title");
	view_text_field(&s->out, &s->form, "title", "off");
	assert_says(s, "id=\"title-mistake\"><span class=\"visually-hidden\">Error: </span>Fill in the title.");
	assert_says(s, "aria-describedby=\"title-hint title-mistake\" aria-invalid=\"true\"");
}

static void test_summary_leads_to_each_field(void **state)
{
	struct stage *s = *state;

	view_error_summary(&s->out, &s->rq);
	assert_int_equal(out_html(&s->out).len, 0);
	form_mistake(&s->work, &s->rq, "title", "Fill in the title.");
	form_mistake(&s->work, &s->rq, "", "Too many people at once.");
	view_error_summary(&s->out, &s->rq);
	assert_says(s, "<h2 class=\"ds_error-summary__title\" id=\"error-summary-title\">There is a problem</h2>");
	assert_says(s, "<a href=\"#title\">Fill in the title.</a>");
	assert_says(s, "<li>Too many people at once.</li>");
}

static void test_what_was_typed_comes_back_whole(void **state)
{
	struct stage *s = *state;

	s->record.purpose = "what was saved";
	came_back(s, "purpose", "\n\"<script>&\n");
	view_lines_field(&s->out, &s->form, "purpose", 4);
	/* A browser drops the first line break after the tag, so there is one more than was typed. */
	assert_says(s, ">\n\n&quot;&lt;script&gt;&amp;\n</textarea>");
	assert_says(s, "rows=\"4\" data-max=\"400\"");
	assert_says(s, "(optional)");
}

static void test_password_is_never_shown(void **state)
{
	struct stage *s = *state;

	came_back(s, "title", "hunter2");
	view_password_field(&s->out, &s->form, "title", "new-password");
	assert_says(s, "type=\"password\" value=\"\" autocomplete=\"new-password\"");
	assert_never_says(s, "hunter2");
}

static void test_date_says_how_to_write_it(void **state)
{
	struct stage *s = *state;

	s->record.closes = date_of(2026, 11, 22);
	view_date_field(&s->out, &s->form, "closes");
	assert_says(s, "id=\"closes-hint\">For example, 22 November 2026");
	assert_says(s, "value=\"22 November 2026\"");
}

static void test_flag_sends_no_when_it_is_not_ticked(void **state)
{
	struct stage *s = *state;

	s->record.open = true;
	view_flag_field(&s->out, &s->form, "open");
	assert_says(s, "<input type=\"hidden\" name=\"open\" value=\"no\">");
	assert_says(s, "type=\"checkbox\" value=\"yes\" checked");
}

static struct choices depths(struct arena *arena)
{
	struct choices choices = { 0 };

	list_add(arena, &choices, ((struct choice){ .value = "1", .label = "Not yet", .hint = "We plan by service." }));
	list_add(arena, &choices, ((struct choice){ .value = "3", .label = "In places", .chosen = true }));
	list_add(arena, &choices, ((struct choice){ .value = "dk", .label = "I do not know", .apart = true }));
	return choices;
}

static void test_radios_begin_where_the_mistake_leads(void **state)
{
	struct stage *s = *state;
	struct choices choices = depths(s->work.arena);

	s->record.depth = "";
	view_choice_field(&s->out, &s->form, "depth", &choices);
	assert_says(s, "id=\"depth\" name=\"depth\" value=\"1\" aria-describedby=\"depth-1-hint\"");
	assert_says(s, "id=\"depth-2\" name=\"depth\" value=\"3\" checked");
	assert_says(
		s, "<p class=\"cn_or\">or</p>\n<div class=\"ds_radio\"><input class=\"ds_radio__input\" type=\"radio\" "
		   "id=\"depth-3\"");
}

static void test_what_was_chosen_goes_before_what_was_proposed(void **state)
{
	struct stage *s = *state;
	struct choices choices = depths(s->work.arena);

	came_back(s, "depth", "dk");
	view_choice_field(&s->out, &s->form, "depth", &choices);
	assert_says(s, "value=\"dk\" checked");
	assert_never_says(s, "value=\"3\" checked");
}

static void test_boxes_keep_their_ticks(void **state)
{
	struct stage *s = *state;
	struct choices choices = depths(s->work.arena);

	came_back(s, "groups", "1");
	came_back(s, "groups", "dk");
	view_checks_field(&s->out, &s->rq, "Who is asked?", "groups", NULL, &choices);
	assert_says(s, "value=\"1\" checked");
	assert_says(s, "value=\"dk\" checked");
	assert_never_says(s, "value=\"3\" checked");
}

static void test_words_of_a_field_read_well(void **state)
{
	struct stage *s = *state;

	s->record.role = "third_sector";
	view_select_field(&s->out, &s->form, "role", NULL);
	assert_says(s, "<option value=\"viewer\">Viewer</option>");
	assert_says(s, "<option value=\"third_sector\" selected>Third sector</option>");
}

/* The labels of the pages shown, a gap as "..". */
static const char *labels(struct stage *s, int64_t page, int64_t count)
{
	struct pages pages = pages_of(s->work.arena, (struct url){ "/list?q=x" }, page, count);
	const char *all = "";

	for (size_t i = 0; i < pages.len; i++)
		all = text_format(s->work.arena, "%s %s%s", all, pages.at[i].label == NULL ? ".." : pages.at[i].label,
		                  pages.at[i].is_current ? "*" : "");
	return all;
}

static void test_pages_show_ends_and_neighbours(void **state)
{
	struct stage *s = *state;

	assert_string_equal(labels(s, 1, 1), "");
	assert_string_equal(labels(s, 1, 2), " 1* 2");
	assert_string_equal(labels(s, 1, 9), " 1* 2 .. 9");
	assert_string_equal(labels(s, 3, 9), " 1 2 3* 4 .. 9");
	assert_string_equal(labels(s, 5, 9), " 1 .. 4 5* 6 .. 9");
	assert_string_equal(labels(s, 9, 9), " 1 .. 8 9*");
	assert_string_equal(labels(s, 99, 9), " 1 .. 9");
}

static void test_pages_keep_the_question(void **state)
{
	struct stage *s = *state;
	struct pages pages = pages_of(s->work.arena, (struct url){ "/list?q=x" }, 2, 3);

	assert_string_equal(pages.before.at, "/list?q=x&page=1");
	assert_string_equal(pages.after.at, "/list?q=x&page=3");
	assert_null(pages_of(s->work.arena, (struct url){ "/list" }, 1, 3).before.at);
}

static void test_quote_cannot_break_out(void **state)
{
	struct stage *s = *state;

	view_quote(&s->out, "</p><script>alert(1)</script>", "");
	assert_says(s, "&lt;/p&gt;&lt;script&gt;");
	assert_never_says(s, "<footer>");
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_field_is_named_and_described),
		TEST(test_mistake_is_read_out_with_its_field),
		TEST(test_summary_leads_to_each_field),
		TEST(test_what_was_typed_comes_back_whole),
		TEST(test_password_is_never_shown),
		TEST(test_date_says_how_to_write_it),
		TEST(test_flag_sends_no_when_it_is_not_ticked),
		TEST(test_radios_begin_where_the_mistake_leads),
		TEST(test_what_was_chosen_goes_before_what_was_proposed),
		TEST(test_boxes_keep_their_ticks),
		TEST(test_words_of_a_field_read_well),
		TEST(test_pages_show_ends_and_neighbours),
		TEST(test_pages_keep_the_question),
		TEST(test_quote_cannot_break_out),
	};

	return cmocka_run_group_tests_name("web_parts", tests, NULL, NULL);
}
