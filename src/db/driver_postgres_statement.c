#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/driver_postgres.h"

#define NUMBER_BYTES 32 /* -9223372036854775808, -2.2250738585072014e-308 */

static Oid type_of(enum value_kind kind)
{
	switch (kind) {
	case VALUE_INT:
		return 20;
	case VALUE_REAL:
		return 701;
	case VALUE_TEXT:
		return 25;
	case VALUE_BLOB:
		return 17;
	case VALUE_NONE:
	case VALUE_NULL:
		break;
	}
	return 0; /* the server finds out */
}

static const char *text_of(const struct value *value, char number[NUMBER_BYTES])
{
	if (value->is_null)
		return NULL;
	switch (value->kind) {
	case VALUE_INT:
		snprintf(number, NUMBER_BYTES, "%lld", (long long)value->integer);
		return number;
	case VALUE_REAL:
		snprintf(number, NUMBER_BYTES, "%.17g", value->real);
		return number;
	case VALUE_TEXT:
		return value->text;
	case VALUE_BLOB:
		return (const char *)value->blob.at;
	case VALUE_NONE:
	case VALUE_NULL:
		break;
	}
	return NULL;
}

struct parameters postgres_parameters(struct arena *arena, size_t count, const struct value *values)
{
	struct parameters p = {
		.count = (int)count,
		.types = NEW_ARRAY(arena, Oid, count),
		.texts = NEW_ARRAY(arena, const char *, count),
		.lengths = NEW_ARRAY(arena, int, count),
		.formats = NEW_ARRAY(arena, int, count),
	};
	char *numbers = arena_take_array(arena, count, NUMBER_BYTES);

	for (size_t i = 0; i < count; i++) {
		bool is_bytes = values[i].kind == VALUE_BLOB;

		p.types[i] = type_of(values[i].kind);
		p.texts[i] = text_of(&values[i], numbers + i * NUMBER_BYTES);
		/* The server takes a gigabyte at most and refuses the rest: no length is lost that would have been
		 * kept. */
		p.lengths[i] = !is_bytes ? 0 : values[i].blob.len > INT_MAX ? INT_MAX : (int)values[i].blob.len;
		p.formats[i] = is_bytes ? 1 : 0;
	}
	return p;
}

static bool has_these_types(const struct named *named, size_t count, const struct value *values)
{
	if (named == NULL || named->count != count)
		return false;
	for (size_t i = 0; i < count; i++)
		if (named->kinds[i] != values[i].kind)
			return false;
	return true;
}

static struct named *named_new(struct postgres_connection *connection, size_t count, const struct value *values)
{
	struct named *named = NEW(connection->base.arena, struct named);

	snprintf(named->name, sizeof named->name, "s%u", connection->names++);
	named->count = count;
	named->kinds = NEW_ARRAY(connection->base.arena, enum value_kind, count);
	for (size_t i = 0; i < count; i++)
		named->kinds[i] = values[i].kind;
	return named;
}

/* The highest n of $n. Told to the server so that it refuses a value too many, which SQLite does too. */
static int highest_value(const char *sql)
{
	long highest = 0;

	for (const char *at = strchr(sql, '$'); at != NULL; at = strchr(at + 1, '$')) {
		long number = strtol(at + 1, NULL, 10);

		highest = number > highest ? number : highest;
	}
	return highest > UINT16_MAX ? UINT16_MAX : (int)highest;
}

static PGresult *prepare(PGconn *handle, const char *name, const char *sql, const struct parameters *p)
{
	int highest = highest_value(sql);

	return PQprepare(handle, name, sql, highest < p->count ? highest : p->count, p->types);
}

/* The statement with values of these types, prepared when it has not been. Null when the server refused it: then
 * *refusal says why. */
static const struct named *named_of(struct postgres_connection *connection, const struct statement *statement,
                                    const struct parameters *p, const struct value *values, PGresult **refusal)
{
	struct named **place = &connection->named[statement_number(statement)];
	struct named *named;
	PGresult *result;

	if (has_these_types(*place, (size_t)p->count, values))
		return *place;
	named = named_new(connection, (size_t)p->count, values);
	result = prepare(connection->handle, named->name, statement->sql, p);
	if (!postgres_is_well(result)) {
		*refusal = result;
		return NULL;
	}
	PQclear(result);
	return *place = named;
}

/* What the server said to it, good or bad; the caller clears it. */
static PGresult *try_once(struct postgres_connection *connection, const struct statement *statement,
                          const struct parameters *p, const struct value *values)
{
	PGresult *refusal = NULL;
	const struct named *named = named_of(connection, statement, p, values, &refusal);

	if (named == NULL)
		return refusal;
	return PQexecPrepared(connection->handle, named->name, p->count, p->texts, p->lengths, p->formats, 0);
}

/* Reading outside a snapshot depends on nothing earlier, so it may be asked again on a new connection. */
static bool may_ask_again(const struct postgres_connection *connection, const PGresult *result)
{
	const struct connection *base = &connection->base;

	return base->use == CONNECTION_READS && !base->in_snapshot && !base->in_change &&
	       PQresultStatus(result) == PGRES_FATAL_ERROR && postgres_may_try_again(postgres_state(result));
}

/* The result of a statement that went well; else null, with the fault set. */
static PGresult *execute(struct postgres_connection *connection, struct work *work, const struct statement *statement,
                         size_t count, const struct value *values)
{
	struct parameters p = postgres_parameters(work->arena, count, values);
	bool is_inside = connection->base.in_change || connection->base.in_snapshot;
	PGresult *result;

	if (postgres_is_late(connection)) {
		postgres_late(connection, work, statement);
		return NULL;
	}
	if (!is_inside && !postgres_reach(connection)) {
		postgres_failed(connection, work, statement, NULL);
		return NULL;
	}
	result = try_once(connection, statement, &p, values);
	if (may_ask_again(connection, result) && postgres_reach_anew(connection)) {
		PQclear(result);
		result = try_once(connection, statement, &p, values);
	}
	if (postgres_is_well(result))
		return result;
	postgres_failed(connection, work, statement, result);
	PQclear(result);
	return NULL;
}

struct rows *postgres_ask(struct connection *base, struct work *work, const struct statement *statement, size_t count,
                          const struct value *values)
{
	PGresult *result = execute(postgres_of(base), work, statement, count, values);
	struct rows *rows;

	if (result == NULL)
		return NULL;
	rows = postgres_rows(work->arena, result);
	PQclear(result);
	return rows;
}

int64_t postgres_run(struct connection *base, struct work *work, const struct statement *statement, size_t count,
                     const struct value *values)
{
	PGresult *result = execute(postgres_of(base), work, statement, count, values);
	int64_t touched;

	if (result == NULL)
		return -1;
	/* A SELECT counts what it read there; it has touched nothing. */
	touched = text_starts(PQcmdStatus(result), "SELECT") ? 0 : strtoll(PQcmdTuples(result), NULL, 10);
	PQclear(result);
	return touched;
}

/* The types of the values are not known here. 42P18: the server could not find them out, which says nothing
 * against the text. */
bool postgres_prepare(struct connection *base, struct work *work, const struct statement *statement)
{
	struct postgres_connection *connection = postgres_of(base);
	PGresult *result = PQprepare(connection->handle, "", statement->sql, 0, NULL);
	const char *state = postgres_state(result);
	bool is_taken = postgres_is_well(result) || (state != NULL && strcmp(state, "42P18") == 0);

	if (!is_taken)
		postgres_failed(connection, work, statement, result);
	PQclear(result);
	return is_taken;
}
