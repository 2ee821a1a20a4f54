/*
 * Personal links into an open round: one person each, made and handed out by the planner.
 *
 * Only a digest of a link's secret is kept, so a link can be shown once, when it is made, and never again. The
 * label says for whom a link was made: only to replace one that was lost. It is never shown beside answers, stays
 * out of the log, and is emptied when the round closes.
 *
 * A link is replaced only while nothing was answered through it: whoever held the new one could otherwise read
 * what the person wrote. That it cannot be says that it was used, so only who made it may try: they hold it and could
 * open it anyway, and learn nothing new. Nobody else can tell who has answered.
 *
 * Changes here are refused (CONFLICT) unless the round takes answers.
 */
#ifndef CAIRN_STORE_INVITE_H
#define CAIRN_STORE_INVITE_H

#include "store/round.h"

enum invite_limit { INVITES_AT_ONCE = 200, INVITES_A_GROUP = 2000, INVITE_LABEL = 80 };

/*
 * A link about to be made: the secret is chosen before the change, so that the page after it can show what was
 * stored.
 */
struct new_invite {
	const char *label, *token;
};

struct new_invites {
	size_t len, cap;
	struct new_invite *at;
};

#define INVITE_FIELDS(F, S)                                                                                            \
	F(S, INT, id, .label = "Number")                                                                               \
	F(S, TEXT, label, .label = "For")                                                                              \
	F(S, MOMENT, made_at, .label = "Made")

ROW(invite, INVITE_FIELDS);

/*
 * The labelled personal links of a group that whoever asks made themselves, by label. Which of them were used is not told: only the
 * whole round is counted. `others`: how many labelled ones somebody else made.
 */
bool invites_labelled(struct work *w, int64_t round, int64_t people_group, struct list_any *invites, int64_t *others);

/* How many personal links were made for a group. */
bool invites_made(struct work *w, int64_t round, int64_t people_group, int64_t *made);

/* Inside a change. Both are refused (CONFLICT) when a link with that secret is there already. */
bool invite_make(struct work *w, int64_t round, int64_t people_group, const struct new_invites *invites);
/* The old link stops working. `id` must be of that round and group, and made by the same account. */
bool invite_replace(struct work *w, int64_t round, int64_t people_group, int64_t id, const char *token);

#endif
