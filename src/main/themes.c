/*
 * The one list of themes, in the order of the menu.
 */
#include "main/program.h"

#include "culture/theme.h"
#include "main/asset.h"
#include "main/demo.h"
#include "site/privacy.h"
#include "site/retention.h"
#include "site/search.h"
#include "site/takeout.h"
#include "site/theme.h"

/* One a line, so that two who add one do not meet. */
/* clang-format off */
const struct theme *const themes[] = {
	&own_theme,
	&site_theme,
	&rounds_theme,
	&answers_theme,
	&paper_theme,
	&results_theme,
	&report_theme,
	&look_theme,
	&words_theme,
	&evidence_theme,
	&talk_theme,
	&actions_theme,
	&again_theme,
	&develop_theme,
	&signals_theme,
	&outcomes_theme,
	&frameworks_theme,
	&groups_theme,
	&people_theme,
	&privacy_theme,
	&retention_theme,
	&search_theme,
	&takeout_theme,
	&demo_theme,
	NULL,
};
/* clang-format on */

static bool is_whole(const struct route *route)
{
	bool reads = (route->effect & READS) != 0, changes = (route->effect & CHANGES) != 0;

	if (route->may == MAY_NOT_SAID || route->title == NULL || route->path[0] != '/' || reads == changes)
		return false;
	if (route->method == GET)
		return reads && route->show != NULL;
	return changes && (route->prepare != NULL || route->change != NULL);
}

bool program_start(struct work *w, struct program *program)
{
	size_t count = 0;

	for (program->themes = themes; program->themes[count] != NULL; count++) {
		if (count + 1 >= THEMES_MAX)
			return fault(w, FAULT_BROKEN, "The program has more themes than it has room for.");
		program->tables[count] = program->themes[count]->routes;
		for (const struct route *route = program->tables[count]; route->path != NULL; route++) {
			if (!is_whole(route))
				return fault(w, FAULT_BROKEN,
				             "The route %s does not say who may come in or what it does.", route->path);
		}
	}
	program->assets = asset_addresses(w->arena);
	program->started_us = time_monotonic_us();
	return true;
}
