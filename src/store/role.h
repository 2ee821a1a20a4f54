/*
 * The six roles of a partnership, and what each may do.
 */
#ifndef CAIRN_STORE_ROLE_H
#define CAIRN_STORE_ROLE_H

#include <stdbool.h>

#include "base/may.h"

extern const char *const roles[];          /* administrator ... viewer, ended by a null */
extern const char *const roles_in_words[]; /* what each can do today, in the same order */

bool role_may(const char *role, enum may may);
/* "Administrator"; "" for none. */
const char *role_name(const char *role);

#endif
