/* The sets of outcomes: those that come with the program, added to, changed, retired, never another partnership's. On both databases. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
/* cmocka wants the three above it before itself */
#include <cmocka.h>

#include "base/text.h"
#include "store/outcome.h"
#include "support/two_partnerships.h"

struct outcomes {
	size_t len, cap;
	struct outcome_entry *at;
};

static enum outcome add(struct work *w, void *outcome)
{
	return outcome_add(w, outcome) ? CHANGED : REFUSED;
}

static enum outcome change(struct work *w, void *outcome)
{
	return outcome_change(w, outcome) ? CHANGED : REFUSED;
}

static enum outcome ship(struct work *w, void *plan)
{
	(void)plan;
	return outcomes_ship(w) ? CHANGED : REFUSED;
}

static struct outcomes all_of(struct work *w)
{
	struct outcomes all = { 0 };

	assert_true(outcomes_all(w, (struct list_any *)(void *)&all));
	return all;
}

static size_t count_of_set(const struct outcomes *all, int64_t set)
{
	size_t count = 0;

	for (size_t i = 0; i < all->len; i++)
		count += all->at[i].outcome_set == set;
	return count;
}

static void expect_conflict(struct work *w, change_function *run, struct outcome_entry *outcome, const char *says)
{
	assert_int_equal(db_change_now(w, run, outcome), REFUSED);
	assert_int_equal(w->fault.kind, FAULT_CONFLICT);
	assert_non_null(strstr(w->fault.sentence, says));
	w->fault = (struct fault){ 0 };
}

/* ------------------------------------------------------------------ tests */

/* Nine outcomes; a purpose and twelve principles; five principles and five headline outcomes: as their sources have them. */
static void the_sets_have_as_many_as_their_sources(void **state)
{
	struct work *w = two_partnerships(state);
	struct outcomes all = all_of(w);
	LIST(struct outcome_set) sets = { 0 };

	assert_true(outcome_sets_all(w, (struct list_any *)(void *)&sets));
	assert_int_equal(sets.len, 3);
	assert_string_equal(sets.at[0].key, "nhwo");
	assert_int_equal(count_of_set(&all, sets.at[0].id), 9);
	assert_int_equal(count_of_set(&all, sets.at[1].id), 13);
	assert_int_equal(count_of_set(&all, sets.at[2].id), 10);
	for (size_t i = 0; i < sets.len; i++)
		assert_non_null(strstr(sets.at[i].says, "own short words"));
	assert_string_equal(all.at[0].key, "1");
	assert_string_equal(all.at[8].name, "Resources used well");
}

static void shipping_again_leaves_what_was_changed(void **state)
{
	struct work *w = two_partnerships(state);
	struct outcome_entry first = all_of(w).at[0];

	first.name = "Ours";
	assert_int_equal(db_change_now(w, change, &first), CHANGED);
	assert_int_equal(db_change_now(w, ship, NULL), CHANGED);
	assert_int_equal(all_of(w).len, 32);
	assert_string_equal(outcome_by_id(w, first.id)->name, "Ours");
}

static void one_is_added_last_and_its_key_is_used_once(void **state)
{
	struct work *w = two_partnerships(state);
	struct outcome_entry tenth = {
		.outcome_set = 1, .key = "10", .part = "", .name = "A tenth", .says = "It is new."
	};
	struct outcome_entry again = tenth, other = tenth;

	assert_int_equal(db_change_now(w, add, &tenth), CHANGED);
	assert_int_equal(all_of(w).at[9].id, tenth.id);
	assert_int_equal(outcome_by_id(w, tenth.id)->position, 10);
	expect_conflict(w, add, &again, "“10” already");
	other.outcome_set = 2; /* in another set it may stand */
	assert_int_equal(db_change_now(w, add, &other), CHANGED);
	tenth = *outcome_by_id(w, tenth.id);
	tenth.key = "9";
	expect_conflict(w, change, &tenth, "“9” already");
}

static void two_people_at_once_get_a_conflict(void **state)
{
	struct work *w = two_partnerships(state);
	struct outcome_entry mine = all_of(w).at[2], theirs = mine;

	mine.retired = true;
	theirs.name = "Another name";
	assert_int_equal(db_change_now(w, change, &mine), CHANGED);
	expect_conflict(w, change, &theirs, "Somebody else");
	assert_true(outcome_by_id(w, mine.id)->retired);
	assert_int_equal(all_of(w).len, 32); /* what is retired is still there */
}

static void another_partnership_reaches_nothing(void **state)
{
	struct work *w = two_partnerships(state);
	struct outcome_entry first = all_of(w).at[0];
	struct outcome_entry added = { .outcome_set = 1, .key = "x", .part = "", .name = "x", .says = "x" };

	w->partnership = 2;
	assert_int_equal(all_of(w).len, 0);
	assert_null(outcome_by_id(w, first.id));
	w->fault = (struct fault){ 0 };
	assert_null(outcome_set_by_key(w, "nhwo"));
	w->fault = (struct fault){ 0 };
	assert_int_equal(db_change_now(w, change, &first), REFUSED);
	w->fault = (struct fault){ 0 };
	assert_int_equal(db_change_now(w, add, &added), REFUSED);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(the_sets_have_as_many_as_their_sources, test_open, test_close),
		cmocka_unit_test_setup_teardown(shipping_again_leaves_what_was_changed, test_open, test_close),
		cmocka_unit_test_setup_teardown(one_is_added_last_and_its_key_is_used_once, test_open, test_close),
		cmocka_unit_test_setup_teardown(two_people_at_once_get_a_conflict, test_open, test_close),
		cmocka_unit_test_setup_teardown(another_partnership_reaches_nothing, test_open, test_close),
	};

	return test_on_both("store_outcome", tests);
}
