/*
 * Is everything whole? Long work that was asked for in this partnership, how far it is and what came of it.
 */
#ifndef CAIRN_SITE_JOBS_H
#define CAIRN_SITE_JOBS_H

#include "base/field.h"
#include "base/outcome.h"
#include "store/job.h"
#include "web/parts/parts.h"
#include "web/request.h"

#define JOBS_PAGE(P, S)                                                                                                \
	P(S, MANY, struct job, jobs, &job_record)                                                                      \
	P(S, HIDDEN, bool, is_under_way, 0)                                                                            \
	P(S, HIDDEN, const struct request *, rq, 0)

PAGE(jobs, JOBS_PAGE);

/* What a job is called, and its state as a shape and a word. */
const char *job_title(const struct job *job);
enum state job_shape(const struct job *job);
const char *job_word(struct arena *arena, const struct job *job);
bool job_is_open(const struct job *job);

bool show_checks(struct work *w, struct request *rq);
bool prepare_check(struct work *w, struct request *rq);
enum outcome change_check(struct work *w, void *plan);
bool prepare_cancel(struct work *w, struct request *rq);
enum outcome change_cancel(struct work *w, void *plan);

#endif
