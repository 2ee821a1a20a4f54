/*
 * Links that let somebody in once: joining a partnership by invitation, and choosing a new password.
 */
#ifndef CAIRN_SITE_LET_IN_H
#define CAIRN_SITE_LET_IN_H

#include "base/field.h"
#include "base/outcome.h"
#include "store/invitation.h"
#include "web/parts/parts.h"
#include "web/request.h"

#define LET_IN_FIELDS(F, S)                                                                        \
	F(S, TEXT, name, .label = "Your name", .max = 80, .required = true, .typed = true)         \
	F(S, TEXT, password, .label = "Password", .max = 200, .required = true, .typed = true, .secret = true, \
	  .hint = "12 characters or more. Three random words work well.")

ROW(let_in_form, LET_IN_FIELDS);

#define LET_IN_PAGE(P, S)                                                                          \
	P(S, HIDDEN, struct form, form, 0)                                                         \
	P(S, HIDDEN, const struct invitation *, invitation, 0)                                     \
	P(S, HIDDEN, const char *, place, 0)                                                       \
	P(S, HIDDEN, const char *, role, 0)                                                        \
	P(S, HIDDEN, bool, has_account, 0)

PAGE(let_in, LET_IN_PAGE);

bool show_invitation(struct work *w, struct request *rq);
bool prepare_invitation(struct work *w, struct request *rq);
enum outcome change_invitation(struct work *w, void *plan);
bool after_let_in(struct work *w, struct request *rq);
#define after_invitation after_let_in
#define after_reset      after_let_in

bool show_reset(struct work *w, struct request *rq);
bool prepare_reset(struct work *w, struct request *rq);
enum outcome change_reset(struct work *w, void *plan);

#endif
