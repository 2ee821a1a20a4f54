#include "db/migrate.h"

#include "base/hash.h"
#include "db/driver.h"
#include "db/migrate_text.h"

/* What the runner itself needs: which steps have run, and the next number of each table of a partnership. */
static const char own_tables[] =
	"CREATE TABLE schema_step (\n"
	"	number @id PRIMARY KEY, name @text NOT NULL, digest @text NOT NULL, ran_at @int NOT NULL\n"
	");\n"
	"CREATE TABLE counter (\n"
	"	partnership @id NOT NULL, of_table @text NOT NULL, next @int NOT NULL,\n"
	"	PRIMARY KEY (partnership, of_table)\n"
	");\n";

static bool run_text(struct work *work, const char *sql)
{
	struct connection *connection = work->db;
	const char *text = migration_text(work->arena, &work->fault, sql, connection->driver->name);

	return text != NULL && connection->driver->execute(connection, work, text);
}

/* Runs `inside` in a transaction of its own. */
static bool in_step(struct work *work, bool (*inside)(struct work *work, const struct migration *migration),
                    const struct migration *migration)
{
	struct connection *connection = work->db;

	if (!connection->driver->step_begin(connection, work))
		return false;
	if (inside(work, migration))
		return connection->driver->step_commit(connection, work);
	connection->driver->step_undo(connection, work);
	return false;
}

/* Looked at again inside the transaction: another program may have been quicker. */
static bool make_own_tables(struct work *work, const struct migration *none)
{
	bool has = false;

	(void)none;
	if (!work->db->driver->has_table(work->db, work, "schema_step", &has))
		return false;
	return has || run_text(work, own_tables);
}

static struct rows *ask_step(struct work *work, const struct migration *migration)
{
	return db_ask(work, "SELECT digest FROM schema_step WHERE number = $1", V(migration->number));
}

/* True when the step has run as it stands here. Not run: false without a fault. Altered since: false with one. */
static bool has_run(struct work *work, const struct migration *migration)
{
	struct rows *rows = ask_step(work, migration);

	if (rows == NULL || rows->len == 0)
		return false;
	if (text_equal(row_text(rows, 0, 0), hash_text(work->arena, migration->sql)))
		return true;
	return fault(work, FAULT_BROKEN,
	             "Step %d of the database (%s) was altered after it had run here. Use the program that made this "
	             "database, or put the step back as it was.",
	             migration->number, migration->name);
}

static bool run_step(struct work *work, const struct migration *migration)
{
	if (has_run(work, migration))
		return true;
	if (work->fault.kind != FAULT_NONE || !run_text(work, migration->sql))
		return false;
	return db_run(work, "INSERT INTO schema_step (number, name, digest, ran_at) VALUES ($1, $2, $3, $4)",
	              V(migration->number), V(migration->name), V(hash_text(work->arena, migration->sql)),
	              V(work->now)) == 1;
}

static bool run_step_and_say(struct work *work, const struct migration *migration)
{
	if (has_run(work, migration))
		return true;
	if (work->fault.kind != FAULT_NONE)
		return false;
	if (in_step(work, run_step, migration))
		return true;
	work->fault.sentence = text_format(work->arena, "Step %d of the database (%s) failed and was undone. %s",
	                                   migration->number, migration->name, work->fault.sentence);
	return false;
}

/* A database with steps this program does not know was made by a newer one: nothing here may touch it. */
static bool is_not_newer(struct work *work, const struct migration *migrations, size_t count)
{
	int64_t known = 0;
	struct rows *rows = db_ask(work, "SELECT MAX(number) FROM schema_step", NO_VALUES);

	for (size_t i = 0; i < count; i++)
		known = migrations[i].number > known ? migrations[i].number : known;
	if (rows == NULL)
		return false;
	if (row_int(rows, 0, 0) <= known)
		return true;
	return fault(
		work, FAULT_UNAVAILABLE,
		"This database was made by a newer Cairn (step %lld; this program knows %lld). Use the newer program.",
		(long long)row_int(rows, 0, 0), (long long)known);
}

static bool run_all(struct work *work, const struct migration *migrations, size_t count)
{
	if (!work->db->driver->migrate_begin(work->db, work) || !in_step(work, make_own_tables, NULL))
		return false;
	if (!is_not_newer(work, migrations, count))
		return false;
	for (size_t i = 0; i < count; i++)
		if (!run_step_and_say(work, &migrations[i]))
			return false;
	return true;
}

static bool is_behind(struct work *work)
{
	return fault(work, FAULT_UNAVAILABLE,
	             "The database is not yet what this program needs. Keep a copy of it, then run `cairn init`.");
}

static bool all_have_run(struct work *work, const struct migration *migrations, size_t count)
{
	bool has = false;

	if (!work->db->driver->has_table(work->db, work, "schema_step", &has))
		return false;
	if (!has)
		return is_behind(work);
	if (!is_not_newer(work, migrations, count))
		return false;
	for (size_t i = 0; i < count; i++)
		if (!has_run(work, &migrations[i]))
			return work->fault.kind == FAULT_NONE ? is_behind(work) : false;
	return true;
}

typedef bool steps_function(struct work *work, const struct migration *migrations, size_t count);

/* Lends a connection of its own to the steps. */
static bool with_connection(struct database *database, struct arena *arena, struct fault *fault,
                            enum connection_use use, steps_function *run, const struct migration *migrations,
                            size_t count)
{
	struct work work = { .arena = arena, .fault = *fault, .now = time_now() };
	bool is_done;

	work.db = connection_open(database, arena, fault, use);
	if (work.db == NULL)
		return false;
	is_done = run(&work, migrations, count);
	connection_close(work.db);
	*fault = work.fault;
	return is_done;
}

bool database_migrate(struct database *database, struct arena *arena, struct fault *fault,
                      const struct migration *migrations, size_t count)
{
	return with_connection(database, arena, fault, CONNECTION_CHANGES, run_all, migrations, count);
}

bool database_is_current(struct database *database, struct arena *arena, struct fault *fault,
                         const struct migration *migrations, size_t count)
{
	return with_connection(database, arena, fault, CONNECTION_READS, all_have_run, migrations, count);
}
