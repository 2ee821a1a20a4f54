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

#include "base/text.h"
#include "engine/shorten.h"
#include "support/published_sets.h"
#include "support/random_words.h"

#define ROUNDS 1000

/* With the sums that are published besides. */
static void check_numbers_with(struct look look, struct subtraction *sums)
{
	int answered[SUBTRACTION_GROUPS] = { 0 }, placed[SUBTRACTION_GROUPS] = { 0 };
	uint32_t found;

	for (size_t i = 0; i < look.round->question.group_count; i++) {
		answered[i] = answers_in(look, i)->responded;
		placed[i] = tally_placed(&answers_in(look, i)->tally);
	}
	collect_numbers(look, sums);
	assert_false(subtraction_reveals(sums, answered, placed, look.release->threshold, &found));
}

static void check_numbers(struct look look)
{
	struct subtraction sums = { 0 };

	check_numbers_with(look, &sums);
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

/* The voices that are shown on an item in both of two rounds: a comparison publishes their sum. */
static uint32_t shown_in_both(struct look one, struct look other)
{
	uint32_t set = 0;

	for (size_t i = 0; i < one.release->voice_count && i < other.release->voice_count; i++) {
		if (voice_state(one, i) == CELL_SHOWN && voice_state(other, i) == CELL_SHOWN)
			set |= voice_set(one.release, i);
	}
	return set;
}

/* What one round withholds leaves a sum of the other's that is not published elsewhere: with all else it gives no small set away. */
static void nothing_small_follows_from_a_comparison(void **state)
{
	size_t tried = 0;

	(void)state;
	for (uint64_t number = 0; number < ROUNDS; number++) {
		struct arena *arena = arena_new();
		struct random_round rounds[] = { random_round(arena, number), random_round(arena, number + 1) };
		struct look one = { &rounds[0], release_settle(arena, &rounds[0].question), 0 };
		struct look other = { &rounds[1], release_settle(arena, &rounds[1].question), 0 };

		for (; one.item < one.release->item_count && other.item < other.release->item_count;
		     one.item++, other.item++) {
			struct subtraction sums = { 0 };

			subtraction_add(&sums, shown_in_both(one, other));
			tried += sums.count > 0 && sums.sets[0] != 0;
			check_numbers_with(one, &sums);
		}
		arena_free(arena);
	}
	assert_true(tried > 1000);
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

/* ------------------------------------------------------------------ words, and what a facilitator takes out of them */

/* What was held back or taken out is nowhere; what was kept is there once, as it was written; nothing else is. */
static void what_is_taken_out_is_not_published(void **state)
{
	(void)state;
	for (uint64_t number = 0; number < ROUNDS; number++) {
		struct arena *arena = arena_new();
		struct random_round round = random_round(arena, number);
		const struct release *release = release_settle(arena, &round.question);
		struct random_pieces pieces = random_words(arena, &round);
		struct html words = published_words(arena, release, &pieces);
		size_t lines = 0, shown = 0;

		for (const char *at = words.at; *at != '\0'; at++)
			lines += *at == '\n';
		for (size_t i = 0; i < pieces.len; i++) {
			const struct random_piece *piece = &pieces.at[i];
			bool is_out = release_label_of(release, piece->item, piece->group) != NULL;
			const char *found = strstr(words.at, text_format(arena, "%s ", piece->secret));

			shown += is_out && piece->decision != PIECE_HELD;
			assert_true((found != NULL) == (is_out && piece->decision == PIECE_KEPT));
			if (piece->decision == PIECE_SHORTENED)
				assert_non_null(strstr(piece->shown, mark_words(MARK_NAME)));
		}
		assert_int_equal(lines, shown);
		arena_free(arena);
	}
}

/* Whose words stand under the same name, or all without one: nobody can tell them apart. */
static bool share_a_label(struct look look, size_t one, size_t other)
{
	const struct release *release = look.release;
	size_t a = release->unit_of_group[one], b = release->unit_of_group[other];
	enum release_label label_a, label_b;

	if (a == SIZE_MAX || b == SIZE_MAX)
		return false;
	label_a = release->said[look.item * release->voice_count + release->units[a].voice].label;
	label_b = release->said[look.item * release->voice_count + release->units[b].voice].label;
	if (label_a == LABEL_NONE || label_b == LABEL_NONE)
		return label_a == label_b;
	return a == b || (label_a == LABEL_VOICE && release->units[a].voice == release->units[b].voice);
}

/* Lets somebody of another group have written a piece: whoever answered the item and did not write, or by exchange with whoever did. */
static void give_to(struct random_round *round, struct random_pieces *pieces, struct random_piece *piece, size_t group)
{
	size_t groups = round->question.group_count;
	struct release_answers *from = &round->answers[piece->item * groups + piece->group];
	struct release_answers *to = &round->answers[piece->item * groups + group];
	bool is_strength = text_equal(piece->kind, "strength");
	int *less = is_strength ? &from->strengths : &from->developments;
	int *more = is_strength ? &to->strengths : &to->developments;

	if (*more < to->responded) {
		(*less)--;
		(*more)++;
		piece->group = group;
		return;
	}
	for (size_t i = 0; i < pieces->len; i++) {
		struct random_piece *theirs = &pieces->at[i];

		if (theirs->item == piece->item && theirs->group == group && text_equal(theirs->kind, piece->kind)) {
			theirs->group = piece->group;
			piece->group = group;
			return;
		}
	}
}

/*
 * The possible authors of what is shown: whoever of those under its name answered the item could have written it, and everything published would be
 * the same, letter for letter, numbers, counts of who wrote and words. So nothing tells which of them it was: neither what was held back, nor who had
 * to give up a name. And they are enough people, as check_words has it.
 */
static void who_wrote_what_is_silent(void **state)
{
	size_t given = 0;

	(void)state;
	for (uint64_t number = 0; number < ROUNDS; number++) {
		struct arena *arena = arena_new();
		struct random random = { .seed = number, .chunk = 4 };
		struct random_round round = random_round(arena, number);
		struct look look = { &round, release_settle(arena, &round.question), 0 };
		struct random_pieces pieces = random_words(arena, &round);
		struct html before = published(arena, &round, look.release);
		struct html words_before = published_words(arena, look.release, &pieces), words_after;

		for (size_t i = 0; i < pieces.len; i++) {
			size_t group = (size_t)random_below(&random, round.question.group_count);

			look.item = pieces.at[i].item;
			if (group == pieces.at[i].group || !share_a_label(look, pieces.at[i].group, group) ||
			    answers_in(look, group)->responded == 0)
				continue;
			give_to(&round, &pieces, &pieces.at[i], group);
			given++;
		}
		assert_looks_the_same(arena, before, &round);
		words_after = published_words(arena, release_settle(arena, &round.question), &pieces);
		assert_string_equal(words_before.at, words_after.at);
		arena_free(arena);
	}
	assert_true(given > 10000);
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
		cmocka_unit_test(nothing_small_follows_from_a_comparison),
		cmocka_unit_test(a_withheld_voice_is_silent),
		cmocka_unit_test(how_many_of_the_withheld_placed_themselves_is_silent),
		cmocka_unit_test(groups_that_are_not_split_are_alike),
		cmocka_unit_test(the_order_of_groups_does_not_matter),
		cmocka_unit_test(one_person_more_hides_nothing_that_was_shown),
		cmocka_unit_test(what_is_taken_out_is_not_published),
		cmocka_unit_test(who_wrote_what_is_silent),
		cmocka_unit_test(the_rounds_try_the_rule),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
