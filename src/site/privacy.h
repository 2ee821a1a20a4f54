/*
 * The partnership's privacy notice for members to read, and for administrators to write.
 */
#ifndef CAIRN_SITE_PRIVACY_H
#define CAIRN_SITE_PRIVACY_H

#include "site/home.h"
#include "store/privacy.h"
#include "web/parts/parts.h"
#include "web/route.h"

extern const struct theme privacy_theme;

#define PRIVACY_PAGE(P, S)                                                                         \
	P(S, ONE, struct privacy_notice, notice, &privacy_notice_record)                           \
	P(S, HIDDEN, struct html, html, 0)                                                         \
	P(S, HIDDEN, const char *, place, 0)                                                       \
	P(S, HIDDEN, const char *, gaps, 0)                                                        \
	P(S, HIDDEN, struct form, form, 0)                                                         \
	P(S, HIDDEN, bool, may_plan, 0)                                                            \
	P(S, HIDDEN, bool, may_edit, 0)

PAGE(privacy, PRIVACY_PAGE);
PAGE(privacy_edit, PRIVACY_PAGE);

/* What an administrator has to do about it, if anything. False with the fault set. */
bool privacy_task(struct work *w, struct home_page *page);

#endif
