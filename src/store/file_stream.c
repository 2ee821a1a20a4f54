#include "store/file_stream.h"

#include <errno.h>
#include <unistd.h>

#include "base/hash.h"
#include "db/db.h"

int64_t file_begin(struct work *w, const struct file *file)
{
	int64_t id = db_new_id(w, "file");

	return id != 0 && db_run(w,
	                         "INSERT INTO file (partnership, id, name, type, bytes, digest, made_at) "
	                         "VALUES ($1, $2, $3, $4, $5, $6, $7)",
	                         V(w->partnership), V(id), V(file->name), V(file->type), V(file->bytes),
	                         V(file->digest), V(w->now)) == 1
	               ? id
	               : 0;
}

bool file_put(struct work *w, int64_t id, int64_t position, struct blob chunk)
{
	return db_run(w, "INSERT INTO file_chunk (partnership, file, position, content) VALUES ($1, $2, $3, $4)",
	              V(w->partnership), V(id), V(position), V(chunk)) == 1;
}

/* ------------------------------------------------------------------ out */

static bool write_whole(struct work *w, int to, struct blob chunk)
{
	for (size_t done = 0; done < chunk.len;) {
		ssize_t put = write(to, chunk.at + done, chunk.len - done);

		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			return fault(w, FAULT_UNAVAILABLE, "There is no room in the folder for temporary files.");
		done += (size_t)put;
	}
	return true;
}

static bool copy_chunk(struct work *w, const struct file *file, int64_t position, int to, struct hashing *hashing,
                       int64_t *copied)
{
	const struct rows *rows = db_ask(w,
	                                 "SELECT content FROM file_chunk "
	                                 "WHERE partnership = $1 AND file = $2 AND position = $3",
	                                 V(w->partnership), V(file->id), V(position));
	struct blob chunk = row_blob(rows, 0, 0);

	if (rows == NULL)
		return false;
	hash_more(hashing, chunk.at, chunk.len);
	*copied += (int64_t)chunk.len;
	return chunk.len > 0 && write_whole(w, to, chunk);
}

bool file_copy(struct work *w, const struct file *file, int to)
{
	struct work one = *w;
	struct hashing hashing;
	char digest[HASH_CHARACTERS + 1];
	int64_t copied = 0;
	bool is_copied = true;

	one.arena = arena_new(); /* of one chunk at a time */
	hash_begin(&hashing);
	for (int64_t position = 1; is_copied && copied < file->bytes; position++) {
		is_copied = copy_chunk(&one, file, position, to, &hashing, &copied);
		if (is_copied)
			arena_reset(one.arena);
	}
	if (one.fault.kind != FAULT_NONE)
		fault(w, one.fault.kind, "%s", one.fault.sentence);
	arena_free(one.arena);
	hash_end(&hashing, digest);
	if (w->fault.kind != FAULT_NONE || (is_copied && copied == file->bytes && text_equal(digest, file->digest)))
		return w->fault.kind == FAULT_NONE;
	return file_is_damaged(w, file);
}
