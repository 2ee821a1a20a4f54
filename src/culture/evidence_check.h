/*
 * Looking at the evidence of a closed round before others see it: all pieces on one page, each shown or held back with a reason, which is kept. Who
 * brought a piece is not here. Whoever plans plays the facilitator.
 */
#ifndef CAIRN_CULTURE_EVIDENCE_CHECK_H
#define CAIRN_CULTURE_EVIDENCE_CHECK_H

#include "culture/evidence_part.h"
#include "culture/round_words.h"
#include "store/evidence_check.h"
#include "web/parts/parts.h"
#include "web/route.h"

/* Ended by a null path. */
extern const struct route evidence_routes[];

/* One piece, with the form that decides about it. */
struct evidence_card {
	const struct evidence_check *check;
	const char *heading; /* the criterion, over its first piece; else "" */
	const char *nth;     /* "Piece 2" */
	struct evidence_piece piece;
	struct url action;
	struct choices reasons;
	const char *reason_id, *why_id; /* unique on the page */
	const char *typed_why, *reason_mistake, *why_mistake;
	struct state_words state;
	const char *decided; /* "Held back by ... on ...: it names a person", or "" */
};

struct evidence_cards {
	size_t len, cap;
	struct evidence_card *at;
};

#define EVIDENCE_CHECKING_PAGE(P, S)                                                               \
	P(S, MANY, struct evidence_check, pieces, &evidence_check_record)                          \
	P(S, HIDDEN, const struct request *, rq, 0)                                                \
	P(S, HIDDEN, const struct round *, round, 0)                                               \
	P(S, HIDDEN, const char *, heading, 0)                                                     \
	P(S, HIDDEN, const char *, say, 0)                                                         \
	P(S, HIDDEN, struct evidence_cards, cards, 0)                                              \
	P(S, HIDDEN, struct url, results, 0)                                                       \
	P(S, HIDDEN, struct url, all, 0)

PAGE(evidence_checking, EVIDENCE_CHECKING_PAGE);

#endif
