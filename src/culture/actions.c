#include "culture/actions.h"

#include "base/text.h"
#include "store/role.h"
#include "web/answer.h"

#define A_PAGE 50

PAGE_TYPE(actions, ACTIONS_PAGE);

/* ------------------------------------------------------------------ what is asked for */

enum shown { SHOW_OPEN, SHOW_MINE, SHOW_LAPSED, SHOW_ENDED, SHOW_ALL, SHOW_COUNT };

static const struct {
	const char *word, *name;
} shows[SHOW_COUNT] = {
	[SHOW_OPEN] = { "open", "Open" },       [SHOW_MINE] = { "mine", "Mine" },
	[SHOW_LAPSED] = { "lapsed", "Lapsed" }, [SHOW_ENDED] = { "done", "Done or let go" },
	[SHOW_ALL] = { "all", "All" },
};

/* Of what is asked: which state, which criterion ("" for all), which round (0 for all). */
struct asked {
	enum shown show;
	const char *criterion;
	int64_t round;
};

static struct asked asked_of(const struct request *rq)
{
	struct asked asked = { .show = SHOW_OPEN, .criterion = request_query(rq, "criterion") };

	for (int i = 0; i < SHOW_COUNT; i++) {
		if (text_equal(request_query(rq, "show"), shows[i].word))
			asked.show = (enum shown)i;
	}
	if (!text_to_int(request_query(rq, "round"), &asked.round) || asked.round < 0)
		asked.round = 0;
	return asked;
}

static bool is_in_state(const struct work *w, const struct action_line *line, enum shown show)
{
	bool is_open = action_is_open(line->status);

	switch (show) {
	case SHOW_OPEN:
		return is_open;
	case SHOW_MINE:
		return is_open && line->owner == w->account && w->account != 0;
	case SHOW_LAPSED:
		return line->lapsed;
	case SHOW_ENDED:
		return !is_open;
	case SHOW_ALL:
	case SHOW_COUNT:
		break;
	}
	return true;
}

static bool is_about(const struct action_line *line, const struct asked *asked)
{
	return (*asked->criterion == '\0' || text_equal(line->criterion, asked->criterion)) &&
	       (asked->round == 0 || line->round == asked->round);
}

/* The list as it is asked for, at another address of the same page. */
static struct url list_url(struct work *w, const char *address, const struct asked *asked, enum shown show)
{
	struct url url = url_with(w->arena, (struct url){ address }, "show", shows[show].word);

	if (*asked->criterion != '\0')
		url = url_with(w->arena, url, "criterion", asked->criterion);
	if (asked->round != 0)
		url = url_with(w->arena, url, "round", text_format(w->arena, "%lld", (long long)asked->round));
	return url;
}

/* ------------------------------------------------------------------ the list */

static void add_filters(struct work *w, struct actions_page *page, const struct action_lines *all,
                        const struct asked *asked)
{
	for (int i = 0; i < SHOW_COUNT; i++) {
		struct action_filter filter = { .name = shows[i].name,
			                        .url = list_url(w, "/culture/actions", asked, (enum shown)i),
			                        .is_current = (int)asked->show == i };

		for (size_t k = 0; k < all->len; k++)
			filter.count += is_about(&all->at[k], asked) && is_in_state(w, &all->at[k], (enum shown)i);
		list_add(w->arena, &page->filters, filter);
	}
}

static bool has_choice(const struct choices *choices, const char *value)
{
	for (size_t i = 0; i < choices->len; i++) {
		if (text_equal(choices->at[i].value, value))
			return true;
	}
	return false;
}

/* The criteria that actions are about. */
static void add_criteria(struct work *w, struct actions_page *page, const struct action_lines *all,
                         const struct asked *asked)
{
	list_add(w->arena, &page->criteria, ((struct choice){ .value = "", .label = "Every criterion, and none" }));
	for (size_t i = 0; i < all->len; i++) {
		const struct action_line *line = &all->at[i];

		if (*line->criterion != '\0' && !has_choice(&page->criteria, line->criterion))
			list_add(w->arena, &page->criteria,
			         ((struct choice){ .value = line->criterion,
			                           .label = line->criterion_name,
			                           .chosen = text_equal(line->criterion, asked->criterion) }));
	}
}

/* A page of fifty for people; whoever takes the list out gets all of it. */
static void turn_to(struct work *w, const struct request *rq, struct actions_page *page, struct url address)
{
	int64_t count = ((int64_t)page->actions.len + A_PAGE - 1) / A_PAGE, number = 1;

	text_to_int(request_query(rq, "page"), &number);
	number = number > count ? count : number;
	number = number < 1 ? 1 : number;
	for (size_t i = (size_t)(number - 1) * A_PAGE; i < page->actions.len && i < (size_t)number * A_PAGE; i++)
		list_add(w->arena, &page->shown, page->actions.at[i]);
	page->pages = pages_of(w->arena, address, number, count);
}

/* ------------------------------------------------------------------ what it says */

static const char *heading_of(struct arena *arena, const struct action_counts *counts)
{
	int64_t open = counts->strengths_open + counts->developments_open;

	if (counts->strengths + counts->developments == 0)
		return "No actions yet";
	if (open == 0)
		return "Nothing is open: everything was done or let go";
	if (counts->lapsed == 0)
		return text_format(arena, "%s open, none has lapsed",
		                   count_words(arena, open, "action is", "actions are"));
	return text_format(arena, "%s open, %s lapsed", count_words(arena, open, "action is", "actions are"),
	                   text_format(arena, "%s %s", text_of_count(arena, counts->lapsed),
	                               counts->lapsed == 1 ? "has" : "have"));
}

static int64_t lapsed_to_update(const struct work *w, const struct action_lines *all)
{
	int64_t count = 0;

	for (size_t i = 0; i < all->len; i++)
		count += all->at[i].lapsed && action_is_mine_to_update(w, all->at[i].owner);
	return count;
}

static void say_next(struct work *w, struct actions_page *page, const struct action_lines *all)
{
	int64_t lapsed = lapsed_to_update(w, all);
	struct url add = url_to(w->arena, "/culture/actions/new");

	if (lapsed > 0)
		page->next = (struct next_block){
			.heading = lapsed == 1 ? "Next: say what became of the one that lapsed"
			                       : text_format(w->arena, "Next: go through the %s that have lapsed",
			                                     text_of_count(w->arena, lapsed)),
			.why = "A new day, done, or let go: a few seconds each.",
			.button = "Go through them",
			.url = url_to(w->arena, "/culture/actions/lapsed")
		};
	else if (page->may_plan)
		page->next = (struct next_block){ .heading = "Next: write down an action",
			                          .why = "Something that builds on a strength, or answers an area for "
			                                 "development, with an owner and a day.",
			                          .button = "Add an action",
			                          .url = add };
	if (lapsed > 0 && page->may_plan) {
		page->next.other = "Add an action";
		page->next.other_url = add;
	}
}

static bool name_round(struct work *w, struct actions_page *page, const struct asked *asked)
{
	const struct round *round;

	page->round = page->round_title = "";
	if (asked->round == 0)
		return true;
	round = round_by_id(w, asked->round);
	if (round == NULL)
		return false;
	page->round = text_format(w->arena, "%lld", (long long)round->id);
	page->round_title = round->title;
	return true;
}

bool show_actions(struct work *w, struct request *rq)
{
	static const struct pair notices[] = { { "cleared", "Nothing has lapsed any more." }, { NULL, NULL } };
	struct actions_page page = { .may_plan = role_may(w->role, MAY_PLAN) };
	struct asked asked = asked_of(rq);
	struct action_lines all;

	if (!actions_all(w, &all) || !name_round(w, &page, &asked))
		return answer_fault(w, rq);
	page.counts = action_counts(&all, asked.round);
	page.strengths = page.counts.strengths;
	page.developments = page.counts.developments;
	page.lapsed = page.counts.lapsed;
	page.heading = heading_of(w->arena, &page.counts);
	page.show = shows[asked.show].word;
	page.is_filtered = *asked.criterion != '\0' || asked.round != 0;
	for (size_t i = 0; i < all.len; i++) {
		if (is_about(&all.at[i], &asked) && is_in_state(w, &all.at[i], asked.show))
			list_add(w->arena, &page.actions, all.at[i]);
	}
	add_filters(w, &page, &all, &asked);
	add_criteria(w, &page, &all, &asked);
	turn_to(w, rq, &page, list_url(w, "/culture/actions", &asked, asked.show));
	page.csv = list_url(w, "/culture/actions.csv", &asked, asked.show);
	page.json = list_url(w, "/culture/actions.json", &asked, asked.show);
	say_next(w, &page, &all);
	actions_frame(w, rq, false);
	frame_notice(rq, notices);
	return answer(w, rq, VIEW(actions, &page));
}
