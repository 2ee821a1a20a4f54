/*
 * Tags: released words of one round that somebody found to be about the same thing.
 *
 * A tag belongs to its round. It ties released words that anybody who reads the round may read, so it shows no more than they do. What is taken out
 * later leaves its tags.
 */
#ifndef CAIRN_STORE_WORDS_TAG_H
#define CAIRN_STORE_WORDS_TAG_H

#include "base/field.h"
#include "base/list.h"
#include "base/work.h"
#include "db/db.h"

#define WORDS_TAGS_MOST 60 /* of a round: more are too many to read */

#define WORDS_TAG_FIELDS(F, S)                                                                                         \
	F(S, INT, id, .label = "Number")                                                                               \
	F(S, INT, round, .label = "Round")                                                                             \
	F(S, TEXT, name, .label = "Name of the tag", .max = 60, .required = true, .typed = true,                       \
	  .hint = "A few words that say what these comments have in common. For example, getting there.")             \
	F(S, TEXT, made_by, .label = "Made by")                                                                        \
	F(S, MOMENT, made_at, .label = "Made")

RECORD(words_tag, WORDS_TAG_FIELDS);

struct places {
	size_t len, cap;
	int64_t *at;
};

/* A tag and a place that it is tied to. */
struct words_tie {
	int64_t tag, place;
};

struct words_ties {
	size_t len, cap;
	struct words_tie *at;
};

/* By name; of a round without a release there are none. */
bool words_tags(struct work *w, int64_t round, struct list_any *list);
/* Null with the fault set when this round has no such tag. */
const struct words_tag *words_tag_by_id(struct work *w, int64_t round, int64_t id);
/* How many comments a tag ties, by the name that stands under them; "" for none. */
struct words_tag_count {
	int64_t tag;
	const char *label;
	int64_t comments;
};

struct words_tag_counts {
	size_t len, cap;
	struct words_tag_count *at;
};

/* By tag, then by label. */
bool words_tag_counts(struct work *w, int64_t round, struct words_tag_counts *counts);
/* All ties of the round, by tag and place. */
bool words_ties(struct work *w, int64_t round, struct words_ties *ties);

/* ------------------------------------------------------------------ inside a change */

/* CONFLICT when the round has a tag of that name already, or as many as there may be. Leaves its number in tag->id. */
bool words_tag_add(struct work *w, struct words_tag *tag, const struct places *places);
/* Its name, and the places it is tied to from now on. CONFLICT when the version is stale or the name is taken. */
bool words_tag_change(struct work *w, const struct words_tag *tag, const struct places *places);
/* CONFLICT when the version is stale. */
bool words_tag_remove(struct work *w, const struct words_tag *tag);

#endif
