/*
 * Migrations: the schema as numbered steps that only go forward.
 *
 * Each is SQL for both databases with column types as words neither knows (@id @int @real @text @blob), which the
 * runner expands: a word it misses fails. Statements are separated by semicolons at the end of a line. A step runs
 * in one transaction; what has run is kept with a digest of its text, so a step that was altered after it ran is
 * noticed. On SQLite every table is made STRICT and foreign keys are off before BEGIN and checked before COMMIT; on
 * PostgreSQL an advisory lock lets one program migrate at a time.
 */
#ifndef CAIRN_DB_MIGRATE_H
#define CAIRN_DB_MIGRATE_H

#include "db/db.h"

struct migration {
	int number;
	const char *name;
	const char *sql;
};

/* Brings the database up to date. Faults: a step failed; a step that ran was altered; the database is newer than
 * the program. */
bool database_migrate(struct database *database, struct arena *arena, struct fault *fault,
                      const struct migration *migrations, size_t count);

/* True when the schema is exactly this program's: `serve` refuses to begin otherwise, with a sentence that says
 * what to do. */
bool database_is_current(struct database *database, struct arena *arena, struct fault *fault,
                         const struct migration *migrations, size_t count);

#endif
