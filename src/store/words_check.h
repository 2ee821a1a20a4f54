/*
 * Words before their release: what a facilitator reads and decides, and the release.
 *
 * Only the checking page may include this (tools/floors sees to it), and the demonstration, which plays the facilitator. Who wrote is not here: a
 * comment is its criterion, its kind, the name it will stand under and its words.
 */
#ifndef CAIRN_STORE_WORDS_CHECK_H
#define CAIRN_STORE_WORDS_CHECK_H

#include "store/words.h"

#define WORDS_CHECK_FIELDS(F, S)                                                                                       \
	F(S, INT, position, .label = "Place")                                                                          \
	F(S, TEXT, criterion, .label = "Criterion")                                                                    \
	F(S, TEXT, kind, .label = "Kind")                                                                              \
	F(S, TEXT, label, .label = "Voice")                                                                            \
	F(S, TEXT, words, .label = "Words")                                                                            \
	F(S, TEXT, decision, .label = "Decision")                                                                      \
	F(S, TEXT, left_words, .label = "What is left")                                                                \
	F(S, TEXT, reason, .label = "Why")                                                                             \
	F(S, TEXT, reason_words, .label = "In words")                                                                  \
	F(S, TEXT, decided_by, .label = "By whom")                                                                     \
	F(S, MOMENT, decided_at, .label = "When")

/* decision: "" for none yet, kept, shortened, held. */
RECORD(words_check, WORDS_CHECK_FIELDS);

/* All that wait in this round, in their shuffled order; none once they are released. */
bool words_to_check(struct work *w, int64_t round, struct list_any *list);

/* ------------------------------------------------------------------ inside a change */

/* What is decided about one of them. */
struct words_decision {
	int64_t position, version;
	const char *decision;     /* kept, shortened or held */
	const char *left;         /* shortened: of engine/shorten.h; else "" */
	const char *reason;       /* a key, not for kept */
	const char *reason_words; /* or "" */
};

/* One act: these decisions, and of the others in `keep`, those that nobody has decided about are kept as they are. */
struct words_checking {
	int64_t round;
	LIST(struct words_decision) decisions;
	LIST(int64_t) keep;
	bool keep_rest; /* all that nobody has decided about, wherever they stand */
};

/* CONFLICT when somebody decided about one of the decisions meanwhile, or the words are released. */
bool words_check(struct work *w, const struct words_checking *checking);

/* CONFLICT while nobody has decided about some of them, and when they are released already. It cannot be undone. */
bool words_release(struct work *w, int64_t round);

#endif
