/*
 * The PostgreSQL driver's parts, private to its files. Only files named driver_postgres*.c see libpq.
 *
 * Statements are prepared by name with the types of their values, results come as text. A change is a transaction of
 * its own, READ COMMITTED, begun again from the start when it lost a race or its connection, as long as its time is not
 * up. A connection that was lost is opened anew when it is next used outside a transaction.
 */
#ifndef CAIRN_DB_DRIVER_POSTGRES_H
#define CAIRN_DB_DRIVER_POSTGRES_H

#include <libpq-fe.h>

#include "db/driver.h"

/* A statement as the server knows it. */
struct named {
	char name[24];
	enum value_kind *kinds; /* the types it was prepared with */
	size_t count;
};

/* Values as libpq wants them. */
struct parameters {
	int count;
	Oid *types;
	const char **texts; /* null is NULL */
	int *lengths;       /* only of bytes */
	int *formats;       /* 0 text, 1 bytes */
};

struct postgres_connection {
	struct connection base;
	PGconn *handle;
	struct named **named; /* by the number of the statement; null until it is first used */
	unsigned names;       /* given out so far */
	bool may_try_again;   /* the change lost a race or its connection, and nothing of it was kept */
	bool is_down;         /* the server could not be reached last time */
	int64_t patience_us;  /* for one change, with all its tries */
	int64_t deadline_us;  /* of the change that runs, by time_monotonic_us; nought outside one */
	struct fault broken;  /* no fault of the change: it was not saved */
};

static inline struct postgres_connection *postgres_of(struct connection *connection)
{
	return (struct postgres_connection *)connection;
}

/* driver_postgres_fault.c */
/* For a SQLSTATE of five characters, or null when the connection broke. The sentence lives for ever. */
struct fault postgres_fault(const char *state);
/* Lost a race with another transaction, or the server went away: worth another try. */
bool postgres_may_try_again(const char *state);
const char *postgres_state(const PGresult *result);
void postgres_log(PGconn *handle, const PGresult *result, const struct work *work, const struct statement *statement);
/* Notes a failed statement in the work, the connection and the log. Always false. */
bool postgres_failed(struct postgres_connection *connection, struct work *work, const struct statement *statement,
                     const PGresult *result);

/* No more is asked in a change whose time is up: noted as postgres_failed notes it. Always false. */
bool postgres_late(struct postgres_connection *connection, struct work *work, const struct statement *statement);
static inline bool postgres_is_late(const struct postgres_connection *connection)
{
	return connection->deadline_us != 0 && time_monotonic_us() >= connection->deadline_us;
}

/* driver_postgres.c */
struct connection *postgres_open(struct database *database, struct arena *arena, struct fault *fault,
                                 enum connection_use use);
/* Opens it anew when it has been lost. False when the server cannot be reached. */
bool postgres_reach(struct postgres_connection *connection);
/* The same although it seems to be there still. */
bool postgres_reach_anew(struct postgres_connection *connection);
/* A command without values, such as BEGIN; what it gave, to be cleared by the caller. */
PGresult *postgres_command(struct postgres_connection *connection, const char *sql);
bool postgres_is_well(const PGresult *result);

/* driver_postgres_statement.c */
struct rows *postgres_ask(struct connection *connection, struct work *work, const struct statement *statement,
                          size_t count, const struct value *values);
int64_t postgres_run(struct connection *connection, struct work *work, const struct statement *statement, size_t count,
                     const struct value *values);
bool postgres_prepare(struct connection *connection, struct work *work, const struct statement *statement);

struct parameters postgres_parameters(struct arena *arena, size_t count, const struct value *values);

/* driver_postgres_table.c */
bool postgres_table_each(struct connection *connection, struct work *work, const struct table *table, table_row *each,
                         void *context);
bool postgres_table_load(struct connection *connection, struct work *work, const struct table *table,
                         table_source *next, void *context, int64_t *refused);

/* driver_postgres_rows.c */
struct rows *postgres_rows(struct arena *arena, const PGresult *result);

/* driver_postgres_change.c */
void postgres_change(struct connection *connection, struct change *group, int64_t *retried);

/* driver_postgres_migrate.c */
bool postgres_execute_text(struct connection *connection, struct work *work, const char *sql);
bool postgres_has_table(struct connection *connection, struct work *work, const char *table, bool *has);
bool postgres_migrate_begin(struct connection *connection, struct work *work);
bool postgres_step_begin(struct connection *connection, struct work *work);
bool postgres_step_commit(struct connection *connection, struct work *work);
void postgres_step_undo(struct connection *connection, struct work *work);

#endif
