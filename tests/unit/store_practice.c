/* What teams practised: written down, changed by one at a time, due to be looked at, never another partnership's. On both databases. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
/* cmocka wants the three above it before itself */
#include <cmocka.h>

#include "store/event.h"
#include "store/practice.h"
#include "support/two_partnerships.h"

static enum outcome add(struct work *w, void *practice)
{
	return practice_add(w, practice) ? CHANGED : REFUSED;
}

static enum outcome change(struct work *w, void *practice)
{
	return practice_change(w, practice) ? CHANGED : REFUSED;
}

static struct practice sample(const char *team, struct date practised_on)
{
	return (struct practice){ .framework = 1,
		                  .theme = "plan",
		                  .team = team,
		                  .practised_on = practised_on,
		                  .practised = "Option appraisal",
		                  .learned = "",
		                  .will_try = "Show the weights",
		                  .try_by = date_of(2026, 12, 24),
		                  .came_of_it = "" };
}

static int64_t added(struct work *w, const char *team, struct date practised_on)
{
	struct practice practice = sample(team, practised_on);

	if (db_change_now(w, add, &practice) != CHANGED)
		fail_msg("%s", w->fault.sentence);
	return practice.id;
}

/* ------------------------------------------------------------------ tests */

static void the_newest_day_comes_first_as_it_was_written(void **state)
{
	struct work *w = two_partnerships(state);
	LIST(struct practice) all = { 0 };

	w->account = 7;
	added(w, "Elgin", date_of(2026, 11, 3));
	added(w, "Forres", date_of(2026, 11, 20));
	added(w, "Keith", date_of(2026, 11, 3));
	assert_true(practices_all(w, (struct list_any *)(void *)&all));
	assert_int_equal(all.len, 3);
	assert_string_equal(all.at[0].team, "Forres");
	assert_string_equal(all.at[1].team, "Keith"); /* of one day the later written */
	assert_string_equal(all.at[2].team, "Elgin");
	assert_string_equal(all.at[0].will_try, "Show the weights");
	assert_int_equal(all.at[0].try_by.days, date_of(2026, 12, 24).days);
	assert_int_equal(all.at[0].made_by, 7);
}

static void two_people_at_once_get_a_conflict(void **state)
{
	struct work *w = two_partnerships(state);
	int64_t id = added(w, "Elgin", date_of(2026, 11, 3));
	struct practice mine = *practice_by_id(w, id), theirs = mine;

	mine.came_of_it = "It helped.";
	theirs.came_of_it = "It did not.";
	assert_int_equal(db_change_now(w, change, &mine), CHANGED);
	assert_int_equal(db_change_now(w, change, &theirs), REFUSED);
	assert_int_equal(w->fault.kind, FAULT_CONFLICT);
	w->fault = (struct fault){ 0 };
	assert_string_equal(practice_by_id(w, id)->came_of_it, "It helped.");
	assert_int_equal(practice_by_id(w, id)->version, 2);
}

static void it_is_due_on_its_day_until_somebody_says_what_came_of_it(void **state)
{
	struct practice practice = sample("Elgin", date_of(2026, 11, 3));

	(void)state;
	assert_false(practice_is_due(&practice, date_of(2026, 12, 23)));
	assert_true(practice_is_due(&practice, date_of(2026, 12, 24)));
	practice.came_of_it = "It did not work.";
	assert_false(practice_is_due(&practice, date_of(2027, 1, 1)));
	practice.came_of_it = "";
	practice.try_by = (struct date){ 0 };
	assert_false(practice_is_due(&practice, date_of(2027, 1, 1)));
}

static void another_partnership_reaches_nothing(void **state)
{
	struct work *w = two_partnerships(state);
	int64_t id = added(w, "Elgin", date_of(2026, 11, 3));
	struct practice practice = *practice_by_id(w, id);
	LIST(struct practice) all = { 0 };

	w->partnership = 2;
	assert_null(practice_by_id(w, id));
	assert_int_equal(w->fault.kind, FAULT_NOT_FOUND);
	w->fault = (struct fault){ 0 };
	assert_true(practices_all(w, (struct list_any *)(void *)&all));
	assert_int_equal(all.len, 0);
	assert_int_equal(db_change_now(w, change, &practice), REFUSED);
	assert_int_equal(w->fault.kind, FAULT_NOT_FOUND);
	w->fault = (struct fault){ 0 };
	assert_int_equal(db_change_now(w, add, &practice), REFUSED); /* of a framework that is not theirs */
}

static void what_was_done_is_in_the_record(void **state)
{
	struct work *w = two_partnerships(state);
	struct event_chain chain = { 0 };
	LIST(struct happening) newest = { 0 };

	added(w, "Elgin", date_of(2026, 11, 3));
	assert_true(events_newest(w, 1, 0, (struct list_any *)(void *)&newest));
	assert_string_equal(newest.at[0].record, "practice");
	assert_string_equal(newest.at[0].kind, "wrote down");
	assert_true(event_verify(w, 1, NULL, NULL, &chain));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(the_newest_day_comes_first_as_it_was_written, test_open, test_close),
		cmocka_unit_test_setup_teardown(two_people_at_once_get_a_conflict, test_open, test_close),
		cmocka_unit_test_setup_teardown(it_is_due_on_its_day_until_somebody_says_what_came_of_it, test_open,
		                                test_close),
		cmocka_unit_test_setup_teardown(another_partnership_reaches_nothing, test_open, test_close),
		cmocka_unit_test_setup_teardown(what_was_done_is_in_the_record, test_open, test_close),
	};

	return test_on_both("store_practice", tests);
}
