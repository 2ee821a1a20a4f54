/*
 * The kinds of long work of all themes (store/job_run.h). One is done by `cairn job NUMBER`, a process of its own, which the web server starts
 * (main/runner.h); a person may as well.
 */
#ifndef CAIRN_MAIN_JOBS_H
#define CAIRN_MAIN_JOBS_H

#include "store/job_run.h"

/* Null when there is none of that name. */
const struct job_kind *job_kind_named(const char *name);

#endif
