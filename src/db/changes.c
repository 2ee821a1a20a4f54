/*
 * The queue of changes and the threads that empty it. What waits is taken as it is: there is no artificial delay.
 */
#include <signal.h>
#include <stdlib.h>

#include "db/driver.h"

#define WAITING_MOST 10000

struct writer {
	pthread_t thread;
	struct database *database;
	struct connection *connection;
};

void changes_start(struct changes *changes)
{
	pthread_mutex_init(&changes->lock, NULL);
	pthread_cond_init(&changes->more, NULL);
}

void changes_end(struct changes *changes)
{
	pthread_cond_destroy(&changes->more);
	pthread_mutex_destroy(&changes->lock);
}

enum outcome change_settled(const struct connection *connection, const struct work *work, enum outcome outcome)
{
	if (connection->failed)
		return REFUSED;
	return outcome == CHANGED && work->fault.kind != FAULT_NONE ? REFUSED : outcome;
}

void change_not_saved(struct change *change, struct fault fault)
{
	change->outcome = NOT_SAVED;
	change->work->fault = fault;
}

/* Under the lock: the first few that wait, as a list of their own. */
static struct change *take_group(struct changes *changes, size_t most)
{
	struct change *group = changes->first;
	struct change *last = group;
	int64_t taken = 1;

	for (; last->next != NULL && (size_t)taken < most; taken++)
		last = last->next;
	changes->first = last->next;
	if (changes->first == NULL)
		changes->last = NULL;
	last->next = NULL;
	changes->counts.waiting -= taken;
	return group;
}

/* Null when there is no more to come. */
static struct change *wait_for_group(struct changes *changes, size_t most)
{
	struct change *group = NULL;

	pthread_mutex_lock(&changes->lock);
	while (changes->first == NULL && !changes->stopping)
		pthread_cond_wait(&changes->more, &changes->lock);
	if (changes->first != NULL)
		group = take_group(changes, most);
	pthread_mutex_unlock(&changes->lock);
	return group;
}

static void count_group(struct changes *changes, const struct change *group, int64_t retried)
{
	pthread_mutex_lock(&changes->lock);
	changes->counts.groups++;
	changes->counts.retried += retried;
	for (const struct change *change = group; change != NULL; change = change->next) {
		changes->counts.committed += change->outcome == CHANGED || change->outcome == REFUSED_KEEP;
		changes->counts.refused += change->outcome == REFUSED;
		changes->counts.failed += change->outcome == NOT_SAVED;
	}
	pthread_mutex_unlock(&changes->lock);
}

/* Once told, a change is its owner's again: it may be gone before `done` comes back. */
static void tell_all(struct change *group)
{
	while (group != NULL) {
		struct change *change = group;

		group = change->next;
		change->next = NULL;
		change->work->db = NULL;
		change->done(change);
	}
}

static void *write_changes(void *argument)
{
	struct writer *writer = argument;
	struct database *database = writer->database;
	struct change *group;

	while ((group = wait_for_group(&database->changes, database->driver->group_most)) != NULL) {
		int64_t retried = 0;

		database->driver->change(writer->connection, group, &retried);
		count_group(&database->changes, group, retried);
		tell_all(group);
	}
	return NULL;
}

bool thread_start(pthread_t *thread, void *(*run)(void *argument), void *argument)
{
	sigset_t all, before;
	bool is_started;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	is_started = pthread_create(thread, NULL, run, argument) == 0;
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return is_started;
}

static bool writer_start(struct database *database, struct arena *arena, struct fault *fault)
{
	struct changes *changes = &database->changes;
	struct writer *writer = &changes->writers[changes->writer_count];

	writer->database = database;
	writer->connection = connection_open(database, arena, fault, CONNECTION_CHANGES);
	if (writer->connection == NULL)
		return false;
	if (database->driver->keep != NULL)
		database->driver->keep(database, writer->connection);
	if (!thread_start(&writer->thread, write_changes, writer)) {
		connection_close(writer->connection);
		return fault_set(arena, fault, FAULT_UNAVAILABLE, "The machine could not start another thread.");
	}
	changes->writer_count++;
	return true;
}

bool database_start_changes(struct database *database, struct fault *fault, int writers)
{
	struct changes *changes = &database->changes;
	int most = database->driver->writers_most;
	struct arena *arena = database->arena;

	if (changes->writers != NULL)
		return fault_set(arena, fault, FAULT_BROKEN, "The writers of the database were started twice.");
	writers = writers < 1 ? 1 : writers > most ? most : writers;
	changes->writer_count = 0;
	/* Not from the arena: writers may be started and stopped many times in the life of a database. */
	changes->writers = calloc((size_t)writers, sizeof *changes->writers);
	if (changes->writers == NULL)
		return fault_set(arena, fault, FAULT_UNAVAILABLE, "The machine has no memory left.");
	if (database->driver->keeper_start != NULL && !database->driver->keeper_start(database, arena, fault)) {
		free(changes->writers);
		changes->writers = NULL;
		return false;
	}
	while (changes->writer_count < writers && writer_start(database, arena, fault))
		continue;
	pthread_mutex_lock(&changes->lock);
	changes->running = true;
	pthread_mutex_unlock(&changes->lock);
	if (changes->writer_count == writers)
		return true;
	database_stop_changes(database);
	return false;
}

bool database_submit(struct database *database, struct change *change)
{
	struct changes *changes = &database->changes;
	bool is_taken;

	change->next = NULL;
	pthread_mutex_lock(&changes->lock);
	is_taken = changes->running && !changes->stopping && changes->counts.waiting < WAITING_MOST;
	if (is_taken) {
		if (changes->last != NULL)
			changes->last->next = change;
		else
			changes->first = change;
		changes->last = change;
		changes->counts.waiting++;
		changes->counts.submitted++;
		pthread_cond_signal(&changes->more);
	}
	pthread_mutex_unlock(&changes->lock);
	return is_taken;
}

void database_stop_changes(struct database *database)
{
	struct changes *changes = &database->changes;

	pthread_mutex_lock(&changes->lock);
	if (!changes->running || changes->stopping) {
		pthread_mutex_unlock(&changes->lock);
		return;
	}
	changes->stopping = true;
	pthread_cond_broadcast(&changes->more);
	pthread_mutex_unlock(&changes->lock);
	for (int i = 0; i < changes->writer_count; i++) {
		pthread_join(changes->writers[i].thread, NULL);
		connection_close(changes->writers[i].connection);
	}
	if (database->driver->keeper_stop != NULL)
		database->driver->keeper_stop(database);
	free(changes->writers);
	pthread_mutex_lock(&changes->lock);
	changes->writers = NULL;
	changes->running = changes->stopping = false;
	pthread_mutex_unlock(&changes->lock);
}

struct change_counts database_counts(struct database *database)
{
	struct change_counts counts;

	pthread_mutex_lock(&database->changes.lock);
	counts = database->changes.counts;
	pthread_mutex_unlock(&database->changes.lock);
	return counts;
}

static bool may_change(struct work *work)
{
	if (work->db == NULL || work->db->use != CONNECTION_CHANGES)
		return fault(work, FAULT_BROKEN, "A change was begun on a connection that only reads.");
	if (work->db->in_change || work->db->in_snapshot)
		return fault(work, FAULT_BROKEN, "A change was begun inside another piece of database work.");
	return true;
}

enum outcome db_change_now(struct work *work, change_function *run, void *plan)
{
	struct change change = { .run = run, .work = work, .plan = plan };
	struct connection *connection = work->db;
	int64_t retried = 0;

	if (!may_change(work))
		return NOT_SAVED;
	connection->driver->change(connection, &change, &retried);
	work->db = connection;
	return change.outcome;
}

enum outcome db_change_long(struct work *work, change_function *run, void *plan)
{
	struct connection *connection = work->db;
	enum outcome outcome;

	if (connection == NULL)
		return db_change_now(work, run, plan);
	connection->is_long = true;
	outcome = db_change_now(work, run, plan);
	connection->is_long = false;
	return outcome;
}
