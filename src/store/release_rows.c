/* From what the rule settled to the rows that are kept. */
#include "store/release_rows.h"

#include "base/out.h"

/* ------------------------------------------------------------------ columns */

/*
 * The names of a unit's groups, one a line. Groups of the voice in which nobody took part are named with its first merged unit, so
 * that standing in a list does not say that somebody of so small a group did.
 */
static const char *names_of(const struct release_decision *d, size_t voice, size_t unit, bool with_absent)
{
	struct out names = { .arena = d->w->arena };

	for (size_t i = 0; i < d->group_count; i++) {
		bool is_in =
			d->rule->unit_of_group[i] == unit || (with_absent && d->rule->unit_of_group[i] == SIZE_MAX);

		if (d->groups[i].voice == voice && is_in)
			out_format(&names, "%s%s", names.len == 0 ? "" : "\n", d->groups[i].name);
	}
	return out_html(&names).at;
}

static void add_units(struct release_decision *d, size_t voice)
{
	const struct release_voice *of = &d->rule->voices[voice];
	bool with_absent = true;
	struct released_unit whole = {
		.voice = d->voices.at[voice], .name = of->name, .group_names = "", .participants = of->people
	};

	list_add(d->w->arena, &d->to->units, whole);
	for (size_t i = 0; i < of->unit_count && of->unit_count > 1; i++) {
		const struct release_unit *unit = &d->rule->units[of->first_unit + i];
		bool is_merged = unit->group_count > 1;
		struct released_unit part = { .voice = d->voices.at[voice],
			                      .unit = (int64_t)i + 1,
			                      .name = unit->name,
			                      .participants = unit->people };

		part.group_names = names_of(d, voice, of->first_unit + i, is_merged && with_absent);
		with_absent = with_absent && !is_merged;
		list_add(d->w->arena, &d->to->units, part);
	}
}

/* ------------------------------------------------------------------ numbers */

static void add_cell(struct release_decision *d, size_t item, int64_t voice, int64_t unit,
                     const struct tally_cell *cell)
{
	struct released_cell *to = list_new(d->w->arena, &d->to->cells);

	*to = (struct released_cell){ .item = d->items.at[item].key,
		                      .is_statement = d->items.at[item].is_statement,
		                      .voice = voice,
		                      .unit = unit,
		                      .cell = *cell };
}

static void add_cells(struct release_decision *d, size_t item)
{
	const struct release *rule = d->rule;

	add_cell(d, item, 0, 0, &rule->totals[item]);
	for (size_t voice = 0; voice < rule->voice_count; voice++) {
		const struct release_voice *of = &rule->voices[voice];
		size_t at = item * rule->voice_count + voice;

		add_cell(d, item, d->voices.at[voice], 0, &rule->voice_cells[at]);
		for (size_t i = 0; i < of->unit_count && rule->is_split[at]; i++)
			add_cell(d, item, d->voices.at[voice], (int64_t)i + 1,
			         &rule->unit_cells[item * rule->unit_count + of->first_unit + i]);
	}
}

static int64_t responded(const struct release_decision *d, size_t item, size_t voice)
{
	int64_t people = 0;

	for (size_t i = 0; i < d->group_count; i++) {
		if (d->groups[i].voice == voice)
			people += d->answers[item * d->group_count + i].responded;
	}
	return people;
}

static void add_said(struct release_decision *d, size_t item)
{
	const struct release *rule = d->rule;
	const struct release_said *pool = &rule->items[item].pool;
	struct released_said unnamed = { .criterion = d->items.at[item].key,
		                         .shown = pool->strengths > 0 || pool->developments > 0,
		                         .strengths = figure_of_count(pool->strengths),
		                         .developments = figure_of_count(pool->developments) };

	if (unnamed.shown)
		list_add(d->w->arena, &d->to->said, unnamed);
	for (size_t voice = 0; voice < rule->voice_count; voice++) {
		const struct release_said *said = &rule->said[item * rule->voice_count + voice];
		struct released_said to = { .criterion = d->items.at[item].key, .voice = d->voices.at[voice] };

		if (said->label != LABEL_NONE) {
			to.shown = true;
			to.responded = figure_of_count(responded(d, item, voice));
			to.strengths = figure_of_count(said->strengths);
			to.developments = figure_of_count(said->developments);
		}
		list_add(d->w->arena, &d->to->said, to);
	}
}

void release_rows(struct release_decision *d)
{
	for (size_t voice = 0; voice < d->voices.len; voice++)
		add_units(d, voice);
	for (size_t item = 0; item < d->items.len; item++) {
		add_cells(d, item);
		if (!d->items.at[item].is_statement)
			add_said(d, item);
	}
}
