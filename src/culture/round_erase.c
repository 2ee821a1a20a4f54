#include "culture/round_erase.h"

#include "base/text.h"
#include "culture/round_words.h"
#include "culture/theme.h"
#include "web/answer.h"

ROW_TYPE(round_erase_form, ROUND_ERASE_FIELDS);
PAGE_TYPE(round_erase, ROUND_ERASE_PAGE);

static struct url erase_url(struct arena *arena, int64_t round)
{
	return round_part_url(arena, round, "erase");
}

bool show_round_erase(struct work *w, struct request *rq)
{
	struct round_erase_page page = { .round = round_by_id(w, path_id(rq, "id")) };
	struct round_erase_form *asked = NEW(w->arena, struct round_erase_form);

	if (page.round == NULL)
		return answer_fault(w, rq);
	page.number = *request_form(rq, "number") != '\0' ? request_form(rq, "number") : request_query(rq, "number");
	*asked = (struct round_erase_form){ .number = page.number };
	page.form = form_of(w, rq, &round_erase_form_record, asked);
	page.is_done = text_equal(request_query(rq, "done"), "erased");
	if (!erasable_by_number(w, page.round->id, page.number, &page.is_found, &page.found))
		return answer_fault(w, rq);
	page.is_wrong = *page.number != '\0' && !page.is_found && rq->mistakes.len == 0;
	page.action = erase_url(w->arena, page.round->id);
	page.back = round_url(w->arena, page.round->id);
	rq->frame.section = rounds_theme.name;
	round_crumbs(w, rq, page.round);
	return answer(w, rq, VIEW(round_erase, &page));
}

bool prepare_round_erase(struct work *w, struct request *rq)
{
	struct answers_erasing *plan = NEW(w->arena, struct answers_erasing);
	const struct round *round = round_by_id(w, path_id(rq, "id"));
	struct round_erase_form form = { 0 };
	struct erasable found;
	bool is_found;

	rq->plan = plan;
	if (round == NULL || !form_read_whole(w, rq, &round_erase_form_record, &form) ||
	    !erasable_by_number(w, round->id, form.number, &is_found, &found))
		return false;
	if (!is_found)
		return form_mistake(w, rq, "number",
		                    "This number is not of this round. Look whether it was copied whole.");
	*plan = (struct answers_erasing){ .round = round->id,
		                          .participant = found.participant,
		                          .take_out = form.take_out };
	rq->then = url_with(w->arena, erase_url(w->arena, round->id), "done", "erased");
	return true;
}

enum outcome change_round_erase(struct work *w, void *plan)
{
	return answers_erase(w, plan) ? CHANGED : REFUSED;
}
