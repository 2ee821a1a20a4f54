/*
 * The criteria, or the statements, of a release as the engine ranks them (engine/ranking.h), in the pack's order, with what came of comparing
 * the voices. Whether a gap could be chance depends on how many were compared: of the criteria all of the round count, of the statements all
 * of its statements, however many a page shows.
 */
#ifndef CAIRN_CULTURE_RANKED_H
#define CAIRN_CULTURE_RANKED_H

#include "engine/ranking.h"
#include "store/pack.h"
#include "store/release.h"

struct ranked_item {
	const char *key;
	const struct pack_criterion *criterion; /* it, or the one the statement belongs to */
};

struct ranked {
	LIST(struct ranked_item) items;
	LIST(const struct released_unit *) voices;
	LIST(const char *) voice_names;
	struct standings standings;
	struct disagreements disagreements;
};

/* Their cells must have been read. */
struct ranked ranked_criteria(struct arena *arena, const struct pack *pack, const struct released *released);
struct ranked ranked_statements(struct arena *arena, const struct pack *pack, const struct released *released);

/* The disagreement about one item when it is beyond chance; else null. */
const struct disagreement *ranked_beyond_chance(const struct ranked *ranked, const char *key);
/* "Leaders at 4, Users and carers at 1" */
const char *ranked_ends(struct arena *arena, const struct ranked *ranked, const struct disagreement *disagreement);

#endif
