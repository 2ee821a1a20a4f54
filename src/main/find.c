/*
 * The first step of a request's life: its number, its route, and how much it may bring along. No waiting, no database.
 */
#include <string.h>

#include "base/random.h"
#include "main/dispatch.h"
#include "web/answer.h"
#include "web/server.h"

#define BIG_BYTES     ((size_t)21 * 1024 * 1024) /* a file of 20 MB and the form around it */
#define TOKEN_LETTERS 52                         /* random_token */

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
		fault(life->work, FAULT_NOT_FOUND,
		      "There is no such page. The address may be mistyped, or the page gone.");
		return;
	}
	answer_header(life->work, rq, "Allow",
	              is_shown && is_posted ? "GET, HEAD, POST"
	              : is_shown            ? "GET, HEAD"
	                                    : "POST");
	fault(life->work, FAULT_BAD_METHOD,
	      strange ? "Cairn does not take that kind of request."
	              : "This address does not take that kind of request.");
}

static bool may_be_token(const char *token)
{
	return strlen(token) == TOKEN_LETTERS && strspn(token, "abcdefghijklmnopqrstuvwxyz234567") == TOKEN_LETTERS;
}

/* Whether a session or a link could be theirs. Whether it is, the database knows, and a worker asks it when the body is in. */
static bool may_be_known(const struct request *rq)
{
	return may_be_token(path_part(rq, "token")) || may_be_token(request_cookie(rq, SESSION_COOKIE));
}

/* A large upload is only for people who have signed in, or hold a link. A stranger who makes up either finds the few places of one address
 * (web/server.h). */
static size_t body_limit(const struct request *rq)
{
	return (rq->route->effect & BIG) != 0 && may_be_known(rq) ? BIG_BYTES : BODY_ORDINARY;
}

size_t life_find(struct life *life, bool strange)
{
	struct request *rq = life->request;
	bool other;

	rq->program = life->program;
	rq->id = life->work->request = new_id(life);
	rq->frame.assets = &life->program->assets;
	if (life->work->fault.kind != FAULT_NONE)
		return BODY_ORDINARY;
	rq->route = strange ? NULL : route_find(life->work, rq, life->program->tables, &other);
	if (rq->route == NULL) {
		no_route(life, strange);
		return BODY_ORDINARY;
	}
	rq->frame.title = rq->route->title;
	return body_limit(rq);
}
