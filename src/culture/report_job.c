/*
 * The long work of making a document: the report is written as a file with its pictures beside it, a converter in confinement makes Word or PDF of it
 * (base/confined.h), and what comes of it is kept for a week.
 */
#include <errno.h>
#include <ftw.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/confined.h"
#include "base/docx.h"
#include "base/embedded.h"
#include "base/hash.h"
#include "base/text.h"
#include "culture/report.h"
#include "culture/report_style.h"
#include "culture/workbook.h"
#include "db/db.h"
#include "store/job_file.h"
#include "store/reference_document.h"
#include "store/round.h"

#define REPORT_FILE   "report.html"
#define DOCUMENT_FILE "document"
#define LOOK_FILE     "look.docx"
#define OUTPUT_OPTION "--output=document"

#define LEFT_MS  (10 * MINUTE_MS) /* no document takes as long */
#define MEGABYTE ((int64_t)1024 * 1024)

struct making {
	struct job_run *run;
	const struct document_form *form;
	const struct round *round;
	const char *folder;
	struct file file;
	struct blob content;
	struct report_changes before; /* as it was when the report was begun */
};

/* ------------------------------------------------------------------ a folder for it */

static int remove_one(const char *path, const struct stat *what, int kind, struct FTW *where)
{
	(void)what;
	(void)kind;
	(void)where;
	(void)remove(path);
	return 0; /* the rest goes all the same */
}

static void remove_folder(void *folder)
{
	(void)nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

/* What a job left that was killed: a folder that nobody can be working in any more. */
static void remove_left(struct work *w, const char *place)
{
	glob_t found;
	struct stat what;

	if (glob(text_format(w->arena, "%s/cairn-document.??????", place), GLOB_NOSORT, NULL, &found) != 0)
		return;
	for (size_t i = 0; i < found.gl_pathc; i++) {
		if (lstat(found.gl_pathv[i], &what) == 0 && S_ISDIR(what.st_mode) && what.st_uid == geteuid() &&
		    (int64_t)what.st_mtim.tv_sec * 1000 < w->now.ms - LEFT_MS)
			remove_folder(found.gl_pathv[i]);
	}
	globfree(&found);
}

/* Gone when the job ends; when the job is killed, with the next document that is made. */
static bool make_folder(struct making *making)
{
	struct work *w = making->run->work;
	const char *place = getenv("TMPDIR");
	char *folder;

	if (place == NULL || *place != '/')
		place = "/tmp";
	remove_left(w, place);
	folder = text_format(w->arena, "%s/cairn-document.XXXXXX", place);
	if (mkdtemp(folder) == NULL)
		return fault(w, FAULT_UNAVAILABLE, "There is no folder for temporary files.");
	arena_defer(w->arena, remove_folder, folder);
	making->folder = folder;
	return true;
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
	report.is_word = text_equal(making->form->key, "docx");
	view_report_file(&out, &report);
	html = out_html(&out);
	return put(making, REPORT_FILE, html.at, html.len) &&
	       put(making, "report.css", (const char *)report_style[0].at, report_style[0].len) &&
	       put_pictures(making, &report);
}

/* ------------------------------------------------------------------ converting */

/* A converter that runs may be told to stop; how far it is nobody knows. */
static bool goes_on(void *context)
{
	const struct job_run *run = context;

	return run->goes_on(run, 40);
}

static bool convert(const struct making *making, const char *const words[], int64_t memory_bytes)
{
	struct work *w = making->run->work;
	const struct confined what = { .words = words,
		                       .folder = making->folder,
		                       .cpu_seconds = 60,
		                       .wall_ms = 120 * SECOND_MS,
		                       .memory_bytes = memory_bytes,
		                       .file_bytes = (int64_t)FILE_MOST,
		                       .goes_on = goes_on,
		                       .context = making->run };

	return confined_run(w->arena, &w->fault, &what);
}

/* The partnership's own look. It is looked at again: it may have come with a take-out. */
static bool put_look(const struct making *making, bool *has_look)
{
	struct work *w = making->run->work;
	struct reference_document look;
	struct blob content;

	if (!reference_document(w, &look))
		return false;
	*has_look = look.file != NULL;
	return !*has_look || (file_read(w, look.file, &content) && docx_check(w->arena, &w->fault, content) &&
	                      put(making, LOOK_FILE, (const char *)content.at, content.len));
}

static bool make_docx(const struct making *making)
{
	bool has_look = false;
	const char *words[] = { "pandoc",
		                "--from=html",
		                "--to=docx",
		                "--metadata=lang:en-GB",
		                "--shift-heading-level-by=-1",
		                OUTPUT_OPTION,
		                REPORT_FILE,
		                NULL,
		                NULL };

	if (!put_report(making) || !put_look(making, &has_look))
		return false;
	if (has_look)
		words[7] = "--reference-doc=" LOOK_FILE;
	return convert(making, words, 1024 * MEGABYTE);
}

static bool make_pdf(const struct making *making)
{
	static const char *const words[] = { "weasyprint", "--encoding", "utf-8",       "--pdf-variant",
		                             "pdf/ua-1",   REPORT_FILE,  DOCUMENT_FILE, NULL };

	return put_report(making) && convert(making, words, 1024 * MEGABYTE);
}

static bool make(const struct making *making)
{
	if (text_equal(making->form->key, "docx"))
		return make_docx(making);
	if (text_equal(making->form->key, "pdf"))
		return make_pdf(making);
	return workbook_write(making->run->work, making->round, in_folder(making, DOCUMENT_FILE));
}

/* ------------------------------------------------------------------ keeping it */

/* By its first bytes: whatever a converter left there, only a document is handed out. */
static bool is_of_form(const struct making *making)
{
	const char *first = text_equal(making->form->key, "pdf") ? "%PDF-" : "PK\003\004";
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

/* Letters and digits of the round's name, so that every machine takes it. */
static const char *file_name(struct arena *arena, const struct making *making)
{
	char *name = text_fold(arena, making->round->title);
	size_t len = 0;

	for (const char *from = name; *from != '\0' && len < 80; from++) {
		bool is_plain = (*from >= 'a' && *from <= 'z') || (*from >= '0' && *from <= '9');

		if (is_plain)
			name[len++] = *from;
		else if (len > 0 && name[len - 1] != '-')
			name[len++] = '-';
	}
	while (len > 0 && name[len - 1] == '-')
		len--;
	name[len] = '\0';
	return text_format(arena, "%s-report.%s", len == 0 ? "round" : name, making->form->key);
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
	const struct file file = { .name = file_name(w->arena, making),
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

/* Of "3 docx". */
static bool read_about(struct making *making)
{
	struct work *w = making->run->work;
	size_t count;
	char **parts = text_split(w->arena, making->run->job->about, ' ', &count);
	int64_t round;

	if (count == 2 && text_to_int(parts[0], &round)) {
		making->form = document_form(parts[1]);
		making->round = round_by_id(w, round);
	}
	return (making->form != NULL && making->round != NULL) ||
	       fault(w, FAULT_NOT_FOUND, "There is no such document to make.");
}

static const char *run_document(struct job_run *run)
{
	struct work *w = run->work;
	struct making making = { .run = run };

	if (!read_about(&making) || !report_changes(w, making.round->id, &making.before) || !make_folder(&making) ||
	    !run->goes_on(run, 10) || !make(&making) || !read_document(&making) || !run->goes_on(run, 90) ||
	    job_change(run, keep, &making) != CHANGED)
		return NULL;
	return text_format(w->arena, "%s kilobytes.",
	                   text_of_count(w->arena, (int64_t)(making.content.len + 1023) / 1024));
}

const struct job_kind report_jobs[] = {
	{ "document", "Report as a document", "document: the report of a round as Word, PDF or Excel.", run_document },
	{ 0 },
};
