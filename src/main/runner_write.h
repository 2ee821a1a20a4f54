/*
 * What a server writes about its jobs: each a change of its own in the queue, waited for. Memory is the caller's
 * arena.
 *
 * But for the first, true means that it is certain, whether or not the job was still ours to write about; false
 * that nothing could be saved just now.
 */
#ifndef CAIRN_MAIN_RUNNER_WRITE_H
#define CAIRN_MAIN_RUNNER_WRITE_H

#include "store/job.h"

/* The job as it was taken, or null when somebody was quicker. */
const struct job *write_taken(struct database *database, struct arena *arena, const struct job *job);

bool write_failed(struct database *database, struct arena *arena, const struct job *job, const char *result);
bool write_put_back(struct database *database, struct arena *arena, const struct job *job);
bool write_given_up(struct database *database, struct arena *arena, const struct job *job);
/* The file that came of it is taken away. */
bool write_file_dropped(struct database *database, struct arena *arena, const struct job *job);

/* Puts a job that nobody asks for in the list of a partnership, unless one waits there. */
bool write_needed(struct database *database, struct arena *arena, int64_t partnership, const char *kind);

#endif
