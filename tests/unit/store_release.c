/* The release: what is withheld is nowhere in it, it is decided once, and it is quick. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
/* cmocka wants the three above it before itself */
#include <cmocka.h>

#include "base/random.h"
#include "engine/release.h"
#include "store/release.h"
#include "store/round.h"
#include "support/answering.h"

static int open_criteria(void **state)
{
	int failed = test_open(state);

	answering_start(*state, "criteria");
	return failed;
}

static int open_conversation(void **state)
{
	int failed = test_open(state);

	answering_start(*state, "conversation");
	return failed;
}

static int open_statements(void **state)
{
	int failed = test_open(state);

	answering_start(*state, "statements");
	return failed;
}

/* ------------------------------------------------------------------ a round */

/* So many of a group say the same about the first criterion, each with words that name the group. */
static void people_say(struct scratch *scratch, int group, int people, int placed)
{
	for (int i = 0; i < people; i++) {
		const char *token = answering_join(scratch, group);
		struct answer_save save = answering_say(token, "care.one", 0,
		                                        text_format(scratch->arena, "words-of-%d", group), placed, "");

		if (placed == PLACED_DOES_NOT_APPLY)
			save.said.reason = text_format(scratch->arena, "reason-of-%d", group);
		assert_int_equal(answering_save(scratch, &save), CHANGED);
		assert_int_equal(save.became, ANSWER_SAVED);
	}
}

static enum outcome change_close(struct work *w, void *plan)
{
	(void)plan;
	return round_close(w, 1) ? CHANGED : REFUSED;
}

static const struct released *closed(struct scratch *scratch)
{
	const struct released *released;

	if (db_change_now(&scratch->work, change_close, NULL) != CHANGED)
		fail_msg("%s", scratch->work.fault.sentence);
	released = release_by_round(&scratch->work, 1, RELEASE_ALL);
	if (released == NULL)
		fail_msg("%s", scratch->work.fault.sentence);
	return released;
}

/* Voice 1: six and two. Voice 2: three and one, too few even together. Voice 3: seven. */
static const struct released *usual_round(struct scratch *scratch)
{
	people_say(scratch, 1, 6, 3);
	people_say(scratch, 2, 2, 5);
	people_say(scratch, 3, 3, 1);
	people_say(scratch, 4, 1, 1);
	people_say(scratch, 5, 7, 4);
	return closed(scratch);
}

/* ------------------------------------------------------------------ numbers */

static void shown_voices_have_their_counts(void **state)
{
	const struct released *released = usual_round(*state);
	const struct released_cell *users = released_cell_of(released, "care.one", 1, 0);
	const struct released_cell *all = released_cell_of(released, "care.one", 0, 0);

	assert_int_equal(released->threshold, 5);
	assert_int_equal(users->cell.state, CELL_SHOWN);
	assert_int_equal(users->cell.tally.positions[2], 6);
	assert_int_equal(users->cell.tally.positions[4], 2);
	assert_int_equal((int)users->placed.value, 8);
	assert_int_equal(tally_placed(&all->cell.tally), 15);
	assert_int_equal((int)released->answered.value, 15);
	assert_true(released->has_a_few_more);
	assert_null(released_cell_of(released, "care.one", 9, 0));
}

static void a_small_voice_is_withheld(void **state)
{
	const struct released *released = usual_round(*state);
	const struct released_cell *work = released_cell_of(released, "care.one", 2, 0);
	struct figure count = released_count(work, 1);

	assert_int_equal(work->cell.state, CELL_WITHHELD);
	assert_int_equal(tally_answered(&work->cell.tally), 0);
	assert_string_equal(figure_text(((struct scratch *)*state)->arena, work->placed), "under 5");
	assert_string_equal(figure_text(((struct scratch *)*state)->arena, count),
	                    "not shown"); /* five may well have said this or that */
	assert_int_equal(released_unit_of(released, 2, 0)->participants.state, FIGURE_SUPPRESSED);
	assert_false(released_said_of(released, "care.one", 2)->shown);
}

static void a_small_group_has_no_column_of_its_own(void **state)
{
	const struct released *released = usual_round(*state);

	assert_null(released_unit_of(released, 1, 1));
	assert_null(released_cell_of(released, "care.one", 1, 1));
}

static void two_large_groups_have_columns(void **state)
{
	const struct released *released;
	struct scratch *scratch = *state;

	people_say(scratch, 1, 5, 2);
	people_say(scratch, 2, 5, 4);
	released = closed(scratch);
	assert_string_equal(released_unit_of(released, 1, 1)->name, "Group 1");
	assert_string_equal(released_unit_of(released, 1, 2)->group_names, "Group 2");
	assert_int_equal(released_cell_of(released, "care.one", 1, 2)->cell.tally.positions[3], 5);
	assert_int_equal(released_cell_of(released, "care.one", 1, 1)->cell.tally.positions[1], 5);
}

/* Three voices of four each: twelve people placed themselves, so of all together "under 5" would be untrue. */
static void nothing_is_called_under_five_that_may_be_more(void **state)
{
	struct scratch *scratch = *state;
	const struct released *released;
	const struct released_cell *all, *users;

	people_say(scratch, 1, 4, 3);
	people_say(scratch, 2, 9, PLACED_DONT_KNOW);
	people_say(scratch, 3, 4, 3);
	people_say(scratch, 5, 4, 3);
	released = closed(scratch);
	all = released_cell_of(released, "care.one", 0, 0);
	users = released_cell_of(released, "care.one", 1, 0);
	assert_int_equal(all->cell.state, CELL_WITHHELD);
	assert_string_equal(figure_text(scratch->arena, all->placed), "not shown");
	assert_string_equal(figure_text(scratch->arena, users->placed), "under 5");              /* four of thirteen */
	assert_string_equal(figure_text(scratch->arena, released_count(users, 0)), "not shown"); /* nine */
	assert_string_equal(figure_text(scratch->arena, released_said_of(released, "care.one", 3)->responded),
	                    "not shown");
}

/* ------------------------------------------------------------------ what was not asked */

/* Group 2 is not asked the second criterion; its voice is. */
static void what_was_not_asked_says_so(void **state)
{
	struct scratch *scratch = *state;
	const struct released *released;
	const struct released_cell *part;

	people_say(scratch, 1, 6, 3);
	people_say(scratch, 2, 6, 3);
	people_say(scratch, 3, 2, 3);
	test_execute(scratch,
	             "DELETE FROM round_group_criterion WHERE round_group IN (3, 4) AND criterion = 'care.two'");
	test_execute(scratch, "UPDATE response SET criterion = 'care.two' WHERE participant IN "
	                      "(SELECT id FROM participant WHERE round_group = 1)");
	released = closed(scratch);
	part = released_cell_of(released, "care.two", 1, 2);
	assert_int_equal(part->cell.state, CELL_NOT_ASKED);
	assert_int_equal(part->placed.state, FIGURE_MISSING);
	assert_int_equal(released_count(part, 3).state, FIGURE_MISSING);
	assert_int_equal(released_cell_of(released, "care.two", 1, 1)->cell.state, CELL_SHOWN);
	assert_int_equal(released_cell_of(released, "care.two", 2, 0)->cell.state, CELL_NOT_ASKED); /* too small, too */
	assert_int_equal(released_cell_of(released, "care.one", 2, 0)->cell.state, CELL_WITHHELD);
	assert_int_equal(released_cell_of(released, "care.two", 3, 0)->cell.state, CELL_NOBODY);
	assert_false(released_said_of(released, "care.two", 2)->was_asked);
	assert_true(released_said_of(released, "care.two", 1)->was_asked);
}

static void a_conversation_asked_for_no_rating(void **state)
{
	struct scratch *scratch = *state;
	const struct released *released;
	const struct released_cell *cell;

	people_say(scratch, 1, 6, PLACED_NOT_SAID);
	released = closed(scratch);
	for EACH(cell, &released->cells)
		assert_int_equal(cell->cell.state, CELL_NOT_ASKED);
	assert_true(released_said_of(released, "care.one", 1)->shown);
}

/* A statement that nobody rated has its lines like any other: were they missing, that would tell of the few. */
static void every_statement_asked_has_its_lines(void **state)
{
	struct scratch *scratch = *state;
	const struct released *released;

	people_say(scratch, 1, 6, 3);
	people_say(scratch, 3, 2, 3);
	released = closed(scratch);
	assert_int_equal(released_cell_of(released, "care.one.1", 1, 0)->cell.state, CELL_NOBODY);
	assert_int_equal(released_cell_of(released, "care.one.1", 2, 0)->cell.state, CELL_WITHHELD);
	assert_int_equal(released_cell_of(released, "care.two.1", 0, 0)->cell.state, CELL_WITHHELD);
	assert_true(released_cell_of(released, "care.two.1", 0, 0)->is_statement);
}

/* Whatever a reader may fetch, the numbers of a withheld group are not in the tables it comes from. */
static void nothing_of_a_withheld_group_is_kept(void **state)
{
	struct scratch *scratch = *state;
	const struct released *released = usual_round(scratch);

	assert_int_equal(released_cell_of(released, "care.one", 0, 0)->cell.tally.positions[0], 0);
	assert_int_equal(answering_count(scratch, "SELECT COUNT(*) FROM released_cell WHERE placed_1 > 0"), 0);
	assert_int_equal(answering_count(scratch,
	                                 "SELECT COUNT(*) FROM released_cell WHERE shown = 0 AND "
	                                 "COALESCE(placed_1, placed_2, placed_3, placed_4, placed_5, dont_know, "
	                                 "does_not_apply) IS NOT NULL"),
	                 0);
	assert_int_equal(answering_count(scratch, "SELECT COUNT(*) FROM released_said WHERE shown = 0 AND "
	                                          "COALESCE(responded, strengths, developments) IS NOT NULL"),
	                 0);
	assert_int_equal(answering_count(scratch, "SELECT COUNT(*) FROM released_unit WHERE participants < 5 "
	                                          "AND participants > 0"),
	                 0);
}

static void statements_are_items_too(void **state)
{
	struct scratch *scratch = *state;
	const struct released *released;

	for (int i = 0; i < 6; i++) {
		struct answer_save save =
			answering_say(answering_join(scratch, 1), "care.one", 0, "", PLACED_NOT_SAID, "");

		list_add(scratch->arena, &save.said.ratings, ((struct rating){ "care.one.2", i == 0 ? 0 : 5 }));
		assert_int_equal(answering_save(scratch, &save), CHANGED);
	}
	released = closed(scratch);
	assert_true(released_cell_of(released, "care.one.2", 1, 0)->is_statement);
	assert_int_equal(released_cell_of(released, "care.one.2", 1, 0)->cell.tally.positions[4], 5);
	assert_int_equal(released_cell_of(released, "care.one.2", 1, 0)->cell.tally.dont_know, 1);
	released = release_by_round(&scratch->work, 1, RELEASE_CRITERIA);
	assert_null(released_cell_of(released, "care.one.2", 1, 0));
	assert_int_equal(released->words.len, 0);
}

/* ------------------------------------------------------------------ words */

static bool words_with_label(const struct released *released, const char *words, const char *label)
{
	const struct released_words *one;

	for EACH(one, &released->words) {
		if (text_equal(one->words, words) && text_equal(one->label, label))
			return true;
	}
	return false;
}

static size_t words_in_all(const struct released *released, const char *words)
{
	const struct released_words *one;
	size_t count = 0;

	for EACH(one, &released->words)
		count += text_equal(one->words, words);
	return count;
}

/* The four of voice 2 are joined by the smallest other voice, so that their words cannot be told by having no name. */
static void words_of_few_have_no_name(void **state)
{
	const struct released *released = usual_round(*state);
	const struct released_said *unnamed = released_said_of(released, "care.one", 0);

	assert_int_equal(words_in_all(released, "words-of-4"), 1);
	assert_true(words_with_label(released, "words-of-4", ""));
	assert_true(words_with_label(released, "words-of-5", ""));
	assert_true(words_with_label(released, "words-of-1", "Voice 1"));
	assert_true(words_with_label(released, "words-of-2", "Voice 1"));
	assert_true(unnamed->shown);
	assert_int_equal((int)unnamed->strengths.value, 11);
	assert_int_equal(unnamed->responded.state, FIGURE_MISSING);
}

static void words_of_too_few_are_held(void **state)
{
	struct scratch *scratch = *state;
	const struct released *released;

	people_say(scratch, 3, 4, 1);
	released = closed(scratch);
	assert_int_equal(released->words.len, 0);
	assert_null(released_said_of(released, "care.one", 0));
}

static void say_why(struct scratch *scratch, int group, int people)
{
	for (int i = 0; i < people; i++) {
		struct answer_save save =
			answering_say(answering_join(scratch, group), "care.one", 0, "", PLACED_DOES_NOT_APPLY, "");

		save.said.reason = text_format(scratch->arena, "reason-of-%d", group);
		assert_int_equal(answering_save(scratch, &save), CHANGED);
	}
}

/* Somebody alone in saying why it does not apply would stand without a name and without company. */
static void a_lonely_reason_is_held(void **state)
{
	struct scratch *scratch = *state;
	const struct released *released;

	say_why(scratch, 3, 1);
	people_say(scratch, 1, 6, 4);
	released = closed(scratch);
	assert_int_equal(words_in_all(released, "reason-of-3"), 0);
	assert_int_equal(words_in_all(released, "words-of-1"), 6);
}

/* Nobody of voice 1 placed themselves, so its counts are withheld; a name under six reasons would be one of them. */
static void reasons_of_a_withheld_voice_have_no_name(void **state)
{
	struct scratch *scratch = *state;
	const struct released *released;

	say_why(scratch, 1, 6);
	say_why(scratch, 3, 1);
	released = closed(scratch);
	assert_int_equal(words_in_all(released, "reason-of-1"), 6);
	assert_true(words_with_label(released, "reason-of-1", ""));
	assert_true(words_with_label(released, "reason-of-3", ""));
}

static void reasons_of_a_shown_voice_have_its_name(void **state)
{
	struct scratch *scratch = *state;
	const struct released *released;

	say_why(scratch, 5, 2);
	people_say(scratch, 5, 6, 4);
	released = closed(scratch);
	assert_true(words_with_label(released, "reason-of-5", "Voice 3"));
}

/* ------------------------------------------------------------------ once */

static void a_round_is_closed_once(void **state)
{
	struct scratch *scratch = *state;
	const struct released *released = usual_round(scratch);

	assert_int_equal(db_change_now(&scratch->work, change_close, NULL), REFUSED);
	assert_int_equal(scratch->work.fault.kind, FAULT_CONFLICT);
	scratch->work.fault = (struct fault){ 0 };
	assert_false(release_decide(&scratch->work, 1));
	assert_int_equal(release_by_round(&scratch->work, 1, RELEASE_ALL)->cells.len, released->cells.len);
}

static void an_open_round_has_no_release(void **state)
{
	struct scratch *scratch = *state;

	people_say(scratch, 1, 6, 3);
	assert_null(release_by_round(&scratch->work, 1, RELEASE_ALL));
	assert_int_equal(scratch->work.fault.kind, FAULT_NOT_FOUND);
}

static void answers_after_the_close_are_refused(void **state)
{
	struct scratch *scratch = *state;
	const char *token = answering_join(scratch, 1);
	struct answer_save save = answering_say(token, "care.one", 0, "Too late", 3, "");

	closed(scratch);
	assert_int_equal(answering_save(scratch, &save), CHANGED);
	assert_int_equal(save.became, ANSWER_CLOSED);
	assert_int_equal(answering_count(scratch, "SELECT COUNT(*) FROM response"), 0);
}

/* ------------------------------------------------------------------ answering while it closes */

#define RACERS 60

struct racer {
	struct change change;
	struct work work;
	struct answer_save save;
};

static void racer_done(struct change *change)
{
	(void)change; /* the outcome stays in the change until the writers have stopped */
}

static enum outcome run_save(struct work *w, void *plan)
{
	return answer_save(w, plan) ? CHANGED : REFUSED;
}

static void start_racer(struct scratch *scratch, struct racer *racer, change_function *run, void *plan)
{
	racer->work = (struct work){ .arena = arena_new(), .now = scratch->work.now, .partnership = 1 };
	racer->change = (struct change){ .run = run, .work = &racer->work, .plan = plan, .done = racer_done };
	assert_true(database_submit(scratch->database, &racer->change));
}

/* Who is told "saved" is in the results; who is not, is not. */
static void answers_and_the_close_may_race(void **state)
{
	static struct racer racers[RACERS + 1];
	struct scratch *scratch = *state;
	int64_t saved = 0;

	for (int i = 0; i < RACERS; i++)
		racers[i].save = answering_say(answering_join(scratch, 1), "care.one", 0, "", 3, "");
	assert_true(database_start_changes(scratch->database, &scratch->work.fault, 8));
	for (int i = 0; i < RACERS; i++) {
		if (i == RACERS / 2)
			start_racer(scratch, &racers[RACERS], change_close, NULL);
		start_racer(scratch, &racers[i], run_save, &racers[i].save);
	}
	database_stop_changes(scratch->database);
	assert_int_equal(racers[RACERS].change.outcome, CHANGED);
	for (int i = 0; i < RACERS; i++)
		saved += racers[i].change.outcome == CHANGED && racers[i].save.became == ANSWER_SAVED;
	for (int i = 0; i <= RACERS; i++)
		arena_free(racers[i].work.arena);
	assert_int_equal(answering_count(scratch, "SELECT COUNT(*) FROM response"), saved);
	assert_int_equal(answering_count(scratch, "SELECT COALESCE(MAX(placed_3), 0) FROM released_cell "
	                                          "WHERE item = 'care.one' AND voice = 1 AND unit = 0"),
	                 saved >= 5 ? saved : 0);
}

static void closing_empties_the_labels_of_links(void **state)
{
	struct scratch *scratch = *state;

	people_say(scratch, 1, 1, 3);
	test_execute(scratch, "UPDATE participant SET label = 'Forres, third chair'");
	closed(scratch);
	assert_int_equal(answering_count(scratch, "SELECT COUNT(*) FROM participant WHERE label <> ''"), 0);
}

/* Seven of a group answer, and one of them thinks again and empties the page: six have answered, before the close as after it. */
static void as_many_have_answered_before_the_close_as_after(void **state)
{
	struct scratch *scratch = *state;
	const char *token = answering_join(scratch, 5);
	struct answer_save save = answering_say(token, "care.one", 0, "Hm", PLACED_NOT_SAID, "");
	LIST(struct round_line) lines = { 0 };
	struct round_counts counts;

	people_say(scratch, 5, 6, 3);
	assert_int_equal(answering_save(scratch, &save), CHANGED);
	save = answering_say(token, "care.one", save.version, "", PLACED_NOT_SAID, "");
	assert_int_equal(answering_save(scratch, &save), CHANGED);
	assert_true(round_counts(&scratch->work, 1, &counts));
	assert_int_equal(counts.started, 7);
	assert_int_equal(counts.begun, 6);
	assert_int_equal(counts.by_group_link, 6);
	assert_true(rounds_list(&scratch->work, (struct list_any *)(void *)&lines));
	assert_int_equal(lines.at[0].answered, 6);
	assert_int_equal((int)closed(scratch)->answered.value, 6);
}

static void a_round_that_nobody_answered_closes(void **state)
{
	const struct released *released = closed(*state);

	assert_int_equal((int)released->answered.value, 0);
	assert_false(released->has_a_few_more);
	assert_int_equal(released->words.len, 0);
	assert_int_equal(released_cell_of(released, "care.one", 1, 0)->cell.state, CELL_NOBODY);
	assert_int_equal(released_cell_of(released, "care.one", 0, 0)->cell.state, CELL_NOBODY);
}

/* ------------------------------------------------------------------ a large round */

#define LARGE_PEOPLE     1000
#define LARGE_STATEMENTS 79

/* Straight into the tables: how they are filled is not what is measured. */
static void fill_large(struct scratch *scratch)
{
	struct arena *arena = scratch->arena;

	test_execute(scratch,
	             text_format(arena,
	                         "INSERT INTO participant (partnership, id, round, round_group, token_hash, came_by, "
	                         "made_at, begun_at) WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
	                         "WHERE i < %d) SELECT 1, i, 1, 1 + i %% %d, 'hash' || i, 'group', 1, 1 FROM n",
	                         LARGE_PEOPLE, ANSWERING_GROUPS));
	test_execute(scratch,
	             text_format(arena,
	                         "INSERT INTO statement_rating (partnership, round, participant, statement, placed, "
	                         "saved_at) WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE "
	                         "i < %d) SELECT 1, 1, p.id, 'care.one.' || i, 1 + (p.id * 7 + i * 3) %% 5, 1 "
	                         "FROM participant p, n",
	                         LARGE_STATEMENTS));
	test_execute(
		scratch,
		"INSERT INTO response (partnership, id, round, participant, criterion, strength, placed, saved_at) "
		"SELECT 1, p.id * 2 + CASE c.criterion WHEN 'care.one' THEN 0 ELSE 1 END, 1, p.id, c.criterion, "
		"'Words of a few dozen letters, as people write them.', 1 + p.id % 5, 1 "
		"FROM participant p, round_criterion c");
}

static void a_large_round_closes_quickly(void **state)
{
	struct scratch *scratch = *state;
	const struct released *released;
	int64_t began;
	clock_t cpu;

	fill_large(scratch);
	began = time_monotonic_us();
	cpu = clock();
	assert_int_equal(db_change_now(&scratch->work, change_close, NULL), CHANGED);
	print_message("closing %d people x %d statements on %s: %lld ms, of this program's processor %lld ms\n",
	              LARGE_PEOPLE, LARGE_STATEMENTS, test_kind(), (long long)(time_monotonic_us() - began) / 1000,
	              (long long)(clock() - cpu) * 1000 / CLOCKS_PER_SEC);
	began = time_monotonic_us();
	released = release_by_round(&scratch->work, 1, RELEASE_CRITERIA | RELEASE_STATEMENTS);
	print_message("reading its voices: %lld us\n", (long long)(time_monotonic_us() - began));
	assert_int_equal((int)released->answered.value, LARGE_PEOPLE);
	assert_int_equal((int)released_cell_of(released, "care.one.79", 0, 0)->placed.value, LARGE_PEOPLE);
	released = release_by_round(&scratch->work, 1, RELEASE_ALL);
	assert_int_equal(released->words.len, 2 * LARGE_PEOPLE);
	assert_int_equal((int)released_cell_of(released, "care.one.7", 2, 1)->placed.value,
	                 LARGE_PEOPLE / ANSWERING_GROUPS);
}

#define RELEASING(test)            cmocka_unit_test_setup_teardown(test, open_criteria, test_close)
#define RELEASING_WORDS(test)      cmocka_unit_test_setup_teardown(test, open_conversation, test_close)
#define RELEASING_STATEMENTS(test) cmocka_unit_test_setup_teardown(test, open_statements, test_close)

int main(void)
{
	const struct CMUnitTest tests[] = {
		RELEASING(shown_voices_have_their_counts),
		RELEASING(a_small_voice_is_withheld),
		RELEASING(a_small_group_has_no_column_of_its_own),
		RELEASING(two_large_groups_have_columns),
		RELEASING(nothing_is_called_under_five_that_may_be_more),
		RELEASING(what_was_not_asked_says_so),
		RELEASING_WORDS(a_conversation_asked_for_no_rating),
		RELEASING_STATEMENTS(every_statement_asked_has_its_lines),
		RELEASING(nothing_of_a_withheld_group_is_kept),
		RELEASING_STATEMENTS(statements_are_items_too),
		RELEASING(words_of_few_have_no_name),
		RELEASING(words_of_too_few_are_held),
		RELEASING(a_lonely_reason_is_held),
		RELEASING(reasons_of_a_withheld_voice_have_no_name),
		RELEASING(reasons_of_a_shown_voice_have_its_name),
		RELEASING(a_round_is_closed_once),
		RELEASING(an_open_round_has_no_release),
		RELEASING(answers_after_the_close_are_refused),
		RELEASING(answers_and_the_close_may_race),
		RELEASING(closing_empties_the_labels_of_links),
		RELEASING(as_many_have_answered_before_the_close_as_after),
		RELEASING(a_round_that_nobody_answered_closes),
		RELEASING_STATEMENTS(a_large_round_closes_quickly),
	};

	return test_on_both("release", tests);
}
