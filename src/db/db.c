#include <string.h>

#include "db/driver.h"

/* Made by the linker: the bounds of the section that STATEMENT writes to. */
extern const struct statement __start_statements[];
extern const struct statement __stop_statements[];

const struct statement *db_statements(size_t *count)
{
	*count = statement_count();
	return __start_statements;
}

size_t statement_count(void)
{
	return (size_t)(__stop_statements - __start_statements);
}

size_t statement_number(const struct statement *statement)
{
	return (size_t)(statement - __start_statements);
}

static bool may_ask(struct work *work)
{
	struct connection *connection = work->db;

	if (connection == NULL)
		return fault(work, FAULT_BROKEN, "No database was lent to this piece of work.");
	return !connection->failed; /* the fault has been set */
}

static size_t count_of_values(size_t count, const struct value *values)
{
	return count == 1 && values[0].kind == VALUE_NONE ? 0 : count;
}

struct rows *db_ask_statement(struct work *work, const struct statement *statement, size_t count,
                              const struct value *values)
{
	if (!may_ask(work))
		return NULL;
	return work->db->driver->ask(work->db, work, statement, count_of_values(count, values), values);
}

int64_t db_run_statement(struct work *work, const struct statement *statement, size_t count, const struct value *values)
{
	if (!may_ask(work))
		return -1;
	return work->db->driver->run(work->db, work, statement, count_of_values(count, values), values);
}

bool db_prepare_only(struct work *work, const struct statement *statement)
{
	return may_ask(work) && work->db->driver->prepare(work->db, work, statement);
}

int64_t db_new_id(struct work *work, const char *table)
{
	struct rows *rows;

	if (work->db == NULL || !work->db->in_change) {
		fault(work, FAULT_BROKEN, "A number was asked for outside a change.");
		return 0;
	}
	rows = db_ask(work,
	              "INSERT INTO counter (partnership, of_table, next) VALUES ($1, $2, 1)"
	              " ON CONFLICT (partnership, of_table) DO UPDATE SET next = counter.next + 1 RETURNING next",
	              V(work->partnership), V(table));
	return row_int(rows, 0, 0);
}

bool db_snapshot_begin(struct work *work)
{
	struct connection *connection = work->db;

	if (!may_ask(work))
		return false;
	if (connection->in_snapshot || connection->in_change)
		return fault(work, FAULT_BROKEN, "A snapshot was begun inside another piece of database work.");
	connection->in_snapshot = connection->driver->snapshot_begin(connection, work);
	return connection->in_snapshot;
}

void db_snapshot_end(struct work *work)
{
	struct connection *connection = work->db;

	if (connection == NULL || !connection->in_snapshot)
		return;
	connection->in_snapshot = false;
	connection->driver->snapshot_end(connection);
}

static bool is_postgres(const char *address)
{
	return strncmp(address, "postgresql://", 13) == 0 || strncmp(address, "postgres://", 11) == 0;
}

struct database *database_open(struct arena *arena, struct fault *fault, const char *address, bool create)
{
	struct arena *own = arena_new();
	struct database *database = NEW(own, struct database);

	database->arena = own;
	database->driver = is_postgres(address) ? &postgres_driver : &sqlite_driver;
	database->address = text_copy(own, address);
	changes_start(&database->changes);
	shelf_start(database);
	if (!database->driver->look(database, arena, fault, create)) {
		database_close(database);
		return NULL;
	}
	return database;
}

void database_close(struct database *database)
{
	if (database == NULL)
		return;
	database_stop_changes(database);
	changes_end(&database->changes);
	arena_free(database->arena);
}

const char *database_kind(const struct database *database)
{
	return database->driver->name;
}

struct connection *connection_open(struct database *database, struct arena *arena, struct fault *fault,
                                   enum connection_use use)
{
	return database->driver->open(database, arena, fault, use);
}

void connection_close(struct connection *connection)
{
	if (connection != NULL)
		connection->driver->close(connection);
}

bool database_backup(struct database *database, struct arena *arena, struct fault *fault, const char *to)
{
	return database->driver->backup(database, arena, fault, to);
}

bool database_hold(struct arena *arena, struct fault *fault, const char *address)
{
	const struct driver *driver = is_postgres(address) ? &postgres_driver : &sqlite_driver;

	if (driver->hold == NULL)
		return fault_set(arena, fault, FAULT_BAD_INPUT, "A PostgreSQL server cannot be held by one program.");
	return driver->hold(arena, fault, address);
}

bool database_check(struct database *database, struct arena *arena, struct fault *fault)
{
	return database->driver->check(database, arena, fault);
}
