/* Files as the database keeps them: in and out the same at every size, never another partnership's, never damaged. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
/* cmocka wants the three above it before itself */
#include <cmocka.h>

#include <unistd.h>

#include "base/random.h"
#include "store/file_stream.h"
#include "store/migrations.h"
#include "support/database.h"

static struct work *begin(void **state)
{
	struct scratch *scratch = *state;
	struct work *w = &scratch->work;
	size_t count = 0;
	struct migration *steps = store_migrations(w->arena, &count);

	random_start();
	if (!database_migrate(scratch->database, w->arena, &w->fault, steps, count))
		fail_msg("%s", w->fault.sentence);
	test_execute(scratch, "INSERT INTO partnership (id, name, created_at) VALUES (1, 'Ours', 0), (2, 'Theirs', 0)");
	w->now = date_start(date_of(2026, 11, 30));
	w->partnership = 1;
	return w;
}

struct keeping {
	const char *name;
	struct blob content;
	int64_t id;
};

static enum outcome keep(struct work *w, void *given)
{
	struct keeping *keeping = given;

	keeping->id = file_add(w, keeping->name, "application/pdf", keeping->content);
	return keeping->id != 0 ? CHANGED : REFUSED;
}

static enum outcome drop(struct work *w, void *given)
{
	return file_drop(w, ((struct keeping *)given)->id) ? CHANGED : REFUSED;
}

/* Bytes that repeat nowhere soon, so that chunks in the wrong order are seen. */
static struct blob bytes_of(struct work *w, size_t len)
{
	unsigned char *at = arena_take(w->arena, len + 1);
	struct random random = { .seed = 7 };

	for (size_t i = 0; i < len; i++)
		at[i] = (unsigned char)random_below(&random, 256);
	return (struct blob){ at, len };
}

static int64_t kept(struct work *w, size_t len)
{
	struct keeping keeping = { .name = "minutes.pdf", .content = bytes_of(w, len) };

	if (db_change_now(w, keep, &keeping) != CHANGED)
		fail_msg("%s", w->fault.sentence);
	return keeping.id;
}

/* ------------------------------------------------------------------ tests */

static void every_size_comes_back_as_it_was(void **state)
{
	static const size_t sizes[] = {
		0, 1, FILE_CHUNK - 1, FILE_CHUNK, FILE_CHUNK + 1, 3 * FILE_CHUNK, 5 * FILE_CHUNK + 17
	};
	struct work *w = begin(state);

	for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
		const struct file *file = file_by_id(w, kept(w, sizes[i]));
		struct blob content = { 0 }, was = bytes_of(w, sizes[i]);

		assert_non_null(file);
		assert_string_equal(file->name, "minutes.pdf");
		assert_string_equal(file->type, "application/pdf");
		assert_int_equal(file->bytes, sizes[i]);
		assert_true(file_read(w, file, &content));
		assert_int_equal(content.len, sizes[i]);
		assert_memory_equal(content.at, was.at, was.len);
	}
}

static void another_partnership_has_no_such_file(void **state)
{
	struct work *w = begin(state);
	int64_t id = kept(w, 100);

	w->partnership = 2;
	assert_null(file_by_id(w, id));
	assert_int_equal(w->fault.kind, FAULT_NOT_FOUND);
}

static void expect_damaged(struct work *w, int64_t id)
{
	const struct file *file = file_by_id(w, id);
	struct blob content = { 0 };

	assert_false(file_read(w, file, &content));
	assert_int_equal(w->fault.kind, FAULT_BROKEN);
	assert_non_null(strstr(w->fault.sentence, "minutes.pdf"));
	w->fault = (struct fault){ 0 };
}

static void what_was_damaged_is_not_handed_out(void **state)
{
	struct work *w = begin(state);
	int64_t cut = kept(w, 3 * FILE_CHUNK), altered = kept(w, 10);

	test_execute(*state, "DELETE FROM file_chunk WHERE file = 1 AND position = 2");
	expect_damaged(w, cut);
	test_execute(*state, "UPDATE file_chunk SET content = (SELECT content FROM file_chunk WHERE file = 1 AND "
	                     "position = 3) WHERE file = 2");
	expect_damaged(w, altered);
	test_execute(*state, "UPDATE file SET digest = 'another' WHERE id = 1");
	expect_damaged(w, cut);
}

/* A copy on the disk is what came in, or none is handed out. */
static void a_copy_is_what_came_in(void **state)
{
	struct work *w = begin(state);
	const struct file *file = file_by_id(w, kept(w, 3 * FILE_CHUNK + 5));
	struct blob was = bytes_of(w, 3 * FILE_CHUNK + 5);
	FILE *copy = tmpfile();
	unsigned char *bytes = arena_take(w->arena, was.len + 1);

	assert_non_null(copy);
	assert_true(file_copy(w, file, fileno(copy)));
	assert_int_equal(pread(fileno(copy), bytes, was.len + 1, 0), was.len);
	assert_memory_equal(bytes, was.at, was.len);
	test_execute(*state, "UPDATE file_chunk SET content = (SELECT content FROM file_chunk WHERE file = 1 AND "
	                     "position = 1) WHERE file = 1 AND position = 2");
	assert_false(file_copy(w, file, fileno(copy)));
	assert_int_equal(w->fault.kind, FAULT_BROKEN);
	w->fault = (struct fault){ 0 };
	test_execute(*state, "DELETE FROM file_chunk WHERE file = 1 AND position = 4");
	assert_false(file_copy(w, file, fileno(copy)));
	assert_non_null(strstr(w->fault.sentence, "minutes.pdf"));
	fclose(copy);
}

static void a_file_too_large_is_refused(void **state)
{
	struct work *w = begin(state);
	struct keeping keeping = { .name = "film.pdf", .content = { (const unsigned char *)"", FILE_MOST + 1 } };

	assert_int_equal(db_change_now(w, keep, &keeping), REFUSED);
	assert_int_equal(w->fault.kind, FAULT_TOO_LARGE);
}

static void what_is_dropped_is_gone(void **state)
{
	struct work *w = begin(state);
	struct keeping keeping = { .id = kept(w, 2 * FILE_CHUNK) };
	struct rows *rows;

	assert_int_equal(db_change_now(w, drop, &keeping), CHANGED);
	assert_null(file_by_id(w, keeping.id));
	w->fault = (struct fault){ 0 };
	rows = db_ask(w, "SELECT COUNT(*) FROM file_chunk WHERE partnership = $1", V(w->partnership));
	assert_int_equal(row_int(rows, 0, 0), 0);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(every_size_comes_back_as_it_was, test_open, test_close),
		cmocka_unit_test_setup_teardown(another_partnership_has_no_such_file, test_open, test_close),
		cmocka_unit_test_setup_teardown(what_was_damaged_is_not_handed_out, test_open, test_close),
		cmocka_unit_test_setup_teardown(a_copy_is_what_came_in, test_open, test_close),
		cmocka_unit_test_setup_teardown(a_file_too_large_is_refused, test_open, test_close),
		cmocka_unit_test_setup_teardown(what_is_dropped_is_gone, test_open, test_close),
	};

	return test_on_both("store_file", tests);
}
