#include "site/takeout.h"

#include <stdio.h>

#include "base/text.h"
#include "db/db.h"
#include "site/jobs.h"
#include "store/event.h"
#include "store/job_file.h"
#include "store/partnership.h"
#include "web/answer.h"

#define KIND  "takeout"
#define SHOWN 20

ROW_TYPE(takeout_form, TAKEOUT_FIELDS);
PAGE_TYPE(takeout, TAKEOUT_PAGE);

/* ------------------------------------------------------------------ the page */

/* A file that is past its time is on its way out: nobody gets it any more. */
struct moment takeout_until(const struct job *job, struct moment now)
{
	struct moment until = job_file_until(job);

	return until.ms > now.ms ? until : (struct moment){ 0 };
}

bool show_takeout(struct work *w, struct request *rq)
{
	static const struct pair notices[] = {
		{ "asked", "It will begin in a moment. You can leave this page: the file waits here for a day." },
		{ "stopped", "It is stopped." },
		{ "removed", "The file is removed from here." },
		{ NULL, NULL }
	};
	struct takeout_page page = { .form = form_of(w, rq, &takeout_form_record, NULL),
		                     .place = rq->frame.place,
		                     .now = w->now };
	const struct job *job;

	if (!jobs_newest(w, KIND, SHOWN, (struct list_any *)(void *)&page.takeouts))
		return answer_fault(w, rq);
	for EACH(job, &page.takeouts) {
		if (job_is_open(job))
			page.open = job;
		else if (page.ready == NULL && takeout_until(job, w->now).ms != 0)
			page.ready = job;
	}
	frame_notice(rq, notices);
	frame_crumb(w, rq, "People", url_to(w->arena, "/people"));
	return answer(w, rq, VIEW(takeout, &page));
}

/* ------------------------------------------------------------------ asking */

static struct url takeout_done(struct work *w, const char *what)
{
	return url_with(w->arena, url_to(w->arena, "/takeout"), "done", what);
}

bool prepare_takeout(struct work *w, struct request *rq)
{
	struct takeout_form form = { 0 };
	const struct partnership *partnership = partnership_by_id(w, w->partnership);

	rq->then = takeout_done(w, "asked");
	if (partnership == NULL || !form_read_whole(w, rq, &takeout_form_record, &form))
		return false;
	return text_equal(text_fold(w->arena, text_squeeze(w->arena, form.name)),
	                  text_fold(w->arena, text_squeeze(w->arena, partnership->name))) ||
	       form_mistake(w, rq, "name", "That is not its name. It is called: %s", partnership->name);
}

enum outcome change_takeout(struct work *w, void *plan)
{
	(void)plan;
	return job_ask(w, KIND, "") != 0 ? CHANGED : REFUSED;
}

/* ------------------------------------------------------------------ one of them */

/* Null with the fault set: there is no such take-out. */
static struct job *which(struct work *w, struct request *rq)
{
	struct job *copy = NEW(w->arena, struct job);
	const struct job *job = job_by_id(w, path_id(rq, "id"));

	if (job == NULL)
		return NULL;
	if (!text_equal(job->kind, KIND)) {
		fault(w, FAULT_NOT_FOUND, "There is no such take-out.");
		return NULL;
	}
	*copy = *job;
	rq->plan = copy;
	return copy;
}

bool prepare_takeout_stop(struct work *w, struct request *rq)
{
	rq->then = takeout_done(w, "stopped");
	return which(w, rq) != NULL;
}

enum outcome change_takeout_stop(struct work *w, void *plan)
{
	return job_cancel(w, ((const struct job *)plan)->id) ? CHANGED : REFUSED;
}

bool prepare_takeout_remove(struct work *w, struct request *rq)
{
	const struct job *job = which(w, rq);

	rq->then = takeout_done(w, "removed");
	return job != NULL && (!job_is_open(job) || fault(w, FAULT_CONFLICT, "It is not made yet: stop it first."));
}

enum outcome change_takeout_remove(struct work *w, void *plan)
{
	const struct job *job = plan;

	return job_file_drop(w, job->id) && event_record(w, "removed", KIND, job->id, NULL) ? CHANGED : REFUSED;
}

/* ------------------------------------------------------------------ downloading */

bool prepare_takeout_download(struct work *w, struct request *rq)
{
	const struct job *job = which(w, rq);

	return job != NULL && (takeout_until(job, w->now).ms != 0 ||
	                       fault(w, FAULT_GONE, "This file is no longer here. Make the take-out again."));
}

/* Who took it away is in the record before a byte of it leaves. */
enum outcome change_takeout_download(struct work *w, void *plan)
{
	return event_record(w, "downloaded", KIND, ((const struct job *)plan)->id, NULL) ? CHANGED : REFUSED;
}

static void close_file(void *file)
{
	(void)fclose(file);
}

/* Out of the database into a file without a name, which the web server sends: it may be larger than memory. */
bool after_takeout_download(struct work *w, struct request *rq)
{
	const struct job *job = rq->plan;
	const struct file *file = file_by_id(w, job->file);
	FILE *copy = file == NULL ? NULL : tmpfile();

	if (copy == NULL) {
		fault(w, FAULT_UNAVAILABLE, "There is no room in the folder for temporary files.");
		return answer_fault(w, rq);
	}
	arena_defer(w->arena, close_file, copy);
	if (!file_copy(w, file, fileno(copy)))
		return answer_fault(w, rq);
	return answer_file(w, rq, file->type, file->name, fileno(copy), file->bytes);
}

/* ------------------------------------------------------------------ contents */

static const struct route takeout_routes[] = {
	{ GET, "/takeout", SHOW(show_takeout), MAY_ADMINISTER, READS, "Take everything out" },
	{ POST, "/takeout", SAVE(takeout), MAY_ADMINISTER, CHANGES | JOBS, "Take everything out" },
	{ POST, "/takeout/:id/stop", SAVE(takeout_stop), MAY_ADMINISTER, CHANGES | JOBS, "Stop a take-out" },
	{ POST, "/takeout/:id/download", SAVE_THEN(takeout_download), MAY_ADMINISTER, CHANGES, "Download a take-out" },
	{ POST, "/takeout/:id/remove", SAVE(takeout_remove), MAY_ADMINISTER, CHANGES, "Remove a take-out" },
	{ 0 }
};

const struct theme takeout_theme = { "", "/takeout", MAY_ADMINISTER, takeout_routes, takeout_commands, takeout_jobs };
