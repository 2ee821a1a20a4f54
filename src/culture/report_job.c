/*
 * The long work of making a document: the report is written as a file with its pictures beside it, a converter in confinement makes Word or PDF of it
 * (base/confined.h), and what comes of it is kept for a week.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/confined.h"
#include "base/docx.h"
#include "base/embedded.h"
#include "base/hash.h"
#include "base/temporary.h"
#include "base/text.h"
#include "culture/report.h"
#include "culture/report_style.h"
#include "culture/round_words.h"
#include "culture/workbook.h"
#include "db/db.h"
#include "store/job_file.h"
#include "store/reference_document.h"
#include "store/round.h"

#define REPORT_FILE   "report.html"
#define DOCUMENT_FILE "document"
#define LOOK_FILE     "look.docx"
#define OUTPUT_OPTION "--output=document"

#define MEGABYTE ((int64_t)1024 * 1024)

struct making {
	struct job_run *run;
	const struct document_form *form;
	int64_t about; /* the number of the round */
	const struct round *round;
	const char *folder;
	bool has_look; /* of the partnership's own, for Word */
	struct file file;
	struct blob content;
	struct report_changes before; /* as it was when the report was begun */
};

/* ------------------------------------------------------------------ files for it */

static bool is_form(const struct making *making, const char *key)
{
	return text_equal(making->form->key, key);
}

static const char *in_folder(const struct making *making, const char *name)
{
	return text_format(making->run->work->arena, "%s/%s", making->folder, name);
}

static bool put(const struct making *making, const char *name, const char *at, size_t len)
{
	FILE *file = fopen(in_folder(making, name), "wxe");
	bool is_written = file != NULL && fwrite(at, 1, len, file) == len;

	if (file != NULL && fclose(file) != 0)
		is_written = false;
	return is_written || fault(making->run->work, FAULT_UNAVAILABLE, "There is no room for temporary files.");
}

/* ------------------------------------------------------------------ the report as files */

static bool put_pictures(const struct making *making, const struct report *report)
{
	for (size_t t = 0; t < report->themes.len; t++) {
		for (size_t c = 0; c < report->themes.at[t].criteria.len; c++) {
			const struct report_criterion *one = &report->themes.at[t].criteria.at[c];

			if (*one->file != '\0' && !put(making, one->file, one->drawing.at, one->drawing.len))
				return false;
		}
	}
	return true;
}

static bool put_report(const struct making *making)
{
	struct work *w = making->run->work;
	struct out out = { .arena = w->arena };
	struct report report;
	struct html html;

	if (!report_of(w, making->round, FOR_FILE, &report))
		return false;
	report.is_word = is_form(making, "docx");
	view_report_file(&out, &report);
	html = out_html(&out);
	return put(making, REPORT_FILE, html.at, html.len) &&
	       put(making, "report.css", (const char *)report_style[0].at, report_style[0].len) &&
	       put_pictures(making, &report);
}

/* The partnership's own look. It is looked at again: it may have come with a take-out. */
static bool put_look(struct making *making)
{
	struct work *w = making->run->work;
	struct reference_document look;
	struct blob content;

	if (!reference_document(w, &look))
		return false;
	making->has_look = look.file != NULL;
	return !making->has_look || (file_read(w, look.file, &content) && docx_check(w->arena, &w->fault, content) &&
	                             put(making, LOOK_FILE, (const char *)content.at, content.len));
}

static bool put_all(struct making *making)
{
	struct work *w = making->run->work;

	making->round = round_by_id(w, making->about);
	if (making->round == NULL || !report_changes(w, making->round->id, &making->before) ||
	    !making->run->goes_on(making->run, 10))
		return false;
	if (is_form(making, "xlsx"))
		return workbook_write(w, making->round, in_folder(making, DOCUMENT_FILE));
	return put_report(making) && (!is_form(making, "docx") || put_look(making));
}

/* As it all was at one moment: a document that says of what was agreed one thing here and another there is worse than an old one. What converters need of
 * it is in files when that ends, so that nobody waits for them. */
static bool put_files(struct making *making)
{
	struct work *w = making->run->work;
	bool is_put = db_snapshot_begin(w) && put_all(making);

	db_snapshot_end(w);
	return is_put;
}

/* ------------------------------------------------------------------ converting */

/* A converter that runs may be told to stop; how far it is nobody knows. */
static bool goes_on(void *context)
{
	const struct job_run *run = context;

	return run->goes_on(run, 40);
}

static bool convert(const struct making *making, const char *const words[])
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

static bool make_docx(const struct making *making)
{
	const char *words[] = { "pandoc",
		                "--from=html",
		                "--to=docx",
		                "--metadata=lang:en-GB",
		                "--shift-heading-level-by=-1",
		                OUTPUT_OPTION,
		                REPORT_FILE,
		                making->has_look ? "--reference-doc=" LOOK_FILE : NULL,
		                NULL };

	return convert(making, words);
}

static bool make_pdf(const struct making *making)
{
	static const char *const words[] = { "weasyprint", "--encoding", "utf-8",       "--pdf-variant",
		                             "pdf/ua-1",   REPORT_FILE,  DOCUMENT_FILE, NULL };

	return convert(making, words);
}

/* Cairn has written a workbook already. */
static bool make(const struct making *making)
{
	if (is_form(making, "docx"))
		return make_docx(making);
	return !is_form(making, "pdf") || make_pdf(making);
}

/* ------------------------------------------------------------------ keeping it */

/* By its first bytes: whatever a converter left there, only a document is handed out. */
static bool is_of_form(const struct making *making)
{
	const char *first = is_form(making, "pdf") ? "%PDF-" : "PK\003\004";
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

static bool read_document(struct making *making)
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
	       fault(w, FAULT_UNAVAILABLE, "What was made is no %s document.", making->form->name);
}

/* Words that were taken out while it was being made must not go out with it. */
static bool says_what_is_so(struct work *w, const struct making *making)
{
	struct report_changes now;

	return report_changes(w, making->round->id, &now) &&
	       (now.words_at.ms == making->before.words_at.ms ||
	        fault(w, FAULT_CONFLICT, "The words changed while it was being made. Ask for it again."));
}

/* It is the job's from its first byte, so that it goes with the job whatever becomes of that. */
static enum outcome keep(struct work *w, void *plan)
{
	const struct making *making = plan;
	const struct blob *all = &making->content;
	const struct file file = { .name = round_file_name(w->arena, making->round, "report", making->form->key),
		                   .type = making->form->type,
		                   .bytes = (int64_t)all->len,
		                   .digest = hash_bytes(w->arena, all->at, all->len) };
	int64_t id = says_what_is_so(w, making) ? job_file_begin(w, making->run->job, &file) : 0, position = 1;

	for (size_t at = 0; id != 0 && at < all->len; at += FILE_CHUNK) {
		size_t left = all->len - at;

		if (!file_put(w, id, position++, (struct blob){ all->at + at, left < FILE_CHUNK ? left : FILE_CHUNK }))
			return REFUSED;
	}
	return id != 0 ? CHANGED : REFUSED;
}

/* ------------------------------------------------------------------ the job */

static bool read_about(struct making *making)
{
	struct work *w = making->run->work;

	making->form = document_of_about(w->arena, making->run->job->about, &making->about);
	return making->form != NULL || fault(w, FAULT_NOT_FOUND, "There is no such document to make.");
}

/* Gone when the job ends, however it ends. */
static bool make_folder(struct making *making)
{
	making->folder = temporary_folder(making->run->work->arena, "cairn-document");
	return making->folder != NULL ||
	       fault(making->run->work, FAULT_UNAVAILABLE, "There is no folder for temporary files.");
}

static const char *run_document(struct job_run *run)
{
	struct work *w = run->work;
	struct making making = { .run = run };

	if (!read_about(&making) || !make_folder(&making) || !put_files(&making) || !make(&making) ||
	    !read_document(&making) || !run->goes_on(run, 90) || job_change(run, keep, &making) != CHANGED)
		return NULL;
	return text_format(w->arena, "%s kilobytes.",
	                   text_of_count(w->arena, (int64_t)(making.content.len + 1023) / 1024));
}

const struct job_kind report_jobs[] = {
	{ JOB_DOCUMENT, "Report as a document", "document: the report of a round as Word, PDF or Excel.",
	  run_document },
	{ 0 },
};
