/* What actions and positions ask of whoever looks at the front page. See site/home.h. */
#include "base/text.h"
#include "site/home.h"
#include "store/role.h"
#include "store/talk.h"

#define MINE_SHOWN   6 /* of each kind: the rest is on the page of actions */
#define LAPSED_APART 3 /* more of one's own than this are gone through together */

static const char *count_said(struct arena *arena, int64_t count, const char *one, const char *many)
{
	return text_format(arena, "%s %s", text_of_count(arena, count), count == 1 ? one : many);
}

/* ------------------------------------------------------------------ actions */

static bool may_update(const struct work *w, const struct action_line *line)
{
	return role_may(w->role, MAY_PLAN) || (role_may(w->role, MAY_CONTRIBUTE) && line->owner == w->account);
}

static void say_of_all(struct work *w, struct home_actions *actions)
{
	struct action_counts counts = action_counts(&actions->all, 0);
	int64_t open = counts.strengths_open + counts.developments_open, lapsed = 0;

	for (size_t i = 0; i < actions->all.len; i++)
		lapsed += actions->all.at[i].lapsed && may_update(w, &actions->all.at[i]);
	actions->says = actions->lapsed = "";
	if (open > 0)
		actions->says =
			text_format(w->arena, "%s open%s.", count_said(w->arena, open, "action is", "actions are"),
		                    counts.lapsed == 0
		                            ? ""
		                            : text_format(w->arena, ", %s lapsed",
		                                          count_said(w->arena, counts.lapsed, "has", "have")));
	if (lapsed > 0)
		actions->lapsed = lapsed == 1 ? "Say what became of the action that lapsed"
		                              : text_format(w->arena, "Go through the %s actions that have lapsed",
		                                            text_of_count(w->arena, lapsed));
}

bool home_actions_read(struct work *w, struct home_page *page)
{
	if (!actions_all(w, &page->actions.all))
		return false;
	page->actions.mine = actions_owned(w->arena, &page->actions.all, w->account);
	say_of_all(w, &page->actions);
	return true;
}

static const char *why_of(struct work *w, const struct action_line *line)
{
	const char *by = text_format(w->arena, line->lapsed ? "It was to be done by %s." : "To be done by %s.",
	                             date_text(w->arena, line->due_on));

	if (line->unblocks > 0)
		return text_format(w->arena, "%s for it. %s",
		                   count_said(w->arena, line->unblocks, "other action waits", "other actions wait"),
		                   by);
	if (*line->waits_for_what != '\0')
		return text_format(w->arena, "%s It waits for: %s", by, line->waits_for_what);
	return by;
}

static int64_t lapsed_among(const struct action_lines *mine)
{
	int64_t lapsed = 0;

	for (size_t i = 0; i < mine->len; i++)
		lapsed += mine->at[i].lapsed && mine->at[i].unblocks == 0;
	return lapsed;
}

/* So many that a list of them would be one more thing to neglect: they are gone through on one page. */
static void add_lapsed_together(struct work *w, struct home_page *page, int64_t lapsed)
{
	list_add(w->arena, &page->tasks,
	         ((struct task){ .title = text_format(w->arena, "Say what became of %s actions of yours",
	                                              text_of_count(w->arena, lapsed)),
	                         .why = "Their day has passed. A new day, done, or let go: a few seconds each.",
	                         .url = url_to(w->arena, "/culture/actions/lapsed"),
	                         .takes = "lapsed",
	                         .state = STATE_LATE }));
}

void home_add_mine(struct work *w, struct home_page *page, bool unblocks)
{
	int64_t lapsed = unblocks ? 0 : lapsed_among(&page->actions.mine);
	size_t shown = 0;

	if (lapsed > LAPSED_APART)
		add_lapsed_together(w, page, lapsed);
	for (size_t i = 0; i < page->actions.mine.len && shown < MINE_SHOWN; i++) {
		const struct action_line *line = &page->actions.mine.at[i];

		if ((line->unblocks > 0) != unblocks || (line->lapsed && lapsed > LAPSED_APART))
			continue;
		shown++;
		list_add(w->arena, &page->tasks,
		         ((struct task){ .title = line->what,
		                         .why = why_of(w, line),
		                         .url = url_id(w->arena, "/culture/actions/:id", line->id),
		                         .takes = line->lapsed ? "lapsed" : "2 minutes",
		                         .state = line->lapsed ? STATE_LATE : STATE_PLAIN }));
	}
	page->actions.has_more = page->actions.has_more || shown == MINE_SHOWN;
}

void home_add_ownerless(struct work *w, struct home_page *page)
{
	for (size_t i = 0; page->may_plan && i < page->actions.all.len; i++) {
		const struct action_line *line = &page->actions.all.at[i];

		if (line->needs_owner)
			list_add(w->arena, &page->tasks,
			         ((struct task){
					 .title = text_format(w->arena, "Choose a new owner: %s", line->what),
					 .why = text_format(w->arena,
			                                    "%s has left the partnership, or may only read here.",
			                                    line->owner_name),
					 .url = url_id(w->arena, "/culture/actions/:id/change", line->id),
					 .takes = "1 minute" }));
	}
}

/* ------------------------------------------------------------------ positions */

bool home_add_positions(struct work *w, struct home_page *page, const struct round_line *round)
{
	bool is_saved;
	int64_t left;

	if (round == NULL)
		return true;
	if (!talk_left(w, round->id, &is_saved, &left))
		return false;
	if (is_saved && left == 0)
		return true;
	list_add(w->arena, &page->tasks,
	         ((struct task){
			 .title = is_saved ? text_format(w->arena, "Agree %s on %s",
	                                                 count_said(w->arena, left, "more position", "more positions"),
	                                                 round->title)
	                                   : text_format(w->arena, "Agree positions on %s", round->title),
			 .why = is_saved ? "The agenda of the talk goes on where it stopped."
	                                 : "Nothing is agreed yet about what people said. An agenda is proposed.",
			 .url = url_id(w->arena, "/culture/rounds/:id/talk", round->id),
			 .takes = "an hour together" }));
	return true;
}
