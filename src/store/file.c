#include "store/file.h"

#include <string.h>

#include "base/hash.h"
#include "db/db.h"
#include "store/file_stream.h"

ROW_TYPE(file, FILE_FIELDS);

/* ------------------------------------------------------------------ in */

static bool add_chunks(struct work *w, int64_t id, struct blob content)
{
	int64_t position = 1;

	for (size_t at = 0; at < content.len; at += FILE_CHUNK) {
		size_t left = content.len - at;
		struct blob chunk = { content.at + at, left < FILE_CHUNK ? left : FILE_CHUNK };

		if (!file_put(w, id, position++, chunk))
			return false;
	}
	return true;
}

int64_t file_add(struct work *w, const char *name, const char *type, struct blob content)
{
	int64_t id;

	if (content.len > FILE_MOST) {
		fault(w, FAULT_TOO_LARGE, "A file may have %d megabytes at most.", (int)(FILE_MOST / 1024 / 1024));
		return 0;
	}
	id = file_begin(w, &(struct file){ .name = name,
	                                   .type = type,
	                                   .bytes = (int64_t)content.len,
	                                   .digest = hash_bytes(w->arena, content.at, content.len) });
	return id != 0 && add_chunks(w, id, content) ? id : 0;
}

bool file_drop(struct work *w, int64_t id)
{
	return db_run(w, "DELETE FROM file_chunk WHERE partnership = $1 AND file = $2", V(w->partnership), V(id)) >=
	               0 &&
	       db_run(w, "DELETE FROM file WHERE partnership = $1 AND id = $2", V(w->partnership), V(id)) == 1;
}

/* ------------------------------------------------------------------ out */

const struct file *file_by_id(struct work *w, int64_t id)
{
	return rows_one(w,
	                db_ask(w,
	                       "SELECT id, name, type, bytes, digest, made_at FROM file "
	                       "WHERE partnership = $1 AND id = $2",
	                       V(w->partnership), V(id)),
	                &file_record, FAULT_NOT_FOUND, "There is no such file.");
}

bool file_is_damaged(struct work *w, const struct file *file)
{
	return fault(w, FAULT_BROKEN,
	             "The file “%s” is damaged, so it is not handed out. Whoever runs Cairn can restore it "
	             "from a backup.",
	             file->name);
}

/* A chunk at a time, so that a large file is in memory once and not twice. */
static bool read_chunks(struct work *w, const struct file *file, unsigned char *to)
{
	size_t at = 0, size = (size_t)file->bytes;

	for (int64_t position = 1; at < size; position++) {
		const struct rows *rows = db_ask(w,
		                                 "SELECT content FROM file_chunk "
		                                 "WHERE partnership = $1 AND file = $2 AND position = $3",
		                                 V(w->partnership), V(file->id), V(position));
		struct blob chunk = { 0 };

		if (rows == NULL)
			return false;
		if (rows->len == 1)
			chunk = row_blob(rows, 0, 0);
		if (chunk.len == 0 || chunk.len > size - at)
			return file_is_damaged(w, file);
		memcpy(to + at, chunk.at, chunk.len);
		at += chunk.len;
	}
	return true;
}

bool file_read(struct work *w, const struct file *file, struct blob *content)
{
	unsigned char *to;

	if (file->bytes < 0 || (size_t)file->bytes > FILE_MOST)
		return file_is_damaged(w, file);
	to = arena_take_blank(w->arena, (size_t)file->bytes + 1);
	if (!read_chunks(w, file, to))
		return false;
	*content = (struct blob){ to, (size_t)file->bytes };
	if (strcmp(hash_bytes(w->arena, content->at, content->len), file->digest) != 0)
		return file_is_damaged(w, file);
	return true;
}
