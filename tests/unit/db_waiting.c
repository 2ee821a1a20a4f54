/* How long a change waits for others, and when it stops waiting. Looks behind the contract, so that nothing here takes long. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "db/driver_postgres.h"
#include "db/driver_sqlite.h"
#include "support/database.h"

static bool is_sqlite(void)
{
	return strcmp(test_kind(), "sqlite") == 0;
}

/* ------------------------------------------------------------------ SQLite */

/* Another program that writes, and how often it was waited for before it lets go. */
struct other {
	sqlite3 *handle;
	int waits;    /* how often SQLite gave up waiting */
	int patience; /* it lets go at this one; never when 0 */
};

/* In place of ten seconds: SQLite is told at once that it has waited long enough. */
static int give_up(void *which, int count)
{
	struct other *other = which;

	(void)count;
	if (++other->waits == other->patience)
		(void)sqlite3_exec(other->handle, "ROLLBACK", NULL, NULL, NULL);
	return 0;
}

static void begin_other(struct scratch *scratch, struct other *other)
{
	assert_int_equal(sqlite3_open(scratch->address, &other->handle), SQLITE_OK);
	assert_int_equal(sqlite3_exec(other->handle, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
	sqlite3_busy_handler(sqlite_of(scratch->work.db)->handle, give_up, other);
}

static enum outcome make_table(struct work *w, void *plan)
{
	(void)plan;
	return db_run(w, "CREATE TABLE waited (id INTEGER)", NO_VALUES) >= 0 ? CHANGED : REFUSED;
}

static void a_group_waits_twice_for_another_program(void **state)
{
	struct scratch *scratch = *state;
	struct other other = { .patience = 1 };

	if (!is_sqlite())
		return;
	begin_other(scratch, &other);
	assert_int_equal(db_change_now(&scratch->work, make_table, NULL), CHANGED);
	assert_int_equal(other.waits, 1);
	sqlite3_close(other.handle);
}

static void a_group_does_not_wait_for_ever(void **state)
{
	struct scratch *scratch = *state;
	struct other other = { 0 };

	if (!is_sqlite())
		return;
	begin_other(scratch, &other);
	assert_int_equal(db_change_now(&scratch->work, make_table, NULL), NOT_SAVED);
	assert_string_equal(scratch->work.fault.sentence, SAYS_IN_USE);
	assert_int_equal(other.waits, 2);
	sqlite3_close(other.handle);
}

/* ------------------------------------------------------------------ PostgreSQL */

struct
try {
	int tries;
	const struct statement *statement;
	int statements; /* in each try */
};

static enum outcome run_statements(struct work *w, void *plan)
{
	struct try *try = plan;

	try->tries++;
	for (int i = 0; i < try->statements; i++) {
		if (db_ask_statement(w, try->statement, 0, NULL) == NULL)
			return REFUSED;
	}
	return CHANGED;
}

static enum outcome within(struct scratch *scratch, int64_t patience_us, struct try *try)
{
	postgres_of(scratch->work.db)->patience_us = patience_us;
	scratch->work.fault = (struct fault){ 0 };
	return db_change_now(&scratch->work, run_statements, try);
}

/* A race that is lost again and again: each try takes 50 ms, so of ten no more than a few fit into 200 ms. */
static void tries_end_with_the_time(void **state)
{
	struct scratch *scratch = *state;
	struct try try = { .statements = 1 };

	if (is_sqlite())
		return;
	test_execute(scratch, "CREATE FUNCTION lose() RETURNS int LANGUAGE plpgsql AS "
	                      "$$ BEGIN PERFORM pg_sleep(0.05); RAISE EXCEPTION USING ERRCODE = '40001'; END $$");
	try.statement = STATEMENT("SELECT lose()");
	assert_int_equal(within(scratch, 200000, &try), NOT_SAVED);
	assert_int_equal(scratch->work.fault.kind, FAULT_UNAVAILABLE);
	assert_in_range(try.tries, 1, 5);
	try.tries = 0;
	assert_int_equal(within(scratch, 30000000, &try), NOT_SAVED);
	assert_int_equal(try.tries, 10);
}

static void no_statement_begins_late(void **state)
{
	struct scratch *scratch = *state;
	struct try try = { .statements = 100 };

	if (is_sqlite())
		return;
	try.statement = STATEMENT("SELECT pg_sleep(0.05)");
	assert_int_equal(within(scratch, 200000, &try), NOT_SAVED);
	assert_non_null(strstr(scratch->work.fault.sentence, "took too long"));
	assert_int_equal(try.tries, 1);
	try.statements = 1;
	assert_int_equal(within(scratch, 30000000, &try), CHANGED);
}

static void one_statement_takes_no_longer(void **state)
{
	struct scratch *scratch = *state;
	struct try try = { .statements = 1 };
	int64_t began = time_monotonic_us();

	if (is_sqlite())
		return;
	try.statement = STATEMENT("SELECT pg_sleep(20)");
	assert_int_equal(within(scratch, 200000, &try), NOT_SAVED);
	assert_non_null(strstr(scratch->work.fault.sentence, "took too long"));
	assert_true(time_monotonic_us() - began < 10000000);
}

static const char *setting_of(PGconn *handle, const char *keyword)
{
	static char value[40];
	PQconninfoOption *options = PQconninfo(handle);

	value[0] = '\0';
	for (const PQconninfoOption *option = options; option != NULL && option->keyword != NULL; option++) {
		if (strcmp(option->keyword, keyword) == 0 && option->val != NULL)
			(void)snprintf(value, sizeof value, "%s", option->val);
	}
	PQconninfoFree(options);
	return value;
}

static void a_silent_server_is_given_up(void **state)
{
	struct scratch *scratch = *state;
	struct try try = { .statements = 1 };
	PGconn *handle;
	PGresult *result;

	if (is_sqlite())
		return;
	handle = postgres_of(scratch->work.db)->handle;
	assert_string_equal(setting_of(handle, "tcp_user_timeout"), "30000");
	assert_string_equal(setting_of(handle, "keepalives"), "1");
	assert_string_equal(setting_of(handle, "keepalives_count"), "3");
	try.statement = STATEMENT("SELECT 1");
	assert_int_equal(within(scratch, 200000, &try), CHANGED);
	result = PQexec(handle, "SHOW statement_timeout"); /* a change leaves the session's own as it was */
	assert_string_equal(PQgetvalue(result, 0, 0), "30s");
	PQclear(result);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_group_waits_twice_for_another_program, test_open, test_close),
		cmocka_unit_test_setup_teardown(a_group_does_not_wait_for_ever, test_open, test_close),
		cmocka_unit_test_setup_teardown(tries_end_with_the_time, test_open, test_close),
		cmocka_unit_test_setup_teardown(no_statement_begins_late, test_open, test_close),
		cmocka_unit_test_setup_teardown(one_statement_takes_no_longer, test_open, test_close),
		cmocka_unit_test_setup_teardown(a_silent_server_is_given_up, test_open, test_close),
	};

	return test_on_both("waiting", tests);
}
