/*
 * The check that everything is whole: the database's own, then every event of the chains of events.
 */
#ifndef CAIRN_MAIN_JOB_CHECK_H
#define CAIRN_MAIN_JOB_CHECK_H

#include "store/job_run.h"

const char *run_check(struct job_run *run);

#endif
