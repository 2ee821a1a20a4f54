/*
 * The rules by which a round's set-up is suggested, fitted and judged. Pure: a pack and keys in, keys and minutes
 * out; nothing is read or stored.
 *
 * Minutes are what one person needs, rounded up: two for a criterion talked over, one and a half for one that is
 * placed on the line, and 0.4 more for each of its statements that is rated.
 *
 * A group is first suggested what its voice can usually know. The pack says so for the four voices it speaks of;
 * other voices are suggested everything. Users and carers give their time unpaid: they are suggested five criteria
 * at most, and no more than ten minutes.
 */
#ifndef CAIRN_STORE_ROUND_SETUP_H
#define CAIRN_STORE_ROUND_SETUP_H

#include "store/pack.h"
#include "store/round.h"

enum round_light { ROUND_LIGHT_CRITERIA = 5, ROUND_LIGHT_MINUTES = 10 };

/* What a group is asked, by its number among the partnership's; null when it is not. */
const struct asked_group *asked_group_of(const struct round_setup *setup, int64_t people_group);

bool texts_hold(const struct pack_texts *texts, const char *text);
bool texts_same(const struct pack_texts *one, const struct pack_texts *other);

/* Every criterion of the pack, in its order. */
struct pack_texts pack_criteria(struct arena *arena, const struct pack *pack);
/* Those of `keys` that the pack has, in its order, each once. */
struct pack_texts pack_criteria_of(struct arena *arena, const struct pack *pack, const struct pack_texts *keys);

int64_t round_minutes(const struct pack *pack, const char *depth, const struct pack_texts *criteria);

/* The voice of people who are asked for ten minutes at most unless they agreed to more. */
bool voice_is_light(const char *voice_key);

/* What a group of that voice is first suggested, out of the criteria in scope. */
struct pack_texts round_suggested(struct arena *arena, const struct pack *pack, const char *depth,
                                  const struct pack_texts *scope, const char *voice_key);

/*
 * The set-up after the pack, depth or scope changed. A group that had what was suggested gets what is suggested
 * now; one that was given something else keeps of it what is still in scope. Minutes are counted again. `old_pack`
 * and `old_depth` are what `setup` was made with.
 */
struct round_setup round_refitted(struct arena *arena, const struct round_setup *setup, const struct pack *old_pack,
                                  const char *old_depth, const struct pack *pack, const char *depth,
                                  const struct pack_texts *scope);

#endif
