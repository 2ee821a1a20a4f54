/*
 * What may be shown of a closed round, decided once.
 *
 * In: how many people of each group took part, and how each group answered each item (a criterion or a statement).
 * Groups belong to broad voices that were named before anybody answered. Out: which counts may be shown, for whom,
 * and whose name may stand under what people wrote. Everything else is left out of the result altogether, so that
 * no page, file or picture made from it can give it away.
 *
 * The rule, in short (docs/methods.md has the reasons and the proof):
 *   - Within a voice, groups with fewer people than the threshold are merged, smallest first, into units that
 *     reach it.
 *   - A voice is shown on an item when at least the threshold placed themselves there; else it is withheld and is
 *     no part of the item's total.
 *   - A voice is split into its units on an item only when every unit may be shown or is wholly empty: never one
 *     hidden part.
 *   - Words carry a voice's name only where enough of it answered the item; the rest are pooled without a name,
 *     and the pool itself must be large enough, else its words are held back.
 *   - A reason (why it does not apply) says besides how its author answered. It carries a name only where the count
 *     of that very column is shown; from voices that are withheld it stands without one, and only where nobody can
 *     tell from which of them it comes or where many wrote one.
 *
 * The result does not depend on the order in which groups are given: ties are settled by their ids. It lives in
 * the arena. `refused` is a sentence when the question makes no sense (a threshold under five, more answers than
 * people); then nothing else is in the result.
 */
#ifndef CAIRN_ENGINE_RELEASE_H
#define CAIRN_ENGINE_RELEASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/figure.h"
#include "engine/tally.h"

#define RELEASE_LEAST_THRESHOLD 5

/* ------------------------------------------------------------------ in */

struct release_group {
	int64_t id; /* different for each group: settles ties */
	const char *name;
	size_t voice; /* index into the voices */
	int people;   /* who answered anything at all in this round */
};

/* One group's answers to one item. */
struct release_answers {
	struct tally tally;
	int responded;    /* people who answered this item in any way, by a position or by words */
	int strengths;    /* people who wrote what is strong */
	int developments; /* people who wrote what to develop */
	int reasons;      /* people who wrote why it does not apply: of those in tally.does_not_apply */
};

struct release_question {
	int threshold;
	const char *const *voices; /* their names */
	size_t voice_count;
	const struct release_group *groups;
	size_t group_count;
	size_t item_count;
	const struct release_answers *answers; /* answers[item * group_count + group] */
};

/* ------------------------------------------------------------------ out */

/* One group, or several small ones of a voice taken together. */
struct release_unit {
	const char *name; /* the group's; "Workforce (other groups)"; the voice's own when it has only this unit */
	size_t voice;
	struct figure people; /* suppressed when there are too few */
	size_t group_count;
	const size_t *groups; /* indexes of the groups in it that took part, by id */
};

struct release_voice {
	const char *name;
	struct figure people; /* suppressed when there are too few; nought is shown as nought */
	size_t first_unit, unit_count;
};

/* Whose name may stand under what this voice wrote about an item. */
enum release_label {
	LABEL_NONE,  /* in the pool: no name */
	LABEL_VOICE, /* the voice's */
	LABEL_UNITS, /* each unit's own */
};

enum release_words {
	WORDS_NONE,  /* nobody wrote anything */
	WORDS_SHOWN, /* to be shown, each with its label or in the pool */
	WORDS_HELD,  /* too few people to show any of them */
};

/* How many people wrote, of how many who answered the item in any way: by voice only where the voice may be named. */
struct release_said {
	enum release_label label;
	int responded, strengths, developments; /* nought under LABEL_NONE, and in a pool that holds no words */
};

struct release_item {
	enum release_words words;
	struct release_said pool;  /* what is shown without a name, all voices together; LABEL_NONE */
	bool has_withheld_reasons; /* reasons of voices withheld on this item are shown, without a name */
};

struct release {
	const char *refused; /* null when all is well */
	int threshold;
	size_t item_count, voice_count, unit_count, group_count;

	const struct release_voice *voices;
	const struct release_unit *units; /* those of voice 0 first; within a voice by the lowest id in them */
	const size_t *unit_of_group;      /* SIZE_MAX for a group in which nobody took part */

	struct figure people; /* in the voices shown: the count to print after the close */
	bool has_a_few_more;  /* somebody took part in a voice too small to show */

	const struct tally_cell *voice_cells; /* [item * voice_count + voice] */
	const struct tally_cell *unit_cells;  /* [item * unit_count + unit]; withheld unless is_split */
	const bool *is_split;                 /* [item * voice_count + voice] */
	const struct tally_cell *totals; /* [item]: the sum of the voices shown, and nothing else; nobody: all say so */

	const struct release_item *items; /* [item]: words */
	const struct release_said *said;  /* [item * voice_count + voice] */
};

/* The store's release_decide (store/release.h) calls this and keeps what it says. */
const struct release *release_settle(struct arena *arena, const struct release_question *question);

/* What to print under something a person of this group wrote about this item: a name; "" for words in the pool;
 * null for words that must not be shown. */
const char *release_label_of(const struct release *release, size_t item, size_t group);
/* The same for a reason that a person of this group gave. */
const char *release_reason_label_of(const struct release *release, size_t item, size_t group);

/* An order in which to show `count` things that says nothing about who wrote when: indexes 0 to count - 1,
 * shuffled by a seed that must stay secret and by the item, so that one person's words do not stand in the same
 * place twice. */
const size_t *release_shuffle(struct arena *arena, size_t count, uint64_t seed, uint64_t item);

#endif
