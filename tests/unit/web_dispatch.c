/* The life of a request: who may come in, whose forms are believed, and what becomes of a change. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/log.h"
#include "base/random.h"
#include "main/dispatch.h"
#include "store/account.h"
#include "store/migrations.h"
#include "store/partnership.h"
#include "support/database.h"
#include "web/answer.h"
#include "web/reading.h"

#define NOTE_PAGE(P, S) P(S, FIELD, TEXT, note, .label = "Note")

PAGE(note, NOTE_PAGE);
PAGE_TYPE(note, NOTE_PAGE);

void view_note(struct out *o, const struct note_page *page)
{
	out_raw(o, "<h1>");
	OUT_TEXT(o, page->note);
	out_raw(o, "</h1>");
}

void view_note_any(struct out *o, const void *page)
{
	view_note(o, page);
}

/* ------------------------------------------------------------ routes to try */

static bool show_note(struct work *w, struct request *rq)
{
	struct note_page page = { .note = rq->mistakes.len > 0 ? request_form(rq, "name") : "as it was" };

	return answer(w, rq, VIEW(note, &page));
}

static bool show_nothing(struct work *w, struct request *rq)
{
	(void)w;
	(void)rq;
	return false; /* a handler that forgets to say why */
}

/* What the form asks for: mistake, conflict, refused, keep, or a name that is kept. */
static bool prepare_note(struct work *w, struct request *rq)
{
	rq->plan = text_copy(w->arena, request_form(rq, "name"));
	rq->then = url_to(w->arena, "/note/1");
	if (strcmp(rq->plan, "mistake") == 0)
		return form_mistake(w, rq, "name", "Choose another name.");
	return true;
}

static enum outcome change_note(struct work *w, void *plan)
{
	if (partnership_add(w, plan, false) == 0)
		return REFUSED;
	if (strcmp(plan, "conflict") == 0)
		fault(w, FAULT_CONFLICT, "Somebody changed the note meanwhile.");
	if (strcmp(plan, "gone") == 0)
		fault(w, FAULT_GONE, "The note is gone.");
	if (strcmp(plan, "keep") == 0)
		return REFUSED_KEEP;
	return w->fault.kind == FAULT_NONE ? CHANGED : REFUSED;
}

static bool after_note(struct work *w, struct request *rq)
{
	return answer_bytes(w, rq, "text/plain", NULL, (struct blob){ (const unsigned char *)"after", 5 });
}

static const struct route note_routes[] = {
	{ GET, "/open", SHOW(show_note), MAY_ANYONE, READS, "Open" },
	{ GET, "/link/:secret", SHOW(show_note), MAY_WITH_LINK, READS, "Link" },
	{ GET, "/signed-in", SHOW(show_note), MAY_SIGNED_IN, READS, "Signed in" },
	{ GET, "/read", SHOW(show_note), MAY_READ, READS, "Read" },
	{ GET, "/plan", SHOW(show_note), MAY_PLAN, READS, "Plan" },
	{ GET, "/nothing", SHOW(show_nothing), MAY_ANYONE, READS, "Nothing" },
	{ GET, "/note/:id", SHOW(show_note), MAY_PLAN, READS, "A note" },
	{ POST, "/note/:id", SAVE(note), MAY_PLAN, CHANGES, "Save a note" },
	{ POST, "/after", SAVE_THEN(note), MAY_PLAN, CHANGES, "Save and say" },
	{ POST, "/open", SAVE(note), MAY_ANYONE, CHANGES, "Save openly" },
	{ POST, "/link/:secret", SAVE(note), MAY_WITH_LINK, CHANGES, "Save by link" },
	{ 0 },
};

static const struct theme note_theme = { "Notes", "/open", MAY_READ, note_routes, NULL, NULL };
static const struct theme *const note_themes[] = { &note_theme, NULL };

/* ---------------------------------------------------------------- the stage */

struct stage {
	struct scratch scratch;
	struct program program;
	const char *planner, *viewer, *outsider; /* session tokens */
};

static const char *add_person(struct work *w, const char *email, const char *role)
{
	int64_t partnership = w->partnership;
	int64_t account = account_add(w, email, "A <person>", "no hash");

	assert_true(account > 0);
	if (role != NULL)
		assert_true(membership_give(w, account, role));
	else
		partnership = 0;
	return session_begin(w, account, partnership, "test");
}

static enum outcome set_stage(struct work *w, void *plan)
{
	struct stage *stage = plan;

	if (!installation_start(w) || partnership_add(w, "Here", true) == 0)
		return REFUSED;
	stage->planner = add_person(w, "planner@example.org", "planner");
	stage->viewer = add_person(w, "viewer@example.org", "viewer");
	stage->outsider = add_person(w, "outsider@example.org", NULL);
	return CHANGED;
}

static int open_stage(void **state)
{
	static struct stage stage;
	struct database *database;
	size_t steps;
	struct migration *migrations;
	struct work w;

	random_start();
	log_silence(true);
	stage = (struct stage){ 0 };
	database = test_database(&stage.scratch, "sqlite");
	migrations = store_migrations(stage.scratch.arena, &steps);
	w = (struct work){ .arena = stage.scratch.arena };
	assert_true(database_migrate(database, w.arena, &w.fault, migrations, steps));
	w = test_work(&stage.scratch, CONNECTION_CHANGES);
	w.partnership = 0;
	w.now = time_now();
	assert_int_equal(db_change_now(&w, set_stage, &stage), CHANGED);
	stage.planner = text_copy(stage.scratch.arena, stage.planner);
	stage.viewer = text_copy(stage.scratch.arena, stage.viewer);
	stage.outsider = text_copy(stage.scratch.arena, stage.outsider);
	stage.program.secret = text_copy(stage.scratch.arena, installation_secret(&w));
	stage.program.themes = note_themes;
	stage.program.tables[0] = note_routes;
	test_work_end(&w);
	*state = &stage;
	return 0;
}

static int close_stage(void **state)
{
	struct stage *stage = *state;

	test_database_end(&stage->scratch);
	return 0;
}

/* One request from beginning to end; `asking` says the rest. */
struct asking {
	const char *session, *form, *origin, *fetch_site, *accept;
	const char *cookie; /* before the session; null: as over http */
	bool with_token, is_secure;
};

struct asked {
	struct work work;
	struct request request;
};

static void post(struct asked *asked, const struct asking *asking, const char *token)
{
	struct request *rq = &asked->request;
	const char *body = text_format(asked->work.arena, "%s%s%s", asking->form, asking->with_token ? "&token=" : "",
	                               asking->with_token ? token : "");

	rq->method = POST;
	rq->content_type = "application/x-www-form-urlencoded";
	rq->body = (struct blob){ (const unsigned char *)body, strlen(body) };
}

static struct asked run(struct stage *stage, const char *target, struct asking asking, const char *token)
{
	struct asked asked = { .work = test_work(&stage->scratch, CONNECTION_CHANGES) };
	struct request *rq = &asked.request;

	asked.work.partnership = asked.work.account = 0;
	asked.work.now = time_now();
	dispatch_start(&asked.work, rq, &stage->program);
	request_read_target(&asked.work, rq, target);
	request_read_accept(rq, asking.accept == NULL ? "text/html" : asking.accept);
	if (asking.session != NULL)
		request_read_cookies(&asked.work, rq,
		                     text_format(asked.work.arena, "%scairn_session=%s",
		                                 asking.cookie == NULL ? "" : asking.cookie, asking.session));
	rq->is_secure = asking.is_secure;
	rq->origin = asking.origin == NULL ? "" : asking.origin;
	rq->fetch_site = asking.fetch_site == NULL ? "" : asking.fetch_site;
	if (asking.form != NULL)
		post(&asked, &asking, token);
	dispatch_now(&asked.work, rq, NULL);
	return asked;
}

/* With the token a page of ours would have given to that session. */
static struct asked go(struct stage *stage, const char *target, struct asking asking)
{
	struct asked page = run(stage, "/open", (struct asking){ .session = asking.session }, NULL);
	char token[128];

	snprintf(token, sizeof token, "%s", page.request.forgery_token);
	test_work_end(&page.work);
	return run(stage, target, asking, token);
}

static void assert_status(struct stage *stage, const char *target, struct asking asking, int status)
{
	struct asked asked = go(stage, target, asking);

	assert_int_equal(asked.request.answer.status, status);
	test_work_end(&asked.work);
}

static const char *body_of(const struct asked *asked)
{
	return asked->request.answer.body.at;
}

static const char *header_of(const struct asked *asked, const char *name)
{
	for (size_t i = 0; i < asked->request.answer.headers.len; i++) {
		if (strcmp(asked->request.answer.headers.at[i].name, name) == 0)
			return asked->request.answer.headers.at[i].value;
	}
	return "";
}

/* ------------------------------------------------------------------- rights */

static void each_comes_in_where_they_may(void **state)
{
	struct stage *stage = *state;
	const struct asking nobody = { 0 }, viewer = { .session = stage->viewer },
			    planner = { .session = stage->planner }, outsider = { .session = stage->outsider };

	assert_status(stage, "/open", nobody, 200);
	assert_status(stage, "/link/abc", nobody, 200);
	assert_status(stage, "/signed-in", nobody, 303);
	assert_status(stage, "/signed-in", outsider, 200);
	assert_status(stage, "/read", outsider, 403);
	assert_status(stage, "/read", viewer, 200);
	assert_status(stage, "/plan", viewer, 403);
	assert_status(stage, "/plan", planner, 200);
	assert_status(stage, "/nowhere", planner, 404);
	assert_status(stage, "/nothing", planner, 500);
	assert_status(stage, "/plan.json", nobody, 401);
	assert_status(stage, "/plan", (struct asking){ .session = "not-a-session" }, 303);
}

/* Over TLS a session counts only in the cookie that no other host can set; over http only in the plain one. */
static void a_session_comes_in_its_own_cookie(void **state)
{
	struct stage *stage = *state;
	struct asking asking = { .session = stage->planner, .is_secure = true };

	assert_status(stage, "/plan", asking, 303);
	asking.cookie = "__Host-";
	assert_status(stage, "/plan", asking, 200);
	asking.is_secure = false;
	assert_status(stage, "/plan", asking, 303);
}

static void a_stranger_is_sent_to_sign_in_and_back(void **state)
{
	struct asked asked = go(*state, "/plan?sort=a&b=c", (struct asking){ 0 });

	assert_string_equal(asked.request.answer.location.at, "/sign-in?then=%2Fplan%3Fsort%3Da%26b%3Dc");
	test_work_end(&asked.work);
}

static void a_refusal_names_the_role(void **state)
{
	struct stage *stage = *state;
	struct asked asked = go(stage, "/plan", (struct asking){ .session = stage->viewer });

	assert_non_null(strstr(body_of(&asked), "This is for planners and administrators. Your role here is: Viewer."));
	test_work_end(&asked.work);
}

static void the_frame_says_who_and_where(void **state)
{
	struct stage *stage = *state;
	struct asked asked = go(stage, "/plan", (struct asking){ .session = stage->planner });

	assert_non_null(strstr(body_of(&asked), "A &lt;person&gt;, Planner"));
	assert_non_null(strstr(body_of(&asked), "<span class=\"cn_brand__place\">Here</span>"));
	assert_non_null(strstr(body_of(&asked), "Demonstration: invented content"));
	assert_non_null(strstr(body_of(&asked), "aria-current=\"page\">Notes</a>"));
	assert_non_null(strstr(body_of(&asked), "<title>Plan - Cairn</title>"));
	test_work_end(&asked.work);
}

static void a_page_that_is_not_there_keeps_the_frame(void **state)
{
	struct stage *stage = *state;
	struct asked asked = go(stage, "/nowhere", (struct asking){ .session = stage->planner });

	assert_int_equal(asked.request.answer.status, 404);
	assert_non_null(strstr(body_of(&asked), "A &lt;person&gt;, Planner"));
	assert_non_null(strstr(body_of(&asked), "There is no such page."));
	test_work_end(&asked.work);
}

static void another_method_is_told_which(void **state)
{
	struct stage *stage = *state;
	struct asked asked = go(stage, "/plan", (struct asking){ .session = stage->planner, .form = "a=b" });

	assert_int_equal(asked.request.answer.status, 405);
	assert_string_equal(header_of(&asked, "Allow"), "GET, HEAD");
	test_work_end(&asked.work);
	asked = go(stage, "/after", (struct asking){ .session = stage->planner });
	assert_int_equal(asked.request.answer.status, 405);
	assert_string_equal(header_of(&asked, "Allow"), "POST");
	test_work_end(&asked.work);
}

/* ------------------------------------------------------------------ forgery */

static void only_forms_of_ours_are_believed(void **state)
{
	struct stage *stage = *state;
	struct asking ours = { .session = stage->planner, .form = "name=a", .with_token = true };
	struct asking one = ours;

	assert_status(stage, "/note/1", ours, 303);
	one.with_token = false;
	assert_status(stage, "/note/1", one, 403);
	one.form = "name=a&token=0000";
	assert_status(stage, "/note/1", one, 403);
	one = ours;
	one.origin = "http://localhost";
	one.fetch_site = "same-origin";
	assert_status(stage, "/note/1", one, 303);
	one.origin = "http://localhost.example.org";
	assert_status(stage, "/note/1", one, 403);
	one.origin = "null";
	assert_status(stage, "/note/1", one, 403);
	one = ours;
	one.fetch_site = "cross-site";
	assert_status(stage, "/note/1", one, 403);
}

/* A token is good for one session only; a visitor's only with the cookie it came with. */
static void a_token_is_nobody_elses(void **state)
{
	struct stage *stage = *state;
	struct asked page = run(stage, "/open", (struct asking){ .session = stage->viewer }, NULL);
	struct asked asked = run(stage, "/note/1",
	                         (struct asking){ .session = stage->planner, .form = "name=a", .with_token = true },
	                         page.request.forgery_token);

	assert_int_equal(asked.request.answer.status, 403);
	test_work_end(&asked.work);
	test_work_end(&page.work);
	page = run(stage, "/open", (struct asking){ 0 }, NULL);
	assert_non_null(strstr(header_of(&page, "Set-Cookie"), "cairn_visit="));
	asked = run(stage, "/open", (struct asking){ .form = "name=a", .with_token = true },
	            page.request.forgery_token);
	assert_int_equal(asked.request.answer.status, 403);
	test_work_end(&asked.work);
	test_work_end(&page.work);
}

static void a_link_is_its_own_token(void **state)
{
	struct stage *stage = *state;
	struct asking asking = { .form = "name=a" };

	assert_status(stage, "/link/abc", asking, 303);
	asking.origin = "https://example.org";
	assert_status(stage, "/link/abc", asking, 403);
}

/* ------------------------------------------------------------------ changes */

static int64_t places(struct stage *stage)
{
	struct work w = test_work(&stage->scratch, CONNECTION_READS);
	struct rows *rows = db_ask(&w, "SELECT COUNT(*) FROM partnership", NO_VALUES);
	int64_t count = row_int(rows, 0, 0);

	test_work_end(&w);
	return count;
}

static struct asked save(struct stage *stage, const char *target, const char *form, const char *accept)
{
	return go(stage, target,
	          (struct asking){ .session = stage->planner, .form = form, .with_token = true, .accept = accept });
}

static void a_change_leads_on(void **state)
{
	struct stage *stage = *state;
	int64_t before = places(stage);
	struct asked asked = save(stage, "/note/1", "name=kept", NULL);

	assert_int_equal(asked.request.answer.status, 303);
	assert_string_equal(asked.request.answer.location.at, "/note/1");
	assert_int_equal(places(stage), before + 1);
	test_work_end(&asked.work);
	asked = save(stage, "/after", "name=kept", NULL);
	assert_string_equal(body_of(&asked), "after");
	test_work_end(&asked.work);
}

static void a_form_with_mistakes_comes_back(void **state)
{
	struct stage *stage = *state;
	int64_t before = places(stage);
	struct asked asked = save(stage, "/note/1", "name=mistake", NULL);

	assert_int_equal(asked.request.answer.status, 422);
	assert_non_null(strstr(body_of(&asked), "<h1>mistake</h1>"));
	assert_non_null(strstr(body_of(&asked), "<title>Error: A note - Cairn</title>"));
	test_work_end(&asked.work);
	asked = save(stage, "/note/1", "name=mistake", "application/json");
	assert_int_equal(asked.request.answer.status, 422);
	assert_non_null(strstr(body_of(&asked), "\"field\":\"name\",\"sentence\":\"Choose another name.\""));
	assert_int_equal(places(stage), before);
	test_work_end(&asked.work);
}

static void a_conflict_comes_back_with_its_sentence(void **state)
{
	struct stage *stage = *state;
	int64_t before = places(stage);
	struct asked asked = save(stage, "/note/1", "name=conflict", NULL);

	assert_int_equal(asked.request.answer.status, 409);
	assert_non_null(strstr(body_of(&asked), "Somebody changed the note meanwhile."));
	assert_non_null(strstr(body_of(&asked), "<title>Error: A note - Cairn</title>"));
	assert_non_null(strstr(body_of(&asked), "<h1>as it was</h1>"));
	assert_int_equal(places(stage), before);
	test_work_end(&asked.work);
	asked = save(stage, "/note/1", "name=conflict", "application/json");
	assert_int_equal(asked.request.answer.status, 409);
	assert_non_null(strstr(body_of(&asked), "\"kind\":\"conflict\""));
	test_work_end(&asked.work);
}

static void a_refusal_changes_nothing_unless_it_is_to_be_kept(void **state)
{
	struct stage *stage = *state;
	int64_t before = places(stage);
	struct asked asked = save(stage, "/note/1", "name=gone", NULL);

	assert_int_equal(asked.request.answer.status, 410);
	assert_int_equal(places(stage), before);
	test_work_end(&asked.work);
	asked = save(stage, "/after", "name=keep", NULL);
	assert_string_equal(body_of(&asked), "after");
	assert_int_equal(places(stage), before + 1);
	test_work_end(&asked.work);
}

static void what_is_no_form_is_refused(void **state)
{
	struct stage *stage = *state;

	assert_status(stage, "/note/1",
	              (struct asking){ .session = stage->planner, .form = "name=%00", .with_token = true }, 400);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_comes_in_where_they_may),
		cmocka_unit_test(a_session_comes_in_its_own_cookie),
		cmocka_unit_test(a_stranger_is_sent_to_sign_in_and_back),
		cmocka_unit_test(a_refusal_names_the_role),
		cmocka_unit_test(the_frame_says_who_and_where),
		cmocka_unit_test(a_page_that_is_not_there_keeps_the_frame),
		cmocka_unit_test(another_method_is_told_which),
		cmocka_unit_test(only_forms_of_ours_are_believed),
		cmocka_unit_test(a_token_is_nobody_elses),
		cmocka_unit_test(a_link_is_its_own_token),
		cmocka_unit_test(a_change_leads_on),
		cmocka_unit_test(a_form_with_mistakes_comes_back),
		cmocka_unit_test(a_conflict_comes_back_with_its_sentence),
		cmocka_unit_test(a_refusal_changes_nothing_unless_it_is_to_be_kept),
		cmocka_unit_test(what_is_no_form_is_refused),
	};

	return cmocka_run_group_tests(tests, open_stage, close_stage);
}
