/*
 * Copies of a database in use, and SQLite's own check.
 *
 * The source is read in one snapshot, so that the copy is of one moment and writing meanwhile does not make it begin
 * again. The copy is made under another name, checked, put safely on the disk and only then given its name: a file
 * of that name is always whole.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "db/driver_sqlite.h"

#define PAGES_A_STEP 256

static bool fault_of(struct arena *arena, struct fault *fault, sqlite3 *handle, int code)
{
	struct fault what = sqlite_fault(code);

	sqlite_log(handle, code, NULL, NULL);
	return fault_set(arena, fault, what.kind, "%s", what.sentence);
}

static int copy_pages(sqlite3 *from, sqlite3 *to)
{
	sqlite3_backup *backup = sqlite3_backup_init(to, "main", from, "main");
	int code;

	if (backup == NULL)
		return sqlite3_extended_errcode(to);
	do
		code = sqlite3_backup_step(backup, PAGES_A_STEP);
	while (code == SQLITE_OK);
	sqlite3_backup_finish(backup);
	return code == SQLITE_DONE ? SQLITE_OK : code;
}

/* The first read fixes the moment. */
static int copy_snapshot(struct sqlite_connection *source, sqlite3 *to)
{
	int code = sqlite_execute(source, "BEGIN; SELECT COUNT(*) FROM sqlite_schema");

	if (code != SQLITE_OK)
		return code;
	code = copy_pages(source->handle, to);
	sqlite_control(source, READ_END);
	return code;
}

int sqlite_check_says(sqlite3 *handle, struct arena *arena, const char *check, const char **said)
{
	sqlite3_stmt *statement = NULL;
	int code = sqlite3_prepare_v2(handle, check, -1, &statement, NULL);

	*said = NULL;
	if (code == SQLITE_OK)
		code = sqlite3_step(statement);
	if (code == SQLITE_ROW) {
		const char *text = (const char *)sqlite3_column_text(statement, 0);

		*said = text_copy(arena, text == NULL ? "" : text);
	}
	sqlite3_finalize(statement);
	return code == SQLITE_ROW || code == SQLITE_DONE ? SQLITE_OK : code;
}

/* What is wrong with the database in a few words; null when nothing is. */
static const char *complaint(sqlite3 *handle, struct arena *arena)
{
	const char *said;

	if (sqlite_check_says(handle, arena, "PRAGMA integrity_check(1)", &said) != SQLITE_OK)
		return text_copy(arena, sqlite3_errmsg(handle));
	if (!text_equal(said, "ok"))
		return said == NULL ? "the check says nothing" : said;
	if (sqlite_check_says(handle, arena, LINK_CHECK, &said) != SQLITE_OK)
		return text_copy(arena, sqlite3_errmsg(handle));
	return said == NULL ? NULL : text_format(arena, "a broken link in the table %s", said);
}

static bool copy_is_sound(sqlite3 *copy, struct arena *arena, struct fault *fault)
{
	const char *found = complaint(copy, arena);

	if (found == NULL)
		return true;
	return fault_set(arena, fault, FAULT_BROKEN,
	                 "The copy is not sound, so it was not kept (%s). The database itself may be damaged.", found);
}

/* A copy is one file: without WAL there is nothing beside it. */
static bool write_copy(struct sqlite_connection *source, const char *part, struct arena *arena, struct fault *fault)
{
	sqlite3 *copy = NULL;
	bool is_good = false;
	int code = sqlite3_open_v2(part, &copy, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);

	if (code == SQLITE_OK)
		code = sqlite3_extended_result_codes(copy, 1);
	if (code == SQLITE_OK)
		code = copy_snapshot(source, copy);
	if (code == SQLITE_OK)
		code = sqlite3_exec(copy, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
	if (code == SQLITE_OK)
		is_good = copy_is_sound(copy, arena, fault);
	else
		fault_of(arena, fault, copy, code);
	sqlite3_close_v2(copy);
	return is_good;
}

static bool sync_path(const char *path, int flags)
{
	int file = open(path, flags | O_CLOEXEC);
	bool is_synced = file >= 0 && fsync(file) == 0;

	if (file >= 0)
		close(file);
	return is_synced;
}

static const char *folder_of(struct arena *arena, const char *path)
{
	const char *slash = strrchr(path, '/');

	if (slash == NULL)
		return ".";
	return slash == path ? "/" : text_copy_bytes(arena, path, (size_t)(slash - path));
}

/* On the disk first, then its name, then the folder that holds the name. */
static bool give_name(const char *part, const char *to, struct arena *arena, struct fault *fault)
{
	if (sync_path(part, O_RDONLY) && rename(part, to) == 0 &&
	    sync_path(folder_of(arena, to), O_RDONLY | O_DIRECTORY))
		return true;
	return fault_set(arena, fault, errno == ENOSPC ? FAULT_DATABASE_FULL : FAULT_UNAVAILABLE,
	                 "The copy could not be saved as %s: %s.", to, strerror(errno));
}

static bool make_part(const char *part, const char *to, struct arena *arena, struct fault *fault)
{
	int file;

	if (access(to, F_OK) == 0)
		return fault_set(arena, fault, FAULT_CONFLICT,
		                 "There is a file %s already. Choose another name for the copy.", to);
	unlink(part); /* left by a copy that was cut short */
	file = open(part, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
	if (file < 0)
		return fault_set(arena, fault, errno == ENOSPC ? FAULT_DATABASE_FULL : FAULT_UNAVAILABLE,
		                 "The file %s could not be made: %s.", part, strerror(errno));
	close(file);
	return true;
}

bool sqlite_backup(struct database *database, struct arena *arena, struct fault *fault, const char *to)
{
	const char *part = text_format(arena, "%s.part", to);
	struct connection *source;
	bool is_copied;

	if (!make_part(part, to, arena, fault))
		return false;
	source = sqlite_open(database, arena, fault, CONNECTION_READS);
	is_copied = source != NULL && write_copy(sqlite_of(source), part, arena, fault) &&
	            give_name(part, to, arena, fault);
	connection_close(source);
	if (!is_copied)
		unlink(part);
	return is_copied;
}

bool sqlite_check(struct database *database, struct arena *arena, struct fault *fault)
{
	struct connection *connection = sqlite_open(database, arena, fault, CONNECTION_READS);
	const char *found;

	if (connection == NULL)
		return false;
	found = complaint(sqlite_of(connection)->handle, arena);
	connection_close(connection);
	if (found == NULL)
		return true;
	return fault_set(arena, fault, FAULT_BROKEN,
	                 "The database is damaged (%s). Keep a copy of the file and go back to the last backup.",
	                 found);
}
