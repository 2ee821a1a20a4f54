/* Putting a copy back: what was there is never lost, and nothing is moved from under a running Cairn. */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/log.h"
#include "main/commands.h"
#include "support/database.h"

struct place {
	struct arena *arena;
	struct work work;
	const char *folder, *path, *copy;
};

static const char *beside(struct place *place, const char *name)
{
	return text_format(place->arena, "%s/%s", place->folder, name);
}

/* As main() does it: what a command holds ends with it. */
static bool run(struct place *place, bool (*command)(struct work *work, int count, char **words), const char *word,
                const char *flag)
{
	struct arena *own = arena_new();
	bool done;
	char *words[] = { text_copy(place->arena, word), text_copy(place->arena, "--database"),
		          text_copy(place->arena, place->path), text_copy(place->arena, flag) };

	place->work = (struct work){ .arena = own, .now = time_now() };
	done = command(&place->work, *flag == '\0' ? 3 : 4, words);
	if (!done)
		place->work.fault.sentence = text_copy(place->arena, place->work.fault.sentence);
	arena_free(own);
	return done;
}

static void must(const struct place *place, bool done)
{
	if (!done)
		fail_msg("%s", place->work.fault.sentence);
}

static void must_not(const struct place *place, bool done, enum fault_kind kind, const char *part)
{
	assert_false(done);
	assert_int_equal(place->work.fault.kind, kind);
	if (strstr(place->work.fault.sentence, part) == NULL)
		fail_msg("\"%s\" does not say \"%s\"", place->work.fault.sentence, part);
}

static struct database *opened(struct place *place, const char *path)
{
	struct fault fault = { 0 };
	struct database *database = database_open(place->arena, &fault, path, false);

	if (database == NULL)
		fail_msg("%s: %s", path, fault.sentence);
	return database;
}

static enum outcome write_title(struct work *w, void *title)
{
	int64_t touched = db_run(w,
	                         "INSERT INTO partnership (id, name, created_at) VALUES ($1, $2, $3)"
	                         " ON CONFLICT (id) DO UPDATE SET name = $2",
	                         V(1), V((const char *)title), V(1));

	return touched == 1 ? CHANGED : REFUSED;
}

/* Says in the database at a path what it is to be known by. */
static void call_it(struct place *place, const char *path, const char *title)
{
	struct database *database = opened(place, path);
	struct work w = { .arena = place->arena, .partnership = 1 };

	w.db = connection_open(database, place->arena, &w.fault, CONNECTION_CHANGES);
	assert_non_null(w.db);
	if (db_change_now(&w, write_title, text_copy(place->arena, title)) != CHANGED)
		fail_msg("%s", w.fault.sentence);
	connection_close(w.db);
	database_close(database);
}

static void is_called(struct place *place, const char *path, const char *title)
{
	struct database *database = opened(place, path);
	struct work w = { .arena = place->arena, .partnership = 1 };
	struct rows *rows;

	w.db = connection_open(database, place->arena, &w.fault, CONNECTION_READS);
	assert_non_null(w.db);
	rows = db_ask(&w, "SELECT name FROM partnership WHERE id = $1", V(1));
	assert_non_null(rows);
	assert_string_equal(row_text(rows, 0, 0), title);
	connection_close(w.db);
	database_close(database);
}

/* A database called "present" and a copy of it from when it was called "monday". */
static int begin(void **state)
{
	struct arena *arena = arena_new();
	struct place *place = NEW(arena, struct place);

	log_silence(true);
	place->arena = arena;
	place->folder = test_folder(arena);
	place->path = beside(place, "cairn.db");
	place->copy = beside(place, "monday.db");
	must(place, run(place, run_init, "", ""));
	call_it(place, place->path, "monday");
	must(place, run(place, run_backup, place->copy, ""));
	call_it(place, place->path, "present");
	*state = place;
	return 0;
}

static int end(void **state)
{
	struct place *place = *state;

	test_folder_end(place->folder);
	arena_free(place->arena);
	return 0;
}

static void write_file(const char *path, const char *text)
{
	int file = open(path, O_CREAT | O_WRONLY | O_TRUNC | O_CLOEXEC, 0600);

	assert_true(file >= 0);
	assert_int_equal(write(file, text, strlen(text)), strlen(text));
	close(file);
}

static void copy_file(const char *from, const char *to)
{
	char block[4096];
	int in = open(from, O_RDONLY | O_CLOEXEC), out = open(to, O_CREAT | O_WRONLY | O_TRUNC | O_CLOEXEC, 0600);
	ssize_t got;

	assert_true(in >= 0 && out >= 0);
	while ((got = read(in, block, sizeof block)) > 0)
		assert_int_equal(write(out, block, (size_t)got), got);
	close(in);
	close(out);
}

static void a_copy_is_put_back(void **state)
{
	struct place *place = *state;

	assert_int_equal(unlink(place->path), 0);
	must(place, run(place, run_restore, place->copy, ""));
	is_called(place, place->path, "monday");
	is_called(place, place->copy, "monday");
	assert_int_not_equal(access(beside(place, "cairn.db.replaced"), F_OK), 0);
}

static void what_is_there_is_left_alone(void **state)
{
	struct place *place = *state;

	must_not(place, run(place, run_restore, place->copy, ""), FAULT_CONFLICT, "add --replace");
	is_called(place, place->path, "present");
	assert_int_not_equal(access(beside(place, "cairn.db.replaced"), F_OK), 0);
}

/* Each time what was there goes under a name of its own. */
static void nothing_kept_is_written_over(void **state)
{
	struct place *place = *state;

	must(place, run(place, run_restore, place->copy, "--replace"));
	is_called(place, place->path, "monday");
	call_it(place, place->path, "tuesday");
	must(place, run(place, run_restore, place->copy, "--replace"));
	call_it(place, place->path, "wednesday");
	must(place, run(place, run_restore, place->copy, "--replace"));
	is_called(place, place->path, "monday");
	is_called(place, beside(place, "cairn.db.replaced"), "present");
	is_called(place, beside(place, "cairn.db.replaced-2"), "tuesday");
	is_called(place, beside(place, "cairn.db.replaced-3"), "wednesday");
}

/* A program that was killed left its last changes in the log: they go with their file. */
static void the_log_goes_with_its_file(void **state)
{
	struct place *place = *state;
	const char *source = beside(place, "source.db");
	struct work w = { .arena = place->arena, .partnership = 1 };
	struct database *database;

	must(place, run(place, run_backup, source, ""));
	database = opened(place, source);
	w.db = connection_open(database, place->arena, &w.fault, CONNECTION_CHANGES);
	assert_int_equal(db_change_now(&w, write_title, text_copy(place->arena, "last moment")), CHANGED);
	copy_file(source, place->path);
	copy_file(beside(place, "source.db-wal"), beside(place, "cairn.db-wal"));
	connection_close(w.db);
	database_close(database);
	must(place, run(place, run_restore, place->copy, "--replace"));
	is_called(place, place->path, "monday");
	is_called(place, beside(place, "cairn.db.replaced"), "last moment");
}

static void a_database_in_use_is_not_moved(void **state)
{
	struct place *place = *state;
	struct database *database = opened(place, place->path);
	struct fault fault = { 0 };
	struct connection *idle = connection_open(database, place->arena, &fault, CONNECTION_READS);

	assert_non_null(idle);
	must_not(place, run(place, run_restore, place->copy, "--replace"), FAULT_CONFLICT, "Stop Cairn first");
	assert_int_not_equal(access(beside(place, "cairn.db.replaced"), F_OK), 0);
	connection_close(idle);
	database_close(database);
	is_called(place, place->path, "present");
	must(place, run(place, run_restore, place->copy, "--replace"));
	is_called(place, place->path, "monday");
}

static void a_damaged_copy_is_refused(void **state)
{
	struct place *place = *state;
	const char *text = beside(place, "letter.txt");

	write_file(text, "This is no database at all, but a letter of more than a few words.\n");
	must_not(place, run(place, run_restore, text, "--replace"), FAULT_BAD_INPUT, "not a database");
	must_not(place, run(place, run_restore, beside(place, "nowhere.db"), "--replace"), FAULT_NOT_FOUND,
	         "There is no database");
	is_called(place, place->path, "present");
	assert_int_not_equal(access(beside(place, "cairn.db.replaced"), F_OK), 0);
}

/* This is what a copy is for. */
static void a_damaged_database_is_replaced(void **state)
{
	struct place *place = *state;

	write_file(place->path, "Something has gone badly wrong with this file, and it was a good one yesterday.\n");
	must(place, run(place, run_restore, place->copy, "--replace"));
	is_called(place, place->path, "monday");
	assert_int_equal(access(beside(place, "cairn.db.replaced"), F_OK), 0);
}

static void postgresql_has_its_own_tool(void **state)
{
	struct place *place = *state;

	place->path = "postgresql://127.0.0.1/cairn";
	must_not(place, run(place, run_restore, place->copy, "--replace"), FAULT_BAD_INPUT, "pg_restore");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_copy_is_put_back, begin, end),
		cmocka_unit_test_setup_teardown(what_is_there_is_left_alone, begin, end),
		cmocka_unit_test_setup_teardown(nothing_kept_is_written_over, begin, end),
		cmocka_unit_test_setup_teardown(the_log_goes_with_its_file, begin, end),
		cmocka_unit_test_setup_teardown(a_database_in_use_is_not_moved, begin, end),
		cmocka_unit_test_setup_teardown(a_damaged_copy_is_refused, begin, end),
		cmocka_unit_test_setup_teardown(a_damaged_database_is_replaced, begin, end),
		cmocka_unit_test_setup_teardown(postgresql_has_its_own_tool, begin, end),
	};

	return cmocka_run_group_tests_name("restore", tests, NULL, NULL);
}
