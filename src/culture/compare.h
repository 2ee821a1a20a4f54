/*
 * Two closed rounds side by side: what moved, what may have moved, what shows no sign of it, and who answered.
 *
 * Everything comes from the two releases, and only what both of them show: a voice that one round withholds on a criterion is named as not shown
 * in the other, never compared. The earlier of the two is always "then". engine/compare.h has the method and docs/methods.md the reasons.
 *
 * Where one of the two was a conversation there are no ratings to compare: then it is who spoke and how much was said.
 */
#ifndef CAIRN_CULTURE_COMPARE_H
#define CAIRN_CULTURE_COMPARE_H

#include "base/field.h"
#include "engine/compare.h"
#include "store/pack.h"
#include "store/release.h"
#include "store/round.h"
#include "web/request.h"

/* One of the two rounds. */
struct compare_side {
	const struct round *round;
	const struct pack *pack;
	const struct released *released;
	int64_t framework;
};

/* A voice of either round, by the later one's name where it is in both. */
struct compare_voice {
	int64_t voice;
	const char *name;
};

/* A criterion or a statement that both rounds asked about, with the voices shown in both. */
struct compare_item {
	const char *key, *name;
	const struct pack_criterion *criterion; /* of the later pack: the item, or what the statement belongs to */
	bool is_statement;
	const char *note; /* how it was asked otherwise then; "" */
	LIST(const struct compare_voice *) voices;
	LIST(struct tally) before, after; /* [voice] */
};

struct compare_items {
	size_t len, cap;
	struct compare_item *at;
};

/* A criterion that cannot be compared, and why. */
#define LEFT_OUT_FIELDS(F, S)                                                                      \
	F(S, TEXT, criterion, .label = "Criterion")                                                \
	F(S, TEXT, name, .label = "In words")                                                      \
	F(S, TEXT, why, .label = "Why it is not compared")

ROW(left_out, LEFT_OUT_FIELDS);

struct comparison {
	struct arena *arena;
	struct compare_side before, after;
	bool is_by_words;      /* one of the two was a conversation */
	bool is_one_framework; /* versions may differ */
	LIST(struct compare_voice) voices;
	struct compare_items items;
	const struct item_shift *shifts; /* [item] */
	LIST(struct left_out) left_out;
};

/* The two rounds of the address, both closed and not the same, with the crumbs above; the voices, the criteria both asked about, and what
 * became of them. False with the fault set. Where one is a conversation only the voices, and what was said. */
bool comparison_read(struct work *w, struct request *rq, bool with_statements, struct comparison *c);
/* For comparison_read: fills in the items and what is left out. */
void comparison_add_criteria(struct comparison *c);
/* The same of the statements of one criterion that both rounds had rated; empty when one of them had none rated. */
struct compare_items comparison_statements(const struct comparison *c, const struct pack_criterion *criterion);
const struct item_shift *comparison_shifts(struct arena *arena, const struct compare_items *items);

/* The five levels' names, lowest first. */
const char *const *comparison_levels(const struct comparison *c);
/* /culture/rounds/1/compare/2 */
struct url comparison_url(struct arena *arena, int64_t round, int64_t other);
struct url comparison_item_url(const struct comparison *c, const char *criterion);

#endif
