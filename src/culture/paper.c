/* Paper forms of a round: the page that makes them, and what all pages about them share. */
#include "culture/paper.h"

#include "base/text.h"
#include "culture/room.h"
#include "culture/theme.h"
#include "store/framework.h"
#include "web/answer.h"

PAGE_TYPE(paper, PAPER_PAGE);
ROW_TYPE(papers_form, PAPERS_FORM_FIELDS);

const struct route paper_routes[] = {
	{ GET, "/culture/rounds/:id/paper", SHOW(show_paper), MAY_PLAN, READS, "Paper forms" },
	{ POST, "/culture/rounds/:id/paper", SAVE_THEN(papers), MAY_PLAN, CHANGES, "Make paper forms" },
	{ GET, "/culture/rounds/:id/paper/enter", SHOW(show_paper_number), MAY_PLAN, READS, "Enter a paper answer" },
	{ GET, "/culture/rounds/:id/paper/enter/:paper", SHOW(show_paper_enter), MAY_PLAN, READS, "Enter a paper" },
	{ POST, "/culture/rounds/:id/paper/enter/:paper", SAVE(paper_enter), MAY_PLAN, CHANGES, "Enter a paper" },
	{ GET, "/culture/rounds/:id/paper/enter/:paper/take-back", SHOW(show_paper_take_back), MAY_PLAN, READS,
	  "Take an entry back" },
	{ POST, "/culture/rounds/:id/paper/enter/:paper/take-back", SAVE(paper_take_back), MAY_PLAN, CHANGES,
	  "Take an entry back" },
	{ GET, "/culture/rounds/:id/paper/:group", SHOW(show_paper_print), MAY_PLAN, READS, "Papers to print" },
	{ GET, "/culture/rounds/:id/room/:group", SHOW(show_room), MAY_PLAN, READS, "Take part together" },
	{ .path = NULL },
};

/* ------------------------------------------------------------------ shared */

const struct round *paper_round(struct work *w, struct request *rq)
{
	const struct round *round = round_by_id(w, path_id(rq, "id"));

	if (round == NULL)
		return NULL;
	if (!round_takes_answers(round, w->now)) {
		if (text_equal(round->state, "draft"))
			fault(w, FAULT_NOT_FOUND, "This round has no papers yet: they can be made once it is open.");
		else
			fault(w, FAULT_GONE, "This round takes no more answers, on paper neither.");
		return NULL;
	}
	rq->frame.section = rounds_theme.name;
	round_crumbs(w, rq, round);
	return round;
}

struct url paper_url(struct arena *arena, int64_t round, int64_t number)
{
	return url_to(arena, "/culture/rounds/:id/paper/enter/:paper", text_format(arena, "%lld", (long long)round),
	              text_format(arena, "%lld", (long long)number));
}

const char *paper_code(struct arena *arena, int placed)
{
	if (placed == PLACED_DONT_KNOW)
		return "D";
	return placed == PLACED_DOES_NOT_APPLY ? "N" : text_format(arena, "%d", placed);
}

bool paper_sheet(struct work *w, const struct round *round, int64_t people_group, struct paper_sheet *sheet)
{
	*sheet = (struct paper_sheet){ .round = round,
		                       .is_placed = !text_equal(round->depth, "conversation"),
		                       .is_rated = text_equal(round->depth, "statements") };
	sheet->group = round_group_by(w, round->id, people_group);
	if (sheet->group == NULL)
		return false;
	sheet->pack = pack_of_version(w, round->framework_version);
	return sheet->pack != NULL && group_criteria(w, sheet->group->id, &sheet->criteria);
}

/* ------------------------------------------------------------------ making */

/* Made last, when the list of records no longer moves. */
static void show_groups(struct work *w, int64_t round, struct paper_page *page)
{
	for (size_t i = 0; i < page->groups.len; i++) {
		const struct paper_group *group = &page->groups.at[i];
		struct paper_group_shown shown = { .group = group };
		struct choice choice = { .value = text_format(w->arena, "%lld", (long long)group->people_group),
			                 .label = group->name };

		list_add(w->arena, &page->choices, choice);
		if (group->made == 0)
			continue;
		shown.numbers = group->first == group->last
		                        ? text_format(w->arena, "%lld", (long long)group->first)
		                        : text_format(w->arena, "%lld to %lld", (long long)group->first,
		                                      (long long)group->last);
		shown.print = round_group_url(w->arena, round, "paper", group->people_group);
		list_add(w->arena, &page->shown, shown);
	}
}

bool show_paper(struct work *w, struct request *rq)
{
	static const struct pair notices[] = { { "taken-back",
		                                 "The entry is taken back: what was typed in is erased, and the number "
		                                 "is free again." },
		                               { NULL, NULL } };
	const struct round *round = paper_round(w, rq);
	struct paper_page page = { 0 };
	struct paper_counts counts;

	if (round == NULL || !paper_groups(w, round->id, (struct list_any *)(void *)&page.groups) ||
	    !paper_counts(w, round->id, &counts) ||
	    !papers_taken_back(w, round->id, (struct list_any *)(void *)&page.taken_back))
		return false;
	page.made = counts.made;
	page.entered = counts.entered;
	show_groups(w, round->id, &page);
	page.form = form_of(w, rq, &papers_form_record, NULL);
	page.until = round->closes_on.days == 0 ? "you close the round" : date_text(w->arena, round->closes_on);
	page.action = round_part_url(w->arena, round->id, "paper");
	page.enter = url_id(w->arena, "/culture/rounds/:id/paper/enter", round->id);
	page.back = round_part_url(w->arena, round->id, "links");
	frame_notice(rq, notices);
	return answer(w, rq, VIEW(paper, &page));
}

struct papers_plan {
	int64_t round, people_group, count;
	int64_t first; /* the number of the first, once they are made */
};

static bool read_group(struct work *w, struct request *rq, const char *typed, struct papers_plan *plan)
{
	LIST(struct round_group) groups = { 0 };

	text_to_int(typed, &plan->people_group);
	if (!round_groups(w, plan->round, (struct list_any *)(void *)&groups))
		return false;
	for (size_t i = 0; i < groups.len; i++) {
		if (groups.at[i].people_group == plan->people_group)
			return true;
	}
	return form_mistake(w, rq, "group", "Choose one of the groups of this round.");
}

bool prepare_papers(struct work *w, struct request *rq)
{
	const struct round *round = paper_round(w, rq);
	struct papers_plan *plan = NEW(w->arena, struct papers_plan);
	struct papers_form form = { .group = "" };

	if (round == NULL || !form_read_whole(w, rq, &papers_form_record, &form))
		return false;
	plan->round = round->id;
	plan->count = form.count;
	rq->plan = plan;
	return read_group(w, rq, form.group, plan);
}

enum outcome change_papers(struct work *w, void *plan_given)
{
	struct papers_plan *plan = plan_given;

	return papers_make(w, plan->round, plan->people_group, plan->count, &plan->first) ? CHANGED : REFUSED;
}

/* On to what is to be printed: these and no others. */
bool after_papers(struct work *w, struct request *rq)
{
	const struct papers_plan *plan = rq->plan;

	return answer_redirect(w, rq,
	                       url_with(w->arena, round_group_url(w->arena, plan->round, "paper", plan->people_group),
	                                "from", text_format(w->arena, "%lld", (long long)plan->first)));
}
