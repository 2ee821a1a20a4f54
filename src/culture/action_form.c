#include "culture/action_form.h"

#include "base/text.h"
#include "culture/talk.h"
#include "store/account.h"
#include "store/role.h"
#include "web/answer.h"

PAGE_TYPE(action_form, ACTION_FORM_PAGE);

/* ------------------------------------------------------------------ the form */

static bool add_owners(struct work *w, struct action_form_page *page)
{
	LIST(struct member) members = { 0 };

	list_add(w->arena, &page->owners,
	         ((struct choice){ .value = "0", .label = "Somebody without an account, named below" }));
	if (!members_all(w, (struct list_any *)(void *)&members))
		return false;
	for (size_t i = 0; i < members.len; i++) {
		const struct member *member = &members.at[i];

		if (role_may(member->role, MAY_CONTRIBUTE))
			list_add(w->arena, &page->owners,
			         ((struct choice){ .value = text_format(w->arena, "%lld", (long long)member->id),
			                           .label = member->name }));
	}
	return true;
}

/* What it may wait for: whatever else is open. */
static bool add_others(struct work *w, struct action_form_page *page, int64_t self)
{
	struct action_lines all;

	list_add(w->arena, &page->others, ((struct choice){ .value = "0", .label = "Nothing" }));
	if (!actions_all(w, &all))
		return false;
	for (size_t i = 0; i < all.len; i++) {
		const struct action_line *line = &all.at[i];

		if (line->id != self && action_is_open(line->status))
			list_add(w->arena, &page->others,
			         ((struct choice){ .value = text_format(w->arena, "%lld", (long long)line->id),
			                           .label = line->what }));
	}
	return true;
}

static bool show_form(struct work *w, struct request *rq, struct action_form_page *page, int64_t self)
{
	page->rq = rq;
	page->form = form_of(w, rq, &action_record, page->action);
	list_add(w->arena, &page->kinds,
	         ((struct choice){ .value = "strength", .label = action_kind_words("strength") }));
	list_add(w->arena, &page->kinds,
	         ((struct choice){ .value = "development", .label = action_kind_words("development") }));
	if (!add_owners(w, page) || !add_others(w, page, self))
		return answer_fault(w, rq);
	actions_frame(w, rq, true);
	return answer(w, rq, VIEW(action_form, page));
}

/* ------------------------------------------------------------------ a new one */

/* From a criterion it is about that one; by itself, one of the newest round may be chosen. */
static bool add_about(struct work *w, const struct request *rq, struct action_form_page *page)
{
	const char *asked = action_about_asked(w, rq), *typed = request_form(rq, "about");
	struct action_about about;

	if (!action_about(w, *asked == '\0' ? request_form(rq, "fixed") : asked, &about))
		return false;
	page->about = page->about_words = "";
	page->about_mistake = form_mistake_of(rq, "about");
	if (about.round != NULL) {
		page->about = text_format(w->arena, "%lld/%s", (long long)about.round->id, about.criterion);
		page->about_words = text_format(w->arena, "%s, in %s", about.name, about.round->title);
		return true;
	}
	if (!action_about_choices(w, &page->criteria))
		return false;
	for (size_t i = 0; i < page->criteria.len; i++)
		page->criteria.at[i].chosen = text_equal(page->criteria.at[i].value, typed);
	return true;
}

bool show_action_new(struct work *w, struct request *rq)
{
	struct action_form_page page = { .is_new = true, .gone = "" };

	if (!add_about(w, rq, &page))
		return answer_fault(w, rq);
	page.save = url_to(w->arena, "/culture/actions/new");
	page.back = url_to(w->arena, "/culture/actions");
	page.from = text_equal(request_query(rq, "from"), "talk") || text_equal(request_form(rq, "from"), "talk")
	                    ? "talk"
	                    : "";
	return show_form(w, rq, &page, 0);
}

/* ------------------------------------------------------------------ reading it */

static bool owner_is_fit(struct work *w, struct request *rq, const struct action *action, int64_t owner_before)
{
	const struct member *member;

	if (action->owner == 0)
		return *action->owner_name != '\0' ||
		       form_mistake(w, rq, "owner", "Choose who owns it, or name somebody below.");
	if (*action->owner_name != '\0')
		return form_mistake(w, rq, "owner_name",
		                    "There is one owner: empty this, or choose “Somebody without an account” above.");
	if (action->owner == owner_before)
		return true; /* whoever left stays named until another is chosen */
	member = member_by_id(w, action->owner);
	if (member == NULL && w->fault.kind != FAULT_NOT_FOUND)
		return false;
	w->fault = (struct fault){ 0 };
	return (member != NULL && role_may(member->role, MAY_CONTRIBUTE)) ||
	       form_mistake(w, rq, "owner", "Choose one of the people in the list.");
}

static bool waiting_is_fit(struct work *w, struct request *rq, const struct action *action)
{
	bool may;

	if (!action_may_wait(w, action->id, action->waits_for, &may))
		return false;
	return may || form_mistake(w, rq, "waits_for", "That one waits for this one, or is not there. Choose another.");
}

/* True when it may be saved. */
static bool read_action(struct work *w, struct request *rq, const struct action *before, struct action *action)
{
	form_read_whole(w, rq, &action_record, action);
	if (*form_mistake_of(rq, "due_on") == '\0' && (before == NULL || before->due_on.days != action->due_on.days))
		action_day_is_fit(w, rq, "due_on", action->due_on);
	if (*form_mistake_of(rq, "owner") == '\0' && *form_mistake_of(rq, "owner_name") == '\0')
		owner_is_fit(w, rq, action, before == NULL ? 0 : before->owner);
	if (*form_mistake_of(rq, "waits_for") == '\0')
		waiting_is_fit(w, rq, action);
	return rq->mistakes.len == 0 && w->fault.kind == FAULT_NONE;
}

static bool read_about(struct work *w, struct request *rq, struct action *action)
{
	const char *fixed = request_form(rq, "fixed"), *typed = *fixed == '\0' ? request_form(rq, "about") : fixed;
	const struct position *position = NULL;
	struct action_about about;

	action->criterion = action->criterion_name = "";
	if (!action_about(w, typed, &about))
		return false;
	if (about.round == NULL)
		return *typed == '\0' || form_mistake(w, rq, "about", "Choose one of the criteria in the list.");
	if (!position_of(w, about.round->id, about.criterion, &position))
		return false;
	action->round = about.round->id;
	action->criterion = about.criterion;
	action->criterion_name = about.name;
	action->position = position == NULL ? 0 : position->id;
	action->is_example = about.round->is_example;
	return true;
}

bool prepare_action_new(struct work *w, struct request *rq)
{
	struct action_plan *plan = NEW(w->arena, struct action_plan);
	bool is_fit = read_action(w, rq, NULL, &plan->action);

	if (w->fault.kind != FAULT_NONE || !read_about(w, rq, &plan->action) || !is_fit)
		return false;
	plan->rq = rq;
	plan->is_from_talk = text_equal(request_form(rq, "from"), "talk") && plan->action.round != 0;
	rq->plan = plan;
	return true;
}

enum outcome change_action_new(struct work *w, void *plan_given)
{
	struct action_plan *plan = plan_given;
	struct url then;

	if (!action_add(w, &plan->action))
		return REFUSED;
	/* Only now is its number known, so only now where to go on. */
	then = plan->is_from_talk ? talk_url(w->arena, plan->action.round, plan->action.criterion)
	                          : url_id(w->arena, "/culture/actions/:id", plan->action.id);
	plan->rq->then = url_with(w->arena, then, "done", plan->is_from_talk ? "action" : "added");
	return CHANGED;
}

/* ------------------------------------------------------------------ one that is there */

static const char *gone_words(struct work *w, const struct action *action)
{
	struct action_lines all;
	const struct action_line *line = actions_all(w, &all) ? action_line_of(&all, action->id) : NULL;

	if (line == NULL || !line->needs_owner)
		return "";
	return text_format(w->arena, "%s has left the partnership, or may only read here. Choose a new owner.",
	                   line->owner_name);
}

bool show_action_change(struct work *w, struct request *rq)
{
	struct action_form_page page = { .about = "", .about_words = "", .about_mistake = "", .from = "" };

	page.action = action_by_id(w, path_id(rq, "id"));
	if (page.action == NULL)
		return answer_fault(w, rq);
	page.gone = gone_words(w, page.action);
	page.version = form_version(rq, page.action->version);
	page.save = url_id(w->arena, "/culture/actions/:id/change", page.action->id);
	page.back = url_id(w->arena, "/culture/actions/:id", page.action->id);
	return show_form(w, rq, &page, page.action->id);
}

bool prepare_action_edit(struct work *w, struct request *rq)
{
	const struct action *before = action_by_id(w, path_id(rq, "id"));
	struct action_plan *plan = NEW(w->arena, struct action_plan);

	if (before == NULL)
		return false;
	plan->action = *before;
	if (!read_action(w, rq, before, &plan->action))
		return false;
	plan->said = "";
	if (!text_to_int(request_form(rq, "version"), &plan->action.version))
		plan->action.version = 0;
	rq->plan = plan;
	rq->then = url_with(w->arena, url_id(w->arena, "/culture/actions/:id", before->id), "done", "saved");
	return true;
}

enum outcome change_action_edit(struct work *w, void *plan_given)
{
	const struct action_plan *plan = plan_given;

	return action_change(w, &plan->action, plan->said) ? CHANGED : REFUSED;
}
