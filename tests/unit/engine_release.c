/* Release: examples that can be read, each with one line of the rule in it. Random rounds are in
 * engine_release_random.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/text.h"
#include "engine/release.h"
#include "support/subtraction.h"

#define ITEMS_MOST  2
#define GROUPS_MOST 8

/* A round written down: `people` and `placed` per group; everybody who placed themselves chose position 3. */
struct example {
	struct arena *arena;
	struct release_question question;
	struct release_group groups[GROUPS_MOST];
	struct release_answers answers[ITEMS_MOST * GROUPS_MOST];
};

static const char *const voices[] = { "Users and carers", "Workforce", "Leaders" };

static struct example *example_new(struct arena *arena, size_t voice_count)
{
	struct example *example = NEW(arena, struct example);

	example->arena = arena;
	example->question = (struct release_question){ .threshold = 5,
		                                       .voices = voices,
		                                       .voice_count = voice_count,
		                                       .groups = example->groups,
		                                       .item_count = 1,
		                                       .answers = example->answers };
	return example;
}

static struct release_answers *add_group(struct example *example, size_t voice, int people, int placed)
{
	size_t i = example->question.group_count++;

	example->groups[i] = (struct release_group){ .id = (int64_t)i + 1,
		                                     .name = text_format(example->arena, "group %zu", i),
		                                     .voice = voice,
		                                     .people = people };
	example->answers[i] =
		(struct release_answers){ .tally = { .positions = { [2] = placed } }, .responded = placed };
	return &example->answers[i];
}

static const struct release *decide(const struct example *example)
{
	const struct release *release = release_settle(example->arena, &example->question);

	assert_null(release->refused);
	return release;
}

static int start(void **state)
{
	*state = arena_new();
	return 0;
}

static int end(void **state)
{
	arena_free(*state);
	return 0;
}

static void a_threshold_under_five_is_refused(void **state)
{
	struct example *example = example_new(*state, 1);

	example->question.threshold = 3;
	assert_non_null(release_settle(*state, &example->question)->refused);
	example->question.threshold = 5;
	assert_null(release_settle(*state, &example->question)->refused);
}

static void answers_that_do_not_fit_are_refused(void **state)
{
	struct example *example = example_new(*state, 1);
	struct release_answers *answers = add_group(example, 0, 6, 6);

	answers->responded = 7; /* more than took part */
	assert_non_null(release_settle(*state, &example->question)->refused);
	answers->responded = 6;
	answers->tally.dont_know = 1; /* six who placed themselves and one more */
	assert_non_null(release_settle(*state, &example->question)->refused);
	answers->tally.dont_know = -1;
	assert_non_null(release_settle(*state, &example->question)->refused);
	answers->tally.dont_know = 0;
	example->groups[0].voice = 1;
	assert_non_null(release_settle(*state, &example->question)->refused);
}

static void an_empty_round_releases_nothing(void **state)
{
	const struct release *release = decide(example_new(*state, 2));

	assert_int_equal(release->unit_count, 0);
	assert_true(release->people.value == 0);
	assert_false(release->has_a_few_more);
	assert_int_equal(release->totals[0].state, CELL_NOBODY);
	assert_int_equal(release->voice_cells[0].state, CELL_NOBODY);
}

/* 2, 3, 6 and 20 people: 2 joins 3, which then suffices. */
static void small_groups_merge_smallest_first(void **state)
{
	struct example *example = example_new(*state, 1);
	const struct release *release;

	add_group(example, 0, 20, 20);
	add_group(example, 0, 3, 3);
	add_group(example, 0, 6, 6);
	add_group(example, 0, 2, 2);
	release = decide(example);
	assert_int_equal(release->unit_count, 3);
	assert_string_equal(release->units[0].name, "group 0");
	assert_string_equal(release->units[1].name, "Users and carers (other groups)");
	assert_int_equal(release->units[1].group_count, 2);
	assert_int_equal(release->units[1].groups[1], 3);
	assert_true(release->units[1].people.value == 5);
	assert_string_equal(release->units[2].name, "group 2");
	assert_true(release->is_split[0]);
	assert_int_equal(tally_placed(&release->unit_cells[1].tally), 5);
}

/* One small group has to take a large one with it, or the voice less the large one would be the small one. */
static void one_small_group_never_stands_alone(void **state)
{
	struct example *example = example_new(*state, 1);
	const struct release *release;

	add_group(example, 0, 20, 20);
	add_group(example, 0, 4, 4);
	release = decide(example);
	assert_int_equal(release->unit_count, 1);
	assert_string_equal(release->units[0].name, "Users and carers");
	assert_false(release->is_split[0]);
	assert_int_equal(release->unit_cells[0].state, CELL_WITHHELD);
	assert_int_equal(tally_placed(&release->voice_cells[0].tally), 24);
}

static void a_group_nobody_came_from_costs_nobody_its_name(void **state)
{
	struct example *example = example_new(*state, 1);
	const struct release *release;

	add_group(example, 0, 20, 20);
	add_group(example, 0, 0, 0);
	add_group(example, 0, 9, 9);
	release = decide(example);
	assert_int_equal(release->unit_count, 2);
	assert_true(release->is_split[0]);
	assert_true(release->unit_of_group[1] == SIZE_MAX);
}

static void two_merged_units_have_two_names(void **state)
{
	struct example *example = example_new(*state, 1);
	const struct release *release;

	for (int i = 0; i < 4; i++)
		add_group(example, 0, 4, 4);
	release = decide(example);
	assert_int_equal(release->unit_count, 2);
	assert_string_equal(release->units[0].name, "Users and carers (other groups, 1)");
	assert_string_equal(release->units[1].name, "Users and carers (other groups, 2)");
}

static void a_small_voice_is_left_out_of_the_total_and_the_count(void **state)
{
	struct example *example = example_new(*state, 3);
	const struct release *release;

	add_group(example, 0, 9, 8);
	add_group(example, 1, 4, 4);
	add_group(example, 2, 7, 3);
	release = decide(example);
	assert_int_equal(release->voice_cells[0].state, CELL_SHOWN);
	assert_int_equal(release->voice_cells[1].state, CELL_WITHHELD);
	assert_int_equal(release->voice_cells[2].state, CELL_WITHHELD);
	assert_int_equal(tally_answered(&release->voice_cells[1].tally), 0); /* nothing to slip out */
	assert_int_equal(tally_placed(&release->totals[0].tally), 8);
	assert_int_equal(release->voices[1].people.state, FIGURE_SUPPRESSED);
	assert_true(release->people.value == 16);
	assert_true(release->has_a_few_more);
}

static void nobody_may_be_said_of_many_and_not_of_few(void **state)
{
	struct example *example = example_new(*state, 3);
	const struct release *release;

	add_group(example, 0, 9, 0);
	add_group(example, 1, 4, 0);
	add_group(example, 2, 8, 0)->responded = 1; /* somebody wrote a line */
	release = decide(example);
	assert_int_equal(release->voice_cells[0].state, CELL_NOBODY);
	assert_int_equal(release->voice_cells[1].state, CELL_WITHHELD);
	assert_int_equal(release->voice_cells[2].state, CELL_WITHHELD);
	assert_int_equal(release->totals[0].state, CELL_WITHHELD);
}

/* Three who do not know, in a unit where nobody placed themselves, are the voice's less the other unit's. */
static void a_split_hides_no_single_part(void **state)
{
	struct example *example = example_new(*state, 1);
	struct release_answers *empty;

	add_group(example, 0, 10, 10);
	empty = add_group(example, 0, 10, 0);
	assert_true(decide(example)->is_split[0]);
	assert_int_equal(decide(example)->unit_cells[1].state, CELL_NOBODY);
	*empty = (struct release_answers){ .tally = { .dont_know = 3 }, .responded = 3 };
	assert_false(decide(example)->is_split[0]);
	*empty = (struct release_answers){ .tally = { .positions = { 4 } }, .responded = 4 };
	assert_false(decide(example)->is_split[0]);
	assert_int_equal(tally_placed(&decide(example)->voice_cells[0].tally), 14);
	*empty = (struct release_answers){ .tally = { .positions = { 5 } }, .responded = 5 };
	assert_true(decide(example)->is_split[0]);
}

/* Opinion about planning is not a health record: five who all say the same are shown. */
static void five_of_one_mind_are_shown(void **state)
{
	struct example *example = example_new(*state, 1);

	add_group(example, 0, 5, 5);
	assert_int_equal(decide(example)->voice_cells[0].tally.positions[2], 5);
}

static void words_are_named_by_voice_or_by_unit(void **state)
{
	struct example *example = example_new(*state, 2);
	struct release_answers *unit;
	const struct release *release;

	add_group(example, 0, 9, 9)->strengths = 2;
	unit = add_group(example, 0, 9, 9);
	add_group(example, 1, 5, 5)->developments = 1;
	release = decide(example);
	assert_string_equal(release_label_of(release, 0, 0), "group 0");
	assert_string_equal(release_label_of(release, 0, 2), "Workforce");
	assert_int_equal(release->said[0].strengths, 2);
	assert_int_equal(release->said[1].developments, 1);
	*unit = (struct release_answers){ .responded = 4, .strengths = 1 };
	release = decide(example);
	assert_string_equal(release_label_of(release, 0, 0), "Users and carers");
	assert_string_equal(release_label_of(release, 0, 1), "Users and carers");
}

/* Two leaders and a pool: the smallest voice that wrote joins them and gives up its name and its counts. */
static void a_small_pool_is_filled(void **state)
{
	struct example *example = example_new(*state, 3);
	const struct release *release;

	add_group(example, 0, 20, 20)->strengths = 4;
	add_group(example, 1, 9, 9)->strengths = 3;
	add_group(example, 2, 2, 2)->developments = 1;
	release = decide(example);
	assert_int_equal(release->items[0].words, WORDS_SHOWN);
	assert_string_equal(release_label_of(release, 0, 0), "Users and carers");
	assert_string_equal(release_label_of(release, 0, 1), "");
	assert_string_equal(release_label_of(release, 0, 2), "");
	assert_int_equal(release->said[1].label, LABEL_NONE);
	assert_int_equal(release->said[1].strengths, 0);
	assert_int_equal(release->items[0].pool.strengths, 3);
	assert_int_equal(release->items[0].pool.developments, 1);
}

/* A voice that wrote nothing is poor cover: those who know that they wrote nothing would know who did. */
static void a_pool_is_filled_by_those_who_wrote(void **state)
{
	struct example *example = example_new(*state, 3);
	const struct release *release;

	add_group(example, 0, 20, 20)->strengths = 4;
	add_group(example, 1, 9, 9);
	add_group(example, 2, 2, 2)->developments = 1;
	release = decide(example);
	assert_int_equal(release->said[0].label, LABEL_NONE);
	assert_int_equal(release->said[1].label, LABEL_VOICE);
}

static void words_of_too_few_are_held(void **state)
{
	struct example *example = example_new(*state, 2);
	const struct release *release;

	add_group(example, 0, 2, 2)->strengths = 1;
	add_group(example, 1, 2, 2);
	release = decide(example);
	assert_int_equal(release->items[0].words, WORDS_HELD);
	assert_null(release_label_of(release, 0, 0));
	assert_int_equal(release->items[0].pool.strengths, 0);
}

/* Without words of theirs there is nothing to cover, and nobody gives up a name. */
static void few_who_wrote_nothing_need_no_cover(void **state)
{
	struct example *example = example_new(*state, 2);
	const struct release *release;

	add_group(example, 0, 9, 9)->strengths = 2;
	add_group(example, 1, 2, 2);
	release = decide(example);
	assert_int_equal(release->items[0].words, WORDS_SHOWN);
	assert_string_equal(release_label_of(release, 0, 0), "Users and carers");
}

/* So many of a group say that it does not apply, each with a reason. */
static void give_reasons(struct release_answers *answers, int people)
{
	answers->responded += people;
	answers->tally.does_not_apply += people;
	answers->reasons += people;
}

/* Four of the second group place themselves, so the voice is not split: three reasons under the group's name would
 * say how many of it answered how, under the voice's they say what its count says. */
static void a_reason_carries_the_name_whose_count_is_shown(void **state)
{
	struct example *example = example_new(*state, 2);
	struct release_answers *unit;
	const struct release *release;

	add_group(example, 0, 7, 7)->strengths = 1;
	unit = add_group(example, 0, 9, 4);
	give_reasons(unit, 3);
	add_group(example, 1, 6, 6);
	release = decide(example);
	assert_string_equal(release_label_of(release, 0, 0), "group 0");
	assert_string_equal(release_reason_label_of(release, 0, 1), "Users and carers");
	unit->tally.positions[2]++;
	unit->responded++;
	assert_string_equal(release_reason_label_of(decide(example), 0, 1), "group 1");
}

/* Four reasons of the one voice that is withheld: whoever else stands without a name, they could be nobody else's. */
static void reasons_of_one_withheld_voice_are_held(void **state)
{
	struct example *example = example_new(*state, 3);
	struct release_answers *withheld;
	const struct release *release;

	withheld = add_group(example, 0, 9, 3);
	withheld->strengths = 1;
	give_reasons(withheld, 4);
	add_group(example, 1, 6, 6)->strengths = 1;
	add_group(example, 2, 9, 9);
	release = decide(example);
	assert_string_equal(release_label_of(release, 0, 0), "Users and carers");
	assert_null(release_reason_label_of(release, 0, 0));
	give_reasons(withheld, 1); /* five are many enough to be told of */
	assert_string_equal(release_reason_label_of(decide(example), 0, 0), "");
}

static void reasons_of_two_withheld_voices_stand_without_a_name(void **state)
{
	struct example *example = example_new(*state, 3);
	struct release_answers *alone;
	const struct release *release;

	alone = add_group(example, 0, 2, 0);
	give_reasons(alone, 1);
	add_group(example, 1, 4, 4);
	add_group(example, 2, 9, 9);
	release = decide(example);
	assert_int_equal(release->items[0].words, WORDS_NONE);
	assert_string_equal(release_reason_label_of(release, 0, 0), "");
	example->answers[1] = (struct release_answers){ 0 }; /* nobody else could have written it */
	assert_null(release_reason_label_of(decide(example), 0, 0));
}

/* Where nothing but reasons was written they are not lost. */
static void reasons_need_no_other_words(void **state)
{
	struct example *example = example_new(*state, 1);
	const struct release *release;

	give_reasons(add_group(example, 0, 9, 6), 2);
	release = decide(example);
	assert_int_equal(release->items[0].words, WORDS_NONE);
	assert_string_equal(release_reason_label_of(release, 0, 0), "Users and carers");
}

/* Nobody in any voice: then "all shown" may say so; with one voice too small to say it, it may not. */
static void a_total_says_nobody_when_every_voice_does(void **state)
{
	struct example *example = example_new(*state, 2);

	add_group(example, 0, 9, 0);
	add_group(example, 1, 0, 0);
	assert_int_equal(decide(example)->totals[0].state, CELL_NOBODY);
	example->groups[1].people = 2;
	assert_int_equal(decide(example)->totals[0].state, CELL_WITHHELD);
}

static void a_shuffle_holds_everything_once_and_depends_on_seed_and_item(void **state)
{
	const size_t *one = release_shuffle(*state, 50, 7, 1), *again = release_shuffle(*state, 50, 7, 1);
	const size_t *item = release_shuffle(*state, 50, 7, 2), *seed = release_shuffle(*state, 50, 8, 1);
	bool seen[50] = { false };

	for (size_t i = 0; i < 50; i++) {
		assert_true(one[i] < 50 && !seen[one[i]]);
		seen[one[i]] = true;
	}
	assert_memory_equal(one, again, 50 * sizeof *one);
	assert_memory_not_equal(one, item, 50 * sizeof *one);
	assert_memory_not_equal(one, seed, 50 * sizeof *one);
	release_shuffle(*state, 0, 7, 1);
}

/* The pencil of the other tests must be sharp: A + B with B gives A; three pairs give each one; two overlapping
 * pairs do not. */
static void the_checker_finds_what_follows(void **state)
{
	const int people[SUBTRACTION_GROUPS] = { 2, 9, 9 };
	struct subtraction difference = { .sets = { 3, 2 }, .count = 2 };
	struct subtraction pairs = { .sets = { 3, 6, 5 }, .count = 3 };
	struct subtraction chain = { .sets = { 3, 6 }, .count = 2 };
	uint32_t found = 0;

	(void)state;
	assert_true(subtraction_reveals(&difference, people, people, 5, &found));
	assert_int_equal(found, 1);
	assert_true(subtraction_reveals(&pairs, people, people, 5, &found));
	assert_int_equal(found, 1);
	assert_false(subtraction_reveals(&chain, people, people, 5, &found));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_threshold_under_five_is_refused, start, end),
		cmocka_unit_test_setup_teardown(answers_that_do_not_fit_are_refused, start, end),
		cmocka_unit_test_setup_teardown(an_empty_round_releases_nothing, start, end),
		cmocka_unit_test_setup_teardown(small_groups_merge_smallest_first, start, end),
		cmocka_unit_test_setup_teardown(one_small_group_never_stands_alone, start, end),
		cmocka_unit_test_setup_teardown(a_group_nobody_came_from_costs_nobody_its_name, start, end),
		cmocka_unit_test_setup_teardown(two_merged_units_have_two_names, start, end),
		cmocka_unit_test_setup_teardown(a_small_voice_is_left_out_of_the_total_and_the_count, start, end),
		cmocka_unit_test_setup_teardown(nobody_may_be_said_of_many_and_not_of_few, start, end),
		cmocka_unit_test_setup_teardown(a_split_hides_no_single_part, start, end),
		cmocka_unit_test_setup_teardown(five_of_one_mind_are_shown, start, end),
		cmocka_unit_test_setup_teardown(words_are_named_by_voice_or_by_unit, start, end),
		cmocka_unit_test_setup_teardown(a_small_pool_is_filled, start, end),
		cmocka_unit_test_setup_teardown(a_pool_is_filled_by_those_who_wrote, start, end),
		cmocka_unit_test_setup_teardown(words_of_too_few_are_held, start, end),
		cmocka_unit_test_setup_teardown(few_who_wrote_nothing_need_no_cover, start, end),
		cmocka_unit_test_setup_teardown(a_reason_carries_the_name_whose_count_is_shown, start, end),
		cmocka_unit_test_setup_teardown(reasons_of_one_withheld_voice_are_held, start, end),
		cmocka_unit_test_setup_teardown(reasons_of_two_withheld_voices_stand_without_a_name, start, end),
		cmocka_unit_test_setup_teardown(reasons_need_no_other_words, start, end),
		cmocka_unit_test_setup_teardown(a_total_says_nobody_when_every_voice_does, start, end),
		cmocka_unit_test_setup_teardown(a_shuffle_holds_everything_once_and_depends_on_seed_and_item, start,
		                                end),
		cmocka_unit_test_setup_teardown(the_checker_finds_what_follows, start, end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
