/*
 * One criterion of a released round up close: what its page's pictures and tables are drawn from, and the drawing of them.
 */
#ifndef CAIRN_CULTURE_CLOSE_UP_H
#define CAIRN_CULTURE_CLOSE_UP_H

#include "culture/criterion.h"
#include "store/framework.h"
#include "store/release.h"

struct ranked;

struct close_up {
	struct arena *arena;
	const struct pack *pack;
	const struct pack_criterion *criterion;
	const struct released *released;
	struct framework_wording wording;
	bool was_official;           /* people saw the official wording: it was loaded before the round opened */
	struct results results;      /* the lines of the criterion, then those of its statements */
	const char *id;              /* of its picture, unique on the page; null: the page shows one criterion only */
	bool is_file;                /* its picture goes into a document */
	const struct ranked *ranked; /* of all criteria, where it is known already; null: worked out */
};

/* NOT_FOUND when the round's framework has no such criterion. */
bool close_up_of(struct work *w, const struct round *round, const char *key, struct close_up *up);

/* Null where nobody of a voice that was asked is there to draw. */
struct html close_up_picture(const struct close_up *up);
struct html close_up_statements(const struct close_up *up);
/* The voices that are not shown in parts here, though they are elsewhere. */
struct whole_voices close_up_whole(const struct close_up *up);

#endif
