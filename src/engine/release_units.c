/* Within each voice, small groups are merged until every unit reaches the threshold. */
#include <stdlib.h>
#include <string.h>

#include "base/list.h"
#include "base/text.h"
#include "engine/release_parts.h"

/* A unit in the making. */
struct pile {
	size_t *groups;
	size_t count;
	int people;
	int64_t id; /* the lowest in it: settles ties, so that the order of groups does not matter */
};

static int by_id(const void *a, const void *b)
{
	const struct pile *one = a, *other = b;

	return (one->id > other->id) - (one->id < other->id);
}

/* The order in which piles are merged: smallest first. */
static int by_size(const void *a, const void *b)
{
	const struct pile *one = a, *other = b;
	int difference = (one->people > other->people) - (one->people < other->people);

	return difference != 0 ? difference : by_id(a, b);
}

/* A pile for each group of the voice in which somebody took part. A group without anybody has nothing to hide and
 * would only force another to be merged. */
static size_t pile_up(const struct draft *draft, size_t voice, struct pile *piles)
{
	const struct release_question *question = draft->question;
	size_t count = 0;

	for (size_t i = 0; i < question->group_count; i++) {
		const struct release_group *group = &question->groups[i];

		if (group->voice != voice || group->people == 0)
			continue;
		piles[count] = (struct pile){ NEW(draft->arena, size_t), 1, group->people, group->id };
		piles[count++].groups[0] = i;
	}
	return count;
}

static void merge(struct arena *arena, struct pile *into, const struct pile *from)
{
	size_t *groups = NEW_ARRAY(arena, size_t, into->count + from->count);

	memcpy(groups, into->groups, into->count * sizeof *groups);
	memcpy(groups + into->count, from->groups, from->count * sizeof *groups);
	into->groups = groups;
	into->count += from->count;
	into->people += from->people;
	if (from->id < into->id)
		into->id = from->id;
}

/* The smallest with the smallest other, until the smallest is large enough or there is only one. */
static size_t merge_small(struct arena *arena, struct pile *piles, size_t count, int threshold)
{
	while (count > 1) {
		qsort(piles, count, sizeof *piles, by_size);
		if (piles[0].people >= threshold)
			break;
		merge(arena, &piles[1], &piles[0]);
		piles[0] = piles[--count];
	}
	qsort(piles, count, sizeof *piles, by_id);
	return count;
}

/* The groups of a merged pile in the order of their ids. */
static void sort_groups(const struct release_question *question, struct pile *pile)
{
	for (size_t i = 1; i < pile->count; i++) {
		size_t group = pile->groups[i], at = i;

		for (; at > 0 && question->groups[pile->groups[at - 1]].id > question->groups[group].id; at--)
			pile->groups[at] = pile->groups[at - 1];
		pile->groups[at] = group;
	}
}

/* `others` says which of the voice's merged units this is, and of how many. */
static const char *unit_name(const struct draft *draft, size_t voice, const struct pile *pile, size_t piles,
                             const size_t others[2])
{
	const char *name = draft->question->voices[voice];

	if (piles == 1)
		return name;
	if (pile->count == 1)
		return draft->question->groups[pile->groups[0]].name;
	if (others[1] == 1)
		return text_format(draft->arena, "%s (other groups)", name);
	return text_format(draft->arena, "%s (other groups, %zu)", name, others[0]);
}

static struct figure people_figure(int people, int threshold)
{
	return people == 0 || people >= threshold ? figure_of_count(people) : figure_under(threshold);
}

static void add_units(struct draft *draft, size_t voice, struct pile *piles, size_t count)
{
	size_t others[2] = { 0, 0 };

	for (size_t i = 0; i < count; i++)
		others[1] += piles[i].count > 1;
	for (size_t i = 0; i < count; i++) {
		struct release_unit *unit = &draft->units[draft->unit_count];

		others[0] += piles[i].count > 1;
		sort_groups(draft->question, &piles[i]);
		unit->name = unit_name(draft, voice, &piles[i], count, others);
		unit->voice = voice;
		draft->unit_people[draft->unit_count] = piles[i].people;
		unit->people = people_figure(piles[i].people, draft->question->threshold);
		unit->groups = piles[i].groups;
		unit->group_count = piles[i].count;
		for (size_t group = 0; group < unit->group_count; group++)
			draft->unit_of_group[unit->groups[group]] = draft->unit_count;
		draft->unit_count++;
	}
}

static void voice_units(struct draft *draft, size_t voice, struct pile *piles)
{
	struct release_voice *of = &draft->voices[voice];
	size_t count = pile_up(draft, voice, piles);

	for (size_t i = 0; i < count; i++)
		draft->voice_people[voice] += piles[i].people;
	count = merge_small(draft->arena, piles, count, draft->question->threshold);
	of->name = draft->question->voices[voice];
	of->people = people_figure(draft->voice_people[voice], draft->question->threshold);
	of->first_unit = draft->unit_count;
	of->unit_count = count;
	add_units(draft, voice, piles, count);
}

void release_units(struct draft *draft)
{
	const struct release_question *question = draft->question;
	struct pile *piles = NEW_ARRAY(draft->arena, struct pile, question->group_count);

	draft->voices = NEW_ARRAY(draft->arena, struct release_voice, question->voice_count);
	draft->voice_people = NEW_ARRAY(draft->arena, int, question->voice_count);
	draft->units = NEW_ARRAY(draft->arena, struct release_unit, question->group_count);
	draft->unit_people = NEW_ARRAY(draft->arena, int, question->group_count);
	draft->unit_of_group = NEW_ARRAY(draft->arena, size_t, question->group_count);
	for (size_t i = 0; i < question->group_count; i++)
		draft->unit_of_group[i] = SIZE_MAX;
	for (size_t voice = 0; voice < question->voice_count; voice++)
		voice_units(draft, voice, piles);
}
