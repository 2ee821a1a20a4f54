/*
 * Step 2: how deep to go, and which criteria.
 */
#ifndef CAIRN_CULTURE_ROUND_SCOPE_H
#define CAIRN_CULTURE_ROUND_SCOPE_H

#include "culture/round_setup.h"

#define ROUND_SCOPE_PAGE(P, S)                                                                                         \
	P(S, ONE, struct round, round, &round_record)                                                                  \
	P(S, HIDDEN, struct setup_frame, frame, 0)                                                                     \
	P(S, HIDDEN, struct form, form, 0)                                                                             \
	P(S, HIDDEN, struct choices, depths, 0)                                                                        \
	P(S, HIDDEN, const char *, all, 0)                                                                             \
	P(S, HIDDEN, struct criterion_themes, themes, 0)

PAGE(round_scope, ROUND_SCOPE_PAGE);

#endif
