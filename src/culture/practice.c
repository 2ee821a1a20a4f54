/* Writing down what a team practised; and later, what came of what it tried. */
#include "culture/develop.h"

#include "base/text.h"
#include "store/role.h"
#include "web/answer.h"

PAGE_TYPE(practice, PRACTICE_PAGE);

static bool show_form(struct work *w, struct request *rq, struct practice_page *page)
{
	page->form = form_of(w, rq, &practice_record, page->practice);
	page->back = url_to(w->arena, "/culture/develop");
	page->may_write = role_may(w->role, MAY_CONTRIBUTE);
	frame_crumb(w, rq, "Get better at planning", page->back);
	return answer(w, rq, VIEW(practice, page));
}

/* A new one begins with today, which is when most people write. */
bool show_practice_new(struct work *w, struct request *rq)
{
	const char *framework_key = path_part(rq, "framework"), *theme_key = path_part(rq, "theme");
	struct practice fresh = { .team = "",
		                  .practised_on = date_at(w->now),
		                  .practised = "",
		                  .learned = "",
		                  .will_try = "",
		                  .came_of_it = "" };
	const struct framework *framework;
	const struct pack *pack;
	const struct pack_theme *theme = theme_of_framework(w, framework_key, theme_key, &framework, &pack);
	struct practice_page page = { .practice = &fresh, .is_new = true };

	if (theme == NULL)
		return false;
	page.theme_name = theme->name;
	page.workshop = workshop_of_theme(w->arena, theme);
	page.action = url_to(w->arena, "/culture/workshops/:framework/:theme/practised", framework_key, theme_key);
	return show_form(w, rq, &page);
}

/* The theme's name now; its key when the framework has it no more. */
static bool name_theme(struct work *w, struct practice_page *page)
{
	LIST(struct framework) all = { 0 };

	page->theme_name = page->practice->theme;
	if (!frameworks_all(w, (struct list_any *)(void *)&all))
		return false;
	for (size_t i = 0; i < all.len; i++) {
		const struct pack *pack =
			all.at[i].id == page->practice->framework ? pack_of_version(w, all.at[i].current) : NULL;
		const struct pack_theme *theme = pack == NULL ? NULL : pack_theme(pack, page->practice->theme);

		if (theme != NULL)
			page->theme_name = theme->name;
	}
	return true;
}

bool show_practice(struct work *w, struct request *rq)
{
	struct practice_page page = { .practice = practice_by_id(w, path_id(rq, "id")) };

	if (page.practice == NULL || !name_theme(w, &page))
		return false;
	page.action = url_id(w->arena, "/culture/practices/:id", page.practice->id);
	rq->frame.title = text_format(w->arena, "%s practised “%s”", page.practice->team, page.theme_name);
	return show_form(w, rq, &page);
}

/* Which practice is changed, or of which theme a new one is: version 0 says that it is new. */
static bool read_which(struct work *w, struct request *rq, struct practice *practice)
{
	const struct framework *framework;
	const struct pack *pack;
	const struct pack_theme *theme;

	if (*path_part(rq, "id") != '\0') {
		practice->id = path_id(rq, "id");
		return practice_by_id(w, practice->id) != NULL &&
		       ((text_to_int(request_form(rq, "version"), &practice->version) && practice->version > 0) ||
		        fault(w, FAULT_BAD_INPUT, "The form came without its version. Open the page again."));
	}
	theme = theme_of_framework(w, path_part(rq, "framework"), path_part(rq, "theme"), &framework, &pack);
	if (theme == NULL)
		return false;
	practice->framework = framework->id;
	practice->theme = theme->key;
	return true;
}

static bool check_days(struct work *w, struct request *rq, const struct practice *practice)
{
	if (practice->practised_on.days > date_at(w->now).days)
		return form_mistake(w, rq, "practised_on",
		                    "The day you practised has not come yet. Write it down when you have.");
	if (practice->try_by.days != 0 && practice->try_by.days < practice->practised_on.days)
		return form_mistake(w, rq, "try_by", "The day to look at it again lies before the day you practised.");
	return true;
}

bool prepare_practice(struct work *w, struct request *rq)
{
	struct practice *practice = NEW(w->arena, struct practice);

	rq->plan = practice;
	rq->then = url_with(w->arena, url_to(w->arena, "/culture/develop"), "done", "saved");
	return read_which(w, rq, practice) && form_read_whole(w, rq, &practice_record, practice) &&
	       check_days(w, rq, practice);
}

enum outcome change_practice(struct work *w, void *plan)
{
	struct practice *practice = plan;

	return (practice->version == 0 ? practice_add(w, practice) : practice_change(w, practice)) ? CHANGED : REFUSED;
}
