#include "main/right.h"

#include <string.h>

#include "base/hash.h"
#include "base/random.h"
#include "web/answer.h"

#define VISIT_SECONDS (24 * 60 * 60)

static void fill_frame(struct life *life)
{
	struct frame *frame = &life->request->frame;
	const struct session_who *who = &life->who;

	frame->person = who->account == 0 || who->person == NULL ? "" : who->person;
	frame->role = role_name(life->work->role);
	frame->place = who->partnership_name == NULL ? "" : who->partnership_name;
	frame->is_example = who->is_demonstration;
	if (role_may(life->work->role, MAY_READ))
		frame->search = url_to(life->work->arena, "/search");
	frame->assets = &life->program->assets;
}

/* Whether the menu shows a theme to this person. */
static bool shows(const struct life *life, const struct theme *theme)
{
	if (text_is_empty(theme->name))
		return false;
	return theme->may == MAY_ANYONE || (theme->may == MAY_SIGNED_IN && life->work->account != 0) ||
	       role_may(life->work->role, theme->may);
}

static void fill_sections(struct life *life)
{
	struct program *program = life->program;
	struct frame *frame = &life->request->frame;
	const struct route *route = life->request->route;

	for (size_t i = 0; program->themes[i] != NULL; i++) {
		const struct theme *theme = program->themes[i];

		for (const struct route *own = theme->routes; own->path != NULL; own++) {
			if (own == route)
				frame->section = theme->name;
		}
		if (shows(life, theme))
			list_add(life->work->arena, &frame->sections,
			         ((struct section){ theme->name, url_to(life->work->arena, theme->home) }));
	}
}

/* What ties a form to a visitor: the session of who is signed in, else a cookie that means nothing by itself. */
static const char *tie_of(struct life *life)
{
	struct request *rq = life->request;
	const char *tie = request_cookie(rq, life->who.account != 0 ? SESSION_COOKIE : VISIT_COOKIE);

	if (life->who.account != 0 || strlen(tie) == 52)
		return tie;
	tie = random_token(life->work->arena);
	if (rq->method == GET && rq->route != NULL && rq->route->may == MAY_ANYONE && rq->wants == WANTS_HTML)
		answer_cookie(life->work, rq, VISIT_COOKIE, tie, VISIT_SECONDS);
	return tie;
}

bool right_who(struct life *life)
{
	struct request *rq = life->request;
	struct work *w = life->work;
	/* Whoever follows a secret link is whom the link is for: looking at a session there would tie an answer to an account. */
	bool has_secret = rq->route != NULL && rq->route->may == MAY_WITH_LINK;
	const char *session = has_secret ? "" : request_cookie(rq, SESSION_COOKIE);

	if (!life->is_known && *session != '\0' && !session_find(w, session, &life->who) && w->fault.kind != FAULT_NONE)
		return false;
	fill_frame(life);
	fill_sections(life);
	rq->forgery_token = hash_keyed(w->arena, life->program->secret, tie_of(life));
	return true;
}

static const char *needed(enum may may)
{
	switch (may) {
	case MAY_READ:
		return "the members of a partnership";
	case MAY_CONTRIBUTE:
		return "contributors and above";
	case MAY_ANALYSE:
		return "analysts, planners and administrators";
	case MAY_PLAN:
		return "planners and administrators";
	case MAY_APPROVE:
		return "approvers and administrators";
	case MAY_ADMINISTER:
		return "administrators";
	case MAY_NOT_SAID:
	case MAY_ANYONE:
	case MAY_WITH_LINK:
	case MAY_SIGNED_IN:
		break;
	}
	return "nobody";
}

bool right_may(struct life *life)
{
	struct work *w = life->work;
	enum may may = life->request->route->may;

	if (may == MAY_ANYONE || may == MAY_WITH_LINK)
		return true;
	if (w->account == 0)
		return fault(w, FAULT_NOT_SIGNED_IN, "Please sign in first.");
	if (may == MAY_SIGNED_IN || role_may(w->role, may))
		return true;
	if (text_is_empty(w->role))
		return fault(
			w, FAULT_NOT_ALLOWED,
			"This is for %s, and you do not belong to a partnership yet. Its administrator can invite you.",
			needed(may));
	return fault(w, FAULT_NOT_ALLOWED,
	             "This is for %s. Your role here is: %s. An administrator of your partnership can change that.",
	             needed(may), role_name(w->role));
}

static bool not_ours(struct work *w)
{
	return fault(w, FAULT_NOT_ALLOWED,
	             "This form did not come from a page of this site, so nothing was changed. Open the page here and "
	             "try again.");
}

/* "https://host:port" against the Host header. "null" (a sandboxed frame, a file) is nobody's. */
static bool is_our_origin(const struct request *rq)
{
	const char *origin = rq->origin;

	if (text_starts(origin, "https://"))
		return strcmp(origin + strlen("https://"), rq->host) == 0;
	return !rq->is_secure && text_starts(origin, "http://") && strcmp(origin + strlen("http://"), rq->host) == 0;
}

bool right_origin(struct life *life)
{
	const struct request *rq = life->request;

	if (*rq->origin != '\0' && !is_our_origin(rq))
		return not_ours(life->work);
	if (strcmp(rq->fetch_site, "cross-site") == 0)
		return not_ours(life->work);
	return true;
}

bool right_token(struct life *life)
{
	const struct request *rq = life->request;

	if (rq->route->may == MAY_WITH_LINK) /* the secret in the address is the token */
		return true;
	return hash_same(rq->forgery_token, request_form(rq, "token")) ||
	       fault(life->work, FAULT_NOT_ALLOWED,
	             "This form has been open for too long, or your browser keeps no cookies, so nothing was changed. "
	             "Go back, "
	             "load the page again and send it once more.");
}
