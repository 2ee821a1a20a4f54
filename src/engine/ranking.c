/* The strengths most agreed on, and what is placed lowest. See engine/ranking.h. */
#include "engine/ranking.h"

#include <math.h>
#include <stdlib.h>

#include "base/list.h"
#include "base/text.h"
#include "engine/ranking_parts.h"

#define AGREED_MOST 1.0 /* positions between the medians of two voices that still agree */

static double spread_of(const struct strength *strength)
{
	return strength->upper.value - strength->lower.value;
}

static double between_voices(const struct strength *strength)
{
	return strength->highest.value - strength->lowest.value;
}

/* What is 0 between two strengths that are alike. */
static int by_merit(const struct strength *one, const struct strength *other)
{
	int order = larger_first(one->median.value, other->median.value);

	if (order == 0)
		order = other->asked_of_all - one->asked_of_all;
	if (order == 0)
		order = -larger_first(spread_of(one), spread_of(other));
	if (order == 0)
		order = -larger_first(between_voices(one), between_voices(other));
	return order;
}

static int by_strength(const void *a, const void *b)
{
	const struct strength *one = a, *other = b;
	int order = by_merit(one, other);

	if (order == 0)
		order = larger_first(one->people, other->people);
	return order != 0 ? order : first_item_first(one->item, other->item);
}

/* Whether somebody stands where the median does: at it, or at both positions that it lies between. */
static bool is_chosen(const int positions[POSITIONS], double median)
{
	return positions[lround(floor(median)) - 1] > 0 && positions[lround(ceil(median)) - 1] > 0;
}

/* Each voice shown is high enough where its people stand. */
static bool voices_are_strong(const struct standings *standings, size_t item)
{
	const struct tally_cell *cells = cells_of_item(standings, item);

	for (size_t i = 0; i < standings->voice_count; i++) {
		struct summary summary = summary_of_cell(&cells[i]);

		if (cells[i].state == CELL_SHOWN && (summary.median.value < STRENGTH_LEAST ||
		                                     !is_chosen(cells[i].tally.positions, summary.median.value)))
			return false;
	}
	return true;
}

static bool was_asked_of_all(const struct standings *standings, size_t item)
{
	for (size_t i = 0; i < standings->voice_count; i++) {
		if (cells_of_item(standings, item)[i].state == CELL_NOT_ASKED)
			return false;
	}
	return true;
}

static bool is_beyond_chance(const struct disagreements *disagreements, size_t item)
{
	const struct disagreement *about = disagreement_about(disagreements, item);

	return about != NULL && !about->could_be_chance;
}

static bool is_strong(const struct standings *standings, size_t item, const struct disagreements *disagreements)
{
	const struct tally_cell *total = &standings->totals[item];
	struct summary all = summary_of_cell(total);
	struct extremes extremes = extremes_of(standings, item);

	if (total->state != CELL_SHOWN || all.people == 0 || all.median.value < STRENGTH_LEAST || all.is_wide ||
	    !is_chosen(total->tally.positions, all.median.value))
		return false;
	return voices_are_strong(standings, item) &&
	       extremes.highest.median.value - extremes.lowest.median.value <= AGREED_MOST &&
	       !is_beyond_chance(disagreements, item);
}

static struct strength strength_of(const struct standings *standings, size_t item)
{
	struct summary all = summary_of_cell(&standings->totals[item]);
	struct extremes extremes = extremes_of(standings, item);

	return (struct strength){ .item = item,
		                  .people = all.people,
		                  .median = all.median,
		                  .lower = all.lower,
		                  .upper = all.upper,
		                  .voices = extremes.voices,
		                  .lowest = extremes.lowest.median,
		                  .highest = extremes.highest.median,
		                  .asked_of_all = was_asked_of_all(standings, item) };
}

struct strengths strengths_most_agreed(struct arena *arena, const struct standings *standings,
                                       const struct disagreements *disagreements)
{
	struct strengths strengths = { 0 };

	for (size_t item = 0; item < standings->item_count; item++) {
		if (is_strong(standings, item, disagreements))
			list_add(arena, &strengths, strength_of(standings, item));
	}
	if (strengths.len > 1)
		qsort(strengths.at, strengths.len, sizeof *strengths.at, by_strength);
	while (strengths.alike < strengths.len && by_merit(&strengths.at[0], &strengths.at[strengths.alike]) == 0)
		strengths.alike++;
	return strengths;
}

const char *strength_sentence(struct arena *arena, const struct strength *strength)
{
	const char *median = figure_text(arena, strength->median), *low = figure_text(arena, strength->lowest);

	if (strength->voices < 2)
		return text_format(arena, "median %s, of the one voice shown.", median);
	if (strength->lowest.value == strength->highest.value)
		return text_format(arena, "median %s. Each voice shown is at %s.", median, low);
	return text_format(arena, "median %s. The voices shown lie between %s and %s.", median, low,
	                   figure_text(arena, strength->highest));
}

/* ------------------------------------------------------------------ lowest placed */

static int by_lowest(const void *a, const void *b)
{
	const struct low_item *one = a, *other = b;
	int order = -larger_first(one->median.value, other->median.value);

	if (order == 0)
		order = larger_first(one->people, other->people);
	return order != 0 ? order : first_item_first(one->item, other->item);
}

struct low_items lowest_placed(struct arena *arena, const struct standings *standings)
{
	struct low_items low = { 0 };

	for (size_t item = 0; item < standings->item_count; item++) {
		struct summary all = summary_of_cell(&standings->totals[item]);

		if (all.people > 0 && all.median.value < STRENGTH_LEAST)
			list_add(arena, &low, ((struct low_item){ item, all.people, all.median }));
	}
	if (low.len > 1)
		qsort(low.at, low.len, sizeof *low.at, by_lowest);
	return low;
}
