#include "db/driver_postgres.h"

#include <string.h>

#include "base/log.h"

/* How long one change may take, with all its tries. */
#define PATIENCE_US INT64_C(30000000)

/* Said once to each new connection. A statement is given 30 seconds; a transaction that a lost program left open,
 * a minute. */
static const char settings[] = "SET statement_timeout = '30s';"
			       "SET idle_in_transaction_session_timeout = '60s';"
			       "SET client_min_messages = warning;"
			       "SET bytea_output = hex;"
			       "SET extra_float_digits = 1;"
			       "SET standard_conforming_strings = on;"
			       "SET DateStyle = ISO;"
			       "SET default_transaction_isolation = 'read committed';";
static const char settings_of_reader[] = "SET default_transaction_read_only = on";

static void hear_notice(void *argument, const PGresult *result)
{
	(void)argument;
	(void)result; /* a notice asks for nothing to be done */
}

bool postgres_is_well(const PGresult *result)
{
	ExecStatusType status = PQresultStatus(result);

	return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

PGresult *postgres_command(struct postgres_connection *connection, const char *sql)
{
	return PQexec(connection->handle, sql);
}

static bool say(struct postgres_connection *connection, const char *sql)
{
	PGresult *result = postgres_command(connection, sql);
	bool is_well = postgres_is_well(result);

	PQclear(result);
	return is_well;
}

/* What stands before the address may be overruled by it; what stands after may not. A server that falls silent is given up
 * when it has not taken what was sent for 30 seconds (tcp_user_timeout, in milliseconds), or, while an answer is waited for,
 * has not answered three knocks ten seconds apart (keepalives). */
static PGconn *dial(const char *address)
{
	static const char *const names[] = { "connect_timeout",
		                             "target_session_attrs",
		                             "tcp_user_timeout",
		                             "keepalives",
		                             "keepalives_idle",
		                             "keepalives_interval",
		                             "keepalives_count",
		                             "dbname",
		                             "fallback_application_name",
		                             "client_encoding",
		                             NULL };
	const char *const values[] = {
		"5", "read-write", "30000", "1", "10", "10", "3", address, "cairn", "UTF8", NULL
	};

	return PQconnectdbParams(names, values, 1);
}

/* Whatever the old connection had prepared is forgotten with it. */
static bool connect_anew(struct postgres_connection *connection)
{
	bool is_open;

	PQfinish(connection->handle);
	memset(connection->named, 0, statement_count() * sizeof *connection->named);
	connection->handle = dial(connection->base.database->address);
	is_open = PQstatus(connection->handle) == CONNECTION_OK;
	if (is_open) {
		PQsetNoticeReceiver(connection->handle, hear_notice, NULL);
		is_open = say(connection, settings);
	}
	if (is_open && connection->base.use == CONNECTION_READS)
		is_open = say(connection, settings_of_reader);
	if (!is_open)
		log_line("database", LOG_TEXT("error", PQerrorMessage(connection->handle)), LOG_END);
	connection->is_down = !is_open;
	return is_open;
}

bool postgres_reach(struct postgres_connection *connection)
{
	return (PQstatus(connection->handle) == CONNECTION_OK && !connection->is_down) || connect_anew(connection);
}

bool postgres_reach_anew(struct postgres_connection *connection)
{
	return connect_anew(connection);
}

static void postgres_close(struct connection *base)
{
	PQfinish(postgres_of(base)->handle);
	arena_free(base->arena);
}

struct connection *postgres_open(struct database *database, struct arena *arena, struct fault *fault,
                                 enum connection_use use)
{
	struct arena *own = arena_new();
	struct postgres_connection *connection = NEW(own, struct postgres_connection);

	connection->base =
		(struct connection){ .driver = &postgres_driver, .database = database, .arena = own, .use = use };
	connection->named = NEW_ARRAY(own, struct named *, statement_count());
	connection->patience_us = PATIENCE_US;
	if (connect_anew(connection))
		return &connection->base;
	fault_set(arena, fault, FAULT_UNAVAILABLE, "The PostgreSQL server could not be reached. %s",
	          text_trim(arena, PQerrorMessage(connection->handle)));
	postgres_close(&connection->base);
	return NULL;
}

static bool postgres_look(struct database *database, struct arena *arena, struct fault *fault, bool create)
{
	struct connection *connection = postgres_open(database, arena, fault, CONNECTION_READS);

	(void)create; /* a server's databases are made with its own tools */
	connection_close(connection);
	return connection != NULL;
}

static bool postgres_snapshot_begin(struct connection *base, struct work *work)
{
	struct postgres_connection *connection = postgres_of(base);
	PGresult *result;
	bool is_well;

	if (!postgres_reach(connection))
		return postgres_failed(connection, work, NULL, NULL);
	result = postgres_command(connection, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
	if (!postgres_is_well(result) && PQstatus(connection->handle) == CONNECTION_BAD &&
	    postgres_reach_anew(connection)) {
		PQclear(result);
		result = postgres_command(connection, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
	}
	is_well = postgres_is_well(result);
	if (!is_well)
		postgres_failed(connection, work, NULL, result);
	PQclear(result);
	return is_well;
}

static void postgres_snapshot_end(struct connection *base)
{
	PQclear(postgres_command(postgres_of(base), "ROLLBACK")); /* nothing was written */
}

static bool postgres_backup(struct database *database, struct arena *arena, struct fault *fault, const char *to)
{
	(void)database;
	return fault_set(arena, fault, FAULT_BAD_INPUT,
	                 "PostgreSQL has its own tools for this. Run: pg_dump --format=custom --file=%s ADDRESS", to);
}

/* A server checks itself as it works; what is looked at here is that it can be reached. */
static bool postgres_check(struct database *database, struct arena *arena, struct fault *fault)
{
	return postgres_look(database, arena, fault, false);
}

const struct driver postgres_driver = {
	.name = "postgresql",
	.group_most = 1,
	.writers_most = 64,
	.look = postgres_look,
	.open = postgres_open,
	.close = postgres_close,
	.ask = postgres_ask,
	.run = postgres_run,
	.prepare = postgres_prepare,
	.snapshot_begin = postgres_snapshot_begin,
	.snapshot_end = postgres_snapshot_end,
	.table_each = postgres_table_each,
	.table_load = postgres_table_load,
	.change = postgres_change,
	.execute = postgres_execute_text,
	.has_table = postgres_has_table,
	.migrate_begin = postgres_migrate_begin,
	.step_begin = postgres_step_begin,
	.step_commit = postgres_step_commit,
	.step_undo = postgres_step_undo,
	.backup = postgres_backup,
	.check = postgres_check,
};
