/*
 * Sessions: who is signed in, and in which partnership. Tokens are kept hashed; "last seen" moves at most every ten minutes.
 *
 * A session ends 12 hours after it was last seen, and 14 days after it began, whatever happens.
 */
#ifndef CAIRN_STORE_SESSION_H
#define CAIRN_STORE_SESSION_H

#include "base/field.h"
#include "base/work.h"
#include "db/db.h"
#include "store/role.h"

#define SESSION_DAYS   14
#define SESSION_COOKIE "cairn_session" /* holds the token */

struct session_who {
	int64_t account, partnership;
	const char *person, *role, *partnership_name;
	const char *token_hash;
	bool is_demonstration;
	bool touch; /* it is time to note that it was seen */
};

/* Who holds this token. False without a fault: nobody. Sets account, partnership, person and role in the work. */
bool session_find(struct work *w, const char *token, struct session_who *who);

/* Notes that a session was seen, in the queue, not waited for. */
void session_touch(struct database *database, const struct session_who *who, struct moment now);

/* A new session for an account, in a partnership (0: none); gives the token, or null. Inside a change. */
const char *session_begin(struct work *w, int64_t account, int64_t partnership, const char *agent);

#define SESSION_FIELDS(F, S)                                                                       \
	F(S, INT, number, .label = "Number")                                                       \
	F(S, TEXT, agent, .label = "Browser")                                                      \
	F(S, MOMENT, began_at, .label = "Began")                                                   \
	F(S, MOMENT, seen_at, .label = "Last seen")                                                \
	F(S, FLAG, is_this, .label = "This one")

ROW(session, SESSION_FIELDS);

bool sessions_of(struct work *w, int64_t account, const char *this_hash, struct list_any *sessions);

/* By token, by number, or all of an account but one (null: none is spared). Inside a change. */
bool session_end(struct work *w, const char *token_hash);
bool session_end_number(struct work *w, int64_t account, int64_t number);
bool sessions_end_all(struct work *w, int64_t account, const char *but_hash);

#endif
