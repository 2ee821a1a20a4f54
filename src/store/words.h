/*
 * The words of a closed round on their way to readers: how far their checking is, what was taken out and why, and taking out later.
 *
 * At the close the rule (engine/release.h) decides which words may be shown, and under which name. A facilitator then reads each of them
 * (store/words_check.h) and keeps it, takes something out of it, or holds it back, with a reason; when all have been looked at they are released,
 * in the order that was shuffled at the close, under the names decided then. How many people wrote is decided at the close and stays.
 * docs/methods.md says why holding something back gives away nothing about who wrote.
 *
 * Nothing here reads words before their release.
 */
#ifndef CAIRN_STORE_WORDS_H
#define CAIRN_STORE_WORDS_H

#include "base/field.h"
#include "base/list.h"
#include "base/work.h"
#include "db/db.h"
#include "engine/shorten.h"

#define WORDS_WHY_MOST 200 /* characters of a reason in words */

/* ------------------------------------------------------------------ how far the checking is */

/* All noughts where nothing waits: released already, or nothing that may be shown. */
struct words_progress {
	int64_t in_all;                      /* that wait for their release */
	int64_t open, kept, shortened, held; /* open: nobody has decided about them yet */
};

bool words_progress(struct work *w, int64_t round, struct words_progress *progress);

/* The same question without counting, for pages that only point the way: `anything` waits, and `open`, some of it undecided. */
bool words_still(struct work *w, int64_t round, bool *anything, bool *open);

/* The rounds whose words wait, the newest first: of each the progress. */
struct words_waiting {
	int64_t round;
	const char *title;
	struct words_progress progress;
};

struct words_waiting_list {
	size_t len, cap;
	struct words_waiting *at;
};

bool words_waiting(struct work *w, struct words_waiting_list *list);

/* About how long so many take to read: eight a minute. */
int64_t words_minutes(int64_t open);

/* ------------------------------------------------------------------ why something is taken out */

enum { WORDS_REASONS = 5 };

extern const struct words_reason {
	const char *key;  /* "person" */
	const char *says; /* "It names a person": to choose from */
	const char *told; /* "a person is named": to readers, without the words of "other" */
	enum mark mark;
} words_reasons[WORDS_REASONS];

/* Null for a key that is none. */
const struct words_reason *words_reason_by(const char *key);

/* ------------------------------------------------------------------ what was taken out */

/* Of the whole round, never of a criterion or a voice. */
struct words_account {
	int64_t held[WORDS_REASONS], shortened[WORDS_REASONS];            /* before anybody read them */
	int64_t later_out[WORDS_REASONS], later_shortened[WORDS_REASONS]; /* after they had been shown */
};

bool words_account(struct work *w, int64_t round, struct words_account *account);

/* One act of it, for whoever plans: with who and when. */
#define WORDS_TAKEN_OUT_FIELDS(F, S)                                                                                   \
	F(S, TEXT, criterion, .label = "Criterion")                                                                    \
	F(S, TEXT, kind, .label = "Kind")                                                                              \
	F(S, TEXT, what, .label = "What was done")                                                                     \
	F(S, TEXT, reason, .label = "Why")                                                                             \
	F(S, TEXT, reason_words, .label = "In words")                                                                  \
	F(S, TEXT, done_by, .label = "By whom")                                                                        \
	F(S, MOMENT, done_at, .label = "When")

ROW(words_taken_out, WORDS_TAKEN_OUT_FIELDS);

/* In the order it was done. */
bool words_taken_out(struct work *w, int64_t round, struct list_any *list);

/* ------------------------------------------------------------------ inside a change */

/* Taking something out of words that have been released: somebody complained. */
struct words_taking_out {
	int64_t round, place;
	const char *seen;         /* the words as whoever decides saw them */
	const char *left;         /* of engine/shorten.h; "" takes all of them out */
	const char *reason;       /* a key */
	const char *reason_words; /* or "" */
};

/* CONFLICT when somebody was there first. */
bool words_take_out(struct work *w, const struct words_taking_out *taking);

#endif
