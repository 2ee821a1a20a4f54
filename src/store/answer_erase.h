/*
 * Erasing what one participant answered, after the close: they ask, and whoever runs the round does it.
 *
 * Behind their own link stands a number: that of their link, and eight characters that only who holds the link can know (they come of its secret, so the
 * number is the same wherever the partnership is taken). Whoever types it learns how much there is and when it was said, never what. The
 * figures of the release stay: they are of groups. Words of theirs that have been released can be taken out; they are found by their text.
 */
#ifndef CAIRN_STORE_ANSWER_ERASE_H
#define CAIRN_STORE_ANSWER_ERASE_H

#include "base/field.h"
#include "base/work.h"
#include "db/db.h"

/* "17-KTRX-29MF". Null when it could not be asked. */
const char *erasure_number(struct work *w, int64_t participant);

#define ERASABLE_FIELDS(F, S)                                                                      \
	F(S, INT, participant, .label = "Link", .secret = true)                                    \
	F(S, INT, round, .label = "Round")                                                         \
	F(S, INT, criteria, .label = "Criteria answered")                                          \
	F(S, INT, statements, .label = "Statements answered")                                      \
	F(S, INT, pieces, .label = "Pieces of evidence")                                           \
	F(S, INT, waiting, .label = "Comments that wait for their release")                        \
	F(S, INT, released, .label = "Comments that were released")                                \
	F(S, MOMENT, first_at, .label = "First saved")                                             \
	F(S, MOMENT, last_at, .label = "Last saved")

ROW(erasable, ERASABLE_FIELDS);

/* What there is by a number as it was typed, in a round that was opened. `found` false without a fault: it is nobody's in this round. */
bool erasable_by_number(struct work *w, int64_t round, const char *typed, bool *found, struct erasable *erasable);

struct answers_erasing {
	int64_t round, participant;
	bool take_out; /* their released words as well */
};

/* Inside a change. CONFLICT when there is nothing any more. */
bool answers_erase(struct work *w, const struct answers_erasing *erasing);

#endif
