/* The schema goes forward step by step, or not at all. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "db/migrate.h"
#include "db/migrate_text.h"
#include "support/database.h"

static const struct migration steps[] = {
	{ 1, "places", "CREATE TABLE place (id @id PRIMARY KEY, name @text NOT NULL);\n" },
	{ 2, "paths",
	  "-- A path joins two places; a semicolon at the end of a comment;\n"
	  "CREATE TABLE path (\n"
	  "	id @id PRIMARY KEY, -- its number;\n"
	  "	start @id NOT NULL REFERENCES place (id), length @real, picture @blob, walked @int,\n"
	  "	note @text DEFAULT 'mail me @home; -- or not'\n"
	  ");\n"
	  "INSERT INTO place (id, name) VALUES (1, 'here'); -- a row\n"
	  "-- sqlite: it has no schemas\n"
	  "INSERT INTO place (id, name) VALUES (2, 'sqlite');\n"
	  "-- postgresql: the other one\n"
	  "INSERT INTO place (id, name) VALUES (2, 'postgresql');\n" },
};

static bool migrate(struct scratch *s, const struct migration *these, size_t count)
{
	s->work.fault = (struct fault){ 0 };
	return database_migrate(s->database, s->arena, &s->work.fault, these, count);
}

static bool is_current(struct scratch *s, const struct migration *these, size_t count)
{
	s->work.fault = (struct fault){ 0 };
	return database_is_current(s->database, s->arena, &s->work.fault, these, count);
}

static void says(struct scratch *s, enum fault_kind kind, const char *part)
{
	assert_int_equal(s->work.fault.kind, kind);
	if (strstr(s->work.fault.sentence, part) == NULL)
		fail_msg("\"%s\" does not say \"%s\"", s->work.fault.sentence, part);
	s->work.fault = (struct fault){ 0 };
}

static void steps_run_once(void **state)
{
	struct scratch *s = *state;
	struct rows *rows;

	assert_false(is_current(s, steps, 2));
	says(s, FAULT_UNAVAILABLE, "cairn init");
	assert_true(migrate(s, steps, 1));
	assert_true(is_current(s, steps, 1));
	assert_false(is_current(s, steps, 2));
	says(s, FAULT_UNAVAILABLE, "cairn init");
	assert_true(migrate(s, steps, 2));
	assert_true(migrate(s, steps, 2));
	assert_true(is_current(s, steps, 2));
	rows = db_ask(&s->work, "SELECT name FROM place ORDER BY id", NO_VALUES);
	assert_int_equal(rows->len, 2);
	assert_string_equal(row_text(rows, 1, 0), test_kind());
	rows = db_ask(&s->work, "SELECT number, name, digest, ran_at FROM schema_step ORDER BY number", NO_VALUES);
	assert_int_equal(rows->len, 2);
	assert_string_equal(row_text(rows, 1, 1), "paths");
	assert_int_equal(strlen(row_text(rows, 1, 2)), 64);
	assert_true(row_moment(rows, 1, 3).ms > 0);
}

static void a_text_is_kept_as_it_was_written(void **state)
{
	struct scratch *s = *state;
	struct rows *rows;

	assert_true(migrate(s, steps, 2));
	assert_int_equal(db_run(&s->work, "INSERT INTO path (id, start) VALUES ($1, $2)", V(1), V(1)), 1);
	rows = db_ask(&s->work, "SELECT note FROM path WHERE id = $1", V(1));
	assert_string_equal(row_text(rows, 0, 0), "mail me @home; -- or not");
}

static void a_whole_number_takes_no_text(void **state)
{
	struct scratch *s = *state;

	assert_true(migrate(s, steps, 2));
	assert_int_equal(db_run(&s->work, "INSERT INTO path (id, start, walked) VALUES ($1, $2, 'often')", V(1), V(1)),
	                 -1);
}

static void an_altered_step_is_noticed(void **state)
{
	struct scratch *s = *state;
	struct migration altered[] = { steps[0], steps[1] };

	assert_true(migrate(s, steps, 1));
	altered[0].sql = "CREATE TABLE place (id @id PRIMARY KEY, name @text);\n";
	assert_false(migrate(s, altered, 2));
	says(s, FAULT_BROKEN, "altered");
	assert_false(is_current(s, altered, 2));
	says(s, FAULT_BROKEN, "altered");
	assert_true(is_current(s, steps, 1));
}

static void a_newer_database_is_left_alone(void **state)
{
	struct scratch *s = *state;

	assert_true(migrate(s, steps, 2));
	assert_false(migrate(s, steps, 1));
	says(s, FAULT_UNAVAILABLE, "newer");
	assert_false(is_current(s, steps, 1));
	says(s, FAULT_UNAVAILABLE, "newer");
}

static void a_broken_step_leaves_nothing(void **state)
{
	static const struct migration broken[] = {
		{ 1, "places", "CREATE TABLE place (id @id PRIMARY KEY, name @text NOT NULL);\n" },
		{ 2, "broken", "CREATE TABLE path (id @id PRIMARY KEY);\nCREATE TABLE path (id @id PRIMARY KEY);\n" },
		{ 3, "never", "CREATE TABLE never (id @id PRIMARY KEY);\n" },
	};
	struct scratch *s = *state;

	assert_false(migrate(s, broken, 3));
	says(s, FAULT_BROKEN, "Step 2");
	assert_true(is_current(s, broken, 1));
	assert_null(db_ask(&s->work, "SELECT id FROM path", NO_VALUES));
	assert_null(db_ask(&s->work, "SELECT id FROM never", NO_VALUES));
	s->work.fault = (struct fault){ 0 };
	assert_true(migrate(s, steps, 2));
	assert_true(is_current(s, steps, 2));
}

static void a_forgotten_word_is_noticed(void **state)
{
	static const struct migration wrong[] = { { 1, "wrong", "CREATE TABLE place (id @number PRIMARY KEY);\n" } };
	struct scratch *s = *state;

	assert_false(migrate(s, wrong, 1));
	says(s, FAULT_BROKEN, "@number");
}

/* A table made anew, as SQLite's ALTER TABLE would have it, while another points at it. */
static void a_table_may_be_made_anew(void **state)
{
	const struct migration anew[] = {
		steps[0],
		steps[1],
		{ 3, "anew",
		  "-- sqlite: foreign keys are off while this runs\n"
		  "CREATE TABLE other (id @id PRIMARY KEY, name @text NOT NULL, height @int);\n"
		  "-- sqlite:\n"
		  "INSERT INTO other (id, name) SELECT id, name FROM place;\n"
		  "-- sqlite:\n"
		  "DROP TABLE place;\n"
		  "-- sqlite:\n"
		  "ALTER TABLE other RENAME TO place;\n"
		  "-- postgresql:\n"
		  "ALTER TABLE place ADD COLUMN height @int;\n" },
		{ 4, "lost", "DELETE FROM place WHERE id = 1;\n" },
	};
	struct scratch *s = *state;

	assert_true(migrate(s, anew, 2));
	assert_int_equal(db_run(&s->work, "INSERT INTO path (id, start) VALUES ($1, $2)", V(1), V(1)), 1);
	assert_true(migrate(s, anew, 3));
	assert_int_equal(db_ask(&s->work, "SELECT height FROM place", NO_VALUES)->len, 2);
	assert_false(migrate(s, anew, 4)); /* the path would begin nowhere */
	assert_true(is_current(s, anew, 3));
	assert_int_equal(db_run(&s->work, "DELETE FROM place WHERE id = $1", V(1)), -1);
}

static void text_is(const char *sql, const char *kind, const char *expected)
{
	struct arena *arena = arena_new();
	struct fault fault = { 0 };
	const char *text = migration_text(arena, &fault, sql, kind);

	if (expected == NULL)
		assert_null(text);
	else
		assert_string_equal(text, expected);
	arena_free(arena);
}

static void texts_are_made_for_one_database(void **state)
{
	(void)state;
	text_is("CREATE TABLE a (b @int);\ncreate table c (d @real);", "sqlite",
	        "CREATE TABLE a (b INTEGER) STRICT;\ncreate table c (d REAL) STRICT;\n");
	text_is("CREATE TABLE a (b @int, c @real, d @blob, e @text, f @id);\n", "postgresql",
	        "CREATE TABLE a (b BIGINT, c DOUBLE PRECISION, d BYTEA, e TEXT, f BIGINT);\n");
	text_is("CREATE TABLE a (b @int PRIMARY KEY) WITHOUT ROWID;\n", "sqlite",
	        "CREATE TABLE a (b INTEGER PRIMARY KEY) WITHOUT ROWID, STRICT;\n");
	text_is("CREATE TABLE a (b @int PRIMARY KEY) WITHOUT ROWID;\n", "postgresql",
	        "CREATE TABLE a (b BIGINT PRIMARY KEY);\n");
	text_is("CREATE VIRTUAL TABLE a USING fts5(b);\n", "sqlite", "CREATE VIRTUAL TABLE a USING fts5(b);\n");
	text_is("-- sqlite: yes\nSELECT 1;\n-- postgresql: no\nSELECT 2;\nSELECT 3;\n", "sqlite",
	        "SELECT 1;\nSELECT 3;\n");
	text_is("-- sqlite: yes\nSELECT 1;\n-- postgresql: no\nSELECT 2;\nSELECT 3;\n", "postgresql",
	        "SELECT 2;\nSELECT 3;\n");
	text_is("CREATE TRIGGER a AFTER INSERT ON b BEGIN\n  DELETE FROM c;\n  DELETE FROM d;\nEND;\nSELECT 1;\n",
	        "sqlite",
	        "CREATE TRIGGER a AFTER INSERT ON b BEGIN\n  DELETE FROM c;\n  DELETE FROM d;\nEND;\nSELECT 1;\n");
	text_is("CREATE FUNCTION f() AS $$\n  SELECT 1;\n@x $$ LANGUAGE sql;\n", "postgresql",
	        "CREATE FUNCTION f() AS $$\n  SELECT 1;\n@x $$ LANGUAGE sql;\n");
	text_is("SELECT 'it''s; @int';\n", "sqlite", "SELECT 'it''s; @int';\n");
	text_is("", "sqlite", "");
	text_is("-- only a comment", "sqlite", "");
	text_is("SELECT 1", "sqlite", NULL);
	text_is("SELECT 'never ends;\n", "sqlite", NULL);
	text_is("SELECT @integer;\n", "sqlite", NULL);
	text_is("SELECT @Int;\n", "postgresql", NULL);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, test_open, test_close)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(steps_run_once),
		TEST(a_text_is_kept_as_it_was_written),
		TEST(a_whole_number_takes_no_text),
		TEST(an_altered_step_is_noticed),
		TEST(a_newer_database_is_left_alone),
		TEST(a_broken_step_leaves_nothing),
		TEST(a_forgotten_word_is_noticed),
		TEST(a_table_may_be_made_anew),
		cmocka_unit_test(texts_are_made_for_one_database),
	};

	return test_on_both("migrations", tests);
}
