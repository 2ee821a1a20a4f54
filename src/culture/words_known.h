/*
 * What is known when words are looked at for names: whose partnership it is, its groups, the framework's terms, and who belongs to it.
 */
#ifndef CAIRN_CULTURE_WORDS_KNOWN_H
#define CAIRN_CULTURE_WORDS_KNOWN_H

#include "base/work.h"
#include "engine/identify.h"
#include "store/pack.h"
#include "store/round.h"

/* Null with the fault set. */
const struct known_names *words_known(struct work *w, const struct round *round, const struct pack *pack);

#endif
