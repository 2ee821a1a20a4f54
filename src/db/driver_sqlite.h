/*
 * The SQLite driver's parts, private to its files. Only files named driver_sqlite*.c see sqlite3.h.
 *
 * One file holds everything, in WAL mode with synchronous=FULL: what COMMIT has confirmed survives the loss of
 * power. Readers never wait. One thread writes (see driver_sqlite_change.c); another moves the log into the file
 * (driver_sqlite_checkpoint.c).
 */
#ifndef CAIRN_DB_DRIVER_SQLITE_H
#define CAIRN_DB_DRIVER_SQLITE_H

#include <sqlite3.h>

#include "db/driver.h"

struct prepared {
	sqlite3_stmt *handle;
	int count;     /* of values */
	int indexes[]; /* SQLite's index of $1, $2, ...: it numbers names by their first appearance */
};

/* What every connection says over and over, prepared once. */
enum control { READ_BEGIN, READ_END, WRITE_BEGIN, WRITE_COMMIT, WRITE_UNDO, ONE_BEGIN, ONE_KEEP, ONE_UNDO, CONTROLS };

struct sqlite_connection {
	struct connection base;
	sqlite3 *handle;
	struct prepared **prepared; /* by the number of the statement; null until it is first used */
	sqlite3_stmt *controls[CONTROLS];
	struct fault broken; /* not this change alone but the whole transaction cannot go on */
};

/* The same pointer seen from this side. */
static inline struct sqlite_connection *sqlite_of(struct connection *connection)
{
	return (struct sqlite_connection *)connection;
}

/* driver_sqlite_fault.c: an extended error code as a fault whose sentence lives for ever; what SQLite said goes to
 * the log. */
struct fault sqlite_fault(int code);
void sqlite_log(sqlite3 *handle, int code, const struct work *work, const struct statement *statement);
/* Notes a failed statement in the work, the connection and the log. Always false. */
bool sqlite_failed(struct sqlite_connection *connection, struct work *work, const struct statement *statement,
                   int code);

/* driver_sqlite.c */
struct connection *sqlite_open(struct database *database, struct arena *arena, struct fault *fault,
                               enum connection_use use);
void sqlite_close(struct connection *connection);
int sqlite_execute(struct sqlite_connection *connection, const char *sql);
int sqlite_control(struct sqlite_connection *connection, enum control control); /* SQLITE_OK or an error */

/* driver_sqlite_statement.c */
struct rows *sqlite_ask(struct connection *connection, struct work *work, const struct statement *statement,
                        size_t count, const struct value *values);
int64_t sqlite_run(struct connection *connection, struct work *work, const struct statement *statement, size_t count,
                   const struct value *values);
bool sqlite_prepare(struct connection *connection, struct work *work, const struct statement *statement);
int sqlite_bind(sqlite3_stmt *handle, int index, const struct value *value); /* nothing is copied */
void sqlite_forget_prepared(struct sqlite_connection *connection);

/* driver_sqlite_table.c */
bool sqlite_table_each(struct connection *connection, struct work *work, const struct table *table, table_row *each,
                       void *context);
bool sqlite_table_load(struct connection *connection, struct work *work, const struct table *table, table_source *next,
                       void *context, int64_t *refused);

/* driver_sqlite_change.c */
void sqlite_change(struct connection *connection, struct change *group, int64_t *retried);

/* driver_sqlite_checkpoint.c */
bool sqlite_keeper_start(struct database *database, struct arena *arena, struct fault *fault);
void sqlite_keep(struct database *database, struct connection *writer);
void sqlite_keeper_stop(struct database *database);

/* driver_sqlite_backup.c */
/* The first thing that a check has to say, or null: SQLITE_OK or an error. LINK_CHECK names the table of a row that points at
 * nothing. */
#define LINK_CHECK "PRAGMA foreign_key_check"
int sqlite_check_says(sqlite3 *handle, struct arena *arena, const char *check, const char **said);
bool sqlite_backup(struct database *database, struct arena *arena, struct fault *fault, const char *to);
bool sqlite_check(struct database *database, struct arena *arena, struct fault *fault);

/* driver_sqlite_migrate.c */
bool sqlite_execute_text(struct connection *connection, struct work *work, const char *sql);
bool sqlite_has_table(struct connection *connection, struct work *work, const char *table, bool *has);
bool sqlite_migrate_begin(struct connection *connection, struct work *work);
bool sqlite_step_begin(struct connection *connection, struct work *work);
bool sqlite_step_commit(struct connection *connection, struct work *work);
void sqlite_step_undo(struct connection *connection, struct work *work);

#endif
