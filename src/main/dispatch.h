/*
 * The life of a request, apart from threads: which route, who asks, whether they may, and then a page or a change.
 *
 *     life_find       on a connection thread: the route and the size a body may have
 *     life_begin      on a worker, with a connection for reading: the answer, or a change that is ready to be queued
 *     life_settle     on a worker, when the outcome of the change is certain: the answer
 *     life_end        the line in the log
 */
#ifndef CAIRN_MAIN_DISPATCH_H
#define CAIRN_MAIN_DISPATCH_H

#include "main/program.h"
#include "store/session.h"

struct life {
	struct program *program;
	struct work *work;
	struct request *request;
	struct session_who who;
	bool is_known; /* `who` and the work were filled in by the door: no session is looked for */
	int64_t began_us;
	struct change change;
};

/* What a request may bring along, in bytes. `strange`: a method we do not take, whatever the path. */
size_t life_find(struct life *life, bool strange);
/* True when a change is ready. False: there is an answer, which may be a fault's. */
bool life_begin(struct life *life);
void life_settle(struct life *life);
void life_end(struct life *life);
/* The answer to the fault in the work, without asking anything of the database. */
void life_refuse(struct life *life);

/* Begins the life of a request at the synchronous door: `cairn get`, tests. */
void dispatch_start(struct work *w, struct request *rq, struct program *program);
/* From its route to its answer, on the work's own connection, which must be one for changes. `who`: null to look at the cookie. */
bool dispatch_now(struct work *w, struct request *rq, const struct session_who *who);

#endif
