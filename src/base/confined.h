/*
 * Runs another program so that it can harm nothing: a converter that is fed what people wrote.
 *
 * The program sees the system's own folders (/usr, /lib, fonts) to read and one folder of its own to write, and nothing else of the disk; it has no
 * network, starts no process that outlives it, and is killed when it takes longer, more processor time, more memory or more disk than it was
 * allowed. Which files it may see is Landlock's work (Linux 5.13 and later, landlock(7)), what it may ask of the kernel seccomp's (libseccomp);
 * where the kernel has no Landlock the rest still holds. See docs/documents.md.
 */
#ifndef CAIRN_BASE_CONFINED_H
#define CAIRN_BASE_CONFINED_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/fault.h"

struct confined {
	const char *const *words; /* the program, looked for along PATH, and its arguments; null at the end */
	const char *folder; /* an existing folder: where it works, the only place where it may write, and its HOME */
	int64_t cpu_seconds, wall_ms;
	int64_t memory_bytes; /* of it and its children together, looked at a few times a second; and 64 of them at most */
	int64_t file_bytes; /* of each file it writes */
	int64_t disk_bytes; /* of all it has written, looked at as often as the memory; and 10,000 files at most */
	bool (*goes_on)(void *context); /* asked a few times a second; false: it is killed. May be null */
	void *context;
};

/* True when it ended by itself and well. Else the fault says in a sentence what happened; UNAVAILABLE when the program is not there. */
bool confined_run(struct arena *arena, struct fault *fault, const struct confined *what);

/*
 * One of the files it left in its folder, to be read: -1 when there is none. What it left may be hostile: a link to a file of ours, a pipe that is
 * never written to. Never open it in another way.
 */
int confined_open(const struct confined *what, const char *name);

/* Whether a program is there to be run. */
bool confined_has(const char *program);

/* Whether this kernel keeps a program from files (Landlock). */
bool confined_hides_files(void);

#endif
