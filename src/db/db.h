/*
 * Asking a database: one contract, two drivers (SQLite and PostgreSQL), one text of SQL for both.
 *
 * SQL is a literal beside the function that needs it, with $1, $2 ... bound by name and by type. A string made at
 * run time does not compile as SQL. Every statement is noted in a table of the program (db_statements), so that a
 * test can prepare each of them on both databases and refuse one that forgets the partnership.
 *
 *     struct rows *rows = db_ask(w, "SELECT title FROM round WHERE partnership = $1 AND id = $2",
 *                                V(w->partnership), V(id));
 *     if (rows == NULL)
 *             return false;                      the fault is set in w
 *     row_text(rows, 0, 0)
 *
 * Results are read whole into the arena of the piece of work. A connection belongs to one thread at a time.
 */
#ifndef CAIRN_DB_DB_H
#define CAIRN_DB_DB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/field.h"
#include "base/outcome.h"
#include "base/text.h"
#include "base/work.h"

enum value_kind { VALUE_NONE, VALUE_NULL, VALUE_INT, VALUE_REAL, VALUE_TEXT, VALUE_BLOB };

struct value {
	enum value_kind kind; /* what it would be if it were there, so that a NULL still has a type */
	bool is_null;
	union {
		int64_t integer;
		double real;
		const char *text;
		struct blob blob;
	};
};

struct value value_int(int64_t number);
struct value value_flag(bool claim);
struct value value_real(double number);          /* not a number or endless is SQL's NULL */
struct value value_text(const char *text);       /* null is SQL's NULL */
struct value value_blob(struct blob blob);       /* a null address is SQL's NULL */
struct value value_date(struct date date);       /* no date is SQL's NULL */
struct value value_moment(struct moment moment); /* none is SQL's NULL */

#define V(...) /* one value; it may have commas within braces */                                   \
	_Generic((__VA_ARGS__), int: value_int, int64_t: value_int, bool: value_flag, double: value_real, \
	         char *: value_text, const char *: value_text, struct blob: value_blob,             \
	         struct date: value_date, struct moment: value_moment)(__VA_ARGS__)

/* For the rare statement that binds nothing. */
#define NO_VALUES ((struct value){ .kind = VALUE_NONE })

struct statement {
	const char *sql;
	const char *file;
	int line;
};

/* Lives in a section of its own, so that all of them can be walked. */
#define STATEMENT(sql_)                                                                            \
	(__extension__({                                                                           \
		static const struct statement statement_                                           \
			__attribute__((used, section("statements"), aligned(8))) = { "" sql_ "",   \
				                                                     __FILE__,     \
				                                                     __LINE__ };   \
		&statement_;                                                                       \
	}))
#define VALUES_(...)                                                                               \
	sizeof((const struct value[]){ __VA_ARGS__ }) / sizeof(struct value),                      \
		(const struct value[])                                                             \
	{                                                                                          \
		__VA_ARGS__                                                                        \
	}

/* Only prepares it: true when the database takes it. For the test that tries every statement on both. */
bool db_prepare_only(struct work *work, const struct statement *statement);

/* Every statement of the program. */
const struct statement *db_statements(size_t *count);

struct cell {
	enum value_kind kind; /* NULL, INT, REAL, TEXT or BLOB */
	size_t len;           /* of text and bytes */
	union {
		int64_t integer;
		double real;
		const char *text; /* always ended with a NUL */
		const unsigned char *bytes;
	};
};

struct rows {
	size_t len, columns;
	const struct cell *cells; /* row after row */
};

/* Asks; the rows, perhaps none, or null when it failed. Also for INSERT ... RETURNING inside a change. */
#define db_ask(work, sql, ...) db_ask_statement((work), STATEMENT(sql), VALUES_(__VA_ARGS__))
/* Runs a change; how many rows it touched, or -1 when it failed. */
#define db_run(work, sql, ...) db_run_statement((work), STATEMENT(sql), VALUES_(__VA_ARGS__))

struct rows *db_ask_statement(struct work *work, const struct statement *statement, size_t count,
                              const struct value *values);
int64_t db_run_statement(struct work *work, const struct statement *statement, size_t count,
                         const struct value *values);

/* A cell as what it should be. NULL reads as 0, "", false, no date; text columns give "" never null. Out of range:
 * the same. */
int64_t row_int(const struct rows *rows, size_t row, size_t column);
double row_real(const struct rows *rows, size_t row, size_t column);
const char *row_text(const struct rows *rows, size_t row, size_t column);
struct blob row_blob(const struct rows *rows, size_t row, size_t column);
bool row_flag(const struct rows *rows, size_t row, size_t column);
struct date row_date(const struct rows *rows, size_t row, size_t column);
struct moment row_moment(const struct rows *rows, size_t row, size_t column);
bool row_is_null(const struct rows *rows, size_t row, size_t column);

/* Reads row `row`, whose columns are COLUMNS(LIST) of that record in order, from column `first` on. */
void row_read(const struct rows *rows, size_t row, size_t first, const struct record_type *type, void *record);

/* The one row as a record in the arena; with none, sets the fault and gives null. Null rows (a failed ask) stay
 * null. */
void *rows_one(struct work *work, const struct rows *rows, const struct record_type *type, enum fault_kind kind,
               const char *sentence);
/* All rows as records; false when rows is null. `list` is any LIST of that record. */
bool rows_all(struct work *work, const struct rows *rows, const struct record_type *type, struct list_any *list);
#define ROWS_ALL(work, rows, type, list) rows_all((work), (rows), (type), (struct list_any *)(void *)(list))

/* The next number for a new row of a table in this partnership (1, 2, ...; never used twice). Only inside a
 * change. 0 when it failed. */
int64_t db_new_id(struct work *work, const char *table);

/* What is made once for all who ask, such as a parsed pack: kept by a key that says all about it (a digest), never
 * changed, shared by all threads. It stays at least until the work's arena ends. Null when nothing is kept by that key. */
const void *db_kept(struct work *work, const char *key);
/* Hands over a thing with the arena it lives in; gives what is now kept by the key: an earlier one when another
 * thread was quicker, and then what was handed over is gone. What was asked for longest ago makes way. */
const void *db_keep(struct work *work, const char *key, const void *thing, struct arena *own);

/* All reads until the end see the database as it is at the first of them. False when it could not begin. */
bool db_snapshot_begin(struct work *work);
void db_snapshot_end(struct work *work);

/* ------------------------------------------------------------------ opening */

struct database; /* where it is and its threads; shared by all threads */

enum connection_use { CONNECTION_READS, CONNECTION_CHANGES };

/* The address is a path (SQLite) or postgresql://... Nothing is created but the SQLite file itself when `create`
 * is true. */
struct database *database_open(struct arena *arena, struct fault *fault, const char *address, bool create);
void database_close(struct database *database);
/* "sqlite" or "postgresql", for what is told to people; never for choosing SQL. */
const char *database_kind(const struct database *database);

struct connection *connection_open(struct database *database, struct arena *arena, struct fault *fault,
                                   enum connection_use use);
void connection_close(struct connection *connection);

/* ------------------------------------------------------------------ changing */

struct change {
	change_function *run;
	struct work *work; /* its db is set by who runs it, and null again afterwards */
	void *plan;
	void (*done)(struct change *change); /* called once, on a writer thread, when the outcome is certain */
	void *owner;                         /* the caller's */
	enum outcome outcome;
	struct change *next; /* the queue's */
};

/* Starts the writers: on SQLite one thread with group commit, on PostgreSQL `writers` connections. The fault's
 * sentence lives as long as the database. */
bool database_start_changes(struct database *database, struct fault *fault, int writers);
/* Puts a change in the queue; false when the writers are stopping or the queue is full (then done is never
 * called). */
bool database_submit(struct database *database, struct change *change);
/* Ends the writers when the queue is empty. */
void database_stop_changes(struct database *database);

/* Here and now on the work's own connection (opened with CONNECTION_CHANGES): for commands and tests. */
enum outcome db_change_now(struct work *work, change_function *run, void *plan);
/* The same for a command that changes very much at once: no time is set for it, and it is tried once. */
enum outcome db_change_long(struct work *work, change_function *run, void *plan);

/* For /metrics: since the start. */
struct change_counts {
	int64_t submitted, committed, refused, failed, groups, retried, waiting;
};
struct change_counts database_counts(struct database *database);

/* ------------------------------------------------------------------ keeping */

/* Copies a SQLite database to a new file while it is in use, and checks the copy. PostgreSQL: a fault that names
 * pg_dump. */
bool database_backup(struct database *database, struct arena *arena, struct fault *fault, const char *to);
/* Holds a SQLite file until the arena ends, so that no other program can use it meanwhile: before it is moved away. False
 * when another program has it open. A file too damaged to be held is nobody's, and may be moved. */
bool database_hold(struct arena *arena, struct fault *fault, const char *address);
/* The database's own check (integrity_check); true when nothing is wrong, else the fault says what. */
bool database_check(struct database *database, struct arena *arena, struct fault *fault);

#endif
