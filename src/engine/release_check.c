/* Whether the question makes sense: everything after this may trust its numbers. */
#include "base/text.h"
#include "engine/release_parts.h"

/* More than live in Scotland; keeps every sum within an int. */
#define MOST_PEOPLE 100000000

static const char *check_groups(struct arena *arena, const struct release_question *question)
{
	int64_t people = 0;

	for (size_t i = 0; i < question->group_count; i++) {
		const struct release_group *group = &question->groups[i];

		if (group->voice >= question->voice_count)
			return text_format(arena, "The group \"%s\" belongs to no voice of this round.", group->name);
		if (group->people < 0)
			return text_format(arena, "The group \"%s\" has fewer than no people.", group->name);
		people += group->people;
		if (people > MOST_PEOPLE)
			return "More people took part than Cairn counts in one round.";
	}
	return NULL;
}

static bool within(int part, int whole)
{
	return part >= 0 && part <= whole;
}

/* No part is negative and no part, nor the answers that exclude each other taken together, is more than the people
 * there are. */
static bool answers_fit(const struct release_answers *answers, int people)
{
	const struct tally *tally = &answers->tally;
	int64_t together = 0;

	for (int i = 0; i < POSITIONS; i++) {
		if (!within(tally->positions[i], answers->responded))
			return false;
		together += tally->positions[i];
	}
	together += (int64_t)tally->dont_know + tally->does_not_apply;
	return within(answers->responded, people) && together <= answers->responded &&
	       within(tally->dont_know, answers->responded) && within(tally->does_not_apply, answers->responded) &&
	       within(answers->strengths, answers->responded) && within(answers->developments, answers->responded) &&
	       within(answers->reasons, tally->does_not_apply);
}

static const char *check_answers(struct arena *arena, const struct release_question *question)
{
	for (size_t item = 0; item < question->item_count; item++) {
		for (size_t i = 0; i < question->group_count; i++) {
			const struct release_group *group = &question->groups[i];

			if (!answers_fit(answers_of(question, item, i), group->people))
				return text_format(arena,
				                   "The answers of the group \"%s\" do not add up to the people in it.",
				                   group->name);
		}
	}
	return NULL;
}

const char *release_check(struct arena *arena, const struct release_question *question)
{
	const char *wrong;

	if (question->threshold < RELEASE_LEAST_THRESHOLD)
		return text_format(arena, "Counts of fewer than %d people are never shown: choose %d or more.",
		                   RELEASE_LEAST_THRESHOLD, RELEASE_LEAST_THRESHOLD);
	if (question->threshold > MOST_PEOPLE)
		return "No round has so many people: choose a smaller number.";
	wrong = check_groups(arena, question);
	return wrong != NULL ? wrong : check_answers(arena, question);
}
