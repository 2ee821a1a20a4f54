/* Taking back what was entered from a paper. See culture/paper.h. */
#include "base/text.h"
#include "culture/paper.h"
#include "web/answer.h"

PAGE_TYPE(paper_take_back, PAPER_TAKE_BACK_PAGE);
ROW_TYPE(take_back_form, TAKE_BACK_FIELDS);

/* The paper of the address, entered; else null with the fault set. */
static const struct paper *entered_paper(struct work *w, struct request *rq, const struct round **round)
{
	const struct paper *paper;

	*round = paper_round(w, rq);
	paper = *round == NULL ? NULL : paper_by_number(w, (*round)->id, path_id(rq, "paper"));
	if (paper != NULL && paper->entered_at.ms == 0) {
		fault(w, FAULT_CONFLICT, "Paper %lld is not entered, so there is nothing to take back.",
		      (long long)paper->number);
		return NULL;
	}
	return paper;
}

bool show_paper_take_back(struct work *w, struct request *rq)
{
	const struct round *round;
	struct paper_take_back_page page = { .paper = entered_paper(w, rq, &round) };

	if (page.paper == NULL)
		return false;
	page.form = form_of(w, rq, &take_back_form_record, NULL);
	page.was_entered = paper_was_entered(w->arena, page.paper);
	page.back = paper_url(w->arena, round->id, page.paper->number);
	page.action = (struct url){ text_format(w->arena, "%s/take-back", page.back.at) };
	frame_crumb(w, rq, "Paper forms", round_part_url(w->arena, round->id, "paper"));
	rq->frame.title = text_format(w->arena, "Take the entry of paper %lld back", (long long)page.paper->number);
	return answer(w, rq, VIEW(paper_take_back, &page));
}

struct take_back_plan {
	int64_t round, number;
	struct take_back_form form;
};

bool prepare_paper_take_back(struct work *w, struct request *rq)
{
	const struct round *round;
	const struct paper *paper = entered_paper(w, rq, &round);
	struct take_back_plan *plan = NEW(w->arena, struct take_back_plan);

	if (paper == NULL)
		return false;
	plan->round = round->id;
	plan->number = paper->number;
	rq->plan = plan;
	rq->then = url_with(w->arena, round_part_url(w->arena, round->id, "paper"), "done", "taken-back");
	return form_read_whole(w, rq, &take_back_form_record, &plan->form);
}

enum outcome change_paper_take_back(struct work *w, void *plan_given)
{
	const struct take_back_plan *plan = plan_given;

	return paper_take_back(w, plan->round, plan->number, plan->form.reason) ? CHANGED : REFUSED;
}
