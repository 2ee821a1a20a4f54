/*
 * How long records are kept, for administrators to set; and the yearly clear-out: what would go, the partnership's name typed, a job that does it in
 * short steps.
 */
#ifndef CAIRN_SITE_RETENTION_H
#define CAIRN_SITE_RETENTION_H

#include "base/outcome.h"
#include "site/home.h"
#include "store/job_run.h"
#include "store/retention.h"
#include "web/parts/parts.h"
#include "web/route.h"

extern const struct theme retention_theme;

#define RETENTION_PAGE(P, S)                                                                       \
	P(S, ONE, struct retention, retention, &retention_record)                                  \
	P(S, HIDDEN, struct form, form, 0)

PAGE(retention, RETENTION_PAGE);

#define CLEAR_OUT_FORM_FIELDS(F, S)                                                                \
	F(S, TEXT, name, .label = "The name of the partnership", .max = 120, .required = true, .typed = true, \
	  .hint = "Type it as it stands at the top of this page, to say that this is what you want.")
ROW(clear_out_form, CLEAR_OUT_FORM_FIELDS);

#define CLEAR_OUT_PAGE(P, S)                                                                       \
	P(S, MANY, struct clear_out, kinds, &clear_out_record)                                     \
	P(S, MANY, struct job, jobs, &job_record)                                                  \
	P(S, FIELD, INT, records, .label = "Would go in all")                                      \
	P(S, HIDDEN, const struct job *, open, 0)                                                  \
	P(S, HIDDEN, struct form, form, 0)

PAGE(clear_out, CLEAR_OUT_PAGE);

/* For an administrator, when a year has passed since the last clear-out. False with the fault set. */
bool retention_task(struct work *w, struct home_page *page);

/* In clear_out_job.c. */
extern const struct job_kind clear_out_jobs[];

#endif
