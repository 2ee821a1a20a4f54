/* What is made once for all: it makes way for what is asked for more, and never while somebody still reads it. */
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/random.h"
#include "support/database.h"

#define ROOM 64 /* what the shelf takes */

static atomic_int alive; /* things made and not yet gone */

static void count_end(void *thing)
{
	(void)thing;
	atomic_fetch_sub(&alive, 1);
}

static const char *key_of(struct arena *arena, int number)
{
	return text_format(arena, "thing %d", number);
}

/* As a handler does it: what is kept by that number, made when there is none. A thing is its own number. */
static const int *thing_of(struct work *w, int number)
{
	const char *key = key_of(w->arena, number);
	const int *kept = db_kept(w, key);
	struct arena *own;
	int *thing;

	if (kept != NULL)
		return kept;
	own = arena_new();
	thing = NEW(own, int);
	*thing = number;
	arena_defer(own, count_end, thing);
	atomic_fetch_add(&alive, 1);
	return db_keep(w, key, thing, own);
}

static struct work work_begun(struct scratch *scratch)
{
	struct work w = { .arena = arena_new(), .db = scratch->work.db };

	return w;
}

static void ask_once(struct scratch *scratch, int number)
{
	struct work w = work_begun(scratch);

	assert_int_equal(*thing_of(&w, number), number);
	arena_free(w.arena);
}

static bool is_kept(struct scratch *scratch, int number)
{
	struct work w = work_begun(scratch);
	bool kept = db_kept(&w, key_of(w.arena, number)) != NULL;

	arena_free(w.arena);
	return kept;
}

static int begin(void **state)
{
	atomic_store(&alive, 0);
	return test_open(state);
}

static int end(void **state)
{
	int failed = test_close(state);

	assert_int_equal(atomic_load(&alive), 0);
	return failed;
}

static void what_is_asked_for_stays(void **state)
{
	struct scratch *scratch = *state;
	struct work w = work_begun(scratch);
	const int *first = thing_of(&w, 1);

	assert_ptr_equal(thing_of(&w, 1), first);
	assert_int_equal(atomic_load(&alive), 1);
	arena_free(w.arena);
	for (int i = 2; i <= 10 * ROOM; i++) {
		ask_once(scratch, i);
		assert_true(is_kept(scratch, 1));
	}
	assert_int_equal(atomic_load(&alive), ROOM);
}

static void the_one_asked_for_longest_ago_makes_way(void **state)
{
	struct scratch *scratch = *state;

	for (int i = 0; i < ROOM; i++)
		ask_once(scratch, i);
	ask_once(scratch, 0);
	ask_once(scratch, ROOM);
	assert_true(is_kept(scratch, 0));
	assert_false(is_kept(scratch, 1));
	assert_true(is_kept(scratch, 2));
	assert_int_equal(atomic_load(&alive), ROOM);
}

static void what_somebody_reads_stays_whole(void **state)
{
	struct scratch *scratch = *state;
	struct work w = work_begun(scratch);
	const int *held = thing_of(&w, 0);

	for (int i = 1; i <= 2 * ROOM; i++)
		ask_once(scratch, i);
	assert_false(is_kept(scratch, 0));
	assert_int_equal(*held, 0);
	assert_int_equal(atomic_load(&alive), ROOM + 1);
	arena_free(w.arena);
	assert_int_equal(atomic_load(&alive), ROOM);
}

/* A command's piece of work ends after it closed the database. */
static void a_piece_of_work_may_outlive_the_database(void **state)
{
	struct scratch *scratch = *state;
	struct fault fault = { 0 };
	struct database *database = database_open(scratch->arena, &fault, scratch->address, false);
	struct work w = { .arena = arena_new() };
	const int *held;

	assert_non_null(database);
	w.db = connection_open(database, w.arena, &fault, CONNECTION_READS);
	assert_non_null(w.db);
	held = thing_of(&w, 7);
	(void)thing_of(&w, 8);
	connection_close(w.db);
	database_close(database);
	assert_int_equal(*held, 7);
	assert_int_equal(atomic_load(&alive), 2);
	arena_free(w.arena);
	assert_int_equal(atomic_load(&alive), 0);
}

struct reader {
	pthread_t thread;
	struct scratch *scratch;
	uint64_t seed;
	bool is_well;
};

/* More things than there is room for, each piece of work reading a few. */
static void *read_many(void *argument)
{
	struct reader *reader = argument;
	struct random random = { .seed = reader->seed };
	struct work w = work_begun(reader->scratch);

	reader->is_well = true;
	for (int i = 0; i < 3000; i++) {
		int numbers[3];
		const int *things[3];

		for (int j = 0; j < 3; j++) {
			numbers[j] = (int)random_below(&random, 2 * ROOM);
			things[j] = thing_of(&w, numbers[j]);
		}
		for (int j = 0; j < 3; j++)
			reader->is_well = reader->is_well && *things[j] == numbers[j];
		arena_reset(w.arena);
	}
	arena_free(w.arena);
	return NULL;
}

static void many_threads_share_it(void **state)
{
	struct scratch *scratch = *state;
	struct reader readers[4];

	for (uint64_t i = 0; i < 4; i++) {
		readers[i] = (struct reader){ .scratch = scratch, .seed = i };
		assert_int_equal(pthread_create(&readers[i].thread, NULL, read_many, &readers[i]), 0);
	}
	for (int i = 0; i < 4; i++) {
		pthread_join(readers[i].thread, NULL);
		assert_true(readers[i].is_well);
	}
	assert_int_equal(atomic_load(&alive), ROOM);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_is_asked_for_stays, begin, end),
		cmocka_unit_test_setup_teardown(the_one_asked_for_longest_ago_makes_way, begin, end),
		cmocka_unit_test_setup_teardown(what_somebody_reads_stays_whole, begin, end),
		cmocka_unit_test_setup_teardown(a_piece_of_work_may_outlive_the_database, begin, end),
		cmocka_unit_test_setup_teardown(many_threads_share_it, begin, end),
	};

	return test_on_both("shelf", tests);
}
