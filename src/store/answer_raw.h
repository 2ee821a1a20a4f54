/*
 * What the participants of a round said, group by group, as it is: counts, and the words.
 *
 * Only store/release.c may include this (tools/floors sees to it): everything else reads what was released. Counts are of people.
 * An answer that was emptied again is not counted, nor is somebody who opened the link and said nothing.
 */
#ifndef CAIRN_STORE_ANSWER_RAW_H
#define CAIRN_STORE_ANSWER_RAW_H

#include <stdbool.h>
#include <stdint.h>

#include "base/list.h"
#include "base/work.h"
#include "engine/release.h"

/* A group that was asked, and how many of it answered anything at all. */
struct raw_group {
	int64_t id, voice;
	const char *name, *voice_name;
	int people;
};

struct raw_groups {
	size_t len, cap;
	struct raw_group *at;
};

/* How one group answered one item; there is none where nobody did. */
struct raw_answers {
	const char *item;
	bool is_statement;
	int64_t group;
	struct release_answers answers;
};

struct raw_answers_list {
	size_t len, cap;
	struct raw_answers *at;
};

/* What one person of a group wrote about a criterion; "" where they wrote nothing. */
struct raw_words {
	const char *criterion;
	int64_t group;
	const char *strength, *development, *reason; /* reason only where they said that it does not apply */
};

struct raw_words_list {
	size_t len, cap;
	struct raw_words *at;
};

/* In the order of the voices, then of the groups. */
bool raw_groups_of(struct work *w, int64_t round, struct raw_groups *groups);
bool raw_answers_of(struct work *w, const struct raw_groups *groups, struct raw_answers_list *answers);
bool raw_words_of(struct work *w, int64_t round, struct raw_words_list *words);

#endif
