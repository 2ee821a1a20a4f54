/*
 * What the child does to itself before it becomes the other program, and how it is watched: not for others than confined.c.
 */
#ifndef CAIRN_BASE_CONFINED_PARTS_H
#define CAIRN_BASE_CONFINED_PARTS_H

#include <sys/types.h>

#include "base/confined.h"

/* Gives up everything but what `what` allows. False: it could not, and the program must not be run. Only after fork: there is no way back. */
bool confined_give_up(const struct confined *what);

/* Its end as waitpid has it; `why` when it was killed here, else null. All it started goes with it: nothing can leave its group. */
int confined_watch(const struct confined *what, pid_t child, const char **why);

/* The bytes that a folder takes on the disk; more than any limit when it cannot be seen, or holds more files than anybody needs. */
int64_t confined_disk(const char *folder);

#endif
