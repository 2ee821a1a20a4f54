/*
 * How often somebody may try a password: at the sign-in page, and to join by an invitation with an account one has.
 *
 * In a quarter of an hour ten tries for one account from one place, so that nobody can lock somebody else out by guessing wrongly from
 * elsewhere; a hundred from one place, where a whole office may sit; and a hundred for one account from everywhere together.
 */
#ifndef CAIRN_SITE_TRIES_H
#define CAIRN_SITE_TRIES_H

#include <stdbool.h>

#include "base/work.h"

/* Counts one try; false with the fault TOO_MANY (give REFUSED_KEEP then, so that the count stays). Inside a change. */
bool may_try_password(struct work *w, const char *email, const char *address);
/* Whether may_try_password would refuse: a look, before a password is hashed. */
bool tries_are_over(struct work *w, const char *email, const char *address);
/* After the right password. Inside a change. */
bool forget_tries(struct work *w, const char *email, const char *address);

#endif
