/* Tables for spreadsheets: what people wrote is never run, and what was counted stays a number. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/json.h"
#include "base/text.h"

#define STONE_ROW(F, S)                                                                            \
	F(S, TEXT, name, .label = "Name")                                                          \
	F(S, INT, floor, .label = "Floor")                                                         \
	F(S, FIGURE, change, .label = "Change")
#define STONES_PAGE(P, S) P(S, MANY, struct stone, stones, &stone_record)

ROW(stone, STONE_ROW);
ROW_TYPE(stone, STONE_ROW);
PAGE(stones, STONES_PAGE);
PAGE_TYPE(stones, STONES_PAGE);

/* Never drawn here; the page's type names it. */
void view_stones_any(struct out *o, const void *page)
{
	(void)o, (void)page;
}

static void a_table_says(const struct stone *stone, const char *line)
{
	struct arena *arena = arena_new();
	struct out out = { .arena = arena };
	struct stones_page page = { 0 };

	list_add(arena, &page.stones, *stone);
	assert_true(csv_page(&out, &stones_page_type, &page));
	assert_string_equal(out_html(&out).at, text_format(arena, "name,floor,change\r\n%s\r\n", line));
	arena_free(arena);
}

static void numbers_stay_numbers(void **state)
{
	(void)state;
	a_table_says(&(struct stone){ "Slate", -1, figure_of(-0.5, 1, NULL) }, "Slate,-1,-0.5");
	a_table_says(&(struct stone){ "Chalk", 2, figure_of(12.25, 2, "%") }, "Chalk,2,12.25");
	a_table_says(&(struct stone){ "Flint", 0, figure_under(5) }, "Flint,0,under 5");
}

static void words_are_never_run(void **state)
{
	(void)state;
	a_table_says(&(struct stone){ "=1+1", 0, figure_of(1, 0, NULL) }, "\"'=1+1\",0,1");
	a_table_says(&(struct stone){ "-0.5", 0, figure_of(1, 0, NULL) }, "\"'-0.5\",0,1");
	a_table_says(&(struct stone){ "-5", 0, figure_of(1, 0, NULL) }, "-5,0,1");
	a_table_says(&(struct stone){ "a, \"b\"", 0, figure_of(1, 0, NULL) }, "\"a, \"\"b\"\"\",0,1");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_stay_numbers),
		cmocka_unit_test(words_are_never_run),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
