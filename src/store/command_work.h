/*
 * What commands of every theme begin and end with: into a partnership, and a change made now.
 */
#ifndef CAIRN_STORE_COMMAND_WORK_H
#define CAIRN_STORE_COMMAND_WORK_H

#include "base/command.h"
#include "db/db.h"

/* Most commands are in one partnership: the one named by --partnership, or the only one. */
bool command_enter(struct work *w, int count, char **words);
/* Runs a change now; true when it was kept, else the fault is set. */
bool command_change(struct work *w, change_function *run, void *plan);

#endif
