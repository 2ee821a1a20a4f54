/*
 * What somebody who answered is owed by law and good manners: all that is kept of them, and to have it taken away.
 *
 * Both are reached by the participant's own link and nothing else. What is taken away is gone: the words, the positions, when they began. That
 * somebody took their answers back stays in the record, as when they joined does, without what they had said.
 */
#ifndef CAIRN_STORE_ANSWER_OWN_H
#define CAIRN_STORE_ANSWER_OWN_H

#include "base/field.h"
#include "store/answer.h"

/* One answer as it is kept. placed: the position in words, "" where none was chosen. */
#define OWN_ANSWER_FIELDS(F, S)                                                                    \
	F(S, TEXT, criterion, .label = "Question")                                                 \
	F(S, TEXT, question, .label = "In words")                                                  \
	F(S, TEXT, placed, .label = "Where we are")                                                \
	F(S, TEXT, strength, .label = "What already works")                                        \
	F(S, TEXT, development, .label = "What would make it better")                              \
	F(S, TEXT, reason, .label = "Why it does not apply")                                       \
	F(S, MOMENT, saved_at, .label = "Saved")

ROW(own_answer, OWN_ANSWER_FIELDS);

/* Inside a change, while the round takes answers. `closed`: it does no more, and nothing was changed. The link stays good to begin again. */
bool answer_withdraw(struct work *w, const char *token, bool *closed);

#endif
