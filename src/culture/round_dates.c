#include "culture/round_dates.h"

#include "base/text.h"
#include "culture/round_words.h"
#include "web/answer.h"

PAGE_TYPE(round_dates, ROUND_DATES_PAGE);

static struct choices shown_to_choices(struct work *w, const char *chosen)
{
	struct choices choices = { 0 };
	struct choice members = { .value = "members",
		                  .label = "Everybody with an account in this partnership",
		                  .chosen = text_equal(chosen, "members") };
	struct choice participants = {
		.value = "participants",
		.label = "Also everybody who answered",
		.hint = "The link they answered by leads to the results once the round is closed.",
		.chosen = text_equal(chosen, "participants")
	};

	list_add(w->arena, &choices, members);
	list_add(w->arena, &choices, participants);
	return choices;
}

static const char *last_day(struct work *w, const struct round *round)
{
	return round->closes_on.days == 0 ? "none: closed by hand" : date_text(w->arena, round->closes_on);
}

bool show_round_dates(struct work *w, struct request *rq)
{
	struct round_dates_page page = { 0 };
	struct setup setup;

	if (!setup_load(w, rq, &setup))
		return false;
	page.round = setup.round;
	page.frame = setup_frame(w, rq, setup.round, STEP_DATES);
	page.form = form_of(w, rq, &round_record, setup.round);
	page.shown_to = shown_to_choices(w, setup.round->shown_to);
	setup_saved(w, &page.frame, "Last day to answer", last_day(w, setup.round));
	setup_saved(w, &page.frame, "Smallest group shown on its own",
	            count_words(w->arena, setup.round->threshold, "person", "people"));
	setup_saved(w, &page.frame, "Who sees the results",
	            text_equal(setup.round->shown_to, "participants") ? "also those who answered" : "members");
	return answer(w, rq, VIEW(round_dates, &page));
}

/* The summary lists mistakes as the page has the questions, which is not the order of the record. */
static void in_page_order(struct work *w, struct request *rq)
{
	static const char *const order[] = { "closes_on", "shown_to", "threshold" };
	size_t found = rq->mistakes.len;

	for (size_t o = 0; o < sizeof order / sizeof order[0]; o++) {
		for (size_t i = 0; i < found; i++) {
			struct mistake mistake = rq->mistakes.at[i];

			if (text_equal(mistake.field, order[o]))
				list_add(w->arena, &rq->mistakes, mistake);
		}
	}
	rq->mistakes.at += found;
	rq->mistakes.len -= found;
	rq->mistakes.cap -= found;
}

bool prepare_round_dates(struct work *w, struct request *rq)
{
	struct setup_plan *plan;
	struct setup setup;

	if (!setup_load(w, rq, &setup))
		return false;
	plan = setup_plan(w, rq, &setup, "dates");
	form_read(w, rq, &round_record, &plan->round);
	if (form_has(rq, "closes_on") && plan->round.closes_on.days != 0 &&
	    plan->round.closes_on.days <= date_at(w->now).days && *form_mistake_of(rq, "closes_on") == '\0')
		form_mistake(w, rq, "closes_on", "The last day to answer must be after today.");
	if (rq->mistakes.len > 0) {
		in_page_order(w, rq);
		return false;
	}
	rq->plan = plan;
	rq->then = setup_then(w, rq, setup.round->id, STEP_DATES);
	return true;
}
