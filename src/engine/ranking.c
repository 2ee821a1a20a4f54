#include "engine/ranking.h"

#include <stdlib.h>

#include "base/list.h"
#include "base/text.h"
#include "engine/chance.h"
#include "engine/summary.h"

#define STRENGTH_FLOOR 3.0 /* "in places": less is nothing to call a strength */
#define LIKELY_CHANCE  0.05

/* The voices shown on one item, from the lowest to the highest. */
struct extremes {
	size_t voices, low, high; /* low and high mean nothing when voices is 0 */
	struct summary lowest, highest;
};

static const struct tally_cell *cells_of(const struct standings *standings, size_t item)
{
	return &standings->cells[item * standings->voice_count];
}

/* Further in a direction (1 up, -1 down), or as far with more people. */
static bool is_further(const struct summary *one, const struct summary *other, int direction)
{
	double difference = (one->median.value - other->median.value) * direction;

	return difference > 0 || (difference == 0 && one->people > other->people);
}

static struct extremes extremes_of(const struct standings *standings, size_t item)
{
	const struct tally_cell *cells = cells_of(standings, item);
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

/* -1 when `one` should come before `other` because it is larger, 1 when it is smaller, 0 when they are equal. */
static int larger_first(double one, double other)
{
	return (one < other) - (one > other);
}

static double spread_of(const struct strength *strength)
{
	return strength->upper.value - strength->lower.value;
}

static int by_strength(const void *a, const void *b)
{
	const struct strength *one = a, *other = b;
	int order = larger_first(one->median.value, other->median.value);

	if (order == 0)
		order = -larger_first(spread_of(one), spread_of(other));
	if (order == 0)
		order = -larger_first(one->highest.value - one->lowest.value,
		                      other->highest.value - other->lowest.value);
	if (order == 0)
		order = larger_first(one->people, other->people);
	return order != 0 ? order : (one->item > other->item) - (one->item < other->item);
}

struct strengths strengths_most_agreed(struct arena *arena, const struct standings *standings)
{
	struct strengths strengths = { 0 };

	for (size_t item = 0; item < standings->item_count; item++) {
		struct summary all = { 0 };
		struct extremes extremes;

		if (standings->totals[item].state == CELL_SHOWN)
			all = summary_of(standings->totals[item].tally.positions);
		if (all.people == 0 || all.median.value < STRENGTH_FLOOR)
			continue;
		extremes = extremes_of(standings, item);
		list_add(arena, &strengths,
		         ((struct strength){ .item = item,
		                             .people = all.people,
		                             .median = all.median,
		                             .lower = all.lower,
		                             .upper = all.upper,
		                             .voices = extremes.voices,
		                             .lowest = extremes.lowest.median,
		                             .highest = extremes.highest.median }));
	}
	if (strengths.len > 1)
		qsort(strengths.at, strengths.len, sizeof *strengths.at, by_strength);
	return strengths;
}

/* A disagreement and what only its order needs. */
struct gap {
	struct disagreement says;
	double spread;
};

static int by_gap(const void *a, const void *b)
{
	const struct gap *one = a, *other = b;
	int order = larger_first(one->says.apart.value, other->says.apart.value);

	if (order == 0)
		order = larger_first(one->spread, other->spread);
	if (order == 0)
		order = larger_first(one->says.people, other->says.people);
	return order != 0 ? order : (one->says.item > other->says.item) - (one->says.item < other->says.item);
}

/* The chance of so large a difference somewhere among the pairs of voices: at most the pair's own times the number
 * of pairs. */
static double chance_of_gap(const struct tally_cell *cells, const struct extremes *extremes)
{
	double pairs = (double)(extremes->voices * (extremes->voices - 1)) / 2;
	double chance = chance_of_difference(cells[extremes->high].tally.positions,
	                                     cells[extremes->low].tally.positions, POSITIONS);

	return chance * pairs < 1 ? chance * pairs : 1;
}

static struct gap gap_of(const struct standings *standings, size_t item, const struct extremes *extremes)
{
	struct summary all = summary_of_cell(&standings->totals[item], 0);
	struct gap gap = { .spread = summary_spread(&all) };

	gap.says = (struct disagreement){
		.item = item,
		.people = all.people,
		.high_voice = extremes->high,
		.low_voice = extremes->low,
		.high = extremes->highest.median,
		.low = extremes->lowest.median,
		.apart = figure_of(extremes->highest.median.value - extremes->lowest.median.value, 1, NULL),
		.chance = chance_of_gap(cells_of(standings, item), extremes),
	};
	gap.says.apart.trim = 1;
	return gap;
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
	}
}

struct disagreements widest_disagreements(struct arena *arena, const struct standings *standings)
{
	struct disagreements disagreements = { 0 };
	LIST(struct gap) gaps = { 0 };
	size_t compared = 0;

	for (size_t item = 0; item < standings->item_count; item++) {
		struct extremes extremes = extremes_of(standings, item);

		compared += extremes.voices > 1;
		if (extremes.voices > 1 && extremes.highest.median.value > extremes.lowest.median.value)
			list_add(arena, &gaps, gap_of(standings, item, &extremes));
	}
	if (gaps.len > 1)
		qsort(gaps.at, gaps.len, sizeof *gaps.at, by_gap);
	for (size_t i = 0; i < gaps.len; i++)
		list_add(arena, &disagreements, gaps.at[i].says);
	judge(arena, &disagreements, compared);
	return disagreements;
}

const char *strength_sentence(struct arena *arena, const struct strength *strength)
{
	const char *median = figure_text(arena, strength->median), *low = figure_text(arena, strength->lowest);

	if (strength->voices < 2)
		return text_format(arena, "median %s.", median);
	if (strength->lowest.value == strength->highest.value)
		return text_format(arena, "median %s. Each voice shown is at %s.", median, low);
	return text_format(arena, "median %s. The voices shown lie between %s and %s.", median, low,
	                   figure_text(arena, strength->highest));
}

static const char *levels_apart(struct arena *arena, struct figure apart)
{
	if (apart.value == 0.5)
		return "half a level";
	return text_format(arena, "%s level%s", figure_text(arena, apart), apart.value == 1 ? "" : "s");
}

const char *disagreement_sentence(struct arena *arena, const struct disagreement *disagreement,
                                  const char *const *voices)
{
	return text_format(arena, "%s %s; %s %s: %s apart.%s", voices[disagreement->high_voice],
	                   figure_text(arena, disagreement->high), voices[disagreement->low_voice],
	                   figure_text(arena, disagreement->low), levels_apart(arena, disagreement->apart),
	                   disagreement->could_be_chance ? " A gap like this could be chance." : "");
}
