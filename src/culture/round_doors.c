#include "culture/round_doors.h"

#include "base/text.h"
#include "store/privacy.h"
#include "web/answer.h"

PAGE_TYPE(round_open, ROUND_OPEN_PAGE);
PAGE_TYPE(round_close, ROUND_CLOSE_PAGE);
PAGE_TYPE(round_delete, ROUND_DELETE_PAGE);

struct door_plan {
	int64_t round, version;
};

/* The round of the address in the state that the door needs, with the crumbs above. */
static const struct round *round_at(struct work *w, struct request *rq, const char *state, const char *otherwise)
{
	const struct round *round = round_by_id(w, path_id(rq, "id"));

	if (round == NULL)
		return NULL;
	if (!text_equal(round->state, state)) {
		fault(w, FAULT_CONFLICT, "%s", otherwise);
		return NULL;
	}
	round_crumbs(w, rq, round);
	return round;
}

static const struct round *round_to_open(struct work *w, struct request *rq)
{
	return round_at(w, rq, "draft", "This round has been opened already.");
}

static const struct round *round_to_close(struct work *w, struct request *rq)
{
	return round_at(w, rq, "open", "Only an open round can be closed. This one is not open, or is closed already.");
}

static struct door_plan *door_plan(struct work *w, const struct request *rq, const struct round *round)
{
	struct door_plan *plan = NEW(w->arena, struct door_plan);

	plan->round = round->id;
	if (!text_to_int(request_form(rq, "version"), &plan->version))
		plan->version = 0;
	return plan;
}

/* ------------------------------------------------------------------ opening */

static void add_fact(struct work *w, struct summary_list *facts, const char *key, const char *value)
{
	struct summary_row row = { .key = key, .value = value };

	list_add(w->arena, facts, row);
}

static bool facts_of(struct work *w, const struct round *round, struct summary_list *facts)
{
	struct round_group_lines groups;
	struct pack_texts criteria = { 0 };
	struct privacy_notice notice;

	if (!round_group_lines(w, round->id, &groups) || !round_criteria(w, round->id, &criteria) ||
	    !privacy_notice(w, &notice))
		return false;
	add_fact(w, facts, "Groups asked", text_of_count(w->arena, count_of(groups.len)));
	add_fact(w, facts, "Questions", text_of_count(w->arena, count_of(criteria.len)));
	add_fact(w, facts, "Depth", depth_words(round->depth));
	add_fact(w, facts, "Last day to answer",
	         round->closes_on.days == 0 ? "None: you close it by hand" : date_text(w->arena, round->closes_on));
	add_fact(w, facts, "Smallest group shown on its own",
	         count_words(w->arena, round->threshold, "person", "people"));
	add_fact(w, facts, "Who sees the results",
	         text_equal(round->shown_to, "participants") ? "Members, and everybody who answered" : "Members");
	add_fact(w, facts, "Privacy notice",
	         privacy_gaps(&notice) == 0 ? "Filled in"
	                                    : "Not filled in yet: people read it before they answer, so have an "
	                                      "administrator fill it in first");
	return true;
}

bool show_round_open(struct work *w, struct request *rq)
{
	struct round_open_page page = { .rq = rq };

	page.round = round_to_open(w, rq);
	if (page.round == NULL || !round_missing(w, page.round, &page.missing) || !facts_of(w, page.round, &page.facts))
		return false;
	page.action = round_part_url(w->arena, page.round->id, "open");
	page.back = round_url(w->arena, page.round->id);
	return answer(w, rq, VIEW(round_open, &page));
}

bool prepare_round_open(struct work *w, struct request *rq)
{
	const struct round *round = round_to_open(w, rq);
	struct pack_texts missing;

	if (round == NULL || !round_missing(w, round, &missing))
		return false;
	for (size_t i = 0; i < missing.len; i++)
		form_mistake(w, rq, "missing", "%s", missing.at[i]);
	if (missing.len > 0)
		return false;
	rq->plan = door_plan(w, rq, round);
	rq->then = url_with(w->arena, round_url(w->arena, round->id), "done", "opened");
	return true;
}

enum outcome change_round_open(struct work *w, void *plan_given)
{
	const struct door_plan *plan = plan_given;

	return round_open(w, plan->round, plan->version) ? CHANGED : REFUSED;
}

/* ------------------------------------------------------------------ closing */

static int64_t voices_of(const struct round_group *groups, size_t len)
{
	int64_t voices = 0;

	for (size_t i = 0; i < len; i++)
		voices += i == 0 || groups[i].voice != groups[i - 1].voice;
	return voices;
}

/*
 * What so few answers come to; "" when every voice could be large enough. Only the whole round is counted, so nothing
 * is said of any one voice.
 */
static bool few_words(struct work *w, const struct round *round, int64_t answered, const char **few)
{
	LIST(struct round_group) groups = { 0 };
	int64_t voices;

	if (!round_groups(w, round->id, (struct list_any *)(void *)&groups))
		return false;
	voices = voices_of(groups.at, groups.len);
	*few = "";
	if (answered < round->threshold)
		*few = text_format(w->arena, "Nothing can be shown of fewer than %lld people.",
		                   (long long)round->threshold);
	else if (answered < round->threshold * voices)
		*few = text_format(w->arena, "With so few over %s most figures may be held back.",
		                   count_words(w->arena, voices, "voice", "voices"));
	return true;
}

/* A group's link knows nobody: where most came by one, the numbers are less sure to be of people. Only the whole round is counted. */
static const char *by_links_words(struct arena *arena, const struct round_counts *counts, int64_t threshold)
{
	if (counts->by_group_link * 2 <= counts->begun)
		return "";
	return text_format(
		arena,
		"%s of the %s came by a group’s link. Whoever used such a link twice counts as two, so a voice "
		"of %lld may be fewer people than that.",
		text_of_count(arena, counts->by_group_link), text_of_count(arena, counts->begun), (long long)threshold);
}

bool show_round_close(struct work *w, struct request *rq)
{
	struct round_close_page page = { .rq = rq };
	struct round_counts counts;

	page.round = round_to_close(w, rq);
	if (page.round == NULL || !round_counts(w, page.round->id, &counts) ||
	    !few_words(w, page.round, counts.begun, &page.few))
		return false;
	page.begun = counts.begun;
	page.answered = answered_words(w->arena, counts.begun);
	page.by_links = by_links_words(w->arena, &counts, page.round->threshold);
	page.ahead = "";
	if (page.round->closes_on.days != 0 && round_takes_answers(page.round, w->now))
		page.ahead = text_format(w->arena, "The last day is %s.", date_text(w->arena, page.round->closes_on));
	page.action = round_part_url(w->arena, page.round->id, "close");
	page.back = round_url(w->arena, page.round->id);
	return answer(w, rq, VIEW(round_close, &page));
}

bool prepare_round_close(struct work *w, struct request *rq)
{
	const struct round *round = round_to_close(w, rq);

	if (round == NULL)
		return false;
	rq->plan = door_plan(w, rq, round);
	rq->then = url_with(w->arena, round_url(w->arena, round->id), "done", "closed");
	return true;
}

enum outcome change_round_close(struct work *w, void *plan_given)
{
	const struct door_plan *plan = plan_given;

	return round_close(w, plan->round) ? CHANGED : REFUSED;
}

/* ------------------------------------------------------------------ deleting a draft */

static const struct round *round_to_delete(struct work *w, struct request *rq)
{
	return round_at(w, rq, "draft", "Only a draft can be deleted. This round has been opened.");
}

bool show_round_delete(struct work *w, struct request *rq)
{
	struct round_delete_page page = { .rq = rq };

	page.round = round_to_delete(w, rq);
	if (page.round == NULL)
		return false;
	page.action = round_part_url(w->arena, page.round->id, "delete");
	page.back = round_url(w->arena, page.round->id);
	return answer(w, rq, VIEW(round_delete, &page));
}

bool prepare_round_delete(struct work *w, struct request *rq)
{
	const struct round *round = round_to_delete(w, rq);

	if (round == NULL)
		return false;
	rq->plan = door_plan(w, rq, round);
	rq->then = url_with(w->arena, url_to(w->arena, "/culture/rounds"), "done", "deleted");
	return true;
}

enum outcome change_round_delete(struct work *w, void *plan_given)
{
	const struct door_plan *plan = plan_given;

	return round_delete(w, plan->round, plan->version) ? CHANGED : REFUSED;
}
