/* Whole tables on SQLite: one statement, stepped; texts and bytes are lent by it, never copied. */
#include "db/driver_sqlite.h"

static sqlite3_stmt *prepare(struct sqlite_connection *connection, struct work *work, const char *sql)
{
	sqlite3_stmt *handle = NULL;
	int code = sqlite3_prepare_v2(connection->handle, sql, -1, &handle, NULL);

	if (code != SQLITE_OK)
		sqlite_failed(connection, work, NULL, code);
	return handle;
}

/* ------------------------------------------------------------------ out */

static size_t length_of(sqlite3_stmt *handle, int column)
{
	int len = sqlite3_column_bytes(handle, column);

	return len < 0 ? 0 : (size_t)len;
}

static void lend_cell(sqlite3_stmt *handle, int column, struct cell *cell)
{
	switch (sqlite3_column_type(handle, column)) {
	case SQLITE_INTEGER:
		*cell = (struct cell){ .kind = VALUE_INT, .integer = sqlite3_column_int64(handle, column) };
		break;
	case SQLITE_FLOAT:
		*cell = (struct cell){ .kind = VALUE_REAL, .real = sqlite3_column_double(handle, column) };
		break;
	case SQLITE_TEXT:
		*cell = (struct cell){ .kind = VALUE_TEXT, .text = (const char *)sqlite3_column_text(handle, column) };
		cell->len = length_of(handle, column);
		break;
	case SQLITE_BLOB:
		*cell = (struct cell){ .kind = VALUE_BLOB, .bytes = sqlite3_column_blob(handle, column) };
		cell->len = length_of(handle, column);
		break;
	default:
		*cell = (struct cell){ .kind = VALUE_NULL };
	}
}

bool sqlite_table_each(struct connection *base, struct work *work, const struct table *table, table_row *each,
                       void *context)
{
	struct sqlite_connection *connection = sqlite_of(base);
	sqlite3_stmt *handle = prepare(connection, work, table_select(work->arena, table, work->partnership, ""));
	struct cell *cells = NEW_ARRAY(work->arena, struct cell, table->count);
	const struct rows row = { 1, table->count, cells };
	int code = handle == NULL ? SQLITE_ERROR : SQLITE_ROW;
	bool is_wanted = true;

	while (code == SQLITE_ROW && is_wanted) {
		code = sqlite3_step(handle);
		for (size_t i = 0; code == SQLITE_ROW && i < table->count; i++)
			lend_cell(handle, (int)i, &cells[i]);
		is_wanted = code != SQLITE_ROW || each(context, &row);
	}
	if (handle != NULL && code != SQLITE_ROW && code != SQLITE_DONE)
		sqlite_failed(connection, work, NULL, code);
	sqlite3_finalize(handle);
	return code == SQLITE_DONE;
}

/* ------------------------------------------------------------------ in */

static int insert_row(sqlite3_stmt *handle, const struct table *table, const struct value *values)
{
	int code = SQLITE_OK;

	for (size_t i = 0; i <= table->count && code == SQLITE_OK; i++)
		code = sqlite_bind(handle, (int)i + 1, &values[i]);
	if (code == SQLITE_OK)
		code = sqlite3_step(handle);
	return code;
}

bool sqlite_table_load(struct connection *base, struct work *work, const struct table *table, table_source *next,
                       void *context, int64_t *refused)
{
	struct sqlite_connection *connection = sqlite_of(base);
	sqlite3_stmt *handle = prepare(connection, work, table_fill(work->arena, table));
	struct value *values = NEW_ARRAY(work->arena, struct value, table->count + 1);
	enum table_next what = handle == NULL ? TABLE_STOP : TABLE_ROW;
	int64_t row = 0;

	values[table->count] = value_int(work->partnership);
	while (what == TABLE_ROW && (what = next(context, values)) == TABLE_ROW) {
		int code = insert_row(handle, table, values);

		row++;
		if (code != SQLITE_DONE) {
			sqlite_failed(connection, work, NULL, code);
			*refused = fault_is_of_database(sqlite_fault(code).kind) ? 0 : row;
			what = TABLE_STOP;
		}
		sqlite3_reset(handle);
	}
	sqlite3_finalize(handle);
	return what == TABLE_END;
}
