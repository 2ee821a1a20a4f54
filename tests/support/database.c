#include "database.h"

#include <dirent.h>
#include <libpq-fe.h>
#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/log.h"

bool test_has(const char *kind)
{
	if (strcmp(kind, "postgresql") != 0 || getenv("CAIRN_TEST_POSTGRES") != NULL)
		return true;
	fputs("\n*** NOT TESTED on PostgreSQL: CAIRN_TEST_POSTGRES is not set (see tests/support/postgres.sh) ***\n\n",
	      stderr);
	return false;
}

static const char *kind_now = "sqlite";

const char *test_kind(void)
{
	return kind_now;
}

int test_on_both_kinds(const char *name, const struct CMUnitTest *tests, size_t count)
{
	static const char *const kinds[] = { "sqlite", "postgresql" };
	int failures = 0;

	log_silence(getenv("CAIRN_TEST_LOG") == NULL); /* what goes wrong on purpose is no news */
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		char full[100];

		kind_now = kinds[i];
		snprintf(full, sizeof full, "%s on %s", name, kind_now);
		if (test_has(kind_now))
			failures += _cmocka_run_group_tests(full, tests, count, NULL, NULL);
	}
	return failures;
}

const char *test_folder(struct arena *arena)
{
	char *folder = text_copy(arena, "/tmp/cairn-test-XXXXXX");

	assert_non_null(mkdtemp(folder));
	return folder;
}

void test_folder_end(const char *folder)
{
	DIR *open = opendir(folder);
	struct dirent *entry;

	while (open != NULL && (entry = readdir(open)) != NULL)
		if (entry->d_name[0] != '.')
			unlinkat(dirfd(open), entry->d_name, 0);
	if (open != NULL)
		closedir(open);
	rmdir(folder);
}

static void execute_postgres(const char *address, const char *sql)
{
	PGconn *connection = PQconnectdb(address);
	PGresult *result;

	if (PQstatus(connection) != CONNECTION_OK)
		fail_msg("no PostgreSQL at %s: %s", address, PQerrorMessage(connection));
	PQclear(PQexec(connection, "SET client_min_messages = warning"));
	result = PQexec(connection, sql);
	if (PQresultStatus(result) != PGRES_COMMAND_OK && PQresultStatus(result) != PGRES_TUPLES_OK)
		fail_msg("%s: %s", sql, PQerrorMessage(connection));
	PQclear(result);
	PQfinish(connection);
}

static void execute_sqlite(const char *address, const char *sql)
{
	sqlite3 *handle = NULL;
	char *error = NULL;

	assert_int_equal(sqlite3_open_v2(address, &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_URI, NULL), SQLITE_OK);
	sqlite3_busy_timeout(handle, 10000);
	if (sqlite3_exec(handle, sql, NULL, NULL, &error) != SQLITE_OK)
		fail_msg("%s: %s", sql, error);
	sqlite3_close(handle);
}

void test_execute(struct scratch *scratch, const char *sql)
{
	if (strcmp(scratch->kind, "sqlite") == 0)
		execute_sqlite(scratch->address, sql);
	else
		execute_postgres(scratch->address, sql);
}

static void make_schema(struct scratch *scratch)
{
	static atomic_int made;
	const char *server = getenv("CAIRN_TEST_POSTGRES");

	scratch->schema = text_format(scratch->arena, "test_%d_%d", (int)getpid(), atomic_fetch_add(&made, 1));
	execute_postgres(server, text_format(scratch->arena, "CREATE SCHEMA %s", scratch->schema));
	scratch->address = text_format(scratch->arena, "%s%coptions=-csearch_path%%3D%s", server,
	                               strchr(server, '?') != NULL ? '&' : '?', scratch->schema);
}

struct database *test_database(struct scratch *scratch, const char *kind)
{
	struct arena *arena = arena_new();
	struct fault fault = { 0 };

	*scratch = (struct scratch){ .arena = arena, .kind = kind, .folder = test_folder(arena) };
	if (strcmp(kind, "sqlite") == 0)
		scratch->address = text_format(arena, "%s/cairn.db", scratch->folder);
	else
		make_schema(scratch);
	scratch->database = database_open(arena, &fault, scratch->address, true);
	if (scratch->database == NULL)
		fail_msg("%s", fault.sentence);
	return scratch->database;
}

void test_database_end(struct scratch *scratch)
{
	database_close(scratch->database);
	if (scratch->schema != NULL)
		execute_postgres(getenv("CAIRN_TEST_POSTGRES"),
		                 text_format(scratch->arena, "DROP SCHEMA %s CASCADE", scratch->schema));
	test_folder_end(scratch->folder);
	arena_free(scratch->arena);
	*scratch = (struct scratch){ 0 };
}

struct work test_work(struct scratch *scratch, enum connection_use use)
{
	struct work work = { .arena = arena_new(), .now = time_now(), .partnership = 1 };

	work.db = connection_open(scratch->database, work.arena, &work.fault, use);
	if (work.db == NULL)
		fail_msg("%s", work.fault.sentence);
	return work;
}

void test_work_end(struct work *work)
{
	connection_close(work->db);
	arena_free(work->arena);
	*work = (struct work){ 0 };
}

int test_open(void **state)
{
	struct scratch *scratch = calloc(1, sizeof *scratch); /* as long as the test, which has no arena before it */

	assert_non_null(scratch);
	test_database(scratch, kind_now);
	scratch->work = test_work(scratch, CONNECTION_CHANGES);
	*state = scratch;
	return 0;
}

int test_close(void **state)
{
	struct scratch *scratch = *state;

	test_work_end(&scratch->work);
	test_database_end(scratch);
	free(scratch);
	return 0;
}
