#include <stdlib.h>
#include <unistd.h>

#include "main/workers_parts.h"

#define SLOW_WORKERS 2
#define SLOW_EACH    24 /* waiting or at work for one address, where a whole office may sit: never all places */
#define MOST_WORKERS 256

static void *work_until_the_end(void *cls)
{
	struct worker *worker = cls;
	struct pool *pool = worker->pool;
	struct workers *workers = pool->workers;

	pthread_mutex_lock(&workers->lock);
	while (pool_wait(pool)) {
		struct errand *settled = queue_take(&pool->settled);
		struct errand *fresh = settled == NULL ? queue_take(&pool->fresh) : NULL;

		if (pool_has_more(pool))
			pool_call_one(pool);
		pool->busy++;
		pthread_mutex_unlock(&workers->lock);
		if (settled != NULL)
			errand_settle(settled, worker->db);
		else
			errand_begin(fresh, worker->db);
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
