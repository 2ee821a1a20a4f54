/* Markdown a person typed: what stands, and what may not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/text.h"
#include "web/markdown.h"

static const char *made(struct arena *arena, const char *text)
{
	struct html html = markdown(arena, text);

	return html.len == 0 ? "" : text_copy_bytes(arena, html.at, html.len);
}

static void check(const char *text, const char *has, const char *has_not)
{
	struct arena *arena = arena_new();
	const char *html = made(arena, text);

	print_message("'%s' became '%s'\n", text, html);
	assert_non_null(strstr(html, has));
	if (has_not != NULL)
		assert_null(strstr(html, has_not));
	arena_free(arena);
}

static void says_what_people_use(void **state)
{
	(void)state;
	check("Plain.", "<p>Plain.</p>", NULL);
	check("- one\n- two", "<li>two</li>", NULL);
	check("**bold**", "<strong>bold</strong>", NULL);
	check("[ICO](https://ico.org.uk)", "<a href=\"https://ico.org.uk\">ICO</a>", NULL);
	check("[us](mailto:us@example.org)", "href=\"mailto:us@example.org\"", NULL);
}

static void headings_stand_below_the_pages_own(void **state)
{
	(void)state;
	check("# First", "<h2>First</h2>", "<h1>");
	check("### Third", "<h3>Third</h3>", NULL);
}

static void markup_is_no_markup(void **state)
{
	(void)state;
	check("a <script>alert(1)</script> b", "a ", "<script");
	check("<img src=x onerror=alert(1)>", "", "onerror");
	check("<div onclick='x'>\ntext\n</div>", "", "onclick");
	check("5 < 6 & 7", "5 &lt; 6 &amp; 7", NULL);
	check("[\"](https://example.org/\"onclick=x)", "<a href=\"https://example.org/%22onclick=x\">", NULL);
}

static void links_lead_to_the_web(void **state)
{
	(void)state;
	check("[press](javascript:alert(1))", "press", "javascript");
	check("[press](JaVaScRiPt:alert(1))", "press", "alert");
	check("[press](data:text/html,x)", "press", "data:");
	check("[press](/sign-out)", "press", "sign-out");
	check("[press][a]\n\n[a]: vbscript:x", "press", "vbscript");
	check("[press](/sign-out) here", "<p>press here</p>", "<a");
	check("[a **bold** `word`](x) and [us](mailto:us@example.org)",
	      "<p>a <strong>bold</strong> <code>word</code> and <a href=", "href=\"\"");
	check("[![cat](https://example.org/x.png)](data:x)[](y)", "<p></p>", "<a");
}

static void pictures_are_left_out(void **state)
{
	(void)state;
	check("before ![a cat](https://example.org/cat.png) after", "before", "cat.png");
	check("![outer ![inner](https://example.org/in.png)](https://example.org/out.png)", "<p>", ".png");
	check("[![in a link](https://example.org/x.png)](https://example.org)", "<a", "x.png");
	check("![only](https://example.org/x.png)", "<p>", "x.png");
}

static void strange_input_is_stood(void **state)
{
	char deep[4001];

	(void)state;
	check("", "", "<");
	memset(deep, '[', 4000);
	deep[4000] = '\0';
	check(deep, "[", NULL);
	memset(deep, '>', 4000);
	check(deep, "", NULL);
	check("\xff\xfe broken", "broken", NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(says_what_people_use),  cmocka_unit_test(headings_stand_below_the_pages_own),
		cmocka_unit_test(markup_is_no_markup),   cmocka_unit_test(links_lead_to_the_web),
		cmocka_unit_test(pictures_are_left_out), cmocka_unit_test(strange_input_is_stood),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
