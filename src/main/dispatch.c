#include "main/dispatch.h"

#include <string.h>

#include "base/log.h"
#include "base/random.h"
#include "main/right.h"
#include "store/partnership.h"
#include "web/answer.h"
#include "web/reading.h"

#define BODY_BYTES ((size_t)256 * 1024)
#define BIG_BYTES  ((size_t)20 * 1024 * 1024)

/* ------------------------------------------------------------------- route */

/* Eight letters, unlike those of any other request since the start: a scrambled count. */
static const char *new_id(struct life *life)
{
	static const char letters[] = "abcdefghijkmnpqrstuvwxyz23456789";
	struct random random = { .seed = (uint64_t)life->program->started_us,
		                 .chunk = (uint64_t)atomic_fetch_add(&life->program->next_request, 1) };
	uint64_t word = random_word(&random);
	char *id = arena_take(life->work->arena, 9);

	for (size_t i = 0; i < 8; i++)
		id[i] = letters[word >> (5 * i) & 31];
	return id;
}

/* There is no route for this method: is the address one of ours all the same? */
static void no_route(struct life *life, bool strange)
{
	struct request *rq = life->request;
	struct request asked = { .method = GET, .path = rq->path };
	bool is_posted = false;
	bool is_shown = route_find(life->work, &asked, life->program->tables, &is_posted) != NULL;

	asked.method = POST;
	if (is_shown)
		is_posted = route_find(life->work, &asked, life->program->tables, &(bool){ false }) != NULL;
	if (!is_shown && !is_posted) {
		fault(life->work, FAULT_NOT_FOUND, "There is no such page. The address may be mistyped, or the page gone.");
		return;
	}
	answer_header(life->work, rq, "Allow", is_shown && is_posted ? "GET, HEAD, POST" : is_shown ? "GET, HEAD" : "POST");
	fault(life->work, FAULT_BAD_METHOD,
	      strange ? "Cairn does not take that kind of request." : "This address does not take that kind of request.");
}

size_t life_find(struct life *life, bool strange)
{
	struct request *rq = life->request;
	bool other;

	rq->program = life->program;
	rq->id = life->work->request = new_id(life);
	rq->frame.assets = &life->program->assets;
	if (life->work->fault.kind != FAULT_NONE)
		return BODY_BYTES;
	rq->route = strange ? NULL : route_find(life->work, rq, life->program->tables, &other);
	if (rq->route == NULL) {
		no_route(life, strange);
		return BODY_BYTES;
	}
	rq->frame.title = rq->route->title;
	return (rq->route->effect & BIG) != 0 ? BIG_BYTES : BODY_BYTES;
}

/* ------------------------------------------------------------------- pages */

void life_refuse(struct life *life)
{
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

bool life_begin(struct life *life)
{
	struct request *rq = life->request;

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
	log_line("request", LOG_TEXT("id", rq->id), LOG_TEXT("method", rq->method == POST ? "POST" : rq->is_head ? "HEAD" : "GET"),
	         LOG_TEXT("path", masked(life->work->arena, rq->path)), LOG_INT("status", status),
	         LOG_INT("ms", (time_monotonic_us() - life->began_us) / 1000), LOG_INT("bytes", rq->answer.body.len),
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
	struct life life = { .program = rq->program, .work = w, .request = rq, .is_known = who != NULL,
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
