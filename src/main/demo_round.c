#include <math.h>
#include <string.h>

#include "base/random.h"
#include "base/text.h"
#include "db/db.h"
#include "main/demo.h"
#include "store/answer.h"
#include "store/framework.h"
#include "store/people_group.h"
#include "store/release.h"
#include "store/round_setup.h"

struct round_plan {
	struct round round;
	struct round_setup setup;
};

static const json_t *described_group(const json_t *demo, const char *name)
{
	const json_t *groups = json_object_get(demo, "groups");
	const json_t *group;
	size_t i;

	json_array_foreach(groups, i, group)
	{
		if (text_equal(json_string_value(json_object_get(group, "name")), name))
			return group;
	}
	return NULL;
}

/* Every group the file describes, asked what its voice can know. */
static bool ask_groups(struct work *w, const json_t *demo, const struct pack *pack, struct round_plan *plan)
{
	LIST(struct people_group) groups = { 0 };

	if (!groups_all(w, (struct list_any *)(void *)&groups))
		return false;
	for (size_t i = 0; i < groups.len; i++) {
		const struct voice *voice = voice_by_id(w, groups.at[i].voice);
		struct asked_group asked = { .people_group = groups.at[i].id };

		if (voice == NULL)
			return false;
		if (described_group(demo, groups.at[i].name) == NULL)
			continue;
		asked.voice_key = voice->key;
		asked.criteria = round_suggested(w->arena, pack, plan->round.depth, &plan->setup.criteria, voice->key);
		if (asked.criteria.len == 0)
			asked.criteria = plan->setup.criteria;
		asked.minutes = round_minutes(pack, plan->round.depth, &asked.criteria);
		list_add(w->arena, &plan->setup.groups, asked);
	}
	return true;
}

static struct pack_texts criteria_of(struct work *w, const struct pack *pack, const json_t *described)
{
	const json_t *keys = json_object_get(described, "criteria");
	struct pack_texts texts = { 0 };

	if (!json_is_array(keys))
		return pack_criteria(w->arena, pack);
	for (size_t i = 0; i < json_array_size(keys); i++)
		list_add(w->arena, &texts, json_string_value(json_array_get(keys, i)));
	return pack_criteria_of(w->arena, pack, &texts);
}

static const char *text_of(const json_t *object, const char *name)
{
	const char *text = json_string_value(json_object_get(object, name));

	return text == NULL ? "" : text;
}

static int64_t int_of(const json_t *object, const char *name)
{
	return (int64_t)json_integer_value(json_object_get(object, name));
}

/* A round in which people write less says how much of the usual. */
static double talks_share(const json_t *round)
{
	const json_t *share = json_object_get(round, "talks");

	return share == NULL ? 1 : json_number_value(share);
}

/* Somebody opens the group's link, answers what they are asked, and says so at the end. */
static bool one_person(struct work *w, const struct round_group *group, struct demo_person *person,
                       const struct pack_texts *criteria)
{
	struct answerer joining;
	bool closed;

	person->token = random_token(w->arena);
	if (!answerer_by_group_link(w, group->link_token, &joining) || !answer_join(w, &joining, person->token))
		return false;
	/* three numbers added come near enough to a bell */
	person->lean =
		(random_unit(person->random) + random_unit(person->random) + random_unit(person->random) - 1.5) * 1.2;
	person->talks = (0.25 + 0.4 * random_unit(person->random)) * talks_share(person->round);
	return demo_answers(w, person, criteria) && answer_finish(w, person->token, &closed);
}

static const char *voice_key_of(struct work *w, int64_t id)
{
	const struct voice *voice = voice_by_id(w, id);

	return voice == NULL ? "" : voice->key;
}

static bool everybody_answers(struct work *w, const json_t *demo, const json_t *described, const struct round *round,
                              struct demo_person *person)
{
	double share = json_number_value(json_object_get(described, "share_answering"));
	struct list_any groups = { 0 };

	if (!round_groups(w, round->id, &groups))
		return false;
	for (size_t i = 0; i < groups.len; i++) {
		const struct round_group *group = (const struct round_group *)groups.at + i;
		int64_t people =
			(int64_t)lround(share * (double)int_of(described_group(demo, group->name), "answering"));
		struct pack_texts criteria = { 0 };

		if (!group_criteria(w, group->id, &criteria))
			return false;
		person->voice_key = voice_key_of(w, group->voice);
		for (int64_t n = 0; n < people; n++) {
			w->now.ms += MINUTE_MS * 7;
			if (!one_person(w, group, person, &criteria) ||
			    !demo_evidence_bring(w, described, group->name, n + 1, person->token))
				return false;
		}
	}
	return true;
}

int64_t demo_round(struct work *w, const json_t *demo, const json_t *described, struct random *random)
{
	const struct framework *framework = framework_by_key(w, "gpf");
	const struct pack *pack = framework == NULL ? NULL : pack_of_version(w, framework->current);
	struct moment today = w->now;
	struct round_plan plan = { .round = { .title = text_of(described, "title"),
		                              .purpose = text_of(described, "purpose"),
		                              .depth = text_of(described, "depth"),
		                              .shown_to = text_of(described, "shown_to"),
		                              .is_example = true } };
	struct demo_person person = {
		.random = random, .demo = demo, .pack = pack, .depth = plan.round.depth, .round = described
	};
	int64_t closes_in = int_of(described, "closes_in_days");

	if (pack == NULL)
		return 0;
	w->now.ms = today.ms - int_of(described, "opened_days_ago") * DAY_MS;
	plan.round.framework_version = framework->current;
	if (closes_in > 0)
		plan.round.closes_on = (struct date){ date_at(today).days + closes_in };
	plan.setup.criteria = criteria_of(w, pack, described);
	person.spent = json_object();
	if (!ask_groups(w, demo, pack, &plan) || !round_add(w, &plan.round, &plan.setup) ||
	    !round_open(w, plan.round.id, 1) || !everybody_answers(w, demo, described, &plan.round, &person)) {
		json_decref(person.spent);
		return 0;
	}
	json_decref(person.spent);
	if (!text_equal(text_of(described, "state"), "closed"))
		return plan.round.id;
	w->now.ms = today.ms - int_of(described, "closed_days_ago") * DAY_MS;
	if (!round_close(w, plan.round.id))
		return 0;
	w->now.ms += DAY_MS; /* a day to read them */
	return demo_words(w, plan.round.id) && demo_evidence_look(w, plan.round.id, described) ? plan.round.id : 0;
}
