#include "main/workers.h"

#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/log.h"
#include "main/dispatch.h"
#include "web/share.h"

#define SLOW_WORKERS 2
#define SLOW_WAITING 64
#define SLOW_EACH    24 /* waiting or at work for one address, where a whole office may sit: never all places */
#define MOST_WAITING 10000
#define MOST_WORKERS 256

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

static void put(struct queue *queue, struct errand *errand)
{
	errand->next = NULL;
	if (queue->last == NULL)
		queue->first = errand;
	else
		queue->last->next = errand;
	queue->last = errand;
	queue->len++;
}

static struct errand *take_first(struct queue *queue)
{
	struct errand *errand = queue->first;

	if (errand == NULL)
		return NULL;
	queue->first = errand->next;
	if (queue->first == NULL)
		queue->last = NULL;
	queue->len--;
	return errand;
}

/*
 * Under the lock, when there is something to do: one idle worker is called, and calls the next if there is still more when it comes. Calling one
 * for each errand would wake many that find nothing left, for what is short is often done before they come.
 */
static void call_one(struct pool *pool)
{
	if (pool->idle == 0 || pool->is_waking)
		return;
	pool->is_waking = true;
	pthread_cond_signal(&pool->more);
}

/* ------------------------------------------------------------ one errand */

/* What is slow has been done, and somebody else of the same address may come. */
static void give_slow_share_back(struct errand *errand)
{
	if (errand->has_slow_share)
		share_give(&errand->life.program->workers->slow_shares, errand->place, 1);
	errand->has_slow_share = false;
}

static void finish(struct errand *errand)
{
	const struct life *life = &errand->life;

	give_slow_share_back(errand);
	if (life->who.touch) /* in the queue of changes; nobody waits for it */
		session_touch(life->program->database, &life->who, life->work->now);
	life_end(&errand->life);
	exchange_answer(errand->exchange); /* the errand is gone with it */
}

/* On a writer thread: a worker makes the answer. */
static void on_settled(struct change *change)
{
	struct errand *errand = change->owner;
	struct workers *workers = errand->life.program->workers;

	pthread_mutex_lock(&workers->lock);
	put(&workers->ordinary.settled, errand);
	call_one(&workers->ordinary);
	pthread_mutex_unlock(&workers->lock);
}

static void begin(struct errand *errand, struct connection *db)
{
	struct life *life = &errand->life;

	life->work->db = db;
	if (!life_begin(life)) {
		life->work->db = NULL;
		finish(errand);
		return;
	}
	life->work->db = NULL;
	give_slow_share_back(errand);
	life->change.done = on_settled;
	life->change.owner = errand;
	if (database_submit(life->program->database, &life->change))
		return;
	fault(life->work, FAULT_UNAVAILABLE,
	      "Too many changes are waiting just now. Nothing was changed. Please try again soon.");
	life_refuse(life);
	finish(errand);
}

static void settle(struct errand *errand, struct connection *db)
{
	errand->life.work->db = db;
	life_settle(&errand->life);
	errand->life.work->db = NULL;
	finish(errand);
}

/* ------------------------------------------------------------ the threads */

static bool has_more(const struct pool *pool)
{
	return pool->settled.first != NULL || pool->fresh.first != NULL;
}

/* Under the lock: until there is something to do. False at the end. */
static bool wait_for_more(struct pool *pool)
{
	while (!has_more(pool)) {
		if (pool->workers->is_stopping)
			return false;
		pool->idle++;
		pthread_cond_wait(&pool->more, &pool->workers->lock);
		pool->idle--;
		pool->is_waking = false;
	}
	return true;
}

static void *work_until_the_end(void *cls)
{
	struct worker *worker = cls;
	struct pool *pool = worker->pool;
	struct workers *workers = pool->workers;

	pthread_mutex_lock(&workers->lock);
	while (wait_for_more(pool)) {
		struct errand *settled = take_first(&pool->settled);
		struct errand *fresh = settled == NULL ? take_first(&pool->fresh) : NULL;

		if (has_more(pool))
			call_one(pool);
		pool->busy++;
		pthread_mutex_unlock(&workers->lock);
		if (settled != NULL)
			settle(settled, worker->db);
		else
			begin(fresh, worker->db);
		pthread_mutex_lock(&workers->lock);
		pool->busy--;
	}
	pthread_mutex_unlock(&workers->lock);
	return NULL;
}

static bool start_worker(struct workers *workers, struct fault *fault, struct arena *arena, struct pool *pool)
{
	struct worker *worker = &workers->worker[workers->count];

	worker->pool = pool;
	worker->arena = arena_new();
	worker->db = connection_open(workers->program->database, worker->arena, fault, CONNECTION_READS);
	if (worker->db == NULL) {
		fault->sentence = text_copy(arena, fault->sentence);
		arena_free(worker->arena);
		return false;
	}
	if (pthread_create(&worker->thread, NULL, work_until_the_end, worker) != 0) {
		connection_close(worker->db);
		arena_free(worker->arena);
		return fault_set(arena, fault, FAULT_UNAVAILABLE,
		                 "The machine allows no more threads. Ask for fewer with --workers.");
	}
	workers->count++;
	return true;
}

struct workers *workers_start(struct arena *arena, struct fault *fault, struct program *program, int count)
{
	int ordinary = count > 0 ? count : (int)sysconf(_SC_NPROCESSORS_ONLN) + 2;
	int all = (ordinary > MOST_WORKERS ? MOST_WORKERS : ordinary) + SLOW_WORKERS;
	struct workers *workers =
		calloc(1, sizeof *workers + (size_t)all * sizeof workers->worker[0]); /* as long as its threads */

	if (workers == NULL) {
		fault_set(arena, fault, FAULT_UNAVAILABLE, "The machine has too little memory left to start.");
		return NULL;
	}
	workers->program = program;
	shares_start(&workers->slow_shares, SIZE_MAX, SLOW_EACH); /* for all together the queue has its own length */
	program->workers = workers;
	workers->ordinary.workers = workers->slow.workers = workers;
	pthread_mutex_init(&workers->lock, NULL);
	pthread_cond_init(&workers->ordinary.more, NULL);
	pthread_cond_init(&workers->slow.more, NULL);
	while (workers->count < all) {
		struct pool *pool = workers->count < SLOW_WORKERS ? &workers->slow : &workers->ordinary;

		if (!start_worker(workers, fault, arena, pool)) {
			workers_stop(workers);
			return NULL;
		}
	}
	return workers;
}

void workers_stop(struct workers *workers)
{
	pthread_mutex_lock(&workers->lock);
	workers->is_stopping = true;
	pthread_cond_broadcast(&workers->ordinary.more);
	pthread_cond_broadcast(&workers->slow.more);
	pthread_mutex_unlock(&workers->lock);
	for (int i = 0; i < workers->count; i++) {
		pthread_join(workers->worker[i].thread, NULL);
		connection_close(workers->worker[i].db);
		arena_free(workers->worker[i].arena);
	}
	workers->program->workers = NULL;
	pthread_cond_destroy(&workers->ordinary.more);
	pthread_cond_destroy(&workers->slow.more);
	pthread_mutex_destroy(&workers->lock);
	free(workers);
}

struct worker_counts workers_count(struct workers *workers)
{
	struct worker_counts counts;

	pthread_mutex_lock(&workers->lock);
	counts = (struct worker_counts){ workers->ordinary.fresh.len + workers->ordinary.settled.len,
		                         workers->slow.fresh.len, workers->ordinary.busy + workers->slow.busy };
	pthread_mutex_unlock(&workers->lock);
	return counts;
}

/* ------------------------------------------------- what the server calls */

size_t workers_admit(void *owner, struct exchange *exchange)
{
	struct errand *errand = NEW(exchange->work.arena, struct errand);

	exchange->owner = errand;
	errand->exchange = exchange;
	errand->life = (struct life){
		.program = owner, .work = &exchange->work, .request = &exchange->request, .began_us = exchange->began_us
	};
	return life_find(&errand->life, exchange->is_strange);
}

/* False when enough of that address are there already. */
static bool take_slow_share(struct workers *workers, struct errand *errand)
{
	errand->place = share_place(&workers->slow_shares, errand->life.request->address);
	errand->has_slow_share = share_take(&workers->slow_shares, errand->place, 1);
	return errand->has_slow_share;
}

/* False when too many wait already. */
static bool put_fresh(struct workers *workers, struct errand *errand, struct pool *pool)
{
	const int64_t most = pool == &workers->slow ? SLOW_WAITING : MOST_WAITING;
	bool has_room;

	pthread_mutex_lock(&workers->lock);
	has_room = pool->fresh.len < most;
	if (has_room) {
		put(&pool->fresh, errand);
		call_one(pool);
	}
	pthread_mutex_unlock(&workers->lock);
	return has_room;
}

void workers_take(void *owner, struct exchange *exchange)
{
	struct workers *workers = ((struct program *)owner)->workers;
	struct errand *errand = exchange->owner;
	const struct route *route = exchange->request.route;
	bool is_slow = route != NULL && (route->effect & SLOW) != 0;

	if (is_slow && !take_slow_share(workers, errand))
		fault(&exchange->work, FAULT_UNAVAILABLE,
		      "Others at your network address are doing this just now. Please try again in a moment.");
	else if (put_fresh(workers, errand, is_slow ? &workers->slow : &workers->ordinary))
		return;
	else
		fault(&exchange->work, FAULT_UNAVAILABLE,
		      "Too many people are doing this at once just now. Please try again in a moment.");
	life_refuse(&errand->life);
	finish(errand);
}

void workers_refuse(void *owner, struct exchange *exchange)
{
	struct errand *errand;

	if (exchange->owner == NULL) /* it was refused before it had a route */
		(void)workers_admit(owner, exchange);
	errand = exchange->owner;
	life_refuse(&errand->life);
	life_end(&errand->life);
}
