/*
 * Reasons ("it does not apply, because ...") on a thousand rounds of random shape. A reason says besides how its
 * author answered, so the two proofs of engine_release_random.c are made for them as well:
 *
 *   - Subtraction: from the reasons under each name and without one, together with the published counts, nothing
 *     follows about a column that is withheld.
 *   - Silence: who of those withheld gave a reason may be exchanged, and where only one voice is withheld its few
 *     reasons may be more or none, and nothing published changes.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "support/published_sets.h"

#define ROUNDS 1000

static int responded_in(struct look look, size_t voice)
{
	int responded = 0;

	for (size_t i = 0; i < look.release->group_count; i++)
		responded += look.round->groups[i].voice == voice ? answers_in(look, i)->responded : 0;
	return responded;
}

static int reasons_in(struct look look, size_t voice)
{
	int reasons = 0;

	for (size_t i = 0; i < look.release->group_count; i++)
		reasons += look.round->groups[i].voice == voice ? answers_in(look, i)->reasons : 0;
	return reasons;
}

static bool is_withheld(struct look look, size_t voice)
{
	return voice_state(look, voice) == CELL_WITHHELD && responded_in(look, voice) > 0;
}

static size_t withheld_voices(struct look look)
{
	size_t count = 0;

	for (size_t i = 0; i < look.release->voice_count; i++)
		count += is_withheld(look, i);
	return count;
}

static enum release_label label_in(struct look look, size_t voice)
{
	return look.release->said[look.item * look.release->voice_count + voice].label;
}

/* ------------------------------------------------------------------ subtraction */

/* Which groups the reasons under each name come from, and which those without one. */
static void collect_reasons(struct look look, struct subtraction *sums)
{
	const struct release *release = look.release;
	uint32_t pool = 0;

	for (size_t i = 0; i < release->voice_count; i++) {
		const struct release_voice *of = &release->voices[i];
		bool split = release->is_split[look.item * release->voice_count + i];

		if (voice_state(look, i) == CELL_WITHHELD)
			pool |= release->items[look.item].has_withheld_reasons ? voice_set(release, i) : 0;
		else if (label_in(look, i) == LABEL_NONE)
			pool |= voice_set(release, i);
		else
			subtraction_add(sums, voice_set(release, i));
		for (size_t unit = 0; split && label_in(look, i) == LABEL_UNITS && unit < of->unit_count; unit++)
			subtraction_add(sums, unit_set(release, of->first_unit + unit));
	}
	subtraction_add(sums, pool);
}

/* No count of a voice or a unit that is withheld follows; but where one voice alone is, that many of it wrote. */
static void check_columns(struct look look, const struct subtraction *sums)
{
	const struct release *release = look.release;

	for (size_t i = 0; i < release->voice_count; i++) {
		const struct release_voice *of = &release->voices[i];
		bool whole = voice_state(look, i) == CELL_SHOWN && of->unit_count > 1 &&
		             !release->is_split[look.item * release->voice_count + i];

		if (is_withheld(look, i) && subtraction_follows(sums, voice_set(release, i)))
			assert_true(withheld_voices(look) == 1 && reasons_in(look, i) >= release->threshold);
		for (size_t unit = 0; unit < of->unit_count && whole; unit++)
			assert_false(subtraction_follows(sums, unit_set(release, of->first_unit + unit)));
	}
}

static void nothing_withheld_follows_from_reasons(void **state)
{
	(void)state;
	for (uint64_t number = 0; number < ROUNDS; number++) {
		struct arena *arena = arena_new();
		struct random_round round = random_round(arena, number);
		struct look look = { &round, release_settle(arena, &round.question), 0 };

		for (; look.item < look.release->item_count; look.item++) {
			int responded[SUBTRACTION_GROUPS] = { 0 };
			struct subtraction sums = { 0 };
			uint32_t found;

			for (size_t i = 0; i < round.question.group_count; i++)
				responded[i] = answers_in(look, i)->responded;
			collect_numbers(look, &sums);
			collect_reasons(look, &sums);
			check_columns(look, &sums);
			assert_false(subtraction_reveals(&sums, responded, responded, look.release->threshold, &found));
		}
		arena_free(arena);
	}
}

/* A name stands under a reason only where the count of that very column is shown. */
static void names_stand_where_counts_do(void **state)
{
	(void)state;
	for (uint64_t number = 0; number < ROUNDS; number++) {
		struct arena *arena = arena_new();
		struct random_round round = random_round(arena, number);
		const struct release *release = release_settle(arena, &round.question);

		for (size_t i = 0; i < release->item_count * release->group_count; i++) {
			size_t item = i / release->group_count, group = i % release->group_count;
			const char *label = release_reason_label_of(release, item, group);
			size_t voice = round.groups[group].voice, unit = release->unit_of_group[group];

			if (label == NULL || *label == '\0')
				continue;
			assert_int_equal(release->voice_cells[item * release->voice_count + voice].state, CELL_SHOWN);
			if (strcmp(label, release->voices[voice].name) != 0)
				assert_int_equal(release->unit_cells[item * release->unit_count + unit].state,
				                 CELL_SHOWN);
		}
		arena_free(arena);
	}
}

/* ------------------------------------------------------------------ silence */

static struct release_answers *to_change(struct look look, size_t group)
{
	return &look.round->answers[look.item * look.round->question.group_count + group];
}

/* One of `from` who gave a reason does not know instead; one of `to` who did not know gives it. */
static bool exchange(struct look look, size_t from, size_t to)
{
	struct release_answers *one = to_change(look, from), *other = to_change(look, to);

	if (one->reasons == 0 || other->tally.dont_know == 0)
		return false;
	one->reasons--;
	one->tally.does_not_apply--;
	one->tally.dont_know++;
	other->tally.dont_know--;
	other->tally.does_not_apply++;
	other->reasons++;
	return true;
}

/* Two groups whose reasons nothing published may tell apart: of one voice that is shown as a whole, or of two that
 * are withheld and count alike as cover. */
static bool are_together(struct look look, size_t one, size_t other)
{
	size_t a = look.round->groups[one].voice, b = look.round->groups[other].voice;

	if (a == b)
		return voice_state(look, a) == CELL_WITHHELD ||
		       !look.release->is_split[look.item * look.release->voice_count + a];
	return is_withheld(look, a) && is_withheld(look, b) &&
	       (label_in(look, a) == LABEL_NONE) == (label_in(look, b) == LABEL_NONE);
}

static size_t exchange_all(struct look look)
{
	size_t groups = look.release->group_count, exchanged = 0;

	for (size_t i = 0; i < groups * groups; i++) {
		if (i / groups != i % groups && are_together(look, i / groups, i % groups))
			exchanged += exchange(look, i / groups, i % groups);
	}
	return exchanged;
}

/* Changes every item of every round, and nothing published may change; how much was changed. */
static size_t is_silent(size_t (*change)(struct look))
{
	size_t changed = 0;

	for (uint64_t number = 0; number < ROUNDS; number++) {
		struct arena *arena = arena_new();
		struct random_round round = random_round(arena, number);
		struct look look = { &round, release_settle(arena, &round.question), 0 };
		struct html before = published(arena, &round, look.release);

		for (; look.item < look.release->item_count; look.item++)
			changed += change(look);
		assert_string_equal(before.at, published(arena, &round, release_settle(arena, &round.question)).at);
		arena_free(arena);
	}
	return changed;
}

static void who_gave_a_reason_is_silent(void **state)
{
	(void)state;
	assert_true(is_silent(exchange_all) > 500);
}

/* Those who did not know give reasons instead, as many as leave them too few to be shown. */
static size_t give_reasons(struct look look, size_t voice)
{
	int most = look.release->threshold - 1 - reasons_in(look, voice), left = most;

	for (size_t i = 0; i < look.release->group_count; i++) {
		struct release_answers *answers = to_change(look, i);

		if (look.round->groups[i].voice != voice)
			continue;
		for (; left > 0 && answers->tally.dont_know > 0; left--) {
			answers->tally.dont_know--;
			answers->tally.does_not_apply++;
			answers->reasons++;
		}
	}
	return left < most;
}

/* Of the one voice that is withheld, where it is one. */
static size_t give_reasons_of_one(struct look look)
{
	size_t tried = 0;

	for (size_t voice = 0; voice < look.release->voice_count; voice++) {
		if (is_withheld(look, voice) && withheld_voices(look) == 1 &&
		    reasons_in(look, voice) < look.release->threshold)
			tried += give_reasons(look, voice);
	}
	return tried;
}

static void how_many_of_one_withheld_voice_gave_reasons_is_silent(void **state)
{
	(void)state;
	assert_true(is_silent(give_reasons_of_one) > 200);
}

/* The rounds above must hold what the rule is about, or they prove nothing. */
static void the_rounds_try_the_rule(void **state)
{
	size_t by_unit = 0, by_voice = 0, without = 0, held = 0;

	(void)state;
	for (uint64_t number = 0; number < ROUNDS; number++) {
		struct arena *arena = arena_new();
		struct random_round round = random_round(arena, number);
		struct look look = { &round, release_settle(arena, &round.question), 0 };

		for (; look.item < look.release->item_count; look.item++) {
			for (size_t i = 0; i < look.release->group_count; i++) {
				const char *label = release_reason_label_of(look.release, look.item, i);

				if (answers_in(look, i)->reasons == 0)
					continue;
				held += label == NULL;
				without += label != NULL && *label == '\0';
				by_unit += label != NULL && strncmp(label, "group", 5) == 0;
				by_voice += label != NULL && strncmp(label, "voice", 5) == 0;
			}
		}
		arena_free(arena);
	}
	assert_true(by_unit > 500 && by_voice > 500 && without > 500 && held > 500);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_withheld_follows_from_reasons),
		cmocka_unit_test(names_stand_where_counts_do),
		cmocka_unit_test(who_gave_a_reason_is_silent),
		cmocka_unit_test(how_many_of_one_withheld_voice_gave_reasons_is_silent),
		cmocka_unit_test(the_rounds_try_the_rule),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
