/* Answers: HTML within the layout, JSON or CSV; faults; and headers into which nothing can be smuggled. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/log.h"
#include "web/answer.h"
#include "web/headers.h"
#include "web/reading.h"

#define STONE_ROW(F, S)                                                                            \
	F(S, INT, id, .label = "Number")                                                           \
	F(S, TEXT, name, .label = "Name")
#define STONES_PAGE(P, S)                                                                          \
	P(S, FIELD, TEXT, title, .label = "Title")                                                 \
	P(S, MANY, struct stone, stones, &stone_record)                                            \
	P(S, HIDDEN, const char *, secret, 0)
#define BARE_PAGE(P, S) P(S, FIELD, TEXT, title, .label = "Title")

ROW(stone, STONE_ROW);
ROW_TYPE(stone, STONE_ROW);
PAGE(stones, STONES_PAGE);
PAGE_TYPE(stones, STONES_PAGE);
PAGE(bare, BARE_PAGE);
PAGE_TYPE(bare, BARE_PAGE);

void view_stones(struct out *o, const struct stones_page *page)
{
	out_raw(o, "<h1>");
	OUT_TEXT(o, page->title);
	out_raw(o, "</h1>");
}

void view_stones_any(struct out *o, const void *page)
{
	view_stones(o, page);
}

void view_bare(struct out *o, const struct bare_page *page)
{
	OUT_TEXT(o, page->title);
}

void view_bare_any(struct out *o, const void *page)
{
	view_bare(o, page);
}

struct asked {
	struct work work;
	struct request request;
};

static int begin(void **state)
{
	struct arena *arena = arena_new();
	struct asked *asked = NEW(arena, struct asked);

	log_silence(true);
	asked->work.arena = arena;
	request_start(&asked->request);
	asked->request.id = "abcd2345";
	asked->request.frame.title = "Stones & <others>";
	*state = asked;
	return 0;
}

static int finish(void **state)
{
	struct asked *asked = *state;

	arena_free(asked->work.arena);
	return 0;
}

static bool answer_stones(struct asked *asked)
{
	struct stones_page page = { .title = "<script>alert(1)</script>", .secret = "never-shown" };

	list_add(asked->work.arena, &page.stones, ((struct stone){ 1, "Grey" }));
	list_add(asked->work.arena, &page.stones, ((struct stone){ 2, "=1+1" }));
	return answer(&asked->work, &asked->request, VIEW(stones, &page));
}

static const char *body_of(const struct asked *asked)
{
	return asked->request.answer.body.at;
}

static void a_page_stands_in_its_layout(void **state)
{
	struct asked *asked = *state;

	assert_true(answer_stones(asked));
	assert_int_equal(asked->request.answer.status, 200);
	assert_string_equal(asked->request.answer.type, "text/html; charset=utf-8");
	assert_non_null(strstr(body_of(asked), "<title>Stones &amp; &lt;others&gt; - Cairn</title>"));
	assert_non_null(strstr(body_of(asked), "<h1>&lt;script&gt;alert(1)&lt;/script&gt;</h1>"));
	assert_non_null(strstr(body_of(asked), "<main id=\"main\">"));
	assert_non_null(strstr(body_of(asked), "href=\"#main\""));
	assert_null(strstr(body_of(asked), "never-shown"));
	assert_null(strstr(body_of(asked), "Demonstration"));
}

static void the_layout_says_who_and_where(void **state)
{
	struct asked *asked = *state;
	struct frame *frame = &asked->request.frame;

	frame->person = "Ann <Onymous>";
	frame->role = "Planner";
	frame->place = "A place";
	frame->is_example = true;
	frame->notice = "Saved.";
	frame->section = "Culture";
	asked->request.forgery_token = "token-of-the-form";
	list_add(asked->work.arena, &frame->sections,
	         ((struct section){ "Culture", url_to(asked->work.arena, "/culture") }));
	frame_crumb(&asked->work, &asked->request, "Rounds", url_to(asked->work.arena, "/culture/rounds"));
	assert_true(answer_stones(asked));
	assert_non_null(strstr(body_of(asked), "Ann &lt;Onymous&gt;, Planner"));
	assert_non_null(strstr(body_of(asked), "Demonstration: invented content"));
	assert_non_null(strstr(body_of(asked), "role=\"status\""));
	assert_non_null(strstr(body_of(asked), "value=\"token-of-the-form\""));
	assert_non_null(strstr(body_of(asked), "<a href=\"/culture\" aria-current=\"page\">Culture</a>"));
	assert_non_null(strstr(body_of(asked), "href=\"/culture/rounds\">Rounds</a>"));
}

static void plainer_frames_say_less(void **state)
{
	struct asked *asked = *state;

	list_add(asked->work.arena, &asked->request.frame.sections, ((struct section){ "Culture", { "/culture" } }));
	asked->request.frame.kind = FRAME_PLAIN;
	assert_true(answer_stones(asked));
	assert_null(strstr(body_of(asked), "Sign in"));
	assert_null(strstr(body_of(asked), "Culture"));
	assert_non_null(strstr(body_of(asked), "<footer"));
	asked->request.frame.kind = FRAME_PROJECTOR;
	asked->request.frame.is_example = true;
	assert_true(answer_stones(asked));
	assert_non_null(strstr(body_of(asked), "cn_projector"));
	assert_null(strstr(body_of(asked), "<footer"));
	assert_non_null(strstr(body_of(asked), "Demonstration"));
}

static void the_same_as_json(void **state)
{
	struct asked *asked = *state;

	asked->request.wants = WANTS_JSON;
	assert_true(answer_stones(asked));
	assert_string_equal(asked->request.answer.type, "application/json");
	assert_string_equal(body_of(asked),
	                    "{\"title\":\"\\u003cscript\\u003ealert(1)\\u003c/script\\u003e\",\"stones\":"
	                    "[{\"id\":1,\"name\":\"Grey\"},{\"id\":2,\"name\":\"=1+1\"}]}");
}

static void the_same_as_csv(void **state)
{
	struct asked *asked = *state;
	struct bare_page bare = { .title = "no table" };

	asked->request.wants = WANTS_CSV;
	assert_true(answer_stones(asked));
	assert_string_equal(body_of(asked), "id,name\r\n1,Grey\r\n2,\"'=1+1\"\r\n");
	assert_false(answer(&asked->work, &asked->request, VIEW(bare, &bare)));
	assert_int_equal(asked->work.fault.kind, FAULT_NOT_FOUND);
}

static int readings_ended; /* counts calls of the hook below */

static void count_end(struct work *w, struct request *rq)
{
	(void)w;
	(void)rq;
	readings_ended++;
}

static void reading_ends_once_before_drawing(void **state)
{
	struct asked *asked = *state;

	readings_ended = 0;
	asked->request.reading_ends = count_end;
	assert_true(answer_stones(asked));
	assert_int_equal(readings_ended, 1);
	assert_true(answer_stones(asked));
	assert_int_equal(readings_ended, 1);
}

static void a_fault_is_a_page_with_a_way_on(void **state)
{
	struct asked *asked = *state;

	fault(&asked->work, FAULT_NOT_FOUND, "No such <stone>.");
	assert_true(answer_fault(&asked->work, &asked->request));
	assert_int_equal(asked->request.answer.status, 404);
	assert_non_null(strstr(body_of(asked), "No such &lt;stone&gt;."));
	assert_non_null(strstr(body_of(asked), "abcd2345"));
	assert_non_null(strstr(body_of(asked), "<a href=\"/\">Go to the home page</a>"));
}

static void a_fault_as_json(void **state)
{
	struct asked *asked = *state;

	asked->request.wants = WANTS_JSON;
	fault(&asked->work, FAULT_TOO_MANY, "Wait \"a while\".");
	assert_true(answer_fault(&asked->work, &asked->request));
	assert_int_equal(asked->request.answer.status, 429);
	assert_string_equal(
		body_of(asked),
		"{\"error\":{\"kind\":\"too_many\",\"sentence\":\"Wait \\\"a while\\\".\",\"request\":\"abcd2345\"}}");
	assert_string_equal(asked->request.answer.headers.at[0].name, "Retry-After");
}

static const char *header(const struct asked *asked, const char *name)
{
	struct work w = asked->work;
	struct pair_list headers = answer_headers(&w, &asked->request);

	for (size_t i = 0; i < headers.len; i++) {
		if (strcmp(headers.at[i].name, name) == 0)
			return headers.at[i].value;
	}
	return NULL;
}

static void every_answer_is_guarded(void **state)
{
	struct asked *asked = *state;

	assert_true(answer_stones(asked));
	assert_string_equal(header(asked, "X-Content-Type-Options"), "nosniff");
	assert_string_equal(header(asked, "X-Frame-Options"), "DENY");
	assert_non_null(strstr(header(asked, "Content-Security-Policy"), "default-src 'none'"));
	assert_null(strstr(header(asked, "Content-Security-Policy"), "unsafe"));
	assert_string_equal(header(asked, "Cache-Control"), "no-store");
	assert_string_equal(header(asked, "Referrer-Policy"), "same-origin");
	assert_null(header(asked, "Strict-Transport-Security"));
	asked->request.is_secure = true;
	assert_non_null(header(asked, "Strict-Transport-Security"));
}

static void headers_cannot_be_split(void **state)
{
	struct asked *asked = *state;
	struct request *rq = &asked->request;

	answer_header(&asked->work, rq, "X-Note", "one\r\nSet-Cookie: two=2");
	answer_header(&asked->work, rq, "X-Note", "bell\a");
	answer_cookie(&asked->work, rq, "a", "b; Domain=example.org", 10);
	answer_cookie(&asked->work, rq, "a", "b\nc", 10);
	answer_cookie(&asked->work, rq, "a=b", "c", 10);
	assert_int_equal(rq->answer.headers.len, 0);
	answer_bytes(&asked->work, rq, "text/plain", "a\r\nb\"\xc3\xa9/c.txt",
	             (struct blob){ (const unsigned char *)"", 0 });
	assert_string_equal(header(asked, "Content-Disposition"),
	                    "attachment; filename=\"a--b----c.txt\"; filename*=UTF-8''a--b-%C3%A9-c.txt");
}

static void cookies_are_ours_alone(void **state)
{
	struct asked *asked = *state;

	answer_cookie(&asked->work, &asked->request, "cairn_session", "abc", 60);
	asked->request.is_secure = true;
	answer_cookie(&asked->work, &asked->request, "cairn_session", "", 0);
	assert_string_equal(asked->request.answer.headers.at[0].value,
	                    "cairn_session=abc; Path=/; Max-Age=60; HttpOnly; SameSite=Lax");
	assert_string_equal(asked->request.answer.headers.at[1].value,
	                    "__Host-cairn_session=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure");
}

static void a_notice_is_known_by_its_code(void **state)
{
	struct asked *asked = *state;
	static const struct pair notices[] = { { "saved", "Saved." }, { NULL, NULL } };

	list_add(asked->work.arena, &asked->request.query, ((struct pair){ "done", "<b>" }));
	frame_notice(&asked->request, notices);
	assert_string_equal(asked->request.frame.notice, "");
	asked->request.query.at[0].value = "saved";
	frame_notice(&asked->request, notices);
	assert_string_equal(asked->request.frame.notice, "Saved.");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_page_stands_in_its_layout, begin, finish),
		cmocka_unit_test_setup_teardown(the_layout_says_who_and_where, begin, finish),
		cmocka_unit_test_setup_teardown(plainer_frames_say_less, begin, finish),
		cmocka_unit_test_setup_teardown(the_same_as_json, begin, finish),
		cmocka_unit_test_setup_teardown(the_same_as_csv, begin, finish),
		cmocka_unit_test_setup_teardown(reading_ends_once_before_drawing, begin, finish),
		cmocka_unit_test_setup_teardown(a_fault_is_a_page_with_a_way_on, begin, finish),
		cmocka_unit_test_setup_teardown(a_fault_as_json, begin, finish),
		cmocka_unit_test_setup_teardown(every_answer_is_guarded, begin, finish),
		cmocka_unit_test_setup_teardown(headers_cannot_be_split, begin, finish),
		cmocka_unit_test_setup_teardown(cookies_are_ours_alone, begin, finish),
		cmocka_unit_test_setup_teardown(a_notice_is_known_by_its_code, begin, finish),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
