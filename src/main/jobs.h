/*
 * Long work: a job is a row that says what is wanted, how far it is and what came of it, and a child process that does it. The child has limits of
 * its own on time and memory, so that a job that goes wrong takes nobody with it.
 */
#ifndef CAIRN_MAIN_JOBS_H
#define CAIRN_MAIN_JOBS_H

#include "db/db.h"

struct job {
	int64_t id;
	const char *kind, *state;
};

/* What a kind of job does. It runs in the child; the sentence it gives becomes the result. Null: the fault says what went wrong. */
struct job_kind {
	const char *name;
	const char *says;
	const char *(*run)(struct work *w, struct database *database);
};

const struct job_kind *job_kind_named(const char *name);

/* Puts a job in the list; its number, or 0. On the work's connection, which must be one for changes. */
int64_t job_ask(struct work *w, const char *kind);
/* Takes a waiting job; null when there is none of that number or it is not waiting. */
const struct job *job_take(struct work *w, int64_t id);
/* The end of a running job. */
bool job_end(struct work *w, int64_t id, bool is_done, const char *result);

#endif
