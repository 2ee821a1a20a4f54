/*
 * Evidence before it is shown: what a facilitator looks at, and decides.
 *
 * Only the checking page may include this (tools/floors sees to it), and the demonstration, which plays the facilitator. Who gave a piece is not here,
 * nor when.
 */
#ifndef CAIRN_STORE_EVIDENCE_CHECK_H
#define CAIRN_STORE_EVIDENCE_CHECK_H

#include "store/evidence.h"

#define EVIDENCE_CHECK_FIELDS(F, S)                                                                \
	EVIDENCE_FIELDS(F, S)                                                                      \
	F(S, TEXT, decision, .label = "Decision")                                                  \
	F(S, TEXT, reason, .label = "Why")                                                         \
	F(S, TEXT, reason_words, .label = "In words")                                              \
	F(S, TEXT, decided_by, .label = "By whom")                                                 \
	F(S, MOMENT, decided_at, .label = "When")

/* decision: "" for none yet, shown, held. */
RECORD(evidence_check, EVIDENCE_CHECK_FIELDS);

struct evidence_checks {
	size_t len, cap;
	struct evidence_check *at;
};

/* All that may be looked at, first those that wait, then by criterion: none before the close. */
bool evidence_to_check(struct work *w, int64_t round, struct evidence_checks *list);
/* One of them; null with the fault NOT_FOUND. */
const struct evidence_check *evidence_check_by_id(struct work *w, int64_t round, int64_t id);

struct evidence_decision {
	int64_t round, id, version;
	const char *decision;              /* shown or held */
	const char *reason, *reason_words; /* of store/words.h; "" for shown */
};

/* Inside a change. CONFLICT when somebody decided meanwhile. What was shown can be held back later, and the other way round. */
bool evidence_decide(struct work *w, const struct evidence_decision *decision);

#endif
