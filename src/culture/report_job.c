/*
 * The long work of making a document: the report is written as a file with its pictures beside it, a converter in confinement makes Word or PDF of it
 * (base/confined.h), and what comes of it is kept for a week.
 */
#include "base/embedded.h"
#include "base/text.h"
#include "culture/report.h"
#include "culture/report_style.h"
#include "culture/round_words.h"
#include "culture/workbook.h"
#include "db/db.h"
#include "store/document_make.h"
#include "store/job_file.h"
#include "store/round.h"

struct making {
	struct document_making document;
	const struct document_form *form;
	int64_t about; /* the number of the round */
	const struct round *round;
	struct report_changes before; /* as it was when the report was begun */
};

/* ------------------------------------------------------------------ files for it */

static bool is_form(const struct making *making, const char *key)
{
	return text_equal(making->form->key, key);
}

/* ------------------------------------------------------------------ the report as files */

static bool put_pictures(const struct making *making, const struct report *report)
{
	for (size_t t = 0; t < report->themes.len; t++) {
		for (size_t c = 0; c < report->themes.at[t].criteria.len; c++) {
			const struct report_criterion *one = &report->themes.at[t].criteria.at[c];

			if (*one->file != '\0' &&
			    !document_put(&making->document, one->file, one->drawing.at, one->drawing.len))
				return false;
		}
	}
	return true;
}

static bool put_report(const struct making *making)
{
	struct work *w = making->document.run->work;
	struct out out = { .arena = w->arena };
	struct report report;
	struct html html;

	if (!report_of(w, making->round, FOR_FILE, &report))
		return false;
	report.is_word = is_form(making, "docx");
	view_report_file(&out, &report);
	html = out_html(&out);
	return document_put(&making->document, DOCUMENT_SOURCE, html.at, html.len) &&
	       document_put(&making->document, "report.css", (const char *)report_style[0].at, report_style[0].len) &&
	       put_pictures(making, &report);
}

static bool put_all(struct making *making)
{
	struct work *w = making->document.run->work;

	making->round = round_by_id(w, making->about);
	if (making->round == NULL || !report_changes(w, making->round->id, &making->before) ||
	    !making->document.run->goes_on(making->document.run, 10))
		return false;
	if (is_form(making, "xlsx"))
		return workbook_write(w, making->round, document_path(&making->document, DOCUMENT_FILE));
	return put_report(making) && (!is_form(making, "docx") || document_put_look(&making->document));
}

/* As it all was at one moment: a document that says of what was agreed one thing here and another there is worse than an old one. What converters need of
 * it is in files when that ends, so that nobody waits for them. */
static bool put_files(struct making *making)
{
	struct work *w = making->document.run->work;
	bool is_put = db_snapshot_begin(w) && put_all(making);

	db_snapshot_end(w);
	return is_put;
}

/* ------------------------------------------------------------------ converting */

static bool make_pdf(const struct making *making)
{
	static const char *const words[] = { "weasyprint", "--encoding",    "utf-8",       "--pdf-variant",
		                             "pdf/ua-1",   DOCUMENT_SOURCE, DOCUMENT_FILE, NULL };

	return document_convert(&making->document, words);
}

/* Cairn has written a workbook already. */
static bool make(const struct making *making)
{
	if (is_form(making, "docx"))
		return document_word(&making->document);
	return !is_form(making, "pdf") || make_pdf(making);
}

/* ------------------------------------------------------------------ keeping it */

/* Words that were taken out while it was being made must not go out with it. */
static bool says_what_is_so(struct work *w, const struct making *making)
{
	struct report_changes now;

	return report_changes(w, making->round->id, &now) &&
	       (now.words_at.ms == making->before.words_at.ms ||
	        fault(w, FAULT_CONFLICT, "The words changed while it was being made. Ask for it again."));
}

static enum outcome keep(struct work *w, void *plan)
{
	const struct making *making = plan;

	return says_what_is_so(w, making) &&
	                       document_keep(w, &making->document,
	                                     round_file_name(w->arena, making->round, "report", making->form->key))
	               ? CHANGED
	               : REFUSED;
}

/* ------------------------------------------------------------------ the job */

static bool read_about(struct making *making)
{
	struct work *w = making->document.run->work;

	making->form = document_of_about(w->arena, making->document.run->job->about, &making->about);
	if (making->form == NULL)
		return fault(w, FAULT_NOT_FOUND, "There is no such document to make.");
	making->document.key = making->form->key;
	making->document.name = making->form->name;
	making->document.type = making->form->type;
	return true;
}

static const char *run_document(struct job_run *run)
{
	struct making making = { .document.run = run };

	if (!read_about(&making) || !document_folder(&making.document) || !put_files(&making) || !make(&making) ||
	    !document_read(&making.document) || !run->goes_on(run, 90) || job_change(run, keep, &making) != CHANGED)
		return NULL;
	return document_size(&making.document);
}

const struct job_kind report_jobs[] = {
	{ JOB_DOCUMENT, "Report as a document", "document: the report of a round as Word, PDF or Excel.",
	  run_document },
	{ 0 },
};
