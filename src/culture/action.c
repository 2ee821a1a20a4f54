#include "culture/action.h"

#include "base/text.h"
#include "culture/action_history.h"
#include "store/role.h"
#include "web/answer.h"

#define YEARS_AHEAD 10

PAGE_TYPE(action, ACTION_PAGE);
ROW_TYPE(action_update, ACTION_UPDATE_FIELDS);

/* ------------------------------------------------------------------ showing */

static const char *owner_words(struct work *w, const struct action_line *action)
{
	if (action->needs_owner)
		return text_format(w->arena,
		                   "%s has left the partnership, or may only read here. This action needs a new owner.",
		                   action->owner_name);
	if (*action->waits_for_what != '\0')
		return text_format(w->arena, "It waits for: %s", action->waits_for_what);
	return "";
}

static void add_statuses(struct work *w, struct action_page *page)
{
	for (const char *const *status = action_statuses; *status != NULL; status++)
		list_add(w->arena, &page->statuses,
		         ((struct choice){ .value = *status, .label = action_status_label(*status) }));
}

static void add_waiting(struct work *w, struct action_page *page, const struct action_lines *all)
{
	const struct action_line *line;

	for EACH(line, all) {
		if (line->waits_for == page->action->id && action_is_open(line->status))
			list_add(w->arena, &page->waiting, *line);
	}
}

static bool fill(struct work *w, struct action_page *page, const struct action_lines *all)
{
	const struct action_line *action = page->action;
	struct action_update *now = NEW(w->arena, struct action_update);
	struct action_history history = { 0 };

	if (!action_history(w, action->id, &history))
		return false;
	page->history.len = history.len;
	page->history.at = history.at;
	page->steps = action_steps(w->arena, &history, all);
	page->state = action_state_of(action);
	page->says = owner_words(w, action);
	page->may_plan = role_may(w->role, MAY_PLAN);
	page->may_update = action_is_mine_to_update(w, action->owner);
	*now = (struct action_update){ "", action->status, action->due_on };
	page->form = form_of(w, page->rq, &action_update_record, now);
	page->version = form_version(page->rq, action->version);
	page->save = url_id(w->arena, "/culture/actions/:id", action->id);
	page->change = url_id(w->arena, "/culture/actions/:id/change", action->id);
	if (action->round != 0 && *action->criterion != '\0')
		page->about = url_to(w->arena, "/culture/rounds/:id/results/:criterion",
		                     text_format(w->arena, "%lld", (long long)action->round), action->criterion);
	add_statuses(w, page);
	add_waiting(w, page, all);
	return true;
}

bool show_action(struct work *w, struct request *rq)
{
	static const struct pair notices[] = { { "saved", "Saved. It stands in the history below." },
		                               { "added", "The action is written down." },
		                               { NULL, NULL } };
	struct action_page page = { .rq = rq };
	struct action_lines all;

	if (!actions_all(w, &all))
		return answer_fault(w, rq);
	page.action = action_line_of(&all, path_id(rq, "id"));
	if (page.action == NULL)
		fault(w, FAULT_NOT_FOUND, "There is no such action.");
	if (page.action == NULL || !fill(w, &page, &all))
		return answer_fault(w, rq);
	rq->frame.title = page.action->what;
	actions_frame(w, rq, true);
	frame_notice(rq, notices);
	return answer(w, rq, VIEW(action, &page));
}

/* ------------------------------------------------------------------ what is fit */

bool action_day_is_fit(struct work *w, struct request *rq, const char *field, struct date day)
{
	struct date today = date_at(w->now);

	if (day.days < today.days)
		return form_mistake(w, rq, field, "That day has passed already. Choose one from today on.");
	if (day.days > today.days + YEARS_AHEAD * 366)
		return form_mistake(w, rq, field, "Choose a day within %d years.", YEARS_AHEAD);
	return true;
}

bool action_said_is_enough(struct work *w, struct request *rq, const char *field, const char *status, const char *said)
{
	if (!text_is_empty(said))
		return true;
	if (text_equal(status, "done"))
		return form_mistake(w, rq, field, "Say in a sentence what came of it.");
	if (text_equal(status, "letgo"))
		return form_mistake(w, rq, field, "Say in a sentence why it is let go.");
	return true;
}

/* ------------------------------------------------------------------ saying how it goes */

/* A day that has passed may stand as it was: it is then still lapsed, and said to be. */
static bool read_update(struct work *w, struct request *rq, const struct action *action, struct action_update *typed)
{
	if (!form_read_whole(w, rq, &action_update_record, typed))
		return false;
	if (typed->due_on.days != action->due_on.days && action_is_open(typed->status))
		action_day_is_fit(w, rq, "due_on", typed->due_on);
	if (!text_equal(typed->status, action->status))
		action_said_is_enough(w, rq, "said", typed->status, typed->said);
	if (text_is_empty(typed->said) && text_equal(typed->status, action->status) &&
	    typed->due_on.days == action->due_on.days)
		form_mistake(w, rq, "said", "Say in a sentence how it goes, or change where it stands.");
	return rq->mistakes.len == 0;
}

bool prepare_action_update(struct work *w, struct request *rq)
{
	const struct action *action = action_by_id(w, path_id(rq, "id"));
	struct action_plan *plan = NEW(w->arena, struct action_plan);
	struct action_update typed = { 0 };

	if (action == NULL)
		return false;
	if (!action_is_mine_to_update(w, action->owner))
		return fault(w, FAULT_NOT_ALLOWED, "Only its owner or a planner says how an action goes.");
	if (!read_update(w, rq, action, &typed))
		return false;
	plan->action = *action;
	plan->action.status = typed.status;
	plan->action.due_on = typed.due_on;
	plan->said = typed.said;
	if (!text_to_int(request_form(rq, "version"), &plan->action.version))
		plan->action.version = 0;
	rq->plan = plan;
	rq->then = url_with(w->arena, url_id(w->arena, "/culture/actions/:id", action->id), "done", "saved");
	return true;
}

/* Had it got another owner while the form was open, its version would have risen: then nothing is changed. */
enum outcome change_action_update(struct work *w, void *plan_given)
{
	const struct action_plan *plan = plan_given;

	return action_change(w, &plan->action, plan->said) ? CHANGED : REFUSED;
}
