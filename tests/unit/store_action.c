/* Actions: what was said stays, what has lapsed is worked out, what others wait for comes first, and an owner who left is noticed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
/* cmocka wants the three above it before itself */
#include <cmocka.h>

#include "base/random.h"
#include "base/text.h"
#include "store/action.h"
#include "store/migrations.h"
#include "support/database.h"

enum { PLANNER = 1, MANAGER, VIEWER, STRANGER };

static int open_partnership(void **state)
{
	int failed = test_open(state);
	struct scratch *scratch = *state;
	struct work *w = &scratch->work;
	size_t count = 0;
	struct migration *steps = store_migrations(scratch->arena, &count);

	random_start();
	if (!database_migrate(scratch->database, scratch->arena, &w->fault, steps, count))
		fail_msg("%s", w->fault.sentence);
	test_execute(scratch, "INSERT INTO partnership (id, name, created_at) VALUES (1, 'Test', 1), (2, 'Other', 1)");
	test_execute(scratch,
	             "INSERT INTO account (id, email, email_folded, name, password_hash, created_at, password_at) "
	             "VALUES (1, 'p@x.example', 'p@x.example', 'Planner', '', 1, 1), "
	             "(2, 'm@x.example', 'm@x.example', 'Manager', '', 1, 1), "
	             "(3, 'v@x.example', 'v@x.example', 'Viewer', '', 1, 1), "
	             "(4, 's@x.example', 's@x.example', 'Stranger', '', 1, 1)");
	test_execute(scratch, "INSERT INTO membership (partnership, account, number, role, began_at) VALUES "
	                      "(1, 1, 1, 'planner', 1), (1, 2, 2, 'contributor', 1), (1, 3, 3, 'viewer', 1), "
	                      "(2, 4, 1, 'planner', 1)");
	w->now = date_start(date_of(2026, 12, 1));
	w->person = "Planner";
	w->account = PLANNER;
	return failed;
}

/* ------------------------------------------------------------------ acts, each in a change of its own */

struct doing {
	struct action action;
	const char *said;
};

static enum outcome change_add(struct work *w, void *plan)
{
	struct doing *doing = plan;

	return action_add(w, &doing->action) ? CHANGED : REFUSED;
}

static enum outcome change_it(struct work *w, void *plan)
{
	const struct doing *doing = plan;

	return action_change(w, &doing->action, doing->said) ? CHANGED : REFUSED;
}

static bool did(struct work *w, change_function *run, struct doing *doing)
{
	w->fault = (struct fault){ 0 };
	return db_change_now(w, run, doing) == CHANGED;
}

static struct action to_do(const char *what, int64_t owner, struct date due_on)
{
	return (struct action){ .what = what,
		                .kind = "development",
		                .criterion = "",
		                .criterion_name = "",
		                .owner = owner,
		                .owner_name = "",
		                .due_on = due_on };
}

static int64_t added(struct work *w, struct action action)
{
	struct doing doing = { .action = action };

	if (!did(w, change_add, &doing))
		fail_msg("%s", w->fault.sentence);
	return doing.action.id;
}

static struct doing with_status(struct work *w, int64_t id, const char *status, const char *said)
{
	struct doing doing = { .action = *action_by_id(w, id), .said = said };

	doing.action.status = status;
	return doing;
}

static const struct action_line *line(struct work *w, int64_t id)
{
	struct action_lines *all = NEW(w->arena, struct action_lines);

	assert_true(actions_all(w, all));
	return action_line_of(all, id);
}

/* ------------------------------------------------------------------ tests */

static void an_action_has_a_history(void **state)
{
	struct work *w = &((struct scratch *)*state)->work;
	int64_t id = added(w, to_do("Ask the carers first", MANAGER, date_of(2027, 3, 1)));
	struct doing doing = with_status(w, id, "underway", "The first meeting was held.");
	struct action_history history = { 0 };

	w->person = "Manager";
	assert_true(did(w, change_it, &doing));
	doing = with_status(w, id, "underway", "It takes longer.");
	doing.action.due_on = date_of(2027, 6, 1);
	assert_true(did(w, change_it, &doing));
	assert_true(action_history(w, id, &history));
	assert_int_equal(history.len, 3);
	assert_string_equal(history.at[0].status, "todo");
	assert_string_equal(history.at[0].owner_name, "Manager");
	assert_string_equal(history.at[1].said, "The first meeting was held.");
	assert_string_equal(history.at[1].who, "Manager");
	assert_int_equal(history.at[1].due_on.days, date_of(2027, 3, 1).days);
	assert_int_equal(history.at[2].due_on.days, date_of(2027, 6, 1).days);
	assert_int_equal(action_by_id(w, id)->version, 3);
}

static void a_stale_change_is_refused(void **state)
{
	struct work *w = &((struct scratch *)*state)->work;
	int64_t id = added(w, to_do("One thing", MANAGER, date_of(2027, 3, 1)));
	struct doing doing = with_status(w, id, "underway", "First."), late = with_status(w, id, "letgo", "Second.");

	assert_true(did(w, change_it, &doing));
	assert_false(did(w, change_it, &late));
	assert_int_equal(w->fault.kind, FAULT_CONFLICT);
	assert_string_equal(action_by_id(w, id)->status, "underway");
}

/* The day itself is still in time; what is done or let go does not lapse, and has said what came of it. */
static void what_has_lapsed_is_worked_out(void **state)
{
	struct work *w = &((struct scratch *)*state)->work;
	int64_t id = added(w, to_do("In time", MANAGER, date_of(2026, 12, 20)));
	struct doing doing;

	assert_false(line(w, id)->lapsed);
	w->now = date_start(date_of(2026, 12, 20));
	assert_false(line(w, id)->lapsed);
	w->now = date_start(date_of(2026, 12, 21));
	assert_true(line(w, id)->lapsed);
	doing = with_status(w, id, "done", "Carers now sit in the group.");
	assert_true(did(w, change_it, &doing));
	assert_false(line(w, id)->lapsed);
	assert_string_equal(action_by_id(w, id)->outcome, "Carers now sit in the group.");
	assert_int_equal(action_by_id(w, id)->ended_at.ms, w->now.ms);
	doing = with_status(w, id, "underway", "It was not, after all.");
	assert_true(did(w, change_it, &doing));
	assert_true(line(w, id)->lapsed);
	assert_string_equal(action_by_id(w, id)->outcome, "");
}

/* c waits for b, b waits for a: a holds up two. What has lapsed comes before what has not, and what is due first before what is not. */
static void what_unblocks_most_comes_first(void **state)
{
	struct work *w = &((struct scratch *)*state)->work;
	int64_t later = added(w, to_do("later", MANAGER, date_of(2027, 9, 1)));
	int64_t sooner = added(w, to_do("sooner", MANAGER, date_of(2027, 2, 1)));
	int64_t lapsed = added(w, to_do("lapsed", MANAGER, date_of(2026, 12, 2)));
	int64_t a = added(w, to_do("a", MANAGER, date_of(2027, 12, 1)));
	struct action waiting = to_do("b", PLANNER, date_of(2027, 12, 1));
	struct action_lines all, mine;
	struct doing doing;
	int64_t b;

	waiting.waits_for = a;
	b = added(w, waiting);
	waiting.waits_for = b;
	added(w, waiting);
	w->now = date_start(date_of(2027, 1, 1));
	assert_true(actions_all(w, &all));
	assert_int_equal(action_line_of(&all, a)->unblocks, 2);
	assert_int_equal(action_line_of(&all, b)->unblocks, 1);
	assert_string_equal(action_line_of(&all, b)->waits_for_what, "a");
	mine = actions_owned(w->arena, &all, MANAGER);
	assert_int_equal(mine.len, 4);
	assert_int_equal(mine.at[0].id, a);
	assert_int_equal(mine.at[1].id, lapsed);
	assert_int_equal(mine.at[2].id, sooner);
	assert_int_equal(mine.at[3].id, later);
	/* once it is done nothing waits any more */
	doing = with_status(w, a, "done", "Done.");
	assert_true(did(w, change_it, &doing));
	assert_string_equal(line(w, b)->waits_for_what, "");
}

static void nothing_waits_for_itself(void **state)
{
	struct work *w = &((struct scratch *)*state)->work;
	int64_t a = added(w, to_do("a", MANAGER, date_of(2027, 3, 1)));
	struct action waiting = to_do("b", MANAGER, date_of(2027, 3, 1));
	struct doing doing;
	bool may = true;
	int64_t b;

	waiting.waits_for = a;
	b = added(w, waiting);
	assert_true(action_may_wait(w, a, b, &may));
	assert_false(may);
	doing = with_status(w, a, "todo", "");
	doing.action.waits_for = b;
	assert_false(did(w, change_it, &doing));
	assert_int_equal(w->fault.kind, FAULT_CONFLICT);
	doing.action.waits_for = a;
	assert_false(did(w, change_it, &doing));
	doing.action.waits_for = 999;
	assert_false(did(w, change_it, &doing));
	assert_int_equal(action_by_id(w, a)->waits_for, 0);
}

/* Who may only read, and who is of another partnership, owns nothing; who leaves is noticed, and the action can still be ended. */
static void an_owner_must_be_able_to(void **state)
{
	struct scratch *scratch = *state;
	struct work *w = &scratch->work;
	struct doing doing = { .action = to_do("x", VIEWER, date_of(2027, 3, 1)) };
	int64_t id;

	assert_false(did(w, change_add, &doing));
	assert_int_equal(w->fault.kind, FAULT_CONFLICT);
	doing.action.owner = STRANGER;
	assert_false(did(w, change_add, &doing));
	id = added(w, to_do("x", MANAGER, date_of(2027, 3, 1)));
	assert_false(line(w, id)->needs_owner);
	test_execute(scratch, "UPDATE membership SET role = 'viewer' WHERE account = 2");
	assert_true(line(w, id)->needs_owner);
	test_execute(scratch, "UPDATE membership SET ended_at = 5 WHERE account = 2");
	assert_true(line(w, id)->needs_owner);
	assert_string_equal(line(w, id)->owner_name, "Manager");
	doing = with_status(w, id, "underway", "Somebody else began it.");
	assert_true(did(w, change_it, &doing));
	doing = with_status(w, id, "underway", "");
	doing.action.owner = 0;
	doing.action.owner_name = "The carers' centre";
	assert_true(did(w, change_it, &doing));
	assert_false(line(w, id)->needs_owner);
	assert_string_equal(line(w, id)->owner_name, "The carers' centre");
}

static void both_kinds_are_counted(void **state)
{
	struct work *w = &((struct scratch *)*state)->work;
	struct action strength = to_do("s", MANAGER, date_of(2027, 3, 1));
	struct action_counts counts;
	struct action_lines all;
	struct doing doing;

	strength.kind = "strength";
	added(w, strength);
	doing = with_status(w, added(w, strength), "done", "Done.");
	assert_true(did(w, change_it, &doing));
	added(w, to_do("d", MANAGER, date_of(2026, 12, 1)));
	w->now = date_start(date_of(2027, 1, 1));
	assert_true(actions_all(w, &all));
	counts = action_counts(&all, 0);
	assert_int_equal(counts.strengths, 2);
	assert_int_equal(counts.strengths_open, 1);
	assert_int_equal(counts.developments, 1);
	assert_int_equal(counts.done, 1);
	assert_int_equal(counts.lapsed, 1);
	assert_int_equal(action_counts(&all, 7).strengths, 0);
	/* what has ended stands last */
	assert_string_equal(all.at[2].status, "done");
}

static void another_partnership_sees_none(void **state)
{
	struct work *w = &((struct scratch *)*state)->work;
	int64_t id = added(w, to_do("ours", MANAGER, date_of(2027, 3, 1)));
	struct doing doing = with_status(w, id, "done", "By a stranger.");
	struct action_lines all;

	w->partnership = 2;
	assert_null(action_by_id(w, id));
	assert_false(did(w, change_it, &doing));
	assert_true(actions_all(w, &all));
	assert_int_equal(all.len, 0);
	w->partnership = 1;
	assert_string_equal(action_by_id(w, id)->status, "todo");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_partnership, test_close)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(an_action_has_a_history),       TEST(a_stale_change_is_refused),
		TEST(what_has_lapsed_is_worked_out), TEST(what_unblocks_most_comes_first),
		TEST(nothing_waits_for_itself),      TEST(an_owner_must_be_able_to),
		TEST(both_kinds_are_counted),        TEST(another_partnership_sees_none),
	};

	return test_on_both("actions", tests);
}
