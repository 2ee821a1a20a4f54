#include "main/workers_parts.h"

void queue_put(struct queue *queue, struct errand *errand)
{
	errand->next = NULL;
	if (queue->last == NULL)
		queue->first = errand;
	else
		queue->last->next = errand;
	queue->last = errand;
	queue->len++;
}

struct errand *queue_take(struct queue *queue)
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
 * One idle worker is called, and calls the next if there is still more when it comes. Calling one for each errand would wake many that find
 * nothing left, for what is short is often done before they come.
 */
void pool_call_one(struct pool *pool)
{
	if (pool->idle == 0 || pool->is_waking)
		return;
	pool->is_waking = true;
	pthread_cond_signal(&pool->more);
}

bool pool_has_more(const struct pool *pool)
{
	return pool->settled.first != NULL || pool->fresh.first != NULL;
}

bool pool_wait(struct pool *pool)
{
	while (!pool_has_more(pool)) {
		if (pool->workers->is_stopping)
			return false;
		pool->idle++;
		pthread_cond_wait(&pool->more, &pool->workers->lock);
		pool->idle--;
		pool->is_waking = false;
	}
	return true;
}
