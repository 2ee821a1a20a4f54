#include "db/driver_sqlite.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define BUSY_MS 10000

static pthread_once_t prepared_once = PTHREAD_ONCE_INIT;

/* Each connection belongs to one thread, so SQLite need not lock them; nor need it count its memory under a lock. */
static void prepare_library(void)
{
	sqlite3_config(SQLITE_CONFIG_MULTITHREAD);
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

static bool is_uri(const char *address)
{
	return strncmp(address, "file:", 5) == 0;
}

/* An address as SQLite writes them says for itself how the file is opened: for tests with a file system of their
 * own. */
static int uri_flags(const char *address)
{
	return is_uri(address) ? SQLITE_OPEN_URI | SQLITE_OPEN_CREATE : 0;
}

int sqlite_execute(struct sqlite_connection *connection, const char *sql)
{
	return sqlite3_exec(connection->handle, sql, NULL, NULL, NULL);
}

int sqlite_control(struct sqlite_connection *connection, enum control control)
{
	static const char *const texts[CONTROLS] = {
		[READ_BEGIN] = "BEGIN",     [READ_END] = "ROLLBACK",        [WRITE_BEGIN] = "BEGIN IMMEDIATE",
		[WRITE_COMMIT] = "COMMIT",  [WRITE_UNDO] = "ROLLBACK",      [ONE_BEGIN] = "SAVEPOINT one",
		[ONE_KEEP] = "RELEASE one", [ONE_UNDO] = "ROLLBACK TO one",
	};
	sqlite3_stmt **place = &connection->controls[control];
	int code = SQLITE_OK;

	if (*place == NULL)
		code = sqlite3_prepare_v3(connection->handle, texts[control], -1, SQLITE_PREPARE_PERSISTENT, place,
		                          NULL);
	if (code != SQLITE_OK)
		return code;
	code = sqlite3_step(*place);
	sqlite3_reset(*place);
	return code == SQLITE_DONE ? SQLITE_OK : code;
}

/* What every connection needs, whoever opened the file before: SQLite keeps only the journal mode. */
static int settle(struct sqlite_connection *connection)
{
	sqlite3 *handle = connection->handle;
	int code;

	sqlite3_extended_result_codes(handle, 1);
	sqlite3_busy_timeout(handle, BUSY_MS);
	sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
	sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
	sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	code = sqlite_execute(connection, "PRAGMA journal_mode = WAL;"
	                                  "PRAGMA synchronous = FULL;"
	                                  "PRAGMA foreign_keys = ON;"
	                                  "PRAGMA case_sensitive_like = ON;"
	                                  "PRAGMA temp_store = MEMORY;"
	                                  "PRAGMA secure_delete = ON;" /* what is erased is gone from the file, too */
	                                  "PRAGMA journal_size_limit = 67108864;");
	if (code == SQLITE_OK && connection->base.use == CONNECTION_READS)
		code = sqlite_execute(connection, "PRAGMA query_only = ON;");
	return code;
}

static struct sqlite_connection *connection_new(struct database *database, enum connection_use use)
{
	struct arena *arena = arena_new();
	struct sqlite_connection *connection = NEW(arena, struct sqlite_connection);

	connection->base =
		(struct connection){ .driver = &sqlite_driver, .database = database, .arena = arena, .use = use };
	connection->prepared = NEW_ARRAY(arena, struct prepared *, statement_count());
	return connection;
}

struct connection *sqlite_open(struct database *database, struct arena *arena, struct fault *fault,
                               enum connection_use use)
{
	int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | uri_flags(database->address);
	struct sqlite_connection *connection = connection_new(database, use);
	int code = sqlite3_open_v2(database->address, &connection->handle, flags, NULL);

	if (code == SQLITE_OK)
		code = settle(connection);
	if (code == SQLITE_OK && use == CONNECTION_CHANGES && sqlite3_db_readonly(connection->handle, "main") == 1)
		code = SQLITE_READONLY;
	if (code != SQLITE_OK) {
		struct fault what = sqlite_fault(code);

		sqlite_log(connection->handle, code, NULL, NULL);
		fault_set(arena, fault, what.kind, "%s", what.sentence);
		sqlite_close(&connection->base);
		return NULL;
	}
	return &connection->base;
}

void sqlite_close(struct connection *base)
{
	struct sqlite_connection *connection = sqlite_of(base);

	sqlite_forget_prepared(connection);
	for (int i = 0; i < CONTROLS; i++)
		sqlite3_finalize(connection->controls[i]);
	sqlite3_close_v2(connection->handle);
	arena_free(base->arena);
}

/* An empty file is an empty database. Made here and not by SQLite so that only its owner may read it. */
static bool create_file(const char *path, struct arena *arena, struct fault *fault)
{
	int file = open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);

	if (file >= 0) {
		close(file);
		return true;
	}
	switch (errno) {
	case EEXIST:
		return true;
	case ENOENT:
	case ENOTDIR:
		return fault_set(arena, fault, FAULT_NOT_FOUND,
		                 "There is no folder for the file %s. Make the folder first.", path);
	case ENOSPC:
	case EDQUOT:
		return fault_set(arena, fault, FAULT_DATABASE_FULL, "The disk is full, so %s could not be made.", path);
	default:
		return fault_set(arena, fault, FAULT_UNAVAILABLE, "The file %s could not be made: %s.", path,
		                 strerror(errno));
	}
}

static bool find_file(const char *path, struct arena *arena, struct fault *fault)
{
	if (access(path, F_OK) == 0)
		return true;
	if (errno == ENOENT || errno == ENOTDIR)
		return fault_set(arena, fault, FAULT_NOT_FOUND,
		                 "There is no database at %s. Check the name, or make one with `cairn init`.", path);
	return fault_set(arena, fault, FAULT_UNAVAILABLE, "The file %s could not be reached: %s.", path,
	                 strerror(errno));
}

static bool sqlite_look(struct database *database, struct arena *arena, struct fault *fault, bool create)
{
	const char *path = database->address;
	struct connection *connection;

	pthread_once(&prepared_once, prepare_library);
	if (path[0] == '\0' || path[0] == ':')
		return fault_set(arena, fault, FAULT_BAD_INPUT, "Name a file for the database, such as cairn.db.");
	if (!is_uri(path) && !(create ? create_file(path, arena, fault) : find_file(path, arena, fault)))
		return false;
	connection = sqlite_open(database, arena, fault, CONNECTION_CHANGES);
	connection_close(connection);
	return connection != NULL;
}

static void let_go(void *handle)
{
	sqlite3_close_v2(handle);
}

/* In WAL mode an open connection has a shared lock on the file for as long as it lives, so an exclusive one shows that
 * there is none. Nothing is moved from the log into the file: a database about to be put away stays as it is. */
static bool sqlite_hold(struct arena *arena, struct fault *fault, const char *address)
{
	sqlite3 *handle = NULL;
	int code;

	pthread_once(&prepared_once, prepare_library);
	code = sqlite3_open_v2(address, &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | uri_flags(address),
	                       NULL);
	if (code == SQLITE_OK)
		code = sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
	if (code == SQLITE_OK)
		code = sqlite3_exec(handle, "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE", NULL, NULL, NULL);
	if ((code & 0xff) != SQLITE_BUSY) {
		arena_defer(arena, let_go, handle);
		return true;
	}
	sqlite3_close_v2(handle);
	return fault_set(arena, fault, FAULT_CONFLICT,
	                 "Another program is using %s. Stop Cairn first, then try again. Nothing was changed.",
	                 address);
}

static bool sqlite_snapshot_begin(struct connection *base, struct work *work)
{
	struct sqlite_connection *connection = sqlite_of(base);
	int code = sqlite_control(connection, READ_BEGIN);

	return code == SQLITE_OK || sqlite_failed(connection, work, NULL, code);
}

static void sqlite_snapshot_end(struct connection *base)
{
	sqlite_control(sqlite_of(base), READ_END); /* nothing was written; an error leaves nothing open either */
}

const struct driver sqlite_driver = {
	.name = "sqlite",
	.group_most = 256,
	.writers_most = 1,
	.look = sqlite_look,
	.open = sqlite_open,
	.close = sqlite_close,
	.ask = sqlite_ask,
	.run = sqlite_run,
	.prepare = sqlite_prepare,
	.snapshot_begin = sqlite_snapshot_begin,
	.snapshot_end = sqlite_snapshot_end,
	.table_each = sqlite_table_each,
	.table_load = sqlite_table_load,
	.change = sqlite_change,
	.keeper_start = sqlite_keeper_start,
	.keep = sqlite_keep,
	.keeper_stop = sqlite_keeper_stop,
	.execute = sqlite_execute_text,
	.has_table = sqlite_has_table,
	.migrate_begin = sqlite_migrate_begin,
	.step_begin = sqlite_step_begin,
	.step_commit = sqlite_step_commit,
	.step_undo = sqlite_step_undo,
	.backup = sqlite_backup,
	.check = sqlite_check,
	.hold = sqlite_hold,
};
