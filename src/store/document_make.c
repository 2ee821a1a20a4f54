#include "store/document_make.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/confined.h"
#include "base/docx.h"
#include "base/hash.h"
#include "base/temporary.h"
#include "base/text.h"
#include "db/db.h"
#include "store/job_file.h"
#include "store/reference_document.h"

#define LOOK_FILE     "look.docx"
#define OUTPUT_OPTION "--output=document" /* DOCUMENT_FILE */
#define MEGABYTE      ((int64_t)1024 * 1024)

/* Gone when the job ends, however it ends. */
bool document_folder(struct document_making *making)
{
	making->folder = temporary_folder(making->run->work->arena, "cairn-document");
	return making->folder != NULL ||
	       fault(making->run->work, FAULT_UNAVAILABLE, "There is no folder for temporary files.");
}

const char *document_path(const struct document_making *making, const char *name)
{
	return text_format(making->run->work->arena, "%s/%s", making->folder, name);
}

bool document_put(const struct document_making *making, const char *name, const char *at, size_t len)
{
	FILE *file = fopen(document_path(making, name), "wxe");
	bool is_written = file != NULL && fwrite(at, 1, len, file) == len;

	if (file != NULL && fclose(file) != 0)
		is_written = false;
	return is_written || fault(making->run->work, FAULT_UNAVAILABLE, "There is no room for temporary files.");
}

/* The partnership's own look. It is looked at again: it may have come with a take-out. */
bool document_put_look(struct document_making *making)
{
	struct work *w = making->run->work;
	struct reference_document look;
	struct blob content;

	if (!reference_document(w, &look))
		return false;
	making->has_look = look.file != NULL;
	return !making->has_look || (file_read(w, look.file, &content) && docx_check(w->arena, &w->fault, content) &&
	                             document_put(making, LOOK_FILE, (const char *)content.at, content.len));
}

/* ------------------------------------------------------------------ converting */

/* A converter that runs may be told to stop; how far it is nobody knows. */
static bool goes_on(void *context)
{
	const struct job_run *run = context;

	return run->goes_on(run, 40);
}

bool document_convert(const struct document_making *making, const char *const words[])
{
	struct work *w = making->run->work;
	const struct confined what = { .words = words,
		                       .folder = making->folder,
		                       .cpu_seconds = 60,
		                       .wall_ms = 120 * SECOND_MS,
		                       .memory_bytes = 1024 * MEGABYTE,
		                       .file_bytes = (int64_t)FILE_MOST,
		                       .disk_bytes = 4 * (int64_t)FILE_MOST,
		                       .goes_on = goes_on,
		                       .context = making->run };

	return confined_run(w->arena, &w->fault, &what);
}

bool document_word(const struct document_making *making)
{
	const char *words[] = { "pandoc",
		                "--from=html",
		                "--to=docx",
		                "--metadata=lang:en-GB",
		                "--shift-heading-level-by=-1",
		                OUTPUT_OPTION,
		                DOCUMENT_SOURCE,
		                making->has_look ? "--reference-doc=" LOOK_FILE : NULL,
		                NULL };

	return document_convert(making, words);
}

/* ------------------------------------------------------------------ keeping it */

/* By its first bytes: whatever a converter left there, only a document is handed out. */
static bool is_of_form(const struct document_making *making)
{
	const char *first = text_equal(making->key, "pdf") ? "%PDF-" : "PK\003\004";
	size_t len = strlen(first);

	return making->content.len > len && memcmp(making->content.at, first, len) == 0;
}

static bool read_whole(int file, unsigned char *at, size_t len)
{
	for (size_t got = 0; got < len;) {
		ssize_t more = read(file, at + got, len - got);

		if (more < 0 && errno == EINTR)
			continue;
		if (more <= 0)
			return false;
		got += (size_t)more;
	}
	return true;
}

bool document_read(struct document_making *making)
{
	struct work *w = making->run->work;
	int file = confined_open(&(struct confined){ .folder = making->folder }, DOCUMENT_FILE);
	struct stat what;
	unsigned char *at;
	bool is_read = false;

	if (file >= 0 && fstat(file, &what) == 0 && S_ISREG(what.st_mode) && what.st_size > 0 &&
	    (uint64_t)what.st_size <= FILE_MOST) {
		at = arena_take_blank(w->arena, (size_t)what.st_size);
		is_read = read_whole(file, at, (size_t)what.st_size);
		making->content = (struct blob){ at, (size_t)what.st_size };
	}
	if (file >= 0)
		close(file);
	return (is_read && is_of_form(making)) ||
	       fault(w, FAULT_UNAVAILABLE, "What was made is no %s document.", making->name);
}

/* It is the job's from its first byte, so that it goes with the job whatever becomes of that. */
bool document_keep(struct work *w, const struct document_making *making, const char *name)
{
	const struct blob *all = &making->content;
	const struct file file = { .name = name,
		                   .type = making->type,
		                   .bytes = (int64_t)all->len,
		                   .digest = hash_bytes(w->arena, all->at, all->len) };
	int64_t id = job_file_begin(w, making->run->job, &file), position = 1;

	for (size_t at = 0; id != 0 && at < all->len; at += FILE_CHUNK) {
		size_t left = all->len - at;

		if (!file_put(w, id, position++, (struct blob){ all->at + at, left < FILE_CHUNK ? left : FILE_CHUNK }))
			return false;
	}
	return id != 0;
}

const char *document_size(const struct document_making *making)
{
	struct arena *arena = making->run->work->arena;

	return text_format(arena, "%s kilobytes.", text_of_count(arena, (int64_t)(making->content.len + 1023) / 1024));
}
