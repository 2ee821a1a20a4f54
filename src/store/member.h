/*
 * The number somebody has within a partnership.
 *
 * An account belongs to the installation, so its number means nothing in another Cairn. What must say the same wherever a partnership is
 * taken (its log of events, its take-out) therefore calls people by a number counted within the partnership. They get it when they first join and keep
 * it when they leave and come back. Every table that points at a person in the database points at the account; the mapping is made at the edges.
 */
#ifndef CAIRN_STORE_MEMBER_H
#define CAIRN_STORE_MEMBER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/work.h"

/* Of an account in the work's partnership. 0 for nobody (account 0) and for who never belonged to it. False with the fault set. */
bool member_number(struct work *w, int64_t account, int64_t *number);
/* For somebody who joins. 0 when it failed. Inside a change. */
int64_t member_new_number(struct work *w);

#endif
