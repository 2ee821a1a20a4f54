#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "db/driver_sqlite.h"

/*
 * The index of each of $1, $2 ... is looked up by name once: in "SELECT $2, $1" SQLite numbers $2 first. A gap in the
 * numbers, or another name, would leave a value unbound, so it is a mistake in the statement.
 */
static bool find_indexes(struct prepared *prepared)
{
	for (int i = 0; i < prepared->count; i++) {
		char name[16];

		snprintf(name, sizeof name, "$%d", i + 1);
		prepared->indexes[i] = sqlite3_bind_parameter_index(prepared->handle, name);
		if (prepared->indexes[i] == 0)
			return false;
	}
	return true;
}

static struct prepared *prepared_new(struct sqlite_connection *connection, struct work *work,
                                     const struct statement *statement)
{
	sqlite3_stmt *handle = NULL;
	const char *rest = NULL;
	struct prepared *prepared;
	int code =
		sqlite3_prepare_v3(connection->handle, statement->sql, -1, SQLITE_PREPARE_PERSISTENT, &handle, &rest);

	if (code != SQLITE_OK || handle == NULL) {
		sqlite_failed(connection, work, statement, code);
		return NULL;
	}
	prepared = arena_take(connection->base.arena, sizeof *prepared + (size_t)sqlite3_bind_parameter_count(handle) *
	                                                                         sizeof prepared->indexes[0]);
	prepared->handle = handle;
	prepared->count = sqlite3_bind_parameter_count(handle);
	if (!find_indexes(prepared) || *rest != '\0') {
		sqlite3_finalize(handle);
		sqlite_failed(connection, work, statement, SQLITE_MISUSE);
		return NULL;
	}
	return prepared;
}

static struct prepared *prepared_of(struct sqlite_connection *connection, struct work *work,
                                    const struct statement *statement)
{
	struct prepared **place = &connection->prepared[statement_number(statement)];

	if (*place == NULL)
		*place = prepared_new(connection, work, statement);
	return *place;
}

void sqlite_forget_prepared(struct sqlite_connection *connection)
{
	for (size_t i = 0; i < statement_count(); i++) {
		if (connection->prepared[i] != NULL)
			sqlite3_finalize(connection->prepared[i]->handle);
		connection->prepared[i] = NULL;
	}
}

/* Values outlive the statement's run, so nothing is copied: ended() unbinds them. */
int sqlite_bind(sqlite3_stmt *handle, int index, const struct value *value)
{
	if (value->is_null)
		return sqlite3_bind_null(handle, index);
	switch (value->kind) {
	case VALUE_INT:
		return sqlite3_bind_int64(handle, index, value->integer);
	case VALUE_REAL:
		return sqlite3_bind_double(handle, index, value->real);
	case VALUE_TEXT:
		return sqlite3_bind_text64(handle, index, value->text, strlen(value->text), SQLITE_STATIC, SQLITE_UTF8);
	case VALUE_BLOB:
		return sqlite3_bind_blob64(handle, index, value->blob.at, value->blob.len, SQLITE_STATIC);
	case VALUE_NULL:
		return sqlite3_bind_null(handle, index);
	case VALUE_NONE:
		break;
	}
	return SQLITE_MISUSE;
}

static int bind_all(const struct prepared *prepared, size_t count, const struct value *values)
{
	int code = (size_t)prepared->count == count ? SQLITE_OK : SQLITE_MISUSE;

	for (size_t i = 0; i < count && code == SQLITE_OK; i++)
		code = sqlite_bind(prepared->handle, prepared->indexes[i], &values[i]);
	return code;
}

/* The statement ready to step, or null with the fault set. */
static sqlite3_stmt *begun(struct sqlite_connection *connection, struct work *work, const struct statement *statement,
                           size_t count, const struct value *values)
{
	struct prepared *prepared = prepared_of(connection, work, statement);
	int code;

	if (prepared == NULL)
		return NULL;
	code = bind_all(prepared, count, values);
	if (code == SQLITE_OK)
		return prepared->handle;
	sqlite3_clear_bindings(prepared->handle);
	sqlite_failed(connection, work, statement, code);
	return NULL;
}

/* `code` is what the last step gave. The error is told before the reset, while SQLite still remembers it. */
static bool ended(struct sqlite_connection *connection, struct work *work, const struct statement *statement,
                  sqlite3_stmt *handle, int code)
{
	bool is_well = code == SQLITE_DONE;

	if (!is_well)
		sqlite_failed(connection, work, statement, code);
	sqlite3_reset(handle);
	sqlite3_clear_bindings(handle);
	return is_well;
}

static void copy_bytes(struct arena *arena, struct cell *cell, const void *bytes, int len)
{
	cell->len = bytes == NULL || len < 0 ? 0 : (size_t)len;
	cell->text = text_copy_bytes(arena, bytes, cell->len);
}

/* The column's value is asked for once: every sqlite3_column_... looks for it, and whether memory ran out, anew. What it gives is
 * unprotected, which is no matter where a connection belongs to one thread. */
static void read_cell(struct arena *arena, sqlite3_stmt *handle, int column, struct cell *cell)
{
	sqlite3_value *value = sqlite3_column_value(handle, column);

	switch (sqlite3_value_type(value)) {
	case SQLITE_INTEGER:
		cell->kind = VALUE_INT;
		cell->integer = sqlite3_value_int64(value);
		break;
	case SQLITE_FLOAT:
		cell->kind = VALUE_REAL;
		cell->real = sqlite3_value_double(value);
		break;
	case SQLITE_TEXT:
		cell->kind = VALUE_TEXT;
		copy_bytes(arena, cell, sqlite3_value_text(value), sqlite3_value_bytes(value));
		break;
	case SQLITE_BLOB:
		cell->kind = VALUE_BLOB;
		copy_bytes(arena, cell, sqlite3_value_blob(value), sqlite3_value_bytes(value));
		break;
	default:
		cell->kind = VALUE_NULL;
	}
}

struct rows *sqlite_ask(struct connection *base, struct work *work, const struct statement *statement, size_t count,
                        const struct value *values)
{
	struct sqlite_connection *connection = sqlite_of(base);
	sqlite3_stmt *handle = begun(connection, work, statement, count, values);
	struct rows *rows;
	size_t cap = 0;
	int code;

	if (handle == NULL)
		return NULL;
	rows = rows_new(work->arena, (size_t)sqlite3_column_count(handle));
	while ((code = sqlite3_step(handle)) == SQLITE_ROW) {
		struct cell *cells;

		rows->columns = (size_t)sqlite3_column_count(handle); /* the step may have prepared it anew */
		cells = rows_add(work->arena, rows, &cap);
		for (size_t i = 0; i < rows->columns; i++)
			read_cell(work->arena, handle, (int)i, &cells[i]);
	}
	return ended(connection, work, statement, handle, code) ? rows : NULL;
}

int64_t sqlite_run(struct connection *base, struct work *work, const struct statement *statement, size_t count,
                   const struct value *values)
{
	struct sqlite_connection *connection = sqlite_of(base);
	sqlite3_stmt *handle = begun(connection, work, statement, count, values);
	int64_t touched;
	int code;

	if (handle == NULL)
		return -1;
	while ((code = sqlite3_step(handle)) == SQLITE_ROW)
		continue;
	touched = sqlite3_stmt_readonly(handle) ? 0 : sqlite3_changes64(connection->handle);
	return ended(connection, work, statement, handle, code) ? touched : -1;
}

bool sqlite_prepare(struct connection *base, struct work *work, const struct statement *statement)
{
	return prepared_of(sqlite_of(base), work, statement) != NULL;
}
