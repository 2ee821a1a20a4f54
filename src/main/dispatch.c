#include "main/dispatch.h"

#include <string.h>

#include "base/log.h"
#include "main/right.h"
#include "main/runner.h"
#include "store/partnership.h"
#include "web/answer.h"
#include "web/reading.h"

/* ------------------------------------------------------------------- pages */

void life_refuse(struct life *life)
{
	const struct route *route = life->request->route;

	if (route != NULL && route->may == MAY_WITH_LINK) /* who holds a link has no account: no menu, no signing in */
		life->request->frame.kind = FRAME_PLAIN;
	answer_fault(life->work, life->request);
}

static void end_snapshot(struct work *w, struct request *rq)
{
	rq->reading_ends = NULL;
	db_snapshot_end(w);
}

static bool begin_snapshot(struct life *life)
{
	if (!db_snapshot_begin(life->work))
		return false;
	life->request->reading_ends = end_snapshot;
	return true;
}

static void end_reading(struct life *life)
{
	if (life->request->reading_ends != NULL)
		end_snapshot(life->work, life->request);
}

/* A handler that gives up must say why. */
static void check_answer(struct life *life, bool answered)
{
	if (answered && life->request->answer.type != NULL)
		return;
	if (answered && (life->request->answer.status == 303 || life->request->answer.status == 304))
		return;
	if (life->work->fault.kind == FAULT_NONE)
		log_line("no_answer", LOG_TEXT("id", life->request->id), LOG_TEXT("route", life->request->route->path),
		         LOG_END);
	life_refuse(life);
}

static void show(struct life *life, const struct route *route)
{
	check_answer(life, route->show(life->work, life->request));
	end_reading(life);
}

/* The page with the form comes back, with what was typed and why it will not do. */
static void show_form_again(struct life *life, int status)
{
	struct request *rq = life->request;
	const struct route *page = route_shown_at(life->program->tables, rq->route);

	if (rq->wants != WANTS_HTML) {
		answer_mistakes(life->work, rq);
		return;
	}
	if (page == NULL) {
		fault(life->work, FAULT_BAD_INPUT, "%s", rq->mistakes.len > 0 ? rq->mistakes.at[0].sentence : "");
		life_refuse(life);
		return;
	}
	rq->answer = (struct answer){ .headers = rq->answer.headers };
	rq->frame.title = page->title;
	rq->frame.crumbs.len = 0;
	if (!begin_snapshot(life)) {
		life_refuse(life);
		return;
	}
	show(life, page);
	if (rq->answer.status == 200)
		rq->answer.status = status;
}

static void ask_to_sign_in(struct life *life)
{
	struct request *rq = life->request;
	struct arena *arena = life->work->arena;

	if (rq->method == GET && rq->wants == WANTS_HTML) {
		life->work->fault = (struct fault){ 0 };
		answer_redirect(life->work, rq, url_with(arena, url_to(arena, "/sign-in"), "then", rq->target));
		return;
	}
	life_refuse(life);
}

/* ----------------------------------------------------------------- changes */

static bool begin_change(struct life *life)
{
	struct request *rq = life->request;

	if (!right_origin(life) || !form_parse(life->work, rq) || !right_token(life)) {
		life_refuse(life);
		return false;
	}
	if (rq->route->prepare != NULL && !rq->route->prepare(life->work, rq)) {
		if (life->work->fault.kind == FAULT_NONE && rq->mistakes.len > 0)
			show_form_again(life, 422);
		else if (rq->answer.status == 0)
			check_answer(life, false);
		return false;
	}
	if (rq->route->change == NULL) { /* nothing to write: prepare did all there was to do */
		life->change.outcome = CHANGED;
		life_settle(life);
		return false;
	}
	life->change.run = rq->route->change;
	life->change.work = life->work;
	life->change.plan = rq->plan;
	return true;
}

static void show_conflict(struct life *life)
{
	struct frame *frame = &life->request->frame;

	if (life->request->wants != WANTS_HTML || route_shown_at(life->program->tables, life->request->route) == NULL) {
		life_refuse(life);
		return;
	}
	frame->notice = life->work->fault.sentence;
	frame->notice_is_error = true;
	life->work->fault = (struct fault){ 0 };
	show_form_again(life, 409);
}

static void answer_change(struct life *life)
{
	struct request *rq = life->request;

	if (rq->route->after != NULL)
		check_answer(life, rq->route->after(life->work, rq));
	else if (life->change.outcome == CHANGED)
		answer_redirect(life->work, rq, rq->then.at == NULL ? url_to(life->work->arena, "/") : rq->then);
	else
		check_answer(life, false);
	end_reading(life);
}

void life_settle(struct life *life)
{
	enum outcome outcome = life->change.outcome;

	if (outcome == CHANGED && (life->request->route->effect & JOBS) != 0)
		runner_wake(life->program->runner);
	if (outcome == CHANGED || (outcome == REFUSED_KEEP && life->request->route->after != NULL))
		answer_change(life);
	else if (life->work->fault.kind == FAULT_NONE && life->request->mistakes.len > 0)
		show_form_again(life, 422);
	else if (life->work->fault.kind == FAULT_CONFLICT)
		show_conflict(life);
	else
		check_answer(life, false);
}

/* ----------------------------------------------------------------- a life */

static bool come_in(struct life *life)
{
	struct request *rq = life->request;

	if ((rq->route->effect & ALONE) != 0)
		return true;
	if (rq->method == GET && !begin_snapshot(life))
		return false;
	return right_who(life) && right_may(life);
}

/* There is no such page; the frame around that sentence is still theirs. */
static void fill_frame_only(struct life *life)
{
	const struct fault kept = life->work->fault;

	if (life->request->route != NULL || life->request->wants != WANTS_HTML)
		return;
	life->work->fault = (struct fault){ 0 };
	if (!right_who(life))
		log_line("no_frame", LOG_TEXT("id", life->request->id), LOG_END);
	life->work->fault = kept;
}

bool life_begin(struct life *life)
{
	struct request *rq = life->request;

	if (life->work->fault.kind != FAULT_NONE)
		fill_frame_only(life);
	if (life->work->fault.kind != FAULT_NONE || !come_in(life)) {
		if (life->work->fault.kind == FAULT_NOT_SIGNED_IN)
			ask_to_sign_in(life);
		else
			life_refuse(life);
		end_reading(life);
		return false;
	}
	if (rq->method == POST)
		return begin_change(life);
	show(life, rq->route);
	return false;
}

/* Whatever follows these words in a path is a secret. */
static const char *masked(struct arena *arena, const char *path)
{
	static const char *const before_secrets[] = { "/answer/", "/join/", "/invitation/", "/reset/" };

	for (size_t i = 0; i < sizeof before_secrets / sizeof before_secrets[0]; i++) {
		const char *at = strstr(path, before_secrets[i]);

		if (at != NULL)
			return text_format(arena, "%.*s%s*", (int)(at - path), path, before_secrets[i]);
	}
	return path;
}

void life_end(struct life *life)
{
	struct request *rq = life->request;
	int status = rq->answer.status;

	atomic_fetch_add(&life->program->answered[status >= 100 && status < 600 ? status / 100 : 0], 1);
	log_line("request", LOG_TEXT("id", rq->id),
	         LOG_TEXT("method", rq->method == POST ? "POST"
	                            : rq->is_head      ? "HEAD"
	                                               : "GET"),
	         LOG_TEXT("path", masked(life->work->arena, rq->path)), LOG_INT("status", status),
	         LOG_INT("ms", (time_monotonic_us() - life->began_us) / 1000),
	         LOG_INT("bytes", (int64_t)rq->answer.body.len + rq->answer.file_bytes),
	         LOG_INT("account", life->work->account), LOG_END);
}

/* --------------------------------------------------------- the synchronous door */

void dispatch_start(struct work *w, struct request *rq, struct program *program)
{
	(void)w;
	request_start(rq);
	rq->program = program;
	rq->address = "127.0.0.1";
	rq->host = "localhost";
}

bool dispatch_now(struct work *w, struct request *rq, const struct session_who *who)
{
	struct life life = { .program = rq->program,
		             .work = w,
		             .request = rq,
		             .is_known = who != NULL,
		             .began_us = time_monotonic_us() };

	if (who != NULL)
		life.who = *who;
	life_find(&life, false);
	if (life_begin(&life)) {
		life.change.outcome = db_change_now(w, life.change.run, life.change.plan);
		life_settle(&life);
	}
	return w->fault.kind == FAULT_NONE;
}
