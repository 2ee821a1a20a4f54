/*
 * The picture of a round that asked for words: how many people of each voice wrote about each criterion.
 */
#ifndef CAIRN_CULTURE_SAID_PICTURE_H
#define CAIRN_CULTURE_SAID_PICTURE_H

#include "store/pack.h"
#include "store/release.h"

/* Framed, with its figures; empty when nobody wrote anything. */
struct html said_picture(struct arena *arena, const struct pack *pack, const struct released *released);

#endif
