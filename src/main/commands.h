/*
 * The program's own commands.
 */
#ifndef CAIRN_MAIN_COMMANDS_H
#define CAIRN_MAIN_COMMANDS_H

#include "base/command.h"

bool run_serve(struct work *w, int count, char **words);
bool run_get(struct work *w, int count, char **words);
bool run_init(struct work *w, int count, char **words);
bool run_backup(struct work *w, int count, char **words);
bool run_restore(struct work *w, int count, char **words);
bool run_job(struct work *w, int count, char **words);
bool run_help(struct work *w, int count, char **words);
bool run_manual(struct work *w, int count, char **words);
bool run_version(struct work *w, int count, char **words);

extern const struct command own_commands[]; /* ended by a null name */

/* The command the words begin with, and how many words its name takes; null when there is none. */
const struct command *command_find(int count, char **words, int *taken);
/* The name most like what was typed, or null when none comes near. */
const char *command_like(struct arena *arena, const char *typed);
/* Everything there is to say about one. */
void command_explain(const struct command *command);

#endif
