/*
 * Step 1: the name of a round, why it is held, and by which framework. Also how a new round begins.
 */
#ifndef CAIRN_CULTURE_ROUND_PURPOSE_H
#define CAIRN_CULTURE_ROUND_PURPOSE_H

#include "culture/again.h"
#include "culture/round_setup.h"

#define ROUND_PURPOSE_PAGE(P, S)                                                                                       \
	P(S, ONE, struct round, round, &round_record)                                                                  \
	P(S, HIDDEN, struct setup_frame, frame, 0)                                                                     \
	P(S, HIDDEN, struct form, form, 0)                                                                             \
	P(S, HIDDEN, struct choices, frameworks, 0)                                                                    \
	P(S, HIDDEN, struct copied_mark, copied, 0)                                                                    \
	P(S, HIDDEN, struct earlier_rounds, earlier, 0)

PAGE(round_purpose, ROUND_PURPOSE_PAGE);

#endif
