#include "db/migrate_text.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/out.h"

static const struct {
	const char *word, *sqlite, *postgres;
} words[] = {
	{ "@id", "INTEGER", "BIGINT" }, { "@int", "INTEGER", "BIGINT" }, { "@real", "REAL", "DOUBLE PRECISION" },
	{ "@text", "TEXT", "TEXT" },    { "@blob", "BLOB", "BYTEA" },
};

struct reading {
	const char *at; /* what is left */
	bool for_sqlite;
	struct out statement; /* the one being read */
	bool is_wanted;       /* by this database */
	struct out all;
	const char *wrong; /* what is wrong with the text, or null */
};

static size_t word_length(const char *at)
{
	size_t len = 1;

	while (isalnum((unsigned char)at[len]) || at[len] == '_')
		len++;
	return len;
}

static void read_word(struct reading *reading)
{
	size_t len = word_length(reading->at);

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (strlen(words[i].word) == len && memcmp(words[i].word, reading->at, len) == 0) {
			out_raw(&reading->statement, reading->for_sqlite ? words[i].sqlite : words[i].postgres);
			reading->at += len;
			return;
		}
	reading->wrong = text_format(reading->all.arena, "the word %.*s is not one of @id @int @real @text @blob",
	                             (int)len, reading->at);
}

static void read_comment(struct reading *reading)
{
	bool is_before = reading->statement.len == 0;

	if (is_before && text_starts(reading->at, "-- sqlite:"))
		reading->is_wanted = reading->for_sqlite;
	if (is_before && text_starts(reading->at, "-- postgresql:"))
		reading->is_wanted = !reading->for_sqlite;
	reading->at += strcspn(reading->at, "\n");
}

/* From one mark to the next of its kind, as it is: '...', "..." or $$...$$. */
static void read_quotation(struct reading *reading, const char *mark)
{
	const char *end = strstr(reading->at + strlen(mark), mark);

	if (end == NULL) {
		reading->wrong = text_format(reading->all.arena, "what begins with %s never ends", mark);
		return;
	}
	end += strlen(mark);
	out_bytes(&reading->statement, reading->at, (size_t)(end - reading->at));
	reading->at = end;
}

static bool begins(const char *statement, const char *words_wanted)
{
	return strncasecmp(statement, words_wanted, strlen(words_wanted)) == 0;
}

/* A semicolon that ends its line ends the statement; that of a trigger ends with END. */
static bool ends_statement(struct reading *reading)
{
	const char *after = reading->at + 1;
	const char *so_far = out_html(&reading->statement).at;

	after += strspn(after, " \t\r");
	if (*after != '\n' && *after != '\0' && strncmp(after, "--", 2) != 0)
		return false;
	if (begins(so_far, "CREATE TRIGGER"))
		return reading->statement.len >= 3 && strcasecmp(so_far + reading->statement.len - 3, "END") == 0;
	return true;
}

#define IN_KEY_ORDER " WITHOUT ROWID"

/* SQLite alone can keep the rows of a table in its key; it wants a comma between that and STRICT. */
static void end_table(struct reading *reading, const char *text)
{
	bool in_key_order = text_ends(text, IN_KEY_ORDER);
	size_t len = reading->statement.len - (in_key_order ? strlen(IN_KEY_ORDER) : 0);

	out_bytes(&reading->all, text, len);
	if (reading->for_sqlite)
		out_raw(&reading->all, in_key_order ? IN_KEY_ORDER ", STRICT" : " STRICT");
	out_raw(&reading->all, ";\n");
}

static void end_statement(struct reading *reading)
{
	const char *text = out_html(&reading->statement).at;

	if (reading->is_wanted && reading->statement.len > 0 && begins(text, "CREATE TABLE")) {
		end_table(reading, text);
	} else if (reading->is_wanted && reading->statement.len > 0) {
		out_bytes(&reading->all, text, reading->statement.len);
		out_raw(&reading->all, ";\n");
	}
	reading->statement = (struct out){ .arena = reading->all.arena };
	reading->is_wanted = true;
}

/* White space before a statement is dropped, so that its first word is at its start. */
static void read_other(struct reading *reading)
{
	if (reading->statement.len > 0 || !isspace((unsigned char)*reading->at))
		out_bytes(&reading->statement, reading->at, 1);
	reading->at++;
}

static void read_next(struct reading *reading)
{
	const char *at = reading->at;

	if (strncmp(at, "--", 2) == 0)
		read_comment(reading);
	else if (*at == '\'')
		read_quotation(reading, "'");
	else if (*at == '"')
		read_quotation(reading, "\"");
	else if (strncmp(at, "$$", 2) == 0)
		read_quotation(reading, "$$");
	else if (*at == '@' && isalpha((unsigned char)at[1]))
		read_word(reading);
	else if (*at == ';' && ends_statement(reading)) {
		end_statement(reading);
		reading->at++;
	} else
		read_other(reading);
}

const char *migration_text(struct arena *arena, struct fault *fault, const char *sql, const char *kind)
{
	struct reading reading = {
		.at = sql,
		.for_sqlite = text_equal(kind, "sqlite"),
		.statement = { .arena = arena },
		.is_wanted = true,
		.all = { .arena = arena },
	};

	while (*reading.at != '\0' && reading.wrong == NULL)
		read_next(&reading);
	if (reading.wrong == NULL && reading.statement.len > 0)
		reading.wrong = "its last statement does not end with a semicolon";
	if (reading.wrong == NULL)
		return out_html(&reading.all).at;
	fault_set(arena, fault, FAULT_BROKEN, "The text of a step is wrong: %s.", reading.wrong);
	return NULL;
}
