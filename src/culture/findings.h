/*
 * What a closed round says first: strengths most agreed on, where voices are furthest apart, and what is placed lowest, each with somebody's words.
 *
 * Which they are and in what order is the engine's (engine/ranking.h). Here a few of each are picked: a small gap on a criterion that stands
 * among the strengths is not listed as well, and the first gap that is beyond chance is listed however far down it stands. Who was not asked is said.
 */
#ifndef CAIRN_CULTURE_FINDINGS_H
#define CAIRN_CULTURE_FINDINGS_H

#include "culture/results.h"
#include "engine/ranking.h"
#include "store/pack.h"
#include "store/release.h"

#define FINDINGS_SHOWN 3

struct finding_list {
	size_t len, cap;
	struct finding *at;
	size_t in_all; /* those not listed too */
};

struct findings {
	struct finding_list strengths, disagreements, lowest; /* at most FINDINGS_SHOWN of each are listed */
	size_t alike; /* strengths, from the first, of which none is first but by name */
	enum comparison found;
	const struct finding *apart; /* the first of the disagreements that is beyond chance; null when none is */
	size_t beyond_chance;        /* how many are */
};

/* Of the criteria, never the single statements. */
struct findings findings_of(struct arena *arena, const struct pack *pack, const struct released *released);

#endif
