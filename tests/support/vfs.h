/*
 * A disk that can lose its power, fill up and fail: a file system for SQLite over the machine's own, named "disk".
 *
 * Open a database as "file:PATH?vfs=disk". What is written goes to the real file at once, where everybody sees it;
 * beside that the disk keeps what had been synced, and each write since. When the power goes, everything fails from
 * then on; when it comes back, the files hold what had been synced and, with a seed, some of the later writes by
 * chance, whole or torn at 512 bytes, in no order: as a disk may. So a COMMIT that was acknowledged without being
 * synced is found out, which killing a process cannot do.
 *
 * There is one such disk in a process. Its settings are changed only by the test; any number of threads may use it.
 */
#ifndef CAIRN_TESTS_SUPPORT_VFS_H
#define CAIRN_TESTS_SUPPORT_VFS_H

#include <stdbool.h>
#include <stdint.h>

/* Registers it (once) and makes it a new disk with power, room and no files. All databases on it must be closed. */
void disk_start(void);

/* Writes, syncs, truncations and deletions since disk_start. */
int64_t disk_operations(void);
/* The power goes just before the n-th operation from now; 1 is the next. */
void disk_lose_power_at(int64_t operation);
bool disk_has_power(void);
/* All databases on it must be closed. Seed 0: nothing survives but what was synced. */
void disk_power_back(uint64_t seed);

/* So many bytes may still be added to files; then the disk is full. A negative number: as much as wanted. */
void disk_room(int64_t bytes);
/* The n-th operation from now fails, once, with an error of the disk. */
void disk_fail_at(int64_t operation);

#endif
