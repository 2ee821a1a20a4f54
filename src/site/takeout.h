/*
 * Taking a whole partnership out, as a page for its administrators: a warning first, its name typed, a job that makes the file, and a download
 * that is noted. The file goes after a day. And the commands that take out and in.
 */
#ifndef CAIRN_SITE_TAKEOUT_H
#define CAIRN_SITE_TAKEOUT_H

#include "base/command.h"
#include "base/field.h"
#include "base/outcome.h"
#include "store/job_run.h"
#include "web/parts/parts.h"
#include "web/route.h"

extern const struct theme takeout_theme;
extern const struct command takeout_commands[];
extern const struct job_kind takeout_jobs[];

#define TAKEOUT_FIELDS(F, S)                                                                       \
	F(S, TEXT, name, .label = "The name of the partnership", .max = 120, .required = true, .typed = true, \
	  .hint = "Type it as it stands at the top of this page, to say that this is what you want.")
ROW(takeout_form, TAKEOUT_FIELDS);

#define TAKEOUT_PAGE(P, S)                                                                                             \
	P(S, MANY, struct job, takeouts, &job_record)                                                                  \
	P(S, HIDDEN, const struct job *, open, 0)                                                                      \
	P(S, HIDDEN, const struct job *, ready, 0)                                                                     \
	P(S, HIDDEN, struct moment, now, 0)                                                                            \
	P(S, HIDDEN, const char *, place, 0)                                                                           \
	P(S, HIDDEN, struct form, form, 0)

PAGE(takeout, TAKEOUT_PAGE);

/* Until when its file can be downloaded; none when there is no file, or no longer one. */
struct moment takeout_until(const struct job *job, struct moment now);

bool show_takeout(struct work *w, struct request *rq);
bool prepare_takeout(struct work *w, struct request *rq);
enum outcome change_takeout(struct work *w, void *plan);
bool prepare_takeout_stop(struct work *w, struct request *rq);
enum outcome change_takeout_stop(struct work *w, void *plan);
bool prepare_takeout_download(struct work *w, struct request *rq);
enum outcome change_takeout_download(struct work *w, void *plan);
bool after_takeout_download(struct work *w, struct request *rq);
bool prepare_takeout_remove(struct work *w, struct request *rq);
enum outcome change_takeout_remove(struct work *w, void *plan);

#endif
