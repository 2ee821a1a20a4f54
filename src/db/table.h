/*
 * Whole tables of a partnership, row by row, without holding them in memory: what taking it out and putting it in again are made of.
 *
 * This is the one place where SQL is put together while the program runs: from the names in constant tables of the store, never from anything a
 * person or a file said. Every statement made here is bound to the work's partnership by its making.
 */
#ifndef CAIRN_DB_TABLE_H
#define CAIRN_DB_TABLE_H

#include "db/db.h"

struct table_column {
	const char *name;
	enum value_kind kind; /* INT, REAL, TEXT or BLOB */
};

struct table {
	const char *name;
	const char *owner; /* the column that says whose a row is; it is not among the others */
	const struct table_column *columns;
	size_t count;
	const char *const *order; /* the columns its rows are sorted by, texts byte by byte; ended by a null */
	const char *only;         /* a condition for the rows that are read; null: all of the partnership's */
	size_t set; /* when it is filled: 0 adds rows; else rows that are there get the first `set` columns, found by the rest */
};

/* One row as a struct rows of one, good only until this comes back. False ends the reading. */
typedef bool table_row(void *context, const struct rows *row);

/* Inside a snapshot or a change. False when the database failed, or a row was met with false. */
bool db_table_each(struct work *work, const struct table *table, table_row *each, void *context);

enum table_next { TABLE_ROW, TABLE_END, TABLE_STOP };
/* Fills in a value for each column, good until the next call or the end. TABLE_STOP: the fault is set. */
typedef enum table_next table_source(void *context, struct value *values);

/* Inside a change: adds (or sets) what the source gives, until its end. False with the fault set; then *refused is the number of the row the
 * database refused, from 1, or 0 when it was no row's fault. */
bool db_table_load(struct work *work, const struct table *table, table_source *next, void *context, int64_t *refused);

#endif
