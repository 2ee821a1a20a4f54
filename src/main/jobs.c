#include "main/jobs.h"

#include "base/text.h"
#include "store/event.h"
#include "store/partnership.h"

/* ------------------------------------------------------------------- kinds */

/* The database's own check, then every chain of events: the installation's and each partnership's. */
static const char *run_check(struct work *w, struct database *database)
{
	LIST(struct partnership) all = { 0 };
	int64_t checked = 0, erased = 0;

	if (!database_check(database, w->arena, &w->fault) || !event_verify(w, 0, &checked, &erased) ||
	    !partnerships_all(w, (struct list_any *)(void *)&all))
		return NULL;
	for (size_t i = 0; i < all.len; i++) {
		int64_t more = 0, gone = 0;

		if (!event_verify(w, all.at[i].id, &more, &gone))
			return NULL;
		checked += more;
	}
	return text_format(w->arena, "The database is whole, and %s events follow one another without a break.",
	                   text_of_count(w->arena, checked));
}

static const struct job_kind kinds[] = {
	{ "check", "Checks the database and the log of what happened.", run_check },
	{ NULL, NULL, NULL },
};

const struct job_kind *job_kind_named(const char *name)
{
	for (const struct job_kind *kind = kinds; kind->name != NULL; kind++) {
		if (text_equal(kind->name, name))
			return kind;
	}
	return NULL;
}

/* -------------------------------------------------------------------- rows */

static enum outcome add_job(struct work *w, void *plan)
{
	struct job *job = plan;

	job->id = db_new_id(w, "job");
	return job->id != 0 && db_run(w,
	                              "INSERT INTO job (id, partnership, kind, state, asked_by, asked_at) "
	                              "VALUES ($1, $2, $3, 'waiting', $4, $5)",
	                              V(job->id), V(w->partnership), V(job->kind), V(w->account), V(w->now)) == 1
	               ? CHANGED
	               : REFUSED;
}

int64_t job_ask(struct work *w, const char *kind)
{
	struct job job = { .kind = kind };

	return db_change_now(w, add_job, &job) == CHANGED ? job.id : 0;
}

static enum outcome begin_job(struct work *w, void *plan)
{
	struct job *job = plan;
	struct rows *rows = db_ask(w,
	                           "UPDATE job SET state = 'running', began_at = $2, version = version + 1 "
	                           "WHERE id = $1 AND state = 'waiting' RETURNING kind",
	                           V(job->id), V(w->now));

	if (rows == NULL)
		return REFUSED;
	if (rows->len == 0) {
		fault(w, FAULT_NOT_FOUND, "There is no job %lld that waits to be done.", (long long)job->id);
		return REFUSED;
	}
	job->kind = row_text(rows, 0, 0);
	job->state = "running";
	return CHANGED;
}

const struct job *job_take(struct work *w, int64_t id)
{
	struct job *job = NEW(w->arena, struct job);

	job->id = id;
	return db_change_now(w, begin_job, job) == CHANGED ? job : NULL;
}

struct job_result {
	int64_t id;
	bool is_done;
	const char *sentence;
};

static enum outcome end_job(struct work *w, void *plan)
{
	const struct job_result *result = plan;

	return db_run(w,
	              "UPDATE job SET state = $2, ended_at = $3, result = $4, done_percent = 100, version = version + "
	              "1 "
	              "WHERE id = $1 AND state = 'running'",
	              V(result->id), V(result->is_done ? "done" : "failed"), V(w->now), V(result->sentence)) == 1
	               ? CHANGED
	               : REFUSED;
}

bool job_end(struct work *w, int64_t id, bool is_done, const char *result)
{
	struct job_result ended = { id, is_done, result };

	return db_change_now(w, end_job, &ended) == CHANGED;
}
