/*
 * Release, on a thousand rounds of random shape. Two proofs stand beside each other:
 *
 *   - Subtraction: whatever follows from the published sums by any combination is a count of enough people, or of
 *     nobody.
 *   - Silence: answers that are withheld may be changed at will, and nothing published changes. So nothing
 *     published, not even the choice of what to publish, says anything about them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "support/published_sets.h"

#define ROUNDS 1000

static void check_numbers(struct look look)
{
	int answered[SUBTRACTION_GROUPS] = { 0 }, placed[SUBTRACTION_GROUPS] = { 0 };
	struct subtraction sums = { 0 };
	uint32_t found;

	for (size_t i = 0; i < look.round->question.group_count; i++) {
		answered[i] = answers_in(look, i)->responded;
		placed[i] = tally_placed(&answers_in(look, i)->tally);
	}
	collect_numbers(look, &sums);
	assert_false(subtraction_reveals(&sums, answered, placed, look.release->threshold, &found));
}

static bool is_silent(struct look look)
{
	for (size_t i = 0; i < look.release->voice_count; i++) {
		if (voice_state(look, i) != CELL_NOBODY)
			return false;
	}
	return true;
}

/* The total is the sum of the voices shown and of nothing else: that is what collect_numbers takes it for. */
static void check_total(struct look look)
{
	const struct release *release = look.release;
	struct tally sum = { 0 };

	for (size_t i = 0; i < release->voice_count; i++)
		tally_add(&sum, &release->voice_cells[look.item * release->voice_count + i].tally);
	assert_memory_equal(&sum, &release->totals[look.item].tally, sizeof sum);
	assert_int_equal(release->totals[look.item].state, tally_placed(&sum) > 0 ? CELL_SHOWN
	                                                   : is_silent(look)      ? CELL_NOBODY
	                                                                          : CELL_WITHHELD);
}

/* The sets that words are attributed to: each name's, and the pool's. */
static void collect_labels(struct look look, struct subtraction *sums)
{
	const struct release *release = look.release;
	uint32_t pool = 0;

	for (size_t i = 0; i < release->voice_count; i++) {
		const struct release_voice *voice = &release->voices[i];
		enum release_label label = release->said[look.item * release->voice_count + i].label;

		if (label == LABEL_NONE)
			pool |= voice_set(release, i);
		else
			subtraction_add(sums, voice_set(release, i));
		for (size_t unit = 0; label == LABEL_UNITS && unit < voice->unit_count; unit++)
			subtraction_add(sums, unit_set(release, voice->first_unit + unit));
	}
	if (release->items[look.item].pool.strengths + release->items[look.item].pool.developments > 0)
		subtraction_add(sums, pool);
}

static void check_words(struct look look)
{
	int responded[SUBTRACTION_GROUPS] = { 0 };
	struct subtraction sums = { 0 };
	uint32_t found;

	if (look.release->items[look.item].words != WORDS_SHOWN)
		return;
	for (size_t i = 0; i < look.round->question.group_count; i++)
		responded[i] = answers_in(look, i)->responded;
	collect_labels(look, &sums);
	assert_false(subtraction_reveals(&sums, responded, responded, look.release->threshold, &found));
}

/* No word is lost or said twice: what is shown with names and without adds up to what was written. */
static void check_words_add_up(struct look look)
{
	const struct release *release = look.release;
	int shown = release->items[look.item].pool.strengths, written = 0;

	for (size_t i = 0; i < release->voice_count; i++)
		shown += release->said[look.item * release->voice_count + i].strengths;
	for (size_t i = 0; i < look.round->question.group_count; i++)
		written += answers_in(look, i)->strengths;
	assert_int_equal(shown, release->items[look.item].words == WORDS_HELD ? 0 : written);
}

/* How many took part, by voice and by unit. */
static void check_people(const struct random_round *round, const struct release *release)
{
	int people[SUBTRACTION_GROUPS] = { 0 };
	struct subtraction sums = { 0 };
	uint32_t total = 0, found;
	double shown = 0;

	for (size_t i = 0; i < round->question.group_count; i++)
		people[i] = round->groups[i].people;
	for (size_t i = 0; i < release->voice_count; i++) {
		if (release->voices[i].people.state != FIGURE_SHOWN)
			continue;
		subtraction_add(&sums, voice_set(release, i));
		total |= voice_set(release, i);
		shown += release->voices[i].people.value;
	}
	assert_true(release->people.value == shown);
	for (size_t i = 0; i < release->unit_count; i++) {
		if (release->units[i].people.state == FIGURE_SHOWN)
			subtraction_add(&sums, unit_set(release, i));
	}
	subtraction_add(&sums, total);
	assert_false(subtraction_reveals(&sums, people, people, release->threshold, &found));
}

static void nothing_small_follows_from_what_is_published(void **state)
{
	(void)state;
	for (uint64_t number = 0; number < ROUNDS; number++) {
		struct arena *arena = arena_new();
		struct random_round round = random_round(arena, number);
		struct look look = { &round, release_settle(arena, &round.question), 0 };

		assert_null(look.release->refused);
		check_people(&round, look.release);
		for (; look.item < look.release->item_count; look.item++) {
			check_numbers(look);
			check_total(look);
			check_words(look);
			check_words_add_up(look);
		}
		arena_free(arena);
	}
}

static void assert_looks_the_same(struct arena *arena, struct html before, const struct random_round *round)
{
	const struct release *release = release_settle(arena, &round->question);

	assert_null(release->refused);
	assert_string_equal(before.at, published(arena, round, release).at);
}

/* Throws the positions of a group's answers to one item anew, as many as there were. */
static void say_something_else(struct release_answers *answers, struct random *random)
{
	int placed = tally_placed(&answers->tally);

	memset(answers->tally.positions, 0, sizeof answers->tally.positions);
	for (int i = 0; i < placed; i++)
		answers->tally.positions[random_below(random, POSITIONS)]++;
}

/* One person answers otherwise than they did: places themselves instead of not knowing, or the other way round. */
static void change_ones_mind(struct release_answers *answers)
{
	struct tally *tally = &answers->tally;

	if (tally->dont_know > 0) {
		tally->dont_know--;
		tally->positions[0]++;
	} else if (tally->positions[0] > 0) {
		tally->positions[0]--;
		tally->does_not_apply++;
	}
}

static void a_withheld_voice_is_silent(void **state)
{
	(void)state;
	for (uint64_t number = 0; number < ROUNDS; number++) {
		struct arena *arena = arena_new();
		struct random_round round = random_round(arena, number);
		const struct release *release = release_settle(arena, &round.question);
		struct html before = published(arena, &round, release);
		struct random random = { .seed = number, .chunk = 1 };

		for (size_t i = 0; i < round.question.item_count * round.question.group_count; i++) {
			size_t item = i / round.question.group_count, group = i % round.question.group_count;
			size_t voice = item * release->voice_count + round.groups[group].voice;

			if (release->voice_cells[voice].state == CELL_WITHHELD)
				say_something_else(&round.answers[i], &random);
		}
		assert_looks_the_same(arena, before, &round);
		arena_free(arena);
	}
}

/* Even how many of them placed themselves is silent, as long as they remain too few. */
static void how_many_of_the_withheld_placed_themselves_is_silent(void **state)
{
	size_t tried = 0;

	(void)state;
	for (uint64_t number = 0; number < ROUNDS; number++) {
		struct arena *arena = arena_new();
		struct random_round round = random_round(arena, number);
		const struct release *release = release_settle(arena, &round.question);
		struct html before = published(arena, &round, release);

		for (size_t voice = 0; voice < release->voice_count; voice++) {
			const struct release_voice *of = &release->voices[voice];

			if (of->unit_count == 0 || of->people.state == FIGURE_SHOWN)
				continue; /* too few in the whole voice: whatever they do, they remain too few */
			for (size_t item = 0; item < release->item_count; item++)
				change_ones_mind(&round.answers[item * round.question.group_count +
				                                release->units[of->first_unit].groups[0]]);
			tried++;
		}
		assert_looks_the_same(arena, before, &round);
		arena_free(arena);
	}
	assert_true(tried > 100);
}

/* Where a voice is not split, who of it said what may be exchanged between its groups. */
static void exchange(struct look look, size_t one, size_t other)
{
	struct tally *a = &look.round->answers[look.item * look.round->question.group_count + one].tally;
	struct tally *b = &look.round->answers[look.item * look.round->question.group_count + other].tally;

	for (int i = 0; i < POSITIONS; i++) {
		for (int k = 0; k < POSITIONS; k++) {
			int both = a->positions[i] < b->positions[k] ? a->positions[i] : b->positions[k];

			a->positions[i] += (i == k ? 0 : 1) * -both;
			a->positions[k] += (i == k ? 0 : 1) * both;
			b->positions[k] -= (i == k ? 0 : 1) * both;
			b->positions[i] += (i == k ? 0 : 1) * both;
		}
	}
}

/* Groups that no published sum of this item tells apart: the same voice, not split; or the same unit. */
static bool are_together(struct look look, size_t one, size_t other)
{
	const struct release *release = look.release;
	size_t voice = look.round->groups[one].voice;

	if (voice != look.round->groups[other].voice)
		return false;
	return !release->is_split[look.item * release->voice_count + voice] ||
	       release->unit_of_group[one] == release->unit_of_group[other];
}

static void groups_that_are_not_split_are_alike(void **state)
{
	(void)state;
	for (uint64_t number = 0; number < ROUNDS; number++) {
		struct arena *arena = arena_new();
		struct random_round round = random_round(arena, number);
		struct look look = { &round, release_settle(arena, &round.question), 0 };
		struct html before = published(arena, &round, look.release);
		size_t groups = round.question.group_count;

		for (; look.item < look.release->item_count; look.item++) {
			for (size_t i = 0; i + 1 < groups; i++) {
				if (are_together(look, i, i + 1))
					exchange(look, i, i + 1);
			}
		}
		assert_looks_the_same(arena, before, &round);
		arena_free(arena);
	}
}

static void the_order_of_groups_does_not_matter(void **state)
{
	(void)state;
	for (uint64_t number = 0; number < ROUNDS; number++) {
		struct arena *arena = arena_new();
		struct random random = { .seed = number, .chunk = 2 };
		struct random_round round = random_round(arena, number);
		const struct release *release = release_settle(arena, &round.question), *after;
		size_t *to = NEW_ARRAY(arena, size_t, round.question.group_count);
		struct random_round other = random_round_reordered(arena, &round, &random, to);

		assert_looks_the_same(arena, published(arena, &round, release), &other);
		after = release_settle(arena, &other.question);
		for (size_t i = 0; i < release->group_count; i++)
			assert_true(release->unit_of_group[i] == after->unit_of_group[to[i]]);
		arena_free(arena);
	}
}

/* One person more never takes a voice away, nor lets a total fall. */
static void one_person_more_hides_nothing_that_was_shown(void **state)
{
	(void)state;
	for (uint64_t number = 0; number < ROUNDS; number++) {
		struct arena *arena = arena_new();
		struct random random = { .seed = number, .chunk = 3 };
		struct random_round round = random_round(arena, number);
		const struct release *before = release_settle(arena, &round.question), *after;

		random_round_add_person(&round, random_below(&random, before->group_count),
		                        random_below(&random, before->item_count), 2);
		after = release_settle(arena, &round.question);
		assert_true(after->people.value >= before->people.value);
		for (size_t i = 0; i < before->item_count * before->voice_count; i++) {
			if (before->voice_cells[i].state == CELL_SHOWN)
				assert_int_equal(after->voice_cells[i].state, CELL_SHOWN);
		}
		for (size_t i = 0; i < before->item_count; i++)
			assert_true(tally_placed(&after->totals[i].tally) >= tally_placed(&before->totals[i].tally));
		arena_free(arena);
	}
}

/* The rounds above must hold what the rule is about, or they prove nothing. */
static void the_rounds_try_the_rule(void **state)
{
	size_t merged = 0, withheld = 0, split = 0, whole = 0, joined = 0, held = 0, named = 0;

	(void)state;
	for (uint64_t number = 0; number < ROUNDS; number++) {
		struct arena *arena = arena_new();
		struct random_round round = random_round(arena, number);
		const struct release *release = release_settle(arena, &round.question);

		for (size_t i = 0; i < release->unit_count; i++)
			merged += release->units[i].group_count > 1;
		for (size_t i = 0; i < release->item_count * release->voice_count; i++) {
			const struct release_voice *voice = &release->voices[i % release->voice_count];

			withheld += release->voice_cells[i].state == CELL_WITHHELD;
			split += release->is_split[i];
			whole += release->voice_cells[i].state == CELL_SHOWN && voice->unit_count > 1 &&
			         !release->is_split[i];
			named += release->said[i].label == LABEL_UNITS;
		}
		for (size_t i = 0; i < release->item_count; i++) {
			joined += release->items[i].pool.strengths > 0;
			held += release->items[i].words == WORDS_HELD;
		}
		arena_free(arena);
	}
	assert_true(merged > 500 && withheld > 500 && split > 500 && whole > 500 && joined > 500 && held > 50 &&
	            named > 500);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_small_follows_from_what_is_published),
		cmocka_unit_test(a_withheld_voice_is_silent),
		cmocka_unit_test(how_many_of_the_withheld_placed_themselves_is_silent),
		cmocka_unit_test(groups_that_are_not_split_are_alike),
		cmocka_unit_test(the_order_of_groups_does_not_matter),
		cmocka_unit_test(one_person_more_hides_nothing_that_was_shown),
		cmocka_unit_test(the_rounds_try_the_rule),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
