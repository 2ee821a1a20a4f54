/*
 * What kinds of long work there are, and what one of them may ask for while it is done.
 *
 * A job (store/job.h) is done by `cairn job NUMBER`, a process of its own with limits of its own on time and
 * memory, so that one that goes wrong takes nobody with it. The web server starts that process (main/runner.h);
 * a person may as well.
 */
#ifndef CAIRN_MAIN_JOBS_H
#define CAIRN_MAIN_JOBS_H

#include "main/job_beat.h"

struct job_run {
	struct work *work; /* in the job's partnership (0: the whole installation), with a connection for reading */
	struct database *database;
	struct job_beat *beat;
};

/* The sentence it gives becomes the result. Null: the fault says what went wrong. */
struct job_kind {
	const char *name;
	const char *says;
	const char *(*run)(struct job_run *run);
};

/* Null when there is none of that name. */
const struct job_kind *job_kind_named(const char *name);

#endif
