#include "store/person_records.h"

#include <string.h>

#include "base/json.h"
#include "base/text.h"
#include "store/search_due.h"
#include "store/takeout_tables.h"

/* ------------------------------------------------------------------ which columns */

/* Columns that hold a word of ours, a key or a digest, in whatever table. */
static bool is_key_word(const char *column)
{
	static const char *const names[] = { "role",      "key",    "depth",      "state",      "shown_to", "came_by",
		                             "kind",      "status", "decision",   "digest",     "method",   "type",
		                             "criterion", "item",   "token_hash", "link_token", "code",     "statement",
		                             "theme",     NULL };

	for (size_t i = 0; names[i] != NULL; i++) {
		if (text_equal(names[i], column))
			return true;
	}
	return false;
}

/* Columns that are one in their own table only, and what was loaded and must stay as it was. */
static bool stays(const char *table, const char *column)
{
	static const char *const names[][2] = { { "words_to_check", "reason" },  { "words_taken_out", "reason" },
		                                { "words_taken_out", "what" },   { "position", "outcome" },
		                                { "position_before", "outcome" }, { "framework_version", "pack" },
		                                { "wording", "said" },           { "counter", "of_table" },
		                                { "membership", "account" } };

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

/* The columns of one kind that may be altered, then those a row is known by; `set` is how many the first are. */
static struct table alterable(struct arena *arena, const struct takeout_table *from, enum takeout_kind kind)
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

/* Whether this value becomes another; it is then set. */
typedef bool alter_value(struct arena *arena, const void *by, struct value *value);

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
	struct table table = alterable(w->arena, from, kind), reading = table;
	struct altering altering = { .w = w, .table = &table, .alter = alter, .by = by };
	int64_t refused;

	reading.set = 0;
	return table.set == 0 ||
	       (db_table_each(w, &reading, look_at_row, &altering) &&
	        (altering.rows.len == 0 || db_table_load(w, &table, give_row, &altering, &refused)));
}

/* Tables that stay out of a take-out, with what may hold somebody's name all the same. */
static const struct takeout_table left_out[] = {
	{ "job", { "id" }, { { "id", TAKEOUT_INT }, { "about", TAKEOUT_TEXT }, { "result", TAKEOUT_TEXT } }, NULL },
	{ "invitation",
	  { "id" },
	  { { "id", TAKEOUT_INT }, { "name", TAKEOUT_TEXT }, { "email", TAKEOUT_TEXT } },
	  NULL },
	{ 0 },
};

static bool alter_tables(struct work *w, const struct takeout_table *tables, enum takeout_kind kind, alter_value *alter,
                         const void *by)
{
	for (; tables->name != NULL; tables++) {
		if (!alter_table(w, tables, kind, alter, by))
			return false;
	}
	return true;
}

/* ------------------------------------------------------------------ names */

static bool replace_words(struct arena *arena, const void *by, struct value *value)
{
	const char *replaced = person_words_replaced(arena, by, value->text);

	if (replaced != NULL)
		value->text = replaced;
	return replaced != NULL;
}

/* As they stand within JSON. */
static struct person_words words_in_json(struct arena *arena, const struct person_words *words)
{
	struct person_words both = { 0 };

	for (size_t i = 0; i < words->len; i++) {
		struct out out = { .arena = arena };
		const char *quoted;

		json_text(&out, words->at[i]);
		quoted = out_html(&out).at;
		person_words_add(arena, &both, words->at[i]);
		person_words_add(arena, &both, text_copy_bytes(arena, quoted + 1, strlen(quoted) - 2));
	}
	return both;
}

struct payloads {
	struct work *w;
	struct person_words words;
	struct {
		size_t len, cap;
		int64_t *at;
	} numbers;
};

static bool look_at_payload(void *context, const struct rows *row)
{
	struct payloads *payloads = context;

	if (person_words_in(&payloads->words, row_text(row, 0, 1)))
		list_add(payloads->w->arena, &payloads->numbers, row_int(row, 0, 0));
	return true;
}

/* A content of the log cannot be changed, only taken away. */
static bool erase_payloads(struct work *w, const struct person_words *words, int64_t *erased)
{
	static const struct table_column columns[] = { { "number", VALUE_INT }, { "payload", VALUE_TEXT } };
	const struct table table = {
		.name = "event_payload", .owner = "partnership", .columns = columns, .count = 2
	};
	struct payloads payloads = { .w = w, .words = words_in_json(w->arena, words) };

	*erased = 0;
	if (!db_table_each(w, &table, look_at_payload, &payloads))
		return false;
	for (size_t i = 0; i < payloads.numbers.len; i++) {
		if (db_run(w, "DELETE FROM event_payload WHERE partnership = $1 AND number = $2", V(w->partnership),
		           V(payloads.numbers.at[i])) != 1)
			return false;
		(*erased)++;
	}
	return true;
}

/* Found no more from this moment; the search is then made anew by a job. */
static bool forget_search(struct work *w, const struct person_words *words)
{
	const struct rows *rows = db_ask(w, "SELECT id, title, said, place FROM search_entry WHERE partnership = $1",
	                                 V(w->partnership));
	bool is_well = rows != NULL;

	for (size_t i = 0; is_well && i < rows->len; i++) {
		if (person_words_in(words, row_text(rows, i, 1)) || person_words_in(words, row_text(rows, i, 2)) ||
		    person_words_in(words, row_text(rows, i, 3)))
			is_well = db_run(w, "DELETE FROM search_entry WHERE partnership = $1 AND id = $2",
			                 V(w->partnership), V(row_int(rows, i, 0))) == 1;
	}
	return is_well && search_is_due(w, SEARCH_EVERYTHING);
}

bool person_records_sweep(struct work *w, const struct person_words *words, int64_t *erased)
{
	return alter_tables(w, takeout_tables, TAKEOUT_TEXT, replace_words, words) &&
	       alter_tables(w, left_out, TAKEOUT_TEXT, replace_words, words) && forget_search(w, words) &&
	       erase_payloads(w, words, erased);
}

/* ------------------------------------------------------------------ accounts */

struct move {
	int64_t from, to;
};

static bool move_account(struct arena *arena, const void *by, struct value *value)
{
	const struct move *move = by;

	(void)arena;
	if (value->integer != move->from)
		return false;
	value->integer = move->to;
	return true;
}

/* Tables that a take-out leaves behind point at accounts as well. */
static bool move_left_out(struct work *w, const struct move *move)
{
	return db_run(w, "UPDATE job SET asked_by = $3 WHERE partnership = $1 AND asked_by = $2", V(w->partnership),
	              V(move->from), V(move->to)) >= 0 &&
	       db_run(w, "UPDATE invitation SET made_by = $3 WHERE partnership = $1 AND made_by = $2",
	              V(w->partnership), V(move->from), V(move->to)) >= 0;
}

/* What points at the old membership must find the new one before the old one goes; the number belongs to one at a time. */
static bool begin_membership(struct work *w, const struct move *move)
{
	const struct rows *rows = db_ask(w,
	                                 "SELECT number, role, began_at, ended_at, version FROM membership "
	                                 "WHERE partnership = $1 AND account = $2",
	                                 V(w->partnership), V(move->from));

	return rows != NULL && rows->len == 1 &&
	       db_run(w,
	              "INSERT INTO membership (partnership, account, number, role, began_at, ended_at, version) "
	              "VALUES ($1, $2, $3, $4, $5, $6, $7)",
	              V(w->partnership), V(move->to), V(-row_int(rows, 0, 0)), V(row_text(rows, 0, 1)),
	              V(row_int(rows, 0, 2)), V(row_int(rows, 0, 3)), V(row_int(rows, 0, 4))) == 1;
}

static bool end_membership(struct work *w, const struct move *move)
{
	return db_run(w, "DELETE FROM membership WHERE partnership = $1 AND account = $2", V(w->partnership),
	              V(move->from)) == 1 &&
	       db_run(w, "UPDATE membership SET number = 0 - number WHERE partnership = $1 AND account = $2",
	              V(w->partnership), V(move->to)) == 1;
}

bool person_records_move(struct work *w, int64_t from, int64_t to)
{
	const struct move move = { from, to };

	return begin_membership(w, &move) &&
	       alter_tables(w, takeout_tables, TAKEOUT_ACCOUNT, move_account, &move) && move_left_out(w, &move) &&
	       end_membership(w, &move);
}
