#include "culture/round.h"

#include "base/text.h"
#include "culture/agreed.h"
#include "culture/evidence_part.h"
#include "culture/words_part.h"
#include "store/role.h"
#include "web/answer.h"

PAGE_TYPE(round, ROUND_PAGE);

static const struct pair notices[] = {
	{ "saved", "Saved." },
	{ "copied", "The draft is made. Its dates are not copied: choose a last day in step 4." },
	{ "opened", "The round is open. Hand out the links: nobody is told by Cairn itself." },
	{ "moved", "The last day has been moved. Everybody who answers sees the new one." },
	{ "closed", "The round is closed, and what may be shown of it is decided." },
	{ NULL, NULL },
};

/* ------------------------------------------------------------------ a draft */

static void add_task(struct work *w, struct round_page *page, const char *part, const char *title, const char *why,
                     bool is_ready)
{
	struct task task = { .title = title,
		             .why = why,
		             .takes = is_ready ? "ready" : "missing",
		             .state = is_ready ? STATE_DONE : STATE_HOLE };

	if (page->may_plan)
		task.url = round_part_url(w->arena, page->round->id, part);
	list_add(w->arena, &page->tasks, task);
}

static bool all_are_asked_something(const struct round_page *page)
{
	for (size_t i = 0; i < page->groups.len; i++) {
		if (page->groups.at[i].questions == 0)
			return false;
	}
	return page->groups.len > 0;
}

static bool list_tasks(struct work *w, struct round_page *page)
{
	const struct round *round = page->round;
	bool day_is_over = round->closes_on.days != 0 && round->closes_on.days < date_at(w->now).days;
	struct pack_texts criteria = { 0 };

	if (!round_criteria(w, round->id, &criteria))
		return false;
	add_task(w, page, "purpose", "Purpose", "Why you ask", true);
	add_task(w, page, "scope", "Scope and depth",
	         text_format(w->arena, "%s: %s", depth_words(round->depth),
	                     count_words(w->arena, count_of(criteria.len), "question", "questions")),
	         criteria.len > 0);
	add_task(w, page, "people", "People and groups",
	         page->groups.len == 0
	                 ? "Nobody is asked yet"
	                 : text_format(w->arena, "%s asked",
	                               count_words(w->arena, count_of(page->groups.len), "group", "groups")),
	         all_are_asked_something(page));
	add_task(w, page, "dates", "Dates, and how answers are shown", page->until, !day_is_over);
	return true;
}

static bool next_of_draft(struct work *w, struct round_page *page)
{
	struct pack_texts missing;

	if (!round_missing(w, page->round, &missing))
		return false;
	page->has_next = page->may_plan;
	if (missing.len > 0)
		page->next = (struct next_block){ .heading = "Next: finish setting up",
			                          .why = missing.at[0],
			                          .button = "Go on",
			                          .url = round_part_url(w->arena, page->round->id,
			                                                page->groups.len == 0 ? "people" : "open") };
	else if (!again_next(w, page->round, &page->again, &page->next))
		page->next = (struct next_block){
			.heading = "Next: open the round",
			.why = "All four steps are ready. Look at what each group will see, then open it.",
			.button = "Open the round",
			.url = round_part_url(w->arena, page->round->id, "open")
		};
	return list_tasks(w, page);
}

/* ------------------------------------------------------------------ open and closed */

/* Whole-round counts, and only while it is open: once it is closed, what is shown of it is what was released. */
static bool next_of_open(struct work *w, struct round_page *page)
{
	struct round_counts counts;
	bool takes = round_takes_answers(page->round, w->now);

	if (!round_counts(w, page->round->id, &counts))
		return false;
	page->made = figure_of_count(counts.made);
	page->started = figure_of_count(counts.started);
	page->begun = figure_of_count(counts.begun);
	page->finished = figure_of_count(counts.finished);
	page->has_next = page->may_plan;
	if (takes)
		page->next = (struct next_block){ .heading = "Next: invite people",
			                          .why = "Each group has a link for a room, a newsletter or a poster, "
			                                 "and you can make a link for one person.",
			                          .button = "Links and posters",
			                          .url = round_part_url(w->arena, page->round->id, "links"),
			                          .other = "Close the round",
			                          .other_url = round_part_url(w->arena, page->round->id, "close") };
	else
		page->next = (struct next_block){ .heading = "Next: close the round",
			                          .why = "Its last day has passed, so it takes no more answers. "
			                                 "Closing decides what may be shown.",
			                          .button = "Close the round",
			                          .url = round_part_url(w->arena, page->round->id, "close") };
	return true;
}

static struct next_block next_of_results(struct work *w, const struct round_page *page)
{
	struct next_block next = { .heading = "Next: look at what people said",
		                   .why = "Strengths first, then where views differ, and the words beside the numbers.",
		                   .button = "See the results",
		                   .url = round_part_url(w->arena, page->round->id, "results") };

	if (page->may_plan) {
		next.other = "Talk about the results";
		next.other_url = round_part_url(w->arena, page->round->id, "talk");
	}
	return next;
}

static bool next_of_closed(struct work *w, struct round_page *page)
{
	page->has_next = true;
	if (!page->may_plan ||
	    (!words_next_step(w, page->round->id, &page->next) && !evidence_next_step(w, page->round->id, &page->next)))
		page->next = next_of_results(w, page);
	if (page->may_plan)
		page->start_again = round_part_url(w->arena, page->round->id, "again");
	return w->fault.kind == FAULT_NONE && compare_link(w, page->round, &page->compare) &&
	       agreed_in_round(w, page->round->id, &page->agreed_section);
}

static const char *until_words(struct work *w, const struct round *round)
{
	int64_t left = round->closes_on.days - date_at(w->now).days;

	if (round->closed_at.ms != 0)
		return text_format(w->arena, "Closed on %s", date_text(w->arena, date_at(round->closed_at)));
	if (round->closes_on.days == 0)
		return "No last day: you close it by hand";
	if (left < 0)
		return text_format(w->arena, "The last day was %s", date_text(w->arena, round->closes_on));
	if (left == 0)
		return text_format(w->arena, "Today, %s, is the last day", date_text(w->arena, round->closes_on));
	return text_format(w->arena, "Until %s, %s left", date_text(w->arena, round->closes_on),
	                   count_words(w->arena, left, "day", "days"));
}

static const char *says(const struct round_page *page)
{
	if (page->is_draft)
		return "Being set up. Nobody is asked anything before it opens.";
	if (page->is_open)
		return "Open. Nobody sees answers before it closes: until then only the people in the whole round are "
		       "counted.";
	return "Closed. What may be shown of it was decided once, when it closed.";
}

static bool fill(struct work *w, struct round_page *page)
{
	if (page->is_draft)
		return next_of_draft(w, page);
	if (page->is_open)
		return next_of_open(w, page);
	return next_of_closed(w, page);
}

bool show_round(struct work *w, struct request *rq)
{
	struct round_page page = { .may_plan = role_may(w->role, MAY_PLAN) };
	struct round_group_lines lines;

	page.round = round_by_id(w, path_id(rq, "id"));
	if (page.round == NULL || !round_group_lines(w, page.round->id, &lines))
		return false;
	list_share(&page.groups, &lines);
	page.is_draft = text_equal(page.round->state, "draft");
	page.is_open = text_equal(page.round->state, "open");
	page.state = round_state_words(page.round->state, page.round->closes_on, w->now);
	page.depth = depth_words(page.round->depth);
	page.until = until_words(w, page.round);
	page.says = says(&page);
	page.last_day = last_day_form(w, rq);
	page.extend = round_part_url(w->arena, page.round->id, "last-day");
	page.drop = round_part_url(w->arena, page.round->id, "delete");
	round_show_groups(w, &page);
	if (!again_part(w, page.round, &page.again) || !fill(w, &page))
		return false;
	list_share(&page.copied, &page.again.copied);
	rq->frame.title = page.round->title;
	round_crumbs(w, rq, NULL);
	frame_notice(rq, notices);
	return answer(w, rq, VIEW(round, &page));
}
