/*
 * Tables gone through row by row for what concerns one person, and rows of them altered. What is shared by person_records.c (names taken out) and
 * person_kept.c (what is kept of somebody); not for others.
 */
#ifndef CAIRN_STORE_PERSON_TABLES_H
#define CAIRN_STORE_PERSON_TABLES_H

#include "base/work.h"
#include "store/takeout_tables.h"

/* The columns of one kind that may concern a person, then those a row is known by; `set` is how many the first are. Keys, digests, the log and what
 * was loaded from elsewhere are not among them. */
struct table person_columns(struct arena *arena, const struct takeout_table *from, enum takeout_kind kind);

/* Whether this value becomes another; it is then set. */
typedef bool alter_value(struct arena *arena, const void *by, struct value *value);

/* Inside a change: each value of one kind in these tables (ended by a null name) that becomes another. All rows of a table are read before the first of it
 * is altered. */
bool person_alter(struct work *w, const struct takeout_table *tables, enum takeout_kind kind, alter_value *alter,
                  const void *by);

#endif
