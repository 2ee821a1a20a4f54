/*
 * How many people came in by a group's link, for a room that wants to see that it works: a count, and nothing else of the round.
 *
 * Of fewer than JOINED_LEAST it is only told that they are fewer. Papers are not counted: nobody came by the link with them.
 */
#ifndef CAIRN_STORE_JOINED_H
#define CAIRN_STORE_JOINED_H

#include "base/figure.h"
#include "store/round.h"

#define JOINED_LEAST 5

bool joined_by_link(struct work *w, const struct round_group *group, struct figure *joined);

#endif
