#include "store/job_run.h"

#include "db/db.h"

struct step {
	const struct job *job;
	change_function *change;
	void *plan;
};

/* The job's row is asked first: after it was stopped or given up nothing more is changed in its name. */
static enum outcome change_if_wanted(struct work *w, void *plan)
{
	const struct step *step = plan;
	struct rows *rows = db_ask(w,
	                           "SELECT 1 FROM job WHERE partnership = $1 AND id = $2 AND version = $3 "
	                           "AND state = 'running'",
	                           V(step->job->partnership), V(step->job->id), V(step->job->version));

	if (rows == NULL)
		return REFUSED;
	if (rows->len == 0) {
		fault(w, FAULT_CONFLICT, "The job %lld is no longer wanted.", (long long)step->job->id);
		return REFUSED;
	}
	return step->change(w, step->plan);
}

enum outcome job_change(struct job_run *run, change_function *change, void *plan)
{
	struct step step = { run->job, change, plan };
	struct connection *reads = run->work->db;
	enum outcome outcome;

	if (run->changes == NULL)
		run->changes = connection_open(run->database, run->work->arena, &run->work->fault, CONNECTION_CHANGES);
	if (run->changes == NULL)
		return NOT_SAVED;
	run->work->db = run->changes;
	outcome = db_change_now(run->work, change_if_wanted, &step);
	run->work->db = reads;
	return outcome;
}
