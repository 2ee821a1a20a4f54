#include "support/http.h"

#include <arpa/inet.h>
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/time.h"

bool visitor_connect(struct visitor *visitor, int port)
{
	struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons((in_port_t)port) };

	*visitor = (struct visitor){ .socket = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0) };
	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	return visitor->socket >= 0 &&
	       connect(visitor->socket, (const struct sockaddr *)(const void *)&address, sizeof address) == 0;
}

void visitor_leave(struct visitor *visitor)
{
	close(visitor->socket);
	free(visitor->at);
	*visitor = (struct visitor){ .socket = -1 };
}

bool visitor_send_bytes(struct visitor *visitor, const char *at, size_t len)
{
	while (len > 0) {
		ssize_t sent = send(visitor->socket, at, len, MSG_NOSIGNAL);

		if (sent < 0 && errno == EINTR)
			continue;
		if (sent <= 0)
			return false;
		at += sent;
		len -= (size_t)sent;
	}
	return true;
}

bool visitor_send(struct visitor *visitor, const char *text)
{
	return visitor_send_bytes(visitor, text, strlen(text));
}

/* Reads something more; false at the end, on a broken line and past the deadline. */
static bool read_more(struct visitor *visitor, int64_t deadline_us)
{
	int64_t left_ms = (deadline_us - time_monotonic_us()) / 1000;
	struct pollfd ready = { .fd = visitor->socket, .events = POLLIN };
	ssize_t got;

	if (left_ms <= 0 || poll(&ready, 1, (int)left_ms) <= 0)
		return false;
	if (visitor->len + 65536 > visitor->cap) {
		visitor->cap = (visitor->len + 65536) * 2;
		visitor->at = realloc(visitor->at, visitor->cap);
		if (visitor->at == NULL)
			abort();
	}
	got = recv(visitor->socket, visitor->at + visitor->len, visitor->cap - visitor->len - 1, 0);
	if (got < 0 && errno == EINTR)
		return true;
	if (got <= 0) {
		visitor->is_closed = true;
		return false;
	}
	visitor->len += (size_t)got;
	return true;
}

static char *take(struct visitor *visitor, size_t len)
{
	char *taken = calloc(1, len + 1);

	if (taken == NULL)
		abort();
	if (len > 0)
		memcpy(taken, visitor->at, len);
	memmove(visitor->at, visitor->at + len, visitor->len - len);
	visitor->len -= len;
	return taken;
}

struct reply visitor_hear(struct visitor *visitor, bool to_head)
{
	int64_t deadline_us = time_monotonic_us() + HTTP_PATIENCE_MS * 1000;
	struct reply reply = { 0 };
	const char *end, *length;

	while (visitor->len == 0 || (end = memmem(visitor->at, visitor->len, "\r\n\r\n", 4)) == NULL) {
		if (!read_more(visitor, deadline_us))
			return reply;
	}
	reply.head = take(visitor, (size_t)(end - visitor->at) + 4);
	reply.status = atoi(reply.head + strlen("HTTP/1.1 "));
	length = strcasestr(reply.head, "\r\nContent-Length: ");
	reply.body_len = length == NULL || to_head || reply.status == 304 ? 0 : strtoul(length + 18, NULL, 10);
	while (visitor->len < reply.body_len) {
		if (!read_more(visitor, deadline_us)) {
			reply.status = 0;
			reply.body_len = visitor->len;
		}
	}
	reply.body = take(visitor, reply.body_len);
	return reply;
}

void reply_free(struct reply *reply)
{
	free(reply->head);
	free(reply->body);
	*reply = (struct reply){ 0 };
}

bool reply_has(const struct reply *reply, const char *line)
{
	size_t len = strlen(line);

	for (const char *at = reply->head; at != NULL; at = strstr(at, "\r\n")) {
		at += *at == '\r' ? 2 : 0;
		if (strncasecmp(at, line, len) == 0)
			return true;
	}
	return false;
}

bool visitor_is_cut(struct visitor *visitor, int within_ms)
{
	int64_t deadline_us = time_monotonic_us() + (int64_t)within_ms * 1000;

	while (read_more(visitor, deadline_us))
		visitor->len = 0;
	return visitor->is_closed;
}

bool visitor_has_something(const struct visitor *visitor)
{
	struct pollfd ready = { .fd = visitor->socket, .events = POLLIN };

	return poll(&ready, 1, HTTP_PATIENCE_MS) > 0;
}

struct reply ask(int port, const char *request)
{
	struct visitor visitor;
	struct reply reply = { 0 };

	if (!visitor_connect(&visitor, port))
		return reply;
	if (visitor_send(&visitor, request))
		reply = visitor_hear(&visitor, strncmp(request, "HEAD ", 5) == 0);
	visitor_leave(&visitor);
	return reply;
}
