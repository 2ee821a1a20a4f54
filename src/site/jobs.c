#include "site/jobs.h"

#include "base/text.h"
#include "web/answer.h"

#define SHOWN 20

PAGE_TYPE(jobs, JOBS_PAGE);

/* ------------------------------------------------------------------ in words */

static const struct {
	const char *state, *word;
	enum state shape;
	bool is_open;
} words[] = {
	{ "waiting", "Waiting", STATE_ASIDE, true },   { "running", "Running", STATE_NOW, true },
	{ "done", "Done", STATE_DONE, false },         { "failed", "Failed", STATE_LATE, false },
	{ "cancelled", "Stopped", STATE_HOLE, false },
};

#define WORDS (sizeof words / sizeof words[0])

static size_t state_of(const struct job *job)
{
	size_t i = 0;

	while (i < WORDS - 1 && !text_equal(words[i].state, job->state))
		i++;
	return i;
}

const char *job_title(const struct job *job)
{
	return text_equal(job->kind, "check") ? "Check of the database and the record" : job->kind;
}

enum state job_shape(const struct job *job)
{
	return words[state_of(job)].shape;
}

const char *job_word(struct arena *arena, const struct job *job)
{
	const char *word = words[state_of(job)].word;

	return text_equal(job->state, "running")
	               ? text_format(arena, "%s, %lld%% done", word, (long long)job->done_percent)
	               : word;
}

bool job_is_open(const struct job *job)
{
	return words[state_of(job)].is_open;
}

/* ------------------------------------------------------------------ the page */

bool show_checks(struct work *w, struct request *rq)
{
	static const struct pair notices[] = {
		{ "asked", "The check will begin in a moment. You can leave this page: the result stays here." },
		{ "stopped", "The check is stopped." },
		{ NULL, NULL }
	};
	struct jobs_page page = { .rq = rq };
	const struct job *job;

	if (!jobs_newest(w, "check", SHOWN, (struct list_any *)(void *)&page.jobs))
		return answer_fault(w, rq);
	for EACH(job, &page.jobs)
		page.is_under_way = page.is_under_way || job_is_open(job);
	frame_notice(rq, notices);
	frame_crumb(w, rq, "People", url_to(w->arena, "/people"));
	return answer(w, rq, VIEW(jobs, &page));
}

static struct url checks_done(struct work *w, const char *what)
{
	return url_with(w->arena, url_to(w->arena, "/checks"), "done", what);
}

bool prepare_check(struct work *w, struct request *rq)
{
	rq->then = checks_done(w, "asked");
	return true;
}

enum outcome change_check(struct work *w, void *plan)
{
	(void)plan;
	return job_ask(w, "check", "") != 0 ? CHANGED : REFUSED;
}

bool prepare_cancel(struct work *w, struct request *rq)
{
	int64_t *id = NEW(w->arena, int64_t);

	*id = path_id(rq, "id");
	rq->plan = id;
	rq->then = checks_done(w, "stopped");
	return true;
}

enum outcome change_cancel(struct work *w, void *plan)
{
	return job_cancel(w, *(const int64_t *)plan) ? CHANGED : REFUSED;
}
