/*
 * Long work: a row that says what is wanted, how far it is and what came of it. The work itself is done
 * elsewhere, by a process of its own.
 *
 * waiting -> running -> done or failed; cancelled from either of the first two; and from running back to waiting
 * when the server that ran it stopped first. Each of these raises `version`. Whoever took a job keeps the
 * version it had then, and everything they write about it asks for that version: once the job was stopped, given
 * up or taken by another, they change nothing any more.
 *
 * Whoever runs a job says so at least every JOB_SEEN_MS; one that was not heard of for JOB_LOST_MS is given up.
 */
#ifndef CAIRN_STORE_JOB_H
#define CAIRN_STORE_JOB_H

#include "base/field.h"
#include "base/work.h"
#include "db/db.h"

#define JOB_SEEN_MS (5 * SECOND_MS)
#define JOB_LOST_MS (45 * SECOND_MS)

#define JOB_FIELDS(F, S)                                                                           \
	F(S, INT, partnership, .label = "Partnership", .secret = true)                             \
	F(S, INT, id, .label = "Number")                                                           \
	F(S, TEXT, kind, .label = "What")                                                          \
	F(S, TEXT, about, .label = "About")                                                        \
	F(S, TEXT, state, .label = "State")                                                        \
	F(S, INT, done_percent, .label = "Done, per cent")                                         \
	F(S, INT, account, .label = "Account", .secret = true)                                     \
	F(S, TEXT, asked_by, .label = "Who asked")                                                 \
	F(S, MOMENT, asked_at, .label = "Asked")                                                   \
	F(S, MOMENT, began_at, .label = "Began")                                                   \
	F(S, MOMENT, seen_at, .label = "Last heard of", .secret = true)                            \
	F(S, MOMENT, ended_at, .label = "Ended")                                                   \
	F(S, TEXT, result, .label = "Result")                                                      \
	F(S, INT, file, .label = "File", .secret = true)

RECORD(job, JOB_FIELDS);

/* A job's columns in the order of its list; who asked is told by name. */
#define JOB_COLUMNS                                                                                                    \
	"j.partnership, j.id, j.kind, j.about, j.state, j.done_percent, j.asked_by, COALESCE(a.name, ''), "            \
	"j.asked_at, j.began_at, j.seen_at, j.ended_at, j.result, f.file, j.version FROM job j "                       \
	"LEFT JOIN job_file f ON f.partnership = j.partnership AND f.job = j.id "                                      \
	"LEFT JOIN account a ON a.id = j.asked_by "

/* ------------------------------------------------------------------ who wants it */

/* Puts a job in the work's partnership in the list; its number, or 0. `about` is for its kind to understand; "" when there is no more
 * to say. The fault CONFLICT: the same is waiting or running. Inside a change. */
int64_t job_ask(struct work *w, const char *kind, const char *about);
/* The same for what follows from an earlier act that has its own event: nobody asked, so no event says so. True when one waits already,
 * too. */
bool job_need(struct work *w, const char *kind);
/* A job that waits never begins; one that runs ends soon. The fault CONFLICT: it had ended already. Inside a change. */
bool job_cancel(struct work *w, int64_t id);

/* Null with the fault NOT_FOUND. */
const struct job *job_by_id(struct work *w, int64_t id);
/* The newest of a kind in the work's partnership, newest first. */
bool jobs_newest(struct work *w, const char *kind, int64_t most, struct list_any *jobs);
/* The newest of a kind about the same; null without a fault when there is none. */
const struct job *job_about(struct work *w, const char *kind, const char *about);

/* ------------------------------------------------------------------ who runs it */

/* Those of every partnership that wait or run, oldest first. */
bool jobs_open(struct work *w, struct list_any *jobs);

/* Takes a waiting job of the work's partnership; null with the fault CONFLICT when somebody was quicker.
 * Inside a change. */
const struct job *job_take(struct work *w, int64_t id);

/* The rest only while the job is as it was taken: its partnership, number and version. False without a fault:
 * it is somebody else's now. Inside a change. */
bool job_seen(struct work *w, const struct job *job, int64_t done_percent);
/* `file`: what came of it, 0 for none. */
bool job_end(struct work *w, const struct job *job, bool is_done, const char *result, int64_t file);
bool job_put_back(struct work *w, const struct job *job);
/* Ends a running job as failed when it was not heard of for JOB_LOST_MS. */
bool job_give_up(struct work *w, const struct job *job);

#endif
