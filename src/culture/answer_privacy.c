/* The privacy notice for somebody who is asked: behind their own link, and behind a group's. */
#include "culture/answer_privacy.h"

#include "base/text.h"
#include "culture/answer.h"
#include "store/privacy.h"
#include "web/answer.h"
#include "web/markdown.h"

PAGE_TYPE(answer_privacy, ANSWER_PRIVACY_PAGE);

static bool answer_notice(struct work *w, struct request *rq, const struct answerer *who, struct url back)
{
	struct privacy_notice notice;
	struct answer_privacy_page page;

	if (!privacy_notice(w, &notice))
		return false;
	page = (struct answer_privacy_page){ .place = who->place,
		                             .title = who->title,
		                             .in_force_since = notice.made_at,
		                             .html = markdown(w->arena, notice.words),
		                             .back = back };
	rq->frame.title = "Privacy notice";
	return answer(w, rq, VIEW(answer_privacy, &page));
}

bool show_answer_privacy(struct work *w, struct request *rq)
{
	struct answer_visit visit;

	return answer_visit(w, rq, &visit) && answer_notice(w, rq, &visit.who, answer_url(w->arena, &visit));
}

bool show_join_privacy(struct work *w, struct request *rq)
{
	struct answerer who;

	rq->frame.kind = FRAME_PLAIN;
	if (!answerer_by_group_link(w, path_part(rq, "token"), &who))
		return false;
	rq->frame.place = who.place;
	rq->frame.is_example = who.is_demonstration;
	return answer_notice(w, rq, &who, url_to(w->arena, "/join/:token", path_part(rq, "token")));
}
