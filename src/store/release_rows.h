/*
 * One decision about a round on its way: what was said, what the rule settled, and the rows made of it.
 *
 * Items (criteria and statements) are in the order of their keys, groups in that of their voices. Everything is in the work's arena.
 */
#ifndef CAIRN_STORE_RELEASE_ROWS_H
#define CAIRN_STORE_RELEASE_ROWS_H

#include <stdint.h>

#include "engine/release.h"
#include "store/pack.h"
#include "store/release.h"

struct release_item_key {
	const char *key;
	bool is_statement;
};

struct release_decision {
	struct work *w;
	int64_t round;
	const struct pack *pack; /* null where no statements are rated */
	LIST(struct release_item_key) items;
	LIST(int64_t) voices; /* their numbers */
	LIST(const char *) voice_names;
	size_t group_count;
	struct release_group *groups;
	struct release_answers *answers; /* [item * group_count + group] */
	const struct release *rule;
	struct released *to;
};

/* Columns, cells and who wrote; words are added apart. Needs the rule. */
void release_rows(struct release_decision *d);

#endif
