/* Whole tables go out in one order and come in whole or not at all, with the very row that was refused; the same on both databases. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
/* cmocka wants the three above it before itself */
#include <cmocka.h>

#include "db/migrate.h"
#include "db/table.h"
#include "support/database.h"

static const struct migration steps[] = {
	{ 1, "things",
	  "CREATE TABLE thing (\n"
	  "	partnership @id NOT NULL, key @text NOT NULL, whole @int, part @real, bytes @blob,\n"
	  "	PRIMARY KEY (partnership, key)\n"
	  ");\n"
	  "CREATE TABLE piece (\n"
	  "	partnership @id NOT NULL, id @id NOT NULL, thing @text NOT NULL,\n"
	  "	PRIMARY KEY (partnership, id),\n"
	  "	FOREIGN KEY (partnership, thing) REFERENCES thing (partnership, key)\n"
	  ");\n" },
};

static const struct table things = {
	.name = "thing",
	.owner = "partnership",
	.columns = (const struct table_column[]){ { "key", VALUE_TEXT },
	                                          { "whole", VALUE_INT },
	                                          { "part", VALUE_REAL },
	                                          { "bytes", VALUE_BLOB } },
	.count = 4,
	.order = (const char *const[]){ "key", NULL },
};

static const struct table pieces = {
	.name = "piece",
	.owner = "partnership",
	.columns = (const struct table_column[]){ { "id", VALUE_INT }, { "thing", VALUE_TEXT } },
	.count = 2,
	.order = (const char *const[]){ "id", NULL },
	.only = "id > 2",
};

/* So many rows are more than any driver sends or fetches at once. */
#define MANY 1203

struct giving {
	struct work *work;
	const struct table *table;
	int64_t given, most, bad; /* the number of a row that does not fit, or 0 */
	char key[40];
	int64_t refused;
	bool stops; /* in place of giving the bad one */
};

static enum table_next give_thing(void *context, struct value *values)
{
	static const char *const words[] = { "b", "a", "\xc3\xa9", "B", "_", "10", "9" };
	struct giving *giving = context;

	if (giving->given == giving->most)
		return TABLE_END;
	giving->given++;
	if (giving->stops && giving->given == giving->bad) {
		fault(giving->work, FAULT_BAD_INPUT, "No more.");
		return TABLE_STOP;
	}
	snprintf(giving->key, sizeof giving->key, "%s %lld", words[giving->given % 7],
	         (long long)(giving->given == giving->bad ? giving->given - 7 : giving->given));
	values[0] = V((const char *)giving->key);
	values[1] = giving->given % 3 == 0 ? (struct value){ .kind = VALUE_INT, .is_null = true } : V(giving->given);
	values[2] = V((double)giving->given / 4);
	values[3] = V(((struct blob){ (const unsigned char *)giving->key, 3 }));
	return TABLE_ROW;
}

static enum table_next give_piece(void *context, struct value *values)
{
	struct giving *giving = context;

	if (giving->given == giving->most)
		return TABLE_END;
	giving->given++;
	snprintf(giving->key, sizeof giving->key, giving->given == giving->bad ? "nowhere" : "a 1");
	values[0] = V(giving->given);
	values[1] = V((const char *)giving->key);
	return TABLE_ROW;
}

static enum outcome fill(struct work *w, void *plan)
{
	struct giving *giving = plan;
	bool is_filled = db_table_load(w, giving->table, giving->table == &things ? give_thing : give_piece, giving,
	                               &giving->refused);

	return is_filled ? CHANGED : REFUSED;
}

static enum outcome fill_now(struct scratch *s, struct giving *giving)
{
	giving->work = &s->work;
	s->work.fault = (struct fault){ 0 };
	return db_change_long(&s->work, fill, giving);
}

static int open_things(void **state)
{
	struct scratch *s;

	test_open(state);
	s = *state;
	if (!database_migrate(s->database, s->arena, &s->work.fault, steps, 1))
		fail_msg("%s", s->work.fault.sentence);
	return 0;
}

struct seeing {
	int64_t rows, most, whole, nulls;
	double part;
	char last[40];
};

static bool see_thing(void *context, const struct rows *row)
{
	struct seeing *seeing = context;

	assert_int_equal(row->len, 1);
	assert_int_equal(row->columns, 4);
	assert_true(strcmp(row_text(row, 0, 0), seeing->last) > 0);
	snprintf(seeing->last, sizeof seeing->last, "%s", row_text(row, 0, 0));
	assert_int_equal(row_blob(row, 0, 3).len, 3);
	assert_memory_equal(row_blob(row, 0, 3).at, seeing->last, 3);
	seeing->nulls += row_is_null(row, 0, 1);
	seeing->whole += row_int(row, 0, 1);
	seeing->part += row_real(row, 0, 2);
	return ++seeing->rows != seeing->most;
}

static bool see_piece(void *context, const struct rows *row)
{
	struct seeing *seeing = context;

	seeing->rows++;
	seeing->whole += row_int(row, 0, 0);
	return true;
}

static struct seeing seen(struct scratch *s, const struct table *table, int64_t most, bool is_read)
{
	struct seeing seeing = { .most = most };

	assert_true(db_snapshot_begin(&s->work));
	assert_int_equal(db_table_each(&s->work, table, table == &things ? see_thing : see_piece, &seeing), is_read);
	db_snapshot_end(&s->work);
	return seeing;
}

/* ------------------------------------------------------------------ tests */

static void a_table_goes_in_and_comes_out_sorted_by_bytes(void **state)
{
	struct giving giving = { .table = &things, .most = MANY };
	struct seeing seeing;

	assert_int_equal(fill_now(*state, &giving), CHANGED);
	test_execute(*state, "INSERT INTO thing (partnership, key, whole) VALUES (2, 'a 0', 1000000)");
	seeing = seen(*state, &things, 0, true);
	assert_int_equal(seeing.rows, MANY);
	assert_int_equal(seeing.nulls, MANY / 3);
	assert_int_equal(seeing.whole, MANY * (MANY + 1) / 2 - 3 * (MANY / 3) * (MANY / 3 + 1) / 2);
	assert_true(seeing.part == MANY * (MANY + 1) / 2 / 4.0);
	assert_string_equal(seeing.last, "\xc3\xa9 996");
}

static void only_the_rows_that_are_wanted_come_out(void **state)
{
	struct giving giving = { .table = &things, .most = 7 };
	struct seeing seeing;

	assert_int_equal(fill_now(*state, &giving), CHANGED);
	giving = (struct giving){ .table = &pieces, .most = 4 };
	assert_int_equal(fill_now(*state, &giving), CHANGED);
	seeing = seen(*state, &pieces, 0, true);
	assert_int_equal(seeing.rows, 2);
	assert_int_equal(seeing.whole, 3 + 4);
}

static void whoever_has_seen_enough_sees_no_more(void **state)
{
	struct giving giving = { .table = &things, .most = MANY };

	assert_int_equal(fill_now(*state, &giving), CHANGED);
	assert_int_equal(seen(*state, &things, 5, false).rows, 5);
	assert_int_equal(seen(*state, &things, 0, true).rows, MANY); /* and the connection is as good as before */
}

/* The refused row is told, none stays, and the next change works on the same connection. */
static void expect_refused(struct scratch *s, struct giving giving, int64_t row, enum fault_kind kind)
{
	const struct table *table = giving.table;
	int64_t before = seen(s, table, 0, true).rows;

	assert_int_equal(fill_now(s, &giving), REFUSED);
	assert_int_equal(s->work.fault.kind, kind);
	assert_int_equal(giving.refused, row);
	assert_int_equal(seen(s, table, 0, true).rows, before);
}

static void a_row_that_is_refused_is_told_and_nothing_stays(void **state)
{
	static const int64_t bad[] = { 8, 499, 500, 501, 1000, MANY };
	struct giving giving = { .table = &things, .most = 1 };

	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		expect_refused(*state, (struct giving){ .table = &things, .most = MANY, .bad = bad[i] }, bad[i],
		               FAULT_CONFLICT);
	assert_int_equal(fill_now(*state, &giving), CHANGED);
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		expect_refused(*state, (struct giving){ .table = &pieces, .most = MANY, .bad = bad[i] }, bad[i],
		               FAULT_BAD_INPUT);
	giving = (struct giving){ .table = &pieces, .most = MANY };
	assert_int_equal(fill_now(*state, &giving), CHANGED);
}

static void a_source_that_gives_up_leaves_nothing(void **state)
{
	expect_refused(*state, (struct giving){ .table = &things, .most = MANY, .bad = 700, .stops = true }, 0,
	               FAULT_BAD_INPUT);
	assert_string_equal(((struct scratch *)*state)->work.fault.sentence, "No more.");
}

static void whole_tables_are_for_snapshots_and_changes(void **state)
{
	struct scratch *s = *state;
	struct giving giving = { .table = &things, .most = 1 };
	struct seeing seeing = { 0 };

	assert_false(db_table_each(&s->work, &things, see_thing, &seeing));
	assert_int_equal(s->work.fault.kind, FAULT_BROKEN);
	assert_false(db_table_load(&s->work, &things, give_thing, &giving, &giving.refused));
	assert_int_equal(giving.given, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_things, test_close)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_table_goes_in_and_comes_out_sorted_by_bytes),
		TEST(only_the_rows_that_are_wanted_come_out),
		TEST(whoever_has_seen_enough_sees_no_more),
		TEST(a_row_that_is_refused_is_told_and_nothing_stays),
		TEST(a_source_that_gives_up_leaves_nothing),
		TEST(whole_tables_are_for_snapshots_and_changes),
	};

	return test_on_both("table", tests);
}
