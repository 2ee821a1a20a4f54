/*
 * What a closed round says first: strengths most agreed on, and the widest disagreements, each with somebody's words.
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
	struct finding_list strengths, disagreements; /* at most FINDINGS_SHOWN of each */
	bool apart_is_chance;                         /* even the widest gap could be chance */
};

/* Of the criteria, never the single statements. */
struct findings findings_of(struct arena *arena, const struct pack *pack, const struct released *released);

#endif
