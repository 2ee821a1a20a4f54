/*
 * Links that let somebody in once: an invitation to a partnership, or a new password. Tokens are kept hashed and
 * end after 14 days (an invitation) or one day (a new password).
 */
#ifndef CAIRN_STORE_INVITATION_H
#define CAIRN_STORE_INVITATION_H

#include "base/field.h"
#include "base/work.h"
#include "db/db.h"
#include "store/role.h"

#define INVITATION_FIELDS(F, S)                                                                    \
	F(S, INT, id, .label = "Number")                                                           \
	F(S, TEXT, kind, .label = "Kind")                                                          \
	F(S, TEXT, email, .label = "E-mail address", .max = 200, .required = true, .typed = true)  \
	F(S, TEXT, name, .label = "Name", .max = 80, .required = true, .typed = true)              \
	F(S, TEXT, role, .label = "Role", .required = true, .typed = true, .choices = roles)       \
	F(S, INT, account, .label = "Account")                                                     \
	F(S, INT, made_by, .label = "Made by")                                                     \
	F(S, MOMENT, made_at, .label = "Made")                                                     \
	F(S, MOMENT, ends_at, .label = "Ends")

ROW(invitation, INVITATION_FIELDS);

/* Makes a link; gives the token, which is never to be had again, or null. Inside a change. */
const char *invitation_make(struct work *w, struct invitation *invitation);

/* By its token, of that kind, still open; sets the work's partnership. A used or ended one is the fault GONE, an unknown one NOT_FOUND. */
const struct invitation *invitation_by_token(struct work *w, const char *kind, const char *token);

/* Uses it up; somebody who was quicker is the fault GONE. Inside a change. */
bool invitation_use(struct work *w, const struct invitation *invitation);

/* Those to the partnership that nobody has used yet. */
bool invitations_open(struct work *w, struct list_any *invitations);
bool invitation_withdraw(struct work *w, int64_t id);

#endif
