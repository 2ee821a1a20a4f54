#include "site/retention.h"

#include "base/text.h"
#include "site/jobs.h"
#include "store/partnership.h"
#include "store/role.h"
#include "web/answer.h"

#define KIND  "clearout"
#define SHOWN 10

PAGE_TYPE(retention, RETENTION_PAGE);
PAGE_TYPE(clear_out, CLEAR_OUT_PAGE);
ROW_TYPE(clear_out_form, CLEAR_OUT_FORM_FIELDS);

/* ------------------------------------------------------------------ how long */

static bool show_retention(struct work *w, struct request *rq)
{
	static const struct pair notices[] = {
		{ "saved", "Saved. Nothing is removed before you clear out. Say the same in the privacy notice." },
		{ NULL, NULL }
	};
	struct retention *retention = NEW(w->arena, struct retention);
	struct retention_page page = { .retention = retention };

	if (!retention_read(w, retention))
		return answer_fault(w, rq);
	page.form = form_of(w, rq, &retention_record, retention);
	frame_notice(rq, notices);
	frame_crumb(w, rq, "Privacy notice", url_to(w->arena, "/privacy"));
	return answer(w, rq, VIEW(retention, &page));
}

static bool prepare_retention(struct work *w, struct request *rq)
{
	struct retention *retention = NEW(w->arena, struct retention);

	rq->plan = retention;
	rq->then = url_with(w->arena, url_to(w->arena, "/privacy/retention"), "done", "saved");
	if (!text_to_int(request_form(rq, "version"), &retention->version))
		retention->version = -1;
	return form_read_whole(w, rq, &retention_record, retention);
}

static enum outcome change_retention(struct work *w, void *plan)
{
	return retention_save(w, plan) ? CHANGED : REFUSED;
}

/* ------------------------------------------------------------------ clearing out */

/* As a line of a table begins. */
static const char *with_capital(struct arena *arena, const char *name)
{
	char *copy = text_copy(arena, name);

	if (*copy >= 'a' && *copy <= 'z')
		*copy = (char)(*copy - 'a' + 'A');
	return copy;
}

static bool find_kinds(struct work *w, struct clear_out_page *page)
{
	struct retention retention;

	if (!retention_read(w, &retention))
		return false;
	for (size_t kind = 0; kind < RETENTION_KINDS; kind++) {
		struct clear_out found;

		if (!clear_out_of(w, &retention, kind, &found))
			return false;
		found.kind = with_capital(w->arena, found.kind);
		list_add(w->arena, &page->kinds, found);
		page->records += found.records;
	}
	return true;
}

static bool show_clear_out(struct work *w, struct request *rq)
{
	static const struct pair notices[] = {
		{ "asked", "It will begin in a moment. You can leave this page: what came of it will stand here." },
		{ NULL, NULL }
	};
	struct clear_out_page page = { .form = form_of(w, rq, &clear_out_form_record, NULL) };
	const struct job *job;

	if (!find_kinds(w, &page) || !jobs_newest(w, KIND, SHOWN, (struct list_any *)(void *)&page.jobs))
		return answer_fault(w, rq);
	for EACH(job, &page.jobs) {
		if (job_is_open(job))
			page.open = job;
	}
	frame_notice(rq, notices);
	frame_crumb(w, rq, "Privacy notice", url_to(w->arena, "/privacy"));
	return answer(w, rq, VIEW(clear_out, &page));
}

static bool prepare_clear_out(struct work *w, struct request *rq)
{
	struct clear_out_form form = { 0 };
	const struct partnership *partnership = partnership_by_id(w, w->partnership);

	rq->then = url_with(w->arena, url_to(w->arena, "/privacy/clear-out"), "done", "asked");
	if (partnership == NULL || !form_read_whole(w, rq, &clear_out_form_record, &form))
		return false;
	return text_equal(text_fold(w->arena, text_squeeze(w->arena, form.name)),
	                  text_fold(w->arena, text_squeeze(w->arena, partnership->name))) ||
	       form_mistake(w, rq, "name", "That is not its name. It is called: %s", partnership->name);
}

static enum outcome change_clear_out(struct work *w, void *plan)
{
	(void)plan;
	return job_ask(w, KIND, "") != 0 ? CHANGED : REFUSED;
}

/* ------------------------------------------------------------------ on home */

bool retention_task(struct work *w, struct home_page *page)
{
	bool due;

	if (!role_may(w->role, MAY_ADMINISTER))
		return true;
	if (!clear_out_is_due(w, &due))
		return false;
	if (due)
		list_add(w->arena, &page->tasks,
		         ((struct task){ .title = "Clear out what has been kept long enough",
		                         .why = "A year has passed. You see what would go before anything does.",
		                         .url = url_to(w->arena, "/privacy/clear-out"),
		                         .takes = "5 minutes" }));
	return true;
}

static const struct route retention_routes[] = {
	{ GET, "/privacy/retention", SHOW(show_retention), MAY_ADMINISTER, READS, "How long records are kept" },
	{ POST, "/privacy/retention", SAVE(retention), MAY_ADMINISTER, CHANGES, "How long records are kept" },
	{ GET, "/privacy/clear-out", SHOW(show_clear_out), MAY_ADMINISTER, READS, "Clear out" },
	{ POST, "/privacy/clear-out", SAVE(clear_out), MAY_ADMINISTER, CHANGES | JOBS, "Clear out" },
	{ 0 }
};

const struct theme retention_theme = { "", "", MAY_ADMINISTER, retention_routes, NULL, clear_out_jobs };
