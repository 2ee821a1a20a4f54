/* The addresses of actions: who may come in, and what each does; and what all of their pages share. */
#include "culture/action.h"
#include "culture/action_form.h"
#include "culture/action_lapsed.h"
#include "culture/theme.h"
#include "store/role.h"
#include "web/answer.h"

bool action_is_mine_to_update(const struct work *w, int64_t owner)
{
	return role_may(w->role, MAY_PLAN) ||
	       (role_may(w->role, MAY_CONTRIBUTE) && w->account != 0 && owner == w->account);
}

void actions_frame(struct work *w, struct request *rq, bool above)
{
	rq->frame.section = rounds_theme.name;
	frame_crumb(w, rq, "Self-assessment", url_to(w->arena, "/culture/rounds"));
	if (above)
		frame_crumb(w, rq, "Actions", url_to(w->arena, "/culture/actions"));
}

const struct route action_routes[] = {
	{ GET, "/culture/actions", SHOW(show_actions), MAY_READ, READS, "Actions" },
	{ GET, "/culture/actions/lapsed", SHOW(show_lapsed), MAY_CONTRIBUTE, READS, "What has lapsed" },
	{ POST, "/culture/actions/lapsed", SAVE(lapsed), MAY_CONTRIBUTE, CHANGES, "Say what became of it" },
	{ GET, "/culture/actions/new", SHOW(show_action_new), MAY_PLAN, READS, "Add an action" },
	{ POST, "/culture/actions/new", SAVE(action_new), MAY_PLAN, CHANGES, "Add an action" },
	{ GET, "/culture/actions/:id", SHOW(show_action), MAY_READ, READS, "An action" },
	{ POST, "/culture/actions/:id", SAVE(action_update), MAY_CONTRIBUTE, CHANGES, "Say how it goes" },
	{ GET, "/culture/actions/:id/change", SHOW(show_action_change), MAY_PLAN, READS, "Change an action" },
	{ POST, "/culture/actions/:id/change", SAVE(action_edit), MAY_PLAN, CHANGES, "Change an action" },
	{ .path = NULL },
};
