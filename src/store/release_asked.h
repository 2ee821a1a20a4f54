/*
 * What was not asked is told apart from what nobody answered and from what is withheld. Only for release_read.c.
 *
 * Who was asked what is no secret: it was fixed when the round opened, and everybody invited could see it.
 */
#ifndef CAIRN_STORE_RELEASE_ASKED_H
#define CAIRN_STORE_RELEASE_ASKED_H

#include "base/work.h"
#include "store/release.h"

/* Marks the cells and counts that were read. A conversation asked nobody to place themselves. False with the fault set. */
bool release_mark_asked(struct work *w, struct released *released);

#endif
