#include "db/table.h"

#include "base/out.h"
#include "db/driver.h"

static bool sorts_as_text(const struct table *table, const char *column)
{
	for (size_t i = 0; i < table->count; i++) {
		if (text_equal(table->columns[i].name, column))
			return table->columns[i].kind == VALUE_TEXT;
	}
	return false;
}

static void write_columns(struct out *out, const struct table *table)
{
	for (size_t i = 0; i < table->count; i++)
		out_format(out, "%s%s", i == 0 ? "" : ", ", table->columns[i].name);
}

const char *table_select(struct arena *arena, const struct table *table, int64_t partnership, const char *by_bytes)
{
	struct out out = { .arena = arena };

	out_raw(&out, "SELECT ");
	write_columns(&out, table);
	out_format(&out, " FROM %s WHERE %s = %lld", table->name, table->owner, (long long)partnership);
	if (table->only != NULL)
		out_format(&out, " AND %s", table->only);
	for (size_t i = 0; table->order != NULL && table->order[i] != NULL; i++)
		out_format(&out, "%s%s%s", i == 0 ? " ORDER BY " : ", ", table->order[i],
		           sorts_as_text(table, table->order[i]) ? by_bytes : "");
	return out_html(&out).at;
}

static const char *table_insert(struct arena *arena, const struct table *table)
{
	struct out out = { .arena = arena };

	out_format(&out, "INSERT INTO %s (", table->name);
	write_columns(&out, table);
	out_format(&out, "%s%s) VALUES (", table->count == 0 ? "" : ", ", table->owner);
	for (size_t i = 0; i <= table->count; i++)
		out_format(&out, "%s$%zu", i == 0 ? "" : ", ", i + 1);
	out_raw(&out, ")");
	return out_html(&out).at;
}

static const char *table_update(struct arena *arena, const struct table *table)
{
	struct out out = { .arena = arena };

	out_format(&out, "UPDATE %s SET ", table->name);
	for (size_t i = 0; i < table->count; i++)
		out_format(&out, "%s%s = $%zu",
		           i == 0            ? ""
		           : i < table->set  ? ", "
		           : i == table->set ? " WHERE "
		                             : " AND ",
		           table->columns[i].name, i + 1);
	out_format(&out, "%s%s = $%zu", table->set == table->count ? " WHERE " : " AND ", table->owner,
	           table->count + 1);
	return out_html(&out).at;
}

const char *table_fill(struct arena *arena, const struct table *table)
{
	return table->set == 0 ? table_insert(arena, table) : table_update(arena, table);
}

bool db_table_each(struct work *work, const struct table *table, table_row *each, void *context)
{
	struct connection *connection = work->db;

	if (connection == NULL || (!connection->in_snapshot && !connection->in_change))
		return fault(work, FAULT_BROKEN, "A whole table was asked for outside a snapshot.");
	return !connection->failed && connection->driver->table_each(connection, work, table, each, context);
}

bool db_table_load(struct work *work, const struct table *table, table_source *next, void *context, int64_t *refused)
{
	struct connection *connection = work->db;

	*refused = 0;
	if (connection == NULL || !connection->in_change)
		return fault(work, FAULT_BROKEN, "A whole table was filled outside a change.");
	return !connection->failed && connection->driver->table_load(connection, work, table, next, context, refused);
}
