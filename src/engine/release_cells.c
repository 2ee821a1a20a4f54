/* Which counts may be shown: a voice's, its split into units, and the total of the voices shown. */
#include "engine/release_parts.h"

/* A voice's or unit's answers to one item. */
struct answers {
	struct tally tally;
	int responded;
};

static void add_up(const struct draft *draft, size_t item, const struct release_unit *unit, struct answers *to)
{
	for (size_t i = 0; i < unit->group_count; i++) {
		const struct release_answers *more = answers_of(draft->question, item, unit->groups[i]);

		tally_add(&to->tally, &more->tally);
		to->responded += more->responded;
	}
}

/* Shown when enough people placed themselves. That nobody answered may be said of enough people, or of none:
 * `people` took part. */
static struct tally_cell decide(const struct answers *answers, int people, int threshold)
{
	if (tally_placed(&answers->tally) >= threshold)
		return (struct tally_cell){ CELL_SHOWN, answers->tally };
	if (answers->responded == 0 && (people == 0 || people >= threshold))
		return (struct tally_cell){ .state = CELL_NOBODY };
	return (struct tally_cell){ .state = CELL_WITHHELD };
}

/*
 * The units of a shown voice, or none of them: were one alone hidden, the voice less the others would give it
 * away. A unit in which nobody answered hides nothing. One in which people only said that they do not know counts
 * as hidden.
 */
static bool split(struct draft *draft, size_t item, const struct release_voice *voice)
{
	struct tally_cell *cells = &draft->unit_cells[item * draft->unit_count + voice->first_unit];
	bool whole = voice->unit_count > 1;

	for (size_t i = 0; i < voice->unit_count; i++) {
		struct answers answers = { 0 };

		add_up(draft, item, &draft->units[voice->first_unit + i], &answers);
		cells[i] = decide(&answers, draft->unit_people[voice->first_unit + i], draft->question->threshold);
		whole = whole && cells[i].state != CELL_WITHHELD;
	}
	for (size_t i = 0; i < voice->unit_count && !whole; i++)
		cells[i] = (struct tally_cell){ .state = CELL_WITHHELD };
	return whole;
}

static void decide_voice(struct draft *draft, size_t item, size_t voice)
{
	const struct release_voice *of = &draft->voices[voice];
	size_t at = item * draft->question->voice_count + voice;
	struct answers answers = { 0 };

	for (size_t i = 0; i < of->unit_count; i++)
		add_up(draft, item, &draft->units[of->first_unit + i], &answers);
	draft->voice_cells[at] = decide(&answers, draft->voice_people[voice], draft->question->threshold);
	if (draft->voice_cells[at].state != CELL_SHOWN)
		return;
	draft->is_split[at] = split(draft, item, of);
	draft->totals[item].state = CELL_SHOWN;
	tally_add(&draft->totals[item].tally, &answers.tally);
}

/* That nobody at all answered adds nothing to each voice saying so. */
static bool says_nobody(const struct draft *draft, size_t item)
{
	size_t voices = draft->question->voice_count;

	for (size_t voice = 0; voice < voices; voice++) {
		if (draft->voice_cells[item * voices + voice].state != CELL_NOBODY)
			return false;
	}
	return voices > 0;
}

static void decide_item(struct draft *draft, size_t item)
{
	for (size_t voice = 0; voice < draft->question->voice_count; voice++)
		decide_voice(draft, item, voice);
	if (says_nobody(draft, item))
		draft->totals[item].state = CELL_NOBODY;
}

void release_cells(struct draft *draft)
{
	const struct release_question *question = draft->question;
	size_t voices = question->item_count * question->voice_count;

	draft->voice_cells = NEW_ARRAY(draft->arena, struct tally_cell, voices);
	draft->is_split = NEW_ARRAY(draft->arena, bool, voices);
	draft->unit_cells = NEW_ARRAY(draft->arena, struct tally_cell, question->item_count * draft->unit_count);
	draft->totals = NEW_ARRAY(draft->arena, struct tally_cell, question->item_count);
	for (size_t item = 0; item < question->item_count; item++)
		decide_item(draft, item);
}
