#include "main/job_beat.h"

#include <pthread.h>
#include <stdatomic.h>
#include <time.h>

#define LOOK_SECONDS 1

struct job_beat {
	const struct job *job;
	struct connection *db;
	struct arena *own; /* of the connection */
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t end;
	bool is_ending; /* under the lock */
	atomic_bool is_unwanted;
	_Atomic int64_t done_percent;
};

struct seen {
	const struct job *job;
	int64_t done_percent;
};

static enum outcome write_seen(struct work *w, void *plan)
{
	const struct seen *seen = plan;

	return job_seen(w, seen->job, seen->done_percent) ? CHANGED : REFUSED;
}

/* A database that cannot be written to just now says nothing about the job. */
static void beat_once(struct job_beat *beat, int64_t done_percent)
{
	struct seen seen = { beat->job, done_percent };
	struct work w = { .arena = arena_new(), .db = beat->db, .now = time_now() };

	if (db_change_now(&w, write_seen, &seen) == REFUSED && w.fault.kind == FAULT_NONE)
		atomic_store(&beat->is_unwanted, true);
	arena_free(w.arena);
}

/* False at the end. */
static bool wait_a_while(struct job_beat *beat)
{
	struct timespec until;
	bool is_ending;

	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_sec += LOOK_SECONDS;
	pthread_mutex_lock(&beat->lock);
	if (!beat->is_ending)
		(void)pthread_cond_timedwait(&beat->end, &beat->lock, &until); /* woken early it only beats early */
	is_ending = beat->is_ending;
	pthread_mutex_unlock(&beat->lock);
	return !is_ending;
}

static void *beat_until_the_end(void *cls)
{
	struct job_beat *beat = cls;
	int64_t told_percent = 0, told_us = time_monotonic_us();

	while (wait_a_while(beat) && !atomic_load(&beat->is_unwanted)) {
		int64_t percent = atomic_load(&beat->done_percent), now_us = time_monotonic_us();

		if (percent == told_percent && now_us - told_us < JOB_SEEN_MS * 1000)
			continue;
		beat_once(beat, percent);
		told_percent = percent;
		told_us = now_us;
	}
	return NULL;
}

static bool start_thread(struct job_beat *beat)
{
	pthread_condattr_t clock;
	bool is_started;

	pthread_condattr_init(&clock);
	pthread_condattr_setclock(&clock, CLOCK_MONOTONIC);
	pthread_mutex_init(&beat->lock, NULL);
	pthread_cond_init(&beat->end, &clock);
	is_started = pthread_create(&beat->thread, NULL, beat_until_the_end, beat) == 0;
	pthread_condattr_destroy(&clock);
	return is_started;
}

struct job_beat *job_beat_start(struct work *w, struct database *database, const struct job *job)
{
	struct job_beat *beat = NEW(w->arena, struct job_beat);

	beat->job = job;
	beat->own = arena_new();
	beat->db = connection_open(database, beat->own, &w->fault, CONNECTION_CHANGES);
	if (beat->db != NULL && start_thread(beat))
		return beat;
	fault(w, FAULT_UNAVAILABLE, "The machine allows no more threads, so the job was not begun. Try again later.");
	w->fault.sentence = text_copy(w->arena, w->fault.sentence); /* the connection's own may live in its arena */
	connection_close(beat->db);
	arena_free(beat->own);
	return NULL;
}

void job_beat_stop(struct job_beat *beat)
{
	pthread_mutex_lock(&beat->lock);
	beat->is_ending = true;
	pthread_cond_signal(&beat->end);
	pthread_mutex_unlock(&beat->lock);
	pthread_join(beat->thread, NULL);
	pthread_cond_destroy(&beat->end);
	pthread_mutex_destroy(&beat->lock);
	connection_close(beat->db);
	arena_free(beat->own);
}

bool job_goes_on(const struct job_run *run, int64_t done_percent)
{
	struct job_beat *beat = run->beat;

	atomic_store(&beat->done_percent, done_percent);
	return !atomic_load(&beat->is_unwanted);
}
