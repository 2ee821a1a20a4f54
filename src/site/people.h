/*
 * The people of a partnership: who may do what, invitations, and links to a new password.
 */
#ifndef CAIRN_SITE_PEOPLE_H
#define CAIRN_SITE_PEOPLE_H

#include "base/field.h"
#include "base/outcome.h"
#include "store/account.h"
#include "store/erase.h"
#include "store/invitation.h"
#include "web/parts/parts.h"
#include "web/request.h"

#define PEOPLE_PAGE(P, S)                                                                          \
	P(S, MANY, struct member, members, &member_record)                                         \
	P(S, MANY, struct invitation, invitations, &invitation_record)                             \
	P(S, MANY, struct member_left, left, &member_left_record)                                  \
	P(S, HIDDEN, const struct request *, rq, 0)

PAGE(people, PEOPLE_PAGE);

#define MEMBER_PAGE(P, S)                                                                          \
	P(S, ONE, struct member, member, &member_record)                                           \
	P(S, HIDDEN, struct form, form, 0)                                                         \
	P(S, HIDDEN, struct choices, roles, 0)                                                        \
	P(S, HIDDEN, bool, is_self, 0)

PAGE(member, MEMBER_PAGE);

#define REMOVE_PAGE(P, S)                                                                          \
	P(S, ONE, struct member, member, &member_record)                                           \
	P(S, HIDDEN, const struct request *, rq, 0)

PAGE(remove, REMOVE_PAGE);

#define INVITE_PAGE(P, S)                                                                          \
	P(S, HIDDEN, struct form, form, 0)                                                         \
	P(S, HIDDEN, struct choices, roles, 0)

PAGE(invite, INVITE_PAGE);

/* A link that is shown once: an invitation's or a new password's. */
#define LINK_PAGE(P, S)                                                                            \
	P(S, HIDDEN, const char *, heading, 0)                                                     \
	P(S, HIDDEN, const char *, say, 0)                                                         \
	P(S, HIDDEN, const char *, address, 0)                                                     \
	P(S, HIDDEN, struct url, back, 0)

PAGE(link, LINK_PAGE);

bool show_people(struct work *w, struct request *rq);
bool show_invite(struct work *w, struct request *rq);
bool prepare_invite(struct work *w, struct request *rq);
enum outcome change_invite(struct work *w, void *plan);
bool after_invite(struct work *w, struct request *rq);
bool show_member(struct work *w, struct request *rq);
bool prepare_member(struct work *w, struct request *rq);
enum outcome change_member(struct work *w, void *plan);
bool prepare_password_link(struct work *w, struct request *rq);
enum outcome change_password_link(struct work *w, void *plan);
bool after_password_link(struct work *w, struct request *rq);
bool show_remove(struct work *w, struct request *rq);
bool prepare_remove(struct work *w, struct request *rq);
enum outcome change_remove(struct work *w, void *plan);
bool prepare_withdraw(struct work *w, struct request *rq);
enum outcome change_withdraw(struct work *w, void *plan);

#endif
