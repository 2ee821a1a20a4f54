/* The log of events: each way to tamper with it is noticed and named; erasing is not tampering. On both databases. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
/* cmocka wants the three above it before itself */
#include <cmocka.h>

#include "base/random.h"
#include "store/event.h"
#include "store/migrations.h"
#include "store/partnership.h"
#include "support/database.h"

static enum outcome begin(struct work *w, void *plan)
{
	(void)plan;
	return installation_start(w) && partnership_add(w, "First", false) == 1 ? CHANGED : REFUSED;
}

static enum outcome act(struct work *w, void *plan)
{
	return event_record(w, "changed", "thing", *(int64_t *)plan, "{\"was\":\"this\"}") ? CHANGED : REFUSED;
}

#define MANY 2100 /* more than are verified at a time */

static enum outcome many_acts(struct work *w, void *plan)
{
	(void)plan;
	for (int64_t i = 0; i < MANY; i++) {
		if (act(w, &i) != CHANGED)
			return REFUSED;
	}
	return CHANGED;
}

/* A chain of one event for the partnership and five more. */
static struct scratch *chain(void **state)
{
	struct scratch *scratch = *state;
	struct work *w = &scratch->work;
	size_t count = 0;
	struct migration *steps;

	random_start();
	steps = store_migrations(w->arena, &count);
	assert_true(database_migrate(scratch->database, w->arena, &w->fault, steps, count));
	w->now = date_start(date_of(2026, 11, 2));
	assert_int_equal(db_change_now(w, begin, NULL), CHANGED);
	w->partnership = 1;
	for (int64_t i = 1; i <= 5; i++)
		assert_int_equal(db_change_now(w, act, &i), CHANGED);
	return scratch;
}

static void expect_whole(struct scratch *scratch, int64_t events, int64_t gone)
{
	struct event_chain chain = { 0 };

	scratch->work.fault = (struct fault){ 0 };
	if (!event_verify(&scratch->work, 1, NULL, NULL, &chain))
		fail_msg("%s", scratch->work.fault.sentence);
	assert_int_equal(chain.events, events);
	assert_int_equal(chain.erased, gone);
}

static void expect_broken(struct scratch *scratch, const char *says)
{
	struct event_chain chain = { 0 };

	scratch->work.fault = (struct fault){ 0 };
	assert_false(event_verify(&scratch->work, 1, NULL, NULL, &chain));
	assert_int_equal(scratch->work.fault.kind, FAULT_BROKEN);
	if (strstr(scratch->work.fault.sentence, says) == NULL)
		fail_msg("it says: %s", scratch->work.fault.sentence);
}

static void a_chain_that_nobody_touched_is_whole(void **state)
{
	expect_whole(chain(state), 6, 0);
}

static void what_is_erased_leaves_a_whole_chain(void **state)
{
	struct scratch *scratch = chain(state);

	test_execute(scratch, "DELETE FROM event_payload WHERE partnership = 1 AND number IN (3, 4)");
	expect_whole(scratch, 6, 2);
}

static void an_altered_event_is_noticed(void **state)
{
	struct scratch *scratch = chain(state);

	test_execute(scratch, "UPDATE event SET kind = 'removed' WHERE partnership = 1 AND number = 4");
	expect_broken(scratch, "Event 4 of partnership 1: it was altered");
}

static void every_part_of_an_event_counts(void **state)
{
	static const char *const tampering[] = { "account = 7", "at = at + 1", "record = 'round'", "record_id = 99",
		                                 "payload_digest = 'x'" };
	struct scratch *scratch = chain(state);

	test_execute(scratch, "CREATE TABLE kept AS SELECT * FROM event");
	for (size_t i = 0; i < sizeof tampering / sizeof tampering[0]; i++) {
		test_execute(scratch,
		             text_format(scratch->arena, "UPDATE event SET %s WHERE partnership = 1 AND number = 2",
		                         tampering[i]));
		expect_broken(scratch, "Event 2 of partnership 1: it was altered");
		test_execute(
			scratch,
			"UPDATE event SET account = k.account, at = k.at, record = k.record, record_id = k.record_id, "
			"payload_digest = k.payload_digest FROM kept k WHERE event.partnership = k.partnership "
			"AND event.number = k.number");
		expect_whole(scratch, 6, 0);
	}
}

static void altered_content_is_noticed(void **state)
{
	struct scratch *scratch = chain(state);

	test_execute(scratch, "UPDATE event_payload SET payload = '{}' WHERE partnership = 1 AND number = 5");
	expect_broken(scratch, "Event 5 of partnership 1: its content was altered");
}

static void a_missing_event_is_noticed(void **state)
{
	struct scratch *scratch = chain(state);

	test_execute(scratch, "DELETE FROM event_payload WHERE partnership = 1 AND number = 3");
	test_execute(scratch, "DELETE FROM event WHERE partnership = 1 AND number = 3");
	expect_broken(scratch, "Event 4 of partnership 1: an event before it is missing");
}

static void a_cut_end_is_noticed(void **state)
{
	struct scratch *scratch = chain(state);

	test_execute(scratch, "DELETE FROM event_payload WHERE partnership = 1 AND number = 6");
	test_execute(scratch, "DELETE FROM event WHERE partnership = 1 AND number = 6");
	expect_broken(scratch, "events are missing");
}

/* Somebody who can write a digest still has to write all that follow, and the head. */
static void a_chain_mended_by_hand_is_noticed(void **state)
{
	struct scratch *scratch = chain(state);

	test_execute(scratch, "UPDATE event SET previous = 'other' WHERE partnership = 1 AND number = 4");
	expect_broken(scratch, "Event 4 of partnership 1: it does not follow from the event before it");
}

static void an_emptied_log_is_noticed(void **state)
{
	struct scratch *scratch = chain(state);

	test_execute(scratch, "DELETE FROM event_payload WHERE partnership = 1");
	test_execute(scratch, "DELETE FROM event WHERE partnership = 1");
	test_execute(scratch, "DELETE FROM event_head WHERE partnership = 1");
	expect_broken(scratch, "is empty: events are missing");
}

/* The first event has no content of its own: some that turns up was put there. */
static void content_of_no_event_is_noticed(void **state)
{
	struct scratch *scratch = chain(state);

	test_execute(scratch, "INSERT INTO event_payload (partnership, number, salt, payload) VALUES (1, 1, 's', 'p')");
	expect_broken(scratch, "its content was altered");
}

/* A chain cut to an earlier whole one looks whole by itself: a head that was noted shows it. */
static void a_noted_head_shows_a_chain_cut_whole(void **state)
{
	struct scratch *scratch = chain(state);
	struct event_chain before = { 0 }, after = { 0 };

	assert_true(event_verify(&scratch->work, 1, NULL, NULL, &before));
	assert_true(event_verify(&scratch->work, 1, before.head, NULL, &after));
	assert_true(after.has_expected);
	test_execute(scratch, "DELETE FROM event_payload WHERE partnership = 1 AND number = 6");
	test_execute(scratch,
	             "UPDATE event_head SET number = 5, digest = (SELECT digest FROM event WHERE partnership = 1 AND "
	             "number = 5) WHERE partnership = 1");
	test_execute(scratch, "DELETE FROM event WHERE partnership = 1 AND number = 6");
	assert_true(event_verify(&scratch->work, 1, before.head, NULL, &after));
	assert_false(after.has_expected);
}

static void a_chain_longer_than_a_batch_is_walked_whole(void **state)
{
	struct scratch *scratch = chain(state);

	assert_int_equal(db_change_now(&scratch->work, many_acts, NULL), CHANGED);
	expect_whole(scratch, 6 + MANY, 0);
}

static enum outcome answered(struct work *w, void *plan)
{
	(void)plan;
	return event_record(w, "answered", "response", 1, NULL) && event_record(w, "joined", "participant", 1, NULL)
	               ? CHANGED
	               : REFUSED;
}

/* Who answered when is not for reading, nor how much was answered between two acts that are. */
static void what_is_answered_leaves_no_gap(void **state)
{
	struct work *w = &chain(state)->work;
	LIST(struct happening) events = { 0 };
	int64_t count = 0, six = 6;

	assert_int_equal(db_change_now(w, answered, NULL), CHANGED);
	assert_int_equal(db_change_now(w, act, &six), CHANGED);
	assert_true(events_to_read(w, &count));
	assert_int_equal(count, 7);
	assert_true(events_newest(w, 2, 0, (struct list_any *)(void *)&events));
	assert_int_equal(events.len, 2);
	assert_int_equal(events.at[0].record_id, 6);
	assert_int_equal(events.at[1].record_id, 5);
	assert_true(events_newest(w, 10, 6, (struct list_any *)(void *)&events));
	assert_int_equal(events.len, 1);
	assert_string_equal(events.at[0].record, "partnership");
	expect_whole(*state, 9, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_chain_that_nobody_touched_is_whole, test_open, test_close),
		cmocka_unit_test_setup_teardown(what_is_erased_leaves_a_whole_chain, test_open, test_close),
		cmocka_unit_test_setup_teardown(an_altered_event_is_noticed, test_open, test_close),
		cmocka_unit_test_setup_teardown(every_part_of_an_event_counts, test_open, test_close),
		cmocka_unit_test_setup_teardown(what_is_answered_leaves_no_gap, test_open, test_close),
		cmocka_unit_test_setup_teardown(altered_content_is_noticed, test_open, test_close),
		cmocka_unit_test_setup_teardown(a_missing_event_is_noticed, test_open, test_close),
		cmocka_unit_test_setup_teardown(a_cut_end_is_noticed, test_open, test_close),
		cmocka_unit_test_setup_teardown(a_chain_mended_by_hand_is_noticed, test_open, test_close),
		cmocka_unit_test_setup_teardown(an_emptied_log_is_noticed, test_open, test_close),
		cmocka_unit_test_setup_teardown(content_of_no_event_is_noticed, test_open, test_close),
		cmocka_unit_test_setup_teardown(a_noted_head_shows_a_chain_cut_whole, test_open, test_close),
		cmocka_unit_test_setup_teardown(a_chain_longer_than_a_batch_is_walked_whole, test_open, test_close),
	};

	return test_on_both("store_event", tests);
}
