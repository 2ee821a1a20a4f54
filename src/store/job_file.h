/*
 * Files that come of a job and do not stay: put in while the job runs (so large that job_end cannot keep them at once), handed out for a while, and
 * then taken away.
 */
#ifndef CAIRN_STORE_JOB_FILE_H
#define CAIRN_STORE_JOB_FILE_H

#include "store/file_stream.h"
#include "store/job.h"

#define JOB_DOCUMENT "document" /* the kind of job that makes a report as a document */

/* Kinds of work whose file can be made again, so that it goes after a while: a take-out after a day, documents after a week. */
#define JOB_KINDS_MADE "('takeout', '" JOB_DOCUMENT "', 'officers')"

#define JOB_FILE_KEPT_MS     DAY_MS
#define JOB_DOCUMENT_KEPT_MS (7 * DAY_MS)

/* Inside a change: the job's file, whose bytes follow (store/file_stream.h). What an earlier, broken-off run of the same job left goes. 0 when it
 * failed. */
int64_t job_file_begin(struct work *w, const struct job *job, const struct file *file);
/* Inside a change: takes the file of a job away; true as well when it has none. */
bool job_file_drop(struct work *w, int64_t job);

/* Until when a job's file is handed out; none (0) when it has none, or it has not ended well. */
struct moment job_file_until(const struct job *job);

/* The jobs of every partnership whose file is to go: of JOB_KINDS_MADE, that ended long enough ago, or did not end well. The files of other kinds of work
 * are for good. */
bool job_files_old(struct work *w, struct list_any *jobs);

#endif
