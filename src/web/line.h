/*
 * Lines: one for each connection, with the moment at which it is to be cut.
 *
 * libmicrohttpd only knows a timeout for silence, and a visitor who drips a byte a second is never silent. So each line
 * carries one deadline, moved on by whoever serves it when headers, body or answer begin, and a sweeper thread shuts down the socket
 * of every line that is past its own. The server then finds the connection closed and ends it in its ordinary way.
 */
#ifndef CAIRN_WEB_LINE_H
#define CAIRN_WEB_LINE_H

#include <netinet/in.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/socket.h>

#include "base/fault.h"

struct line {
	struct line *next, *previous;
	int socket;
	bool has_served;                /* a request has been answered on it */
	_Atomic int64_t deadline_us;    /* LINE_NEVER while a worker has the request */
	char address[INET6_ADDRSTRLEN]; /* the peer's, as text */
};

#define LINE_NEVER INT64_MAX

struct lines;

/* Starts the sweeper, which looks every `tick_ms`. Null when a thread cannot be had. */
struct lines *lines_start(int64_t tick_ms);
/* Ends the sweeper; the lines must all be gone. */
void lines_end(struct lines *lines);

/* Null when the machine has no memory left. */
struct line *line_add(struct lines *lines, int socket, const struct sockaddr *peer);
/* Must come before the socket is closed: its number may then be another's. */
void line_remove(struct lines *lines, struct line *line);

void line_set_deadline(struct line *line, int64_t from_now_ms);
/* The same, but never later than that moment. */
void line_set_deadline_within(struct line *line, int64_t from_now_ms, int64_t latest_us);
void line_no_deadline(struct line *line);

/* From now on nobody gets longer than this. */
void lines_hurry(struct lines *lines, int64_t most_ms);

struct line_counts {
	int64_t open, opened, cut;
};
struct line_counts lines_count(struct lines *lines);

/* The address of a peer as text; IPv4 written in IPv6 becomes IPv4. */
void address_text(const struct sockaddr *peer, char text[INET6_ADDRSTRLEN]);

#endif
