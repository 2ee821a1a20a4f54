/*
 * A release as people read it: what a voice was not asked is told apart from what nobody of it answered.
 *
 * Who was asked what is no secret: it was fixed when the round opened, and everybody invited could see it.
 */
#ifndef CAIRN_CULTURE_ASKED_H
#define CAIRN_CULTURE_ASKED_H

#include "store/release.h"

/* As release_by_round, without the cells and counts of voices that were not asked that criterion. */
const struct released *released_as_asked(struct work *w, int64_t round, unsigned parts);

#endif
