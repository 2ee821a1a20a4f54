/*
 * Signing in and out.
 */
#ifndef CAIRN_SITE_SIGN_IN_H
#define CAIRN_SITE_SIGN_IN_H

#include "base/field.h"
#include "base/outcome.h"
#include "web/parts/parts.h"
#include "web/request.h"

#define SIGN_IN_FIELDS(F, S)                                                                       \
	F(S, TEXT, email, .label = "E-mail address", .max = 200, .required = true, .typed = true)  \
	F(S, TEXT, password, .label = "Password", .max = 200, .required = true, .typed = true, .secret = true)

ROW(sign_in_form, SIGN_IN_FIELDS);

#define SIGN_IN_PAGE(P, S)                                                                         \
	P(S, HIDDEN, struct form, form, 0)                                                         \
	P(S, HIDDEN, const char *, then, 0)

PAGE(sign_in, SIGN_IN_PAGE);

bool show_sign_in(struct work *w, struct request *rq);
bool prepare_sign_in(struct work *w, struct request *rq);
enum outcome change_sign_in(struct work *w, void *plan);
bool after_sign_in(struct work *w, struct request *rq);
bool prepare_sign_out(struct work *w, struct request *rq);
enum outcome change_sign_out(struct work *w, void *plan);
bool after_sign_out(struct work *w, struct request *rq);

/* Lets somebody in who has just proved who they are: the cookie. */
void let_in(struct work *w, struct request *rq, const char *token);

#endif
