#include "culture/look.h"

#include "base/docx.h"
#include "base/text.h"
#include "base/url.h"
#include "culture/theme.h"
#include "web/answer.h"

PAGE_TYPE(look, LOOK_PAGE);

static bool show_look(struct work *w, struct request *rq)
{
	static const struct pair notices[] = { { "saved", "Word reports take this look from now on. One that is here "
		                                          "already keeps the look it was made with." },
		                               { "removed", "Word reports have the plain look again." },
		                               { NULL, NULL } };
	struct reference_document document;
	struct look_page page = { .rq = rq, .name = "" };

	if (!reference_document(w, &document))
		return answer_fault(w, rq);
	page.version = document.version;
	if (document.file != NULL) {
		page.name = document.file->name;
		page.since = document.file->made_at;
		page.kilobytes = (document.file->bytes + 1023) / 1024;
	}
	rq->frame.section = rounds_theme.name;
	frame_crumb(w, rq, "Self-assessment", url_to(w->arena, "/culture/rounds"));
	frame_notice(rq, notices);
	return answer(w, rq, VIEW(look, &page));
}

static bool show_look_file(struct work *w, struct request *rq)
{
	struct reference_document document;
	struct blob content;

	if (!reference_document(w, &document))
		return answer_fault(w, rq);
	if (document.file == NULL) {
		fault(w, FAULT_NOT_FOUND, "There is no document of your own. Word reports have the plain look.");
		return answer_fault(w, rq);
	}
	if (!file_read(w, document.file, &content))
		return answer_fault(w, rq);
	return answer_bytes(w, rq, DOCX_TYPE, "look-of-word-reports.docx", content);
}

/* ------------------------------------------------------------------ changing it */

static bool read_version(struct work *w, struct request *rq, struct reference_act *act)
{
	return (text_to_int(request_form(rq, "version"), &act->version) && act->version >= 0) ||
	       fault(w, FAULT_BAD_INPUT, "The form came without its version. Open the page again.");
}

/* What is wrong with the file is for the person to mend, so it goes back onto the form. */
static bool check(struct work *w, struct request *rq, struct blob content)
{
	struct fault wrong = { 0 };

	return docx_check(w->arena, &wrong, content) || form_mistake(w, rq, "file", "%s", wrong.sentence);
}

static bool prepare_look(struct work *w, struct request *rq)
{
	struct reference_act *act = NEW(w->arena, struct reference_act);
	const struct upload *file = request_upload(rq, "file");

	rq->plan = act;
	rq->then = url_with(w->arena, url_to(w->arena, "/culture/word-look"), "done", "saved");
	if (!read_version(w, rq, act))
		return false;
	if (file == NULL || file->content.len == 0)
		return form_mistake(w, rq, "file", "Choose the Word document.");
	act->name = text_is_empty(file->file_name) ? "document.docx" : file->file_name;
	act->content = file->content;
	return check(w, rq, file->content);
}

static enum outcome change_look(struct work *w, void *plan)
{
	return reference_document_set(w, plan) ? CHANGED : REFUSED;
}

static bool prepare_look_remove(struct work *w, struct request *rq)
{
	struct reference_act *act = NEW(w->arena, struct reference_act);

	rq->plan = act;
	rq->then = url_with(w->arena, url_to(w->arena, "/culture/word-look"), "done", "removed");
	return read_version(w, rq, act);
}

static enum outcome change_look_remove(struct work *w, void *plan)
{
	const struct reference_act *act = plan;

	return reference_document_remove(w, act->version) ? CHANGED : REFUSED;
}

const struct route look_routes[] = {
	{ GET, "/culture/word-look", SHOW(show_look), MAY_PLAN, READS, "The look of Word reports" },
	{ POST, "/culture/word-look", SAVE(look), MAY_PLAN, CHANGES | BIG | SLOW, "Change the look of Word reports" },
	{ GET, "/culture/word-look/file", SHOW(show_look_file), MAY_PLAN, READS,
	  "Download the document with the look" },
	{ POST, "/culture/word-look/remove", SAVE(look_remove), MAY_PLAN, CHANGES, "Go back to the plain look" },
	{ 0 }
};
