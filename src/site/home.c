#include "site/home.h"

#include "base/text.h"
#include "site/privacy.h"
#include "site/retention.h"
#include "store/framework.h"
#include "store/people_group.h"
#include "store/role.h"
#include "web/answer.h"

#define CHANGES_SHOWN 6
#define CHANGES_READ  40 /* before those that say the same are folded into one */

PAGE_TYPE(home, HOME_PAGE);
PAGE_TYPE(front, FRONT_PAGE);

static bool show_front(struct work *w, struct request *rq)
{
	struct front_page page = { .place = rq->frame.place };

	return answer(w, rq, VIEW(front, &page));
}

static const char *days_left(struct arena *arena, struct date last, struct date today)
{
	int64_t days = last.days - today.days;

	if (days == 0)
		return "today";
	if (days == 1)
		return "tomorrow";
	return text_format(arena, "in %lld days", (long long)days);
}

static const char *answered_so_far(struct arena *arena, const struct round_line *round)
{
	if (round->answered == 0)
		return "Nobody has answered yet.";
	if (round->answered == 1)
		return "One person has answered so far.";
	return text_format(arena, "%s people have answered so far.", text_of_count(arena, round->answered));
}

/* What a round asks of whoever plans. */
static void add_round_task(struct work *w, struct home_page *page, const struct round_line *round)
{
	struct date today = page->today;
	struct url url = url_id(w->arena, "/culture/rounds/:id", round->id);
	bool is_over = round->closes_on.days != 0 && round->closes_on.days < today.days;

	if (text_equal(round->state, "draft"))
		list_add(w->arena, &page->tasks,
		         ((struct task){ .title = text_format(w->arena, "Finish setting up %s", round->title),
		                         .why = "It is a draft: nobody has been asked yet.",
		                         .url = url,
		                         .takes = "5 minutes" }));
	if (text_equal(round->state, "open") && is_over)
		list_add(w->arena, &page->tasks,
		         ((struct task){
				 .title = text_format(w->arena, "Close %s and see what people said", round->title),
				 .why = text_format(w->arena, "Its last day was %s. %s",
		                                    date_text(w->arena, round->closes_on),
		                                    answered_so_far(w->arena, round)),
				 .url = url,
				 .takes = "1 minute" }));
	if (text_equal(round->state, "open") && !is_over)
		list_add(w->arena, &page->tasks,
		         ((struct task){ .title = text_format(w->arena, "Invite more people to %s", round->title),
		                         .why = answered_so_far(w->arena, round),
		                         .url = url_id(w->arena, "/culture/rounds/:id/links", round->id),
		                         .takes = "3 minutes" }));
}

/* The first closed round in the list is the latest; one of which nothing is shown has nothing to read. */
static const struct round_line *latest_closed(const struct home_page *page)
{
	for (size_t i = 0; i < page->rounds.len; i++) {
		if (text_equal(page->rounds.at[i].state, "closed") && page->rounds.at[i].answered > 0)
			return &page->rounds.at[i];
	}
	return NULL;
}

static void add_talk_task(struct work *w, struct home_page *page)
{
	const struct round_line *round = latest_closed(page);

	if (round == NULL || w->now.ms - round->closed_at.ms > 30 * DAY_MS)
		return;
	list_add(w->arena, &page->tasks,
	         ((struct task){ .title = text_format(w->arena, "Read the results of %s", round->title),
	                         .why = text_format(w->arena,
	                                            "It closed on %s; %s people answered. Strengths come first.",
	                                            date_text(w->arena, date_at(round->closed_at)),
	                                            text_of_count(w->arena, round->answered)),
	                         .url = url_id(w->arena, "/culture/rounds/:id/results", round->id),
	                         .takes = "10 minutes" }));
}

/* What most others wait for comes first: one's own actions that hold up others, what rounds need, positions, then one's own. */
static bool add_tasks(struct work *w, struct home_page *page)
{
	home_add_mine(w, page, true);
	if (page->may_plan) {
		if (!home_words_tasks(w, page))
			return false;
		for (size_t i = 0; i < page->rounds.len; i++)
			add_round_task(w, page, &page->rounds.at[i]);
		if (page->rounds.len == 0)
			list_add(w->arena, &page->tasks,
			         ((struct task){
					 .title = "Start the first round",
					 .why = "Ask the people you plan with how well you plan. Four short steps.",
					 .url = url_to(w->arena, "/culture/rounds/new"),
					 .takes = "10 minutes" }));
	}
	add_talk_task(w, page);
	if (page->may_plan && !home_add_positions(w, page, latest_closed(page)))
		return false;
	home_add_mine(w, page, false);
	home_add_ownerless(w, page);
	return privacy_task(w, page) && retention_task(w, page);
}

static void add_coming(struct work *w, struct home_page *page)
{
	for (size_t i = 0; i < page->rounds.len; i++) {
		const struct round_line *round = &page->rounds.at[i];

		if (!text_equal(round->state, "open") || round->closes_on.days < page->today.days)
			continue;
		list_add(w->arena, &page->coming,
		         ((struct task){ .title = text_format(w->arena, "%s ends", round->title),
		                         .why = days_left(w->arena, round->closes_on, page->today),
		                         .url = url_id(w->arena, "/culture/rounds/:id", round->id),
		                         .takes = date_text(w->arena, round->closes_on) }));
	}
}

static const char *greeting(struct arena *arena, struct moment now)
{
	const char *clock = moment_clock(arena, now);
	int hour = (clock[0] - '0') * 10 + clock[1] - '0';

	return hour < 12 ? "Good morning" : hour < 18 ? "Good afternoon" : "Good evening";
}

static void say_what_needs_me(struct work *w, struct home_page *page)
{
	static const char *const words[] = { "Nothing needs",     "One thing needs",  "Two things need",
		                             "Three things need", "Four things need", "Five things need" };
	size_t len = page->tasks.len;
	const char *many = len < sizeof words / sizeof words[0]
	                           ? words[len]
	                           : text_format(w->arena, "%lld things need", (long long)len);

	page->heading = text_format(w->arena, "%s. %s you.", greeting(w->arena, w->now), many);
	page->say = len == 0 ? "Have a look at where we are."
	                     : text_format(w->arena, "First: %s. %s", page->tasks.at[0].title, page->tasks.at[0].why);
}

/* The same done again by the same person on the same day. */
static bool says_the_same(const struct change_row *one, const struct change_row *other)
{
	return text_equal(one->who, other->who) && text_equal(one->what, other->what) &&
	       date_at(one->at).days == date_at(other->at).days;
}

static bool is_said(const struct home_page *page, const struct change_row *change)
{
	for (size_t i = 0; i < page->changes.len; i++) {
		if (says_the_same(&page->changes.at[i], change))
			return true;
	}
	return false;
}

static bool add_changes(struct work *w, struct home_page *page)
{
	struct change_list all = { 0 };

	if (!changes_newest(w, CHANGES_READ, 0, &all))
		return false;
	for (size_t i = 0; i < all.len && page->changes.len < CHANGES_SHOWN; i++) {
		if (!is_said(page, &all.at[i]))
			list_add(w->arena, &page->changes, all.at[i]);
	}
	return true;
}

bool show_home(struct work *w, struct request *rq)
{
	struct home_page page = { .today = date_at(w->now), .may_plan = role_may(w->role, MAY_PLAN) };

	if (w->account == 0 || w->partnership == 0)
		return show_front(w, rq);
	if (!rounds_list(w, (struct list_any *)(void *)&page.rounds) || !home_actions_read(w, &page) ||
	    !add_tasks(w, &page) || !add_changes(w, &page) || !home_picture(w, &page, &page.picture))
		return answer_fault(w, rq);
	add_coming(w, &page);
	say_what_needs_me(w, &page);
	return answer(w, rq, VIEW(home, &page));
}
