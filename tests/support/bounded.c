#include "support/bounded.h"

#include <ctype.h>
#include <string.h>

#include "base/list.h"
#include "base/text.h"

#define COLUMN "partnership"

/* ------------------------------------------------------------------ tables */

void bounded_tables(struct arena *arena, const char *migration, struct table_names *tables)
{
	static const char create[] = "CREATE TABLE ";

	for (const char *at = strstr(migration, create); at != NULL; at = strstr(at, create)) {
		const char *name = at + strlen(create);
		const char *end = strstr(name, "\n)"), *column = strstr(name, "\n\t" COLUMN " ");

		if (end != NULL && column != NULL && column < end)
			list_add(arena, tables, text_copy_bytes(arena, name, strcspn(name, " (")));
		at = name;
	}
}

static bool holds(const struct table_names *tables, const char *name)
{
	for (size_t i = 0; i < tables->len; i++) {
		if (text_equal(tables->at[i], name))
			return true;
	}
	return false;
}

/* ------------------------------------------------------------------ words */

/* A word of a statement, the query (the statement's own or one in brackets) that it stands in, and within how many brackets. */
struct word {
	const char *text;
	size_t scope, depth;
};

struct scope {
	size_t parent;
};

/* A table that is named in a query. */
struct reference {
	const char *table, *alias;
	size_t scope;
	bool is_bound;
};

/* x.partnership = y.partnership */
struct tie {
	struct reference *one, *other;
};

struct reader {
	struct arena *arena;
	const struct table_names *tables;
	LIST(struct word) words;
	LIST(struct scope) scopes;
	struct reference references[64];
	size_t count;
	LIST(struct tie) ties;
};

static size_t word_length(const char *at)
{
	size_t len = 0;

	if (*at == '\'') {
		const char *end = strchr(at + 1, '\'');

		return end == NULL ? strlen(at) : (size_t)(end - at) + 1;
	}
	while (isalnum((unsigned char)at[len]) || strchr("_.$", at[len] == '\0' ? ' ' : at[len]) != NULL)
		len++;
	return len == 0 ? 1 : len;
}

static const char *word_at(const struct reader *reader, size_t i)
{
	return i < reader->words.len ? reader->words.at[i].text : "";
}

static bool is(const struct reader *reader, size_t i, const char *text)
{
	return text_equal(word_at(reader, i), text);
}

static bool is_name(const char *word)
{
	return islower((unsigned char)*word) || *word == '_';
}

static void split(struct reader *reader, const char *sql)
{
	for (; *sql != '\0';) {
		size_t len = word_length(sql);

		if (!isspace((unsigned char)*sql))
			list_add(reader->arena, &reader->words,
			         ((struct word){ .text = text_copy_bytes(reader->arena, sql, len) }));
		sql += len;
	}
}

static size_t new_scope(struct reader *reader, size_t parent)
{
	list_add(reader->arena, &reader->scopes, (struct scope){ parent });
	return reader->scopes.len - 1;
}

/* Each SELECT in brackets, and each after UNION, is a query of its own. */
static void find_scopes(struct reader *reader)
{
	size_t open[64] = { 0 }, depth = 0;

	new_scope(reader, SIZE_MAX);
	for (size_t i = 0; i < reader->words.len; i++) {
		if (is(reader, i, "(") && depth + 1 < sizeof open / sizeof open[0]) {
			size_t inside = is(reader, i + 1, "SELECT") ? new_scope(reader, open[depth]) : open[depth];

			open[++depth] = inside;
		} else if (is(reader, i, ")") && depth > 0) {
			depth--;
		} else if (is(reader, i, "UNION")) {
			open[depth] = new_scope(reader, reader->scopes.at[open[depth]].parent);
		}
		reader->words.at[i].scope = open[depth];
		reader->words.at[i].depth = depth;
	}
}

/* ------------------------------------------------------------------ references */

static void add_reference(struct reader *reader, size_t i)
{
	const char *table = word_at(reader, i), *next = word_at(reader, i + 1);

	if (is_name(table) && holds(reader->tables, table) &&
	    reader->count < sizeof reader->references / sizeof reader->references[0])
		reader->references[reader->count++] =
			(struct reference){ table, is_name(next) ? next : table, reader->words.at[i].scope, false };
}

/* Past a table's name and its short name, if it has one. */
static size_t after_table(const struct reader *reader, size_t i)
{
	return is_name(word_at(reader, i + 1)) ? i + 2 : i + 1;
}

static void find_references(struct reader *reader)
{
	for (size_t i = 0; i < reader->words.len; i++) {
		bool names_one = is(reader, i, "FROM") || is(reader, i, "JOIN") || is(reader, i, "INTO") ||
		                 (is(reader, i, "UPDATE") && (i == 0 || !is(reader, i - 1, "DO")));

		if (!names_one)
			continue;
		add_reference(reader, i + 1);
		for (size_t k = after_table(reader, i + 1); is(reader, i, "FROM") && is(reader, k, ",");
		     k = after_table(reader, k + 1))
			add_reference(reader, k + 1);
	}
}

static bool is_called(const struct reference *reference, const char *word, const char *dot)
{
	size_t len = (size_t)(dot - word);

	return strlen(reference->alias) == len && strncmp(reference->alias, word, len) == 0;
}

/* The table of "x.partnership", looked for in this query and those around it; of a bare "partnership" the only table here. */
static struct reference *column_of(struct reader *reader, size_t i)
{
	const char *word = word_at(reader, i), *dot = strchr(word, '.');
	struct reference *found = NULL;

	if (!text_equal(dot == NULL ? word : dot + 1, COLUMN))
		return NULL;
	for (size_t scope = reader->words.at[i].scope; scope != SIZE_MAX; scope = reader->scopes.at[scope].parent) {
		for (size_t r = 0; r < reader->count; r++) {
			struct reference *one = &reader->references[r];
			bool is_it = one->scope == scope && (dot == NULL || is_called(one, word, dot));

			if (is_it && found != NULL)
				return NULL; /* nobody can say which */
			if (is_it)
				found = one;
		}
		if (found != NULL)
			return found;
	}
	return NULL;
}

/* ------------------------------------------------------------------ bounds */

/* What must be so for every row: a comparison in a WHERE or ON, with no OR beside it. */
static bool is_condition(const struct reader *reader, size_t at)
{
	const struct word *word = &reader->words.at[at];

	if (at == 0 || !(is(reader, at - 1, "AND") || is(reader, at - 1, "WHERE") || is(reader, at - 1, "ON")))
		return false;
	for (size_t i = 0; i < reader->words.len; i++) {
		const struct word *other = &reader->words.at[i];

		if (is(reader, i, "OR") && other->scope == word->scope && other->depth == word->depth)
			return false;
	}
	return true;
}

static void find_bounds(struct reader *reader)
{
	for (size_t i = 0; i + 2 < reader->words.len; i++) {
		struct reference *one, *other;

		if (!is(reader, i + 1, "=") || !is_condition(reader, i))
			continue;
		one = column_of(reader, i);
		other = column_of(reader, i + 2);
		if (one != NULL && *word_at(reader, i + 2) == '$')
			one->is_bound = true;
		if (one != NULL && other != NULL)
			list_add(reader->arena, &reader->ties, ((struct tie){ one, other }));
	}
}

/* INSERT INTO table (partnership, ...) VALUES ($1, ...) or SELECT $1, ... */
static void find_inserted(struct reader *reader)
{
	size_t place = 0, i = 3;
	bool is_named = false;

	if (!is(reader, 0, "INSERT") || reader->count == 0 || !is(reader, 3, "("))
		return;
	for (; i < reader->words.len && !is(reader, i, ")"); i++) {
		is_named = is_named || is(reader, i, COLUMN);
		place += is(reader, i, ",") && !is_named ? 1 : 0;
	}
	i += is(reader, i + 1, "VALUES") ? 3 : 2; /* onto the first value */
	for (; is_named && place > 0 && i < reader->words.len; i++)
		place -= is(reader, i, ",") ? 1 : 0;
	if (!is_named)
		return;
	reader->references[0].is_bound = *word_at(reader, i) == '$';
	if (column_of(reader, i) != NULL)
		list_add(reader->arena, &reader->ties, ((struct tie){ &reader->references[0], column_of(reader, i) }));
}

static void spread(struct reader *reader)
{
	for (size_t round = 0; round <= reader->ties.len; round++) {
		for (size_t i = 0; i < reader->ties.len; i++) {
			struct tie *tie = &reader->ties.at[i];

			tie->one->is_bound = tie->other->is_bound = tie->one->is_bound || tie->other->is_bound;
		}
	}
}

const char *bounded_missing(struct arena *arena, const char *sql, const struct table_names *tables)
{
	struct reader reader = { .arena = arena, .tables = tables };

	split(&reader, sql);
	find_scopes(&reader);
	find_references(&reader);
	find_bounds(&reader);
	find_inserted(&reader);
	spread(&reader);
	for (size_t i = 0; i < reader.count; i++) {
		if (!reader.references[i].is_bound)
			return reader.references[i].table;
	}
	return NULL;
}
