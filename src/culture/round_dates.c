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

/* Where a field stands on the page, which is not the order of the record. */
static size_t place_of(const struct mistake *mistake)
{
	static const char *const fields[] = { "closes_on", "shown_to", "threshold" };
	size_t place = 0;

	while (place < sizeof fields / sizeof fields[0] && !text_equal(mistake->field, fields[place]))
		place++;
	return place;
}

static void put_in_page_order(struct request *rq)
{
	for (size_t i = 1; i < rq->mistakes.len; i++) {
		for (size_t at = i; at > 0; at--) {
			struct mistake *before = &rq->mistakes.at[at - 1], *after = before + 1, held = *before;

			if (place_of(before) <= place_of(after))
				break;
			*before = *after;
			*after = held;
		}
	}
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
		put_in_page_order(rq);
		return false;
	}
	rq->plan = plan;
	rq->then = setup_then(w, rq, setup.round->id, STEP_DATES);
	return true;
}
