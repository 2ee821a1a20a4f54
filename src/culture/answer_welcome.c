/* The page a link opens: who asks, why, what becomes of it, and where one is. */
#include "base/text.h"
#include "chart/qr.h"
#include "culture/answer.h"
#include "culture/round_words.h"
#include "web/answer.h"

PAGE_TYPE(answer_welcome, ANSWER_WELCOME_PAGE);
ROW_TYPE(asked_question, ASKED_FIELDS);

static void list_questions(struct work *w, const struct answer_visit *visit, struct answer_welcome_page *page)
{
	const struct asked *asked;

	for EACH(asked, &visit->asked) {
		const struct pack_criterion *criterion = pack_criterion(visit->pack, asked->criterion);
		struct asked_question question = { asked->criterion, criterion == NULL ? "" : criterion->question,
			                           asked->is_answered };

		list_add(w->arena, &page->questions, question);
	}
}

static struct next_block next_step(struct work *w, const struct answer_visit *visit)
{
	const char *first = asked_next(&visit->asked, 0);
	struct next_block next = {
		.heading = "Next: begin",
		.why = "You can stop whenever you like: everything is saved as you go. Leave out what you like, too.",
		.button = "Start"
	};

	if (first == NULL) {
		next.heading = "Everything is answered";
		next.why = "Thank you. You can still change your answers: choose a question below.";
		next.button = "See what happens next";
		next.url = answer_end_url(w->arena, visit);
		return next;
	}
	if (asked_answered(&visit->asked) > 0) {
		next.heading = "Next: go on";
		next.button = "Continue";
	}
	next.url = answer_question_url(w->arena, visit, first);
	return next;
}

struct own_link own_link(struct work *w, const struct request *rq, const struct answer_visit *visit, struct url page)
{
	struct own_link link = { .is_personal = visit->who.is_personal,
		                 .address = full_address(w->arena, rq, answer_url(w->arena, visit)),
		                 .until = answer_until(w->arena, &visit->who) };

	link.qr_url = url_with(w->arena, page, "show", "qr");
	link.qr_url = (struct url){ text_format(w->arena, "%s#come-back", link.qr_url.at) };
	if (text_equal(request_query(rq, "show"), "qr"))
		link.qr =
			chart_qr(w->arena, "qr", "A code that opens these questions with your own link", link.address);
	return link;
}

/* Who has just begun by a group's link has read what it is about: they are shown their own link, once, and the first question. */
static void add_link(struct work *w, const struct request *rq, const struct answer_visit *visit,
                     struct answer_welcome_page *page)
{
	struct url here = answer_url(w->arena, visit);

	page->has_just_joined = page->answered == 0 && text_equal(request_query(rq, "done"), "joined");
	if (page->has_just_joined) {
		here = url_with(w->arena, here, "done", "joined");
		page->next.button = "First question";
	}
	page->own_link = own_link(w, rq, visit, here);
}

bool show_answer_welcome(struct work *w, struct request *rq)
{
	struct answer_visit visit;
	struct answer_welcome_page page;

	if (!answer_visit(w, rq, &visit))
		return false;
	if (!visit.may_answer)
		return show_answer_closed(w, rq, &visit);
	if (!answer_pack(w, &visit))
		return false;
	page = (struct answer_welcome_page){
		.title = visit.who.title,
		.place = visit.who.place,
		.group = visit.who.group,
		.minutes = visit.who.minutes,
		.closes_on = visit.who.closes_on,
		.answered = (int64_t)asked_answered(&visit.asked),
		.purpose = answer_paragraphs(w->arena, visit.who.purpose),
		.takes = visit.who.minutes == 0 ? "" : minutes_words(w->arena, visit.who.minutes),
		.until = answer_until(w->arena, &visit.who),
		.threshold = visit.who.threshold,
		.shows_results = visit.who.results_for_participants,
		.next = next_step(w, &visit),
		.tasks = answer_tasks(w, &visit, false),
	};
	if (!purpose_mark_of_link(w, visit.who.round, &page.copied))
		return false;
	list_questions(w, &visit, &page);
	add_link(w, rq, &visit, &page);
	rq->frame.title = page.has_just_joined ? "Your own link" : visit.who.title;
	return answer(w, rq, VIEW(answer_welcome, &page));
}
