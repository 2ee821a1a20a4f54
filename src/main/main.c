/*
 * The door for commands: `cairn COMMAND ...`.
 */
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "base/random.h"
#include "main/commands.h"
#include "main/open.h"
#include "main/options.h"

/* With a connection for changes lent to it for as long as it runs. */
static bool run_with_database(struct work *w, const struct command *command, int count, char **words)
{
	struct database *database = open_database(w, count, words);
	bool done = false;

	if (database == NULL)
		return false;
	w->db = connection_open(database, w->arena, &w->fault, CONNECTION_CHANGES);
	if (w->db != NULL) {
		done = command->run(w, count, words);
		connection_close(w->db);
		w->db = NULL;
	}
	database_close(database);
	return done;
}

static bool unknown(struct work *w, const char *typed)
{
	const char *like = command_like(w->arena, typed);

	if (like != NULL)
		return fault(w, FAULT_BAD_INPUT, "There is no command called %s. Did you mean: cairn %s", typed, like);
	return fault(w, FAULT_BAD_INPUT, "There is no command called %s. To see them all: cairn help", typed);
}

/* `cairn --database ADDRESS COMMAND ...` is as good as the other way round. */
static void put_database_last(int count, char **words)
{
	char *option = words[0], *address = count > 2 ? words[1] : NULL;

	if (address == NULL || strcmp(option, "--database") != 0)
		return;
	memmove(&words[0], &words[2], (size_t)(count - 2) * sizeof words[0]);
	words[count - 2] = option;
	words[count - 1] = address;
}

static bool run(struct work *w, int count, char **words)
{
	int taken = 0;
	const struct command *command = command_find(count, words, &taken);

	if (count == 0 || strcmp(words[0], "--help") == 0)
		return run_help(w, 0, words);
	if (strcmp(words[0], "--version") == 0)
		return run_version(w, 0, words);
	if (command == NULL)
		return unknown(w, words[0]);
	if (command_flag(count, words, "help")) {
		command_explain(command);
		return true;
	}
	if (!options_check(w, command, count - taken, words + taken))
		return false;
	if (command->needs == NEEDS_DATABASE)
		return run_with_database(w, command, count - taken, words + taken);
	return command->run(w, count - taken, words + taken);
}

/*
 * A page takes and gives back some large blocks. Left to itself the C library would hand them to the kernel each time and fetch them again,
 * page by page: a third of the time of a request. So up to 16 MB stay with us, in two heaps for all threads.
 */
static void keep_some_memory(void)
{
	(void)mallopt(M_TRIM_THRESHOLD, 16 * 1024 * 1024);
	(void)mallopt(M_MMAP_THRESHOLD, 1024 * 1024);
	(void)mallopt(M_ARENA_MAX, 2);
}

int main(int count, char **words)
{
	struct arena *arena = arena_new();
	struct work work = { .arena = arena, .now = time_now() };
	int status = 0;

	(void)signal(SIGPIPE, SIG_IGN);
	keep_some_memory();
	random_start();
	if (count > 1)
		put_database_last(count - 1, words + 1);
	if (!run(&work, count > 0 ? count - 1 : 0, words + 1)) {
		enum fault_kind kind = work.fault.kind == FAULT_NONE ? FAULT_BROKEN : work.fault.kind;

		fprintf(stderr, "cairn: %s\n",
		        work.fault.kind == FAULT_NONE ? fault_sentence(kind) : work.fault.sentence);
		status = fault_exit_status(kind);
	}
	arena_free(arena);
	return status;
}
