#include "culture/action_lapsed.h"

#include "base/text.h"
#include "web/answer.h"

#define CARDS      10
#define DAYS_AHEAD 28 /* the new day that is offered */

PAGE_TYPE(lapsed, LAPSED_PAGE);

/* ------------------------------------------------------------------ the cards */

/* Those that whoever acts may say something of, the longest lapsed first. */
static bool lapsed_of(struct work *w, struct action_lines *lapsed)
{
	struct action_lines all;

	*lapsed = (struct action_lines){ 0 };
	if (!actions_all(w, &all))
		return false;
	for (size_t i = 0; i < all.len; i++) {
		if (all.at[i].lapsed && action_is_mine_to_update(w, all.at[i].owner))
			list_add(w->arena, lapsed, all.at[i]);
	}
	return true;
}

static const char *days_late(struct work *w, const struct action_line *action)
{
	return text_format(w->arena, "%s late",
	                   count_words(w->arena, date_at(w->now).days - action->due_on.days, "day", "days"));
}

/* What was typed belongs to one card; the others are as they were. */
static struct lapsed_card card_of(struct work *w, const struct request *rq, const struct action_line *action)
{
	const char *number = text_format(w->arena, "%lld", (long long)action->id);
	bool is_typed = text_equal(request_form(rq, "id"), number);
	struct date offered = { date_at(w->now).days + DAYS_AHEAD };
	struct lapsed_card card = { .action = action,
		                    .said_id = text_format(w->arena, "said-%s", number),
		                    .day_id = text_format(w->arena, "day-%s", number),
		                    .said = is_typed ? request_form(rq, "said") : "",
		                    .day = is_typed ? request_form(rq, "due_on") : date_text(w->arena, offered),
		                    .days_late = days_late(w, action),
		                    .version = is_typed ? form_version(rq, action->version) : action->version,
		                    .url = url_id(w->arena, "/culture/actions/:id", action->id) };

	card.said_mistake = form_mistake_of(rq, card.said_id);
	card.day_mistake = form_mistake_of(rq, card.day_id);
	return card;
}

bool show_lapsed(struct work *w, struct request *rq)
{
	static const struct pair notices[] = { { "saved", "Saved. On to the next." }, { NULL, NULL } };
	struct lapsed_page page = { .rq = rq, .more = "" };
	struct action_lines lapsed;

	if (!lapsed_of(w, &lapsed))
		return answer_fault(w, rq);
	page.lapsed.len = lapsed.len;
	page.lapsed.at = lapsed.at;
	for (size_t i = 0; i < lapsed.len && i < CARDS; i++)
		list_add(w->arena, &page.cards, card_of(w, rq, &lapsed.at[i]));
	if (lapsed.len > CARDS)
		page.more = text_format(w->arena, "%zu more come after these.", lapsed.len - CARDS);
	page.heading = lapsed.len == 0
	                       ? "Nothing has lapsed"
	                       : text_format(w->arena, "%s lapsed",
	                                     count_words(w->arena, count_of(lapsed.len), "action has", "actions have"));
	actions_frame(w, rq, true);
	frame_notice(rq, notices);
	return answer(w, rq, VIEW(lapsed, &page));
}

/* ------------------------------------------------------------------ what becomes of one */

static bool read_day(struct work *w, struct request *rq, const char *field, struct date *day)
{
	const char *typed = text_trim(w->arena, request_form(rq, "due_on"));

	if (!date_read(typed, day))
		return form_mistake(w, rq, field, "Write the new day as a real date, such as 22 November 2026.");
	return action_day_is_fit(w, rq, field, *day);
}

/* One of three buttons sent it. */
static bool read_act(struct work *w, struct request *rq, struct action_plan *plan)
{
	const char *act = request_form(rq, "act");
	const char *number = text_format(w->arena, "%lld", (long long)plan->action.id);
	const char *said_field = text_format(w->arena, "said-%s", number);

	plan->said = text_trim(w->arena, request_form(rq, "said"));
	if (text_characters(plan->said) > 500)
		return form_mistake(w, rq, said_field, "Shorten this to 500 characters at most.");
	if (text_equal(act, "day"))
		return read_day(w, rq, text_format(w->arena, "day-%s", number), &plan->action.due_on);
	if (!text_equal(act, "done") && !text_equal(act, "letgo"))
		return form_mistake(w, rq, said_field, "Choose a new day, done, or let go.");
	plan->action.status = act;
	return action_said_is_enough(w, rq, said_field, act, plan->said);
}

static const struct action *action_asked(struct work *w, const struct request *rq)
{
	int64_t id = 0;

	if (!text_to_int(request_form(rq, "id"), &id))
		id = 0;
	return action_by_id(w, id);
}

bool prepare_lapsed(struct work *w, struct request *rq)
{
	const struct action *action = action_asked(w, rq);
	struct action_plan *plan = NEW(w->arena, struct action_plan);
	struct action_lines lapsed;

	if (action == NULL || !lapsed_of(w, &lapsed))
		return false;
	if (!action_is_mine_to_update(w, action->owner))
		return fault(w, FAULT_NOT_ALLOWED, "Only its owner or a planner says what became of an action.");
	plan->action = *action;
	if (!read_act(w, rq, plan))
		return false;
	if (!text_to_int(request_form(rq, "version"), &plan->action.version))
		plan->action.version = 0;
	rq->plan = plan;
	rq->then = lapsed.len <= 1 ? url_with(w->arena, url_to(w->arena, "/culture/actions"), "done", "cleared")
	                           : url_with(w->arena, url_to(w->arena, "/culture/actions/lapsed"), "done", "saved");
	return true;
}

enum outcome change_lapsed(struct work *w, void *plan_given)
{
	const struct action_plan *plan = plan_given;

	return action_change(w, &plan->action, plan->said) ? CHANGED : REFUSED;
}
