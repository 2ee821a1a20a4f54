/* A theme's workshop, to read and to print: what to bring, the steps with their minutes, a sheet for the table, and what to try afterwards. */
#include "culture/develop.h"

#include "base/text.h"
#include "store/role.h"
#include "web/answer.h"

PAGE_TYPE(workshop, WORKSHOP_PAGE);

const struct pack_theme *theme_of_framework(struct work *w, const char *framework_key, const char *theme_key,
                                            const struct framework **framework, const struct pack **pack)
{
	const struct pack_theme *theme;

	*framework = framework_by_key(w, framework_key);
	*pack = *framework == NULL ? NULL : pack_of_version(w, (*framework)->current);
	if (*pack == NULL)
		return NULL;
	theme = pack_theme(*pack, theme_key);
	if (theme == NULL)
		fault(w, FAULT_NOT_FOUND, "This framework has no such theme. It may have been renamed since.");
	return theme;
}

/* ------------------------------------------------------------------ steps for any theme */

static const struct {
	const char *name, *says, *ask;
	int64_t minutes;
} any_steps[] = {
	{ "What already works",
	  "In pairs, tell each other about one time when this went well here. Then each pair says in one sentence what "
	  "made it work.",
	  "Who made it possible?", 15 },
	{ "Where we stand",
	  "Read the questions of this theme aloud. For each, everybody stands where they would place us on a line "
	  "along "
	  "the wall. Hear one person from each end before anybody moves.",
	  "What do the two ends see that the middle does not?", 30 },
	{ "One thing to try",
	  "Each table chooses one thing to do differently within a month: who does it, with whom, and how we will see "
	  "whether it helped.",
	  "What would make it easy to begin?", 20 },
};

const struct pack_workshop *workshop_of_theme(struct arena *arena, const struct pack_theme *theme)
{
	struct pack_workshop *workshop;

	if (theme->workshop != NULL)
		return theme->workshop;
	workshop = NEW(arena, struct pack_workshop);
	workshop->aim = "Say what already works, see where we differ, and agree one thing to try.";
	list_add(arena, &workshop->bring, "The sheet of questions below, one for each table");
	for (size_t i = 0; i < sizeof any_steps / sizeof any_steps[0]; i++) {
		struct pack_step step = { .name = any_steps[i].name,
			                  .says = any_steps[i].says,
			                  .minutes = any_steps[i].minutes };

		list_add(arena, &step.ask, any_steps[i].ask);
		list_add(arena, &workshop->steps, step);
		workshop->minutes += step.minutes;
	}
	return workshop;
}

/* ------------------------------------------------------------------ the page */

bool show_workshop(struct work *w, struct request *rq)
{
	const struct framework *framework;
	struct workshop_page page = { .place = rq->frame.place, .may_write = role_may(w->role, MAY_CONTRIBUTE) };

	page.framework_key = path_part(rq, "framework");
	page.theme_key = path_part(rq, "theme");
	page.theme = theme_of_framework(w, page.framework_key, page.theme_key, &framework, &page.pack);
	if (page.theme == NULL)
		return false;
	page.workshop = workshop_of_theme(w->arena, page.theme);
	page.name = page.theme->name;
	page.aim = page.workshop->aim;
	page.minutes = page.workshop->minutes;
	page.write_down =
		url_to(w->arena, "/culture/workshops/:framework/:theme/practised", page.framework_key, page.theme_key);
	rq->frame.title = text_format(w->arena, "Workshop: %s", page.name);
	frame_crumb(w, rq, "Get better at planning", url_to(w->arena, "/culture/develop"));
	return answer(w, rq, VIEW(workshop, &page));
}
