/*
 * What a take-out holds: the tables of a partnership in the order they must be filled, each with its columns and what it is sorted by. Said
 * here once; tests/unit/takeout.c compares it with the tables a database really has, and fails when a migration adds one, or a column, that is
 * neither here nor said to be left out.
 *
 *     { "action", { "id" }, { INT("id"), TEXT("title"), ACCOUNT("owner"), INT("version") }, NULL },
 *
 * A new table: one entry, after the tables it points at; its columns in the order of the schema, without `partnership`. A column that
 * points at an account is an ACCOUNT, whatever its name: a take-out calls people by their number within the partnership (store/member.h). One that points
 * at another row of its own table is LATER: it is set when all rows are there. A new
 * column with a default needs only its word here: an older take-out has none of it and gets the default (one that a step computes: store/takein_older.c). A file that another record points at
 * comes along by itself; one that is only the result of a job does not.
 */
#ifndef CAIRN_STORE_TAKEOUT_TABLES_H
#define CAIRN_STORE_TAKEOUT_TABLES_H

#include "db/table.h"

#define TAKEOUT_COLUMNS 40 /* at most, with the null that ends them */
#define TAKEOUT_KEY     6

enum takeout_kind { TAKEOUT_INT, TAKEOUT_REAL, TAKEOUT_TEXT, TAKEOUT_BYTES, TAKEOUT_ACCOUNT, TAKEOUT_LATER };

struct takeout_column {
	const char *name;
	enum takeout_kind kind;
};

struct takeout_table {
	const char *name;
	const char *key[TAKEOUT_KEY]; /* what it is sorted by, besides the partnership */
	struct takeout_column columns[TAKEOUT_COLUMNS];
	const char *only; /* which of its rows; null: all of the partnership's */
};

/* Ended by a null name. The first is the partnership itself. */
extern const struct takeout_table takeout_tables[];

/* Tables that stay behind, and why; ended by a null name. */
struct takeout_left {
	const char *name, *why;
};
extern const struct takeout_left takeout_left[];

/* Null when there is no such table, or column. */
const struct takeout_table *takeout_table_named(const char *name);
const struct takeout_column *takeout_column_named(const struct takeout_table *table, const char *name);

/* The same as the database wants it: the columns of `names`, or all of them when that is null. */
struct table takeout_as_table(struct arena *arena, const struct takeout_table *table, const char *const *names,
                              size_t count);

#endif
