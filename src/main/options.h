/*
 * The options that a command takes, read from what its help says of them ("[--port N] [--replace]"), so that one that was
 * mistyped is refused and never passed over.
 */
#ifndef CAIRN_MAIN_OPTIONS_H
#define CAIRN_MAIN_OPTIONS_H

#include "base/command.h"

/* False with a fault that names the options it takes, when there is one among the words that it does not take, or one
 * without its value. */
bool options_check(struct work *w, const struct command *command, int count, char **words);

#endif
