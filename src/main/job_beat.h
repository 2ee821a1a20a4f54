/*
 * The heartbeat of a job that is being done: a thread with a connection of its own that writes how far it is and
 * that it is still alive, and looks whether it is still wanted. So the work itself never waits for the database
 * to write.
 */
#ifndef CAIRN_MAIN_JOB_BEAT_H
#define CAIRN_MAIN_JOB_BEAT_H

#include "store/job_run.h"

struct job_beat;

/* Null with the fault set. The job must live until the end. */
struct job_beat *job_beat_start(struct work *w, struct database *database, const struct job *job);
void job_beat_stop(struct job_beat *beat);

/* What a kind of job calls as goes_on (store/job_run.h). */
bool job_goes_on(const struct job_run *run, int64_t done_percent);

#endif
