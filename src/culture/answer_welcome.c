/* The page a link opens: who asks, why, what becomes of it, and where one is. */
#include "base/text.h"
#include "chart/qr.h"
#include "culture/answer.h"
#include "culture/round_words.h"
#include "web/answer.h"

PAGE_TYPE(answer_welcome, ANSWER_WELCOME_PAGE);
ROW_TYPE(asked_question, ASKED_FIELDS);

static const struct pair notices[] = {
	{ "joined", "You are in. This address is yours alone: keep it if you want to come back later." },
	{ NULL, NULL },
};

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

/* The code is drawn only when it is asked for: most people have the link where they need it. */
static void add_link(struct work *w, const struct request *rq, const struct answer_visit *visit,
                     struct answer_welcome_page *page)
{
	page->address = full_address(w->arena, rq, answer_url(w->arena, visit));
	page->qr_url = url_with(w->arena, answer_url(w->arena, visit), "show", "qr");
	page->qr_url = (struct url){ text_format(w->arena, "%s#come-back", page->qr_url.at) };
	if (text_equal(request_query(rq, "show"), "qr"))
		page->qr =
			chart_qr(w->arena, "qr", "A code that opens these questions with your own link", page->address);
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
	list_questions(w, &visit, &page);
	add_link(w, rq, &visit, &page);
	frame_notice(rq, notices);
	rq->frame.title = visit.who.title;
	return answer(w, rq, VIEW(answer_welcome, &page));
}
