/* Changes: what was acknowledged is there, what was refused is not, and nobody's change undoes a neighbour's. */
#include <pthread.h>
#include <semaphore.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "db/migrate.h"
#include "support/database.h"

static const struct migration steps[] = {
	{ 1, "tally",
	  "CREATE TABLE tally (\n"
	  "	partnership @id NOT NULL, id @id NOT NULL, n @int NOT NULL, version @int NOT NULL,\n"
	  "	PRIMARY KEY (partnership, id)\n"
	  ");\n"
	  "CREATE TABLE later (\n"
	  "	partnership @id NOT NULL, id @id NOT NULL, tally @id NOT NULL,\n"
	  "	PRIMARY KEY (partnership, id),\n"
	  "	FOREIGN KEY (partnership, tally) REFERENCES tally (partnership, id) DEFERRABLE INITIALLY DEFERRED\n"
	  ");\n" },
};

static bool is_postgres(void)
{
	return strcmp(test_kind(), "postgresql") == 0;
}

static int open_tally(void **state)
{
	struct scratch *s;

	test_open(state);
	s = *state;
	if (!database_migrate(s->database, s->arena, &s->work.fault, steps, 1))
		fail_msg("%s", s->work.fault.sentence);
	for (int i = 1; i <= 2; i++)
		assert_int_equal(db_run(&s->work,
		                        "INSERT INTO tally (partnership, id, n, version) VALUES ($1, $2, 0, 1)",
		                        V(s->work.partnership), V(i)),
		                 1);
	return 0;
}

static int open_writing(void **state)
{
	struct scratch *s;

	open_tally(state);
	s = *state;
	if (!database_start_changes(s->database, &s->work.fault, 8))
		fail_msg("%s", s->work.fault.sentence);
	return 0;
}

static int64_t tally(struct work *w, int64_t id)
{
	struct rows *rows =
		db_ask(w, "SELECT n FROM tally WHERE partnership = $1 AND id = $2", V(w->partnership), V(id));

	assert_non_null(rows);
	return row_int(rows, 0, 0);
}

static bool count_one(struct work *w, int64_t id)
{
	return db_run(w, "UPDATE tally SET n = n + 1 WHERE partnership = $1 AND id = $2", V(w->partnership), V(id)) ==
	       1;
}

/* ---------------------------------------------------------------- one change, waited for */

struct errand {
	struct change change;
	struct work work;
	sem_t done;
};

static void errand_done(struct change *change)
{
	sem_post(&((struct errand *)change->owner)->done);
}

static void errand_start(struct errand *errand, struct database *database, change_function *run, void *plan)
{
	*errand = (struct errand){ .work = { .arena = arena_new(), .partnership = 1, .now = time_now() } };
	sem_init(&errand->done, 0, 0);
	errand->change = (struct change){
		.run = run, .work = &errand->work, .plan = plan, .done = errand_done, .owner = errand
	};
	assert_true(database_submit(database, &errand->change));
}

static void errand_wait(struct errand *errand)
{
	while (sem_wait(&errand->done) != 0)
		continue;
	assert_null(errand->work.db);
}

static void errand_end(struct errand *errand)
{
	sem_destroy(&errand->done);
	arena_free(errand->work.arena);
}

/* ---------------------------------------------------------------- outcomes */

static enum outcome count(struct work *w, void *plan)
{
	return count_one(w, *(int64_t *)plan) ? CHANGED : REFUSED;
}

static enum outcome count_and_refuse(struct work *w, void *plan)
{
	count_one(w, *(int64_t *)plan);
	fault(w, FAULT_CONFLICT, "No.");
	return REFUSED;
}

static enum outcome count_and_refuse_but_keep(struct work *w, void *plan)
{
	count_one(w, *(int64_t *)plan);
	fault(w, FAULT_NOT_ALLOWED, "No, and that is remembered.");
	return REFUSED_KEEP;
}

static enum outcome count_and_forget_the_fault(struct work *w, void *plan)
{
	count_one(w, *(int64_t *)plan);
	fault(w, FAULT_BAD_INPUT, "A fault is set.");
	return CHANGED;
}

static enum outcome go_on_after_an_error(struct work *w, void *plan)
{
	count_one(w, *(int64_t *)plan);
	db_run(w, "INSERT INTO tally (partnership, id, n, version) VALUES ($1, $2, 0, 1)", V(w->partnership), V(1));
	assert_int_equal(db_run(w, "UPDATE tally SET n = n + 10 WHERE partnership = $1", V(w->partnership)), -1);
	return REFUSED_KEEP;
}

static enum outcome break_a_late_link(struct work *w, void *plan)
{
	count_one(w, *(int64_t *)plan);
	db_run(w, "INSERT INTO later (partnership, id, tally) VALUES ($1, 1, 99)", V(w->partnership));
	return CHANGED;
}

static void each_outcome_is_what_it_says(void **state)
{
	struct work *w = &((struct scratch *)*state)->work;
	int64_t one = 1;

	assert_int_equal(db_change_now(w, count, &one), CHANGED);
	assert_int_equal(tally(w, 1), 1);
	assert_int_equal(db_change_now(w, count_and_refuse, &one), REFUSED);
	assert_string_equal(w->fault.sentence, "No.");
	assert_int_equal(tally(w, 1), 1);
	w->fault = (struct fault){ 0 };
	assert_int_equal(db_change_now(w, count_and_refuse_but_keep, &one), REFUSED_KEEP);
	assert_int_equal(tally(w, 1), 2);
	w->fault = (struct fault){ 0 };
	assert_int_equal(db_change_now(w, count_and_forget_the_fault, &one), REFUSED);
	assert_int_equal(tally(w, 1), 2);
	w->fault = (struct fault){ 0 };
	assert_int_equal(db_change_now(w, go_on_after_an_error, &one), REFUSED);
	assert_int_equal(w->fault.kind, FAULT_CONFLICT);
	assert_int_equal(tally(w, 1), 2);
	w->fault = (struct fault){ 0 };
	assert_int_equal(db_change_now(w, break_a_late_link, &one), REFUSED);
	assert_int_equal(w->fault.kind, FAULT_BAD_INPUT);
	assert_int_equal(tally(w, 1), 2);
}

static enum outcome change_within(struct work *w, void *plan)
{
	return db_change_now(w, count, plan) == NOT_SAVED && !db_snapshot_begin(w) ? REFUSED : CHANGED;
}

static void a_change_is_not_begun_within_another(void **state)
{
	struct scratch *s = *state;
	struct work reader = test_work(s, CONNECTION_READS);
	int64_t one = 1;

	assert_int_equal(db_change_now(&s->work, change_within, &one), REFUSED);
	assert_int_equal(s->work.fault.kind, FAULT_BROKEN);
	assert_int_equal(db_change_now(&reader, count, &one), NOT_SAVED);
	test_work_end(&reader);
	assert_int_equal(tally(&s->work, 1), 0);
}

/* ---------------------------------------------------------------- groups */

struct gate {
	sem_t entered, open;
};

static enum outcome wait_at_gate(struct work *w, void *plan)
{
	struct gate *gate = plan;

	sem_post(&gate->entered);
	while (sem_wait(&gate->open) != 0)
		continue;
	return count_one(w, 2) ? CHANGED : REFUSED;
}

static void gate_close(struct gate *gate, struct errand *errand, struct database *database)
{
	sem_init(&gate->entered, 0, 0);
	sem_init(&gate->open, 0, 0);
	errand_start(errand, database, wait_at_gate, gate);
	while (sem_wait(&gate->entered) != 0)
		continue;
}

/* While the writer is held at the gate the others gather; on SQLite they then share one COMMIT. */
static void a_refused_neighbour_harms_nobody(void **state)
{
	struct scratch *s = *state;
	change_function *const runs[] = {
		count, count_and_refuse, count, go_on_after_an_error, count_and_refuse_but_keep, break_a_late_link,
		count
	};
	const enum outcome expected[] = { CHANGED, REFUSED, CHANGED, REFUSED, REFUSED_KEEP, REFUSED, CHANGED };
	struct errand held, errands[7];
	struct gate gate;
	int64_t one = 1;

	gate_close(&gate, &held, s->database);
	for (int i = 0; i < 7; i++)
		errand_start(&errands[i], s->database, runs[i], &one);
	sem_post(&gate.open);
	errand_wait(&held);
	for (int i = 0; i < 7; i++) {
		errand_wait(&errands[i]);
		assert_int_equal(errands[i].change.outcome, expected[i]);
		errand_end(&errands[i]);
	}
	errand_end(&held);
	assert_int_equal(tally(&s->work, 1), 4);
	assert_int_equal(tally(&s->work, 2), 1);
	assert_int_equal(database_counts(s->database).committed, 5);
	assert_int_equal(database_counts(s->database).refused, 3);
	if (!is_postgres())
		assert_int_equal(database_counts(s->database).groups, 2);
}

static void never_done(struct change *change)
{
	(void)change;
	fail_msg("a change that was not taken was done");
}

static void stopping_empties_the_queue(void **state)
{
	struct scratch *s = *state;
	struct change late = { .run = count, .work = &s->work, .done = never_done };
	struct errand errands[300];
	int64_t one = 1;

	for (int i = 0; i < 300; i++)
		errand_start(&errands[i], s->database, count, &one);
	database_stop_changes(s->database);
	assert_false(database_submit(s->database, &late));
	for (int i = 0; i < 300; i++) {
		assert_int_equal(sem_trywait(&errands[i].done), 0);
		assert_int_equal(errands[i].change.outcome, CHANGED);
		errand_end(&errands[i]);
	}
	assert_int_equal(tally(&s->work, 1), 300);
	assert_true(database_start_changes(s->database, &s->work.fault, 2));
	errand_start(&errands[0], s->database, count, &one);
	errand_wait(&errands[0]);
	errand_end(&errands[0]);
	assert_int_equal(tally(&s->work, 1), 301);
}

/* Held at the gate the writers take nothing: the queue fills, and says so. */
static void a_full_queue_says_so(void **state)
{
	enum { WRITERS = 8, MOST = 10000 };
	struct scratch *s = *state;
	struct change late = { .run = count, .work = &s->work, .done = never_done };
	struct errand *held = calloc(WRITERS, sizeof *held), *errands = calloc(MOST, sizeof *errands);
	struct gate gates[WRITERS];
	int writers = is_postgres() ? WRITERS : 1;
	int64_t one = 1;

	for (int i = 0; i < writers; i++)
		gate_close(&gates[i], &held[i], s->database);
	for (int i = 0; i < MOST; i++)
		errand_start(&errands[i], s->database, count, &one);
	assert_int_equal(database_counts(s->database).waiting, MOST);
	assert_false(database_submit(s->database, &late));
	for (int i = 0; i < writers; i++)
		sem_post(&gates[i].open);
	for (int i = 0; i < MOST; i++) {
		errand_wait(&errands[i]);
		errand_end(&errands[i]);
	}
	for (int i = 0; i < writers; i++) {
		errand_wait(&held[i]);
		errand_end(&held[i]);
	}
	assert_int_equal(tally(&s->work, 1), MOST);
	free(held);
	free(errands);
}

/* ---------------------------------------------------------------- many at once */

struct person {
	pthread_t thread;
	struct database *database;
	int changed;
	int64_t last_id;
	bool ids_rise;
};

static enum outcome count_and_number(struct work *w, void *plan)
{
	struct person *person = plan;
	int64_t id = db_new_id(w, "tally");

	if (id == 0 || !count_one(w, 1))
		return REFUSED;
	person->ids_rise = id > person->last_id;
	person->last_id = id;
	return CHANGED;
}

static void *save_often(void *argument)
{
	struct person *person = argument;

	for (int i = 0; i < 20; i++) {
		struct errand errand;

		errand_start(&errand, person->database, count_and_number, person);
		errand_wait(&errand);
		person->changed += errand.change.outcome == CHANGED && person->ids_rise;
		errand_end(&errand);
	}
	return NULL;
}

static void sixty_four_people_are_counted_exactly(void **state)
{
	struct scratch *s = *state;
	struct person people[64] = { 0 };
	struct rows *rows;

	for (int i = 0; i < 64; i++) {
		people[i].database = s->database;
		assert_int_equal(pthread_create(&people[i].thread, NULL, save_often, &people[i]), 0);
	}
	for (int i = 0; i < 64; i++) {
		pthread_join(people[i].thread, NULL);
		assert_int_equal(people[i].changed, 20);
	}
	assert_int_equal(tally(&s->work, 1), 64 * 20);
	rows = db_ask(&s->work, "SELECT next FROM counter WHERE partnership = $1 AND of_table = 'tally'", V(1));
	assert_int_equal(row_int(rows, 0, 0), 64 * 20);
}

/* ---------------------------------------------------------------- snapshots and versions */

static void a_snapshot_stays_as_it_was(void **state)
{
	struct scratch *s = *state;
	struct work reader = test_work(s, CONNECTION_READS);
	int64_t one = 1;

	assert_true(db_snapshot_begin(&reader));
	assert_int_equal(tally(&reader, 1), 0);
	assert_int_equal(db_change_now(&s->work, count, &one), CHANGED);
	assert_int_equal(tally(&s->work, 1), 1);
	assert_int_equal(tally(&reader, 1), 0);
	db_snapshot_end(&reader);
	assert_int_equal(tally(&reader, 1), 1);
	assert_true(db_snapshot_begin(&reader));
	assert_int_equal(tally(&reader, 1), 1);
	assert_false(db_snapshot_begin(&reader));
	db_snapshot_end(&reader);
	db_snapshot_end(&reader);
	test_work_end(&reader);
}

static enum outcome save_version(struct work *w, void *plan)
{
	if (db_run(w,
	           "UPDATE tally SET n = 7, version = version + 1 WHERE partnership = $1 AND id = $2 AND version = $3",
	           V(w->partnership), V(1), V(*(int64_t *)plan)) == 1)
		return CHANGED;
	fault(w, FAULT_CONFLICT, "Somebody else was quicker.");
	return REFUSED;
}

static void of_two_people_with_one_version_one_is_told(void **state)
{
	struct scratch *s = *state;
	struct errand errands[2];
	int64_t version = 1;
	int changed = 0, told = 0;

	for (int i = 0; i < 2; i++)
		errand_start(&errands[i], s->database, save_version, &version);
	for (int i = 0; i < 2; i++) {
		errand_wait(&errands[i]);
		changed += errands[i].change.outcome == CHANGED;
		told += errands[i].change.outcome == REFUSED && errands[i].work.fault.kind == FAULT_CONFLICT;
		errand_end(&errands[i]);
	}
	assert_int_equal(changed, 1);
	assert_int_equal(told, 1);
}

/* ---------------------------------------------------------------- trying again (PostgreSQL) */

struct crossing {
	int64_t first, second;
	pthread_barrier_t *both_hold_one;
	int tries;
};

static enum outcome cross(struct work *w, void *plan)
{
	struct crossing *crossing = plan;

	if (!count_one(w, crossing->first))
		return REFUSED;
	if (crossing->tries++ == 0 && is_postgres())
		pthread_barrier_wait(crossing->both_hold_one);
	return count_one(w, crossing->second) ? CHANGED : REFUSED;
}

static void two_that_block_each_other_both_get_through(void **state)
{
	struct scratch *s = *state;
	pthread_barrier_t barrier;
	struct crossing crossings[2] = { { 1, 2, &barrier, 0 }, { 2, 1, &barrier, 0 } };
	struct errand errands[2];

	pthread_barrier_init(&barrier, NULL, 2);
	for (int i = 0; i < 2; i++)
		errand_start(&errands[i], s->database, cross, &crossings[i]);
	for (int i = 0; i < 2; i++) {
		errand_wait(&errands[i]);
		assert_int_equal(errands[i].change.outcome, CHANGED);
		assert_int_equal(errands[i].work.fault.kind, FAULT_NONE);
		errand_end(&errands[i]);
	}
	pthread_barrier_destroy(&barrier);
	assert_int_equal(tally(&s->work, 1), 2);
	assert_int_equal(tally(&s->work, 2), 2);
	if (is_postgres())
		assert_true(database_counts(s->database).retried >= 1);
}

struct trouble {
	int times; /* how often it goes wrong before it goes well */
	int tries;
};

static enum outcome lose_races(struct work *w, void *plan)
{
	struct trouble *trouble = plan;

	if (!count_one(w, 1))
		return REFUSED;
	if (trouble->tries++ < trouble->times)
		db_run(w, "DO $$ BEGIN RAISE EXCEPTION 'a race was lost' USING ERRCODE = '40001'; END $$", NO_VALUES);
	return CHANGED;
}

static enum outcome lose_connection(struct work *w, void *plan)
{
	struct trouble *trouble = plan;

	if (!count_one(w, 1))
		return REFUSED;
	if (trouble->tries++ < trouble->times)
		db_ask(w, "SELECT pg_terminate_backend(pg_backend_pid())", NO_VALUES);
	return CHANGED;
}

static void a_lost_race_is_run_again(void **state)
{
	struct work *w = &((struct scratch *)*state)->work;
	struct trouble trouble = { .times = 3 };
	struct trouble endless = { .times = 1000 };

	if (!is_postgres())
		return; /* SQLite has one writer and no line to lose */
	assert_int_equal(db_change_now(w, lose_races, &trouble), CHANGED);
	assert_int_equal(w->fault.kind, FAULT_NONE);
	assert_int_equal(trouble.tries, 4);
	assert_int_equal(tally(w, 1), 1);
	assert_int_equal(db_change_now(w, lose_races, &endless), NOT_SAVED);
	assert_int_equal(endless.tries, 10);
	assert_int_equal(w->fault.kind, FAULT_UNAVAILABLE);
	assert_int_equal(tally(w, 1), 1);
}

/* The server ends this connection and no other. */
static void cut(struct scratch *s, struct work *w)
{
	struct rows *rows = db_ask(w, "SELECT pg_backend_pid()", NO_VALUES);

	test_execute(s, text_format(s->arena, "SELECT pg_terminate_backend(%d, 1000)", (int)row_int(rows, 0, 0)));
}

static void a_lost_connection_is_opened_again(void **state)
{
	struct scratch *s = *state;
	struct work reader;
	struct trouble trouble = { .times = 1 };

	if (!is_postgres())
		return; /* SQLite has one writer and no line to lose */
	assert_int_equal(db_change_now(&s->work, lose_connection, &trouble), CHANGED);
	assert_int_equal(tally(&s->work, 1), 1);
	reader = test_work(s, CONNECTION_READS);
	cut(s, &reader);
	assert_int_equal(tally(&reader, 1), 1);
	cut(s, &reader);
	assert_true(db_snapshot_begin(&reader));
	assert_int_equal(tally(&reader, 1), 1);
	db_snapshot_end(&reader);
	test_work_end(&reader);
}

static enum outcome look_at_all(struct work *w, void *plan)
{
	struct rows *rows = db_ask(w, "SELECT * FROM tally WHERE partnership = $1", V(w->partnership));

	return rows != NULL && rows->columns == *(size_t *)plan ? CHANGED : REFUSED;
}

/* Another program alters a table under a prepared statement. */
static void an_altered_table_is_no_trouble(void **state)
{
	struct scratch *s = *state;
	struct work reader = test_work(s, CONNECTION_READS);

	for (size_t columns = 4; columns < 6; columns++) {
		assert_int_equal(db_change_now(&s->work, look_at_all, &columns), CHANGED);
		assert_int_equal(look_at_all(&reader, &columns), CHANGED);
		test_execute(s, columns == 4 ? "ALTER TABLE tally ADD COLUMN more TEXT" : "DROP TABLE later");
	}
	test_work_end(&reader);
}

#define TEST(name)    cmocka_unit_test_setup_teardown(name, open_tally, test_close)
#define WRITING(name) cmocka_unit_test_setup_teardown(name, open_writing, test_close)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(each_outcome_is_what_it_says),
		TEST(a_change_is_not_begun_within_another),
		WRITING(a_refused_neighbour_harms_nobody),
		WRITING(stopping_empties_the_queue),
		WRITING(a_full_queue_says_so),
		WRITING(sixty_four_people_are_counted_exactly),
		TEST(a_snapshot_stays_as_it_was),
		WRITING(of_two_people_with_one_version_one_is_told),
		WRITING(two_that_block_each_other_both_get_through),
		TEST(a_lost_race_is_run_again),
		TEST(a_lost_connection_is_opened_again),
		TEST(an_altered_table_is_no_trouble),
	};

	return test_on_both("changes", tests);
}
