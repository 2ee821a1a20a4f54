/*
 * What the demonstration's partnership did after a round: the agenda of the talk, what was agreed and who saw it differently, actions and how they went,
 * what teams practised. Each is one thing that one person did on one day, and is made by the functions that make it for people.
 */
#include <string.h>

#include "base/text.h"
#include "main/demo.h"
#include "store/account.h"
#include "store/action.h"
#include "store/framework.h"
#include "store/position.h"
#include "store/practice.h"
#include "store/talk.h"

struct afterwards {
	struct work *w;
	struct moment today;
	int64_t round;
	json_t *made; /* what has a name in the file, by it: its number here */
};

static const char *text_of(const json_t *object, const char *name)
{
	const char *text = json_string_value(json_object_get(object, name));

	return text == NULL ? "" : text;
}

static int64_t int_of(const json_t *object, const char *name)
{
	return (int64_t)json_integer_value(json_object_get(object, name));
}

static struct date day_of(const struct afterwards *a, const json_t *object, const char *days_from_today)
{
	return (struct date){ date_at(a->today).days + int_of(object, days_from_today) };
}

static int64_t named(const struct afterwards *a, const json_t *object, const char *name)
{
	return int_of(a->made, text_of(object, name));
}

/* By their address; 0 for somebody who has no account. */
static int64_t account_of(struct work *w, const char *email)
{
	const struct account *account = *email == '\0' ? NULL : account_by_email(w, email);

	return account == NULL ? 0 : account->id;
}

/* ------------------------------------------------------------------ the talk */

static bool add_talk(struct afterwards *a, const json_t *described)
{
	const json_t *criterion, *criteria = json_object_get(described, "criteria");
	struct talk_items items = { 0 };
	size_t i;

	json_array_foreach(criteria, i, criterion)
		list_add(a->w->arena, &items,
	                 ((struct talk_item){ .criterion = json_string_value(criterion),
	                                      .place = (int64_t)i + 1,
	                                      .minutes = int_of(described, "minutes") }));
	return talk_save(a->w, a->round, 0, &items);
}

static bool add_position(struct afterwards *a, const json_t *described)
{
	const json_t *dissent, *dissents = json_object_get(described, "dissents");
	struct position_act act = { .position = { .round = a->round,
		                                  .criterion = text_of(described, "criterion"),
		                                  .outcome = text_of(described, "outcome"),
		                                  .placed = int_of(described, "placed"),
		                                  .reason = text_of(described, "reason"),
		                                  .agreed_on = date_at(a->w->now),
		                                  .people = int_of(described, "people"),
		                                  .why = text_of(described, "why") } };
	const struct position *before;
	size_t i;

	if (!position_of(a->w, a->round, act.position.criterion, &before) ||
	    !position_words_first(a->w, a->round, act.position.criterion, int_of(described, "rests_on"), &act.words))
		return false;
	act.position.id = before == NULL ? 0 : before->id;
	act.position.version = before == NULL ? 0 : before->version;
	json_array_foreach(dissents, i, dissent)
		list_add(a->w->arena, &act.dissents,
	                 ((struct dissent){ .who = text_of(dissent, "who"), .words = text_of(dissent, "words") }));
	return position_save(a->w, &act);
}

/* ------------------------------------------------------------------ actions */

static const char *name_of(struct work *w, const char *criterion)
{
	const struct framework *framework = framework_by_key(w, "gpf");
	const struct pack *pack = framework == NULL ? NULL : pack_of_version(w, framework->current);
	const struct pack_criterion *found = pack == NULL ? NULL : pack_criterion(pack, criterion);

	return found == NULL ? "" : found->name;
}

static bool add_action(struct afterwards *a, const json_t *described)
{
	const struct position *position = NULL;
	struct action action = { .what = text_of(described, "what"),
		                 .kind = text_of(described, "kind"),
		                 .criterion = text_of(described, "criterion"),
		                 .owner = account_of(a->w, text_of(described, "owner")),
		                 .owner_name = text_of(described, "owner_name"),
		                 .due_on = day_of(a, described, "due_in_days"),
		                 .waits_for = named(a, described, "waits_for"),
		                 .is_example = true };
	bool is_of_round = *action.criterion != '\0';

	if (is_of_round && !position_of(a->w, a->round, action.criterion, &position))
		return false;
	action.round = is_of_round ? a->round : 0;
	action.position = position == NULL ? 0 : position->id;
	action.criterion_name = name_of(a->w, action.criterion);
	if (!action_add(a->w, &action))
		return false;
	json_object_set_new(a->made, text_of(described, "name"), json_integer(action.id));
	return true;
}

static bool say_of_action(struct afterwards *a, const json_t *described)
{
	const struct action *action = action_by_id(a->w, named(a, described, "name"));
	struct action changed;

	if (action == NULL)
		return false;
	changed = *action;
	changed.status = text_of(described, "status");
	if (json_object_get(described, "due_in_days") != NULL)
		changed.due_on = day_of(a, described, "due_in_days");
	return action_change(a->w, &changed, text_of(described, "said"));
}

/* ------------------------------------------------------------------ practice */

static bool add_practice(struct afterwards *a, const json_t *described)
{
	const struct framework *framework = framework_by_key(a->w, "gpf");
	struct practice practice = { .theme = text_of(described, "theme"),
		                     .team = text_of(described, "team"),
		                     .practised_on = date_at(a->w->now),
		                     .practised = text_of(described, "practised"),
		                     .learned = text_of(described, "learned"),
		                     .will_try = text_of(described, "will_try"),
		                     .try_by = day_of(a, described, "try_in_days"),
		                     .came_of_it = "",
		                     .made_by = a->w->account };

	if (framework == NULL)
		return false;
	practice.framework = framework->id;
	if (!practice_add(a->w, &practice))
		return false;
	json_object_set_new(a->made, text_of(described, "name"), json_integer(practice.id));
	return true;
}

static bool say_of_practice(struct afterwards *a, const json_t *described)
{
	const struct practice *practice = practice_by_id(a->w, named(a, described, "name"));
	struct practice changed;

	if (practice == NULL)
		return false;
	changed = *practice;
	changed.came_of_it = text_of(described, "came_of_it");
	return practice_change(a->w, &changed);
}

/* ------------------------------------------------------------------ all, in the order of the file */

static const struct {
	const char *name;
	bool (*make)(struct afterwards *a, const json_t *described);
} kinds[] = {
	{ "talk", add_talk },         { "position", add_position },
	{ "action", add_action },     { "said_of_action", say_of_action },
	{ "practice", add_practice }, { "said_of_practice", say_of_practice },
};

static bool make_one(struct afterwards *a, const json_t *described)
{
	const struct account *by = account_by_email(a->w, text_of(described, "by"));

	if (by == NULL)
		return fault(a->w, FAULT_BROKEN, "The demonstration names nobody who did what followed a round.");
	a->w->account = by->id;
	a->w->person = by->name;
	a->w->now.ms = a->today.ms - int_of(described, "days_ago") * DAY_MS;
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		const json_t *one = json_object_get(described, kinds[i].name);

		if (one != NULL)
			return kinds[i].make(a, one);
	}
	return fault(a->w, FAULT_BROKEN, "The demonstration does not say what followed a round.");
}

bool demo_afterwards(struct work *w, struct moment today, int64_t round, const json_t *described, json_t *made)
{
	struct afterwards a = { .w = w, .today = today, .round = round, .made = made };
	const json_t *one, *all = json_object_get(described, "afterwards");
	size_t i;

	json_array_foreach(all, i, one)
	{
		if (!make_one(&a, one))
			return false;
	}
	return true;
}
