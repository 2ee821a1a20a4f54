/*
 * The long work of taking out: the file is made on the disk, without a name, and then put into the database a few megabytes at a time, from where it
 * is handed out.
 */
#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/text.h"
#include "db/db.h"
#include "site/takeout.h"
#include "store/job_file.h"
#include "store/takeout.h"

#define CHUNKS_A_STEP 16
#define LARGEST       ((int64_t)1024 * 1024 * 1024)

struct keeping {
	struct job_run *run;
	int from; /* the file that was made */
	struct file file;
	int64_t position; /* of the chunk that is next */
	struct blob step; /* some chunks */
};

static bool hear(void *context, int64_t done_percent)
{
	const struct job_run *run = context;

	return run->goes_on(run, done_percent);
}

static bool read_some(struct keeping *keeping, unsigned char *to, size_t len, size_t *got)
{
	off_t at = (off_t)(keeping->position - 1) * (off_t)FILE_CHUNK;

	for (*got = 0; *got < len;) {
		ssize_t more = pread(keeping->from, to + *got, len - *got, at + (off_t)*got);

		if (more < 0 && errno == EINTR)
			continue;
		if (more < 0)
			return fault(keeping->run->work, FAULT_UNAVAILABLE, "What was made could not be read again.");
		if (more == 0)
			break;
		*got += (size_t)more;
	}
	return true;
}

static bool find_digest(struct keeping *keeping, unsigned char *some)
{
	char *digest = arena_take(keeping->run->work->arena, HASH_CHARACTERS + 1);
	struct hashing hashing;
	size_t got;

	hash_begin(&hashing);
	for (keeping->position = 1; read_some(keeping, some, FILE_CHUNK, &got) && got > 0; keeping->position++)
		hash_more(&hashing, some, got);
	hash_end(&hashing, digest);
	keeping->file.digest = digest;
	return keeping->run->work->fault.kind == FAULT_NONE;
}

static enum outcome begin_keeping(struct work *w, void *plan)
{
	struct keeping *keeping = plan;

	keeping->file.id = job_file_begin(w, keeping->run->job, &keeping->file);
	return keeping->file.id != 0 ? CHANGED : REFUSED;
}

static enum outcome keep_step(struct work *w, void *plan)
{
	const struct keeping *keeping = plan;
	int64_t position = keeping->position;

	for (size_t at = 0; at < keeping->step.len; at += FILE_CHUNK) {
		size_t left = keeping->step.len - at;
		struct blob chunk = { keeping->step.at + at, left < FILE_CHUNK ? left : FILE_CHUNK };

		if (!file_put(w, keeping->file.id, position++, chunk))
			return REFUSED;
	}
	return CHANGED;
}

/* The last fifth of the way. */
static bool keep(struct keeping *keeping)
{
	struct job_run *run = keeping->run;
	unsigned char *some = arena_take_blank(run->work->arena, CHUNKS_A_STEP * FILE_CHUNK);
	size_t got = 0;

	if (!find_digest(keeping, some) || job_change(run, begin_keeping, keeping) != CHANGED)
		return false;
	for (keeping->position = 1; read_some(keeping, some, CHUNKS_A_STEP * FILE_CHUNK, &got) && got > 0;
	     keeping->position += CHUNKS_A_STEP) {
		int64_t done = (keeping->position - 1) * (int64_t)FILE_CHUNK;

		keeping->step = (struct blob){ some, got };
		if (job_change(run, keep_step, keeping) != CHANGED)
			return false;
		if (!run->goes_on(run, 80 + 19 * done / keeping->file.bytes))
			return fault(run->work, FAULT_CONFLICT, "The taking out was stopped.");
	}
	return run->work->fault.kind == FAULT_NONE;
}

static const char *make(struct job_run *run, int file)
{
	struct work *w = run->work;
	const struct takeout_wish wish = { .goes_on = hear, .context = run };
	struct takeout_made made;
	struct keeping keeping = { .run = run, .from = file };

	if (!takeout_write(w, &wish, file, &made))
		return NULL;
	if (made.bytes > LARGEST) {
		fault(w, FAULT_TOO_LARGE,
		      "It has %s megabytes, more than can be handed out here. Whoever runs Cairn can write it to a "
		      "file "
		      "with: cairn takeout FILE.zip",
		      text_of_count(w->arena, made.bytes / 1024 / 1024));
		return NULL;
	}
	keeping.file.name = text_format(w->arena, "cairn-takeout-%s.zip", date_iso(w->arena, date_at(w->now)));
	keeping.file.type = "application/zip";
	keeping.file.bytes = made.bytes;
	if (!keep(&keeping))
		return NULL;
	return text_format(w->arena, "%s records and %s files, %s kilobytes.", text_of_count(w->arena, made.records),
	                   text_of_count(w->arena, made.files), text_of_count(w->arena, (made.bytes + 1023) / 1024));
}

static const char *run_takeout_job(struct job_run *run)
{
	FILE *file = tmpfile();
	const char *result;

	if (file == NULL) {
		fault(run->work, FAULT_UNAVAILABLE, "There is no folder for temporary files.");
		return NULL;
	}
	result = make(run, fileno(file));
	(void)fclose(file);
	return result;
}

const struct job_kind takeout_jobs[] = {
	{ "takeout", "Take-out of everything", "takeout: everything that is kept of a partnership, in one file.",
	  run_takeout_job },
	{ 0 },
};
