/*
 * Which criteria a talk should begin with: the widest disagreements first, then what is placed lowest, then strengths. Where nothing was rated, what
 * most people would have better.
 *
 * A proposal only: the facilitator chooses. It is worked out from the release, so that it is the same for everybody.
 */
#ifndef CAIRN_CULTURE_TALK_PROPOSAL_H
#define CAIRN_CULTURE_TALK_PROPOSAL_H

#include "store/pack.h"
#include "store/release.h"
#include "store/talk.h"

/* A criterion of the round. `why` is "" where nothing speaks for it more than for others. */
struct proposal {
	const struct pack_criterion *criterion;
	const char *why;
	int64_t minutes;
	bool is_proposed;
};

struct proposals {
	size_t len, cap;
	struct proposal *at;
};

/* All `asked`, those proposed first and in their order, then the others as the pack has them. `released` is that of release_by_round. */
struct proposals talk_proposals(struct arena *arena, const struct pack *pack, const struct released *released,
                                const struct pack_texts *asked, bool is_conversation);

/* Those proposed, as an agenda to save. */
struct talk_items talk_proposed(struct arena *arena, const struct proposals *proposals);

/* Null when it is none of them. */
const struct proposal *proposal_of(const struct proposals *proposals, const char *criterion);

#endif
