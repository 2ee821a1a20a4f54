/*
 * What was acknowledged survives the loss of power at any moment, and nothing is ever half there. SQLite only:
 * PostgreSQL's own people do this for PostgreSQL.
 */
#include <pthread.h>
#include <semaphore.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "base/log.h"
#include "base/random.h"
#include "db/migrate.h"
#include "support/database.h"
#include "support/vfs.h"

enum { PEOPLE = 8, EACH_MOST = 120, POINTS = 40, PAGE_BYTES = 12000 };

static const struct migration steps[] = {
	{ 1, "answers",
	  "CREATE TABLE answer (id @id PRIMARY KEY, words @blob NOT NULL);\n"
	  "CREATE TABLE event (id @id PRIMARY KEY, answer @id NOT NULL);\n"
	  "CREATE TABLE tally (id @id PRIMARY KEY, n @int NOT NULL);\n"
	  "INSERT INTO tally (id, n) VALUES (1, 0);\n" },
};

struct person {
	pthread_t thread;
	struct database *database;
	int64_t id;
	bool refuses; /* now and then */
	int saved;
	bool was_saved[EACH_MOST];
	enum fault_kind last_fault;
};

struct answer {
	struct change change;
	struct work work;
	sem_t done;
	int64_t id;
	bool is_refused;
};

static enum outcome save_answer(struct work *w, void *plan)
{
	static const unsigned char words[PAGE_BYTES] = { 1 };
	const struct answer *answer = plan;

	if (db_run(w, "INSERT INTO answer (id, words) VALUES ($1, $2)", V(answer->id),
	           V((struct blob){ words, sizeof words })) != 1)
		return REFUSED;
	if (db_run(w, "INSERT INTO event (id, answer) VALUES ($1, $2)", V(answer->id), V(answer->id)) != 1)
		return REFUSED;
	if (db_run(w, "UPDATE tally SET n = n + 1 WHERE id = 1", NO_VALUES) != 1)
		return REFUSED;
	return answer->is_refused ? REFUSED : CHANGED;
}

static void answer_done(struct change *change)
{
	sem_post(&((struct answer *)change->owner)->done);
}

/* Gives the outcome; waits for it. */
static enum outcome save(struct database *database, int64_t id, bool is_refused, enum fault_kind *kind)
{
	struct answer answer = { .id = id, .is_refused = is_refused };

	answer.work = (struct work){ .arena = arena_new() };
	answer.change = (struct change){ save_answer, &answer.work, &answer, answer_done, &answer, CHANGED, NULL };
	sem_init(&answer.done, 0, 0);
	if (!database_submit(database, &answer.change))
		fail_msg("the queue took no change");
	while (sem_wait(&answer.done) != 0)
		continue;
	sem_destroy(&answer.done);
	*kind = answer.work.fault.kind;
	arena_free(answer.work.arena);
	return answer.change.outcome;
}

static void *save_until_it_fails(void *argument)
{
	struct person *person = argument;

	for (int i = 0; i < EACH_MOST; i++) {
		bool is_refused = i % 7 == 3;
		enum outcome outcome =
			save(person->database, person->id * EACH_MOST + i, is_refused, &person->last_fault);

		person->was_saved[i] = outcome == CHANGED;
		person->saved += outcome == CHANGED;
		if (outcome == NOT_SAVED)
			break;
	}
	return NULL;
}

static void everybody_saves(struct database *database, struct person people[PEOPLE])
{
	memset(people, 0, PEOPLE * sizeof people[0]);
	for (int i = 0; i < PEOPLE; i++) {
		people[i].database = database;
		people[i].id = i;
		assert_int_equal(pthread_create(&people[i].thread, NULL, save_until_it_fails, &people[i]), 0);
	}
	for (int i = 0; i < PEOPLE; i++)
		pthread_join(people[i].thread, NULL);
}

/* ---------------------------------------------------------------- a disk of its own */

struct on_disk {
	struct arena *arena;
	const char *folder, *address;
	struct database *database;
	struct fault fault;
};

static void open_on_disk(struct on_disk *it)
{
	it->fault = (struct fault){ 0 };
	it->database = database_open(it->arena, &it->fault, it->address, true);
	if (it->database == NULL || !database_migrate(it->database, it->arena, &it->fault, steps, 1))
		fail_msg("%s", it->fault.sentence);
}

static void start_writing(struct on_disk *it)
{
	if (!database_start_changes(it->database, &it->fault, 1))
		fail_msg("%s", it->fault.sentence);
}

static struct on_disk new_disk(void)
{
	struct on_disk it = { .arena = arena_new() };

	disk_start();
	it.folder = test_folder(it.arena);
	it.address = text_format(it.arena, "file:%s/cairn.db?vfs=disk", it.folder);
	open_on_disk(&it);
	return it;
}

static void end_disk(struct on_disk *it)
{
	database_close(it->database);
	test_folder_end(it->folder);
	arena_free(it->arena);
}

static int64_t number(struct work *w, struct rows *rows)
{
	if (rows == NULL)
		fail_msg("%s", w->fault.sentence);
	return row_int(rows, 0, 0);
}

/* Every acknowledged answer is there, every refused one is not, and each has all its three parts or none. */
static void all_is_well(struct on_disk *it, const struct person people[PEOPLE])
{
	struct work w = { .arena = it->arena };
	int64_t there;

	if (!database_check(it->database, it->arena, &it->fault))
		fail_msg("%s", it->fault.sentence);
	w.db = connection_open(it->database, it->arena, &w.fault, CONNECTION_READS);
	assert_non_null(w.db);
	for (int i = 0; i < PEOPLE; i++)
		for (int j = 0; j < EACH_MOST; j++) {
			there = number(&w,
			               db_ask(&w, "SELECT COUNT(*) FROM answer WHERE id = $1", V(i * EACH_MOST + j)));
			if (people[i].was_saved[j] && there != 1)
				fail_msg("answer %d of person %d was acknowledged and is lost", j, i);
			if (j % 7 == 3 && there != 0)
				fail_msg("answer %d of person %d was refused and is there", j, i);
		}
	there = number(&w, db_ask(&w, "SELECT COUNT(*) FROM answer", NO_VALUES));
	assert_int_equal(number(&w, db_ask(&w, "SELECT COUNT(*) FROM event", NO_VALUES)), there);
	assert_int_equal(number(&w, db_ask(&w, "SELECT COUNT(*) FROM answer a JOIN event e ON e.id = a.id", NO_VALUES)),
	                 there);
	assert_int_equal(number(&w, db_ask(&w, "SELECT n FROM tally", NO_VALUES)), there);
	connection_close(w.db);
}

/* The file itself grows only when a checkpoint moves the log into it. */
static void was_checkpointed(const struct on_disk *it)
{
	struct stat about;

	assert_int_equal(stat(text_format(it->arena, "%s/cairn.db", it->folder), &about), 0);
	assert_true(about.st_size > 1000000);
}

static int64_t operations_of_a_whole_run(void)
{
	static struct person people[PEOPLE];
	struct on_disk it = new_disk();
	int64_t before = disk_operations(), operations;

	start_writing(&it);
	everybody_saves(it.database, people);
	was_checkpointed(&it);
	database_stop_changes(it.database);
	operations = disk_operations() - before;
	all_is_well(&it, people);
	for (int i = 0; i < PEOPLE; i++)
		assert_int_equal(people[i].saved, EACH_MOST - (EACH_MOST + 3) / 7);
	end_disk(&it);
	return operations;
}

static int lose_power_at(int64_t operation, uint64_t seed)
{
	static struct person people[PEOPLE];
	struct on_disk it = new_disk();
	int saved = 0;

	start_writing(&it);
	disk_lose_power_at(operation);
	everybody_saves(it.database, people);
	database_close(it.database);
	disk_power_back(seed);
	open_on_disk(&it);
	all_is_well(&it, people);
	for (int i = 0; i < PEOPLE; i++)
		saved += people[i].saved;
	end_disk(&it);
	return saved;
}

/* Some points fall into group commits, some into checkpoints: the run is long enough for several of them. */
static void what_was_acknowledged_survives_the_loss_of_power(void **state)
{
	struct random random = { .seed = 20261122 };
	int64_t operations = operations_of_a_whole_run();
	int saved = 0;

	(void)state;
	for (uint64_t i = 0; i < POINTS; i++)
		saved += lose_power_at(1 + (int64_t)random_below(&random, (uint64_t)operations), i % 3 == 0 ? 0 : i);
	assert_true(saved > POINTS * 10);
}

/* The disk recovers: who was told "not saved" was not, the others were, and saving goes on. */
static void an_error_of_the_disk_undoes_its_group_and_no_more(void **state)
{
	static struct person people[PEOPLE];
	struct random random = { .seed = 7 };
	int failed = 0;

	(void)state;
	for (int i = 0; i < 20; i++) {
		struct on_disk it = new_disk();
		enum fault_kind kind;

		start_writing(&it);
		disk_fail_at(1 + (int64_t)random_below(&random, 400));
		everybody_saves(it.database, people);
		for (int j = 0; j < PEOPLE; j++) {
			failed += people[j].last_fault == FAULT_UNAVAILABLE;
			assert_int_not_equal(people[j].last_fault, FAULT_BROKEN);
		}
		assert_int_equal(save(it.database, PEOPLE * EACH_MOST, false, &kind), CHANGED);
		all_is_well(&it, people);
		end_disk(&it);
	}
	assert_true(failed > 0);
}

static void a_full_disk_says_so_and_loses_nothing(void **state)
{
	static struct person people[PEOPLE];
	struct on_disk it = new_disk();
	enum fault_kind kind;

	(void)state;
	start_writing(&it);
	disk_room(1000000);
	everybody_saves(it.database, people);
	for (int i = 0; i < PEOPLE; i++) {
		assert_int_equal(people[i].last_fault, FAULT_DATABASE_FULL);
		assert_true(people[i].saved < EACH_MOST / 2);
	}
	all_is_well(&it, people);
	disk_room(-1);
	assert_int_equal(save(it.database, PEOPLE * EACH_MOST, false, &kind), CHANGED);
	all_is_well(&it, people);
	end_disk(&it);
}

struct held {
	sem_t entered, open;
};

static enum outcome hold(struct work *w, void *plan)
{
	struct held *held = plan;

	(void)w;
	sem_post(&held->entered);
	while (sem_wait(&held->open) != 0)
		continue;
	return CHANGED;
}

/* Larger than the page cache, so that the disk is met in the middle of the change and not at COMMIT. */
static enum outcome save_large(struct work *w, void *plan)
{
	struct blob words = { arena_take(w->arena, 6000000), 6000000 };

	(void)plan;
	db_run(w, "INSERT INTO answer (id, words) VALUES (999999, $1)", V(words));
	return CHANGED;
}

static void submit(struct database *database, struct answer *answer, change_function *run, void *plan)
{
	answer->work = (struct work){ .arena = arena_new() };
	answer->change = (struct change){ run, &answer->work, plan, answer_done, answer, CHANGED, NULL };
	sem_init(&answer->done, 0, 0);
	assert_true(database_submit(database, &answer->change));
}

static void a_disk_full_in_the_middle_undoes_the_group(void **state)
{
	static const struct person nobody[PEOPLE];
	struct on_disk it = new_disk();
	struct answer first, answers[3] = { { .id = 1 }, { .id = 2 }, { .id = 4 } };
	struct held held;

	(void)state;
	sem_init(&held.entered, 0, 0);
	sem_init(&held.open, 0, 0);
	start_writing(&it);
	submit(it.database, &first, hold, &held);
	while (sem_wait(&held.entered) != 0)
		continue;
	for (int i = 0; i < 3; i++)
		submit(it.database, &answers[i], i == 1 ? save_large : save_answer, &answers[i]);
	disk_room(300000);
	sem_post(&held.open);
	database_stop_changes(it.database);
	assert_int_equal(first.change.outcome, CHANGED);
	for (int i = 0; i < 3; i++) {
		assert_int_equal(answers[i].change.outcome, NOT_SAVED);
		assert_int_equal(answers[i].work.fault.kind, FAULT_DATABASE_FULL);
		arena_free(answers[i].work.arena);
	}
	arena_free(first.work.arena);
	disk_room(-1);
	all_is_well(&it, nobody);
	end_disk(&it);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_acknowledged_survives_the_loss_of_power),
		cmocka_unit_test(an_error_of_the_disk_undoes_its_group_and_no_more),
		cmocka_unit_test(a_full_disk_says_so_and_loses_nothing),
		cmocka_unit_test(a_disk_full_in_the_middle_undoes_the_group),
	};

	log_silence(true);
	return cmocka_run_group_tests_name("power", tests, NULL, NULL);
}
