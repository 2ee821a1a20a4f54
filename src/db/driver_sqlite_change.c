/*
 * Group commit: the changes that wait share one transaction, so that they share the one wait for the disk.
 *
 * Each has a savepoint of its own: one that is refused leaves no trace and does not undo its neighbours. What breaks
 * the whole transaction (a full disk, a failed COMMIT) undoes them all, and every one is told that it was not saved.
 */
#include "db/driver_sqlite.h"

#include "base/log.h"

static void all_not_saved(struct change *group, struct fault fault)
{
	for (struct change *change = group; change != NULL; change = change->next)
		change_not_saved(change, fault);
}

/* A control that fails breaks the transaction. */
static bool is_done(struct sqlite_connection *connection, int code)
{
	if (code == SQLITE_OK)
		return true;
	sqlite_log(connection->handle, code, NULL, NULL);
	connection->broken = sqlite_fault(code);
	return false;
}

static bool control(struct sqlite_connection *connection, enum control control)
{
	return is_done(connection, sqlite_control(connection, control));
}

/* Another program (a migration, a copy being put back) may hold the file for longer than SQLite waits for it: that is worth a
 * second wait before all who are in the group are turned away. */
static bool begin(struct sqlite_connection *connection, int64_t *retried)
{
	int code = sqlite_control(connection, WRITE_BEGIN);

	if ((code & 0xff) == SQLITE_BUSY) {
		++*retried;
		code = sqlite_control(connection, WRITE_BEGIN);
	}
	return is_done(connection, code);
}

/* A link that must hold only at COMMIT would otherwise fail the whole group there. */
static bool links_hold(struct sqlite_connection *connection)
{
	int unresolved = 0, highest = 0;

	sqlite3_db_status(connection->handle, SQLITE_DBSTATUS_DEFERRED_FKS, &unresolved, &highest, 0);
	return unresolved == 0;
}

static enum outcome run_inside(struct sqlite_connection *connection, struct change *change)
{
	struct work *work = change->work;
	enum outcome outcome;

	connection->base.failed = false;
	work->db = &connection->base;
	outcome = change_settled(&connection->base, work, change->run(work, change->plan));
	if (outcome != REFUSED && !links_hold(connection)) {
		struct fault what = sqlite_fault(SQLITE_CONSTRAINT_FOREIGNKEY);

		fault(work, what.kind, "%s", what.sentence);
		return REFUSED;
	}
	return outcome;
}

/* False when the transaction is broken. */
static bool run_one(struct sqlite_connection *connection, struct change *change)
{
	if (!control(connection, ONE_BEGIN))
		return false;
	change->outcome = run_inside(connection, change);
	if (connection->broken.kind != FAULT_NONE)
		return false;
	if (change->outcome == REFUSED && !control(connection, ONE_UNDO))
		return false;
	return control(connection, ONE_KEEP);
}

static bool run_all(struct sqlite_connection *connection, struct change *group)
{
	for (struct change *change = group; change != NULL; change = change->next)
		if (!run_one(connection, change))
			return false;
	return true;
}

/* A grave error has rolled back already; a ROLLBACK that failed on a sick disk is tried once more before the next
 * group. */
static void undo_open(struct sqlite_connection *connection)
{
	if (!sqlite3_get_autocommit(connection->handle))
		sqlite_control(connection, WRITE_UNDO);
}

void sqlite_change(struct connection *base, struct change *group, int64_t *retried)
{
	struct sqlite_connection *connection = sqlite_of(base);
	bool is_saved;

	connection->broken = (struct fault){ 0 };
	base->in_change = true;
	undo_open(connection);
	is_saved = begin(connection, retried) && run_all(connection, group) && control(connection, WRITE_COMMIT);
	base->in_change = base->failed = false;
	if (is_saved)
		return;
	undo_open(connection);
	all_not_saved(group, connection->broken);
}
