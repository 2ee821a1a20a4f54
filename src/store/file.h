/*
 * Files that are kept: evidence people bring, documents made here.
 *
 * A file is bytes with a name to show and a type that was checked by whoever took it in (never the type a browser said). It lies in the
 * database in chunks of FILE_CHUNK bytes, so that it is backed up, taken out and erased with everything else. Its digest is kept when it
 * comes in and compared when it is read: what was damaged is never handed out.
 *
 * A file has no right of its own. Whatever record points at it decides who may read it, and hands it out with file_read.
 * Everything lives in the arena of the piece of work, a whole file included (FILE_MOST bytes at most).
 */
#ifndef CAIRN_STORE_FILE_H
#define CAIRN_STORE_FILE_H

#include "base/field.h"
#include "base/text.h"
#include "base/work.h"

#define FILE_CHUNK ((size_t)256 * 1024)
#define FILE_MOST  ((size_t)64 * 1024 * 1024)

#define FILE_FIELDS(F, S)                                                                          \
	F(S, INT, id, .label = "Number")                                                           \
	F(S, TEXT, name, .label = "Name", .max = 200)                                              \
	F(S, TEXT, type, .label = "Type")                                                          \
	F(S, INT, bytes, .label = "Bytes")                                                         \
	F(S, TEXT, digest, .label = "Digest")                                                      \
	F(S, MOMENT, made_at, .label = "Kept since")

ROW(file, FILE_FIELDS);

/* Inside a change. Its number, or 0 with the fault set. */
int64_t file_add(struct work *w, const char *name, const char *type, struct blob content);
/* Inside a change: takes the bytes and the name away. Nothing may point at it any more. */
bool file_drop(struct work *w, int64_t id);

/* What it is, without its bytes. Null with the fault NOT_FOUND. */
const struct file *file_by_id(struct work *w, int64_t id);
/* Its bytes, whole. False with the fault set; BROKEN when they are not those that came in. */
bool file_read(struct work *w, const struct file *file, struct blob *content);

#endif
