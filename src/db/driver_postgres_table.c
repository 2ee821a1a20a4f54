/*
 * Whole tables on PostgreSQL: read with a cursor, a few hundred rows at a time; filled through a pipeline, so that a row costs no wait for the
 * server and yet each has an answer of its own, which says the very row that was refused. One batch is sent while the server works on the one before.
 */
#include <string.h>

#include "db/driver_postgres.h"

#define ROWS_AT_A_TIME  500
#define BYTES_AT_A_TIME ((size_t)1024 * 1024)
#define BLOBS_AT_A_TIME 4 /* rows that hold bytes, a quarter of a megabyte each, come twice as large */

static bool has_bytes(const struct table *table)
{
	bool has = false;

	for (size_t i = 0; i < table->count; i++)
		has = has || table->columns[i].kind == VALUE_BLOB;
	return has;
}

/* Null with the fault set. */
static PGresult *say(struct postgres_connection *connection, struct work *work, const char *sql)
{
	PGresult *result = postgres_command(connection, sql);

	if (postgres_is_well(result))
		return result;
	postgres_failed(connection, work, NULL, result);
	PQclear(result);
	return NULL;
}

/* ------------------------------------------------------------------ out */

/* *more says whether there may be more. */
static bool each_fetched(struct postgres_connection *connection, struct work *work, struct arena *arena,
                         const char *fetch, table_row *each, void *context, bool *more)
{
	PGresult *result = say(connection, work, fetch);
	const struct rows *rows = result == NULL ? NULL : postgres_rows(arena, result);
	bool is_wanted = rows != NULL;

	*more = rows != NULL && rows->len > 0;
	PQclear(result);
	for (size_t i = 0; is_wanted && i < rows->len; i++) {
		const struct rows row = { 1, rows->columns, rows->cells + i * rows->columns };

		is_wanted = each(context, &row);
	}
	arena_reset(arena);
	return is_wanted;
}

bool postgres_table_each(struct connection *base, struct work *work, const struct table *table, table_row *each,
                         void *context)
{
	struct postgres_connection *connection = postgres_of(base);
	const char *select = table_select(work->arena, table, work->partnership, " COLLATE \"C\"");
	const char *fetch = text_format(work->arena, "FETCH %d FROM whole_table",
	                                has_bytes(table) ? BLOBS_AT_A_TIME : ROWS_AT_A_TIME);
	PGresult *begun =
		say(connection, work, text_format(work->arena, "DECLARE whole_table NO SCROLL CURSOR FOR %s", select));
	struct arena *arena = arena_new();
	bool more = begun != NULL, is_well = more;

	while (is_well && more)
		is_well = each_fetched(connection, work, arena, fetch, each, context, &more);
	arena_free(arena);
	if (begun != NULL && !base->failed)
		PQclear(postgres_command(connection, "CLOSE whole_table"));
	PQclear(begun);
	return is_well;
}

/* ------------------------------------------------------------------ in */

struct filling {
	struct postgres_connection *connection;
	struct work *work;
	const struct table *table;
	struct arena *arena; /* of the rows that are being sent */
	int sent;            /* rows */
	size_t bytes;
	int awaited; /* rows of the batch before, which the server works on meanwhile */
	int64_t answered;
	PGresult *refusal; /* the first */
	int64_t refused;
};

/* An answer to each row of the batch that is awaited, each followed by a null, and one to its end. What follows a refusal is not looked at by the
 * server. */
static bool hear_answers(struct filling *filling)
{
	PGconn *handle = filling->connection->handle;

	for (int i = 0; i < filling->awaited; i++) {
		PGresult *result = PQgetResult(handle);

		filling->answered++;
		if (!postgres_is_well(result) && filling->refusal == NULL) {
			filling->refusal = result;
			filling->refused = filling->answered;
		} else {
			PQclear(result);
		}
		PQclear(PQgetResult(handle));
	}
	if (filling->awaited > 0)
		PQclear(PQgetResult(handle));
	filling->awaited = 0;
	return filling->refusal == NULL;
}

/* Ends the batch, and hears of the one before. */
static bool end_batch(struct filling *filling)
{
	bool is_sent = PQpipelineSync(filling->connection->handle) == 1;
	bool is_well = hear_answers(filling);

	filling->awaited = is_sent ? filling->sent : 0;
	filling->sent = 0;
	filling->bytes = 0;
	arena_reset(filling->arena);
	return is_sent && is_well;
}

static size_t bytes_of(const struct table *table, const struct value *values)
{
	size_t bytes = 0;

	for (size_t i = 0; i < table->count; i++) {
		if (values[i].is_null)
			continue;
		bytes += values[i].kind == VALUE_TEXT   ? strlen(values[i].text)
		         : values[i].kind == VALUE_BLOB ? values[i].blob.len
		                                        : sizeof(int64_t);
	}
	return bytes;
}

static bool send_row(struct filling *filling, const struct value *values)
{
	size_t count = filling->table->count + 1;
	struct parameters p = postgres_parameters(filling->arena, count, values);

	if (postgres_is_late(filling->connection))
		return postgres_late(filling->connection, filling->work, NULL);
	if (PQsendQueryPrepared(filling->connection->handle, "", p.count, p.texts, p.lengths, p.formats, 0) != 1)
		return false;
	filling->sent++;
	filling->bytes += bytes_of(filling->table, values);
	return (filling->sent < ROWS_AT_A_TIME && filling->bytes < BYTES_AT_A_TIME) || end_batch(filling);
}

static bool prepare_insert(struct filling *filling, const struct value *values)
{
	struct arena *arena = filling->work->arena;
	struct parameters p = postgres_parameters(arena, filling->table->count + 1, values);
	PGresult *result =
		PQprepare(filling->connection->handle, "", table_fill(arena, filling->table), p.count, p.types);
	bool is_well = postgres_is_well(result);

	if (!is_well)
		postgres_failed(filling->connection, filling->work, NULL, result);
	PQclear(result);
	return is_well;
}

/* Whatever happened, the connection speaks as before when this comes back. */
static bool end_filling(struct filling *filling, bool is_well)
{
	struct postgres_connection *connection = filling->connection;

	if (filling->sent > 0)
		is_well = end_batch(filling) && is_well;
	is_well = hear_answers(filling) && is_well;
	(void)PQexitPipelineMode(connection->handle);
	if (!is_well && filling->work->fault.kind == FAULT_NONE)
		postgres_failed(connection, filling->work, NULL, filling->refusal);
	PQclear(filling->refusal);
	arena_free(filling->arena);
	return is_well;
}

bool postgres_table_load(struct connection *base, struct work *work, const struct table *table, table_source *next,
                         void *context, int64_t *refused)
{
	struct filling filling = { .connection = postgres_of(base), .work = work, .table = table };
	struct value *values = NEW_ARRAY(work->arena, struct value, table->count + 1);
	enum table_next what = TABLE_ROW;
	bool is_well;

	for (size_t i = 0; i < table->count; i++)
		values[i].kind = table->columns[i].kind;
	values[table->count] = value_int(work->partnership);
	if (!prepare_insert(&filling, values))
		return false;
	filling.arena = arena_new();
	is_well = PQenterPipelineMode(filling.connection->handle) == 1;
	while (is_well && what == TABLE_ROW && (what = next(context, values)) == TABLE_ROW)
		is_well = send_row(&filling, values);
	is_well = end_filling(&filling, is_well && what == TABLE_END);
	*refused = what == TABLE_STOP || fault_is_of_database(work->fault.kind) ? 0 : filling.refused;
	return is_well;
}
