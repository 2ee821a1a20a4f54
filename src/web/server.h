/*
 * Speaking HTTP. Only server*.c know libmicrohttpd (see web/server_parts.h).
 *
 * Its threads only read and write bytes. When a request's headers are in, `admit` says how large its body may be; when the body is in, the
 * connection is suspended and the exchange handed to `take`, which must not wait. Whoever works on it fills in request.answer and calls
 * exchange_answer, from any thread; the exchange and its arena then belong to the server again.
 *
 * Lifetimes: an exchange lives from the first line of its request until its answer has been sent or the visitor has gone, never while a worker
 * has it. Connections are cut at deadlines of our own (web/line.h).
 */
#ifndef CAIRN_WEB_SERVER_H
#define CAIRN_WEB_SERVER_H

#include "web/request.h"

/* A body up to this is an ordinary one; a larger one has a longer time and has to find one of few places. */
#define BODY_ORDINARY ((size_t)256 * 1024)

struct server;

struct exchange {
	struct work work; /* with an arena of its own; db is lent by whoever runs it */
	struct request request;
	const char *
		method; /* as sent; when it is neither GET, HEAD nor POST, request.method is GET and is_strange is set */
	bool is_strange;
	int64_t began_us;  /* time_monotonic_us when the first line was in */
	void *owner;       /* whatever admit and take keep with it, in its arena */
	struct wire *wire; /* the server's own */
};

struct server_settings {
	const char *address; /* a literal IPv4 or IPv6 address */
	int port;            /* 0: any that is free */
	int threads;         /* that read and write bytes; 0: one a core */
	int connections;     /* at most; 0: 20,000, or what the machine allows */
	int per_address;     /* connections from one address; 0: no limit */
	const char *proxy;   /* its X-Forwarded-For and -Proto are believed; null: nobody's */
	int64_t headers_ms;  /* from connecting until the headers are in; 0: 10 s, and so on below */
	int64_t body_ms;     /* for the whole of an ordinary body: 60 s */
	int64_t big_body_ms; /* for the whole of a body that may be larger; at least as long: 5 minutes */
	int64_t silence_ms;  /* between two pieces of a body, within that: 20 s */
	int64_t answer_ms;   /* for the answer to be taken, and as long again as it takes at answer_rate: 60 s */
	int64_t answer_rate; /* bytes a second that even the slowest visitor must take; 0: 4,000 */
	int64_t idle_ms;     /* between requests: 60 s */
	int64_t stop_ms;     /* when the server stops nobody gets longer than this: 5 s */
	size_t bodies;       /* bytes of all ordinary bodies in memory together, an eighth for one address; 0: 256 MB */
	int big_bodies;      /* larger ones in memory together; 0: 16 */
	int big_per_address; /* of them for one address; 0: 4 */

	void *owner;
	size_t (*admit)(void *owner, struct exchange *exchange);
	void (*take)(void *owner, struct exchange *exchange);
	/* Fills in the answer at once, for work.fault: there will be no worker for this one. */
	void (*refuse)(void *owner, struct exchange *exchange);
};

struct server *server_start(struct arena *arena, struct fault *fault, const struct server_settings *settings);
int server_port(const struct server *server);

/* No new visitors; waits for the exchanges under way, then ends every connection. */
void server_stop(struct server *server);

void exchange_answer(struct exchange *exchange);

struct server_counts {
	int64_t connections, connections_opened, connections_cut, exchanges, refused;
	int64_t body_bytes, big_bodies; /* in memory now: of ordinary bodies together; how many larger ones */
};
struct server_counts server_count(struct server *server);

#endif
