/*
 * What a migration needs of SQLite. A step may have to build a table anew, so foreign keys are off while steps run
 * (SQLite heeds that only outside a transaction) and every link is checked before each COMMIT instead.
 */
#include "db/driver_sqlite.h"

#include "base/log.h"

static bool execute(struct connection *base, struct work *work, const char *sql)
{
	struct sqlite_connection *connection = sqlite_of(base);
	int code = sqlite_execute(connection, sql);

	return code == SQLITE_OK || sqlite_failed(connection, work, NULL, code);
}

bool sqlite_execute_text(struct connection *base, struct work *work, const char *sql)
{
	return execute(base, work, sql);
}

bool sqlite_has_table(struct connection *base, struct work *work, const char *table, bool *has)
{
	struct sqlite_connection *connection = sqlite_of(base);
	sqlite3_stmt *handle = NULL;
	int code =
		sqlite3_prepare_v2(connection->handle, "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?",
	                           -1, &handle, NULL);

	if (code == SQLITE_OK)
		code = sqlite3_bind_text(handle, 1, table, -1, SQLITE_STATIC);
	if (code == SQLITE_OK)
		code = sqlite3_step(handle);
	*has = code == SQLITE_ROW;
	if (code != SQLITE_ROW && code != SQLITE_DONE)
		sqlite_failed(connection, work, NULL, code);
	sqlite3_finalize(handle);
	return code == SQLITE_ROW || code == SQLITE_DONE;
}

bool sqlite_migrate_begin(struct connection *base, struct work *work)
{
	return execute(base, work, "PRAGMA foreign_keys = OFF");
}

bool sqlite_step_begin(struct connection *base, struct work *work)
{
	return execute(base, work, "BEGIN IMMEDIATE");
}

static bool links_hold(struct sqlite_connection *connection, struct work *work)
{
	const char *table;
	int code = sqlite_check_says(connection->handle, work->arena, LINK_CHECK, &table);

	if (code != SQLITE_OK)
		return sqlite_failed(connection, work, NULL, code);
	return table == NULL ||
	       fault(work, FAULT_BROKEN, "After the step rows of the table %s would point at rows that are not there.",
	             table);
}

bool sqlite_step_commit(struct connection *base, struct work *work)
{
	if (links_hold(sqlite_of(base), work) && execute(base, work, "COMMIT"))
		return true;
	sqlite_step_undo(base, work);
	return false;
}

void sqlite_step_undo(struct connection *base, struct work *work)
{
	struct sqlite_connection *connection = sqlite_of(base);

	if (!sqlite3_get_autocommit(connection->handle))
		execute(base, work, "ROLLBACK");
}
