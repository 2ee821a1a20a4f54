/*
 * The text of a migration made into what one database understands: private to this folder.
 *
 * Column types (@id @int @real @text @blob) become the database's own; a comment that begins `-- sqlite:` or `--
 * postgresql:` keeps the statement after it for that database alone; on SQLite every table is made STRICT, so that a
 * text in a whole number's column is an error there too. Of a table that ends in WITHOUT ROWID SQLite keeps the rows in
 * their key, without a second copy; PostgreSQL knows nothing of it. Other comments are dropped.
 */
#ifndef CAIRN_DB_MIGRATE_TEXT_H
#define CAIRN_DB_MIGRATE_TEXT_H

#include "db/db.h"

/* `kind` is what database_kind gives. Null with a fault when a word is left over, or a statement or quotation
 * never ends. */
const char *migration_text(struct arena *arena, struct fault *fault, const char *sql, const char *kind);

#endif
