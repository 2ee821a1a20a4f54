/*
 * Signals: beside what people say, what the records show.
 *
 * A signal counts records and states a fact: so many of so many. It is never a score, and no number of it is good or bad by itself; each says
 * what it cannot tell. The query is kept as text beside the function that runs it, so that a page can show exactly what was asked. All of them
 * take the partnership as $1 and the day as $2 (days since 1970) and give one row of two whole numbers: how many, of how many.
 *
 * Nothing here reads an answer: only the release, and what planners, facilitators and owners recorded themselves.
 */
#ifndef CAIRN_STORE_SIGNAL_H
#define CAIRN_STORE_SIGNAL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/list.h"
#include "base/work.h"
#include "db/db.h"

struct signal_kind {
	const char *key;        /* "actions-owned": stands in addresses */
	const char *title;      /* "Open actions whose owner is still here" */
	const char *counts;     /* what the second number counts: "open actions" */
	const char *bears_on;   /* ids of statements of the framework gpf, a space between */
	const char *cannot_say; /* what does not follow from it */
	const char *shown_at;   /* the page on which the records are */
	const char *query;      /* as it is run */
	bool more_is_more;      /* a higher share is more of what the statements speak of, as far as it goes */
	struct rows *(*ask)(struct work *w, struct date today);
};

struct signal_read {
	const struct signal_kind *kind;
	int64_t part, whole; /* whole 0: nothing is recorded yet */
};

struct signal_list {
	size_t len, cap;
	struct signal_read *at;
};

/* In the order of the framework. */
extern const struct signal_kind signal_kinds[];
extern const size_t signal_kinds_count;

/* Null when there is none of that key. */
const struct signal_kind *signal_kind_by_key(const char *key);
/* Whether it bears on a statement, or on any statement of a criterion. */
bool signal_bears_on(const struct signal_kind *kind, const char *item);

bool signal_read(struct work *w, const struct signal_kind *kind, struct signal_read *read);
/* All of them; or only those that bear on one criterion or statement (`item` null: all). */
bool signals_read(struct work *w, const char *item, struct signal_list *list);

#endif
