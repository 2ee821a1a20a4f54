/*
 * The draft assessment and the list of what may be given out, as Word: asked for on their pages, made by a job as reports are
 * (store/document_make.h), kept for a week.
 */
#include "base/confined.h"
#include "base/text.h"
#include "site/assessment.h"
#include "store/document_make.h"
#include "store/job_file.h"
#include "store/role.h"
#include "web/answer.h"

#define KIND      "officers"
#define CONVERTER "pandoc"
#define WORD_TYPE "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

/* ------------------------------------------------------------------ the pages */

static struct url own_page(struct arena *arena, const char *which)
{
	return url_to(arena, text_equal(which, "published") ? "/privacy/published" : "/privacy/assessment");
}

bool officers_document(struct work *w, const char *which, struct officers_document *document)
{
	const struct job *job = job_about(w, KIND, which);

	*document = (struct officers_document){ .state = "",
		                                .own = own_page(w->arena, which),
		                                .is_missing = !confined_has(CONVERTER) };
	if (job == NULL)
		return w->fault.kind == FAULT_NONE;
	document->is_open = text_equal(job->state, "waiting") || text_equal(job->state, "running");
	if (document->is_open) {
		document->state = "It is being made.";
	} else if (text_equal(job->state, "failed")) {
		document->state = text_format(w->arena, "It could not be made. %s", job->result);
	} else if (job_file_until(job).ms > w->now.ms) {
		document->state = text_format(w->arena, "Made on %s. %s", date_text(w->arena, date_at(job->ended_at)),
		                              job->result);
		document->download = url_id(w->arena, "/privacy/documents/:id", job->id);
	}
	return true;
}

static bool prepare_word(struct work *w, struct request *rq, const char *which)
{
	rq->plan = text_copy(w->arena, which);
	rq->then = url_with(w->arena, own_page(w->arena, which), "done", "asked");
	return confined_has(CONVERTER) ||
	       fault(w, FAULT_UNAVAILABLE, CONVERTER " is not installed on the machine that runs Cairn.");
}

bool prepare_assessment_word(struct work *w, struct request *rq)
{
	return prepare_word(w, rq, "assessment");
}

bool prepare_published_word(struct work *w, struct request *rq)
{
	return prepare_word(w, rq, "published");
}

enum outcome change_assessment_word(struct work *w, void *plan)
{
	return job_ask(w, KIND, plan) != 0 ? CHANGED : REFUSED;
}

enum outcome change_published_word(struct work *w, void *plan)
{
	return change_assessment_word(w, plan);
}

/* The assessment is for whoever plans, as its page is. */
static bool may_have(const struct work *w, const struct job *job)
{
	return text_equal(job->kind, KIND) && (text_equal(job->about, "published") || role_may(w->role, MAY_PLAN));
}

bool show_officers_document(struct work *w, struct request *rq)
{
	const struct job *job = job_by_id(w, path_id(rq, "id"));
	const struct file *file;
	struct blob content;

	if (job == NULL)
		return answer_fault(w, rq);
	if (!may_have(w, job)) {
		fault(w, FAULT_NOT_FOUND, "There is no such document.");
		return answer_fault(w, rq);
	}
	if (job_file_until(job).ms <= w->now.ms) {
		fault(w, FAULT_GONE, "This document is no longer here. Make it anew on its page.");
		return answer_fault(w, rq);
	}
	file = file_by_id(w, job->file);
	if (file == NULL || !file_read(w, file, &content))
		return answer_fault(w, rq);
	return answer_bytes(w, rq, file->type, file->name, content);
}

/* ------------------------------------------------------------------ the job */

static bool draw_source(struct work *w, const char *which, struct out *out)
{
	struct assessment_page assessment = { 0 };
	struct published_page published = { 0 };

	if (text_equal(which, "published")) {
		if (!published_fill(w, &published))
			return false;
		view_published_file(out, &published);
		return true;
	}
	if (!assessment_fill(w, &assessment))
		return false;
	view_assessment_file(out, &assessment);
	return true;
}

static enum outcome keep(struct work *w, void *plan)
{
	const struct document_making *making = plan;
	bool is_published = text_equal(making->run->job->about, "published");

	return document_keep(w, making, is_published ? "what-may-be-given-out.docx" : "impact-assessment-draft.docx")
	               ? CHANGED
	               : REFUSED;
}

static const char *run_officers(struct job_run *run)
{
	struct document_making making = { .run = run, .key = "docx", .name = "Word", .type = WORD_TYPE };
	struct out out = { .arena = run->work->arena };
	struct html html;

	if (!draw_source(run->work, run->job->about, &out) || !document_folder(&making) || !run->goes_on(run, 10))
		return NULL;
	html = out_html(&out);
	if (!document_put(&making, DOCUMENT_SOURCE, html.at, html.len) || !document_put_look(&making) ||
	    !document_word(&making) || !document_read(&making) || !run->goes_on(run, 90) ||
	    job_change(run, keep, &making) != CHANGED)
		return NULL;
	return document_size(&making);
}

const struct job_kind officers_jobs[] = {
	{ KIND, "Document for officers", "officers: the draft impact assessment, or what may be given out, as Word.",
	  run_officers },
	{ 0 },
};
