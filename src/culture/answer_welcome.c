/* The page a link opens: who asks, why, what becomes of it, and where one is. */
#include "base/text.h"
#include "chart/qr.h"
#include "culture/answer.h"
#include "culture/round_words.h"
#include "web/answer.h"

PAGE_TYPE(answer_welcome, ANSWER_WELCOME_PAGE);
ROW_TYPE(asked_question, ASKED_FIELDS);

struct answer_asking answer_asking(struct work *w, const struct answer_visit *visit)
{
	const struct answerer *who = &visit->who;

	return (struct answer_asking){
		.place = who->place,
		.title = who->title,
		.group = who->group,
		.takes = who->minutes == 0 ? "" : minutes_words(w->arena, who->minutes),
		.until = answer_until(w->arena, who),
		.purpose = answer_paragraphs(w->arena, who->purpose),
		.questions = count_of(visit->asked.len),
		.threshold = who->threshold,
		.shows_results = who->results_for_participants,
	};
}

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

	if (visit->asked.len == 0)
		return (struct next_block){ .heading = "No questions yet",
			                    .why = "What this group is asked has not been chosen." };
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

bool answer_welcome_of(struct work *w, struct request *rq, struct answer_visit *visit)
{
	const struct answerer *who = &visit->who;
	struct answer_welcome_page page;

	if (!answer_pack(w, visit))
		return false;
	page = (struct answer_welcome_page){
		.title = who->title,
		.place = who->place,
		.group = who->group,
		.minutes = who->minutes,
		.closes_on = who->closes_on,
		.answered = (int64_t)asked_answered(&visit->asked),
		.asking = answer_asking(w, visit),
		.next = next_step(w, visit),
		.tasks = answer_tasks(w, visit, false),
		.preview = visit->preview,
	};
	if (!purpose_mark_of_link(w, who->round, &page.asking.copied))
		return false;
	list_questions(w, visit, &page);
	if (visit->preview == NULL) {
		page.asking.privacy = url_to(w->arena, "/answer/:token/privacy", visit->token);
		add_link(w, rq, visit, &page);
	}
	rq->frame.title = page.has_just_joined ? "Your own link" : answer_title(w->arena, visit, who->title);
	return answer(w, rq, VIEW(answer_welcome, &page));
}

bool show_answer_welcome(struct work *w, struct request *rq)
{
	struct answer_visit visit;

	if (!answer_visit(w, rq, &visit))
		return false;
	return visit.may_answer ? answer_welcome_of(w, rq, &visit) : show_answer_closed(w, rq, &visit);
}
