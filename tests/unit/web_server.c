/* The server over loopback: raw bytes in, raw bytes out, and what happens to visitors who are slow, large or rude. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <netinet/in.h>
#include <pthread.h>
#include <stdatomic.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/log.h"
#include "base/time.h"
#include "support/http.h"
#include "web/listen.h"
#include "web/server.h"

#define BODY_LIMIT  ((size_t)4096)
#define LARGE_BYTES ((size_t)32 * 1024 * 1024)

/* One worker, which answers what it is given but for /hold: that waits until it is let go. */
struct house {
	struct arena *arena;
	struct fault fault;
	struct server *server;
	pthread_t worker;
	pthread_mutex_t lock;
	pthread_cond_t more;
	struct exchange *queue[4096];
	size_t queued, held;
	bool lets_go, is_ending;
	atomic_int refused;
	char *large;
};

static void say(struct exchange *exchange, int status, const char *text, size_t len)
{
	exchange->request.answer = (struct answer){ .status = status, .type = "text/plain", .body = { text, len } };
}

static void answer_it(struct house *house, struct exchange *exchange)
{
	struct request *rq = &exchange->request;
	struct arena *arena = exchange->work.arena;
	const char *text;

	if (exchange->work.fault.kind != FAULT_NONE) {
		say(exchange, fault_http_status(exchange->work.fault.kind), exchange->work.fault.sentence,
		    strlen(exchange->work.fault.sentence));
	} else if (strcmp(rq->path, "/large") == 0) {
		say(exchange, 200, house->large, LARGE_BYTES);
	} else {
		text = text_format(arena, "%s %s %s %s %d %.*s", exchange->method, rq->path, rq->host, rq->address,
		                   rq->is_secure, (int)rq->body.len,
		                   rq->body.at == NULL ? "" : (const char *)rq->body.at);
		say(exchange, exchange->is_strange ? 405 : 200, text, strlen(text));
	}
	exchange_answer(exchange);
}

/* The next that may be answered; null at the end. */
static struct exchange *next(struct house *house)
{
	for (;;) {
		for (size_t i = 0; i < house->queued; i++) {
			struct exchange *exchange = house->queue[i];

			if (!house->lets_go && strcmp(exchange->request.path, "/hold") == 0)
				continue;
			memmove(&house->queue[i], &house->queue[i + 1],
			        (house->queued - i - 1) * sizeof house->queue[0]);
			house->queued--;
			return exchange;
		}
		if (house->is_ending)
			return NULL;
		pthread_cond_wait(&house->more, &house->lock);
	}
}

static void *work(void *cls)
{
	struct house *house = cls;
	struct exchange *exchange;

	pthread_mutex_lock(&house->lock);
	while ((exchange = next(house)) != NULL) {
		pthread_mutex_unlock(&house->lock);
		answer_it(house, exchange);
		pthread_mutex_lock(&house->lock);
	}
	pthread_mutex_unlock(&house->lock);
	return NULL;
}

static size_t admit(void *owner, struct exchange *exchange)
{
	(void)owner;
	return strcmp(exchange->request.path, "/big") == 0 ? (size_t)1024 * 1024 : BODY_LIMIT;
}

static void take(void *owner, struct exchange *exchange)
{
	struct house *house = owner;

	pthread_mutex_lock(&house->lock);
	house->held += strcmp(exchange->request.path, "/hold") == 0;
	house->queue[house->queued++] = exchange;
	pthread_cond_broadcast(&house->more);
	pthread_mutex_unlock(&house->lock);
}

static void refuse(void *owner, struct exchange *exchange)
{
	struct house *house = owner;

	atomic_fetch_add(&house->refused, 1);
	say(exchange, fault_http_status(exchange->work.fault.kind), "refused", 7);
}

static struct house *open_house(struct server_settings settings)
{
	struct arena *arena = arena_new();
	struct house *house = NEW(arena, struct house);

	log_silence(true);
	house->arena = arena;
	house->large = calloc(1, LARGE_BYTES);
	pthread_mutex_init(&house->lock, NULL);
	pthread_cond_init(&house->more, NULL);
	settings.address = "127.0.0.1";
	settings.threads = 2;
	settings.owner = house;
	settings.admit = admit;
	settings.take = take;
	settings.refuse = refuse;
	house->server = server_start(arena, &house->fault, &settings);
	assert_non_null(house->server);
	assert_int_equal(pthread_create(&house->worker, NULL, work, house), 0);
	return house;
}

static void let_go(struct house *house)
{
	pthread_mutex_lock(&house->lock);
	house->lets_go = true;
	pthread_cond_broadcast(&house->more);
	pthread_mutex_unlock(&house->lock);
}

static void close_house(struct house *house)
{
	let_go(house);
	if (house->server != NULL)
		server_stop(house->server);
	pthread_mutex_lock(&house->lock);
	house->is_ending = true;
	pthread_cond_broadcast(&house->more);
	pthread_mutex_unlock(&house->lock);
	pthread_join(house->worker, NULL);
	free(house->large);
	arena_free(house->arena);
}

static int port_of(const struct house *house)
{
	return server_port(house->server);
}

static void assert_reply(int port, const char *request, int status, const char *body)
{
	struct reply reply = ask(port, request);

	assert_int_equal(reply.status, status);
	if (body != NULL)
		assert_string_equal(reply.body, body);
	reply_free(&reply);
}

/* -------------------------------------------------------------- the ordinary */

static void requests_are_answered(void **state)
{
	struct house *house = open_house((struct server_settings){ 0 });
	int port = port_of(house);

	(void)state;
	assert_reply(port, "GET /a?b=c HTTP/1.1\r\nHost: here\r\n\r\n", 200, "GET /a here 127.0.0.1 0 ");
	assert_reply(port, "POST /a HTTP/1.1\r\nHost: here\r\nContent-Length: 5\r\n\r\nhello", 200,
	             "POST /a here 127.0.0.1 0 hello");
	assert_reply(port, "POST /a HTTP/1.1\r\nHost: here\r\nContent-Length: 0\r\n\r\n", 200,
	             "POST /a here 127.0.0.1 0 ");
	assert_reply(
		port,
		"POST /a HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n",
		200, "POST /a here 127.0.0.1 0 abcde");
	assert_reply(port, "GET /a HTTP/1.0\r\n\r\n", 200, "GET /a  127.0.0.1 0 ");
	assert_reply(port, "DELETE /a HTTP/1.1\r\nHost: here\r\n\r\n", 405, NULL);
	assert_reply(port, "GET /%00 HTTP/1.1\r\nHost: here\r\n\r\n", 400, NULL);
	close_house(house);
}

static void a_head_has_no_body(void **state)
{
	struct house *house = open_house((struct server_settings){ 0 });
	struct visitor visitor;
	struct reply reply;

	(void)state;
	assert_true(visitor_connect(&visitor, port_of(house)));
	assert_true(
		visitor_send(&visitor, "HEAD /a HTTP/1.1\r\nHost: here\r\n\r\nGET /b HTTP/1.1\r\nHost: here\r\n\r\n"));
	reply = visitor_hear(&visitor, true);
	assert_int_equal(reply.status, 200);
	assert_true(reply_has(&reply, "Content-Length: 25"));
	assert_true(reply_has(&reply, "X-Content-Type-Options: nosniff"));
	reply_free(&reply);
	reply = visitor_hear(&visitor, false);
	assert_string_equal(reply.body, "GET /b here 127.0.0.1 0 ");
	reply_free(&reply);
	visitor_leave(&visitor);
	close_house(house);
}

/* Many requests in one go on one line come back in their order. */
static void pipelined_requests_keep_their_order(void **state)
{
	struct house *house = open_house((struct server_settings){ 0 });
	struct visitor visitor;
	char text[64], expected[64];

	(void)state;
	assert_true(visitor_connect(&visitor, port_of(house)));
	for (int i = 0; i < 200; i++) {
		snprintf(text, sizeof text, "GET /%d HTTP/1.1\r\nHost: here\r\n\r\n", i);
		assert_true(visitor_send(&visitor, text));
	}
	for (int i = 0; i < 200; i++) {
		struct reply reply = visitor_hear(&visitor, false);

		snprintf(expected, sizeof expected, "GET /%d here 127.0.0.1 0 ", i);
		assert_string_equal(reply.body == NULL ? "" : reply.body, expected);
		reply_free(&reply);
	}
	visitor_leave(&visitor);
	close_house(house);
}

static void only_the_proxy_is_believed(void **state)
{
	struct house *house = open_house((struct server_settings){ 0 });
	const char *claim = "GET /a HTTP/1.1\r\nHost: here\r\nX-Forwarded-For: 10.0.0.1, "
			    "192.0.2.7\r\nX-Forwarded-Proto: https\r\n\r\n";

	(void)state;
	assert_reply(port_of(house), claim, 200, "GET /a here 127.0.0.1 0 ");
	close_house(house);
	house = open_house((struct server_settings){ .proxy = "127.0.0.1" });
	assert_reply(port_of(house), claim, 200, "GET /a here 192.0.2.7 1 ");
	/* never the proxy's own address, which is this machine's */
	assert_reply(port_of(house), "GET /a HTTP/1.1\r\nHost: here\r\nX-Forwarded-For: nonsense\r\n\r\n", 200,
	             "GET /a here unknown 0 ");
	assert_reply(port_of(house), "GET /a HTTP/1.1\r\nHost: here\r\nX-Forwarded-For: 192.0.2.7:4711\r\n\r\n", 200,
	             "GET /a here 192.0.2.7 0 ");
	assert_reply(port_of(house), "GET /a HTTP/1.1\r\nHost: here\r\nX-Forwarded-For: [2001:db8::1]:443\r\n\r\n", 200,
	             "GET /a here 2001:db8::1 0 ");
	/* the proxy's own line comes last */
	assert_reply(
		port_of(house),
		"GET /a HTTP/1.1\r\nHost: here\r\nX-Forwarded-For: 127.0.0.1\r\nX-Forwarded-For: 192.0.2.9\r\n\r\n",
		200, "GET /a here 192.0.2.9 0 ");
	close_house(house);
}

static void an_address_is_shown_as_browsers_take_it(void **state)
{
	struct arena *arena = arena_new();

	(void)state;
	assert_string_equal(listen_url(arena, "127.0.0.1", 8080), "http://127.0.0.1:8080/");
	assert_string_equal(listen_url(arena, "::1", 8080), "http://[::1]:8080/");
	arena_free(arena);
}

/* ----------------------------------------------------------- the too large */

static void large_bodies_are_refused(void **state)
{
	struct house *house = open_house((struct server_settings){ .bodies = (size_t)8 * 8192 });
	struct visitor visitor;
	struct reply reply;
	char body[5000];

	(void)state;
	memset(body, 'x', sizeof body);
	assert_true(visitor_connect(&visitor, port_of(house)));
	assert_true(visitor_send(&visitor, "POST /a HTTP/1.1\r\nHost: here\r\nContent-Length: 5000\r\n\r\n"));
	assert_true(visitor_send_bytes(&visitor, body, sizeof body));
	reply = visitor_hear(&visitor, false);
	assert_int_equal(reply.status, 413);
	assert_non_null(strstr(reply.body, "4 kB"));
	assert_true(reply_has(&reply, "Connection: close"));
	reply_free(&reply);
	visitor_leave(&visitor);

	/* More than all bodies of one address together may take. */
	assert_true(visitor_connect(&visitor, port_of(house)));
	assert_true(visitor_send(&visitor, "POST /big HTTP/1.1\r\nHost: here\r\nContent-Length: 10000\r\n\r\n"));
	assert_true(visitor_send_bytes(&visitor, body, sizeof body) && visitor_send_bytes(&visitor, body, sizeof body));
	reply = visitor_hear(&visitor, false);
	assert_int_equal(reply.status, 503);
	reply_free(&reply);
	visitor_leave(&visitor);
	close_house(house);
}

static void chunks_are_counted(void **state)
{
	struct house *house = open_house((struct server_settings){ 0 });
	struct visitor visitor;
	struct reply reply;
	char chunk[1100];

	(void)state;
	memset(chunk, 'x', sizeof chunk);
	assert_true(visitor_connect(&visitor, port_of(house)));
	assert_true(visitor_send(&visitor, "POST /a HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\n"));
	for (int i = 0; i < 5; i++) {
		assert_true(visitor_send(&visitor, "3e8\r\n") && visitor_send_bytes(&visitor, chunk, 1000) &&
		            visitor_send(&visitor, "\r\n"));
	}
	assert_true(visitor_send(&visitor, "0\r\n\r\n"));
	reply = visitor_hear(&visitor, false);
	assert_int_equal(reply.status, 413);
	reply_free(&reply);
	visitor_leave(&visitor);
	close_house(house);
}

/* Announced larger than anybody could mean: refused before a byte of it comes. */
static void absurd_bodies_are_not_waited_for(void **state)
{
	struct house *house = open_house((struct server_settings){ 0 });
	int port = port_of(house);

	(void)state;
	assert_reply(port, "POST /big HTTP/1.1\r\nHost: here\r\nContent-Length: 99999999999\r\n\r\n", 413, "refused");
	assert_reply(port, "POST /a HTTP/1.1\r\nHost: here\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n",
	             400, NULL);
	assert_reply(port, "POST /a HTTP/1.1\r\nHost: here\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\n", 400,
	             NULL);
	assert_reply(port, "POST /a HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: gzip\r\n\r\n", 400, NULL);
	assert_reply(port, "POST /a HTTP/1.1\r\nHost: here\r\nContent-Length: -1\r\n\r\n", 400, NULL);
	assert_reply(port, "GET /a HTTP/1.1\r\n\r\n", 400, NULL);
	close_house(house);
}

/* Each program on the way might take another of the two for the true one. */
static void a_host_is_named_once(void **state)
{
	struct house *house = open_house((struct server_settings){ 0 });

	(void)state;
	assert_reply(port_of(house), "GET /a HTTP/1.1\r\nHost: here\r\nHost: there\r\n\r\n", 400, NULL);
	assert_reply(port_of(house), "GET /a HTTP/1.1\r\nHost: here\r\nhost: here\r\n\r\n", 400, NULL);
	close_house(house);
}

static void endless_headers_are_refused(void **state)
{
	struct house *house = open_house((struct server_settings){ 0 });
	struct visitor visitor;

	(void)state;
	assert_true(visitor_connect(&visitor, port_of(house)));
	(void)visitor_send(&visitor, "GET /a HTTP/1.1\r\nHost: here\r\n");
	for (int i = 0; i < 2000 && visitor_send(&visitor, "X-More: yes, and yes, and yes again\r\n"); i++)
		continue;
	assert_true(visitor_is_cut(&visitor, HTTP_PATIENCE_MS));
	visitor_leave(&visitor);
	assert_reply(port_of(house), "GET /a HTTP/1.1\r\nHost: here\r\n\r\n", 200, NULL);
	close_house(house);
}

/* ------------------------------------------------------------------ the slow */

/* Drips a byte every few milliseconds, so never silent, until the line is cut; false when it never is. */
static bool drips_until_cut(struct visitor *visitor, const char *drop)
{
	for (int i = 0; i < 2000; i++) {
		if (!visitor_send(visitor, drop) || visitor_is_cut(visitor, 5))
			return true;
	}
	return false;
}

static void slow_headers_are_cut(void **state)
{
	struct house *house = open_house((struct server_settings){ .headers_ms = 200 });
	struct visitor silent, first_line, later;
	struct reply reply;

	(void)state;
	assert_true(visitor_connect(&silent, port_of(house)));
	assert_true(visitor_connect(&first_line, port_of(house)) &&
	            visitor_send(&first_line, "GET /a HTTP/1.1\r\nX: "));
	assert_true(drips_until_cut(&first_line, "x"));
	assert_true(visitor_is_cut(&silent, HTTP_PATIENCE_MS));
	/* The second request of a line has the same deadline. */
	assert_true(visitor_connect(&later, port_of(house)) &&
	            visitor_send(&later, "GET /a HTTP/1.1\r\nHost: here\r\n\r\n"));
	reply = visitor_hear(&later, false);
	assert_int_equal(reply.status, 200);
	reply_free(&reply);
	assert_true(visitor_send(&later, "GET /a HTTP/1.1\r\nX: "));
	assert_true(drips_until_cut(&later, "x"));
	assert_int_equal(server_count(house->server).connections_cut, 3);
	visitor_leave(&silent);
	visitor_leave(&first_line);
	visitor_leave(&later);
	close_house(house);
}

static void a_slow_body_is_cut(void **state)
{
	struct house *house = open_house((struct server_settings){ .body_ms = 200 });
	struct visitor visitor;

	(void)state;
	assert_true(visitor_connect(&visitor, port_of(house)));
	assert_true(visitor_send(&visitor, "POST /a HTTP/1.1\r\nHost: here\r\nContent-Length: 4000\r\n\r\n"));
	assert_true(drips_until_cut(&visitor, "x"));
	assert_int_equal(server_count(house->server).connections_cut, 1);
	visitor_leave(&visitor);
	close_house(house);
}

static bool announce(struct visitor *visitor, int port, const char *path, const char *address, size_t len)
{
	char head[256];

	snprintf(head, sizeof head,
	         "POST %s HTTP/1.1\r\nHost: here\r\nX-Forwarded-For: %s\r\nContent-Length: %zu\r\n\r\n", path, address,
	         len);
	return visitor_connect(visitor, port) && visitor_send(visitor, head);
}

static bool send_some(struct visitor *visitor, size_t len)
{
	static const char bytes[4096];

	for (size_t piece; len > 0; len -= piece) {
		piece = len < sizeof bytes ? len : sizeof bytes;
		if (!visitor_send_bytes(visitor, bytes, piece))
			return false;
	}
	return true;
}

/* However much came before, the silence after it is not for long. */
static void a_burst_buys_no_silence(void **state)
{
	struct house *house = open_house((struct server_settings){ .silence_ms = 200 });
	struct visitor ordinary, too_large, big;

	(void)state;
	assert_true(announce(&ordinary, port_of(house), "/a", "", 4000) && send_some(&ordinary, 3900));
	assert_true(announce(&too_large, port_of(house), "/a", "", 9000000) && send_some(&too_large, 1000000));
	assert_true(announce(&big, port_of(house), "/big", "", 1000000) && send_some(&big, 900000));
	assert_true(visitor_is_cut(&ordinary, HTTP_PATIENCE_MS / 2));
	assert_true(visitor_is_cut(&too_large, HTTP_PATIENCE_MS / 2));
	assert_true(visitor_is_cut(&big, HTTP_PATIENCE_MS / 2));
	visitor_leave(&ordinary);
	visitor_leave(&too_large);
	visitor_leave(&big);
	close_house(house);
}

/* However busily it comes, the whole of a body has its time: bytes past the limit buy no more than others. */
static void a_body_has_its_time(void **state)
{
	struct house *house = open_house((struct server_settings){ .body_ms = 200, .big_body_ms = 1000 });
	int64_t began_us = time_monotonic_us();
	struct visitor too_large, big;

	(void)state;
	assert_true(announce(&big, port_of(house), "/big", "", 1000000));
	assert_true(announce(&too_large, port_of(house), "/a", "", 9000000) && send_some(&too_large, 100000));
	assert_true(drips_until_cut(&too_large, "x"));
	assert_true(drips_until_cut(&big, "x"));
	assert_true(time_monotonic_us() - began_us >= 900000);
	assert_int_equal(server_count(house->server).connections_cut, 2);
	visitor_leave(&too_large);
	visitor_leave(&big);
	close_house(house);
}

static void wait_for_big(struct house *house, int64_t count)
{
	struct timespec pause = { 0, 1000000 };

	for (int i = 0; i < HTTP_PATIENCE_MS && server_count(house->server).big_bodies != count; i++)
		nanosleep(&pause, NULL); /* only between looks, never instead of one */
	assert_int_equal(server_count(house->server).big_bodies, count);
}

/* Sends the whole of a body and takes the answer; the status. */
static int bring(struct house *house, const char *path, const char *address, size_t len)
{
	struct visitor visitor;
	struct reply reply;
	int status;

	assert_true(announce(&visitor, port_of(house), path, address, len) && send_some(&visitor, len));
	reply = visitor_hear(&visitor, false);
	status = reply.status;
	reply_free(&reply);
	visitor_leave(&visitor);
	return status;
}

/* Half-sent large bodies: one address has its share of the places, all together have theirs, and forms have nothing to do with it. */
static void large_bodies_leave_room(void **state)
{
	/* Less silence than the test's patience: a visitor whose leaving goes unnoticed for once is cut for that. */
	struct house *house = open_house((struct server_settings){
		.proxy = "127.0.0.1", .big_bodies = 3, .big_per_address = 2, .silence_ms = HTTP_PATIENCE_MS * 8 / 10 });
	struct visitor stuck[3];

	(void)state;
	for (int i = 0; i < 2; i++)
		assert_true(announce(&stuck[i], port_of(house), "/big", "192.0.2.1", 900000) &&
		            send_some(&stuck[i], 600000));
	wait_for_big(house, 2);
	assert_int_equal(bring(house, "/big", "192.0.2.1", 300000), 503);
	assert_int_equal(bring(house, "/big", "192.0.2.2", 300000), 200);
	wait_for_big(house, 2); /* a place is given back a moment after the answer */
	assert_true(announce(&stuck[2], port_of(house), "/big", "192.0.2.2", 900000) && send_some(&stuck[2], 600000));
	wait_for_big(house, 3);
	assert_int_equal(bring(house, "/big", "192.0.2.3", 300000), 503);
	assert_int_equal(bring(house, "/a", "192.0.2.1", 4000), 200);
	for (int i = 0; i < 3; i++)
		visitor_leave(&stuck[i]);
	wait_for_big(house, 0);
	assert_int_equal(bring(house, "/big", "192.0.2.1", 1000000), 200);
	wait_for_big(house, 0);
	assert_int_equal(server_count(house->server).body_bytes, 0);
	close_house(house);
}

/* Half-sent forms: one address has an eighth of the room. */
static void one_address_leaves_room(void **state)
{
	struct house *house =
		open_house((struct server_settings){ .proxy = "127.0.0.1", .bodies = (size_t)8 * 3 * 4096 });
	struct visitor stuck[3];
	struct timespec pause = { 0, 1000000 };

	(void)state;
	for (int i = 0; i < 3; i++)
		assert_true(announce(&stuck[i], port_of(house), "/a", "192.0.2.1", 4000) && send_some(&stuck[i], 3000));
	for (int i = 0; i < HTTP_PATIENCE_MS && server_count(house->server).body_bytes < 3 * 4000; i++)
		nanosleep(&pause, NULL); /* only between looks, never instead of one */
	assert_int_equal(bring(house, "/a", "192.0.2.1", 4000), 503);
	assert_int_equal(bring(house, "/a", "192.0.2.2", 4000), 200);
	for (int i = 0; i < 3; i++)
		visitor_leave(&stuck[i]);
	close_house(house);
}

static void an_idle_line_is_cut(void **state)
{
	struct house *house = open_house((struct server_settings){ .idle_ms = 200 });
	struct visitor visitor;
	struct reply reply;

	(void)state;
	assert_true(visitor_connect(&visitor, port_of(house)));
	assert_true(visitor_send(&visitor, "GET /a HTTP/1.1\r\nHost: here\r\n\r\n"));
	reply = visitor_hear(&visitor, false);
	assert_int_equal(reply.status, 200);
	reply_free(&reply);
	assert_true(drips_until_cut(&visitor, ""));
	visitor_leave(&visitor);
	close_house(house);
}

static void wait_for_cuts(struct house *house, int64_t count)
{
	struct timespec pause = { 0, 1000000 };

	for (int i = 0; i < HTTP_PATIENCE_MS && server_count(house->server).connections_cut < count; i++)
		nanosleep(&pause, NULL); /* only between looks, never instead of one */
	assert_int_equal(server_count(house->server).connections_cut, count);
}

/* Asks for more than the sockets hold, and takes nothing of it. */
static void ask_and_take_nothing(struct visitor *visitor, int port)
{
	assert_true(visitor_connect(visitor, port));
	assert_true(visitor_send(visitor, "GET /large HTTP/1.1\r\nHost: here\r\n\r\n"));
}

static void an_answer_nobody_takes_is_cut(void **state)
{
	struct house *house = open_house((struct server_settings){ .answer_ms = 200, .answer_rate = 1000000000 });
	struct visitor visitor;

	(void)state;
	ask_and_take_nothing(&visitor, port_of(house));
	wait_for_cuts(house, 1);
	visitor_leave(&visitor);
	close_house(house);
}

static void stopping_does_not_wait_for_ever(void **state)
{
	struct house *house = open_house((struct server_settings){ .stop_ms = 200 });
	struct visitor visitor;

	(void)state;
	ask_and_take_nothing(&visitor, port_of(house));
	assert_true(visitor_has_something(&visitor));
	close_house(house);
	visitor_leave(&visitor);
}

/* While a worker has a request no deadline runs. */
static void a_worker_may_take_its_time(void **state)
{
	struct house *house =
		open_house((struct server_settings){ .headers_ms = 50, .body_ms = 50, .answer_ms = 50, .idle_ms = 50 });
	struct visitor visitor;
	struct reply reply;

	(void)state;
	assert_true(visitor_connect(&visitor, port_of(house)));
	assert_true(visitor_send(&visitor, "GET /hold HTTP/1.1\r\nHost: here\r\n\r\n"));
	assert_false(visitor_is_cut(&visitor, 300));
	let_go(house);
	reply = visitor_hear(&visitor, false);
	assert_int_equal(reply.status, 200);
	reply_free(&reply);
	visitor_leave(&visitor);
	close_house(house);
}

/* --------------------------------------------------- leaving and stopping */

static void wait_until_held(struct house *house, size_t count)
{
	struct timespec pause = { 0, 1000000 };

	for (int i = 0; i < HTTP_PATIENCE_MS; i++) {
		size_t held;

		pthread_mutex_lock(&house->lock);
		held = house->held;
		pthread_mutex_unlock(&house->lock);
		if (held >= count)
			return;
		nanosleep(&pause, NULL); /* only between looks, never instead of one */
	}
	fail_msg("only %zu of %zu were held", house->held, count);
}

static void a_visitor_may_leave_early(void **state)
{
	struct house *house = open_house((struct server_settings){ 0 });
	struct visitor visitors[20];

	(void)state;
	for (size_t i = 0; i < 20; i++) {
		assert_true(visitor_connect(&visitors[i], port_of(house)));
		assert_true(visitor_send(&visitors[i], "GET /hold HTTP/1.1\r\nHost: here\r\n\r\n"));
	}
	wait_until_held(house, 20);
	for (size_t i = 0; i < 20; i++)
		visitor_leave(&visitors[i]);
	let_go(house);
	assert_reply(port_of(house), "GET /a HTTP/1.1\r\nHost: here\r\n\r\n", 200, NULL);
	close_house(house);
}

static void *stop(void *cls)
{
	struct house *house = cls;

	server_stop(house->server);
	house->server = NULL;
	return NULL;
}

static void stopping_waits_for_what_is_under_way(void **state)
{
	struct house *house = open_house((struct server_settings){ 0 });
	int port = port_of(house);
	struct visitor visitors[10], late;
	pthread_t stopper;

	(void)state;
	for (size_t i = 0; i < 10; i++) {
		assert_true(visitor_connect(&visitors[i], port));
		assert_true(visitor_send(&visitors[i], "GET /hold HTTP/1.1\r\nHost: here\r\n\r\n"));
	}
	wait_until_held(house, 10);
	assert_int_equal(pthread_create(&stopper, NULL, stop, house), 0);
	while (visitor_connect(&late, port)) /* until nobody listens any longer */
		visitor_leave(&late);
	visitor_leave(&late);
	let_go(house);
	for (size_t i = 0; i < 10; i++) {
		struct reply reply = visitor_hear(&visitors[i], false);

		assert_int_equal(reply.status, 200);
		assert_true(reply_has(&reply, "Connection: close"));
		reply_free(&reply);
		assert_true(visitor_is_cut(&visitors[i], HTTP_PATIENCE_MS));
		visitor_leave(&visitors[i]);
	}
	pthread_join(stopper, NULL);
	close_house(house);
}

/* ------------------------------------------------------------------ listening */

static void a_taken_port_is_explained(void **state)
{
	struct house *house = open_house((struct server_settings){ 0 });
	struct fault fault = { 0 };
	char expected[100];

	(void)state;
	assert_int_equal(listen_at(house->arena, &fault, "127.0.0.1", port_of(house)), -1);
	snprintf(expected, sizeof expected,
	         "Port %d is in use by another program. Stop it, or choose another with --port.", port_of(house));
	assert_string_equal(fault.sentence, expected);
	fault = (struct fault){ 0 };
	assert_int_equal(listen_at(house->arena, &fault, "localhost", 80), -1);
	assert_int_equal(fault.kind, FAULT_BAD_INPUT);
	fault = (struct fault){ 0 };
	assert_int_equal(listen_at(house->arena, &fault, "192.0.2.1", 8080), -1);
	assert_non_null(strstr(fault.sentence, "does not have the address 192.0.2.1"));
	close_house(house);
}

static void one_address_may_be_limited(void **state)
{
	struct house *house = open_house((struct server_settings){ .per_address = 2 });
	struct visitor one, two, three;

	(void)state;
	assert_true(visitor_connect(&one, port_of(house)) && visitor_connect(&two, port_of(house)));
	assert_true(visitor_send(&one, "GET /hold HTTP/1.1\r\nHost: here\r\n\r\n"));
	assert_true(visitor_send(&two, "GET /hold HTTP/1.1\r\nHost: here\r\n\r\n"));
	wait_until_held(house, 2);
	assert_true(visitor_connect(&three, port_of(house)));
	assert_true(visitor_is_cut(&three, HTTP_PATIENCE_MS));
	visitor_leave(&one);
	visitor_leave(&two);
	visitor_leave(&three);
	close_house(house);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(requests_are_answered),
		cmocka_unit_test(a_head_has_no_body),
		cmocka_unit_test(pipelined_requests_keep_their_order),
		cmocka_unit_test(only_the_proxy_is_believed),
		cmocka_unit_test(an_address_is_shown_as_browsers_take_it),
		cmocka_unit_test(large_bodies_are_refused),
		cmocka_unit_test(chunks_are_counted),
		cmocka_unit_test(absurd_bodies_are_not_waited_for),
		cmocka_unit_test(a_host_is_named_once),
		cmocka_unit_test(endless_headers_are_refused),
		cmocka_unit_test(slow_headers_are_cut),
		cmocka_unit_test(a_slow_body_is_cut),
		cmocka_unit_test(a_burst_buys_no_silence),
		cmocka_unit_test(a_body_has_its_time),
		cmocka_unit_test(large_bodies_leave_room),
		cmocka_unit_test(one_address_leaves_room),
		cmocka_unit_test(an_idle_line_is_cut),
		cmocka_unit_test(an_answer_nobody_takes_is_cut),
		cmocka_unit_test(stopping_does_not_wait_for_ever),
		cmocka_unit_test(a_worker_may_take_its_time),
		cmocka_unit_test(a_visitor_may_leave_early),
		cmocka_unit_test(stopping_waits_for_what_is_under_way),
		cmocka_unit_test(a_taken_port_is_explained),
		cmocka_unit_test(one_address_may_be_limited),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
