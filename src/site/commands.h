/*
 * What an operator types: partnerships, people, and the check of the log.
 */
#ifndef CAIRN_SITE_COMMANDS_H
#define CAIRN_SITE_COMMANDS_H

#include "base/command.h"

extern const struct command site_commands[]; /* ended by a null name */

#endif
