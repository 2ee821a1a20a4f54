/*
 * The heartbeat of a job that is being done: a thread with a connection of its own that writes how far it is and
 * that it is still alive, and looks whether it is still wanted. So the work itself never waits for the database
 * to write.
 */
#ifndef CAIRN_MAIN_JOB_BEAT_H
#define CAIRN_MAIN_JOB_BEAT_H

#include "store/job.h"

struct job_beat;

/* Null with the fault set. The job must live until the end. */
struct job_beat *job_beat_start(struct work *w, struct database *database, const struct job *job);
void job_beat_stop(struct job_beat *beat);

/* Between steps, as often as one likes: how much is done. False: nobody wants it any more. */
bool job_goes_on(struct job_beat *beat, int64_t done_percent);

#endif
