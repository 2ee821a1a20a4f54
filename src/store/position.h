/*
 * What those in the room agreed on one criterion of a closed round, or that they agreed to differ: the position, its reason, and who sees it
 * differently in their own words. It stands beside what people said, never instead of it.
 *
 * A position has versions. Each change says why; what it was before is kept, with who recorded it. A dissent is never changed: it is
 * there from one version on, and may be withdrawn with another. The words a position rests on are those of the release, by their
 * place in it (struct released_words).
 */
#ifndef CAIRN_STORE_POSITION_H
#define CAIRN_STORE_POSITION_H

#include "base/field.h"
#include "base/work.h"
#include "db/db.h"

extern const char *const position_outcomes[]; /* agreed, differ */

/*
 * placed: 1 to 5 on the described line; 0 in a conversation round, and where they agreed to differ. people: how many were in the room, as
 * typed; 0: nobody said. why: why this version took the place of the one before.
 */
#define POSITION_FIELDS(F, S)                                                                                          \
	F(S, INT, id, .label = "Number")                                                                               \
	F(S, INT, round, .label = "Round")                                                                             \
	F(S, TEXT, criterion, .label = "Criterion")                                                                    \
	F(S, TEXT, outcome, .label = "Agreed, or agreed to differ", .choices = position_outcomes)                      \
	F(S, INT, placed, .label = "Position")                                                                         \
	F(S, TEXT, reason, .label = "Because")                                                                         \
	F(S, DATE, agreed_on, .label = "Day it was agreed")                                                            \
	F(S, INT, people, .label = "People in the room")                                                               \
	F(S, TEXT, why, .label = "Reason for the change")                                                              \
	F(S, TEXT, recorded_by, .label = "Recorded by")                                                                \
	F(S, MOMENT, recorded_at, .label = "Recorded")

RECORD(position, POSITION_FIELDS);

enum dissent_limit { DISSENT_WHO = 80, DISSENT_WORDS = 1000 }; /* characters */

/* until_version 0: it stands. who "": they did not want to be named. */
#define DISSENT_FIELDS(F, S)                                                                                           \
	F(S, INT, id, .label = "Number")                                                                               \
	F(S, INT, position, .label = "Position")                                                                       \
	F(S, TEXT, who, .label = "Who")                                                                                \
	F(S, TEXT, words, .label = "In their words")                                                                   \
	F(S, INT, since_version, .label = "Since version")                                                             \
	F(S, INT, until_version, .label = "Withdrawn with version")                                                    \
	F(S, TEXT, recorded_by, .label = "Recorded by")                                                                \
	F(S, MOMENT, recorded_at, .label = "Recorded")

ROW(dissent, DISSENT_FIELDS);

struct position_list {
	size_t len, cap;
	struct position *at;
};

struct dissent_list {
	size_t len, cap;
	struct dissent *at;
};

/* Places in the release. */
struct word_places {
	size_t len, cap;
	int64_t *at;
};

/* Null found: nothing is agreed there yet. */
bool position_of(struct work *w, int64_t round, const char *criterion, const struct position **found);
const struct position *position_by_id(struct work *w, int64_t id);
/* All of a round, in the order of its criteria. */
bool positions_of_round(struct work *w, int64_t round, struct position_list *positions);

/* All there ever were of a position, in the order they were recorded; of a round, only those that stand. */
bool dissents_of(struct work *w, int64_t position, struct dissent_list *dissents);
bool dissents_of_round(struct work *w, int64_t round, struct dissent_list *dissents);

/* The words a position rests on now. */
bool position_words(struct work *w, int64_t position, struct word_places *words);
/* The first of the words released on a criterion, by what they say: which place they have in the release is left to chance. */
bool position_words_first(struct work *w, int64_t round, const char *criterion, int64_t most,
                          struct word_places *words);

/* What a position was before, the newest first. */
bool positions_before(struct work *w, const struct position *position, struct position_list *before);

/* ------------------------------------------------------------------ inside a change */

/* A position as it is to be recorded. `dissents` are those added; only who and words of them are read. */
struct position_act {
	struct position position; /* version: the one that was seen; 0: there was none */
	struct dissent_list dissents;
	LIST(int64_t) withdrawn;  /* numbers of dissents of this position */
	struct word_places words; /* all it rests on from now on */
};

/*
 * CONFLICT when somebody recorded or changed it meanwhile, or withdrew one of the dissents. The round must be released. What is recorded of a
 * criterion that was skipped is skipped no more.
 */
bool position_save(struct work *w, const struct position_act *act);

#endif
