/* Loading a framework of one's own, and the official wording of one: the two forms and what they do. */
#include "culture/framework_upload.h"

#include <string.h>

#include "base/text.h"
#include "base/url.h"
#include "culture/frameworks.h"
#include "web/answer.h"

PAGE_TYPE(framework_text, FRAMEWORK_TEXT_PAGE);
PAGE_TYPE(framework_file, FRAMEWORK_FILE_PAGE);

/* What is wrong with the file itself is for the person to mend, so it goes back onto the form. Anything else stays
 * a fault. */
static bool tell_on_form(struct work *w, struct request *rq, const char *field, const struct pack_texts *problems)
{
	const struct fault was = w->fault;

	if (was.kind != FAULT_BAD_INPUT && was.kind != FAULT_BAD_TYPE && was.kind != FAULT_TOO_LARGE)
		return false;
	w->fault = (struct fault){ 0 };
	for (size_t i = 0; problems != NULL && i < problems->len; i++)
		form_mistake(w, rq, field, "%s", problems->at[i]);
	if (rq->mistakes.len == 0)
		form_mistake(w, rq, field, "%s", was.sentence);
	return false;
}

/* ------------------------------------------------------------------ the official wording */

/* The one thing that is typed on this form. */
struct pasted {
	const char *text;
};

static const struct field pasted_fields[] = {
	{ .name = "text",
	  .kind = FIELD_TEXT,
	  .offset = offsetof(struct pasted, text),
	  .label = "Or paste the text here",
	  .hint = "Open the document, select all of it, copy, and paste.",
	  .max = 90000,
	  .lines = true,
	  .typed = true },
};
static const struct record_type pasted_record = { "pasted", sizeof(struct pasted), pasted_fields, 1 };

bool show_framework_text(struct work *w, struct request *rq)
{
	struct framework_text_page page = { .framework = framework_by_key(w, path_part(rq, "key")) };
	struct framework_wording wording;

	if (page.framework == NULL || !framework_wording(w, page.framework->id, &wording))
		return false;
	page.pack = pack_of_version(w, page.framework->current);
	if (page.pack == NULL)
		return false;
	page.source = wording.source;
	page.form = form_of(w, rq, &pasted_record, NULL);
	page.back = framework_url(w->arena, page.framework->key);
	page.action = url_to(w->arena, "/culture/frameworks/:key/text", page.framework->key);
	frame_crumb(w, rq, "Frameworks", url_to(w->arena, "/culture/frameworks"));
	frame_crumb(w, rq, page.framework->title, page.back);
	return answer(w, rq, VIEW(framework_text, &page));
}

struct sent {
	const char *field, *file_name;
	struct blob text;
};

/* The file when one was chosen, else what was pasted. */
static struct sent text_sent(const struct request *rq)
{
	const struct upload *file = request_upload(rq, "file");
	const char *pasted = request_form(rq, "text");

	if (file != NULL && (file->content.len > 0 || *pasted == '\0'))
		return (struct sent){ "file", file->file_name, file->content };
	return (struct sent){ *pasted == '\0' ? "file" : "text",
		              "pasted text",
		              { (const unsigned char *)pasted, strlen(pasted) } };
}

bool prepare_framework_text(struct work *w, struct request *rq)
{
	struct wording_plan *plan = NEW(w->arena, struct wording_plan);
	const char *key = path_part(rq, "key");
	struct sent sent = text_sent(rq);

	rq->plan = plan;
	rq->then = url_with(w->arena, framework_url(w->arena, key), "done", "text");
	if (sent.text.len == 0)
		return form_mistake(w, rq, sent.field,
		                    "Choose the file with the text of the document, or paste the text.");
	return wording_prepare(w, key, sent.text, sent.file_name, plan) || tell_on_form(w, rq, sent.field, NULL);
}

enum outcome change_framework_text(struct work *w, void *plan)
{
	return wording_load(w, plan) ? CHANGED : REFUSED;
}

/* ------------------------------------------------------------------ a framework of one's own */

bool show_framework_file(struct work *w, struct request *rq)
{
	struct framework_file_page page = { .rq = rq };

	frame_crumb(w, rq, "Frameworks", url_to(w->arena, "/culture/frameworks"));
	return answer(w, rq, VIEW(framework_file, &page));
}

bool prepare_framework_file(struct work *w, struct request *rq)
{
	struct framework_plan *plan = NEW(w->arena, struct framework_plan);
	const struct upload *file = request_upload(rq, "file");

	rq->plan = plan;
	if (file == NULL || file->content.len == 0)
		return form_mistake(w, rq, "file", "Choose the framework file.");
	return framework_prepare(w, file->content, plan) || tell_on_form(w, rq, "file", &plan->problems);
}

enum outcome change_framework_file(struct work *w, void *plan)
{
	return framework_load(w, plan) ? CHANGED : REFUSED;
}

/* Only the change knows whether there was anything new in it. */
bool after_framework_file(struct work *w, struct request *rq)
{
	const struct framework_plan *plan = rq->plan;
	struct url url = framework_url(w->arena, plan->pack->key);

	return answer_redirect(w, rq, url_with(w->arena, url, "done", plan->was_loaded ? "same" : "loaded"));
}
