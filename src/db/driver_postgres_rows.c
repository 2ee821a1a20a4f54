/*
 * Results of PostgreSQL, which come as text, as cells. The numbers below are the type OIDs of pg_type.dat, the same
 * in every server.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "db/driver_postgres.h"

#define OID_BOOL    16
#define OID_BYTEA   17
#define OID_INT8    20
#define OID_INT2    21
#define OID_INT4    23
#define OID_FLOAT4  700
#define OID_FLOAT8  701
#define OID_NUMERIC 1700

static void read_whole(struct cell *cell, const char *text)
{
	cell->kind = VALUE_INT;
	cell->integer = strtoll(text, NULL, 10);
}

static void read_real(struct cell *cell, const char *text)
{
	cell->kind = VALUE_REAL;
	cell->real = strtod(text, NULL);
}

/* The sum of whole numbers is numeric there and a whole number on SQLite: the same here, when it fits. */
static void read_numeric(struct cell *cell, const char *text)
{
	char *end = NULL;

	errno = 0;
	cell->kind = VALUE_INT;
	cell->integer = strtoll(text, &end, 10);
	if (errno != 0 || *end != '\0')
		read_real(cell, text);
}

static void read_text(struct arena *arena, struct cell *cell, const char *text, size_t len)
{
	cell->kind = VALUE_TEXT;
	cell->len = len;
	cell->text = text_copy_bytes(arena, text, len);
}

static unsigned char hex_digit(char c)
{
	return (unsigned char)(c <= '9' ? c - '0' : c - 'a' + 10);
}

/* \x and two digits a byte: bytea_output is set to hex. */
static void read_bytes(struct arena *arena, struct cell *cell, const char *text, size_t len)
{
	size_t count = len < 2 ? 0 : (len - 2) / 2;
	unsigned char *bytes = arena_take(arena, count + 1);

	for (size_t i = 0; i < count; i++)
		bytes[i] = (unsigned char)(hex_digit(text[2 + 2 * i]) << 4 | hex_digit(text[3 + 2 * i]));
	cell->kind = VALUE_BLOB;
	cell->len = count;
	cell->bytes = bytes;
}

static void read_cell(struct arena *arena, struct cell *cell, Oid type, const char *text, size_t len)
{
	switch (type) {
	case OID_INT2:
	case OID_INT4:
	case OID_INT8:
		read_whole(cell, text);
		break;
	case OID_FLOAT4:
	case OID_FLOAT8:
		read_real(cell, text);
		break;
	case OID_NUMERIC:
		read_numeric(cell, text);
		break;
	case OID_BOOL:
		read_whole(cell, text[0] == 't' ? "1" : "0");
		break;
	case OID_BYTEA:
		read_bytes(arena, cell, text, len);
		break;
	default:
		read_text(arena, cell, text, len);
	}
}

struct rows *postgres_rows(struct arena *arena, const PGresult *result)
{
	int count = PQntuples(result), columns = PQnfields(result);
	struct rows *rows = rows_new(arena, (size_t)columns);
	struct cell *cells = arena_take_array(arena, (size_t)count * (size_t)columns, sizeof *cells);

	rows->len = (size_t)count;
	rows->cells = cells;
	for (int row = 0; row < count; row++)
		for (int column = 0; column < columns; column++, cells++)
			if (PQgetisnull(result, row, column))
				cells->kind = VALUE_NULL;
			else
				read_cell(arena, cells, PQftype(result, column), PQgetvalue(result, row, column),
				          (size_t)PQgetlength(result, row, column));
	return rows;
}
