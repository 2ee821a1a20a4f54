/*
 * Erasing somebody who was a member: their name and address leave every record of the partnership, and what they did stays as done by
 * "somebody who has left".
 *
 * Their number within the partnership stays, so that records still point somewhere. Contents of the log that held their name are gone, and the chain
 * still verifies and says when. Files that came of work (take-outs, documents) are taken away: they may hold the name, and can be made again. Their membership
 * ends if it has not. Where they belong to another partnership too their account stays there; else it can never be signed in to again.
 *
 * What this cannot reach: copies made before (backups, take-outs that were downloaded, printed pages), the inside of files people brought, and a
 * name that the record never heard of: names they had before must be given.
 */
#ifndef CAIRN_STORE_ERASE_H
#define CAIRN_STORE_ERASE_H

#include "base/field.h"
#include "store/person_words.h"

/* Somebody whose membership has ended and who is not erased. */
#define MEMBER_LEFT_FIELDS(F, S)                                                                   \
	F(S, INT, id, .label = "Number")                                                           \
	F(S, TEXT, name, .label = "Name")                                                          \
	F(S, TEXT, email, .label = "E-mail address")                                               \
	F(S, MOMENT, ended_at, .label = "Left")

ROW(member_left, MEMBER_LEFT_FIELDS);

/* The last to leave first. */
bool members_left(struct work *w, struct list_any *left);
/* Whoever can be erased: a member, or somebody who has left; ended_at is none for a member. Null with the fault NOT_FOUND. */
const struct member_left *member_to_erase(struct work *w, int64_t account);
/* How many others of the partnership have the same name: in what was recorded they cannot be told apart. -1 when it failed. */
int64_t members_of_that_name(struct work *w, const struct member_left *member);

/* Inside a change. `also`: names they had before. Refused (CONFLICT) of oneself, and of the last administrator. */
bool member_erase(struct work *w, int64_t account, const struct person_words *also);

#endif
