/* What PostgreSQL's SQLSTATE codes mean for people: appendix A of its manual, "PostgreSQL Error Codes". */
#include <string.h>

#include "base/log.h"
#include "db/driver_postgres.h"

static const struct {
	const char *start; /* of the SQLSTATE: a whole code, or a class of two characters */
	struct fault fault;
} meanings[] = {
	{ "23505", { FAULT_CONFLICT, SAYS_TAKEN } },
	{ "23503", { FAULT_BAD_INPUT, SAYS_NO_LINK } },
	{ "23", { FAULT_BAD_INPUT, SAYS_NO_FIT } },
	{ "22", { FAULT_BAD_INPUT, SAYS_NO_FIT } },
	{ "54", { FAULT_BAD_INPUT, SAYS_NO_FIT } },
	{ "40",
	  { FAULT_UNAVAILABLE,
	    "Too many people are saving the same thing at once. Nothing was changed. Please try again." } },
	{ "53100", { FAULT_DATABASE_FULL, SAYS_DISK_FULL } },
	{ "53",
	  { FAULT_UNAVAILABLE,
	    "The database server has no room for more just now. Nothing was changed. Please try again soon." } },
	{ "55", { FAULT_UNAVAILABLE, SAYS_IN_USE } },
	{ "57014",
	  { FAULT_UNAVAILABLE, "The database took too long to answer. Nothing was changed. Please try again soon." } },
	{ "57", { FAULT_UNAVAILABLE, "The database server is stopping. Nothing was changed. Please try again soon." } },
	{ "58",
	  { FAULT_UNAVAILABLE,
	    "The database server could not read or write its disk. Please tell whoever runs Cairn." } },
	{ "080",
	  { FAULT_UNAVAILABLE,
	    "The database server cannot be reached just now. Nothing was changed. Please try again soon." } },
	{ "25006",
	  { FAULT_UNAVAILABLE, "The database server may not be written to. Please tell whoever runs Cairn." } },
	{ "42501",
	  { FAULT_UNAVAILABLE, "The database user may not do that. Give it the right to use Cairn's tables." } },
};

struct fault postgres_fault(const char *state)
{
	if (state == NULL)
		state = "08006";
	for (size_t i = 0; i < sizeof meanings / sizeof meanings[0]; i++)
		if (strncmp(state, meanings[i].start, strlen(meanings[i].start)) == 0)
			return meanings[i].fault;
	return (struct fault){ FAULT_BROKEN, fault_sentence(FAULT_BROKEN) };
}

/* 40001, 40P01: serialization failure, deadlock. 080.., 57P..: the connection. 0A000, 26000: see forget_if_stale. */
bool postgres_may_try_again(const char *state)
{
	static const char *const states[] = { "40001", "40P01", "080", "57P", "0A000", "26000" };

	if (state == NULL)
		return true;
	for (size_t i = 0; i < sizeof states / sizeof states[0]; i++)
		if (strncmp(state, states[i], strlen(states[i])) == 0)
			return true;
	return false;
}

const char *postgres_state(const PGresult *result)
{
	return PQresultErrorField(result, PG_DIAG_SQLSTATE);
}

/* What class 22 says quotes what somebody wrote, so there only the code is kept. */
void postgres_log(PGconn *handle, const PGresult *result, const struct work *work, const struct statement *statement)
{
	const char *state = postgres_state(result);
	const char *said = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);

	if (said == NULL)
		said = PQerrorMessage(handle);
	if (state != NULL && strncmp(state, "22", 2) == 0)
		said = "a value was refused";
	log_line("database", LOG_TEXT("error", said), LOG_TEXT("code", state),
	         LOG_TEXT("file", statement != NULL ? statement->file : ""),
	         LOG_INT("line", statement != NULL ? statement->line : 0),
	         LOG_TEXT("request", work != NULL ? work->request : ""), LOG_END);
}

/* The tables were altered under a prepared statement: prepared anew, it will do. */
static void forget_if_stale(struct postgres_connection *connection, const char *state)
{
	if (state != NULL && (strcmp(state, "0A000") == 0 || strcmp(state, "26000") == 0))
		memset(connection->named, 0, statement_count() * sizeof *connection->named);
}

bool postgres_failed(struct postgres_connection *connection, struct work *work, const struct statement *statement,
                     const PGresult *result)
{
	const char *state = postgres_state(result);
	struct fault fault = postgres_fault(state);

	postgres_log(connection->handle, result, work, statement);
	forget_if_stale(connection, state);
	if (state != NULL && strcmp(state, "25006") == 0 &&
	    connection->base.use == CONNECTION_READS) /* our own mistake */
		fault = (struct fault){ FAULT_BROKEN, fault_sentence(FAULT_BROKEN) };
	if (connection->base.in_change) {
		connection->base.failed = true;
		connection->may_try_again = postgres_may_try_again(state);
		if (fault_is_of_database(fault.kind))
			connection->broken = fault;
	}
	return fault(work, fault.kind, "%s", fault.sentence);
}

bool postgres_late(struct postgres_connection *connection, struct work *work, const struct statement *statement)
{
	struct fault fault = postgres_fault("57014");

	log_line("database", LOG_TEXT("error", "the time for the change is up"), LOG_TEXT("code", "57014"),
	         LOG_TEXT("file", statement != NULL ? statement->file : ""),
	         LOG_INT("line", statement != NULL ? statement->line : 0),
	         LOG_TEXT("request", work != NULL ? work->request : ""), LOG_END);
	connection->base.failed = true;
	connection->may_try_again = false;
	connection->broken = fault;
	return fault(work, fault.kind, "%s", fault.sentence);
}
