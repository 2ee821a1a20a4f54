/*
 * Keeping the database: making it, copying it, putting a copy back.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "main/commands.h"
#include "main/keep_erased.h"
#include "main/open.h"
#include "store/migrations.h"
#include "store/partnership.h"

static enum outcome start_installation(struct work *w, void *plan)
{
	(void)plan;
	return installation_start(w) ? CHANGED : REFUSED;
}

bool run_init(struct work *w, int count, char **words)
{
	struct database *database = open_and_migrate(w, count, words);
	enum outcome outcome = REFUSED;

	if (database == NULL)
		return false;
	w->db = connection_open(database, w->arena, &w->fault, CONNECTION_CHANGES);
	if (w->db != NULL) {
		outcome = db_change_now(w, start_installation, NULL);
		connection_close(w->db);
		w->db = NULL;
	}
	database_close(database);
	if (outcome == CHANGED)
		printf("%s is ready. Next: cairn partnership add NAME\n", database_address(count, words));
	return outcome == CHANGED;
}

bool run_backup(struct work *w, int count, char **words)
{
	const char *to = command_word(count, words, 0);
	struct database *database;
	bool copied;

	if (to == NULL)
		return fault(w, FAULT_BAD_INPUT,
		             "Give the file to write the copy to, for example: cairn backup cairn-monday.db");
	if (access(to, F_OK) == 0)
		return fault(w, FAULT_CONFLICT,
		             "%s is there already, and a copy is never written over another. Choose a new name.", to);
	database = database_open(w->arena, &w->fault, database_address(count, words), false);
	if (database == NULL)
		return false;
	copied = database_backup(database, w->arena, &w->fault, to);
	database_close(database);
	if (copied)
		printf("%s holds a whole copy, checked.\n", to);
	return copied;
}

/* ----------------------------------------------------------------- restore */

static const char *const endings[] = { "-wal", "-shm", "" }; /* the journal and its index go with their file */

/* The first name that nothing has: what an earlier restore kept is never written over. */
static const char *name_to_keep(struct work *w, const char *address)
{
	const char *name = text_format(w->arena, "%s.replaced", address);

	for (int number = 2;; number++) {
		bool is_taken = false;

		for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++)
			is_taken = is_taken || access(text_format(w->arena, "%s%s", name, endings[i]), F_OK) == 0;
		if (!is_taken)
			return name;
		name = text_format(w->arena, "%s.replaced-%d", address, number);
	}
}

static bool move_aside(struct work *w, const char *address, const char *kept, const char *ending)
{
	const char *from = text_format(w->arena, "%s%s", address, ending);

	if (rename(from, text_format(w->arena, "%s%s", kept, ending)) == 0 || errno == ENOENT)
		return true;
	return fault(w, FAULT_UNAVAILABLE, "%s could not be moved out of the way (%s). Nothing was changed.", from,
	             strerrordesc_np(errno));
}

/* As if nothing had been moved: for when the copy could not be put in its place. */
static void put_back(struct work *w, const char *address, const char *kept)
{
	for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
		const char *from = text_format(w->arena, "%s%s", kept, endings[i]);
		const char *to = text_format(w->arena, "%s%s", address, endings[i]);

		if (access(to, F_OK) != 0)
			(void)rename(from, to); /* the first fault is the one to tell */
	}
}

static bool make_room(struct work *w, const char *address, const char *kept)
{
	for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
		if (!move_aside(w, address, kept, endings[i])) {
			put_back(w, address, kept);
			return false;
		}
	}
	return true;
}

/* The checked copy stands in its place, or everything is as it was. Cairn would go on writing to the file that was moved
 * aside, so none may be running; the file stays held until the command ends. */
static bool put_copy(struct work *w, struct database *copy, const char *address, bool replace)
{
	const char *kept = name_to_keep(w, address);
	bool is_there = access(address, F_OK) == 0;

	if (is_there && !replace)
		return fault(w, FAULT_CONFLICT,
		             "%s is there already. Stop Cairn, then add --replace at the end: the present file is kept "
		             "as %s",
		             address, kept);
	if ((is_there && !database_hold(w->arena, &w->fault, address)) || !make_room(w, address, kept))
		return false;
	if (!database_backup(copy, w->arena, &w->fault, address)) {
		put_back(w, address, kept);
		return false;
	}
	if (is_there)
		printf("What was in %s is kept as %s.\n", address, kept);
	return true;
}

static bool check_copy(struct work *w, struct database *copy)
{
	size_t steps;
	const struct migration *migrations = store_migrations(w->arena, &steps);

	return database_check(copy, w->arena, &w->fault) &&
	       database_migrate(copy, w->arena, &w->fault, migrations, steps);
}

bool run_restore(struct work *w, int count, char **words)
{
	const char *from = command_word(count, words, 0);
	const char *address = database_address(count, words);
	struct erasures erasures;
	struct database *copy;
	bool restored;

	if (from == NULL)
		return fault(w, FAULT_BAD_INPUT,
		             "Give the copy to put back, for example: cairn restore cairn-monday.db");
	if (strstr(address, "://") != NULL)
		return fault(w, FAULT_BAD_INPUT, "PostgreSQL is restored with its own tool, pg_restore.");
	copy = database_open(w->arena, &w->fault, from, false);
	if (copy == NULL)
		return false;
	erasures = erasures_since(w, address, from);
	restored = database_check(copy, w->arena, &w->fault) &&
	           put_copy(w, copy, address, command_flag(count, words, "replace"));
	database_close(copy);
	if (!restored)
		return false;
	copy = database_open(w->arena, &w->fault, address, false);
	restored = copy != NULL && check_copy(w, copy);
	if (copy != NULL)
		database_close(copy);
	if (restored) {
		printf("%s holds what was in %s, checked.\n", address, from);
		erasures_tell(w, &erasures, address);
	}
	return restored;
}
