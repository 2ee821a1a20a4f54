/*
 * The talk about a closed round's results: which criteria are talked about, in which order, and how long each may take.
 *
 * There is one talk a round, and only of a round whose release is decided. Until somebody saves an agenda there is none: pages then show the one they
 * propose (culture/talk_proposal.h). What was agreed on a criterion is a position (store/position.h), not part of the talk.
 */
#ifndef CAIRN_STORE_TALK_H
#define CAIRN_STORE_TALK_H

#include "base/field.h"
#include "base/work.h"
#include "db/db.h"

enum talk_limit { TALK_MINUTES = 240 }; /* the most that one criterion may take */

/* place: 1, 2, ... in the order of the talk. skipped: passed over in the room, with nothing agreed. */
#define TALK_ITEM_FIELDS(F, S)                                                                                         \
	F(S, TEXT, criterion, .label = "Criterion")                                                                    \
	F(S, INT, place, .label = "Place")                                                                             \
	F(S, INT, minutes, .label = "Minutes")                                                                         \
	F(S, FLAG, skipped, .label = "Skipped")

ROW(talk_item, TALK_ITEM_FIELDS);

struct talk_items {
	size_t len, cap;
	struct talk_item *at;
};

struct talk {
	int64_t version; /* 0: nobody has saved an agenda yet */
	struct talk_items items;
};

bool talk_of_round(struct work *w, int64_t round, struct talk *talk);

/* Of a saved agenda: how many criteria have neither a position nor were skipped. Saved false: there is none. */
bool talk_left(struct work *w, int64_t round, bool *saved, int64_t *left);

/* ------------------------------------------------------------------ inside a change */

/*
 * Saves the agenda in place of the one that was seen as `version` (0: none): CONFLICT when somebody saved another meanwhile. What was
 * skipped and stays on it stays skipped. A criterion that the round did not ask is BAD_INPUT.
 */
bool talk_save(struct work *w, int64_t round, int64_t version, const struct talk_items *items);

/* With no agenda saved yet, what was proposed becomes it: part of the first act of a talk, which records the event. */
bool talk_begin(struct work *w, int64_t round, const struct talk_items *proposed);

/* Passes over a criterion; begins the talk where nobody has. A criterion that is not on the agenda comes last. */
bool talk_skip(struct work *w, int64_t round, const char *criterion, const struct talk_items *proposed);

#endif
