/*
 * Checkpoints: the thread that moves the log into the database file, so that no commit has to wait while it happens.
 *
 * A PASSIVE checkpoint waits for nobody, and under steady writing never quite reaches the end of the log, so the log
 * only grows. When it has become large, RESTART copies the last few pages with the writer held off for a moment, and
 * the log begins again.
 */
#include <stdlib.h>

#include "db/driver_sqlite.h"

#define DUE_PAGES   1000  /* since the last one: 4 MB, as SQLite itself would */
#define LARGE_PAGES 16000 /* 64 MB */
#define HOLD_OFF_MS 100   /* the longest a RESTART keeps the writer waiting for readers */

struct keeper {
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t is_due;
	struct connection *connection;
	int pages; /* in the log after the last commit */
	int moved; /* what it held when we last looked */
	bool stopping;
};

/* Fewer pages than before: the writer has begun the log again. */
static bool is_due(struct keeper *keeper)
{
	if (keeper->pages < keeper->moved)
		keeper->moved = 0;
	return keeper->pages - keeper->moved >= DUE_PAGES;
}

/* Called by SQLite on the writer's thread after each commit; also turns off its own checkpoints. */
static int note_commit(void *argument, sqlite3 *handle, const char *name, int pages)
{
	struct keeper *keeper = argument;

	(void)handle;
	(void)name;
	pthread_mutex_lock(&keeper->lock);
	keeper->pages = pages;
	if (is_due(keeper))
		pthread_cond_signal(&keeper->is_due);
	pthread_mutex_unlock(&keeper->lock);
	return SQLITE_OK;
}

static void move_log(struct keeper *keeper, int pages)
{
	sqlite3 *handle = sqlite_of(keeper->connection)->handle;
	int code = sqlite3_wal_checkpoint_v2(handle, "main", SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);

	if (code == SQLITE_OK && pages >= LARGE_PAGES)
		code = sqlite3_wal_checkpoint_v2(handle, "main", SQLITE_CHECKPOINT_RESTART, NULL, NULL);
	if (code != SQLITE_OK && (code & 0xff) != SQLITE_BUSY) /* nothing is lost: the log still has it all */
		sqlite_log(handle, code, NULL, NULL);
}

static void *keep_log_short(void *argument)
{
	struct keeper *keeper = argument;

	pthread_mutex_lock(&keeper->lock);
	while (!keeper->stopping) {
		if (is_due(keeper)) {
			int pages = keeper->pages;

			keeper->moved = pages;
			pthread_mutex_unlock(&keeper->lock);
			move_log(keeper, pages);
			pthread_mutex_lock(&keeper->lock);
		} else {
			pthread_cond_wait(&keeper->is_due, &keeper->lock);
		}
	}
	pthread_mutex_unlock(&keeper->lock);
	return NULL;
}

static void keeper_free(struct keeper *keeper)
{
	connection_close(keeper->connection);
	pthread_cond_destroy(&keeper->is_due);
	pthread_mutex_destroy(&keeper->lock);
	free(keeper);
}

bool sqlite_keeper_start(struct database *database, struct arena *arena, struct fault *fault)
{
	struct keeper *keeper = calloc(1, sizeof *keeper); /* lives as long as its thread, not as an arena */

	if (keeper == NULL)
		return fault_set(arena, fault, FAULT_UNAVAILABLE, "The machine has no memory left.");
	pthread_mutex_init(&keeper->lock, NULL);
	pthread_cond_init(&keeper->is_due, NULL);
	keeper->connection = sqlite_open(database, arena, fault, CONNECTION_CHANGES);
	if (keeper->connection == NULL) {
		keeper_free(keeper);
		return false;
	}
	sqlite3_busy_timeout(sqlite_of(keeper->connection)->handle, HOLD_OFF_MS);
	if (!thread_start(&keeper->thread, keep_log_short, keeper)) {
		keeper_free(keeper);
		return fault_set(arena, fault, FAULT_UNAVAILABLE, "The machine could not start another thread.");
	}
	database->keeper = keeper;
	return true;
}

void sqlite_keep(struct database *database, struct connection *writer)
{
	sqlite3_wal_hook(sqlite_of(writer)->handle, note_commit, database->keeper);
}

void sqlite_keeper_stop(struct database *database)
{
	struct keeper *keeper = database->keeper;

	pthread_mutex_lock(&keeper->lock);
	keeper->stopping = true;
	pthread_cond_signal(&keeper->is_due);
	pthread_mutex_unlock(&keeper->lock);
	pthread_join(keeper->thread, NULL);
	keeper_free(keeper);
	database->keeper = NULL;
}
