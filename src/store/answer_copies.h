/*
 * Two copies of one answer, from two devices or from a page that saves as one types while its button is pressed.
 *
 * Copies that do not contradict each other are made one: a box left empty adds nothing, nor does a text that is only the beginning of the
 * other. Nothing that was written is ever dropped; when it would have to be, the copies are not joined and the person is asked.
 */
#ifndef CAIRN_STORE_ANSWER_COPIES_H
#define CAIRN_STORE_ANSWER_COPIES_H

#include "store/answer.h"

/* Makes of `said` one in which nothing of either is lost; false, and `said` is of no use, when they say different things. */
bool copies_join(const struct response *stored, struct response *said);
/* Word for word what is stored. Statements that `said` does not rate are not compared. */
bool copies_are_same(const struct response *stored, const struct response *said);

#endif
