/* Opening, copying and checking: what is wrong with a file or a server is said in words that help. */
#include <fcntl.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/log.h"
#include "db/migrate.h"
#include "support/database.h"
#include "support/vfs.h"

static const struct migration steps[] = {
	{ 1, "pairs",
	  "CREATE TABLE pair (id @id PRIMARY KEY, one @int NOT NULL, other @int NOT NULL, words @text);\n" },
};

struct place {
	struct arena *arena;
	const char *folder, *path;
	struct fault fault;
};

static int make_place(void **state)
{
	struct arena *arena = arena_new();
	struct place *place = NEW(arena, struct place);

	place->arena = arena;
	place->folder = test_folder(arena);
	place->path = text_format(arena, "%s/cairn.db", place->folder);
	*state = place;
	return 0;
}

static int leave_place(void **state)
{
	struct place *place = *state;

	test_folder_end(place->folder);
	arena_free(place->arena);
	return 0;
}

static void does_not_open(struct place *place, const char *address, bool create, enum fault_kind kind, const char *part)
{
	place->fault = (struct fault){ 0 };
	assert_null(database_open(place->arena, &place->fault, address, create));
	assert_int_equal(place->fault.kind, kind);
	if (strstr(place->fault.sentence, part) == NULL)
		fail_msg("\"%s\" does not say \"%s\"", place->fault.sentence, part);
}

static struct database *opened_at(struct place *place, const char *address)
{
	struct database *database = database_open(place->arena, &place->fault, address, true);

	if (database == NULL || !database_migrate(database, place->arena, &place->fault, steps, 1))
		fail_msg("%s", place->fault.sentence);
	return database;
}

static struct database *opened(struct place *place)
{
	return opened_at(place, place->path);
}

static void write_file(const char *path, const char *text, size_t times, mode_t mode)
{
	int file = open(path, O_CREAT | O_WRONLY | O_TRUNC | O_CLOEXEC, mode);

	assert_true(file >= 0);
	for (size_t i = 0; i < times; i++)
		assert_int_equal(write(file, text, strlen(text)), strlen(text));
	close(file);
}

static void what_cannot_be_opened_says_why(void **state)
{
	struct place *place = *state;

	does_not_open(place, place->path, false, FAULT_NOT_FOUND, "cairn init");
	does_not_open(place, text_format(place->arena, "%s/no/such.db", place->folder), true, FAULT_NOT_FOUND,
	              "folder");
	does_not_open(place, "", true, FAULT_BAD_INPUT, "Name a file");
	does_not_open(place, ":memory:", true, FAULT_BAD_INPUT, "Name a file");
	write_file(place->path, "This is a letter and not a database at all.\n", 100, 0600);
	does_not_open(place, place->path, false, FAULT_BAD_INPUT, "not a database");
	does_not_open(place, place->path, true, FAULT_BAD_INPUT, "not a database");
	does_not_open(place, place->folder, true, FAULT_UNAVAILABLE, "could not be opened");
	does_not_open(place, "postgresql://cairn@/postgres?host=/nowhere", false, FAULT_UNAVAILABLE,
	              "could not be reached");
}

/* Root may write anything, so the test becomes nobody for a moment. */
static void a_file_that_may_not_be_written_says_so(void **state)
{
	struct place *place = *state;
	bool is_root = geteuid() == 0;

	database_close(opened(place));
	assert_int_equal(chmod(place->path, 0444), 0);
	assert_int_equal(chmod(place->folder, 0755), 0);
	if (is_root)
		assert_int_equal(seteuid(65534), 0);
	does_not_open(place, place->path, false, FAULT_UNAVAILABLE, "user that runs Cairn");
	if (is_root)
		assert_int_equal(seteuid(0), 0);
}

static void only_its_owner_may_read_a_new_file(void **state)
{
	struct place *place = *state;
	struct database *database;
	struct stat about;
	mode_t before = umask(0);

	database = opened(place);
	umask(before);
	assert_int_equal(stat(place->path, &about), 0);
	assert_int_equal(about.st_mode & 0777, 0600);
	database_close(database);
}

/* ---------------------------------------------------------------- copies */

struct writing {
	struct database *database;
	atomic_bool stop;
	atomic_int saved;
};

/* `one` and `other` are always the same: a copy of half a change would show. */
static enum outcome save_pair(struct work *w, void *plan)
{
	int n = *(int *)plan;

	if (db_run(w, "INSERT INTO pair (id, one, other, words) VALUES ($1, 0, 0, $2)", V(n),
	           V(text_format(w->arena, "%0500d", n))) != 1 ||
	    db_run(w, "UPDATE pair SET one = one + 1 WHERE id > 0 AND id <= $1", V(n)) < 1 ||
	    db_run(w, "UPDATE pair SET other = other + 1 WHERE id > 0 AND id <= $1", V(n)) < 1)
		return REFUSED;
	return CHANGED;
}

static void *save_pairs(void *argument)
{
	struct writing *writing = argument;
	struct work w = { .arena = arena_new() };

	w.db = connection_open(writing->database, w.arena, &w.fault, CONNECTION_CHANGES);
	for (int n = 1; !atomic_load(&writing->stop); n++)
		if (db_change_now(&w, save_pair, &n) == CHANGED)
			atomic_fetch_add(&writing->saved, 1);
	connection_close(w.db);
	arena_free(w.arena);
	return NULL;
}

/* Pages enough for twenty steps of the copy: were it not of one snapshot, each change would make it begin
 * again, for ever. */
static enum outcome make_large(struct work *w, void *plan)
{
	char *words = arena_take(w->arena, 1000001);

	(void)plan;
	memset(words, 'x', 1000000);
	for (int id = -20; id < 0; id++)
		if (db_run(w, "INSERT INTO pair (id, one, other, words) VALUES ($1, 0, 0, $2)", V(id), V(words)) != 1)
			return REFUSED;
	return CHANGED;
}

static void enlarge(struct place *place, struct database *database)
{
	struct work w = { .arena = place->arena };

	w.db = connection_open(database, place->arena, &w.fault, CONNECTION_CHANGES);
	assert_int_equal(db_change_now(&w, make_large, NULL), CHANGED);
	connection_close(w.db);
}

static int64_t pairs_of_a_copy(struct place *place, const char *path)
{
	struct database *copy = database_open(place->arena, &place->fault, path, false);
	struct work w = { .arena = place->arena };
	struct rows *rows;

	assert_non_null(copy);
	assert_true(database_is_current(copy, place->arena, &place->fault, steps, 1));
	assert_true(database_check(copy, place->arena, &place->fault));
	w.db = connection_open(copy, place->arena, &w.fault, CONNECTION_READS);
	rows = db_ask(&w, "SELECT COUNT(*), SUM(one - other), MAX(one) FROM pair WHERE id > 0", NO_VALUES);
	assert_int_equal(row_int(rows, 0, 1), 0);
	assert_int_equal(row_int(rows, 0, 2), row_int(rows, 0, 0));
	connection_close(w.db);
	database_close(copy);
	return row_int(rows, 0, 0);
}

static void a_copy_is_of_one_moment_while_people_write(void **state)
{
	struct place *place = *state;
	struct database *database;
	struct writing writing = { 0 };
	pthread_t thread;
	int64_t before = 0;

	disk_start(); /* one that nobody waits for, so that there is a change in every step of the copy */
	database = opened_at(place, text_format(place->arena, "file:%s?vfs=disk", place->path));
	writing.database = database;
	enlarge(place, database);
	assert_int_equal(pthread_create(&thread, NULL, save_pairs, &writing), 0);
	for (int i = 0; i < 3; i++) {
		const char *to = text_format(place->arena, "%s/copy-%d.db", place->folder, i);
		int least = atomic_load(&writing.saved);
		struct stat about;
		int64_t pairs;

		if (!database_backup(database, place->arena, &place->fault, to))
			fail_msg("%s", place->fault.sentence);
		assert_int_equal(stat(to, &about), 0);
		assert_int_equal(about.st_mode & 0777, 0600);
		assert_int_equal(access(text_format(place->arena, "%s.part", to), F_OK), -1);
		assert_int_equal(access(text_format(place->arena, "%s.part-wal", to), F_OK), -1);
		pairs = pairs_of_a_copy(place, to);
		assert_true(pairs >= least && pairs >= before);
		before = pairs;
	}
	atomic_store(&writing.stop, true);
	pthread_join(thread, NULL);
	assert_true(before > 0);
	database_close(database);
}

static void a_copy_never_takes_another_files_place(void **state)
{
	struct place *place = *state;
	struct database *database = opened(place);
	const char *to = text_format(place->arena, "%s/letter", place->folder);
	const char *nowhere = text_format(place->arena, "%s/no/copy.db", place->folder);

	write_file(to, "Dear reader", 1, 0600);
	assert_false(database_backup(database, place->arena, &place->fault, to));
	assert_int_equal(place->fault.kind, FAULT_CONFLICT);
	place->fault = (struct fault){ 0 };
	assert_false(database_backup(database, place->arena, &place->fault, nowhere));
	assert_int_equal(place->fault.kind, FAULT_UNAVAILABLE);
	place->fault = (struct fault){ 0 };
	write_file(text_format(place->arena, "%s/again.part", place->folder), "left by a crash", 1, 0600);
	assert_true(database_backup(database, place->arena, &place->fault,
	                            text_format(place->arena, "%s/again", place->folder)));
	database_close(database);
}

/* A page in the middle of the file overwritten, as by a bad disk. */
static void a_damaged_file_is_found_out(void **state)
{
	struct place *place = *state;
	struct database *database = opened(place);
	const char *to = text_format(place->arena, "%s/copy.db", place->folder);
	char rubbish[8192];
	int file;

	enlarge(place, database);
	assert_true(database_check(database, place->arena, &place->fault));
	database_close(database);
	memset(rubbish, 0x5a, sizeof rubbish);
	file = open(place->path, O_WRONLY | O_CLOEXEC);
	assert_int_equal(pwrite(file, rubbish, sizeof rubbish, 8 * 4096), sizeof rubbish);
	close(file);
	database = database_open(place->arena, &place->fault, place->path, false);
	assert_non_null(database);
	assert_false(database_check(database, place->arena, &place->fault));
	assert_non_null(strstr(place->fault.sentence, "damaged"));
	place->fault = (struct fault){ 0 };
	assert_false(database_backup(database, place->arena, &place->fault, to));
	assert_int_equal(access(to, F_OK), -1);
	assert_int_equal(access(text_format(place->arena, "%s.part", to), F_OK), -1);
	database_close(database);
}

static void postgresql_has_its_own_tools(void **state)
{
	struct place *place = *state;
	struct scratch scratch;

	if (!test_has("postgresql"))
		skip();
	test_database(&scratch, "postgresql");
	assert_string_equal(database_kind(scratch.database), "postgresql");
	assert_true(database_check(scratch.database, place->arena, &place->fault));
	assert_false(database_backup(scratch.database, place->arena, &place->fault, "copy.db"));
	assert_non_null(strstr(place->fault.sentence, "pg_dump"));
	test_database_end(&scratch);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_place, leave_place)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_cannot_be_opened_says_why),         TEST(a_file_that_may_not_be_written_says_so),
		TEST(only_its_owner_may_read_a_new_file),     TEST(a_copy_is_of_one_moment_while_people_write),
		TEST(a_copy_never_takes_another_files_place), TEST(a_damaged_file_is_found_out),
		TEST(postgresql_has_its_own_tools),
	};

	log_silence(getenv("CAIRN_TEST_LOG") == NULL);
	return cmocka_run_group_tests_name("keeping", tests, NULL, NULL);
}
