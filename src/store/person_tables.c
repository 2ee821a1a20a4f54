#include "store/person_tables.h"

#include "base/list.h"
#include "base/text.h"

/* ------------------------------------------------------------------ which columns */

/* Columns that hold a word of ours, a key or a digest, in whatever table. */
static bool is_key_word(const char *column)
{
	static const char *const names[] = { "role",       "key",  "depth",     "state",    "shown_to",
		                             "came_by",    "kind", "status",    "decision", "digest",
		                             "method",     "type", "criterion", "item",     "token_hash",
		                             "link_token", "code", "statement", "theme",    NULL };

	for (size_t i = 0; names[i] != NULL; i++) {
		if (text_equal(names[i], column))
			return true;
	}
	return false;
}

/* Columns that are one in their own table only, and what was loaded and must stay as it was. */
static bool stays(const char *table, const char *column)
{
	static const char *const names[][2] = {
		{ "words_to_check", "reason" }, { "words_taken_out", "reason" },  { "words_taken_out", "what" },
		{ "position", "outcome" },      { "position_before", "outcome" }, { "framework_version", "pack" },
		{ "wording", "said" },          { "evidence", "reason" },         { "counter", "of_table" },
		{ "membership", "account" }
	};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		if (text_equal(names[i][0], table) && text_equal(names[i][1], column))
			return true;
	}
	return text_starts(table, "event") || is_key_word(column);
}

static bool is_key(const struct takeout_table *table, const char *column)
{
	for (size_t i = 0; i < TAKEOUT_KEY && table->key[i] != NULL; i++) {
		if (text_equal(table->key[i], column))
			return true;
	}
	return false;
}

struct table person_columns(struct arena *arena, const struct takeout_table *from, enum takeout_kind kind)
{
	struct table all = takeout_as_table(arena, from, NULL, 0), some = all;
	struct table_column *columns = NEW_ARRAY(arena, struct table_column, TAKEOUT_COLUMNS);

	some.columns = columns;
	some.count = 0;
	some.order = NULL;
	for (size_t i = 0; i < all.count; i++) {
		if (from->columns[i].kind == kind && !is_key(from, all.columns[i].name) &&
		    !stays(from->name, all.columns[i].name))
			columns[some.count++] = all.columns[i];
	}
	some.set = some.count;
	for (size_t i = 0; i < all.count; i++) {
		if (is_key(from, all.columns[i].name))
			columns[some.count++] = all.columns[i];
	}
	return some;
}

/* ------------------------------------------------------------------ rows that are to be altered */

struct altering {
	struct work *w;
	const struct table *table;
	alter_value *alter;
	const void *by;
	struct {
		size_t len, cap;
		struct value **at;
	} rows;
	size_t given;
};

static struct value value_of(const struct rows *row, size_t column, enum value_kind kind)
{
	if (row_is_null(row, 0, column))
		return (struct value){ .kind = kind, .is_null = true };
	return kind == VALUE_TEXT ? value_text(row_text(row, 0, column)) : value_int(row_int(row, 0, column));
}

/* What is lent by the row is copied when the row is wanted. */
static void keep_row(struct altering *altering, const struct value *values)
{
	struct arena *arena = altering->w->arena;
	struct value *kept = NEW_ARRAY(arena, struct value, altering->table->count);

	for (size_t i = 0; i < altering->table->count; i++) {
		kept[i] = values[i];
		if (kept[i].kind == VALUE_TEXT && !kept[i].is_null)
			kept[i].text = text_copy(arena, kept[i].text);
	}
	list_add(arena, &altering->rows, kept);
}

static bool look_at_row(void *context, const struct rows *row)
{
	struct altering *altering = context;
	struct value values[TAKEOUT_COLUMNS];
	bool is_altered = false;

	for (size_t i = 0; i < altering->table->count; i++) {
		values[i] = value_of(row, i, altering->table->columns[i].kind);
		if (i < altering->table->set && !values[i].is_null)
			is_altered |= altering->alter(altering->w->arena, altering->by, &values[i]);
	}
	if (is_altered)
		keep_row(altering, values);
	return true;
}

static enum table_next give_row(void *context, struct value *values)
{
	struct altering *altering = context;

	if (altering->given == altering->rows.len)
		return TABLE_END;
	for (size_t i = 0; i < altering->table->count; i++)
		values[i] = altering->rows.at[altering->given][i];
	altering->given++;
	return TABLE_ROW;
}

/* All rows are read before the first is altered. */
static bool alter_table(struct work *w, const struct takeout_table *from, enum takeout_kind kind, alter_value *alter,
                        const void *by)
{
	struct table table = person_columns(w->arena, from, kind), reading = table;
	struct altering altering = { .w = w, .table = &table, .alter = alter, .by = by };
	int64_t refused;

	reading.set = 0;
	return table.set == 0 || (db_table_each(w, &reading, look_at_row, &altering) &&
	                          (altering.rows.len == 0 || db_table_load(w, &table, give_row, &altering, &refused)));
}

bool person_alter(struct work *w, const struct takeout_table *tables, enum takeout_kind kind, alter_value *alter,
                  const void *by)
{
	for (; tables->name != NULL; tables++) {
		if (!alter_table(w, tables, kind, alter, by))
			return false;
	}
	return true;
}
