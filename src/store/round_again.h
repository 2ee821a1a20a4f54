/*
 * Starting a round from an earlier one, and what the two still have in common.
 *
 * A draft is made with the purpose, depth, questions, groups, threshold and showing of a closed round. Its name and its last day
 * are its own. Groups retired since are left out; the framework is taken in its newest version. Which round it was is kept
 * (round.copied_from) and nothing else: what is still as it was copied is found by comparing the two whenever it is shown, so that
 * a mark can neither outlive a change nor get lost. A closed round never changes, which is what makes that possible.
 */
#ifndef CAIRN_STORE_ROUND_AGAIN_H
#define CAIRN_STORE_ROUND_AGAIN_H

#include "store/pack.h"
#include "store/round.h"

/* A closed round as one to begin from, or to compare with. */
#define CLOSED_ROUND_FIELDS(F, S)                                                                                      \
	F(S, INT, id, .label = "Number")                                                                               \
	F(S, TEXT, title, .label = "Name of the round")                                                                \
	F(S, INT, framework, .label = "Number of the framework")                                                       \
	F(S, TEXT, framework_title, .label = "Framework")                                                              \
	F(S, TEXT, depth, .label = "Depth")                                                                            \
	F(S, MOMENT, opened_at, .label = "Opened")                                                                     \
	F(S, MOMENT, closed_at, .label = "Closed")                                                                     \
	F(S, INT, answered, .label = "People in the voices shown")                                                     \
	F(S, INT, shared, .label = "Criteria that both rounds asked about")                                            \
	F(S, FLAG, is_example, .label = "Example")

ROW(closed_round, CLOSED_ROUND_FIELDS);

/* All but the one of that number (0: all), the newest first; at most 200. `shared` is counted with that one. */
bool rounds_closed(struct work *w, int64_t but, struct list_any *rounds);
/* Whether there is any: quicker. */
bool round_has_other_closed(struct work *w, int64_t but, bool *has);

/* ------------------------------------------------------------------ what a draft is made of */

/* What became different between a round and now, as names. */
struct round_since {
	struct pack_texts groups_retired; /* asked then, and retired since */
	struct pack_texts groups_new;     /* made since it opened */
	struct pack_texts added;          /* criteria of the framework's newest version that it had not */
	struct pack_texts removed;        /* criteria asked then that the newest version has no more */
	struct pack_texts renamed;        /* "Capacity, now called Capacity and skills" */
};

/* `then` and `now` are the packs of the two versions. */
bool round_since(struct work *w, const struct round *from, const struct pack *then, const struct pack *now,
                 struct round_since *since);
/* No name in any of its lists. */
bool round_since_is_empty(const struct round_since *since);

/* Who would be asked what in a draft made from it now, by that version of a framework. */
bool round_again_setup(struct work *w, const struct round *from, int64_t version, struct round_setup *setup);
/* The draft itself, for round_add: without a name or a last day. */
struct round round_again(const struct round *from, int64_t version);

/* ------------------------------------------------------------------ what is still as it was */

/* Where a round's purpose comes from, while it is still word for word what it was there. */
struct purpose_copied {
	int64_t from;      /* 0: it is the round's own */
	const char *title; /* of the round it comes from, or "" */
};

bool round_purpose_copied(struct work *w, int64_t round, struct purpose_copied *copied);

/* What a draft takes over: each true as long as it is what copying would give. */
struct round_same {
	bool purpose, depth, criteria, groups, threshold, shown_to;
};

/* `from` is the round of round->copied_from. */
bool round_still_same(struct work *w, const struct round *round, const struct round *from, struct round_same *same);

#endif
