/*
 * The long work of making a document: the report is written as a file with its pictures beside it, a converter in confinement makes Word or PDF of it
 * (base/confined.h), and what comes of it is kept for a week.
 */
#include <string.h>

#include "base/embedded.h"
#include "base/text.h"
#include "culture/report.h"
#include "culture/report_style.h"
#include "culture/workbook.h"
#include "db/db.h"
#include "store/document_make.h"
#include "store/round.h"

struct making {
	struct document_making document;
	const struct document_form *form;
	const struct round *round;
	struct report_changes before; /* as it was when the report was begun */
};

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

	if (!report_of(w, making->round, true, &report))
		return false;
	report.is_word = text_equal(making->form->key, "docx");
	view_report_file(&out, &report);
	html = out_html(&out);
	return document_put(&making->document, DOCUMENT_SOURCE, html.at, html.len) &&
	       document_put(&making->document, "report.css", (const char *)report_style[0].at, report_style[0].len) &&
	       put_pictures(making, &report);
}

/* ------------------------------------------------------------------ converting */

static bool make_pdf(const struct making *making)
{
	static const char *const words[] = { "weasyprint", "--encoding",    "utf-8",       "--pdf-variant",
		                             "pdf/ua-1",   DOCUMENT_SOURCE, DOCUMENT_FILE, NULL };

	return put_report(making) && document_convert(&making->document, words, 1024 * MEGABYTE);
}

static bool make(const struct making *making)
{
	if (text_equal(making->form->key, "docx"))
		return put_report(making) && document_word(&making->document);
	if (text_equal(making->form->key, "pdf"))
		return make_pdf(making);
	return workbook_write(making->document.run->work, making->round,
	                      document_path(&making->document, DOCUMENT_FILE));
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

static enum outcome keep(struct work *w, void *plan)
{
	const struct making *making = plan;

	return says_what_is_so(w, making) && document_keep(w, &making->document, file_name(w->arena, making)) ? CHANGED
	                                                                                                      : REFUSED;
}

/* ------------------------------------------------------------------ the job */

/* Of "3 docx". */
static bool read_about(struct making *making)
{
	struct work *w = making->document.run->work;
	size_t count;
	char **parts = text_split(w->arena, making->document.run->job->about, ' ', &count);
	int64_t round;

	if (count == 2 && text_to_int(parts[0], &round)) {
		making->form = document_form(parts[1]);
		making->round = round_by_id(w, round);
	}
	if (making->form != NULL) {
		making->document.key = making->form->key;
		making->document.name = making->form->name;
		making->document.type = making->form->type;
	}
	return (making->form != NULL && making->round != NULL) ||
	       fault(w, FAULT_NOT_FOUND, "There is no such document to make.");
}

static const char *run_document(struct job_run *run)
{
	struct work *w = run->work;
	struct making making = { .document.run = run };

	if (!read_about(&making) || !report_changes(w, making.round->id, &making.before) ||
	    !document_folder(&making.document) || !run->goes_on(run, 10) || !make(&making) ||
	    !document_read(&making.document) || !run->goes_on(run, 90) || job_change(run, keep, &making) != CHANGED)
		return NULL;
	return document_size(&making.document);
}

const struct job_kind report_jobs[] = {
	{ "document", "Report as a document", "document: the report of a round as Word, PDF or Excel.", run_document },
	{ 0 },
};
