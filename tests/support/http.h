/*
 * A visitor for tests: writes bytes to a socket on this machine and reads answers, with a deadline on everything, so that a server that
 * never answers fails the test and does not hang it.
 */
#ifndef CAIRN_TESTS_HTTP_H
#define CAIRN_TESTS_HTTP_H

#include <stdbool.h>
#include <stddef.h>

#define HTTP_PATIENCE_MS 10000

struct visitor {
	int socket;
	char *at; /* what has been read and not yet taken */
	size_t len, cap;
	bool is_closed; /* the other side has */
};

struct reply {
	int status; /* 0: there was none */
	char *head; /* status line and headers, ended by a NUL */
	char *body;
	size_t body_len;
};

bool visitor_connect(struct visitor *visitor, int port);
void visitor_leave(struct visitor *visitor);

/* False when the other side no longer takes anything. */
bool visitor_send(struct visitor *visitor, const char *text);
bool visitor_send_bytes(struct visitor *visitor, const char *at, size_t len);

/* The next answer; `to_head`: it answers a HEAD, so no body follows. Free it with reply_free. */
struct reply visitor_hear(struct visitor *visitor, bool to_head);
void reply_free(struct reply *reply);
/* Whether a header line stands in the answer, whatever the case of its name: "Allow: GET". */
bool reply_has(const struct reply *reply, const char *line);

/* True when the other side closes within so long; what it still sends is dropped. */
bool visitor_is_cut(struct visitor *visitor, int within_ms);

/* Waits until something has come, without taking it; false past the deadline. */
bool visitor_has_something(const struct visitor *visitor);

/* One request on a connection of its own. */
struct reply ask(int port, const char *request);

#endif
