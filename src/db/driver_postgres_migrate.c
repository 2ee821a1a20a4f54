/* What a migration needs of PostgreSQL: one program at a time, as long as it takes, each step a transaction. */
#include <string.h>

#include "db/driver_postgres.h"

/* The number of the lock: "Cairn" in ASCII. It is let go when the connection closes. */
#define LOCK "289397109358"

static bool execute(struct connection *base, struct work *work, const char *sql)
{
	struct postgres_connection *connection = postgres_of(base);
	PGresult *result = postgres_command(connection, sql);
	bool is_well = postgres_is_well(result);

	if (!is_well)
		postgres_failed(connection, work, NULL, result);
	PQclear(result);
	return is_well;
}

bool postgres_execute_text(struct connection *base, struct work *work, const char *sql)
{
	return execute(base, work, sql);
}

bool postgres_has_table(struct connection *base, struct work *work, const char *table, bool *has)
{
	struct postgres_connection *connection = postgres_of(base);
	PGresult *result =
		PQexecParams(connection->handle, "SELECT to_regclass($1) IS NOT NULL", 1, NULL, &table, NULL, NULL, 0);
	bool is_well = PQresultStatus(result) == PGRES_TUPLES_OK;

	*has = is_well && strcmp(PQgetvalue(result, 0, 0), "t") == 0;
	if (!is_well)
		postgres_failed(connection, work, NULL, result);
	PQclear(result);
	return is_well;
}

bool postgres_migrate_begin(struct connection *base, struct work *work)
{
	return execute(base, work, "SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0") &&
	       execute(base, work, "SELECT pg_advisory_lock(" LOCK ")");
}

bool postgres_step_begin(struct connection *base, struct work *work)
{
	return execute(base, work, "BEGIN");
}

bool postgres_step_commit(struct connection *base, struct work *work)
{
	return execute(base, work, "COMMIT");
}

void postgres_step_undo(struct connection *base, struct work *work)
{
	execute(base, work, "ROLLBACK");
}
