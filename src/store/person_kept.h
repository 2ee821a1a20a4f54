/*
 * What is kept of a member beside their account, for themselves to see: the records of the partnership that point at them or bear their name as whoever did
 * something, and their acts in the log.
 *
 * Free text in which somebody else wrote their name is not looked through: it is somebody else's, and may be an answer nobody is to see.
 */
#ifndef CAIRN_STORE_PERSON_KEPT_H
#define CAIRN_STORE_PERSON_KEPT_H

#include "base/field.h"
#include "base/work.h"
#include "db/db.h"

/* Records of one kind. numbers: "3, 7, 12", the first of them when there are many. */
#define PERSON_KEPT_FIELDS(F, S)                                                                   \
	F(S, TEXT, what, .label = "Kind of record")                                                \
	F(S, TEXT, how, .label = "You stand there as")                                             \
	F(S, INT, records, .label = "How many")                                                    \
	F(S, TEXT, numbers, .label = "Their numbers")

ROW(person_kept, PERSON_KEPT_FIELDS);

struct person_kept_list {
	size_t len, cap;
	struct person_kept *at;
};

#define PERSON_ACT_FIELDS(F, S)                                                                    \
	F(S, MOMENT, at, .label = "When")                                                          \
	F(S, TEXT, kind, .label = "What you did")                                                  \
	F(S, TEXT, record, .label = "To what")                                                     \
	F(S, INT, record_id, .label = "Its number")

ROW(person_act, PERSON_ACT_FIELDS);

#define PERSON_ACTS_MOST 1000 /* the newest */

/* Inside a snapshot. */
bool person_kept(struct work *w, int64_t account, const char *name, struct person_kept_list *kept);
bool person_acts(struct work *w, int64_t account, struct list_any *acts);

#endif
