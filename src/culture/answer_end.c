/* The end: thanks, what is left, and what happens next. And the same address once the round takes no answers. */
#include "base/text.h"
#include "culture/answer.h"
#include "culture/answer_question.h"
#include "culture/round_words.h"
#include "web/answer.h"

PAGE_TYPE(answer_end, ANSWER_END_PAGE);
PAGE_TYPE(answer_closed, ANSWER_CLOSED_PAGE);

/* ------------------------------------------------------------------ while it is open */

static struct answer_end_page end_page(struct work *w, const struct request *rq, const struct answer_visit *visit)
{
	int64_t asked = (int64_t)visit->asked.len, answered = (int64_t)asked_answered(&visit->asked);
	const char *first = asked_next(&visit->asked, 0);

	return (struct answer_end_page){
		.title = visit->who.title,
		.answered = answered,
		.asked = asked,
		.is_finished = visit->who.finished_at.ms != 0,
		.score = text_format(w->arena, "You have answered %lld of %s.", (long long)answered,
		                     count_words(w->arena, asked, "question", "questions")),
		.until = answer_until(w->arena, &visit->who),
		.threshold = visit->who.threshold,
		.shows_results = visit->who.results_for_participants,
		.left = answer_tasks(w, visit, true),
		.first = first == NULL ? answer_url(w->arena, visit) : answer_question_url(w->arena, visit, first),
		.back = answer_url(w->arena, visit),
		.own = url_to(w->arena, "/answer/:token/own", visit->token),
		.own_link = own_link(w, rq, visit, answer_end_url(w->arena, visit)),
		.action = answer_end_url(w->arena, visit),
	};
}

bool show_answer_end(struct work *w, struct request *rq)
{
	struct answer_visit visit;
	struct answer_end_page page;

	if (!answer_visit(w, rq, &visit))
		return false;
	if (!visit.may_answer)
		return show_answer_closed(w, rq, &visit);
	if (!answer_pack(w, &visit))
		return false;
	page = end_page(w, rq, &visit);
	rq->frame.title = page.answered == 0 ? "Nothing answered yet" : "Thank you";
	return answer(w, rq, VIEW(answer_end, &page));
}

bool prepare_answer_end(struct work *w, struct request *rq)
{
	w->account = 0;
	rq->frame.kind = FRAME_PLAIN;
	rq->plan = text_copy(w->arena, path_part(rq, "token"));
	rq->then = url_to(w->arena, "/answer/:token/finish", path_part(rq, "token"));
	return true;
}

enum outcome change_answer_end(struct work *w, void *plan)
{
	bool closed;

	if (!answer_finish(w, plan, &closed))
		return REFUSED;
	if (closed) {
		fault(w, FAULT_GONE, "This round takes no more answers. What you saved before is kept. Thank you.");
		return REFUSED;
	}
	return CHANGED;
}

/* ------------------------------------------------------------------ when it has ended */

static void add_typed(struct work *w, struct answer_closed_page *page, const char *id, const char *label,
                      const char *value)
{
	if (!text_is_empty(value))
		list_add(w->arena, &page->typed, ((struct answer_typed){ id, label, value }));
}

static const char *what_became(struct work *w, const struct answer_visit *visit)
{
	if (text_equal(visit->who.state, "draft"))
		return "These questions are not open yet. Please come back later.";
	return text_format(w->arena, "This round closed on %s. Thank you.",
	                   date_text(w->arena, answerer_ended_on(&visit->who)));
}

bool show_answer_closed(struct work *w, struct request *rq, const struct answer_visit *visit)
{
	struct answer_closed_page page = {
		.title = visit->who.title,
		.sentence = what_became(w, visit),
		.ended_on = answerer_ended_on(&visit->who),
		.is_draft = text_equal(visit->who.state, "draft"),
		.is_closed = text_equal(visit->who.state, "closed"),
		.shows_results = visit->who.results_for_participants,
		.results = url_to(w->arena, "/answer/:token/results", visit->token),
		.own = url_to(w->arena, "/answer/:token/own", visit->token),
	};

	if (rq->method == POST) {
		rq->answer.status = 410;
		add_typed(w, &page, "typed-strength", "What already works", request_form(rq, "strength"));
		add_typed(w, &page, "typed-reason", "Why it does not apply", request_form(rq, "reason"));
		add_typed(w, &page, "typed-words", "Evidence", request_form(rq, "words"));
		add_typed(w, &page, "typed-link", "Link", request_form(rq, "link"));
		add_typed(w, &page, "typed-development", "What would make it better", request_form(rq, "development"));
	}
	rq->frame.notice = ""; /* the page itself says it */
	rq->frame.title = page.is_draft ? "Not open yet" : "This round has closed";
	return answer(w, rq, VIEW(answer_closed, &page));
}
