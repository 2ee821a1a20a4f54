/* Where voices are furthest apart, and whether that could be chance. See engine/ranking.h. */
#include <math.h>
#include <stdlib.h>

#include "base/list.h"
#include "base/text.h"
#include "engine/chance.h"
#include "engine/ranking_parts.h"

#define LIKELY_CHANCE 0.05

/* Further in a direction (1 up, -1 down), or as far with more people. */
static bool is_further(const struct summary *one, const struct summary *other, int direction)
{
	double difference = (one->median.value - other->median.value) * direction;

	return difference > 0 || (difference == 0 && one->people > other->people);
}

struct extremes extremes_of(const struct standings *standings, size_t item)
{
	const struct tally_cell *cells = cells_of_item(standings, item);
	struct extremes extremes = { 0 };

	for (size_t i = 0; i < standings->voice_count; i++) {
		struct summary summary;

		if (cells[i].state != CELL_SHOWN)
			continue;
		summary = summary_of(cells[i].tally.positions);
		if (extremes.voices == 0 || is_further(&summary, &extremes.lowest, -1)) {
			extremes.lowest = summary;
			extremes.low = i;
		}
		if (extremes.voices == 0 || is_further(&summary, &extremes.highest, 1)) {
			extremes.highest = summary;
			extremes.high = i;
		}
		extremes.voices++;
	}
	return extremes;
}

/* ------------------------------------------------------------------ gaps */

/* A disagreement and what only its order needs. */
struct gap {
	struct disagreement says;
	double spread;
};

struct gaps {
	size_t len, cap;
	struct gap *at;
};

static int by_gap(const void *a, const void *b)
{
	const struct gap *one = a, *other = b;
	int order = larger_first(one->says.apart.value, other->says.apart.value);

	if (order == 0)
		order = larger_first(one->spread, other->spread);
	if (order == 0)
		order = larger_first(one->says.people, other->says.people);
	return order != 0 ? order : first_item_first(one->says.item, other->says.item);
}

static double pairs_of(size_t voices)
{
	return (double)(voices * (voices - 1)) / 2;
}

/* The chance of so large a difference somewhere among the pairs of voices: at most the pair's own times the number
 * of pairs. */
static double chance_of_gap(struct arena *arena, const struct tally_cell *cells, const struct extremes *extremes)
{
	double chance = chance_of_difference(arena, cells[extremes->high].tally.positions,
	                                     cells[extremes->low].tally.positions, POSITIONS);

	return fmin(1, chance * pairs_of(extremes->voices));
}

static struct gap gap_of(struct arena *arena, const struct standings *standings, size_t item,
                         const struct extremes *extremes)
{
	struct summary all = summary_of_cell(&standings->totals[item]);
	struct gap gap = { .spread = summary_spread(&all) };

	gap.says = (struct disagreement){
		.item = item,
		.people = all.people,
		.high_voice = extremes->high,
		.low_voice = extremes->low,
		.high = extremes->highest.median,
		.low = extremes->lowest.median,
		.apart = figure_of(extremes->highest.median.value - extremes->lowest.median.value, 1, NULL),
		.chance = chance_of_gap(arena, cells_of_item(standings, item), extremes),
	};
	gap.says.apart.trim = 1;
	return gap;
}

/* ------------------------------------------------------------------ could it be chance? */

/* The least chance that any two of the voices shown could have given here, with the pairs counted: that of the two
 * largest, for more people in either make for less. */
static double least_chance(const struct standings *standings, size_t item, size_t voices)
{
	const struct tally_cell *cells = cells_of_item(standings, item);
	int largest = 0, second = 0;

	for (size_t i = 0; i < standings->voice_count; i++) {
		int people = cells[i].state == CELL_SHOWN ? tally_placed(&cells[i].tally) : 0;

		if (people > largest) {
			second = largest;
			largest = people;
		} else if (people > second) {
			second = people;
		}
	}
	return chance_least(largest, second) * pairs_of(voices);
}

/* All items on which voices could be compared count, those without a gap too: leaving them out would be choosing
 * by the outcome. */
static void judge(struct arena *arena, struct disagreements *disagreements, size_t compared)
{
	double *chances = NEW_ARRAY(arena, double, compared);

	for (size_t i = 0; i < compared; i++)
		chances[i] = i < disagreements->len ? disagreements->at[i].chance : 1;
	chance_holm(arena, chances, compared);
	for (size_t i = 0; i < disagreements->len; i++) {
		disagreements->at[i].chance = chances[i];
		disagreements->at[i].could_be_chance = chances[i] >= LIKELY_CHANCE;
		disagreements->beyond_chance += !disagreements->at[i].could_be_chance;
	}
}

/* `least` is the smallest of the least chances of the items compared: Holm multiplies it by how many there are. */
static enum comparison what_was_found(const struct disagreements *disagreements, size_t compared, double least)
{
	if (compared == 0)
		return COMPARED_NOTHING;
	if (disagreements->beyond_chance > 0)
		return COMPARED_APART;
	if (least * (double)compared >= LIKELY_CHANCE)
		return COMPARED_TOO_FEW;
	return disagreements->len > 0 ? COMPARED_CHANCE : COMPARED_ALIKE;
}

struct disagreements widest_disagreements(struct arena *arena, const struct standings *standings)
{
	struct disagreements disagreements = { 0 };
	struct gaps gaps = { 0 };
	size_t compared = 0;
	double least = 1;

	for (size_t item = 0; item < standings->item_count; item++) {
		struct extremes extremes = extremes_of(standings, item);

		if (extremes.voices < 2)
			continue;
		compared++;
		least = fmin(least, least_chance(standings, item, extremes.voices));
		if (extremes.highest.median.value > extremes.lowest.median.value)
			list_add(arena, &gaps, gap_of(arena, standings, item, &extremes));
	}
	if (gaps.len > 1)
		qsort(gaps.at, gaps.len, sizeof *gaps.at, by_gap);
	for (size_t i = 0; i < gaps.len; i++)
		list_add(arena, &disagreements, gaps.at[i].says);
	judge(arena, &disagreements, compared);
	disagreements.found = what_was_found(&disagreements, compared, least);
	return disagreements;
}

const struct disagreement *first_beyond_chance(const struct disagreements *disagreements)
{
	for (size_t i = 0; i < disagreements->len; i++) {
		if (!disagreements->at[i].could_be_chance)
			return &disagreements->at[i];
	}
	return NULL;
}

const struct disagreement *disagreement_about(const struct disagreements *disagreements, size_t item)
{
	for (size_t i = 0; i < disagreements->len; i++) {
		if (disagreements->at[i].item == item)
			return &disagreements->at[i];
	}
	return NULL;
}

/* Counted in steps from one level to the next. */
static const char *steps_apart(struct arena *arena, struct figure apart)
{
	if (apart.value == 0.5)
		return "half a step";
	return text_format(arena, "%s step%s", figure_text(arena, apart), apart.value == 1 ? "" : "s");
}

const char *disagreement_sentence(struct arena *arena, const struct disagreement *disagreement,
                                  const char *const *voices)
{
	return text_format(arena, "%s %s; %s %s: %s apart.%s", voices[disagreement->high_voice],
	                   figure_text(arena, disagreement->high), voices[disagreement->low_voice],
	                   figure_text(arena, disagreement->low), steps_apart(arena, disagreement->apart),
	                   disagreement->could_be_chance ? " A gap like this could be chance." : "");
}
