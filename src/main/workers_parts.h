/*
 * The workers' parts, private to the files named workers*.c.
 *
 *     workers.c           the threads: starting and stopping
 *     workers_queue.c     what waits for them
 *     workers_errand.c    one request on its way: from the server, through the changes, back
 */
#ifndef CAIRN_MAIN_WORKERS_PARTS_H
#define CAIRN_MAIN_WORKERS_PARTS_H

#include <pthread.h>

#include "main/dispatch.h"
#include "main/workers.h"
#include "web/share.h"

/* One request on its way through here; it lives in the arena of its exchange. */
struct errand {
	struct exchange *exchange;
	struct life life;
	struct errand *next;
	bool has_slow_share;
	size_t place; /* of its address in those shares */
};

struct queue {
	struct errand *first, *last;
	int64_t len;
};

/* Threads that serve the same queues. */
struct pool {
	struct workers *workers;
	pthread_cond_t more;
	struct queue fresh;   /* requests */
	struct queue settled; /* whose change is certain */
	int64_t busy, idle;
	bool is_waking; /* an idle one has been called and is not here yet */
};

struct worker {
	struct pool *pool;
	struct arena *arena; /* of the connection */
	struct connection *db;
	pthread_t thread;
};

struct workers {
	struct program *program;
	pthread_mutex_t lock;
	struct pool ordinary, slow;
	struct shares slow_shares; /* by address */
	bool is_stopping;
	int count;
	struct worker worker[];
};

/* workers_queue.c; all of it under the lock. */
void queue_put(struct queue *queue, struct errand *errand);
struct errand *queue_take(struct queue *queue); /* the first, or null */
void pool_call_one(struct pool *pool);          /* when there is something to do */
bool pool_has_more(const struct pool *pool);
/* Until there is something to do. False at the end. */
bool pool_wait(struct pool *pool);

/* workers_errand.c: on a worker, with its connection. */
void errand_begin(struct errand *errand, struct connection *db);
void errand_settle(struct errand *errand, struct connection *db);

#endif
