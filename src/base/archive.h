/*
 * Zip archives, whose members are stored and never compressed: the same members make the same bytes on any machine, whatever its libraries, and no
 * archive can swell when it is read. archive_write.c and archive_read.c are the only files that know libzip.
 *
 * Writing takes its members out of one file, one after the other, and puts the archive into another; nothing is held in memory. Reading trusts
 * nothing: an archive that is cut or inconsistent, whose members are compressed, encrypted, larger together than the file they are in, or have
 * a name that is no plain path, is refused when it is opened; a member that was altered, when its end is read.
 */
#ifndef CAIRN_BASE_ARCHIVE_H
#define CAIRN_BASE_ARCHIVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/fault.h"

/* ------------------------------------------------------------------ writing */

struct archive_member {
	const char *name;
	int64_t at, bytes; /* where its content is in the file it is taken from */
};

/* From one open file into another, which is empty; both can be read and written at any place. */
bool archive_write(struct arena *arena, struct fault *fault, int from, int to, const struct archive_member *members,
                   size_t count);

/* ------------------------------------------------------------------ reading */

struct archive;

/* It is closed with the arena. Null with a fault that names the file by `called`. The descriptor stays the caller's, and open as long. */
struct archive *archive_open(struct arena *arena, struct fault *fault, int file, const char *called);
size_t archive_count(const struct archive *archive);
const char *archive_name(const struct archive *archive, size_t index);
int64_t archive_bytes(const struct archive *archive, size_t index);

/* One member at a time, from its beginning; then as much as there is, up to `len` bytes: 0 at its end, -1 when it was altered. */
bool archive_begin(struct archive *archive, size_t index);
int64_t archive_read(struct archive *archive, void *to, size_t len);

#endif
