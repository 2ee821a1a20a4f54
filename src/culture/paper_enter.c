/* Typing in a filled-in paper: first its number, then all its questions on one page. See culture/paper.h. */
#include "base/random.h"
#include "base/text.h"
#include "culture/paper.h"
#include "web/answer.h"

PAGE_TYPE(paper_number, PAPER_NUMBER_PAGE);
PAGE_TYPE(paper_enter, PAPER_ENTER_PAGE);

static void crumbs(struct work *w, struct request *rq, const struct round *round)
{
	frame_crumb(w, rq, "Paper forms", round_part_url(w->arena, round->id, "paper"));
}

/* ------------------------------------------------------------------ the number */

/* "Paper 7 is entered.", after it was. */
static void say_entered(struct work *w, struct request *rq)
{
	int64_t number;

	if (text_to_int(request_query(rq, "entered"), &number))
		rq->frame.notice = text_format(w->arena, "Paper %lld is entered.", (long long)number);
}

static bool was_asked(const struct request *rq)
{
	const struct pair *field;

	for EACH(field, &rq->query) {
		if (text_equal(field->name, "number"))
			return true;
	}
	return false;
}

/* The number that was asked for, when there is such a paper; else false with a mistake, or with a fault. */
static bool read_number(struct work *w, struct request *rq, const struct round *round, int64_t *number)
{
	const char *typed = text_trim(w->arena, request_query(rq, "number"));

	if (text_is_empty(typed))
		return form_mistake(w, rq, "number", "Type the number that stands on the sheet.");
	if (!text_to_int(typed, number))
		return form_mistake(w, rq, "number", "A paper’s number has only digits, for example 7.");
	if (paper_by_number(w, round->id, *number) != NULL)
		return true;
	if (w->fault.kind != FAULT_NOT_FOUND)
		return false;
	form_mistake(w, rq, "number", "%s", w->fault.sentence);
	w->fault = (struct fault){ 0 };
	return false;
}

bool show_paper_number(struct work *w, struct request *rq)
{
	const struct round *round = paper_round(w, rq);
	struct paper_number_page page = { .rq = rq, .typed = request_query(rq, "number") };
	struct paper_counts counts;
	int64_t number;

	if (round == NULL || !paper_counts(w, round->id, &counts))
		return false;
	if (was_asked(rq) && read_number(w, rq, round, &number))
		return answer_redirect(w, rq, paper_url(w->arena, round->id, number));
	if (w->fault.kind != FAULT_NONE)
		return false;
	crumbs(w, rq, round);
	say_entered(w, rq);
	page.made = counts.made;
	page.entered = counts.entered;
	page.mistake = form_mistake_of(rq, "number");
	page.action = url_id(w->arena, "/culture/rounds/:id/paper/enter", round->id);
	page.papers = round_part_url(w->arena, round->id, "paper");
	return answer(w, rq, VIEW(paper_number, &page));
}

/* ------------------------------------------------------------------ the sheet */

static const struct paper *paper_at(struct work *w, struct request *rq, const struct round **round)
{
	*round = paper_round(w, rq);
	return *round == NULL ? NULL : paper_by_number(w, (*round)->id, path_id(rq, "paper"));
}

/* One that somebody else entered meanwhile comes back with what was typed, so that nothing is lost. */
bool show_paper_enter(struct work *w, struct request *rq)
{
	const struct round *round;
	struct paper_enter_page page = { .rq = rq, .was_entered = "" };
	struct paper_sheet sheet;

	page.paper = paper_at(w, rq, &round);
	if (page.paper == NULL || !paper_sheet(w, round, page.paper->people_group, &sheet))
		return false;
	if (page.paper->entered_at.ms != 0)
		page.was_entered = paper_was_entered(w->arena, page.paper);
	if ((page.paper->entered_at.ms == 0 || rq->form.len > 0) && !paper_boxes(w, rq, &sheet, &page.questions))
		return false;
	page.is_placed = sheet.is_placed;
	page.action = paper_url(w->arena, round->id, page.paper->number);
	page.another = url_id(w->arena, "/culture/rounds/:id/paper/enter", round->id);
	page.take_back = (struct url){ text_format(w->arena, "%s/take-back", page.action.at) };
	crumbs(w, rq, round);
	rq->frame.title =
		text_format(w->arena, "Paper %lld: %s", (long long)page.paper->number, page.paper->group_name);
	return answer(w, rq, VIEW(paper_enter, &page));
}

bool prepare_paper_enter(struct work *w, struct request *rq)
{
	const struct round *round;
	const struct paper *paper = paper_at(w, rq, &round);
	struct paper_entry *entry = NEW(w->arena, struct paper_entry);
	struct paper_sheet sheet;

	if (paper == NULL || !paper_sheet(w, round, paper->people_group, &sheet))
		return false;
	entry->round = round->id;
	entry->number = paper->number;
	entry->token = random_token(w->arena);
	rq->plan = entry;
	rq->then = url_with(w->arena, url_id(w->arena, "/culture/rounds/:id/paper/enter", round->id), "entered",
	                    text_format(w->arena, "%lld", (long long)paper->number));
	return paper_form_read(w, rq, &sheet, entry);
}

enum outcome change_paper_enter(struct work *w, void *plan)
{
	return paper_enter(w, plan) ? CHANGED : REFUSED;
}
