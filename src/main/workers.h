/*
 * Workers: the threads that answer. Each has one connection for reading and takes whatever is next: an answer that only waits for its change
 * first, then a new request. Two more serve only the SLOW routes, so that people signing in never hold up those who read.
 *
 * Of the SLOW work a few at a time may be of one network address, so that no visitor can close signing in for all.
 *
 * Connection threads and writers only ever put something into a queue here; nothing is done under its lock.
 */
#ifndef CAIRN_MAIN_WORKERS_H
#define CAIRN_MAIN_WORKERS_H

#include "main/program.h"
#include "web/server.h"

struct workers;

/* `count` ordinary workers, 0 for two more than there are cores. */
struct workers *workers_start(struct arena *arena, struct fault *fault, struct program *program, int count);
/* Everything in the queues must have been answered: stop the server first, then the changes. */
void workers_stop(struct workers *workers);

/* What the server calls (web/server.h); the owner is the program. */
size_t workers_admit(void *owner, struct exchange *exchange);
void workers_take(void *owner, struct exchange *exchange);
void workers_refuse(void *owner, struct exchange *exchange);

struct worker_counts {
	int64_t waiting, waiting_slow, busy;
};
struct worker_counts workers_count(struct workers *workers);

#endif
