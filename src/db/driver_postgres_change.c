/*
 * A change on PostgreSQL: a transaction of its own, READ COMMITTED, and tried again from the start when it lost a
 * race (40001, 40P01) or its connection. One deadline holds for all its tries and the pauses between them: a statement is
 * given what is left of it when its try begins, and none is begun after it. A long change has no deadline and one try. The one thing never tried again is a COMMIT whose answer was lost: it may
 * have been done.
 */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/random.h"
#include "db/driver_postgres.h"

#define TRIES 10

enum attempt { SETTLED, TRY_AGAIN };

static const struct fault unsure = { FAULT_UNAVAILABLE, "The database server was lost at the very moment of saving. "
	                                                "Please look whether it was saved before you try again." };

/* 1, 2, 4 ... 256 ms, half to one and a half of it, so that two that collided do not meet again. */
static void pause_before(int try, struct random *random)
{
	int64_t base_us = 1000 * (INT64_C(1) << (try < 8 ? try : 8));
	int64_t us = base_us / 2 + (int64_t)random_below(random, (uint64_t)base_us);
	struct timespec time = { .tv_sec = us / 1000000, .tv_nsec = us % 1000000 * 1000 };

	nanosleep(&time, NULL); /* a signal only makes it shorter */
}

static void undo(struct postgres_connection *connection)
{
	PQclear(postgres_command(connection, "ROLLBACK"));
}

/* A later try has less time left than the session's statement_timeout gives. */
static bool begin(struct postgres_connection *connection, struct work *work)
{
	int64_t left_us = connection->deadline_us - time_monotonic_us();
	char sql[80];
	PGresult *result;
	bool is_well;

	if (connection->deadline_us == 0)
		snprintf(sql, sizeof sql, "BEGIN");
	else
		snprintf(sql, sizeof sql, "BEGIN; SET LOCAL statement_timeout = %lld",
		         left_us < 1000 ? 1LL : (long long)(left_us / 1000));
	result = postgres_command(connection, sql);
	is_well = postgres_is_well(result);

	if (!is_well)
		postgres_failed(connection, work, NULL, result);
	PQclear(result);
	return is_well;
}

/* COMMIT of a transaction that had failed says ROLLBACK and no error. */
static bool is_committed(const PGresult *result)
{
	return postgres_is_well(result) && strcmp(PQcmdStatus((PGresult *)(uintptr_t)result), "COMMIT") == 0;
}

/* What is checked only at COMMIT (a deferred link) is the change's own fault; the rest is not. */
static enum attempt not_committed(struct postgres_connection *connection, struct change *change, const PGresult *result)
{
	const char *state = postgres_state(result);
	struct fault what = postgres_fault(state);

	postgres_log(connection->handle, result, change->work, NULL);
	if (state == NULL || PQstatus(connection->handle) != CONNECTION_OK) {
		change_not_saved(change, unsure);
	} else if (postgres_may_try_again(state)) {
		connection->broken = what;
		return TRY_AGAIN;
	} else if (fault_is_of_database(what.kind)) {
		change_not_saved(change, what);
	} else {
		change->outcome = REFUSED;
		fault_set(change->work->arena, &change->work->fault, what.kind, "%s", what.sentence);
	}
	return SETTLED;
}

static enum attempt commit(struct postgres_connection *connection, struct change *change)
{
	PGresult *result = postgres_command(connection, "COMMIT");
	enum attempt attempt = is_committed(result) ? SETTLED : not_committed(connection, change, result);

	PQclear(result);
	return attempt;
}

static enum attempt run_inside(struct postgres_connection *connection, struct change *change)
{
	struct work *work = change->work;

	if (!begin(connection, work))
		return connection->may_try_again ? TRY_AGAIN : (change_not_saved(change, connection->broken), SETTLED);
	change->outcome = change_settled(&connection->base, work, change->run(work, change->plan));
	if (!connection->base.failed && change->outcome != REFUSED)
		return commit(connection, change);
	undo(connection);
	if (connection->may_try_again)
		return TRY_AGAIN;
	if (connection->broken.kind != FAULT_NONE)
		change_not_saved(change, connection->broken);
	return SETTLED;
}

static enum attempt try_once(struct postgres_connection *connection, struct change *change)
{
	enum attempt attempt;

	connection->may_try_again = false;
	connection->broken = (struct fault){ 0 };
	if (!postgres_reach(connection)) {
		connection->broken = postgres_fault(NULL);
		return TRY_AGAIN;
	}
	change->work->db = &connection->base;
	connection->base.in_change = true;
	attempt = run_inside(connection, change);
	connection->base.in_change = connection->base.failed = false;
	return attempt;
}

/* When the server was away already there is no point in waiting for it with every change in turn. */
static void change_one(struct postgres_connection *connection, struct change *change, int64_t *retried)
{
	struct random random = { .seed = (uint64_t)time_monotonic_us(), .chunk = (uintptr_t)connection };
	struct work before = *change->work; /* who acts and what time it is may be set by the change itself */
	int tries = connection->is_down || connection->base.is_long ? 1 : TRIES;
	enum attempt attempt = TRY_AGAIN;

	connection->deadline_us = connection->base.is_long ? 0 : time_monotonic_us() + connection->patience_us;
	for (int try = 0; attempt == TRY_AGAIN && try < tries; try++) {
		if (try > 0) {
			pause_before(try - 1, &random);
			if (postgres_is_late(connection))
				break;
			++*retried;
		}
		*change->work = before;
		attempt = try_once(connection, change);
	}
	connection->deadline_us = 0;
	if (attempt == TRY_AGAIN)
		change_not_saved(change, connection->broken);
}

void postgres_change(struct connection *base, struct change *group, int64_t *retried)
{
	for (struct change *change = group; change != NULL; change = change->next)
		change_one(postgres_of(base), change, retried);
}
