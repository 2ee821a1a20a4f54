/*
 * What a closed round says first: strengths most agreed on, what is placed lowest, and the widest disagreements, each with somebody's words.
 *
 * The order is the engine's. Of the strengths those come first that every voice shown was asked about, and one on which people differ widely is
 * named only when there is no other; who was not asked is said.
 */
#ifndef CAIRN_CULTURE_FINDINGS_H
#define CAIRN_CULTURE_FINDINGS_H

#include "culture/results.h"
#include "store/pack.h"
#include "store/release.h"

#define FINDINGS_SHOWN 3

struct finding_list {
	size_t len, cap;
	struct finding *at;
};

struct findings {
	struct finding_list strengths, lowest,
		disagreements; /* at most FINDINGS_SHOWN of each; no criterion is both strong and lowest */
	bool apart_is_chance;  /* even the widest gap could be chance */
};

/* Of the criteria, never the single statements. `released` is that of released_as_asked. */
struct findings findings_of(struct arena *arena, const struct pack *pack, const struct released *released);

#endif
