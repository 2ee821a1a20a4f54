/*
 * What a kind of long work is, and what one may do while it runs.
 *
 * A theme lists its kinds (struct theme in web/route.h) as it lists its routes. Each is done by `cairn job NUMBER`, a process of its own with
 * limits on time and memory (main/job.c), so that one that goes wrong takes nobody with it.
 *
 * The work reads with a connection of its own. What it changes it hands to job_change, in short steps: each is a transaction, and is refused when
 * the job is no longer wanted. A kind must stand being begun again from the start.
 */
#ifndef CAIRN_STORE_JOB_RUN_H
#define CAIRN_STORE_JOB_RUN_H

#include "base/outcome.h"
#include "store/job.h"

struct database;

struct job_run {
	struct work *work; /* in the job's partnership (0: the whole installation), as the person who asked for it */
	const struct job *job;
	struct database *database;
	struct connection *changes; /* opened by the first job_change, closed by whoever made this */
	int64_t file; /* the file that came of it; 0: none. It is kept with the job when the job is done */
	/* How much is done, from 0 to 100, as often as one likes. False: nobody wants it any more. */
	bool (*goes_on)(const struct job_run *run, int64_t done_percent);
	void *beat; /* main's */
};

struct job_kind {
	const char *name;  /* as in the database: "check" */
	const char *title; /* "Check of the database and the record" */
	const char *says;  /* one sentence, for the help of `cairn job` */
	/* The sentence it gives becomes the result. Null: the fault says what went wrong. */
	const char *(*run)(struct job_run *run);
};

/* One short step of changing, here and now. CHANGED, or not with the fault set in run->work. */
enum outcome job_change(struct job_run *run, change_function *change, void *plan);

#endif
