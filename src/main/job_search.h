/*
 * Bringing the search up to date, beside the web site.
 */
#ifndef CAIRN_MAIN_JOB_SEARCH_H
#define CAIRN_MAIN_JOB_SEARCH_H

#include "store/job_run.h"

const char *run_search(struct job_run *run);

#endif
