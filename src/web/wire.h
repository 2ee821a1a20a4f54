/*
 * The server's own side of an exchange: its arena, its body as it arrives, its place among the exchanges under way.
 *
 * Bodies grow by realloc, not in the arena: an arena could not give back the smaller copies of a large upload. Ordinary bodies share a number of
 * bytes; one that grows past BODY_ORDINARY gives back its part of them and takes one of a few places instead. So however many large bodies
 * are half sent, there is room for forms.
 */
#ifndef CAIRN_WEB_WIRE_H
#define CAIRN_WEB_WIRE_H

#include <pthread.h>
#include <stdatomic.h>

#include "web/line.h"
#include "web/server.h"
#include "web/share.h"

struct MHD_Connection;
struct MHD_Response;

enum wire_state {
	WIRE_HEADERS, /* the first line is in */
	WIRE_BODY,    /* the headers are in */
	WIRE_WORK,    /* suspended: a worker has it */
	WIRE_ANSWER,  /* the answer is ready */
};

struct wire {
	struct exchange exchange;
	struct line *line;
	struct server *server;
	struct MHD_Connection *connection;
	struct MHD_Response *response;
	_Atomic int state;
	bool is_counted; /* among those under way, which stopping waits for */
	unsigned char *body;
	size_t body_len, body_cap, body_seen;
	size_t body_limit;      /* may come; what comes past it is not kept */
	size_t body_most;       /* will come, as announced; the limit when that is less or nothing was said */
	size_t body_share;      /* bytes taken of those of ordinary bodies */
	bool is_big;            /* has one of the places for larger ones */
	int64_t body_latest_us; /* the deadline for the last of it */
	char target[];          /* as sent */
};

/* Arenas and the room for bodies, shared by the server's threads. */
struct wire_stock {
	pthread_mutex_t lock;
	struct arena *arenas[256];
	size_t arenas_len;
	struct shares ordinary; /* bytes */
	struct shares big;      /* places */
};

void stock_start(struct wire_stock *stock, const struct server_settings *settings);
void stock_end(struct wire_stock *stock);

/* Null when the machine has no memory left, which cuts this one visitor off. */
struct wire *wire_new(const char *target);
void wire_lend_arena(struct wire_stock *stock, struct wire *wire);
void wire_free(struct wire_stock *stock, struct wire *wire);

/* Keeps some bytes of the body, or notes in the exchange's fault why they are not kept. False when the visitor is not worth
 * listening to any longer. */
bool wire_keep(struct wire_stock *stock, struct wire *wire, const char *at, size_t len);

#endif
