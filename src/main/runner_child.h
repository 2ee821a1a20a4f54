/*
 * The process that does one job, as its server sees it: started, heard, ended.
 */
#ifndef CAIRN_MAIN_RUNNER_CHILD_H
#define CAIRN_MAIN_RUNNER_CHILD_H

#include <sys/types.h>

#include "store/job.h"

struct child {
	pid_t pid;    /* 0: nobody */
	int output;   /* what it says; -1 when it says no more */
	bool is_over; /* it has ended, and status says how */
	int status;
	struct job job; /* only partnership, id and version: the texts ended with the look that started it */
	size_t len;
	char line[1000]; /* begun, not ended */
};

/* False when the machine does not allow it. Of what the server has open nothing is inherited. */
bool child_start(struct child *child, const char *program, const struct job *job);

/* What it said since goes into the log, line by line. Does not wait. */
void child_hear(struct child *child);

/* Notices that it has ended; true when it has. Does not wait. */
bool child_look(struct child *child);

/* SIGTERM or SIGKILL, unless it has ended. */
void child_end(const struct child *child, int signal);

/* True when somebody told it to end: it may be run again. */
bool child_was_told(const struct child *child);

/* How it died, for whoever asked for the job. */
const char *child_epitaph(struct arena *arena, const struct child *child);

#endif
