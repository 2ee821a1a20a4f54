/* Step 3, one group: what it is asked. See culture/round_people.h. */
#include "base/text.h"
#include "culture/round_people.h"
#include "culture/round_words.h"
#include "web/answer.h"

PAGE_TYPE(round_asked, ROUND_ASKED_PAGE);

/* The group of the address: its own record, its voice, and what is saved or suggested. */
struct asked {
	struct setup setup;
	const struct people_group *group;
	const struct voice *voice;
	struct pack_texts suggested;
	const struct asked_group *saved; /* null: not asked yet */
};

static bool asked_load(struct work *w, struct request *rq, struct asked *asked)
{
	const struct round_setup *setup = &asked->setup.asked;

	if (!setup_load(w, rq, &asked->setup))
		return false;
	asked->group = group_by_id(w, path_id(rq, "group"));
	asked->voice = asked->group == NULL ? NULL : voice_by_id(w, asked->group->voice);
	if (asked->voice == NULL)
		return false;
	asked->suggested = round_suggested(w->arena, asked->setup.pack, asked->setup.round->depth, &setup->criteria,
	                                   asked->voice->key);
	asked->saved = NULL;
	for (size_t i = 0; i < setup->groups.len; i++) {
		if (setup->groups.at[i].people_group == asked->group->id)
			asked->saved = &setup->groups.at[i];
	}
	frame_crumb(w, rq, "Who you ask", round_part_url(w->arena, asked->setup.round->id, "people"));
	return true;
}

static const char *asks_words(struct work *w, const struct asked_group *saved)
{
	if (saved == NULL)
		return "not asked yet";
	return text_format(w->arena, "%s, %s",
	                   count_words(w->arena, count_of(saved->criteria.len), "question", "questions"),
	                   minutes_words(w->arena, saved->minutes));
}

/* A request that is already over ten minutes was agreed when it was saved. */
static bool has_agreed(const struct request *rq, const struct asked *asked)
{
	if (form_has(rq, "version"))
		return form_ticked(rq, "agreed", "yes");
	return asked->saved != NULL && asked->saved->minutes > ROUND_LIGHT_MINUTES;
}

static struct setup_frame frame_of(struct work *w, struct request *rq, const struct asked *asked)
{
	struct setup_frame frame = setup_frame(w, rq, asked->setup.round, STEP_PEOPLE);

	frame.action = round_group_url(w->arena, asked->setup.round->id, "people", asked->group->id);
	frame.back = round_part_url(w->arena, asked->setup.round->id, "people");
	rq->frame.title = text_format(w->arena, "What are they asked: %s", asked->group->name);
	setup_saved(w, &frame, "Asked", asks_words(w, asked->saved));
	return frame;
}

bool show_round_asked(struct work *w, struct request *rq)
{
	bool wants_suggested = *request_query(rq, "suggested") != '\0';
	struct round_asked_page page = { .rq = rq };
	const struct pack_texts *ticked;
	struct asked asked;

	if (!asked_load(w, rq, &asked))
		return false;
	ticked = asked.saved == NULL || wants_suggested ? &asked.suggested : &asked.saved->criteria;
	page.round = asked.setup.round;
	page.group = asked.group;
	page.minutes = asked.saved == NULL ? 0 : asked.saved->minutes;
	page.frame = frame_of(w, rq, &asked);
	page.is_light = voice_is_light(asked.voice->key);
	page.has_agreed = has_agreed(rq, &asked);
	page.asks = asks_words(w, asked.saved);
	page.suggested = url_with(w->arena, page.frame.action, "suggested", "yes");
	page.themes = criterion_themes_of(w, rq, asked.setup.pack, &asked.setup.asked.criteria, ticked,
	                                  &asked.suggested, "suggested");
	return answer(w, rq, VIEW(round_asked, &page));
}

/* All groups as they are, with this one's questions changed or the group added. */
static struct round_setup *with_group(struct work *w, const struct asked *asked, const struct asked_group *group)
{
	const struct round_setup *before = &asked->setup.asked;
	struct round_setup *after = NEW(w->arena, struct round_setup);

	after->criteria = before->criteria;
	for (size_t i = 0; i < before->groups.len; i++) {
		if (before->groups.at[i].people_group == group->people_group)
			list_add(w->arena, &after->groups, *group);
		else
			list_add(w->arena, &after->groups, before->groups.at[i]);
	}
	if (asked->saved == NULL)
		list_add(w->arena, &after->groups, *group);
	return after;
}

bool prepare_round_asked(struct work *w, struct request *rq)
{
	struct setup_plan *plan;
	struct asked_group group;
	struct asked asked;

	if (!asked_load(w, rq, &asked))
		return false;
	group = (struct asked_group){ .people_group = asked.group->id };
	group.criteria = criteria_ticked(w, rq, &asked.setup.asked.criteria);
	group.minutes = round_minutes(asked.setup.pack, asked.setup.round->depth, &group.criteria);
	if (group.criteria.len == 0)
		return form_mistake(
			w, rq, "criterion",
			"Tick at least one question. To leave this group out, untick it in the list of groups.");
	if (voice_is_light(asked.voice->key) && group.minutes > ROUND_LIGHT_MINUTES &&
	    !form_ticked(rq, "agreed", "yes"))
		return form_mistake(
			w, rq, "agreed",
			"This takes them %s. Untick some questions, or tick that they agreed to more than ten minutes.",
			minutes_words(w->arena, group.minutes));
	plan = setup_plan(w, rq, &asked.setup, "questions of a group");
	plan->asked = with_group(w, &asked, &group);
	rq->plan = plan;
	rq->then = url_with(w->arena, round_part_url(w->arena, asked.setup.round->id, "people"), "done", "saved");
	return true;
}
