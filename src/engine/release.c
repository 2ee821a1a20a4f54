#include "engine/release.h"

#include "base/random.h"
#include "engine/release_parts.h"

/* After the close the count printed is that of the voices shown: the whole number less it would count the others. */
static void count_people(struct release *release, const struct draft *draft)
{
	const struct release_question *question = draft->question;
	int64_t shown = 0;

	for (size_t voice = 0; voice < question->voice_count; voice++) {
		if (draft->voice_people[voice] >= question->threshold)
			shown += draft->voice_people[voice];
		else if (draft->voice_people[voice] > 0)
			release->has_a_few_more = true;
	}
	release->people = figure_of_count(shown);
}

static const struct release *finish(const struct draft *draft)
{
	struct release *release = NEW(draft->arena, struct release);

	*release = (struct release){
		.threshold = draft->question->threshold,
		.item_count = draft->question->item_count,
		.voice_count = draft->question->voice_count,
		.group_count = draft->question->group_count,
		.unit_count = draft->unit_count,
		.voices = draft->voices,
		.units = draft->units,
		.unit_of_group = draft->unit_of_group,
		.voice_cells = draft->voice_cells,
		.unit_cells = draft->unit_cells,
		.is_split = draft->is_split,
		.totals = draft->totals,
		.items = draft->items,
		.said = draft->said,
	};
	count_people(release, draft);
	return release;
}

const struct release *release_settle(struct arena *arena, const struct release_question *question)
{
	struct draft draft = { .arena = arena, .question = question };
	const char *refused = release_check(arena, question);

	if (refused != NULL) {
		struct release *release = NEW(arena, struct release);

		release->refused = refused;
		return release;
	}
	release_units(&draft);
	release_cells(&draft);
	release_words(&draft);
	release_reasons(&draft);
	return finish(&draft);
}

const char *release_label_of(const struct release *release, size_t item, size_t group)
{
	size_t unit = release->unit_of_group[group];
	const struct release_unit *of;

	if (unit == SIZE_MAX || release->items[item].words != WORDS_SHOWN)
		return NULL;
	of = &release->units[unit];
	switch (release->said[item * release->voice_count + of->voice].label) {
	case LABEL_VOICE:
		return release->voices[of->voice].name;
	case LABEL_UNITS:
		return of->name;
	case LABEL_NONE:
		break;
	}
	return "";
}

const char *release_reason_label_of(const struct release *release, size_t item, size_t group)
{
	size_t unit = release->unit_of_group[group];
	const struct release_unit *of;
	enum release_label label;

	if (unit == SIZE_MAX)
		return NULL;
	of = &release->units[unit];
	label = release->said[item * release->voice_count + of->voice].label;
	if (release->voice_cells[item * release->voice_count + of->voice].state != CELL_SHOWN)
		return release->items[item].has_withheld_reasons ? "" : NULL;
	if (label == LABEL_UNITS && release->unit_cells[item * release->unit_count + unit].state == CELL_SHOWN)
		return of->name;
	return label == LABEL_NONE ? "" : release->voices[of->voice].name;
}

const size_t *release_shuffle(struct arena *arena, size_t count, uint64_t seed, uint64_t item)
{
	struct random random = { .seed = seed, .chunk = item };
	size_t *order = NEW_ARRAY(arena, size_t, count);

	for (size_t i = 0; i < count; i++)
		order[i] = i;
	for (size_t i = count; i > 1; i--) { /* Fisher and Yates, as Durstenfeld 1964 */
		size_t with = (size_t)random_below(&random, i);
		size_t held = order[i - 1];

		order[i - 1] = order[with];
		order[with] = held;
	}
	return order;
}
