/* Somebody who left is erased: a dump of the whole database and a take-out hold neither name nor address, and the log still verifies. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
/* cmocka wants its own above it before itself */
#include <cmocka.h>

#include "base/text.h"
#include "store/account.h"
#include "store/action.h"
#include "store/erase.h"
#include "store/event.h"
#include "store/job.h"
#include "store/partnership.h"
#include "store/takeout.h"
#include "store/takeout_tables.h"
#include "support/everything.h"

#define NAME    "Morag O'Leaving"
#define ADDRESS "morag.oleaving@moray.example"
#define BEFORE  "Morag Maidenname"

static const struct person_words nothing;

/* ------------------------------------------------------------------ words */

static void is_replaced(void **state)
{
	struct arena *arena = arena_new();
	struct person_words words = { 0 }, one = { 0 };

	(void)state;
	person_words_add(arena, &words, " Ann  Lee ");
	person_words_add(arena, &words, "lee@moray.example");
	person_words_add(arena, &one, "Will");
	assert_string_equal(person_words_replaced(arena, &words, "Ann Lee asked ANN LEE's team."),
	                    "Somebody who has left asked somebody who has left's team.");
	assert_string_equal(person_words_replaced(arena, &words, "(LEE@moray.example)."), "(somebody who has left).");
	assert_null(person_words_replaced(arena, &words, "Joann Leeson, Ann-Lee, ann.lee@moray.example, Ann Leé"));
	assert_null(person_words_replaced(arena, &words, "lee@moray.example.org"));
	assert_null(person_words_replaced(arena, &one, "We will see, Willow."));
	assert_string_equal(person_words_replaced(arena, &one, "Ask Will."), "Ask somebody who has left.");
	arena_free(arena);
}

/* ------------------------------------------------------------------ a database that knows somebody */

static int64_t came; /* their account */

static enum outcome come(struct work *w, void *plan)
{
	struct action action = { .what = "Ring " NAME " \"at once\"",
		                 .kind = "development",
		                 .criterion = "",
		                 .criterion_name = "",
		                 .owner_name = "",
		                 .status = "todo" };

	(void)plan;
	came = account_add(w, ADDRESS, NAME, "a hash");
	if (came == 0 || !membership_give(w, came, "planner"))
		return REFUSED;
	w->person = NAME;
	w->account = came;
	action.owner = came;
	action.due_on = (struct date){ 21000 };
	return action_add(w, &action) && job_ask(w, "takeout", "") != 0 ? CHANGED : REFUSED;
}

/* Where people are named in what is typed. */
static void plant(struct scratch *scratch)
{
	static const char *const statements[] = {
		"UPDATE round SET purpose = 'Asked by " BEFORE
		", once', made_by = 'Morag O''Leaving' WHERE partnership = 1",
		"UPDATE position SET reason = 'As morag o''leaving said', recorded_by = 'Morag O''Leaving' WHERE "
		"partnership = "
		"1",
		"UPDATE dissent SET who = 'Morag O''Leaving' WHERE partnership = 1",
		"UPDATE released_words SET words = 'Write to " ADDRESS " soon' WHERE partnership = 1 AND position = 1",
		"UPDATE response SET strength = 'Morag O''Leaving helps' WHERE partnership = 1 AND id = 1",
		"UPDATE participant SET label = 'Morag O''Leaving' WHERE partnership = 1 AND id = 1",
		"UPDATE talk SET saved_by = 'Morag O''Leaving' WHERE partnership = 1",
		"UPDATE action_said SET said = 'See " BEFORE
		"', who = 'Morag O''Leaving' WHERE partnership = 1 AND action = 901",
		"UPDATE practice SET team = 'Team of Morag O''Leaving' WHERE partnership = 1 AND id = 901",
		"UPDATE file SET name = 'From Morag O''Leaving.pdf' WHERE partnership = 1 AND id = 1",
		"UPDATE job SET result = 'For " ADDRESS "' WHERE partnership = 1",
		"UPDATE search_entry SET said = 'By Morag O''Leaving' WHERE partnership = 1 AND record = 4",
		"UPDATE partnership SET name = 'Moray of Morag O''Leaving' WHERE id = 1",
	};

	for (size_t i = 0; i < sizeof statements / sizeof statements[0]; i++)
		test_execute(scratch, statements[i]);
}

static struct work *knows_somebody(void **state)
{
	struct scratch *scratch = *state;
	struct work *w = &scratch->work;

	everything_load(scratch);
	if (db_change_now(w, come, NULL) != CHANGED)
		fail_msg("%s", w->fault.sentence);
	plant(scratch);
	w->person = "Example administrator";
	w->account = account_by_email(w, "administrator@moray.example")->id;
	return w;
}

struct erasing {
	int64_t account;
	struct person_words also;
};

static enum outcome erase(struct work *w, void *plan)
{
	const struct erasing *erasing = plan;

	return member_erase(w, erasing->account, &erasing->also) ? CHANGED : REFUSED;
}

/* How often something stands in a dump of the whole database, made by its own program. */
static int in_dump(const struct scratch *scratch, const char *what)
{
	const char *address = getenv("CAIRN_TEST_POSTGRES");
	char *command =
		text_equal(scratch->kind, "sqlite")
			? text_format(scratch->arena, "sqlite3 '%s' .dump | grep -ci \"%s\"", scratch->address, what)
			: text_format(scratch->arena, "pg_dump -n '%s' '%s' | grep -ci \"%s\"", scratch->schema,
	                              address, what);
	FILE *counted = popen(command, "r");
	char line[40] = "";

	assert_non_null(counted);
	assert_non_null(fgets(line, sizeof line, counted));
	pclose(counted);
	return atoi(line);
}

static void nothing_is_left(void **state)
{
	struct scratch *scratch = *state;
	struct work *w = knows_somebody(state);
	struct erasing erasing = { .account = came };
	struct event_chain before, after;
	struct rows *rows;

	person_words_add(w->arena, &erasing.also, BEFORE);
	assert_true(in_dump(scratch, "O'*Leaving") > 10);
	assert_true(in_dump(scratch, ADDRESS) > 2);
	assert_true(event_verify(w, 1, NULL, NULL, &before));
	if (db_change_now(w, erase, &erasing) != CHANGED)
		fail_msg("%s", w->fault.sentence);
	assert_int_equal(in_dump(scratch, "O'*Leaving"), 0);
	assert_int_equal(in_dump(scratch, "Maidenname"), 0);

	/* The log verifies, has fewer contents, and says when. */
	assert_true(event_verify(w, 1, NULL, NULL, &after));
	assert_true(after.erased > before.erased);
	assert_int_equal(after.erased_at.ms, w->now.ms);

	/* What they did stays, as somebody's. */
	rows = db_ask(w,
	              "SELECT a.name FROM action c JOIN account a ON a.id = c.owner WHERE c.partnership = $1 AND "
	              "c.what LIKE $2",
	              V(1), V("Ring somebody who has left%"));
	assert_int_equal(rows->len, 1);
	assert_string_equal(row_text(rows, 0, 0), "Somebody who has left");
	rows = db_ask(w, "SELECT 1 FROM position WHERE partnership = $1 AND reason = 'As somebody who has left said'",
	              V(1));
	assert_true(rows->len > 0);
	assert_null(account_by_email(w, ADDRESS));
	assert_null(member_to_erase(w, came));
}

/* An account that another partnership knows is not ours alone. */
static enum outcome also_there(struct work *w, void *plan)
{
	int64_t *there = plan;
	int64_t was = w->partnership;
	bool is_well;

	*there = partnership_add(w, "Another", false);
	w->partnership = *there;
	is_well = membership_give(w, came, "viewer");
	w->partnership = was;
	return is_well ? CHANGED : REFUSED;
}

static void stays_elsewhere(void **state)
{
	struct work *w = knows_somebody(state);
	struct erasing erasing = { .account = came };
	const struct account *account;
	int64_t there;
	struct rows *rows;

	if (db_change_now(w, also_there, &there) != CHANGED || db_change_now(w, erase, &erasing) != CHANGED)
		fail_msg("%s", w->fault.sentence);
	account = account_by_email(w, ADDRESS);
	assert_non_null(account);
	assert_string_equal(account->name, NAME);
	assert_string_equal(account->password_hash, "a hash");
	assert_int_equal(membership_first(w, came), there);
	rows = db_ask(w,
	              "SELECT a.name, m.number FROM action c JOIN account a ON a.id = c.owner "
	              "JOIN membership m ON m.partnership = c.partnership AND m.account = a.id "
	              "WHERE c.partnership = $1 AND c.what LIKE 'Ring%'",
	              V(1));
	assert_int_equal(rows->len, 1);
	assert_string_equal(row_text(rows, 0, 0), "Somebody who has left");
	assert_true(row_int(rows, 0, 1) > 0);
}

/* ------------------------------------------------------------------ what is refused */

static void not_oneself_and_not_the_last(void **state)
{
	struct work *w = knows_somebody(state);
	struct erasing oneself = { .account = w->account }, last = { .account = w->account };

	assert_int_equal(db_change_now(w, erase, &oneself), REFUSED);
	assert_int_equal(w->fault.kind, FAULT_CONFLICT);
	w->fault = (struct fault){ 0 };
	w->account = came;
	assert_int_equal(db_change_now(w, erase, &last), REFUSED);
	assert_int_equal(w->fault.kind, FAULT_CONFLICT);
	assert_non_null(strstr(w->fault.sentence, "only administrator"));
	assert_non_null(account_by_email(w, "administrator@moray.example"));
}

/* Twice is nothing, and whoever never was here is nobody. */
static void only_once(void **state)
{
	struct work *w = knows_somebody(state);
	struct erasing erasing = { .account = came }, nobody = { .account = 99999, .also = nothing };

	assert_int_equal(db_change_now(w, erase, &erasing), CHANGED);
	assert_int_equal(db_change_now(w, erase, &erasing), REFUSED);
	assert_int_equal(w->fault.kind, FAULT_NOT_FOUND);
	w->fault = (struct fault){ 0 };
	assert_int_equal(db_change_now(w, erase, &nobody), REFUSED);
	assert_int_equal(w->fault.kind, FAULT_NOT_FOUND);
}

int main(void)
{
	const struct CMUnitTest words[] = { cmocka_unit_test(is_replaced) };
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(nothing_is_left, test_open, test_close),
		cmocka_unit_test_setup_teardown(stays_elsewhere, test_open, test_close),
		cmocka_unit_test_setup_teardown(not_oneself_and_not_the_last, test_open, test_close),
		cmocka_unit_test_setup_teardown(only_once, test_open, test_close),
	};

	return cmocka_run_group_tests(words, NULL, NULL) + test_on_both("erasing a member", tests);
}
