/*
 * An empty database of either kind for a test, and its end.
 *
 * SQLite: a file in a temporary folder. PostgreSQL: a schema of its own in the server whose address is in
 * CAIRN_TEST_POSTGRES (tests/support/postgres.sh starts one). Without that variable the PostgreSQL half is skipped
 * with a loud line.
 *
 *     struct scratch scratch;
 *     struct database *database = test_database(&scratch, "sqlite");
 *     ...
 *     test_database_end(&scratch);
 */
#ifndef CAIRN_TESTS_SUPPORT_DATABASE_H
#define CAIRN_TESTS_SUPPORT_DATABASE_H

#include "db/db.h"

struct scratch {
	struct arena *arena;
	struct database *database;
	const char *kind;
	const char *address;
	const char *folder; /* of the SQLite file; a temporary folder for anything the test writes */
	const char *schema; /* of PostgreSQL, or null */
	struct work work;   /* for changes; only when test_open made the scratch */
};

/* Whether databases of that kind can be tested here; says so loudly when not. */
bool test_has(const char *kind);

/* Runs the tests on SQLite, then on PostgreSQL; gives the number of failures. Within a test test_kind() says which
 * it is. */
struct CMUnitTest;
int test_on_both_kinds(const char *name, const struct CMUnitTest *tests, size_t count);
#define test_on_both(name, tests) test_on_both_kinds((name), (tests), sizeof(tests) / sizeof(tests)[0])
const char *test_kind(void);

/* Fails the running test when it cannot be made. */
struct database *test_database(struct scratch *scratch, const char *kind);
void test_database_end(struct scratch *scratch);

/* The same as cmocka wants its set-up and teardown, with a piece of work for changes: *state is a struct scratch. */
int test_open(void **state);
int test_close(void **state);

/* A piece of work of partnership 1 with a connection of its own, and its end. */
struct work test_work(struct scratch *scratch, enum connection_use use);
void test_work_end(struct work *work);

/* Runs SQL that a test makes up, on a connection outside any driver of ours. */
void test_execute(struct scratch *scratch, const char *sql);

/* A temporary folder in the arena's words, and its removal with what is in it. */
const char *test_folder(struct arena *arena);
void test_folder_end(const char *folder);

#endif
