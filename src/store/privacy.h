/*
 * The privacy notice people read before the first question: what is kept of them, why, who sees it, how long, and their rights (UK GDPR, Articles 13 and 14).
 *
 * Each partnership writes its own, in Markdown. Versions are only ever added. Until there is one, Cairn's text stands, which is true of what the program does and has
 * marked gaps for what only the partnership can say.
 */
#ifndef CAIRN_STORE_PRIVACY_H
#define CAIRN_STORE_PRIVACY_H

#include "base/field.h"
#include "base/work.h"

#define PRIVACY_MOST 20000        /* characters */
#define PRIVACY_GAP  "TO FILL IN" /* marks what is still to be said */

/* version 0: Cairn's own text, which nobody has saved yet. */
#define PRIVACY_NOTICE_FIELDS(F, S)                                                                \
	F(S, TEXT, words, .label = "Notice", .max = PRIVACY_MOST, .required = true, .typed = true, .lines = true) \
	F(S, TEXT, made_by, .label = "Saved by")                                                   \
	F(S, MOMENT, made_at, .label = "In force since")

RECORD(privacy_notice, PRIVACY_NOTICE_FIELDS);

/* The one in force now. */
bool privacy_notice(struct work *w, struct privacy_notice *notice);
/* How many gaps are still marked in it. */
int64_t privacy_gaps(const struct privacy_notice *notice);

/* Inside a change. `notice->version`: the one that was seen; CONFLICT when another was saved meanwhile. */
bool privacy_save(struct work *w, const struct privacy_notice *notice);

#endif
