#include "main/runner_write.h"

#include <semaphore.h>

#include "store/job_file.h"

struct note {
	const struct job *job;
	const struct job *taken;
	const char *result;
};

/* ------------------------------------------------------------------ a change, waited for */

struct doing {
	struct change change;
	sem_t is_certain;
};

static void on_certain(struct change *change)
{
	struct doing *doing = change->owner;

	sem_post(&doing->is_certain);
}

static enum outcome change_and_wait(struct database *database, struct arena *arena, change_function *run,
                                    struct note *note)
{
	struct work w = { .arena = arena, .now = time_now(), .partnership = note->job->partnership };
	struct doing doing = { .change = { .run = run, .work = &w, .plan = note, .done = on_certain } };

	doing.change.owner = &doing;
	sem_init(&doing.is_certain, 0, 0);
	if (!database_submit(database, &doing.change))
		doing.change.outcome = NOT_SAVED;
	else
		while (sem_wait(&doing.is_certain) != 0) /* interrupted */
			continue;
	sem_destroy(&doing.is_certain);
	return doing.change.outcome;
}

/* ------------------------------------------------------------------ the changes */

static enum outcome take(struct work *w, void *plan)
{
	struct note *note = plan;

	note->taken = job_take(w, note->job->id);
	return note->taken == NULL ? REFUSED : CHANGED;
}

static enum outcome fail(struct work *w, void *plan)
{
	const struct note *note = plan;

	return job_end(w, note->job, false, note->result, 0) ? CHANGED : REFUSED;
}

static enum outcome put_back(struct work *w, void *plan)
{
	const struct note *note = plan;

	return job_put_back(w, note->job) ? CHANGED : REFUSED;
}

static enum outcome give_up(struct work *w, void *plan)
{
	const struct note *note = plan;

	return job_give_up(w, note->job) ? CHANGED : REFUSED;
}

static enum outcome drop_file(struct work *w, void *plan)
{
	const struct note *note = plan;

	return job_file_drop(w, note->job->id) ? CHANGED : REFUSED;
}

static enum outcome need(struct work *w, void *plan)
{
	const struct note *note = plan;

	return job_need(w, note->job->kind) ? CHANGED : REFUSED;
}

const struct job *write_taken(struct database *database, struct arena *arena, const struct job *job)
{
	struct note note = { .job = job };

	return change_and_wait(database, arena, take, &note) == CHANGED ? note.taken : NULL;
}

bool write_failed(struct database *database, struct arena *arena, const struct job *job, const char *result)
{
	return change_and_wait(database, arena, fail, &(struct note){ job, NULL, result }) != NOT_SAVED;
}

bool write_put_back(struct database *database, struct arena *arena, const struct job *job)
{
	return change_and_wait(database, arena, put_back, &(struct note){ .job = job }) != NOT_SAVED;
}

bool write_given_up(struct database *database, struct arena *arena, const struct job *job)
{
	return change_and_wait(database, arena, give_up, &(struct note){ .job = job }) != NOT_SAVED;
}

bool write_file_dropped(struct database *database, struct arena *arena, const struct job *job)
{
	return change_and_wait(database, arena, drop_file, &(struct note){ .job = job }) != NOT_SAVED;
}

bool write_needed(struct database *database, struct arena *arena, int64_t partnership, const char *kind)
{
	struct job job = { .partnership = partnership, .kind = kind };

	return change_and_wait(database, arena, need, &(struct note){ .job = &job }) != NOT_SAVED;
}
