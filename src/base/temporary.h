/*
 * A folder for files that others work on: it goes with the arena, and when the process ends in another way, by a signal or for want of memory.
 *
 * A small process of our own waits for that end and takes the folder away. Where even that is ended (the machine stops), the next folder of the same name
 * takes away what is older than anybody works.
 */
#ifndef CAIRN_BASE_TEMPORARY_H
#define CAIRN_BASE_TEMPORARY_H

#include "base/arena.h"

/* Its path, in TMPDIR or /tmp; null when there is no room for one. `name`: letters and hyphens, "cairn-document". */
const char *temporary_folder(struct arena *arena, const char *name);

#endif
