/* Server, workers and the queue of changes together: many visitors at once, and the end while they are still there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>

#include "base/log.h"
#include "base/random.h"
#include "main/workers.h"
#include "store/migrations.h"
#include "store/partnership.h"
#include "support/database.h"
#include "support/http.h"
#include "web/answer.h"

#define VISITORS 16
#define ROUNDS   25

#define COUNT_PAGE(P, S) P(S, FIELD, INT, count, .label = "Count")

PAGE(count, COUNT_PAGE);
PAGE_TYPE(count, COUNT_PAGE);

void view_count(struct out *o, const struct count_page *page)
{
	OUT_TEXT(o, page->count);
}

void view_count_any(struct out *o, const void *page)
{
	view_count(o, page);
}

/* ------------------------------------------------------------------- routes */

static struct gate {
	pthread_mutex_t lock;
	pthread_cond_t opened;
	bool is_open;
} gate = { PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, true };

static void set_gate(bool is_open)
{
	pthread_mutex_lock(&gate.lock);
	gate.is_open = is_open;
	pthread_cond_broadcast(&gate.opened);
	pthread_mutex_unlock(&gate.lock);
}

static void wait_at_gate(void)
{
	pthread_mutex_lock(&gate.lock);
	while (!gate.is_open)
		pthread_cond_wait(&gate.opened, &gate.lock);
	pthread_mutex_unlock(&gate.lock);
}

static bool show_count(struct work *w, struct request *rq)
{
	struct count_page page = { 0 };
	struct rows *rows = db_ask(w, "SELECT COUNT(*) FROM partnership", NO_VALUES);

	if (rows == NULL)
		return false;
	page.count = row_int(rows, 0, 0);
	return answer(w, rq, VIEW(count, &page));
}

static bool prepare_add(struct work *w, struct request *rq)
{
	rq->plan = text_copy(w->arena, request_form(rq, "name"));
	rq->then = url_to(w->arena, "/count");
	return true;
}

static enum outcome change_add(struct work *w, void *plan)
{
	return partnership_add(w, plan, false) > 0 ? CHANGED : REFUSED;
}

static bool prepare_slow(struct work *w, struct request *rq)
{
	wait_at_gate();
	return prepare_add(w, rq);
}

static enum outcome change_slow(struct work *w, void *plan)
{
	return change_add(w, plan);
}

static bool prepare_big(struct work *w, struct request *rq)
{
	rq->then = url_to(w->arena, "/count");
	return true;
}

/* To an address as long as asked for. */
static bool prepare_far(struct work *w, struct request *rq)
{
	size_t len = (size_t)path_id(rq, "link");
	char *path = NEW_ARRAY(w->arena, char, len + 1);

	memset(path, 'a', len);
	path[0] = '/';
	rq->then = (struct url){ path };
	return true;
}

static const struct route routes[] = {
	{ GET, "/count", SHOW(show_count), MAY_ANYONE, READS, "Count" },
	{ POST, "/add/:link", SAVE(add), MAY_WITH_LINK, CHANGES, "Add" },
	{ POST, "/slow/:link", SAVE(slow), MAY_WITH_LINK, CHANGES | SLOW, "Add slowly" },
	{ POST, "/big/:link", NULL, prepare_big, NULL, NULL, MAY_WITH_LINK, CHANGES | BIG, "Bring much" },
	{ POST, "/big-behind/:token", NULL, prepare_big, NULL, NULL, MAY_WITH_LINK, CHANGES | BIG, "Bring much" },
	{ POST, "/far/:link", NULL, prepare_far, NULL, NULL, MAY_WITH_LINK, CHANGES, "Go far" },
	{ 0 },
};

static const struct theme theme = { "Places", "/count", MAY_ANYONE, routes, NULL, NULL };
static const struct theme *const all_themes[] = { &theme, NULL };

/* -------------------------------------------------------------------- house */

struct house {
	struct scratch scratch;
	struct program program;
	int port;
};

static enum outcome start(struct work *w, void *plan)
{
	(void)plan;
	return installation_start(w) ? CHANGED : REFUSED;
}

static int open_house(void **state)
{
	static struct house house;
	struct fault fault = { 0 };
	struct server_settings settings = { .address = "127.0.0.1",
		                            .proxy = "127.0.0.1", /* so that visitors may come from anywhere */
		                            .owner = &house.program,
		                            .admit = workers_admit,
		                            .take = workers_take,
		                            .refuse = workers_refuse };
	size_t steps;
	struct migration *migrations;
	struct work w;

	random_start();
	log_silence(true);
	house = (struct house){ 0 };
	house.program.database = test_database(&house.scratch, "sqlite");
	migrations = store_migrations(house.scratch.arena, &steps);
	assert_true(database_migrate(house.program.database, house.scratch.arena, &fault, migrations, steps));
	w = test_work(&house.scratch, CONNECTION_CHANGES);
	assert_int_equal(db_change_now(&w, start, NULL), CHANGED);
	house.program.secret = text_copy(house.scratch.arena, installation_secret(&w));
	test_work_end(&w);
	house.program.themes = all_themes;
	house.program.tables[0] = routes;
	assert_true(database_start_changes(house.program.database, &fault, 8));
	assert_non_null(workers_start(house.scratch.arena, &fault, &house.program, 3));
	house.program.server = server_start(house.scratch.arena, &fault, &settings);
	assert_non_null(house.program.server);
	house.port = server_port(house.program.server);
	*state = &house;
	return 0;
}

static void stop_house(struct house *house)
{
	server_stop(house->program.server);
	workers_stop(house->program.workers);
	database_stop_changes(house->program.database);
	house->program.server = NULL;
}

static int close_house(void **state)
{
	struct house *house = *state;

	set_gate(true);
	if (house->program.server != NULL)
		stop_house(house);
	test_database_end(&house->scratch);
	return 0;
}

static int64_t count_places(struct house *house)
{
	struct work w = test_work(&house->scratch, CONNECTION_READS);
	int64_t count = row_int(db_ask(&w, "SELECT COUNT(*) FROM partnership", NO_VALUES), 0, 0);

	test_work_end(&w);
	return count;
}

/* -------------------------------------------------------------------- tests */

struct crowd {
	int port;
	const char *path;
	atomic_int saved, shown, lost;
};

static bool post_from(struct visitor *visitor, const char *path, const char *address)
{
	char text[256];

	snprintf(text, sizeof text,
	         "POST %s HTTP/1.1\r\nHost: here\r\nX-Forwarded-For: %s\r\n"
	         "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 6\r\n\r\nname=a",
	         path, address);
	return visitor_send(visitor, text);
}

static bool post(struct visitor *visitor, const char *path)
{
	return post_from(visitor, path, "192.0.2.1");
}

/* Saves and looks in turn on one line, until that ends. */
static void *visit(void *cls)
{
	struct crowd *crowd = cls;
	struct visitor visitor;
	bool goes_on = visitor_connect(&visitor, crowd->port);

	for (int i = 0; i < ROUNDS * 2 && goes_on; i++) {
		struct reply reply = { 0 };

		if (i % 2 == 0 ? post(&visitor, crowd->path)
		               : visitor_send(&visitor, "GET /count HTTP/1.1\r\nHost: here\r\n\r\n"))
			reply = visitor_hear(&visitor, false);
		atomic_fetch_add(reply.status == 303   ? &crowd->saved
		                 : reply.status == 200 ? &crowd->shown
		                                       : &crowd->lost,
		                 1);
		goes_on = reply.status != 0 && !reply_has(&reply, "Connection: close");
		reply_free(&reply);
	}
	visitor_leave(&visitor);
	return NULL;
}

static void everybody_is_served(void **state)
{
	struct house *house = *state;
	struct crowd crowd = { .port = house->port, .path = "/add/x" };
	pthread_t visitors[VISITORS];

	for (size_t i = 0; i < VISITORS; i++)
		assert_int_equal(pthread_create(&visitors[i], NULL, visit, &crowd), 0);
	for (size_t i = 0; i < VISITORS; i++)
		pthread_join(visitors[i], NULL);
	assert_int_equal(crowd.lost, 0);
	assert_int_equal(crowd.saved, VISITORS * ROUNDS);
	assert_int_equal(crowd.shown, VISITORS * ROUNDS);
	assert_int_equal(count_places(house), VISITORS * ROUNDS);
}

/* The program ends in the middle of it: what was acknowledged is there. */
static void what_was_acknowledged_is_there(void **state)
{
	struct house *house = *state;
	struct crowd crowd = { .port = house->port, .path = "/add/x" };
	pthread_t visitors[VISITORS];

	for (size_t i = 0; i < VISITORS; i++)
		assert_int_equal(pthread_create(&visitors[i], NULL, visit, &crowd), 0);
	while (atomic_load(&crowd.saved) < VISITORS)
		sched_yield();
	stop_house(house);
	for (size_t i = 0; i < VISITORS; i++)
		pthread_join(visitors[i], NULL);
	assert_true(count_places(house) >= crowd.saved);
	assert_true(count_places(house) <= crowd.saved + crowd.lost);
}

static void wait_for_refusals(struct house *house, int64_t count)
{
	int64_t deadline_us = time_monotonic_us() + HTTP_PATIENCE_MS * 1000;

	while (atomic_load(&house->program.answered[5]) < count && time_monotonic_us() < deadline_us)
		sched_yield();
}

/* Two slow ones at work and 64 waiting are enough: others are told to come again, and readers notice nothing. */
static void slow_work_holds_nobody_up(void **state)
{
	struct house *house = *state;
	struct visitor visitors[70];
	struct reply reply;
	int turned_away = 0;

	set_gate(false);
	for (size_t i = 0; i < 70; i++) {
		char address[32];

		snprintf(address, sizeof address, "192.0.2.%zu", i + 1);
		assert_true(visitor_connect(&visitors[i], house->port));
		assert_true(post_from(&visitors[i], "/slow/x", address));
	}
	wait_for_refusals(house, 4);
	reply = ask(house->port, "GET /count HTTP/1.1\r\nHost: here\r\n\r\n");
	assert_int_equal(reply.status, 200);
	reply_free(&reply);
	set_gate(true);
	for (size_t i = 0; i < 70; i++) {
		reply = visitor_hear(&visitors[i], false);
		turned_away += reply.status == 503;
		assert_true(reply.status == 303 || (reply.status == 503 && reply_has(&reply, "Retry-After: 5")));
		reply_free(&reply);
		visitor_leave(&visitors[i]);
	}
	assert_in_range(turned_away, 4,
	                6); /* the two workers may or may not have taken theirs when the queue was full */
}

/* Twenty-four of one network are at it, waiting or at work: the next are told so at once, and others are served when their turn comes. */
static void one_address_cannot_take_all_slow_work(void **state)
{
	struct house *house = *state;
	struct visitor visitors[29], other;
	struct reply reply;
	int turned_away = 0;

	set_gate(false);
	for (size_t i = 0; i < 29; i++) {
		assert_true(visitor_connect(&visitors[i], house->port));
		assert_true(post_from(&visitors[i], "/slow/x", i % 2 == 0 ? "2001:db8::1" : "2001:db8::2"));
	}
	wait_for_refusals(house, 5);
	assert_true(visitor_connect(&other, house->port) && post_from(&other, "/slow/x", "2001:db8:0:1::1"));
	set_gate(true);
	reply = visitor_hear(&other, false);
	assert_int_equal(reply.status, 303);
	reply_free(&reply);
	for (size_t i = 0; i < 29; i++) {
		reply = visitor_hear(&visitors[i], false);
		turned_away += reply.status == 503;
		assert_true(reply.status == 303 || (reply.status == 503 && reply_has(&reply, "Retry-After: 5") &&
		                                    strstr(reply.body, "Others at your network address") != NULL));
		reply_free(&reply);
	}
	assert_int_equal(turned_away, 5);
	/* Their shares have been given back, those of the refused too. */
	for (size_t i = 0; i < 29; i++) {
		assert_true(post_from(&visitors[i], "/slow/x", "2001:db8::3"));
		reply = visitor_hear(&visitors[i], false);
		assert_int_equal(reply.status, 303);
		reply_free(&reply);
		visitor_leave(&visitors[i]);
	}
	visitor_leave(&other);
}

/* Sends a body of so many bytes with these further headers; whether that was more than an ordinary body may be. */
static bool is_too_much(struct house *house, const char *path, const char *headers, size_t len)
{
	char head[512], *body = NEW_ARRAY(house->scratch.arena, char, len + 1);
	struct visitor visitor;
	struct reply reply;
	bool is_refused;

	memset(body, 'x', len);
	snprintf(head, sizeof head,
	         "POST %s HTTP/1.1\r\nHost: here\r\n%sContent-Length: %zu\r\nContent-Type: "
	         "application/x-www-form-urlencoded\r\n\r\nfile=",
	         path, headers, len + 5);
	assert_true(visitor_connect(&visitor, house->port));
	assert_true(visitor_send(&visitor, head) && visitor_send_bytes(&visitor, body, len));
	reply = visitor_hear(&visitor, false);
	assert_int_not_equal(reply.status, 0);
	is_refused = reply.status == 413 && strstr(reply.body, "at most 256 kB") != NULL;
	reply_free(&reply);
	visitor_leave(&visitor);
	return is_refused;
}

/* Large bodies are for whoever could be signed in or hold a link: with neither, or with what cannot be one, 256 kB are all. */
static void strangers_bring_little(void **state)
{
	static const char good[] = "Cookie: cairn_session=abcdefghijklmnopqrstuvwxyz234567abcdefghijklmnopqrst\r\n";
	static const char bad[] = "Cookie: cairn_session=abcdefghijklmnopqrstuvwxyz234567abcdefghijklmnopqrs!\r\n";
	struct house *house = *state;
	const size_t small = 90 * 1000, large = 300 * 1000;

	assert_false(is_too_much(house, "/big/x", "", small));
	assert_true(is_too_much(house, "/big/x", "", large));
	assert_true(is_too_much(house, "/big/x", bad, large));
	assert_true(is_too_much(house, "/big/x", "Cookie: cairn_session=abc\r\n", large));
	assert_true(is_too_much(house, "/add/x", good, large));
	assert_false(is_too_much(house, "/big/x", good, large));
	assert_true(is_too_much(house, "/big-behind/abc", "", large));
	assert_false(is_too_much(house, "/big-behind/abcdefghijklmnopqrstuvwxyz234567abcdefghijklmnopqrst", "", large));
}

/* A redirect to an address of so many bytes, asked for with another header of so many. Whether it goes there, and not to the start. */
static bool goes_far(struct house *house, size_t len, size_t header)
{
	char text[6000], more[5000] = "";
	struct reply reply;
	bool goes_home;

	memset(more, 'h', header);
	snprintf(text, sizeof text, "POST /far/%zu HTTP/1.1\r\nHost: here\r\nX-More: %s\r\nContent-Length: 0\r\n\r\n",
	         len, more);
	reply = ask(house->port, text);
	assert_int_equal(reply.status, 303);
	goes_home = reply_has(&reply, "Location: /\r\n");
	assert_true(goes_home || reply_has(&reply, "Location: /aaa"));
	reply_free(&reply);
	return !goes_home;
}

/* The head of an answer has little room, and less after a long request. Never does the connection end for the want of it. */
static void a_redirect_too_far_goes_home(void **state)
{
	struct house *house = *state;

	assert_true(goes_far(house, 3900, 0));
	assert_false(goes_far(house, 4100, 0));
	assert_false(goes_far(house, 100 * 1000, 0));
	assert_true(goes_far(house, 1000, 4500));
	for (size_t header = 2500; header <= 4500; header += 100)
		(void)goes_far(house, 3900, header);
	assert_false(goes_far(house, 3900, 4500));
}

static void refusals_have_pages(void **state)
{
	struct house *house = *state;
	struct reply reply = ask(house->port, "GET /nowhere HTTP/1.1\r\nHost: here\r\n\r\n");

	assert_int_equal(reply.status, 404);
	assert_non_null(strstr(reply.body, "There is no such page."));
	reply_free(&reply);
	reply = ask(house->port, "POST /add/x HTTP/1.1\r\nHost: here\r\nAccept: application/json\r\nContent-Length: "
	                         "99999999999\r\n\r\n");
	assert_int_equal(reply.status, 413);
	assert_non_null(strstr(reply.body, "\"kind\":\"too_large\""));
	reply_free(&reply);
	reply = ask(house->port, "BREW /count HTTP/1.1\r\nHost: here\r\n\r\n");
	assert_int_equal(reply.status, 405);
	assert_true(reply_has(&reply, "Allow: GET, HEAD"));
	reply_free(&reply);
	reply = ask(house->port, "HEAD /count HTTP/1.1\r\nHost: here\r\n\r\n");
	assert_int_equal(reply.status, 200);
	reply_free(&reply);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(everybody_is_served, open_house, close_house),
		cmocka_unit_test_setup_teardown(what_was_acknowledged_is_there, open_house, close_house),
		cmocka_unit_test_setup_teardown(slow_work_holds_nobody_up, open_house, close_house),
		cmocka_unit_test_setup_teardown(one_address_cannot_take_all_slow_work, open_house, close_house),
		cmocka_unit_test_setup_teardown(strangers_bring_little, open_house, close_house),
		cmocka_unit_test_setup_teardown(a_redirect_too_far_goes_home, open_house, close_house),
		cmocka_unit_test_setup_teardown(refusals_have_pages, open_house, close_house),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
