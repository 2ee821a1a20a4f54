/*
 * Checking the words of a closed round before anybody else reads them, at /culture/rounds/:id/words/check.
 *
 * Twenty a page, in one form: a facilitator reads them, opens the few that something must be taken out of, and keeps the others as they are with one
 * press. What may show who somebody is is marked and comes first; it is kept only when somebody says so. The words themselves are in this page
 * and nowhere else: its JSON holds counts, and it has no CSV.
 */
#ifndef CAIRN_CULTURE_WORDS_CHECK_H
#define CAIRN_CULTURE_WORDS_CHECK_H

#include "base/field.h"
#include "base/outcome.h"
#include "culture/words_part.h"
#include "engine/identify.h"
#include "store/pack.h"
#include "store/words_check.h"
#include "web/route.h"

/* ------------------------------------------------------------------ what there is to check */

/* One comment that waits, with what to look at closely in it. */
struct check_item {
	const struct words_check *words;
	const struct pack_criterion *criterion; /* null: the framework has it no more */
	struct hints hints;
};

struct check_items {
	size_t len, cap;
	struct check_item *at;
};

struct checking {
	const struct round *round;
	const struct pack *pack;
	struct check_items items; /* in their shuffled order */
};

/* CONFLICT while the round is not closed. Hints are found for all of them. */
bool checking_of(struct work *w, const struct request *rq, struct checking *checking);
/* The one at that place, or null. */
const struct check_item *check_item_at(const struct checking *checking, int64_t position);
bool check_is_open(const struct check_item *item);
/* Nobody has decided about it, and there is something to look at closely. */
bool check_is_close(const struct check_item *item);

/* ------------------------------------------------------------------ the page */

/* Words, marked where they are to be looked at closely. */
struct check_piece {
	const char *text;
	bool is_hint;
};

/* "left-12": the name of a field about the comment at place 12. */
const char *check_field(struct arena *arena, const char *name, int64_t position);

/* The text with a mark for everything in it that is to be looked at closely. */
const char *check_marked(struct arena *arena, const struct check_item *item, const char *text);

struct check_pieces {
	size_t len, cap;
	struct check_piece *at;
};

struct check_card {
	const struct check_item *item;
	const char *heading; /* before it, or "" */
	const char *nth;     /* "Comment 3" */
	const char *about;   /* criterion and kind */
	const char *close;   /* what to look at closely, or "" */
	const char *decided; /* what was decided, or "" */
	struct check_pieces pieces;
	const char *position, *version; /* as the form sends them back */
	const char *version_name, *choice_name, *left_name, *reason_name, *why_name;
	const char *mark_id, *take_id, *hold_id; /* of the choices after the first */
	const char *choice;                      /* kept, marked, shortened, held, or "" */
	const char *left, *why;
	const char *choice_mistake, *left_mistake, *reason_mistake, *why_mistake;
	struct choices reasons;
	bool is_unfolded;
};

struct check_cards {
	size_t len, cap;
	struct check_card *at;
};

/* What was taken out, when all is done. */
struct check_act {
	const char *criterion, *kind, *what, *why, *who;
	struct moment when;
};

struct check_acts {
	size_t len, cap;
	struct check_act *at;
};

#define WORDS_CHECKING_PAGE(P, S)                                                                  \
	P(S, FIELD, INT, in_all, .label = "Comments that wait")                                    \
	P(S, FIELD, INT, open, .label = "Nobody has decided about yet")                            \
	P(S, FIELD, INT, close, .label = "Of those, to look at closely")                           \
	P(S, FIELD, INT, kept, .label = "Kept")                                                    \
	P(S, FIELD, INT, shortened, .label = "With something taken out")                           \
	P(S, FIELD, INT, held, .label = "Held back")                                               \
	P(S, HIDDEN, const struct round *, round, 0)                                               \
	P(S, HIDDEN, const struct request *, rq, 0)                                                \
	P(S, HIDDEN, const char *, heading, 0)                                                     \
	P(S, HIDDEN, const char *, say, 0)                                                         \
	P(S, HIDDEN, struct check_cards, cards, 0)                                                 \
	P(S, HIDDEN, int64_t, others, 0)                                                           \
	P(S, HIDDEN, bool, is_decided, 0)                                                          \
	P(S, HIDDEN, struct choices, criteria, 0)                                                  \
	P(S, HIDDEN, struct choices, shows, 0)                                                     \
	P(S, HIDDEN, struct pages, pages, 0)                                                       \
	P(S, HIDDEN, struct check_acts, acts, 0)                                                   \
	P(S, HIDDEN, struct url, action, 0)                                                        \
	P(S, HIDDEN, struct url, filter, 0)                                                        \
	P(S, HIDDEN, struct url, release, 0)                                                       \
	P(S, HIDDEN, struct url, words, 0)                                                         \
	P(S, HIDDEN, struct next_block, next, 0)                                                   \
	P(S, HIDDEN, bool, has_next, 0)

PAGE(words_checking, WORDS_CHECKING_PAGE);

/* A comment as the page shows it, with what was typed when the form came back. */
struct check_card check_card(struct work *w, const struct request *rq, const struct check_item *item, size_t nth);

/* ------------------------------------------------------------------ routes */

bool show_words_check(struct work *w, struct request *rq);
bool prepare_words_check(struct work *w, struct request *rq);
enum outcome change_words_check(struct work *w, void *plan);

#define WORDS_RELEASE_PAGE(P, S)                                                                   \
	P(S, FIELD, INT, shown, .label = "Comments that will be shown")                            \
	P(S, FIELD, INT, shortened, .label = "Of those, with something taken out")                 \
	P(S, FIELD, INT, held, .label = "Held back")                                               \
	P(S, HIDDEN, const struct round *, round, 0)                                               \
	P(S, HIDDEN, const struct request *, rq, 0)                                                \
	P(S, HIDDEN, struct summary_list, facts, 0)                                                \
	P(S, HIDDEN, const char *, who, 0)                                                         \
	P(S, HIDDEN, struct url, action, 0)                                                        \
	P(S, HIDDEN, struct url, back, 0)

PAGE(words_release, WORDS_RELEASE_PAGE);

bool show_words_release(struct work *w, struct request *rq);
bool prepare_words_release(struct work *w, struct request *rq);
enum outcome change_words_release(struct work *w, void *plan);

#endif
