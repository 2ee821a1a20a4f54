/*
 * The server's parts, private to its files. Only files named server*.c see microhttpd.h.
 *
 *     server.c            starting and stopping
 *     server_calls.c      what libmicrohttpd calls, from the first bytes of a connection to its end
 *     server_reading.c    the head of a request, and how long its body may take
 *     server_answer.c     the answer, as libmicrohttpd wants it
 */
#ifndef CAIRN_WEB_SERVER_PARTS_H
#define CAIRN_WEB_SERVER_PARTS_H

#include <microhttpd.h>

#include "web/line.h"
#include "web/wire.h"

#define CONNECTION_BYTES ((size_t)8 * 1024) /* what a connection has for the head of a request and that of its answer */

struct server {
	struct server_settings settings;
	struct MHD_Daemon *daemon;
	struct lines *lines;
	struct wire_stock stock;
	pthread_mutex_t lock;
	pthread_cond_t quiet; /* nothing under way any longer */
	_Atomic int64_t under_way;
	_Atomic int64_t exchanges, refused;
	atomic_bool is_stopping;
	int port;
};

/* server_calls.c: null when threads or files cannot be had. */
struct MHD_Daemon *server_daemon(struct server *server, int socket);

/* server_reading.c: true when the body that was announced may come. */
bool server_read_heads(struct wire *wire, const char *method);
void server_wait_for_body(struct wire *wire);

/* server_answer.c */
enum MHD_Result server_send_answer(struct wire *wire);
/* No worker will have this one: the answer is made here and now, and the connection ends with it. */
enum MHD_Result server_refuse(struct wire *wire);

#endif
