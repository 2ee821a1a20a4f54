/* All that is kept of somebody who answers, for them to see and to take away; and taking their answers back. */
#include "culture/answer_own.h"

#include "base/text.h"
#include "culture/answer_evidence.h"
#include "store/answer_erase.h"
#include "web/answer.h"

PAGE_TYPE(answer_own, ANSWER_OWN_PAGE);
PAGE_TYPE(answer_withdraw, ANSWER_WITHDRAW_PAGE);

static struct url part_url(struct arena *arena, const struct answer_visit *visit, const char *part)
{
	return (struct url){ text_format(arena, "%s/%s", answer_url(arena, visit).at, part) };
}

/* ------------------------------------------------------------------ what is kept */

static const char *placed_words(const struct pack *pack, int placed)
{
	if (placed == PLACED_DONT_KNOW)
		return "I do not know";
	if (placed == PLACED_DOES_NOT_APPLY)
		return "Does not apply";
	return placed >= 1 && (size_t)placed <= pack->line.len ? pack->line.at[placed - 1].name : "";
}

static void add_ratings(struct work *w, const struct answer_visit *visit, const struct response *response,
                        struct answer_own_page *page)
{
	for (size_t i = 0; i < response->ratings.len; i++) {
		const struct rating *rating = &response->ratings.at[i];
		const struct pack_statement *statement = pack_statement(visit->pack, rating->statement);

		list_add(w->arena, &page->answers,
		         ((struct own_answer){ .criterion = rating->statement,
		                               .question = statement == NULL ? rating->statement : statement->label,
		                               .placed = placed_words(visit->pack, rating->placed),
		                               .strength = "",
		                               .development = "",
		                               .reason = "",
		                               .saved_at = response->saved_at }));
	}
}

static bool add_answers(struct work *w, const struct answer_visit *visit, struct answer_own_page *page)
{
	for (size_t i = 0; i < visit->asked.len; i++) {
		const char *key = visit->asked.at[i].criterion;
		const struct pack_criterion *criterion = pack_criterion(visit->pack, key);
		struct response response = { 0 };

		if (!response_of(w, &visit->who, key, &response))
			return false;
		if (response.version == 0)
			continue;
		list_add(w->arena, &page->answers,
		         ((struct own_answer){ .criterion = key,
		                               .question = criterion == NULL ? key : criterion->question,
		                               .placed = placed_words(visit->pack, response.placed),
		                               .strength = response.strength,
		                               .development = response.development,
		                               .reason = response.reason,
		                               .saved_at = response.saved_at }));
		add_ratings(w, visit, &response, page);
	}
	return true;
}

/* Once they can no longer take their answers back themselves. */
static bool add_number(struct work *w, const struct answer_visit *visit, struct answer_own_page *page)
{
	page->number = "";
	if (visit->may_answer || (page->answers.len == 0 && page->pieces.len == 0))
		return true;
	page->number = erasure_number(w, visit->who.id);
	return page->number != NULL;
}

static bool add_evidence(struct work *w, const struct answer_visit *visit, struct answer_own_page *page)
{
	struct evidence_list list = { 0 };

	if (!evidence_own(w, &visit->who, "", &list))
		return false;
	for (size_t i = 0; i < list.len; i++)
		list_add(w->arena, &page->pieces,
		         evidence_piece(w->arena, &list.at[i], answer_evidence_file_url(w->arena, visit, &list.at[i])));
	list_share(&page->evidence, &list);
	return true;
}

bool show_answer_own(struct work *w, struct request *rq)
{
	struct answer_visit visit;
	struct answer_own_page page;

	if (!answer_visit(w, rq, &visit) || !answer_pack(w, &visit))
		return false;
	page = (struct answer_own_page){
		.place = visit.who.place,
		.title = visit.who.title,
		.group = visit.who.group,
		.begun_at = visit.who.begun_at,
		.finished_at = visit.who.finished_at,
		.is_personal = visit.who.is_personal,
		.label = visit.who.label,
		.made_at = visit.who.made_at,
		.may_withdraw = visit.may_answer,
		.back = answer_url(w->arena, &visit),
		.withdraw = part_url(w->arena, &visit, "withdraw"),
		.json = { text_format(w->arena, "%s.json", part_url(w->arena, &visit, "own").at) },
	};
	if (!add_answers(w, &visit, &page) || !add_evidence(w, &visit, &page) || !add_number(w, &visit, &page))
		return false;
	rq->frame.title = "What is kept of your answers";
	return answer(w, rq, VIEW(answer_own, &page));
}

/* ------------------------------------------------------------------ taking them back */

bool show_answer_withdraw(struct work *w, struct request *rq)
{
	struct answer_visit visit;
	struct answer_withdraw_page page;

	if (!answer_visit(w, rq, &visit))
		return false;
	if (!visit.may_answer)
		return show_answer_closed(w, rq, &visit);
	page = (struct answer_withdraw_page){ .title = visit.who.title,
		                              .answered = (int64_t)asked_answered(&visit.asked),
		                              .until = answer_until(w->arena, &visit.who),
		                              .action = part_url(w->arena, &visit, "withdraw"),
		                              .back = answer_url(w->arena, &visit),
		                              .own = part_url(w->arena, &visit, "own"),
		                              .is_done = text_equal(request_query(rq, "done"), "withdrawn") };
	rq->frame.title = page.is_done ? "Your answers are taken back" : "Take your answers back";
	return answer(w, rq, VIEW(answer_withdraw, &page));
}

bool prepare_answer_withdraw(struct work *w, struct request *rq)
{
	w->account = 0;
	rq->frame.kind = FRAME_PLAIN;
	rq->plan = text_copy(w->arena, path_part(rq, "token"));
	rq->then = url_with(w->arena, url_to(w->arena, "/answer/:token/withdraw", path_part(rq, "token")), "done",
	                    "withdrawn");
	return true;
}

enum outcome change_answer_withdraw(struct work *w, void *plan)
{
	bool closed;

	if (!answer_withdraw(w, plan, &closed))
		return REFUSED;
	if (closed) {
		fault(w, FAULT_GONE,
		      "This round takes no more answers, and what may be shown of it is settled. See what is "
		      "kept of your answers: there stands a number to have them erased with.");
		return REFUSED;
	}
	return CHANGED;
}
