/* Answering: nothing that was written is lost, nothing that was not said is stored, and a closed round takes nothing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
/* cmocka wants the three above it before itself */
#include <cmocka.h>

#include "base/random.h"
#include "support/answering.h"

static int open_criteria(void **state)
{
	int failed = test_open(state);

	answering_start(*state, "criteria");
	return failed;
}

static int open_statements(void **state)
{
	int failed = test_open(state);

	answering_start(*state, "statements");
	return failed;
}

static struct response stored(struct scratch *scratch, const char *token, const char *criterion)
{
	struct response response;
	struct answerer who;

	assert_true(participant_by_token(&scratch->work, token, &who));
	assert_true(response_of(&scratch->work, &who, criterion, &response));
	return response;
}

static enum answer_became became(struct scratch *scratch, struct answer_save *save)
{
	if (answering_save(scratch, save) != CHANGED)
		fail_msg("%s", scratch->work.fault.sentence);
	return save->became;
}

static int64_t answered_events(struct scratch *scratch)
{
	return answering_count(scratch, "SELECT COUNT(*) FROM event WHERE partnership = 1 AND kind = 'answered'");
}

/* ------------------------------------------------------------------ links */

static void a_link_says_who_and_what_is_asked(void **state)
{
	struct scratch *scratch = *state;
	const char *token = answering_join(scratch, 1);
	struct answerer who;
	struct asked_list asked;

	scratch->work.partnership = 2;
	assert_true(participant_by_token(&scratch->work, token, &who));
	assert_int_equal(scratch->work.partnership, 1);
	assert_string_equal(who.group, "Group 1");
	assert_string_equal(who.place, "Test");
	assert_string_equal(who.purpose, "To learn.");
	assert_int_equal(who.minutes, 10);
	assert_true(answerer_may_answer(&scratch->work, &who));
	assert_true(asked_of(&scratch->work, &who, &asked));
	assert_int_equal(asked.len, 2);
	assert_string_equal(asked_next(&asked, 0), "care.one");
}

static void a_wrong_link_is_nobodys(void **state)
{
	static const char *const wrong[] = { "",
		                             "short",
		                             "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
		                             "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa1",
		                             "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
		                             "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" };
	struct scratch *scratch = *state;
	struct answerer who;

	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		scratch->work.fault = (struct fault){ 0 };
		assert_false(participant_by_token(&scratch->work, wrong[i], &who));
		assert_int_equal(scratch->work.fault.kind, FAULT_NOT_FOUND);
		scratch->work.fault = (struct fault){ 0 };
		assert_false(answerer_by_group_link(&scratch->work, wrong[i], &who));
		assert_int_equal(scratch->work.fault.kind, FAULT_NOT_FOUND);
	}
}

static void the_secret_itself_is_not_stored(void **state)
{
	struct scratch *scratch = *state;
	const char *token = answering_join(scratch, 1);
	const struct rows *rows =
		db_ask(&scratch->work, "SELECT token_hash FROM participant WHERE partnership = $1", V(1));

	assert_int_equal(rows->len, 1);
	assert_string_not_equal(row_text(rows, 0, 0), token);
	assert_int_equal(answering_count(scratch, "SELECT COUNT(*) FROM participant WHERE came_by = 'group'"), 1);
}

/* ------------------------------------------------------------------ saving */

static void what_was_said_is_there_again(void **state)
{
	struct scratch *scratch = *state;
	const char *token = answering_join(scratch, 1);
	struct answer_save save = answering_say(token, "care.one", 0, "Caf\xc3\xa9 'talks' <b>", 3, "More $1");
	struct response response;

	assert_int_equal(became(scratch, &save), ANSWER_SAVED);
	assert_int_equal(save.version, 1);
	assert_string_equal(save.next, "care.two");
	response = stored(scratch, token, "care.one");
	assert_string_equal(response.strength, "Caf\xc3\xa9 'talks' <b>");
	assert_string_equal(response.development, "More $1");
	assert_int_equal(response.placed, 3);
	assert_int_equal(response.version, 1);
	assert_int_equal(response.saved_at.ms, scratch->work.now.ms);
	assert_int_equal(answered_events(scratch), 1);
	assert_int_equal(answering_count(scratch, "SELECT COUNT(*) FROM event_payload WHERE payload LIKE '%talks%'"),
	                 0);
}

/* Somebody may be signed in and answer by a link: the log must not tie the two. */
static void an_answer_is_no_accounts(void **state)
{
	struct scratch *scratch = *state;
	const char *token = answering_join(scratch, 1);
	struct answer_save save = answering_say(token, "care.one", 0, "Words", 3, "");

	scratch->work.account = 7;
	assert_int_equal(became(scratch, &save), ANSWER_SAVED);
	assert_int_equal(scratch->work.account, 7);
	assert_int_equal(answering_count(scratch, "SELECT COUNT(*) FROM event WHERE kind = 'answered' AND account = 0"),
	                 1);
}

static void a_conversation_places_nobody(void **state)
{
	struct scratch *scratch = *state;
	const char *token = answering_join(scratch, 1);
	struct answer_save save = answering_say(token, "care.one", 0, "Words", 3, "");

	test_execute(scratch, "UPDATE round SET depth = 'conversation' WHERE id = 1");
	list_add(scratch->arena, &save.said.ratings, ((struct rating){ "care.one.1", 5 }));
	assert_int_equal(became(scratch, &save), ANSWER_SAVED);
	assert_int_equal(stored(scratch, token, "care.one").placed, PLACED_NOT_SAID);
	assert_int_equal(answering_count(scratch, "SELECT COUNT(*) FROM statement_rating"), 0);
}

static void not_said_is_not_do_not_know(void **state)
{
	struct scratch *scratch = *state;
	const char *token = answering_join(scratch, 1);
	struct answer_save words = answering_say(token, "care.one", 0, "Words", PLACED_NOT_SAID, "");
	struct answer_save unsure = answering_say(token, "care.two", 0, "", PLACED_DONT_KNOW, "");

	assert_int_equal(became(scratch, &words), ANSWER_SAVED);
	assert_int_equal(became(scratch, &unsure), ANSWER_SAVED);
	assert_int_equal(stored(scratch, token, "care.one").placed, PLACED_NOT_SAID);
	assert_int_equal(stored(scratch, token, "care.two").placed, PLACED_DONT_KNOW);
}

static void an_untouched_page_stores_nothing(void **state)
{
	struct scratch *scratch = *state;
	const char *token = answering_join(scratch, 1);
	struct answer_save save = answering_say(token, "care.one", 0, "", PLACED_NOT_SAID, "");

	assert_int_equal(became(scratch, &save), ANSWER_EMPTY);
	assert_string_equal(save.next, "care.two");
	assert_int_equal(answering_count(scratch, "SELECT COUNT(*) FROM response"), 0);
	assert_int_equal(answering_count(scratch, "SELECT COUNT(*) FROM participant WHERE begun_at IS NOT NULL"), 0);
	assert_int_equal(answered_events(scratch), 0);
}

static void the_same_again_changes_nothing(void **state)
{
	struct scratch *scratch = *state;
	const char *token = answering_join(scratch, 1);
	struct answer_save first = answering_say(token, "care.one", 0, "Strong", 4, "");
	struct answer_save again = answering_say(token, "care.one", 0, "Strong", 4, "");

	assert_int_equal(became(scratch, &first), ANSWER_SAVED);
	assert_int_equal(became(scratch, &again), ANSWER_SAVED);
	assert_int_equal(again.version, 1);
	assert_int_equal(answered_events(scratch), 1);
}

static void an_answer_can_be_changed_and_emptied(void **state)
{
	struct scratch *scratch = *state;
	const char *token = answering_join(scratch, 1);
	struct answer_save first = answering_say(token, "care.one", 0, "Strong", 4, "");
	struct answer_save less = answering_say(token, "care.one", 1, "Str", 2, "");
	struct answer_save none = answering_say(token, "care.one", 2, "", PLACED_NOT_SAID, "");
	struct answerer who;
	struct asked_list asked;

	became(scratch, &first);
	assert_int_equal(became(scratch, &less), ANSWER_SAVED);
	assert_string_equal(stored(scratch, token, "care.one").strength, "Str");
	assert_int_equal(became(scratch, &none), ANSWER_SAVED);
	assert_string_equal(stored(scratch, token, "care.one").strength, "");
	assert_true(participant_by_token(&scratch->work, token, &who) && asked_of(&scratch->work, &who, &asked));
	assert_int_equal(asked_answered(&asked), 0);
}

static void what_the_group_is_not_asked_is_refused(void **state)
{
	struct scratch *scratch = *state;
	const char *token = answering_join(scratch, 2);
	struct answer_save save = answering_say(token, "care.two", 0, "Words", 3, "");

	assert_int_equal(answering_save(scratch, &save), REFUSED);
	assert_int_equal(scratch->work.fault.kind, FAULT_NOT_FOUND);
	assert_int_equal(answering_count(scratch, "SELECT COUNT(*) FROM response"), 0);
}

static void everything_answered_is_finished(void **state)
{
	struct scratch *scratch = *state;
	const char *token = answering_join(scratch, 1);
	struct answer_save two = answering_say(token, "care.two", 0, "Words", 3, "");
	struct answer_save one = answering_say(token, "care.one", 0, "Words", 3, "");

	became(scratch, &two);
	assert_null(two.next); /* nothing is left after it, and nobody is sent back to what they skipped */
	assert_int_equal(answering_count(scratch, "SELECT COUNT(*) FROM participant WHERE finished_at IS NOT NULL"), 0);
	became(scratch, &one);
	assert_int_equal(answering_count(scratch, "SELECT COUNT(*) FROM participant WHERE finished_at IS NOT NULL"), 1);
}

/* ------------------------------------------------------------------ two devices */

static void two_devices_that_differ_are_told(void **state)
{
	struct scratch *scratch = *state;
	const char *token = answering_join(scratch, 1);
	struct answer_save phone = answering_say(token, "care.one", 0, "Written on the phone", 3, "");
	struct answer_save laptop = answering_say(token, "care.one", 0, "Written on the laptop", 3, "");

	became(scratch, &phone);
	assert_int_equal(became(scratch, &laptop), ANSWER_TWO_COPIES);
	assert_int_equal(laptop.version, 1); /* to save over, once the person has chosen */
	assert_string_equal(stored(scratch, token, "care.one").strength, "Written on the phone");
	laptop.said.version = laptop.version;
	assert_int_equal(became(scratch, &laptop), ANSWER_SAVED);
	assert_string_equal(stored(scratch, token, "care.one").strength, "Written on the laptop");
}

static void two_places_on_the_line_are_two_copies(void **state)
{
	struct scratch *scratch = *state;
	const char *token = answering_join(scratch, 1);
	struct answer_save phone = answering_say(token, "care.one", 0, "", 3, "");
	struct answer_save laptop = answering_say(token, "care.one", 0, "", PLACED_DONT_KNOW, "");

	became(scratch, &phone);
	assert_int_equal(became(scratch, &laptop), ANSWER_TWO_COPIES);
	assert_int_equal(stored(scratch, token, "care.one").placed, 3);
}

static void copies_that_do_not_clash_are_joined(void **state)
{
	struct scratch *scratch = *state;
	const char *token = answering_join(scratch, 1);
	struct answer_save phone = answering_say(token, "care.one", 0, "Strong", PLACED_NOT_SAID, "");
	struct answer_save laptop = answering_say(token, "care.one", 0, "", 4, "Better");
	struct response response;

	became(scratch, &phone);
	assert_int_equal(became(scratch, &laptop), ANSWER_SAVED);
	assert_int_equal(laptop.version, 2);
	response = stored(scratch, token, "care.one");
	assert_string_equal(response.strength, "Strong");
	assert_string_equal(response.development, "Better");
	assert_int_equal(response.placed, 4);
}

/* The page saves as one types, and the button is pressed before the answer to that is there. Either may arrive first. */
static void saving_while_typing_and_the_button_may_race(void **state)
{
	struct scratch *scratch = *state;
	const char *token = answering_join(scratch, 1);
	struct answer_save typing = answering_say(token, "care.one", 0, "We lis", PLACED_NOT_SAID, "");
	struct answer_save button = answering_say(token, "care.one", 0, "We listen", 4, "");

	became(scratch, &typing);
	assert_int_equal(became(scratch, &button), ANSWER_SAVED);
	assert_string_equal(stored(scratch, token, "care.one").strength, "We listen");
	assert_int_equal(became(scratch, &typing), ANSWER_SAVED);
	assert_string_equal(stored(scratch, token, "care.one").strength, "We listen");
	assert_int_equal(stored(scratch, token, "care.one").version, 2);
}

/* ------------------------------------------------------------------ statements */

static void rate(struct scratch *scratch, struct answer_save *save, const char *statement, int placed)
{
	list_add(scratch->arena, &save->said.ratings, ((struct rating){ statement, placed }));
}

static void statements_are_rated(void **state)
{
	struct scratch *scratch = *state;
	const char *token = answering_join(scratch, 1);
	struct answer_save save = answering_say(token, "care.one", 0, "", PLACED_NOT_SAID, "");
	struct answer_save other = answering_say(token, "care.one", 0, "", PLACED_NOT_SAID, "");
	struct answerer who;
	struct asked_list asked;
	struct response response;

	rate(scratch, &save, "care.one.1", 5);
	rate(scratch, &save, "care.one.2", PLACED_DONT_KNOW);
	assert_int_equal(became(scratch, &save), ANSWER_SAVED);
	response = stored(scratch, token, "care.one");
	assert_int_equal(rating_of(&response, "care.one.1"), 5);
	assert_int_equal(rating_of(&response, "care.one.2"), PLACED_DONT_KNOW);
	assert_int_equal(rating_of(&response, "care.one.3"), PLACED_NOT_SAID);
	assert_true(participant_by_token(&scratch->work, token, &who) && asked_of(&scratch->work, &who, &asked));
	assert_true(asked.at[0].is_answered);
	assert_false(asked.at[1].is_answered);
	rate(scratch, &other, "care.one.1", 4);
	assert_int_equal(became(scratch, &other), ANSWER_TWO_COPIES);
	assert_int_equal(answering_count(scratch, "SELECT placed FROM statement_rating WHERE statement = 'care.one.1'"),
	                 5);
}

/* ------------------------------------------------------------------ the end */

static void a_closed_round_takes_nothing(void **state)
{
	struct scratch *scratch = *state;
	const char *token = answering_join(scratch, 1);
	struct answer_save save = answering_say(token, "care.one", 0, "Too late", 3, "");
	struct answerer group;
	bool closed;

	test_execute(scratch, "UPDATE round SET state = 'closed', closed_at = 86400000 WHERE id = 1");
	assert_int_equal(became(scratch, &save), ANSWER_CLOSED);
	assert_int_equal(answering_count(scratch, "SELECT COUNT(*) FROM response"), 0);
	assert_true(answer_finish(&scratch->work, token, &closed));
	assert_true(closed);
	assert_true(answerer_by_group_link(&scratch->work, answering_link(scratch->arena, 1), &group));
	assert_false(answer_join(&scratch->work, &group, random_token(scratch->arena)));
	assert_int_equal(scratch->work.fault.kind, FAULT_GONE);
}

static void the_last_day_counts_and_the_next_does_not(void **state)
{
	struct scratch *scratch = *state;
	const char *token = answering_join(scratch, 1);
	struct date last = date_of(2026, 11, 20);
	struct answerer who;

	test_execute(scratch, text_format(scratch->arena, "UPDATE round SET closes_on = %lld WHERE id = 1",
	                                  (long long)last.days));
	scratch->work.now.ms = date_start((struct date){ last.days + 1 }).ms - 1;
	assert_true(participant_by_token(&scratch->work, token, &who));
	assert_true(answerer_may_answer(&scratch->work, &who));
	scratch->work.now.ms += 1;
	assert_false(answerer_may_answer(&scratch->work, &who));
	assert_int_equal(answerer_ended_on(&who).days, last.days);
}

static void a_draft_takes_nothing(void **state)
{
	struct scratch *scratch = *state;
	struct answerer group;

	test_execute(scratch, "UPDATE round SET state = 'draft' WHERE id = 1");
	assert_true(answerer_by_group_link(&scratch->work, answering_link(scratch->arena, 1), &group));
	assert_false(answerer_may_answer(&scratch->work, &group));
}

#define ANSWERING(test) cmocka_unit_test_setup_teardown(test, open_criteria, test_close)

int main(void)
{
	const struct CMUnitTest tests[] = {
		ANSWERING(a_link_says_who_and_what_is_asked),
		ANSWERING(a_wrong_link_is_nobodys),
		ANSWERING(the_secret_itself_is_not_stored),
		ANSWERING(what_was_said_is_there_again),
		ANSWERING(an_answer_is_no_accounts),
		ANSWERING(a_conversation_places_nobody),
		ANSWERING(not_said_is_not_do_not_know),
		ANSWERING(an_untouched_page_stores_nothing),
		ANSWERING(the_same_again_changes_nothing),
		ANSWERING(an_answer_can_be_changed_and_emptied),
		ANSWERING(what_the_group_is_not_asked_is_refused),
		ANSWERING(everything_answered_is_finished),
		ANSWERING(two_devices_that_differ_are_told),
		ANSWERING(two_places_on_the_line_are_two_copies),
		ANSWERING(copies_that_do_not_clash_are_joined),
		ANSWERING(saving_while_typing_and_the_button_may_race),
		cmocka_unit_test_setup_teardown(statements_are_rated, open_statements, test_close),
		ANSWERING(a_closed_round_takes_nothing),
		ANSWERING(the_last_day_counts_and_the_next_does_not),
		ANSWERING(a_draft_takes_nothing),
	};

	return test_on_both("answering", tests);
}
