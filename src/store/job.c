#include "store/job.h"

#include "base/text.h"
#include "store/event.h"

RECORD_TYPE(job, JOB_FIELDS);

/* ------------------------------------------------------------------ who wants it */

/* How many were added: none when the same waits already; -1 when it failed. */
static int64_t add_job(struct work *w, int64_t id, const char *kind, const char *about)
{
	if (id == 0)
		return -1;
	return db_run(w,
	              "INSERT INTO job (partnership, id, kind, about, state, asked_by, asked_at) "
	              "VALUES ($1, $2, $3, $4, 'waiting', $5, $6) ON CONFLICT DO NOTHING",
	              V(w->partnership), V(id), V(kind), V(about), V(w->account), V(w->now));
}

int64_t job_ask(struct work *w, const char *kind, const char *about)
{
	int64_t id = db_new_id(w, "job");
	int64_t added = add_job(w, id, kind, about);

	if (added == 0)
		fault(w, FAULT_CONFLICT, "The same is waiting or running already. Look again in a moment.");
	return added == 1 && event_record(w, "asked for", kind, id, NULL) ? id : 0;
}

bool job_need(struct work *w, const char *kind)
{
	return add_job(w, db_new_id(w, "job"), kind, "") >= 0;
}

bool job_cancel(struct work *w, int64_t id)
{
	struct rows *rows = db_ask(w,
	                           "UPDATE job SET state = 'cancelled', ended_at = $3, version = version + 1 "
	                           "WHERE partnership = $1 AND id = $2 AND state IN ('waiting', 'running') "
	                           "RETURNING kind",
	                           V(w->partnership), V(id), V(w->now));

	if (rows == NULL)
		return false;
	if (rows->len == 1)
		return event_record(w, "stopped", row_text(rows, 0, 0), id, NULL);
	return job_by_id(w, id) != NULL && fault(w, FAULT_CONFLICT, "It had ended before it could be stopped.");
}

const struct job *job_by_id(struct work *w, int64_t id)
{
	return rows_one(w,
	                db_ask(w, "SELECT " JOB_COLUMNS "WHERE j.partnership = $1 AND j.id = $2", V(w->partnership),
	                       V(id)),
	                &job_record, FAULT_NOT_FOUND, "There is no such piece of work.");
}

bool jobs_newest(struct work *w, const char *kind, int64_t most, struct list_any *jobs)
{
	return rows_all(w,
	                db_ask(w,
	                       "SELECT " JOB_COLUMNS "WHERE j.partnership = $1 AND j.kind = $2 "
	                       "ORDER BY j.id DESC LIMIT $3",
	                       V(w->partnership), V(kind), V(most)),
	                &job_record, jobs);
}

const struct job *job_about(struct work *w, const char *kind, const char *about)
{
	LIST(struct job) jobs = { 0 };

	if (!ROWS_ALL(w,
	              db_ask(w,
	                     "SELECT " JOB_COLUMNS "WHERE j.partnership = $1 AND j.kind = $2 AND j.about = $3 "
	                     "ORDER BY j.id DESC LIMIT 1",
	                     V(w->partnership), V(kind), V(about)),
	              &job_record, &jobs))
		return NULL;
	return jobs.len == 0 ? NULL : &jobs.at[0];
}

/* ------------------------------------------------------------------ who runs it */

bool jobs_open(struct work *w, struct list_any *jobs)
{
	return rows_all(w,
	                db_ask(w,
	                       "SELECT " JOB_COLUMNS "WHERE j.state IN ('waiting', 'running') "
	                       "ORDER BY j.asked_at, j.partnership, j.id",
	                       NO_VALUES),
	                &job_record, jobs);
}

const struct job *job_take(struct work *w, int64_t id)
{
	int64_t taken = db_run(w,
	                       "UPDATE job SET state = 'running', began_at = $3, seen_at = $3, version = version + 1 "
	                       "WHERE partnership = $1 AND id = $2 AND state = 'waiting'",
	                       V(w->partnership), V(id), V(w->now));

	if (taken == 0)
		fault(w, FAULT_CONFLICT, "There is no job %lld that waits to be done.", (long long)id);
	return taken == 1 ? job_by_id(w, id) : NULL;
}

bool job_seen(struct work *w, const struct job *job, int64_t done_percent)
{
	return db_run(w,
	              "UPDATE job SET seen_at = $4, done_percent = $5 "
	              "WHERE partnership = $1 AND id = $2 AND version = $3 AND state = 'running'",
	              V(job->partnership), V(job->id), V(job->version), V(w->now), V(done_percent)) == 1;
}

static bool keep_file(struct work *w, const struct job *job, int64_t file)
{
	return file == 0 || db_run(w, "INSERT INTO job_file (partnership, job, file) VALUES ($1, $2, $3)",
	                           V(job->partnership), V(job->id), V(file)) == 1;
}

/* A failed one keeps how far it came. */
bool job_end(struct work *w, const struct job *job, bool is_done, const char *result, int64_t file)
{
	return db_run(w,
	              "UPDATE job SET state = $4, ended_at = $5, result = $6, "
	              "done_percent = CASE WHEN $7 = 1 THEN 100 ELSE done_percent END, version = version + 1 "
	              "WHERE partnership = $1 AND id = $2 AND version = $3 AND state = 'running'",
	              V(job->partnership), V(job->id), V(job->version), V(is_done ? "done" : "failed"), V(w->now),
	              V(result), V(is_done)) == 1 &&
	       keep_file(w, job, file);
}

bool job_put_back(struct work *w, const struct job *job)
{
	return db_run(w,
	              "UPDATE job SET state = 'waiting', began_at = NULL, seen_at = NULL, done_percent = 0, "
	              "version = version + 1 "
	              "WHERE partnership = $1 AND id = $2 AND version = $3 AND state = 'running'",
	              V(job->partnership), V(job->id), V(job->version)) == 1;
}

bool job_give_up(struct work *w, const struct job *job)
{
	return db_run(w,
	              "UPDATE job SET state = 'failed', ended_at = $4, result = $5, version = version + 1 "
	              "WHERE partnership = $1 AND id = $2 AND version = $3 AND state = 'running' AND seen_at < $6",
	              V(job->partnership), V(job->id), V(job->version), V(w->now),
	              V("Whatever ran it ended before it was done. Nothing was changed by that; ask for it again."),
	              V(w->now.ms - JOB_LOST_MS)) == 1;
}
