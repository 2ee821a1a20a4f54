/*
 * Step 4: the last day to answer, and how answers will be shown.
 */
#ifndef CAIRN_CULTURE_ROUND_DATES_H
#define CAIRN_CULTURE_ROUND_DATES_H

#include "culture/round_setup.h"

#define ROUND_DATES_PAGE(P, S)                                                                                         \
	P(S, ONE, struct round, round, &round_record)                                                                  \
	P(S, HIDDEN, struct setup_frame, frame, 0)                                                                     \
	P(S, HIDDEN, struct form, form, 0)                                                                             \
	P(S, HIDDEN, struct choices, shown_to, 0)

PAGE(round_dates, ROUND_DATES_PAGE);

#endif
