/*
 * Tries that are limited: signing in, joining by a group link. Kept in the database, so that a restart forgives nobody.
 *
 * Who tried (an address, an e-mail) is kept only as a digest keyed with the installation's secret.
 */
#ifndef CAIRN_STORE_ATTEMPT_H
#define CAIRN_STORE_ATTEMPT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/work.h"

/* Counts one try. True while there were at most `most` since the window began; over that false, with the fault TOO_MANY that
 * says when to try again (the change then gives REFUSED_KEEP, so that the count stays). Inside a change. */
bool attempt_allowed(struct work *w, const char *what, const char *who, int most, int64_t window_ms);

/* Whether attempt_allowed would refuse now: a look that counts nothing, before dear work is done. False when it could not be asked. */
bool attempt_is_over(struct work *w, const char *what, const char *who, int most, int64_t window_ms);

/* Where somebody comes from, as tries are counted: an IPv4 address whole; of an IPv6 address the network (/64), for each home has all of one. */
const char *attempt_place(struct arena *arena, const char *address);

/* After a success: the count begins anew. Inside a change. */
bool attempt_forget(struct work *w, const char *what, const char *who);

#endif
