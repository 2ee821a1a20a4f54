#include "culture/round_people.h"

#include "base/text.h"
#include "culture/round_words.h"
#include "store/round_setup.h"
#include "web/answer.h"

PAGE_TYPE(round_people, ROUND_PEOPLE_PAGE);

static const struct pair notices[] = { { "saved", "Saved." }, { NULL, NULL } };

/* The partnership's groups with their voices, in the order people see. */
struct people {
	LIST(struct voice) voices;
	LIST(struct people_group) groups;
};

static bool people_read(struct work *w, struct people *people)
{
	*people = (struct people){ 0 };
	return voices_all(w, (struct list_any *)(void *)&people->voices) &&
	       groups_all(w, (struct list_any *)(void *)&people->groups);
}

/* What a group is asked as saved, or what it would be suggested. */
static struct asked_group asked_or_suggested(struct work *w, const struct setup *setup,
                                             const struct people_group *group, const struct voice *voice)
{
	const struct asked_group *saved = asked_group_of(&setup->asked, group->id);
	struct asked_group suggested = { .people_group = group->id, .voice_key = voice->key };

	if (saved != NULL)
		return *saved;
	suggested.criteria =
		round_suggested(w->arena, setup->pack, setup->round->depth, &setup->asked.criteria, voice->key);
	suggested.minutes = round_minutes(setup->pack, setup->round->depth, &suggested.criteria);
	return suggested;
}

static bool is_ticked(const struct request *rq, const struct setup *setup, const struct people_group *group,
                      const char *value)
{
	if (form_has(rq, "version"))
		return form_ticked(rq, "group", value);
	return setup->asked.groups.len == 0 || asked_group_of(&setup->asked, group->id) != NULL;
}

static struct group_check check_of(struct work *w, const struct request *rq, const struct setup *setup,
                                   const struct people_group *group, const struct voice *voice)
{
	struct asked_group asked = asked_or_suggested(w, setup, group, voice);
	const char *value = text_format(w->arena, "%lld", (long long)group->id);
	struct group_check check = { .value = value, .name = group->name };

	check.id = text_format(w->arena, "group-%s", value);
	check.asks = text_format(w->arena, "%s, %s.",
	                         count_words(w->arena, count_of(asked.criteria.len), "question", "questions"),
	                         minutes_words(w->arena, asked.minutes));
	check.is_ticked = is_ticked(rq, setup, group, value);
	if (asked_group_of(&setup->asked, group->id) != NULL)
		check.choose = round_group_url(w->arena, setup->round->id, "people", group->id);
	return check;
}

/* A group that was retired is offered only where it is already asked. */
static bool is_offered(const struct setup *setup, const struct people_group *group)
{
	return !group->retired || asked_group_of(&setup->asked, group->id) != NULL;
}

static struct voices_checks voices_of(struct work *w, const struct request *rq, const struct setup *setup,
                                      const struct people *people)
{
	struct voices_checks voices = { 0 };

	for (size_t v = 0; v < people->voices.len; v++) {
		const struct voice *voice = &people->voices.at[v];
		struct voice_checks checks = { .name = voice->name };

		for (size_t g = 0; g < people->groups.len; g++) {
			const struct people_group *group = &people->groups.at[g];

			if (group->voice == voice->id && is_offered(setup, group))
				list_add(w->arena, &checks.groups, check_of(w, rq, setup, group, voice));
		}
		if (checks.groups.len > 0)
			list_add(w->arena, &voices, checks);
	}
	return voices;
}

bool show_round_people(struct work *w, struct request *rq)
{
	struct round_people_page page = { 0 };
	struct people people;
	struct setup setup;

	if (!setup_load(w, rq, &setup) || !people_read(w, &people))
		return false;
	page.round = setup.round;
	page.frame = setup_frame(w, rq, setup.round, STEP_PEOPLE);
	page.is_first_time = setup.asked.groups.len == 0;
	page.voices = voices_of(w, rq, &setup, &people);
	setup_saved(w, &page.frame, "Groups asked", text_of_count(w->arena, count_of(setup.asked.groups.len)));
	frame_notice(rq, notices);
	return answer(w, rq, VIEW(round_people, &page));
}

static const struct voice *voice_of(const struct people *people, const struct people_group *group)
{
	for (size_t i = 0; i < people->voices.len; i++) {
		if (people->voices.at[i].id == group->voice)
			return &people->voices.at[i];
	}
	return NULL;
}

/* Groups asked already keep what they are asked; others get what is suggested. */
static struct round_setup *ticked_groups(struct work *w, const struct request *rq, const struct setup *setup,
                                         const struct people *people)
{
	struct round_setup *asked = NEW(w->arena, struct round_setup);

	asked->criteria = setup->asked.criteria;
	for (size_t i = 0; i < people->groups.len; i++) {
		const struct people_group *group = &people->groups.at[i];
		const struct voice *voice = voice_of(people, group);
		const char *value = text_format(w->arena, "%lld", (long long)group->id);

		if (voice != NULL && form_ticked(rq, "group", value) && is_offered(setup, group))
			list_add(w->arena, &asked->groups, asked_or_suggested(w, setup, group, voice));
	}
	return asked;
}

bool prepare_round_people(struct work *w, struct request *rq)
{
	struct setup_plan *plan;
	struct people people;
	struct setup setup;

	if (!setup_load(w, rq, &setup) || !people_read(w, &people))
		return false;
	plan = setup_plan(w, rq, &setup, "people");
	plan->asked = ticked_groups(w, rq, &setup, &people);
	if (plan->asked->groups.len == 0)
		return form_mistake(w, rq, "group", "Tick at least one group to ask.");
	if (plan->asked->groups.len > ROUND_GROUPS)
		return form_mistake(w, rq, "group", ROUND_GROUPS_SAID);
	rq->plan = plan;
	rq->then = setup_then(w, rq, setup.round->id, STEP_PEOPLE);
	return true;
}
