/* Values go in and come out the same on both databases; what cannot go in says why in plain words. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "db/migrate.h"
#include "support/database.h"

static const struct migration steps[] = {
	{ 1, "things",
	  "CREATE TABLE thing (\n"
	  "	partnership @id NOT NULL, id @id NOT NULL,\n"
	  "	whole @int, part @real, words @text, bytes @blob,\n"
	  "	PRIMARY KEY (partnership, id)\n"
	  ");\n"
	  "CREATE TABLE piece (\n"
	  "	partnership @id NOT NULL, id @id NOT NULL, thing @id NOT NULL, name @text NOT NULL UNIQUE,\n"
	  "	size @int NOT NULL CHECK (size > 0),\n"
	  "	PRIMARY KEY (partnership, id),\n"
	  "	FOREIGN KEY (partnership, thing) REFERENCES thing (partnership, id)\n"
	  ");\n" },
};

static int open_things(void **state)
{
	struct scratch *s;

	test_open(state);
	s = *state;
	if (!database_migrate(s->database, s->arena, &s->work.fault, steps, 1))
		fail_msg("%s", s->work.fault.sentence);
	return 0;
}

static void add(struct work *w, int64_t id, struct value whole, struct value part, struct value words,
                struct value bytes)
{
	assert_int_equal(db_run(w,
	                        "INSERT INTO thing (partnership, id, whole, part, words, bytes)"
	                        " VALUES ($1, $2, $3, $4, $5, $6)",
	                        V(w->partnership), V(id), whole, part, words, bytes),
	                 1);
}

static struct rows *ask(struct work *w, int64_t id)
{
	struct rows *rows = db_ask(w, "SELECT whole, part, words, bytes FROM thing WHERE partnership = $1 AND id = $2",
	                           V(w->partnership), V(id));

	assert_non_null(rows);
	assert_int_equal(rows->len, 1);
	assert_int_equal(rows->columns, 4);
	return rows;
}

static void comes_back(struct work *w, int64_t id, int64_t whole, double part, const char *words, struct blob bytes)
{
	struct rows *rows;

	add(w, id, V(whole), V(part), V(words), V(bytes));
	rows = ask(w, id);
	assert_true(row_int(rows, 0, 0) == whole);
	assert_true(row_real(rows, 0, 1) == part);
	assert_string_equal(row_text(rows, 0, 2), words);
	assert_int_equal(row_blob(rows, 0, 3).len, bytes.len);
	assert_memory_equal(row_blob(rows, 0, 3).at, bytes.at, bytes.len);
	assert_false(row_is_null(rows, 0, 2));
	assert_false(row_is_null(rows, 0, 3));
}

static void every_type_comes_back(void **state)
{
	struct work *w = &((struct scratch *)*state)->work;
	unsigned char all[256];

	for (int i = 0; i < 256; i++)
		all[i] = (unsigned char)i;
	comes_back(w, 1, INT64_MAX, 0.1, "It's \"quoted\" \\ é 日本 \xf0\x9f\xaa\xa8\n%s $1 ?",
	           (struct blob){ all, 256 });
	comes_back(w, 2, INT64_MIN, 1.7976931348623157e308, "", (struct blob){ all, 0 });
	comes_back(w, 3, 0, -5e-324, "'; DROP TABLE thing; --", (struct blob){ all, 1 });
	comes_back(w, 4, -1, 1.0 / 3, "\\x00 \\\\", (struct blob){ all + 92, 1 });
}

static void null_stays_null(void **state)
{
	struct work *w = &((struct scratch *)*state)->work;
	struct rows *rows;

	add(w, 1, V((struct moment){ 0 }), V((double)NAN), V((const char *)NULL), V((struct blob){ 0 }));
	rows = ask(w, 1);
	for (size_t i = 0; i < 4; i++)
		assert_true(row_is_null(rows, 0, i));
	assert_int_equal(row_int(rows, 0, 0), 0);
	assert_string_equal(row_text(rows, 0, 2), "");
	assert_int_equal(row_blob(rows, 0, 3).len, 0);
	add(w, 2, V((struct date){ 20000 }), V(2.5), V("two"), V((struct blob){ 0 }));
	rows = ask(w, 2);
	assert_int_equal(row_date(rows, 0, 0).days, 20000);
	assert_true(row_is_null(rows, 0, 3));
}

/* SQLite numbers names by first appearance: binding by position would swap these. */
static void values_go_by_their_number(void **state)
{
	struct work *w = &((struct scratch *)*state)->work;
	struct rows *rows;

	add(w, 7, V(70), V(0.0), V("seven"), V((struct blob){ 0 }));
	rows = db_ask(w, "SELECT words FROM thing WHERE words = $2 AND id = $1 AND partnership = $3 AND id = $1", V(7),
	              V("seven"), V(w->partnership));
	assert_int_equal(rows->len, 1);
	assert_null(db_ask(w, "SELECT words FROM thing WHERE partnership = $1", V(1), V(2)));
	assert_int_equal(w->fault.kind, FAULT_BROKEN);
}

static void counts_and_claims_are_whole_numbers(void **state)
{
	struct work *w = &((struct scratch *)*state)->work;
	struct rows *rows;

	add(w, 1, V(5), V(1.5), V("a"), V((struct blob){ 0 }));
	add(w, 2, V(6), V(2.5), V("b"), V((struct blob){ 0 }));
	rows = db_ask(
		w,
		"SELECT COUNT(*), SUM(whole), MAX(part), MIN(words), SUM(whole) > 10 FROM thing WHERE partnership = $1",
		V(w->partnership));
	assert_non_null(rows);
	assert_int_equal(row_int(rows, 0, 0), 2);
	assert_int_equal(rows->cells[1].kind, VALUE_INT);
	assert_int_equal(row_int(rows, 0, 1), 11);
	assert_true(row_real(rows, 0, 2) == 2.5);
	assert_string_equal(row_text(rows, 0, 3), "a");
	assert_true(row_flag(rows, 0, 4));
	assert_int_equal(row_int(rows, 9, 9), 0);
	assert_int_equal(row_int(NULL, 0, 0), 0);
}

static void changes_say_how_many_rows(void **state)
{
	struct work *w = &((struct scratch *)*state)->work;

	for (int i = 1; i <= 3; i++)
		add(w, i, V(1), V(0.0), V("x"), V((struct blob){ 0 }));
	assert_int_equal(db_run(w, "UPDATE thing SET whole = $2 WHERE partnership = $1", V(w->partnership), V(2)), 3);
	assert_int_equal(db_run(w, "UPDATE thing SET whole = $2 WHERE partnership = $1 AND whole = $3",
	                        V(w->partnership), V(3), V(1)),
	                 0);
	assert_int_equal(db_run(w, "INSERT INTO thing (partnership, id) VALUES ($1, $2) ON CONFLICT DO NOTHING",
	                        V(w->partnership), V(1)),
	                 0);
	assert_int_equal(db_run(w, "DELETE FROM thing WHERE partnership = $1 AND id = $2", V(w->partnership), V(1)), 1);
}

/* The same statement on two connections, and again after the first has closed. */
static void a_statement_serves_many_connections(void **state)
{
	struct scratch *s = *state;

	add(&s->work, 1, V(1), V(0.0), V("one"), V((struct blob){ 0 }));
	for (int round = 0; round < 3; round++) {
		struct work one = test_work(s, CONNECTION_READS), other = test_work(s, CONNECTION_READS);

		assert_string_equal(row_text(ask(&one, 1), 0, 2), "one");
		assert_string_equal(row_text(ask(&other, 1), 0, 2), "one");
		assert_string_equal(row_text(ask(&one, 1), 0, 2), "one");
		test_work_end(&one);
		assert_string_equal(row_text(ask(&other, 1), 0, 2), "one");
		test_work_end(&other);
	}
}

static void refused(struct work *w, enum fault_kind kind, int64_t result)
{
	assert_int_equal(result, -1);
	assert_int_equal(w->fault.kind, kind);
	assert_null(strstr(w->fault.sentence, "piece"));
	assert_null(strstr(w->fault.sentence, "UNIQUE"));
	w->fault = (struct fault){ 0 };
}

#define PIECE "INSERT INTO piece (partnership, id, thing, name, size) VALUES ($1, $2, $3, $4, $5)"

static void what_does_not_fit_is_told_plainly(void **state)
{
	struct work *w = &((struct scratch *)*state)->work;

	add(w, 1, V(1), V(0.0), V("one"), V((struct blob){ 0 }));
	assert_int_equal(db_run(w, PIECE, V(1), V(1), V(1), V("a"), V(3)), 1);
	refused(w, FAULT_CONFLICT, db_run(w, PIECE, V(1), V(1), V(1), V("b"), V(3)));
	refused(w, FAULT_CONFLICT, db_run(w, PIECE, V(1), V(2), V(1), V("a"), V(3)));
	refused(w, FAULT_BAD_INPUT, db_run(w, PIECE, V(1), V(2), V(99), V("b"), V(3)));
	refused(w, FAULT_BAD_INPUT, db_run(w, PIECE, V(2), V(2), V(1), V("b"), V(3)));
	refused(w, FAULT_BAD_INPUT, db_run(w, PIECE, V(1), V(2), V(1), V((const char *)NULL), V(3)));
	refused(w, FAULT_BAD_INPUT, db_run(w, PIECE, V(1), V(2), V(1), V("b"), V(0)));
	refused(w, FAULT_BAD_INPUT, db_run(w, "DELETE FROM thing WHERE partnership = $1 AND id = $2", V(1), V(1)));
	refused(w, FAULT_BROKEN, db_run(w, "INSERT INTO nothing (id) VALUES ($1)", V(1)));
	refused(w, FAULT_BROKEN,
	        db_run(w, "INSERT INTO thing (partnership, id, words) VALUES ($1, $2, \"nope\")", V(1), V(5)));
}

static void a_reading_connection_only_reads(void **state)
{
	struct scratch *s = *state;
	struct work reader = test_work(s, CONNECTION_READS);

	refused(&reader, FAULT_BROKEN, db_run(&reader, "DELETE FROM thing WHERE partnership = $1", V(1)));
	test_work_end(&reader);
}

static void like_minds_case(void **state)
{
	struct work *w = &((struct scratch *)*state)->work;

	add(w, 1, V(1), V(0.0), V("Stone"), V((struct blob){ 0 }));
	assert_int_equal(db_ask(w, "SELECT id FROM thing WHERE partnership = $1 AND words LIKE 's%'", V(1))->len, 0);
	assert_int_equal(db_ask(w, "SELECT id FROM thing WHERE partnership = $1 AND words LIKE 'S%'", V(1))->len, 1);
}

static void many_rows_come_whole(void **state)
{
	struct work *w = &((struct scratch *)*state)->work;
	struct rows *rows;

	assert_int_equal(
		db_run(w,
	               "INSERT INTO thing (partnership, id, words) WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT"
	               " i + 1 FROM n WHERE i < 5000) SELECT $1, i, 'w' || i FROM n",
	               V(w->partnership)),
		5000);
	rows = db_ask(w, "SELECT id, words FROM thing WHERE partnership = $1 ORDER BY id", V(w->partnership));
	assert_int_equal(rows->len, 5000);
	for (size_t i = 0; i < 5000; i++) {
		char words[16];

		snprintf(words, sizeof words, "w%zu", i + 1);
		assert_string_equal(row_text(rows, i, 1), words);
	}
}

#define THING_FIELDS(F, S)                                                                         \
	F(S, INT, id, .label = "Number")                                                           \
	F(S, TEXT, words, .label = "Words")                                                        \
	F(S, FLAG, flag, .label = "Flag")                                                          \
	F(S, DATE, day, .label = "Day")                                                            \
	F(S, MOMENT, at, .label = "At")
RECORD(thing_record_test, THING_FIELDS);
RECORD_TYPE(thing_record_test, THING_FIELDS);

static struct rows *ask_records(struct work *w)
{
	return db_ask(w, "SELECT id, words, 1, 20000, 1234567890123, 4 FROM thing WHERE partnership = $1 ORDER BY id",
	              V(w->partnership));
}

static void records_are_read(void **state)
{
	struct work *w = &((struct scratch *)*state)->work;
	LIST(struct thing_record_test) all = { 0 };
	const struct thing_record_test *one;

	assert_null(rows_one(w, ask_records(w), &thing_record_test_record, FAULT_NOT_FOUND, "None."));
	assert_int_equal(w->fault.kind, FAULT_NOT_FOUND);
	assert_string_equal(w->fault.sentence, "None.");
	add(w, 1, V(1), V(0.0), V("one"), V((struct blob){ 0 }));
	add(w, 2, V(1), V(0.0), V((const char *)NULL), V((struct blob){ 0 }));
	one = rows_one(w, ask_records(w), &thing_record_test_record, FAULT_NOT_FOUND, "None.");
	assert_non_null(one);
	assert_string_equal(one->words, "one");
	assert_true(one->flag);
	assert_int_equal(one->day.days, 20000);
	assert_true(one->at.ms == 1234567890123);
	assert_int_equal(one->version, 4);
	assert_true(ROWS_ALL(w, ask_records(w), &thing_record_test_record, &all));
	assert_int_equal(all.len, 2);
	assert_int_equal(all.at[1].id, 2);
	assert_string_equal(all.at[1].words, "");
	assert_false(ROWS_ALL(w, NULL, &thing_record_test_record, &all));
}

static void every_statement_is_in_the_table(void **state)
{
	size_t count = 0, seen = 0;
	const struct statement *all = db_statements(&count);

	(void)state;
	assert_true(count > 20);
	for (size_t i = 0; i < count; i++) {
		assert_non_null(all[i].sql);
		assert_true(all[i].line > 0);
		seen += strstr(all[i].sql, "INSERT INTO nothing") != NULL;
	}
	assert_int_equal(seen, 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_things, test_close)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(every_type_comes_back),
		TEST(null_stays_null),
		TEST(values_go_by_their_number),
		TEST(counts_and_claims_are_whole_numbers),
		TEST(changes_say_how_many_rows),
		TEST(a_statement_serves_many_connections),
		TEST(what_does_not_fit_is_told_plainly),
		TEST(a_reading_connection_only_reads),
		TEST(like_minds_case),
		TEST(many_rows_come_whole),
		TEST(records_are_read),
		TEST(every_statement_is_in_the_table),
	};

	return test_on_both("values", tests);
}
