/*
 * How long each kind of record is kept, in months, and the clear-out of what has been kept longer.
 *
 * What is released, what was agreed and what will be done about it stay: they are the partnership's record, and of groups. Cairn proposes a time for each
 * kind, with the reason; a partnership may set its own. Nothing is removed by itself: once a year an administrator looks at what would go, and says so.
 */
#ifndef CAIRN_STORE_RETENTION_H
#define CAIRN_STORE_RETENTION_H

#include "base/field.h"
#include "base/work.h"
#include "db/db.h"

#define RETENTION_MOST 240

#define RETENTION_FIELDS(F, S)                                                                                         \
	F(S, INT, answers, .label = "Raw answers and evidence, in months after their round closed", .required = true, .typed = true,    \
	  .least = 1, .most = RETENTION_MOST,                                                                            \
	  .hint = "24 is proposed: long enough to erase or put right what somebody answered when they ask, and to look "  \
		  "again when a figure is doubted. Results read only the release, which stays.")                       \
	F(S, INT, words, .label = "Words that were not released, in months after their round closed", .required = true,    \
	  .typed = true, .least = 1, .most = RETENTION_MOST,                                                           \
	  .hint = "12 is proposed: what nobody has released within a year will not be.")                               \
	F(S, INT, notes, .label = "Notes beside links, in months after the link was made", .required = true,           \
	  .typed = true, .least = 1, .most = RETENTION_MOST,                                                           \
	  .hint = "12 is proposed: they only say who has not used a link yet, and go when their round closes.")        \
	F(S, INT, sessions, .label = "Sessions, tries and used invitations, in months after they ended",               \
	  .required = true, .typed = true, .least = 1, .most = RETENTION_MOST,                                         \
	  .hint = "3 is proposed: long enough to look into a sign-in that nobody can explain.")                        \
	F(S, INT, contents, .label = "What the log keeps of each act, in months", .required = true, .typed = true,     \
	  .least = 12, .most = RETENTION_MOST,                                                                         \
	  .hint = "72 is proposed, the six years for which a decision may be asked about. That the act was done, when and " \
		  "by whom, stays.")                                                                                   \
	F(S, INT, documents, .label = "Documents and work that was done, in months", .required = true, .typed = true,  \
	  .least = 1, .most = RETENTION_MOST,                                                                          \
	  .hint = "12 is proposed: documents themselves go after a week, and can be made again.")                      \
	F(S, INT, drafts, .label = "Rounds that were never opened, in months after they were begun", .required = true, \
	  .typed = true, .least = 1, .most = RETENTION_MOST,                                                           \
	  .hint = "24 is proposed: nobody was asked anything in them.")

RECORD(retention, RETENTION_FIELDS);

enum { RETENTION_KINDS = 7 };

/* In the order of the list above. */
struct retention_kind {
	const char *key;  /* "answers" */
	const char *name; /* "raw answers": as the log says it */
	int64_t proposed; /* months */
};
extern const struct retention_kind retention_kinds[RETENTION_KINDS];

/* Of a kind by its place. */
int64_t retention_months(const struct retention *retention, size_t kind);
bool retention_read(struct work *w, struct retention *retention);
/* Inside a change. CONFLICT when somebody saved it meanwhile. */
bool retention_save(struct work *w, const struct retention *retention);

/* ------------------------------------------------------------------ the clear-out */

/* What has been kept longer than it should: of one kind, how many, and since when the oldest. */
#define CLEAR_OUT_FIELDS(F, S)                                                                     \
	F(S, TEXT, kind, .label = "Kind of record")                                                \
	F(S, INT, months, .label = "Kept for, months")                                             \
	F(S, MOMENT, before, .label = "From before")                                               \
	F(S, INT, records, .label = "Would go")                                                    \
	F(S, MOMENT, oldest, .label = "The oldest")

ROW(clear_out, CLEAR_OUT_FIELDS);

/* Of one kind; nothing is changed. */
bool clear_out_of(struct work *w, const struct retention *retention, size_t kind, struct clear_out *found);

/* Inside a change: some of them go; *removed how many, 0 when there are no more. To be called until then: each step is short. */
bool clear_out_step(struct work *w, size_t kind, struct moment before, int64_t *removed);
/* Inside a change: that it was done, once a kind, with how many. */
bool clear_out_note(struct work *w, size_t kind, struct moment before, int64_t removed);

/* Whether a year has passed since the last one, or since the partnership began. */
bool clear_out_is_due(struct work *w, bool *due);

#endif
