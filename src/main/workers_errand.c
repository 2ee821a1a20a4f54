#include "main/workers_parts.h"

#define SLOW_WAITING 64
#define MOST_WAITING 10000

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
	queue_put(&workers->ordinary.settled, errand);
	pool_call_one(&workers->ordinary);
	pthread_mutex_unlock(&workers->lock);
}

void errand_begin(struct errand *errand, struct connection *db)
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

void errand_settle(struct errand *errand, struct connection *db)
{
	errand->life.work->db = db;
	life_settle(&errand->life);
	errand->life.work->db = NULL;
	finish(errand);
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
		queue_put(&pool->fresh, errand);
		pool_call_one(pool);
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
