/*
 * Files that are too large to hold in memory: put in and copied out a chunk at a time. What comes of it is a file like any other
 * (store/file.h), but for the limit of size, which is whoever puts it in to set.
 */
#ifndef CAIRN_STORE_FILE_STREAM_H
#define CAIRN_STORE_FILE_STREAM_H

#include "store/file.h"

/* Inside a change: a file whose bytes follow. Its digest is that of all of them (base/hash.h). Its number, or 0 with the fault set. */
int64_t file_begin(struct work *w, const struct file *file);
/* Inside a change: the chunk at that position, from 1; FILE_CHUNK bytes, the last one perhaps less. */
bool file_put(struct work *w, int64_t id, int64_t position, struct blob chunk);

/* Into an open file, at its end. False with the fault set, BROKEN when the bytes are not those that came in. */
bool file_copy(struct work *w, const struct file *file, int to);

/* Says that it is damaged. Always false. */
bool file_is_damaged(struct work *w, const struct file *file);

#endif
