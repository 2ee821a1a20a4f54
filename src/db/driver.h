/*
 * What a driver owes db.c: private to this folder.
 *
 * A driver is a table of functions over a database and its connections. Each driver's own connection begins with a
 * struct connection, so that one pointer serves both sides. Errors of a database become a fault whose sentence is
 * for people and lives for ever; what the database itself said goes to the log and nowhere else.
 *
 * A statement that fails inside a change marks the connection failed: what follows in that change is refused
 * unasked, as PostgreSQL does of itself, and the change cannot be kept. So both databases behave alike.
 */
#ifndef CAIRN_DB_DRIVER_H
#define CAIRN_DB_DRIVER_H

#include <pthread.h>

#include "db/db.h"
#include "db/table.h"

struct connection {
	const struct driver *driver;
	struct database *database;
	struct arena *arena; /* lives as long as the connection */
	enum connection_use use;
	bool in_change;
	bool in_snapshot;
	bool failed;  /* a statement of the change that is running went wrong */
	bool is_long; /* the change that is running may take as long as it takes, and is tried once */
};

/* The changes that wait, and the threads that make them. */
struct changes {
	pthread_mutex_t lock;
	pthread_cond_t more;
	struct change *first, *last;
	struct change_counts counts;
	bool running, stopping;
	struct writer *writers;
	int writer_count;
};

struct database {
	const struct driver *driver;
	struct arena *arena; /* lives as long as the database; used only while it is opened */
	const char *address;
	struct changes changes;
	struct shelf *shelf; /* what is made once for all who ask */
	void *keeper;        /* the driver's own, while the writers run */
};

struct driver {
	const char *name;
	size_t group_most; /* changes in one transaction */
	int writers_most;

	/* Looks whether the database is there and can be used; makes the SQLite file when `create` is true. */
	bool (*look)(struct database *database, struct arena *arena, struct fault *fault, bool create);
	struct connection *(*open)(struct database *database, struct arena *arena, struct fault *fault,
	                           enum connection_use use);
	void (*close)(struct connection *connection);

	struct rows *(*ask)(struct connection *connection, struct work *work, const struct statement *statement,
	                    size_t count, const struct value *values);
	int64_t (*run)(struct connection *connection, struct work *work, const struct statement *statement,
	               size_t count, const struct value *values);
	/* Only prepares it: true when the database takes it. */
	bool (*prepare)(struct connection *connection, struct work *work, const struct statement *statement);
	bool (*snapshot_begin)(struct connection *connection, struct work *work);
	void (*snapshot_end)(struct connection *connection);

	/* As db_table_each and db_table_load, whose conditions have been looked at. */
	bool (*table_each)(struct connection *connection, struct work *work, const struct table *table, table_row *each,
	                   void *context);
	bool (*table_load)(struct connection *connection, struct work *work, const struct table *table,
	                   table_source *next, void *context, int64_t *refused);

	/* Runs the changes, one transaction for all, and sets the outcome of each. Adds to *retried. */
	void (*change)(struct connection *connection, struct change *group, int64_t *retried);
	/* Around the life of the writers: what the driver does beside them. Null when there is nothing. */
	bool (*keeper_start)(struct database *database, struct arena *arena, struct fault *fault);
	void (*keep)(struct database *database, struct connection *writer); /* each writer, before it begins */
	void (*keeper_stop)(struct database *database);

	/* For migrations: text of SQL, perhaps several statements; the fault goes to the work. */
	bool (*execute)(struct connection *connection, struct work *work, const char *sql);
	bool (*has_table)(struct connection *connection, struct work *work, const char *table, bool *has);
	bool (*migrate_begin)(struct connection *connection, struct work *work); /* before the first step */
	bool (*step_begin)(struct connection *connection, struct work *work);
	bool (*step_commit)(struct connection *connection, struct work *work); /* rolls back when it fails */
	void (*step_undo)(struct connection *connection, struct work *work);

	bool (*backup)(struct database *database, struct arena *arena, struct fault *fault, const char *to);
	bool (*check)(struct database *database, struct arena *arena, struct fault *fault);
	/* Null where a file cannot be held. */
	bool (*hold)(struct arena *arena, struct fault *fault, const char *address);
};

extern const struct driver sqlite_driver;
extern const struct driver postgres_driver;

/* What both drivers have to say. */
#define SAYS_TAKEN     "There is one like that already. Please choose another name or number."
#define SAYS_NO_LINK   "That belongs to something that is not there, or something else still needs it."
#define SAYS_NO_FIT    "Something in what was sent does not fit, so it was not saved."
#define SAYS_DISK_FULL "The disk is full, so nothing was saved. Please tell whoever runs Cairn."
#define SAYS_IN_USE    "Another program is using the database. Please try again soon."

/* The number of a statement, from 0: its place in the program's table. */
size_t statement_number(const struct statement *statement);
size_t statement_count(void);

/* table.c: SQL for the rows of a partnership, and to add or set one (its owner is the last value). `by_bytes` is what this database says after a
 * text that is sorted byte by byte. */
const char *table_select(struct arena *arena, const struct table *table, int64_t partnership, const char *by_bytes);
const char *table_fill(struct arena *arena, const struct table *table);

/* A row is what it is: the start of a struct rows for a driver to fill. */
struct rows *rows_new(struct arena *arena, size_t columns);
/* Room for one more row; `cap` counts cells. */
struct cell *rows_add(struct arena *arena, struct rows *rows, size_t *cap);

/* What the change's own outcome comes to: with a fault nothing is CHANGED, with a failed statement nothing is kept. */
enum outcome change_settled(const struct connection *connection, const struct work *work, enum outcome outcome);
/* True for what no change can be blamed for: the disk, the file, the server, the machine. */
static inline bool fault_is_of_database(enum fault_kind kind)
{
	return kind == FAULT_UNAVAILABLE || kind == FAULT_DATABASE_FULL;
}
/* The change gets NOT_SAVED, and this fault in place of any other. */
void change_not_saved(struct change *change, struct fault fault);

/* A thread that leaves the signals of the process to others. */
bool thread_start(pthread_t *thread, void *(*run)(void *argument), void *argument);

/* Ends with the database's arena. */
void shelf_start(struct database *database);

void changes_start(struct changes *changes);
void changes_end(struct changes *changes);

#endif
