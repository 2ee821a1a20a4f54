/* A later last day for an open round. See culture/round.h. */
#include "base/text.h"
#include "culture/round.h"

#define LAST_DAY_FIELDS(F, S)                                                                                          \
	F(S, DATE, closes_on, .label = "New last day to answer", .required = true, .typed = true,                      \
	  .hint = "For example, 22 November 2026.")

ROW(last_day, LAST_DAY_FIELDS);
ROW_TYPE(last_day, LAST_DAY_FIELDS);

struct last_day_plan {
	int64_t round, version;
	struct date last_day;
};

struct form last_day_form(struct work *w, const struct request *rq)
{
	return form_of(w, rq, &last_day_record, NULL);
}

static bool is_later(struct work *w, struct request *rq, const struct round *round, struct date day)
{
	if (day.days < date_at(w->now).days)
		return form_mistake(w, rq, "closes_on", "The new last day cannot be before today.");
	if (day.days <= round->closes_on.days)
		return form_mistake(w, rq, "closes_on",
		                    "People were told they could answer until %s: the new last day must be after it.",
		                    date_text(w->arena, round->closes_on));
	return true;
}

bool prepare_round_last_day(struct work *w, struct request *rq)
{
	struct last_day_plan *plan = NEW(w->arena, struct last_day_plan);
	const struct round *round = round_by_id(w, path_id(rq, "id"));
	struct last_day day = { 0 };

	if (round == NULL)
		return false;
	if (!text_equal(round->state, "open"))
		return fault(w, FAULT_CONFLICT, "Only the last day of an open round can be moved.");
	if (!form_read_whole(w, rq, &last_day_record, &day) || !is_later(w, rq, round, day.closes_on))
		return false;
	plan->round = round->id;
	plan->last_day = day.closes_on;
	if (!text_to_int(request_form(rq, "version"), &plan->version))
		plan->version = 0;
	rq->plan = plan;
	rq->then = url_with(w->arena, round_url(w->arena, round->id), "done", "moved");
	return true;
}

enum outcome change_round_last_day(struct work *w, void *plan_given)
{
	const struct last_day_plan *plan = plan_given;

	return round_extend(w, plan->round, plan->version, plan->last_day) ? CHANGED : REFUSED;
}
