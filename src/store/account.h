/*
 * Accounts: people who sign in, and their membership of partnerships.
 *
 * Passwords are hashed with Argon2id on a worker before any of these is called; here they are only text.
 */
#ifndef CAIRN_STORE_ACCOUNT_H
#define CAIRN_STORE_ACCOUNT_H

#include "base/field.h"
#include "base/work.h"
#include "db/db.h"
#include "store/role.h"

#define ACCOUNT_FIELDS(F, S)                                                                       \
	F(S, INT, id, .label = "Number")                                                           \
	F(S, TEXT, email, .label = "E-mail address", .max = 200, .required = true, .typed = true)  \
	F(S, TEXT, name, .label = "Name", .max = 80, .required = true, .typed = true)              \
	F(S, TEXT, password_hash, .label = "Password", .secret = true)                             \
	F(S, MOMENT, created_at, .label = "Created")                                               \
	F(S, MOMENT, password_at, .label = "Password changed")

RECORD(account, ACCOUNT_FIELDS);

/* Somebody in this partnership. */
#define MEMBER_FIELDS(F, S)                                                                        \
	F(S, INT, id, .label = "Number")                                                           \
	F(S, TEXT, name, .label = "Name")                                                          \
	F(S, TEXT, email, .label = "E-mail address")                                               \
	F(S, TEXT, role, .label = "Role", .typed = true, .required = true, .choices = roles)       \
	F(S, MOMENT, seen_at, .label = "Last seen")

RECORD(member, MEMBER_FIELDS);

/* Null without a fault when nobody has that address. */
const struct account *account_by_email(struct work *w, const char *email);
const struct account *account_by_id(struct work *w, int64_t id);

/* A sentence when the address or password will not do, else null. A password: 12 characters or more, not the address or the
 * name, not one character over and over (NCSC: length over complexity). */
const char *email_mistake(const char *email);
const char *password_mistake(struct arena *arena, const char *password, const char *email, const char *name);

/* Inside a change. 0 when it failed; an address that is taken is a fault BAD_INPUT. */
int64_t account_add(struct work *w, const char *email, const char *name, const char *password_hash);
bool account_set_password(struct work *w, int64_t account,
                          const char *password_hash); /* ends open links to a new one */
/* Whether this is still the account's password, in the change that lets somebody in: it may have been changed since it was compared. */
bool account_has_password(struct work *w, int64_t account, const char *password_hash);
/* Whether somebody belongs to another partnership than the work's too. False when it could not be asked. */
bool account_belongs_elsewhere(struct work *w, int64_t account, bool *elsewhere);
bool account_set_name(struct work *w, int64_t account, const char *name);

bool members_all(struct work *w, struct list_any *members);
const struct member *member_by_id(struct work *w, int64_t account);
/* The partnership to sign in to: the one joined first. 0: none. -1: failed. */
int64_t membership_first(struct work *w, int64_t account);

/* Inside a change. The last administrator of a partnership can neither be removed nor given another role. */
bool membership_give(struct work *w, int64_t account, const char *role);
bool membership_change(struct work *w, const struct member *member);
bool membership_end(struct work *w, int64_t account);

#endif
