/* Answers on paper: counted once, like any other answer, taken back without a trace of what was said, and none when the round is closed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
/* cmocka wants the three above it before itself */
#include <cmocka.h>

#include "base/random.h"
#include "store/event.h"
#include "store/joined.h"
#include "store/paper.h"
#include "store/release.h"
#include "support/answering.h"

/* A planner who is signed in: number 7. */
static int open_round(void **state)
{
	int failed = test_open(state);
	struct scratch *scratch = *state;

	answering_start(scratch, "statements");
	test_execute(scratch,
	             "INSERT INTO account (id, email, email_folded, name, password_hash, created_at, password_at) "
	             "VALUES (7, 'ann@example.org', 'ann@example.org', 'Ann Example', '', 1, 1)");
	test_execute(scratch, "INSERT INTO membership (partnership, account, role, began_at, number) "
	                      "VALUES (1, 7, 'planner', 1, 1)");
	scratch->work.account = 7;
	return failed;
}

struct making {
	int64_t people_group, count, first;
};

static enum outcome change_make(struct work *w, void *plan)
{
	struct making *making = plan;

	return papers_make(w, 1, making->people_group, making->count, &making->first) ? CHANGED : REFUSED;
}

static int64_t make(struct scratch *scratch, int64_t people_group, int64_t count)
{
	struct making making = { .people_group = people_group, .count = count };

	if (db_change_now(&scratch->work, change_make, &making) != CHANGED)
		fail_msg("%s", scratch->work.fault.sentence);
	return making.first;
}

static enum outcome change_enter(struct work *w, void *plan)
{
	return paper_enter(w, plan) ? CHANGED : REFUSED;
}

/* A paper that says the same words to the first question, a place, and what its statements are rated. */
static struct paper_entry filled_in(struct scratch *scratch, int64_t number, const char *strength, int placed)
{
	struct paper_entry entry = { .round = 1, .number = number, .token = random_token(scratch->arena) };
	struct paper_said said = { .criterion = "care.one",
		                   .said = {
					   .strength = strength, .development = "", .reason = "", .placed = placed } };

	if (placed != PLACED_NOT_SAID)
		list_add(scratch->arena, &said.said.ratings, ((struct rating){ "care.one.2", 4 }));
	list_add(scratch->arena, &entry.said, said);
	return entry;
}

static enum outcome enter(struct scratch *scratch, struct paper_entry entry)
{
	scratch->work.fault = (struct fault){ 0 };
	return db_change_now(&scratch->work, change_enter, &entry);
}

struct taking {
	int64_t number;
};

static enum outcome change_take_back(struct work *w, void *plan)
{
	return paper_take_back(w, 1, ((struct taking *)plan)->number, "The wrong sheet.") ? CHANGED : REFUSED;
}

static enum outcome take_back(struct scratch *scratch, int64_t number)
{
	struct taking taking = { number };

	scratch->work.fault = (struct fault){ 0 };
	return db_change_now(&scratch->work, change_take_back, &taking);
}

static struct round_counts counts_now(struct scratch *scratch)
{
	struct round_counts counts;

	assert_true(round_counts(&scratch->work, 1, &counts));
	return counts;
}

/* ------------------------------------------------------------------ making */

static void numbers_go_on_through_the_round(void **state)
{
	struct scratch *scratch = *state;
	LIST(struct paper) papers = { 0 };
	LIST(struct paper_group) groups = { 0 };
	const struct paper *paper;

	assert_int_equal(make(scratch, 3, 4), 1);
	assert_int_equal(make(scratch, 1, 2), 5);
	assert_int_equal(make(scratch, 3, 1), 7);
	assert_true(papers_of_group(&scratch->work, 1, 3, 3, 10, (struct list_any *)(void *)&papers));
	assert_int_equal(papers.len, 3);
	assert_int_equal(papers.at[0].number, 3);
	assert_int_equal(papers.at[2].number, 7);
	paper = paper_by_number(&scratch->work, 1, 6);
	assert_string_equal(paper->group_name, "Group 1");
	assert_int_equal(paper->entered_at.ms, 0);
	assert_true(paper_groups(&scratch->work, 1, (struct list_any *)(void *)&groups));
	assert_int_equal(groups.len, ANSWERING_GROUPS);
	assert_int_equal(groups.at[2].made, 5);
	assert_int_equal(groups.at[2].last, 7);
	assert_int_equal(groups.at[4].made, 0);
	assert_int_equal(counts_now(scratch).started, 0); /* a paper that is only printed is nobody yet */
}

/* ------------------------------------------------------------------ entering */

static void it_counts_as_one_person_of_its_group_like_any_other(void **state)
{
	struct scratch *scratch = *state;
	struct round_counts counts;

	make(scratch, 3, 2);
	assert_int_equal(enter(scratch, filled_in(scratch, 1, "Talks", 3)), CHANGED);
	counts = counts_now(scratch);
	assert_int_equal(counts.started, 1);
	assert_int_equal(counts.begun, 1);
	assert_int_equal(counts.finished, 1); /* it was handed in */
	assert_int_equal(counts.by_group_link, 0);
	assert_int_equal(counts.made, 0); /* and is no personal link */
	assert_int_equal(answering_count(scratch, "SELECT COUNT(*) FROM participant p JOIN response s ON s.partnership "
	                                          "= p.partnership AND s.participant = p.id WHERE p.partnership = 1 "
	                                          "AND p.round_group = 3 AND s.strength = 'Talks' AND s.placed = 3"),
	                 1);
	assert_int_equal(answering_count(scratch, "SELECT COUNT(*) FROM statement_rating WHERE partnership = 1"), 1);
}

static void a_number_is_entered_once_and_says_who_entered_it(void **state)
{
	struct scratch *scratch = *state;

	make(scratch, 3, 2);
	assert_int_equal(enter(scratch, filled_in(scratch, 1, "First", 3)), CHANGED);
	assert_int_equal(enter(scratch, filled_in(scratch, 1, "Again", 4)), REFUSED);
	assert_int_equal(scratch->work.fault.kind, FAULT_CONFLICT);
	assert_non_null(strstr(scratch->work.fault.sentence, "Paper 1 was entered by Ann Example on "));
	assert_int_equal(counts_now(scratch).begun, 1);
	assert_int_equal(answering_count(scratch, "SELECT COUNT(*) FROM participant WHERE partnership = 1"), 1);
	assert_int_equal(enter(scratch, filled_in(scratch, 2, "Another", 4)), CHANGED);
	assert_int_equal(counts_now(scratch).begun, 2);
}

/* The number of a personal link's participant is no number of a paper; nor is one that was never made. */
static void only_numbers_that_were_made_are_numbers(void **state)
{
	struct scratch *scratch = *state;

	answering_people_say(scratch, 3, 3, 2);
	make(scratch, 3, 1);
	for (int64_t number = 2; number < 5; number++) {
		assert_int_equal(enter(scratch, filled_in(scratch, number, "No", 3)), REFUSED);
		assert_int_equal(scratch->work.fault.kind, FAULT_NOT_FOUND);
	}
	assert_int_equal(enter(scratch, filled_in(scratch, -1, "No", 3)), REFUSED);
	assert_int_equal(counts_now(scratch).begun, 3);
}

static void an_empty_paper_is_no_answer(void **state)
{
	struct scratch *scratch = *state;

	make(scratch, 3, 1);
	assert_int_equal(enter(scratch, filled_in(scratch, 1, "", PLACED_NOT_SAID)), REFUSED);
	assert_int_equal(scratch->work.fault.kind, FAULT_CONFLICT);
	assert_int_equal(answering_count(scratch, "SELECT COUNT(*) FROM participant WHERE partnership = 1"), 0);
	assert_int_equal(paper_by_number(&scratch->work, 1, 1)->entered_at.ms, 0);
}

/* Group 2 is not asked the second question. */
static void what_its_group_is_not_asked_is_refused_as_a_whole(void **state)
{
	struct scratch *scratch = *state;
	struct paper_entry entry;

	make(scratch, 2, 1);
	entry = filled_in(scratch, 1, "Said", 3);
	list_add(scratch->arena, &entry.said,
	         ((struct paper_said){ "care.two",
	                               { .strength = "No", .development = "", .reason = "", .placed = 3 } }));
	assert_int_equal(enter(scratch, entry), REFUSED);
	assert_int_equal(answering_count(scratch, "SELECT COUNT(*) FROM response WHERE partnership = 1"), 0);
}

/* ------------------------------------------------------------------ taking back */

static void taking_back_erases_what_was_said_and_frees_the_number(void **state)
{
	struct scratch *scratch = *state;
	LIST(struct paper_taken_back) taken_back = { 0 };

	make(scratch, 3, 1);
	assert_int_equal(take_back(scratch, 1), REFUSED); /* there is nothing yet */
	assert_int_equal(scratch->work.fault.kind, FAULT_CONFLICT);
	assert_int_equal(enter(scratch, filled_in(scratch, 1, "Mistyped", 3)), CHANGED);
	assert_int_equal(take_back(scratch, 1), CHANGED);
	assert_int_equal(answering_count(scratch, "SELECT COUNT(*) FROM response WHERE partnership = 1"), 0);
	assert_int_equal(answering_count(scratch, "SELECT COUNT(*) FROM statement_rating WHERE partnership = 1"), 0);
	assert_int_equal(counts_now(scratch).started, 0);
	assert_true(papers_taken_back(&scratch->work, 1, (struct list_any *)(void *)&taken_back));
	assert_int_equal(taken_back.len, 1);
	assert_int_equal(taken_back.at[0].number, 1);
	assert_string_equal(taken_back.at[0].entered_by, "Ann Example");
	assert_string_equal(taken_back.at[0].taken_by, "Ann Example");
	assert_string_equal(taken_back.at[0].reason, "The wrong sheet.");
	assert_int_equal(enter(scratch, filled_in(scratch, 1, "As it is", 4)), CHANGED);
	assert_int_equal(counts_now(scratch).begun, 1);
	assert_int_equal(take_back(scratch, 1), CHANGED); /* as often as it takes */
}

/* ------------------------------------------------------------------ the close */

static void a_closed_round_takes_no_paper_and_gives_none_back(void **state)
{
	struct scratch *scratch = *state;
	struct making making = { .people_group = 3, .count = 1 };

	make(scratch, 3, 3);
	assert_int_equal(enter(scratch, filled_in(scratch, 1, "In time", 3)), CHANGED);
	answering_close(scratch);
	assert_int_equal(enter(scratch, filled_in(scratch, 2, "Late", 3)), REFUSED);
	assert_int_equal(scratch->work.fault.kind, FAULT_CONFLICT);
	assert_int_equal(take_back(scratch, 1), REFUSED);
	scratch->work.fault = (struct fault){ 0 };
	assert_int_equal(db_change_now(&scratch->work, change_make, &making), REFUSED);
	assert_int_equal(answering_count(scratch, "SELECT COUNT(*) FROM response WHERE partnership = 1"), 1);
	/* whose answers they are is forgotten, that it was entered is not */
	assert_int_equal(answering_count(scratch, "SELECT COUNT(*) FROM paper WHERE participant IS NOT NULL"), 0);
	assert_int_equal(answering_count(scratch, "SELECT COUNT(*) FROM paper WHERE entered_at IS NOT NULL"), 1);
}

static void the_last_day_counts_and_the_next_does_not(void **state)
{
	struct scratch *scratch = *state;

	make(scratch, 3, 2);
	test_execute(scratch, "UPDATE round SET closes_on = 20000 WHERE partnership = 1");
	scratch->work.now = (struct moment){ 20000 * DAY_MS + DAY_MS / 2 };
	assert_int_equal(enter(scratch, filled_in(scratch, 1, "In time", 3)), CHANGED);
	scratch->work.now.ms += DAY_MS;
	assert_int_equal(enter(scratch, filled_in(scratch, 2, "Late", 3)), REFUSED);
}

/* Three on paper and three by the link: six people, enough to be shown, as six by the link would be. */
static void the_release_knows_nothing_of_paper(void **state)
{
	struct scratch *scratch = *state;
	const struct released *released;

	make(scratch, 5, 3);
	for (int64_t number = 1; number <= 3; number++)
		assert_int_equal(enter(scratch, filled_in(scratch, number, "words-of-5", 3)), CHANGED);
	answering_people_say(scratch, 5, 3, 3);
	answering_close(scratch);
	released = release_by_round(&scratch->work, 1, RELEASE_CRITERIA);
	assert_non_null(released);
	assert_int_equal((int)released->answered.value, 6);
}

/* ------------------------------------------------------------------ apart, recorded */

static void another_partnership_reaches_nothing(void **state)
{
	struct scratch *scratch = *state;
	struct paper_counts counts;

	make(scratch, 3, 1);
	assert_int_equal(enter(scratch, filled_in(scratch, 1, "Ours", 3)), CHANGED);
	scratch->work.partnership = 2;
	assert_null(paper_by_number(&scratch->work, 1, 1));
	scratch->work.fault = (struct fault){ 0 };
	assert_true(paper_counts(&scratch->work, 1, &counts));
	assert_int_equal(counts.made, 0);
	assert_int_equal(take_back(scratch, 1), REFUSED);
	assert_int_equal(scratch->work.fault.kind, FAULT_NOT_FOUND);
	scratch->work.partnership = 1;
	assert_int_equal(counts_now(scratch).begun, 1);
}

/* Who entered stands in the chain; what people read of it does not say when a paper was entered, as with all answers. */
static void entering_is_recorded_and_not_told(void **state)
{
	struct scratch *scratch = *state;
	LIST(struct happening) events = { 0 };
	struct event_chain chain = { 0 };

	make(scratch, 3, 1);
	assert_int_equal(enter(scratch, filled_in(scratch, 1, "Said", 3)), CHANGED);
	assert_int_equal(take_back(scratch, 1), CHANGED);
	assert_int_equal(answering_count(scratch, "SELECT COUNT(*) FROM event WHERE record = 'paper' AND account = 1"),
	                 2);
	assert_int_equal(answering_count(scratch,
	                                 "SELECT COUNT(*) FROM event WHERE record IN ('response', 'participant') AND "
	                                 "account <> 0"),
	                 0);
	assert_true(events_newest(&scratch->work, 10, 0, (struct list_any *)(void *)&events));
	assert_int_equal(events.len, 1);
	assert_string_equal(events.at[0].kind, "made papers for");
	assert_true(event_verify(&scratch->work, 1, NULL, NULL, &chain));
}

/* ------------------------------------------------------------------ the room */

static void a_room_hears_how_many_came_by_its_link_once_they_are_five(void **state)
{
	struct scratch *scratch = *state;
	const struct round_group *group = round_group_by(&scratch->work, 1, 3);
	struct figure joined;

	make(scratch, 3, 2);
	assert_int_equal(enter(scratch, filled_in(scratch, 1, "On paper", 3)), CHANGED);
	for (int i = 0; i < 4; i++)
		answering_join(scratch, 3);
	answering_join(scratch, 1);
	assert_true(joined_by_link(&scratch->work, group, &joined));
	assert_int_equal(joined.state, FIGURE_SUPPRESSED);
	assert_true(joined.value == 0); /* not even beneath */
	answering_join(scratch, 3);
	assert_true(joined_by_link(&scratch->work, group, &joined));
	assert_int_equal(joined.state, FIGURE_SHOWN);
	assert_int_equal((int)joined.value, 5);
}

#define PAPER(test) cmocka_unit_test_setup_teardown(test, open_round, test_close)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		PAPER(numbers_go_on_through_the_round),
		PAPER(it_counts_as_one_person_of_its_group_like_any_other),
		PAPER(a_number_is_entered_once_and_says_who_entered_it),
		PAPER(only_numbers_that_were_made_are_numbers),
		PAPER(an_empty_paper_is_no_answer),
		PAPER(what_its_group_is_not_asked_is_refused_as_a_whole),
		PAPER(taking_back_erases_what_was_said_and_frees_the_number),
		PAPER(a_closed_round_takes_no_paper_and_gives_none_back),
		PAPER(the_last_day_counts_and_the_next_does_not),
		PAPER(the_release_knows_nothing_of_paper),
		PAPER(another_partnership_reaches_nothing),
		PAPER(entering_is_recorded_and_not_told),
		PAPER(a_room_hears_how_many_came_by_its_link_once_they_are_five),
	};

	return test_on_both("store_paper", tests);
}
