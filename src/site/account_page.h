/*
 * Your account: your name, password, partnerships, and where you are signed in.
 */
#ifndef CAIRN_SITE_ACCOUNT_PAGE_H
#define CAIRN_SITE_ACCOUNT_PAGE_H

#include "base/field.h"
#include "base/outcome.h"
#include "store/account.h"
#include "store/person_kept.h"
#include "store/session.h"
#include "web/parts/parts.h"
#include "web/request.h"

#define OWN_FIELDS(F, S)                                                                           \
	F(S, TEXT, name, .label = "Your name", .max = 80, .required = true, .typed = true)
ROW(own_form, OWN_FIELDS);

#define PASSWORD_FIELDS(F, S)                                                                      \
	F(S, TEXT, current, .label = "Password now", .max = 200, .required = true, .typed = true, .secret = true) \
	F(S, TEXT, password, .label = "New password", .max = 200, .required = true, .typed = true, .secret = true, \
	  .hint = "12 characters or more. Three random words work well.")
ROW(password_form, PASSWORD_FIELDS);

/* "Firefox on Windows", from what a browser says of itself; "A browser" when it says nothing we know. */
const char *browser_in_words(struct arena *arena, const char *agent);

#define PLACE_FIELDS(F, S)                                                                         \
	F(S, INT, id, .label = "Number")                                                           \
	F(S, TEXT, name, .label = "Partnership")                                                   \
	F(S, TEXT, role, .label = "Role")                                                          \
	F(S, FLAG, is_this, .label = "This one")
ROW(place, PLACE_FIELDS);

#define ACCOUNT_PAGE(P, S)                                                                         \
	P(S, ONE, struct account, account, &account_record)                                        \
	P(S, MANY, struct session, sessions, &session_record)                                      \
	P(S, MANY, struct place, places, &place_record)                                            \
	P(S, HIDDEN, struct form, own, 0)                                                          \
	P(S, HIDDEN, struct form, password, 0)

PAGE(account, ACCOUNT_PAGE);

/* All that is kept of whoever asks, as a page and as JSON. */
#define ACCOUNT_KEPT_PAGE(P, S)                                                                    \
	P(S, ONE, struct account, account, &account_record)                                        \
	P(S, MANY, struct place, places, &place_record)                                            \
	P(S, MANY, struct session, sessions, &session_record)                                      \
	P(S, MANY, struct person_kept, kept, &person_kept_record)                                  \
	P(S, MANY, struct person_act, acts, &person_act_record)                                    \
	P(S, HIDDEN, bool, is_cut, 0)

PAGE(account_kept, ACCOUNT_KEPT_PAGE);

bool show_account_kept(struct work *w, struct request *rq);
bool show_account(struct work *w, struct request *rq);
bool prepare_own_name(struct work *w, struct request *rq);
enum outcome change_own_name(struct work *w, void *plan);
bool prepare_password(struct work *w, struct request *rq);
enum outcome change_password(struct work *w, void *plan);
bool after_password(struct work *w, struct request *rq);
bool prepare_end_session(struct work *w, struct request *rq);
enum outcome change_end_session(struct work *w, void *plan);
bool prepare_switch(struct work *w, struct request *rq);
enum outcome change_switch(struct work *w, void *plan);

#endif
