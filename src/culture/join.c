#include "culture/join.h"

#include "base/random.h"
#include "base/text.h"
#include "store/attempt.h"
#include "web/answer.h"

#define JOINS_WINDOW_MS  HOUR_MS
#define JOINS_OF_LINK    300 /* a large room */
#define JOINS_FROM_PLACE 30  /* a library, an office behind one address */

PAGE_TYPE(join, JOIN_PAGE);

static struct join_page page_of(struct work *w, const struct answer_visit *visit)
{
	const struct answerer *who = &visit->who;

	return (struct join_page){
		.title = who->title,
		.place = who->place,
		.group = who->group,
		.questions = (int64_t)visit->asked.len,
		.minutes = who->minutes,
		.closes_on = who->closes_on,
		.asking = answer_asking(w, visit),
		.action = url_to(w->arena, "/join/:token", visit->token),
	};
}

bool show_join(struct work *w, struct request *rq)
{
	struct answer_visit visit = { .token = path_part(rq, "token") };
	struct join_page page;

	rq->frame.kind = FRAME_PLAIN;
	if (!answerer_by_group_link(w, visit.token, &visit.who) || !asked_of(w, &visit.who, &visit.asked))
		return false;
	rq->frame.place = visit.who.place;
	rq->frame.is_example = visit.who.is_demonstration;
	rq->frame.title = visit.who.title;
	if (!answerer_may_answer(w, &visit.who)) {
		visit.who.results_for_participants = false; /* a group's link is nobody's own: it leads to no results */
		return show_answer_closed(w, rq, &visit);
	}
	page = page_of(w, &visit);
	page.asking.privacy = url_to(w->arena, "/join/:token/privacy", visit.token);
	if (!purpose_mark_of_link(w, visit.who.round, &page.asking.copied))
		return false;
	return answer(w, rq, VIEW(join, &page));
}

struct join_plan {
	const char *link, *address, *new_token;
};

bool prepare_join(struct work *w, struct request *rq)
{
	struct join_plan *plan = NEW(w->arena, struct join_plan);

	w->account = 0; /* the log must not tie an account to an answer */
	rq->frame.kind = FRAME_PLAIN;
	*plan = (struct join_plan){ path_part(rq, "token"), rq->address, random_token(w->arena) };
	rq->plan = plan;
	rq->then = url_with(w->arena, url_to(w->arena, "/answer/:token", plan->new_token), "done", "joined");
	return true;
}

enum outcome change_join(struct work *w, void *plan)
{
	const struct join_plan *join = plan;
	struct answerer group;

	if (!answerer_by_group_link(w, join->link, &group))
		return REFUSED;
	/* The place first: what one place is refused must not close the poster's link for everybody. */
	if (!attempt_allowed(w, "join from", attempt_place(w->arena, join->address), JOINS_FROM_PLACE,
	                     JOINS_WINDOW_MS) ||
	    !attempt_allowed(w, "join", join->link, JOINS_OF_LINK, JOINS_WINDOW_MS))
		return REFUSED_KEEP;
	return answer_join(w, &group, join->new_token) ? CHANGED : REFUSED;
}
