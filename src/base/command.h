/*
 * A command: what a person types after `cairn`. Help and the manual page are made from these tables.
 *
 * A command gets a piece of work with a connection for changes already lent to it (unless NO_DATABASE) and what followed its
 * name. It prints to standard output. False means the fault is set: its sentence goes to standard error, its kind gives the exit status.
 */
#ifndef CAIRN_BASE_COMMAND_H
#define CAIRN_BASE_COMMAND_H

#include <stdbool.h>

#include "base/work.h"

enum command_needs { NEEDS_DATABASE, NO_DATABASE };

struct command {
	const char *name;  /* "framework text" : one or two words */
	const char *takes; /* "KEY FILE [--partnership NAME]" */
	const char *says;  /* one line for the list */
	const char *more;  /* a paragraph or two for its own help and the manual page */
	enum command_needs needs;
	bool (*run)(struct work *work, int count, char **words); /* words after the name, options still among them */
};

/* The value after --name, or null; the words that are neither an option nor its value, in order. */
const char *command_option(int count, char **words, const char *name);
bool command_flag(int count, char **words, const char *name);
const char *command_word(int count, char **words, int index);

#endif
