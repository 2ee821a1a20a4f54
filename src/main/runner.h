/*
 * Runs the jobs people ask for, and those the search needs (store/search_due.h): a thread of the server that starts
 * `cairn job NUMBER` for each that waits, a few at a time.
 *
 * It looks at the list when it is woken, when a job has ended, and every half minute, for another machine's
 * server may have made one. A job is claimed in the database before its process is started, so no two servers
 * run the same. What a process says goes into the log; how it died, if it did, becomes the job's result; and a
 * job whose server was killed is given up when nothing is heard of it any more.
 *
 * When the server stops, its jobs are stopped too, and wait to be run again from the start.
 */
#ifndef CAIRN_MAIN_RUNNER_H
#define CAIRN_MAIN_RUNNER_H

#include "db/db.h"

#define RUNNER_PLACES 2 /* jobs at a time, at most */

struct runner;

struct runner_settings {
	struct database *database; /* its writers have been started, and outlive the runner */
	const char *program;       /* what is run; it finds the database in CAIRN_DATABASE */
	int places;                /* jobs at a time; 0: another server runs them */
};

/* Null with the fault set. */
struct runner *runner_start(struct arena *arena, struct fault *fault, const struct runner_settings *settings);
/* The list has changed; from any thread. Null is allowed: nobody runs jobs here. */
void runner_wake(struct runner *runner);
/* Takes five seconds at most. Null is allowed. */
void runner_stop(struct runner *runner);

#endif
