/*
 * Whether a statement is bounded to a partnership: each table of a partnership that it names has its partnership bound to a value given
 * ($1, $2 ...), by itself or through another table that has.
 *
 * It reads SQL as this house writes it (keywords in capitals, names small), not all SQL: what it does not follow it does not call bounded.
 * Tables of a partnership are those that the migrations give a column `partnership`.
 */
#ifndef CAIRN_TESTS_SUPPORT_BOUNDED_H
#define CAIRN_TESTS_SUPPORT_BOUNDED_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

struct table_names {
	size_t len, cap;
	const char **at;
};

/* Adds the tables with a column `partnership` that this step makes. */
void bounded_tables(struct arena *arena, const char *migration, struct table_names *tables);

/* Null when it is bounded, else the first table that is not. */
const char *bounded_missing(struct arena *arena, const char *sql, const struct table_names *tables);

#endif
