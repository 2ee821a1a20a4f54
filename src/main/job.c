/*
 * cairn job: does a job here and now, within limits, and keeps what came of it.
 *
 * Who does a job may be killed at any moment by a limit or by the server that started it: nothing here needs
 * tidying up, and the row says "running" until whoever watches (main/runner.h) says otherwise.
 */
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "main/commands.h"
#include "main/job_beat.h"
#include "main/jobs.h"
#include "main/open.h"

#define CPU_SECONDS  900
#define WALL_SECONDS 3600
#define MEMORY_BYTES ((rlim_t)1024 * 1024 * 1024)
#define OPEN_FILES   256

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#undef MEMORY_BYTES
#define MEMORY_BYTES RLIM_INFINITY /* their shadow takes terabytes of addresses */
#endif
#endif

static bool set_limit(__rlimit_resource_t what, rlim_t soft, rlim_t hard)
{
	struct rlimit limit;

	if (getrlimit(what, &limit) != 0)
		return false;
	if (limit.rlim_max != RLIM_INFINITY && (hard == RLIM_INFINITY || hard > limit.rlim_max))
		hard = limit.rlim_max; /* whoever started us allows less */
	limit = (struct rlimit){ soft == RLIM_INFINITY || (hard != RLIM_INFINITY && soft > hard) ? hard : soft, hard };
	return setrlimit(what, &limit) == 0;
}

/* SIGXCPU says that the time is up; a few seconds later nothing is asked any more. */
static bool set_limits(struct work *w)
{
	(void)alarm(WALL_SECONDS);
	return (set_limit(RLIMIT_CPU, CPU_SECONDS, CPU_SECONDS + 5) &&
	        set_limit(RLIMIT_AS, MEMORY_BYTES, MEMORY_BYTES) && set_limit(RLIMIT_NOFILE, OPEN_FILES, OPEN_FILES) &&
	        set_limit(RLIMIT_CORE, 0, 0)) ||
	       fault(w, FAULT_UNAVAILABLE, "The machine sets no limits on a job, so it was not begun.");
}

/* ------------------------------------------------------------------ taking it */

struct taking {
	const char *kind; /* null: it is in the list already */
	int64_t id;
	const struct job *job;
};

static enum outcome ask_and_take(struct work *w, void *plan)
{
	struct taking *taking = plan;

	if (taking->kind != NULL)
		taking->id = job_ask(w, taking->kind, "");
	taking->job = taking->id == 0 ? NULL : job_take(w, taking->id);
	return taking->job == NULL ? REFUSED : CHANGED;
}

/* The server took it before it started us, and says as which version. */
static const struct job *taken_already(struct work *w, int64_t id, int64_t version)
{
	const struct job *job = job_by_id(w, id);

	(void)prctl(PR_SET_PDEATHSIG, SIGKILL); /* the job ends with the server, however that ends */
	if (job == NULL || (job->version == version && text_equal(job->state, "running")))
		return job;
	fault(w, FAULT_CONFLICT, "The job %lld is somebody else's by now.", (long long)id);
	return NULL;
}

static bool read_number(struct work *w, int count, char **words, const char *option, int64_t *number)
{
	const char *text = command_option(count, words, option);

	return text == NULL || (text_to_int(text, number) && *number > 0) ||
	       fault(w, FAULT_BAD_INPUT, "--%s needs a number after it.", option);
}

static const struct job *take_job(struct work *w, int count, char **words)
{
	const char *which = command_word(count, words, 0);
	struct taking taking = { 0 };
	int64_t version = 0;

	if (!read_number(w, count, words, "in", &w->partnership) || !read_number(w, count, words, "taken", &version))
		return NULL;
	if (which == NULL || (job_kind_named(which) == NULL && !text_to_int(which, &taking.id))) {
		fault(w, FAULT_BAD_INPUT, "Give the number of a job, or a kind of job, for example: cairn job check");
		return NULL;
	}
	if (version != 0)
		return taken_already(w, taking.id, version);
	if (taking.id == 0)
		taking.kind = which;
	return db_change_now(w, ask_and_take, &taking) == CHANGED ? taking.job : NULL;
}

/* ------------------------------------------------------------------ doing it */

/* Null with the fault set, in a piece of work of its own: whatever happens in there, the end of the job can
 * still be written. */
static const char *do_job(struct job_run *run)
{
	const struct job_kind *kind = job_kind_named(run->job->kind);
	struct work *doing = run->work;
	const char *result = NULL;

	if (kind == NULL) {
		fault(doing, FAULT_BROKEN, "This version of Cairn does not know how to do that.");
		return NULL;
	}
	doing->db = connection_open(run->database, doing->arena, &doing->fault, CONNECTION_READS);
	run->beat = doing->db == NULL ? NULL : job_beat_start(doing, run->database, run->job);
	if (run->beat != NULL) {
		result = kind->run(run);
		job_beat_stop(run->beat);
	}
	connection_close(run->changes);
	connection_close(doing->db);
	return result;
}

struct ending {
	const struct job *job;
	bool is_done;
	const char *result;
	int64_t file;
};

static enum outcome end_job(struct work *w, void *plan)
{
	const struct ending *ending = plan;

	return job_end(w, ending->job, ending->is_done, ending->result, ending->file) ? CHANGED : REFUSED;
}

static bool do_and_end(struct work *w, struct database *database, const struct job *job)
{
	struct work doing = { .arena = w->arena,
		              .now = w->now,
		              .partnership = job->partnership,
		              .account = job->account,
		              .person = job->asked_by };
	struct job_run run = { .work = &doing, .job = job, .database = database, .goes_on = job_goes_on };
	const char *result = do_job(&run);
	struct ending ending = { job, result != NULL, result, run.file };

	if (result == NULL)
		ending.result = doing.fault.kind == FAULT_NONE ? "It gave no result." : doing.fault.sentence;
	w->now = time_now();
	if (db_change_now(w, end_job, &ending) != CHANGED)
		return fault(w, FAULT_CONFLICT, "The job %lld was stopped before it ended.", (long long)job->id);
	if (!ending.is_done)
		return fault(w, doing.fault.kind == FAULT_NONE ? FAULT_BROKEN : doing.fault.kind, "%s", ending.result);
	printf("%s\n", result);
	return true;
}

bool run_job(struct work *w, int count, char **words)
{
	struct database *database = set_limits(w) ? open_database(w, count, words) : NULL;
	const struct job *job;
	bool done = false;

	if (database == NULL)
		return false;
	w->db = connection_open(database, w->arena, &w->fault, CONNECTION_CHANGES);
	if (w->db != NULL) {
		job = take_job(w, count, words);
		done = job != NULL && do_and_end(w, database, job);
		connection_close(w->db);
		w->db = NULL;
	}
	database_close(database);
	return done;
}
