#include "engine/compare.h"

#include <math.h>

#include "engine/chance_within.h"

static struct figure high_part(const struct tally *tally)
{
	int people = tally_placed(tally), high = 0;

	for (int i = COMPARE_HIGH - 1; i < POSITIONS; i++)
		high += tally->positions[i];
	return people == 0 ? (struct figure){ 0 } : figure_of(100.0 * high / people, 0, "%");
}

static struct shift shift_of(struct arena *arena, const struct tally *before, const struct tally *after)
{
	return (struct shift){
		.before = summary_of(before->positions),
		.after = summary_of(after->positions),
		.high_before = high_part(before),
		.high_after = high_part(after),
		.chance = chance_of_difference(arena, before->positions, after->positions, POSITIONS),
		.direction = chance_direction(before->positions, after->positions, POSITIONS),
	};
}

static struct tally sum_of(const struct tally *tallies, size_t count)
{
	struct tally sum = { 0 };

	for (size_t i = 0; i < count; i++)
		tally_add(&sum, &tallies[i]);
	return sum;
}

static void compare_within(struct arena *arena, const struct compared *item, struct item_shift *shift)
{
	struct chance_stratum *strata = NEW_ARRAY(arena, struct chance_stratum, item->voice_count);

	for (size_t i = 0; i < item->voice_count; i++)
		strata[i] = (struct chance_stratum){ item->before[i].positions, item->after[i].positions };
	shift->chance_within = chance_within(arena, strata, item->voice_count, POSITIONS, &shift->direction_within);
}

static struct item_shift item_shift_of(struct arena *arena, const struct compared *item)
{
	struct tally before = sum_of(item->before, item->voice_count), after = sum_of(item->after, item->voice_count);
	struct item_shift shift = { .all = shift_of(arena, &before, &after),
		                    .mix = compare_mix(arena, item),
		                    .voices = NEW_ARRAY(arena, struct voice_shift, item->voice_count) };

	for (size_t i = 0; i < item->voice_count; i++)
		shift.voices[i].shift = shift_of(arena, &item->before[i], &item->after[i]);
	compare_within(arena, item, &shift);
	return shift;
}

/* ------------------------------------------------------------------ judging */

/* Of both tests together: the larger, and surely chance when they point apart. */
static double chance_of_both(const struct item_shift *shift)
{
	return shift->all.direction == shift->direction_within ? fmax(shift->all.chance, shift->chance_within) : 1;
}

static void judge_items(struct arena *arena, const struct compared *items, struct item_shift *shifts, size_t count)
{
	double *chances = NEW_ARRAY(arena, double, count);
	size_t compared = 0;

	for (size_t i = 0; i < count; i++) {
		if (items[i].voice_count > 0)
			chances[compared++] = chance_of_both(&shifts[i]);
	}
	chance_holm(arena, chances, compared);
	for (size_t i = 0, n = 0; i < count; i++)
		shifts[i].judged = items[i].voice_count > 0 ? chances[n++] : 1;
}

static size_t voices_in(const struct compared *items, size_t count)
{
	size_t voices = 0;

	for (size_t i = 0; i < count; i++)
		voices += items[i].voice_count;
	return voices;
}

static void judge_voices(struct arena *arena, const struct compared *items, struct item_shift *shifts, size_t count)
{
	size_t voices = voices_in(items, count), n = 0;
	double *chances = NEW_ARRAY(arena, double, voices);

	for (size_t i = 0; i < count; i++) {
		for (size_t v = 0; v < items[i].voice_count; v++)
			chances[n++] = shifts[i].voices[v].shift.chance;
	}
	chance_holm(arena, chances, voices);
	n = 0;
	for (size_t i = 0; i < count; i++) {
		for (size_t v = 0; v < items[i].voice_count; v++, n++) {
			shifts[i].voices[v].judged = chances[n];
			shifts[i].voices[v].moved = chances[n] < COMPARE_CHANCE;
		}
	}
}

static bool has_moving_voice(const struct item_shift *shift, size_t voices)
{
	for (size_t i = 0; i < voices; i++) {
		if (shift->voices[i].moved)
			return true;
	}
	return false;
}

/* The smallest chance that answers of so many people can have: all of them at one end then, at the other now. */
static bool is_too_few(const struct item_shift *shift, size_t compared)
{
	return chance_least(shift->all.before.people, shift->all.after.people) * (double)compared >= COMPARE_CHANCE;
}

/* Only a sign: another median, or a test that would speak for a change if it were the only one. */
static bool has_sign(const struct item_shift *shift)
{
	return shift->all.before.median.value != shift->all.after.median.value || shift->all.chance < COMPARE_CHANCE ||
	       shift->chance_within < COMPARE_CHANCE;
}

static enum movement movement_of(const struct item_shift *shift, size_t voices)
{
	if (shift->judged < COMPARE_CHANCE)
		return shift->all.direction > 0 ? MOVED_UP : MOVED_DOWN;
	if (has_moving_voice(shift, voices))
		return MOVED_SOME;
	return shift->all.before.people > 0 && shift->all.after.people > 0 && has_sign(shift) ? MOVED_MAYBE : MOVED_NOT;
}

const struct item_shift *compare_items(struct arena *arena, const struct compared *items, size_t count)
{
	struct item_shift *shifts = NEW_ARRAY(arena, struct item_shift, count);
	size_t compared = 0;

	for (size_t i = 0; i < count; i++) {
		shifts[i] = item_shift_of(arena, &items[i]);
		compared += items[i].voice_count > 0;
	}
	judge_items(arena, items, shifts, count);
	judge_voices(arena, items, shifts, count);
	for (size_t i = 0; i < count; i++) {
		shifts[i].movement = movement_of(&shifts[i], items[i].voice_count);
		shifts[i].is_too_few = items[i].voice_count > 0 && is_too_few(&shifts[i], compared);
	}
	return shifts;
}
