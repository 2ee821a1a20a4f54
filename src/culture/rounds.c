#include "culture/rounds.h"

#include "base/text.h"
#include "store/role.h"
#include "web/answer.h"

PAGE_TYPE(rounds, ROUNDS_PAGE);

static const struct pair notices[] = { { "deleted", "The draft has been deleted." }, { NULL, NULL } };

static const char *dates_words(struct arena *arena, const struct round_line *line)
{
	if (line->closed_at.ms != 0)
		return text_format(arena, "closed %s", date_text(arena, date_at(line->closed_at)));
	if (line->closes_on.days != 0)
		return text_format(arena, "until %s", date_text(arena, line->closes_on));
	if (line->opened_at.ms != 0)
		return text_format(arena, "since %s", date_text(arena, date_at(line->opened_at)));
	return "no dates yet";
}

/* Nought in a closed round is not nobody: it is nobody in a voice large enough to be shown. */
static const char *answered_shown(struct arena *arena, const struct round_line *line)
{
	if (text_equal(line->state, "draft"))
		return "not asked yet";
	if (text_equal(line->state, "closed") && line->answered == 0)
		return "too few to show";
	if (line->answered == 0)
		return "nobody yet";
	return text_of_count(arena, line->answered);
}

static struct round_line_shown line_shown(struct work *w, const struct round_line *line)
{
	return (struct round_line_shown){ .line = line,
		                          .url = round_url(w->arena, line->id),
		                          .state = round_state_words(line->state, line->closes_on, w->now),
		                          .depth = depth_words(line->depth),
		                          .dates = dates_words(w->arena, line),
		                          .answered = answered_shown(w->arena, line) };
}

static const char *so_far(struct arena *arena, int64_t answered)
{
	if (answered == 0)
		return "nobody has answered yet";
	return text_format(arena, "%s so far", answered_words(arena, answered));
}

static struct next_block go_on_with(struct work *w, const struct round_line_shown *shown)
{
	const struct round_line *line = shown->line;

	if (text_equal(line->state, "draft"))
		return (struct next_block){
			.heading = "Next: finish setting up",
			.why = text_format(w->arena, "%s is being set up. Nobody is asked anything before it opens.",
			                   line->title),
			.button = "Go on with this round",
			.url = shown->url
		};
	return (struct next_block){
		.heading = "Next: see how it is going",
		.why = text_format(w->arena, "%s: %s.", line->title, so_far(w->arena, line->answered)),
		.button = "Go on with this round",
		.url = shown->url,
	};
}

static struct next_block start_one(struct work *w)
{
	return (struct next_block){
		.heading = "Next: start a round",
		.why = "Four short steps: why you ask, what is asked, who is asked, and until when. You can stop after "
		       "any of them.",
		.button = "Start a round",
		.url = url_to(w->arena, "/culture/rounds/new"),
	};
}

/* The list begins with what is under way: that is the one to go on with. */
static void find_next(struct work *w, struct rounds_page *page)
{
	bool under_way = page->lines.len > 0 && !text_equal(page->rounds.at[0].state, "closed");

	page->has_next = under_way || page->may_plan;
	if (!under_way) {
		page->next = start_one(w);
		return;
	}
	page->next = go_on_with(w, &page->lines.at[0]);
	if (page->may_plan) {
		page->next.other = "Start another round";
		page->next.other_url = url_to(w->arena, "/culture/rounds/new");
	}
}

bool show_rounds(struct work *w, struct request *rq)
{
	struct rounds_page page = { .may_plan = role_may(w->role, MAY_PLAN) };

	if (!rounds_list(w, (struct list_any *)(void *)&page.rounds))
		return false;
	for (size_t i = 0; i < page.rounds.len; i++)
		list_add(w->arena, &page.lines, line_shown(w, &page.rounds.at[i]));
	find_next(w, &page);
	frame_notice(rq, notices);
	return answer(w, rq, VIEW(rounds, &page));
}
