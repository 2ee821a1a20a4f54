/*
 * A piece of work: one request, one command, one job.
 *
 * It carries what everything below needs: memory that ends with it, the database connection lent to it, whose partnership
 * it is in, who acts, what time it is (set once, so that one piece of work has one time) and the first thing that went wrong.
 *
 * It belongs to one thread at a time. It may move: a request is read on a worker, changed on a writer, answered on a worker;
 * `db` is then set anew by whoever runs it.
 */
#ifndef CAIRN_BASE_WORK_H
#define CAIRN_BASE_WORK_H

#include <stdint.h>

#include "base/arena.h"
#include "base/fault.h"
#include "base/may.h"
#include "base/time.h"

struct connection; /* db/db.h */

struct work {
	struct arena *arena;
	struct connection *db;
	struct fault fault;
	struct moment now;
	const char *request; /* id in the log */
	int64_t partnership; /* 0: none */
	int64_t account;     /* 0: nobody signed in */
	const char *person;  /* the name of who acts, for the record of events; null: nobody or a participant */
	const char *role;    /* one of the six words, or null */
};

/* Sets the fault; always false. */
#define fault(work, kind, ...) fault_set((work)->arena, &(work)->fault, (kind), __VA_ARGS__)

#endif
