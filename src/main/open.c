#include "main/open.h"

#include <stdlib.h>

#include "base/command.h"
#include "store/migrations.h"

const char *database_address(int count, char **words)
{
	const char *address = command_option(count, words, "database");

	if (address == NULL)
		address = getenv("CAIRN_DATABASE");
	return text_is_empty(address) ? "cairn.db" : address;
}

struct database *open_database(struct work *w, int count, char **words)
{
	struct database *database = database_open(w->arena, &w->fault, database_address(count, words), false);
	size_t steps;
	const struct migration *migrations;

	if (database == NULL)
		return NULL;
	migrations = store_migrations(w->arena, &steps);
	if (database_is_current(database, w->arena, &w->fault, migrations, steps))
		return database;
	database_close(database);
	return NULL;
}

struct database *open_and_migrate(struct work *w, int count, char **words)
{
	struct database *database = database_open(w->arena, &w->fault, database_address(count, words), true);
	size_t steps;
	const struct migration *migrations;

	if (database == NULL)
		return NULL;
	migrations = store_migrations(w->arena, &steps);
	if (database_migrate(database, w->arena, &w->fault, migrations, steps))
		return database;
	database_close(database);
	return NULL;
}
