/*
 * What a person types: the tables of all themes, help, and the manual page made from them.
 */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "main/commands.h"
#include "main/program.h"

const struct command own_commands[] = {
	{ "serve",
	  "[--port N] [--listen ADDRESS] [--workers N] [--proxy ADDRESS] [--per-address N] [--connections N] "
	  "[--header-seconds N] [--body-seconds N] [--jobs N]",
	  "Serves the web site until it is stopped.",
	  "The port is 8080 and the address 127.0.0.1, so that only this machine sees it, unless you say otherwise. "
	  "Behind nginx or "
	  "another proxy, --proxy names the address the proxy comes from: what it says of visitors is then believed. "
	  "--per-address limits "
	  "the connections from one address. Whoever takes longer than --header-seconds (10) to say what they ask, or "
	  "than --body-seconds (60) to "
	  "send a form, is cut off. --jobs says how much long work (cairn job) it does at a time: 2, or less; with 0 "
	  "another "
	  "server does it. Ctrl+C or SIGTERM ends it when the requests under way are answered.",
	  NO_DATABASE, run_serve },
	{ "get", "PATH | --all [--list] [--as EMAIL] [--json | --csv]", "Prints a page without a server.",
	  "PATH is what follows the host in the address bar. --as shows it as that person sees it. With --all in place "
	  "of PATH every page "
	  "without a number in its address is made, and its status and size printed; with --list as well only the "
	  "addresses.",
	  NEEDS_DATABASE, run_get },
	{ "init", "", "Makes the database, or brings it up to date.",
	  "Run it once for a new database and after each new version of Cairn. It never takes anything away.",
	  NO_DATABASE, run_init },
	{ "backup", "FILE", "Copies the database while it is in use, and checks the copy.",
	  "The file must not be there yet. For PostgreSQL use pg_dump.", NO_DATABASE, run_backup },
	{ "restore", "FILE [--replace]", "Puts a copy back.",
	  "Stop Cairn first. The copy is checked before anything is touched. With --replace the present database is "
	  "kept beside the new one "
	  "under the name it has with .replaced after it, or .replaced-2 and so on when there is one already.",
	  NO_DATABASE, run_restore },
	{ "job", "NUMBER | KIND [--in PARTNERSHIP]",
	  "Does a piece of long work here and now, within limits on time and memory.",
	  "KIND is check: the database's own check, and whether every log of what happened is without a break; or "
	  "search: adds to the search what is not there yet. A "
	  "NUMBER is "
	  "that of work somebody asked for and that waits to be done. --in gives the number of the partnership (cairn "
	  "partnership list); without it the work is about the whole installation. The web server does by itself what "
	  "people "
	  "ask for on its pages.",
	  NO_DATABASE, run_job },
	{ "help", "[COMMAND]", "Says what there is, or explains one command.", "", NO_DATABASE, run_help },
	{ "manual", "", "Prints the manual page, for man.", "Try: cairn manual | man -l -", NO_DATABASE, run_manual },
	{ "version", "", "Prints the version.", "", NO_DATABASE, run_version },
	{ 0 },
};

/* Calls one(command, context) for each command of each theme. */
static void each_command(void (*one)(const struct command *command, void *context), void *context)
{
	for (size_t i = 0; themes[i] != NULL; i++) {
		for (const struct command *command = themes[i]->commands; command != NULL && command->name != NULL;
		     command++)
			one(command, context);
	}
}

/* ----------------------------------------------------------------- finding */

struct finding {
	int count;
	char **words;
	const struct command *found;
	int taken;
};

/* How many of the words a command's name takes up, or 0 when they are others. */
static int words_taken(const char *name, int count, char **words)
{
	const char *space = strchr(name, ' ');
	size_t first = space == NULL ? strlen(name) : (size_t)(space - name);

	if (count > 0 && strcmp(words[0], name) == 0)
		return 1; /* also "demo load" quoted as one */
	if (count < 1 || strlen(words[0]) != first || strncmp(words[0], name, first) != 0)
		return 0;
	if (space == NULL)
		return 1;
	return count > 1 && strcmp(words[1], space + 1) == 0 ? 2 : 0;
}

static void look_at(const struct command *command, void *context)
{
	struct finding *finding = context;
	int taken = words_taken(command->name, finding->count, finding->words);

	if (taken > finding->taken) {
		finding->taken = taken;
		finding->found = command;
	}
}

const struct command *command_find(int count, char **words, int *taken)
{
	struct finding finding = { count, words, NULL, 0 };

	each_command(look_at, &finding);
	*taken = finding.taken;
	return finding.found;
}

/* Levenshtein's distance: letters added, dropped or changed. What is longer than any name is like none. */
static size_t distance(const char *one, const char *other)
{
	size_t row[64], len = strlen(other);

	if (strlen(one) > 60 || len > 60)
		return SIZE_MAX;
	for (size_t i = 0; i <= len; i++)
		row[i] = i;
	for (size_t i = 1; one[i - 1] != '\0'; i++) {
		size_t corner = row[0];

		row[0] = i;
		for (size_t j = 1; j <= len; j++) {
			size_t changed = corner + (one[i - 1] != other[j - 1]);

			corner = row[j];
			row[j] = row[j] < row[j - 1] ? row[j] + 1 : row[j - 1] + 1;
			row[j] = row[j] < changed ? row[j] : changed;
		}
	}
	return row[len];
}

struct likeness {
	const char *typed, *best;
	size_t best_distance;
};

static void compare(const struct command *command, void *context)
{
	struct likeness *likeness = context;
	size_t away = distance(likeness->typed, command->name);

	if (away < likeness->best_distance) {
		likeness->best_distance = away;
		likeness->best = command->name;
	}
}

const char *command_like(struct arena *arena, const char *typed)
{
	struct likeness likeness = { text_copy(arena, typed), NULL, strlen(typed) / 2 + 1 };

	each_command(compare, &likeness);
	return likeness.best;
}

/* -------------------------------------------------------------------- help */

static void print_line(const struct command *command, void *context)
{
	(void)context;
	printf("  %-22s %s\n", command->name, command->says);
}

static void print_all(void)
{
	printf("Cairn is a workbench for planning health and social care together.\n\n"
	       "  cairn COMMAND ...       for example: cairn serve --port 8080\n"
	       "  cairn help COMMAND      explains one\n\n");
	each_command(print_line, NULL);
	printf("\nEach takes --database ADDRESS: a file, or postgresql://... Without it, $CAIRN_DATABASE, or else "
	       "cairn.db here.\n");
}

/* Lines of at most 78 characters, two spaces in. */
static void print_wrapped(const char *text)
{
	size_t column = 0;

	while (*text != '\0') {
		size_t len = strcspn(text, " \n");

		if (column > 0 && column + 1 + len > 76) {
			printf("\n");
			column = 0;
		}
		printf("%s%.*s", column == 0 ? "  " : " ", (int)len, text);
		column += len + 1;
		text += len;
		text += *text != '\0';
	}
	printf("\n");
}

void command_explain(const struct command *command)
{
	printf("cairn %s%s%s\n\n", command->name, text_is_empty(command->takes) ? "" : " ", command->takes);
	print_wrapped(command->says);
	if (!text_is_empty(command->more)) {
		printf("\n");
		print_wrapped(command->more);
	}
}

bool run_help(struct work *w, int count, char **words)
{
	int taken;
	const struct command *command = command_find(count, words, &taken);

	if (count > 0 && command == NULL)
		return fault(w, FAULT_NOT_FOUND, "There is no command called %s. To see them all: cairn help",
		             words[0]);
	if (command == NULL)
		print_all();
	else
		command_explain(command);
	return true;
}

/* ------------------------------------------------------------------ manual */

/* In troff a backslash and a point or quote at the start of a line mean something. */
static void print_troff(const char *text)
{
	if (*text == '.' || *text == '\'')
		printf("\\&");
	for (; *text != '\0'; text++) {
		if (*text == '\\')
			printf("\\e");
		else if (*text == '-')
			printf("\\-");
		else
			putchar(*text);
	}
}

static void print_manual_part(const struct command *command, void *context)
{
	(void)context;
	printf(".TP\n.B cairn ");
	print_troff(command->name);
	if (!text_is_empty(command->takes)) {
		printf(" ");
		print_troff(command->takes);
	}
	printf("\n");
	print_troff(command->says);
	printf("\n");
	if (!text_is_empty(command->more)) {
		print_troff(command->more);
		printf("\n");
	}
}

static void print_exits(void)
{
	static const struct {
		const char *name, *sentence;
		int status;
	} exits[] = {
#define EXIT_ROW(name, http, exit_code, sentence) { #name, sentence, exit_code },
		FAULT_KINDS(EXIT_ROW)
#undef EXIT_ROW
	};

	printf(".SH EXIT STATUS\n");
	for (size_t i = 0; i < sizeof exits / sizeof exits[0]; i++) {
		printf(".TP\n.B %d\n", exits[i].status);
		print_troff(exits[i].sentence);
		printf("\n");
	}
}

bool run_manual(struct work *w, int count, char **words)
{
	(void)w, (void)count, (void)words;
	printf(".TH CAIRN 1 \"\" \"Cairn " CAIRN_VERSION
	       "\" \"User Commands\"\n.SH NAME\ncairn \\- a workbench for planning health and "
	       "social care together\n.SH SYNOPSIS\n.B cairn\n.I COMMAND\n[words and options]\n.SH DESCRIPTION\nOne "
	       "program and one file: "
	       "the web site, its database and the commands that keep it.\n.SH COMMANDS\n");
	each_command(print_manual_part, NULL);
	printf(".SH ENVIRONMENT\n.TP\n.B CAIRN_DATABASE\nThe database when none is given with \\-\\-database: a file, "
	       "or an address that "
	       "begins with postgresql://. Without either it is cairn.db in the present folder.\n");
	print_exits();
	return true;
}

bool run_version(struct work *w, int count, char **words)
{
	(void)w, (void)count, (void)words;
	printf("cairn " CAIRN_VERSION "\n");
	return true;
}
