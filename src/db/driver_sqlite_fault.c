#include "db/driver_sqlite.h"

#include "base/log.h"

#define IT_IS(kind_, sentence_) ((struct fault){ FAULT_##kind_, sentence_ })

static struct fault fault_of_constraint(int extended)
{
	switch (extended) {
	case SQLITE_CONSTRAINT_UNIQUE:
	case SQLITE_CONSTRAINT_PRIMARYKEY:
	case SQLITE_CONSTRAINT_ROWID:
		return IT_IS(CONFLICT, SAYS_TAKEN);
	case SQLITE_CONSTRAINT_FOREIGNKEY:
		return IT_IS(BAD_INPUT, SAYS_NO_LINK);
	default:
		return IT_IS(BAD_INPUT, SAYS_NO_FIT);
	}
}

struct fault sqlite_fault(int code)
{
	switch (code & 0xff) {
	case SQLITE_CONSTRAINT:
		return fault_of_constraint(code);
	case SQLITE_MISMATCH:
	case SQLITE_TOOBIG:
		return IT_IS(BAD_INPUT, SAYS_NO_FIT);
	case SQLITE_FULL:
		return IT_IS(DATABASE_FULL, SAYS_DISK_FULL);
	case SQLITE_READONLY:
		return IT_IS(UNAVAILABLE,
		             "The database file may not be written to. Give the user that runs Cairn the right "
		             "to write to the file and its folder.");
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
	case SQLITE_PROTOCOL:
		return IT_IS(UNAVAILABLE, SAYS_IN_USE);
	case SQLITE_CANTOPEN:
		return IT_IS(UNAVAILABLE,
		             "The database file could not be opened. Check that it is there and that the user that "
		             "runs Cairn may read and write it and its folder.");
	case SQLITE_NOTADB:
		return IT_IS(BAD_INPUT, "That file is not a database. Check the name of the file.");
	case SQLITE_CORRUPT:
		return IT_IS(UNAVAILABLE,
		             "The database file is damaged. Stop Cairn, keep a copy of the file, and go back to the "
		             "last backup with `cairn restore`.");
	case SQLITE_IOERR:
		return IT_IS(
			UNAVAILABLE,
			"The disk could not be read or written. Nothing was changed. Please tell whoever runs Cairn.");
	case SQLITE_NOMEM:
		return IT_IS(UNAVAILABLE, "The machine has no memory left. Nothing was changed.");
	default:
		return (struct fault){ FAULT_BROKEN, fault_sentence(FAULT_BROKEN) };
	}
}

void sqlite_log(sqlite3 *handle, int code, const struct work *work, const struct statement *statement)
{
	bool is_told = handle != NULL && sqlite3_extended_errcode(handle) == code;

	log_line("database", LOG_TEXT("error", is_told ? sqlite3_errmsg(handle) : sqlite3_errstr(code)),
	         LOG_INT("code", code), LOG_TEXT("file", statement != NULL ? statement->file : ""),
	         LOG_INT("line", statement != NULL ? statement->line : 0),
	         LOG_TEXT("request", work != NULL ? work->request : ""), LOG_END);
}

bool sqlite_failed(struct sqlite_connection *connection, struct work *work, const struct statement *statement, int code)
{
	struct fault fault = sqlite_fault(code);

	sqlite_log(connection->handle, code, work, statement);
	if ((code & 0xff) == SQLITE_READONLY &&
	    connection->base.use == CONNECTION_READS) /* our own mistake, not the disk's */
		fault = (struct fault){ FAULT_BROKEN, fault_sentence(FAULT_BROKEN) };
	if (connection->base.in_change) {
		connection->base.failed = true;
		if (fault_is_of_database(fault.kind))
			connection->broken = fault;
	}
	return fault(work, fault.kind, "%s", fault.sentence);
}
