/* The report's page, and the documents made from it: asking for one, and taking it away. */
#include "base/confined.h"
#include "base/text.h"
#include "culture/report.h"
#include "culture/round_words.h"
#include "culture/theme.h"
#include "store/job_file.h"
#include "store/role.h"
#include "store/round.h"
#include "web/answer.h"

ROW_TYPE(document_wish, DOCUMENT_WISH_FIELDS);
PAGE_TYPE(report, REPORT_PAGE);

const struct document_form document_forms[] = {
	{ "docx", "Word", "the report as a document to change and to send round.",
	  "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "pandoc" },
	{ "pdf", "PDF", "the report as a tagged PDF, which a screen reader can read.", "application/pdf",
	  "weasyprint" },
	{ "xlsx", "Excel", "all figures and released words as a workbook, with a sheet for each kind.",
	  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", NULL },
	{ 0 },
};

const struct document_form *document_form(const char *key)
{
	for (const struct document_form *form = document_forms; form->key != NULL; form++) {
		if (text_equal(form->key, key))
			return form;
	}
	return NULL;
}

const char *document_about(struct arena *arena, int64_t round, const char *form)
{
	return text_format(arena, "%lld %s", (long long)round, form);
}

const struct document_form *document_of_about(struct arena *arena, const char *about, int64_t *round)
{
	size_t count;
	char **parts = text_split(arena, about, ' ', &count);

	return count == 2 && text_to_int(parts[0], round) ? document_form(parts[1]) : NULL;
}

/* ------------------------------------------------------------------ the page */

static bool is_open(const struct job *job)
{
	return job != NULL && (text_equal(job->state, "waiting") || text_equal(job->state, "running"));
}

/* What a document says of itself: when it was made, and what has changed since. Words that were taken out are in no document that is handed out. */
static void say_state(struct work *w, const struct report_changes *changes, struct document_line *line)
{
	const struct job *job = line->job;

	line->is_open = is_open(job);
	if (job == NULL)
		return;
	if (line->is_open) {
		line->state = text_format(w->arena, "Being made: %lld%% done.", (long long)job->done_percent);
	} else if (text_equal(job->state, "failed")) {
		line->state = text_format(w->arena, "It could not be made. %s", job->result);
	} else if (job_file_until(job).ms > w->now.ms) {
		const char *made = date_text(w->arena, date_at(job->ended_at));

		line->is_old = changes->words_at.ms >= job->began_at.ms;
		if (line->is_old)
			line->state = "The words have changed since it was made. Make it anew.";
		else if (changes->agreed_at.ms > job->began_at.ms)
			line->state = text_format(w->arena, "Made on %s, before what was agreed last changed.", made);
		else
			line->state = text_format(w->arena, "Made on %s. %s", made, job->result);
		if (!line->is_old)
			line->download = url_id(w->arena, "/culture/documents/:id", job->id);
	}
}

static bool add_documents(struct work *w, struct report_page *page)
{
	struct report_changes changes;

	if (!report_changes(w, page->round->id, &changes))
		return false;
	for (const struct document_form *form = document_forms; form->key != NULL; form++) {
		struct document_line line = { .form = form, .state = "" };

		line.job = job_about(w, JOB_DOCUMENT, document_about(w->arena, page->round->id, form->key));
		if (w->fault.kind != FAULT_NONE)
			return false;
		line.is_missing = form->program != NULL && !confined_has(form->program);
		say_state(w, &changes, &line);
		page->is_open = page->is_open || line.is_open;
		list_add(w->arena, &page->documents, line);
	}
	return true;
}

static bool show_report(struct work *w, struct request *rq)
{
	static const struct pair notices[] = { { "asked", "It will be made in a moment. You can leave this page." },
		                               { NULL, NULL } };
	const struct round *round = round_by_id(w, path_id(rq, "id"));
	struct report_page page = { .round = round, .rq = rq };
	struct report report;
	const char *results;

	if (round == NULL || !report_of(w, round, FOR_PAGE, &report) || !add_documents(w, &page))
		return answer_fault(w, rq);
	page.report = &report;
	page.may_plan = role_may(w->role, MAY_PLAN);
	page.own = round_part_url(w->arena, round->id, "report");
	results = round_part_url(w->arena, round->id, "results").at;
	page.take_out = (struct take_out){ .what = "All figures",
		                           .csv = { text_format(w->arena, "%s.csv", results) },
		                           .json = { text_format(w->arena, "%s.json", results) } };
	rq->frame.section = rounds_theme.name;
	rq->frame.title = text_format(w->arena, "Report of %s", round->title);
	round_crumbs(w, rq, round);
	frame_crumb(w, rq, "Results", (struct url){ results });
	frame_notice(rq, notices);
	return answer(w, rq, VIEW(report, &page));
}

/* ------------------------------------------------------------------ asking for one */

static bool prepare_report(struct work *w, struct request *rq)
{
	const struct round *round = round_by_id(w, path_id(rq, "id"));
	struct document_wish wish = { .form = "" };
	const struct document_form *form;

	if (round == NULL || !form_read_whole(w, rq, &document_wish_record, &wish))
		return false;
	if (!report_is_there(w, round))
		return false;
	form = document_form(wish.form);
	if (form == NULL)
		return fault(w, FAULT_BAD_INPUT, "There is no such form. Choose Word, PDF or Excel.");
	if (form->program != NULL && !confined_has(form->program))
		return fault(w, FAULT_UNAVAILABLE, "%s is not installed on the machine that runs Cairn.",
		             form->program);
	rq->plan = (void *)(uintptr_t)document_about(w->arena, round->id, form->key);
	rq->then = url_with(w->arena, round_part_url(w->arena, round->id, "report"), "done", "asked");
	return true;
}

static enum outcome change_report(struct work *w, void *plan)
{
	return job_ask(w, JOB_DOCUMENT, plan) != 0 ? CHANGED : REFUSED;
}

/* ------------------------------------------------------------------ taking it away */

static bool show_document(struct work *w, struct request *rq)
{
	const struct job *job = job_by_id(w, path_id(rq, "id"));
	const struct document_form *form;
	struct report_changes changes;
	const struct file *file;
	struct blob content;
	int64_t round;

	if (job == NULL)
		return answer_fault(w, rq);
	form = text_equal(job->kind, JOB_DOCUMENT) ? document_of_about(w->arena, job->about, &round) : NULL;
	if (form == NULL) {
		fault(w, FAULT_NOT_FOUND, "There is no such document.");
		return answer_fault(w, rq);
	}
	if (!report_changes(w, round, &changes))
		return answer_fault(w, rq);
	if (job_file_until(job).ms <= w->now.ms || changes.words_at.ms >= job->began_at.ms) {
		fault(w, FAULT_GONE, "This document is no longer here. Make it anew on the report’s page.");
		return answer_fault(w, rq);
	}
	file = file_by_id(w, job->file);
	if (file == NULL || !file_read(w, file, &content))
		return answer_fault(w, rq);
	return answer_bytes(w, rq, file->type, file->name, content);
}

const struct route report_routes[] = {
	{ GET, "/culture/rounds/:id/report", SHOW(show_report), MAY_READ, READS, "Report" },
	{ POST, "/culture/rounds/:id/report", SAVE(report), MAY_READ, CHANGES | JOBS, "Make the report as a document" },
	{ GET, "/culture/documents/:id", SHOW(show_document), MAY_READ, READS, "Download a document" },
	{ 0 }
};
