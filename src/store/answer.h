/*
 * Answering: what one participant says, and who they are as far as Cairn knows (a group, never a name).
 *
 * A participant holds a link with a secret; the database keeps only its digest. The link works until the round closes, on any device. What is
 * written is kept criterion by criterion. Each has a version: when two devices change the same criterion, what can be joined without losing
 * anything is joined, and otherwise the later one is told and nothing is stored (ANSWER_TWO_COPIES).
 *
 * Everything lives in the arena of the piece of work. Functions that find a participant make the work that of their partnership.
 */
#ifndef CAIRN_STORE_ANSWER_H
#define CAIRN_STORE_ANSWER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/list.h"
#include "base/time.h"
#include "base/work.h"

#define ANSWER_MOST 2000 /* characters in each text of an answer */

/* Where somebody placed themselves: 1 to 5 on the described line, or one of these. */
enum placed { PLACED_NOT_SAID = -2, PLACED_DOES_NOT_APPLY = -1, PLACED_DONT_KNOW = 0, PLACED_MOST = 5 };

/* Who holds a link, and the round it is for. With a group's link there is no participant yet: the id is nought. */
struct answerer {
	int64_t id, round, round_group;
	const char *group; /* "Unpaid carers" */
	const char *place; /* the partnership's name */
	const char *title, *purpose, *depth, *state;
	int64_t framework_version, minutes, threshold;
	struct date closes_on; /* the last day, or none */
	struct moment closed_at, begun_at, finished_at;
	bool results_for_participants, is_demonstration;
	bool is_personal;  /* a link made for one person, which whoever made it holds too */
	const char *label; /* whom it was made for, as whoever made it noted; "" for none */
	struct moment made_at;
};

/* False with the fault NOT_FOUND when the link is nobody's; one that is malformed is not even asked about. */
bool participant_by_token(struct work *w, const char *token, struct answerer *who);
bool answerer_by_group_link(struct work *w, const char *token, struct answerer *who);
/* Whether the round takes answers at the time of this piece of work. A draft does not yet, a closed one no more. */
bool answerer_may_answer(const struct work *w, const struct answerer *who);
/* The day on which it ended: the day it was closed, or its last day when that came first. */
struct date answerer_ended_on(const struct answerer *who);

/* A criterion the participant is asked about, in the round's order. */
struct asked {
	const char *criterion;
	bool is_answered;
};

struct asked_list {
	size_t len, cap;
	struct asked *at;
};

bool asked_of(struct work *w, const struct answerer *who, struct asked_list *asked);
/* How many are answered; the place of one in the list, or the list's length. */
size_t asked_answered(const struct asked_list *asked);
size_t asked_place(const struct asked_list *asked, const char *criterion);
/* The first that is not answered from a place on, or null. */
const char *asked_next(const struct asked_list *asked, size_t from);

struct rating {
	const char *statement;
	int placed;
};

/* What a participant said about one criterion. Version 0: nothing is stored. */
struct response {
	int64_t id, version;
	const char *strength, *development;
	const char *reason; /* why it does not apply */
	int placed;         /* enum placed, or 1 to 5 */
	struct moment saved_at;
	LIST(struct rating) ratings; /* of its statements */
};

bool response_of(struct work *w, const struct answerer *who, const char *criterion, struct response *response);
int rating_of(const struct response *response, const char *statement);
/* Whether there is anything in it: an empty page is not an answer. */
bool response_says_something(const struct response *response);

enum answer_became {
	ANSWER_SAVED,      /* stored; or there already, word for word */
	ANSWER_EMPTY,      /* nothing was there and nothing was said: nothing stored */
	ANSWER_TWO_COPIES, /* the stored copy is newer and says something else: nothing stored */
	ANSWER_CLOSED,     /* the round takes no answers: nothing stored */
};

/* One save, as prepared: `said` holds what was typed and the version the page was made from. */
struct answer_save {
	const char *token, *criterion;
	struct response said;
	enum answer_became became;
	int64_t version; /* now stored */
	struct moment saved_at;
	const char *next; /* the next criterion not yet answered, or null */
};

/* Inside a change; may be run again. False with the fault set: no such link, not asked about this, the database. A round that closes
 * while this runs is a CONFLICT. */
bool answer_save(struct work *w, struct answer_save *save);

/* "I have finished": only a mark, and only to count. False as above; *closed when the round takes no answers. Inside a change. */
bool answer_finish(struct work *w, const char *token, bool *closed);

/* Someone opens a group's link and begins: a participant with this new secret. False with the fault set when the round is not
 * open. Inside a change. */
bool answer_join(struct work *w, const struct answerer *group, const char *new_token);

#endif
