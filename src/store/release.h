/*
 * What may be shown of a closed round, decided once and kept.
 *
 * When a round closes, release_decide counts what its participants said, lets the rule in engine/release.h settle what may be
 * shown of it, and writes that down. Pages, files and pictures read only what was written then, through release_by_round: a number that was
 * withheld is not in these tables at all, so nothing made from them can give it away.
 *
 * Words wait: a facilitator checks them first (store/words.h). Until then a release has numbers, and how many wrote, but no words. What was held back
 * never comes here.
 *
 * A number that may be withheld leaves as a struct figure. Where it is a number of people under the round's threshold it says so ("under 5");
 * anything else that is withheld says "not shown". A cell keeps its tally as well, for medians and pictures; the tally of a withheld cell is
 * all noughts, and its state says so. What was not asked is never withheld and never nought: its state says that too.
 */
#ifndef CAIRN_STORE_RELEASE_H
#define CAIRN_STORE_RELEASE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/figure.h"
#include "base/list.h"
#include "base/time.h"
#include "base/work.h"
#include "engine/tally.h"

/* Inside the change that closes a round, before that act's event. A second decision about the same round is a conflict. */
bool release_decide(struct work *w, int64_t round);

/* A column of the results: a voice (unit 0), or within it a group or several small groups together (unit 1, 2, ...). */
struct released_unit {
	int64_t voice, unit;
	const char *name;
	const char *group_names;    /* those that took part, one a line; "" for a voice as a whole */
	struct figure participants; /* who answered anything */
};

/* One item (a criterion or a statement) in one column. Voice 0 is all voices shown. */
struct released_cell {
	const char *item;
	bool is_statement;
	int64_t voice, unit;
	struct tally_cell cell;
	struct figure placed; /* how many placed themselves; missing where nobody was asked to */
};

/* How many people of a voice wrote something on a criterion. Voice 0: those whose words stand without a name. */
struct released_said {
	const char *criterion;
	int64_t voice;
	bool shown, was_asked;
	struct figure responded, strengths, developments;
};

/* In an order that says nothing about who wrote, or when. */
struct released_words {
	const char *criterion;
	const char *kind;           /* strength, development, or reason: why it does not apply */
	const char *label;          /* a voice or a group; "" where too few people would stand behind it */
	const char *words;          /* "" when they were taken out after they had been shown */
	int64_t position;           /* its place in the release: what rests on these words says so by it */
	struct moment taken_out_at; /* when something was taken out of them after they had been shown */
};

/* What is wanted besides the columns: reading less is quicker. */
enum release_part {
	RELEASE_CRITERIA = 1,   /* cells of criteria */
	RELEASE_STATEMENTS = 2, /* cells of statements */
	RELEASE_UNITS = 4,      /* of those, the units within voices too */
	RELEASE_SAID = 8,
	RELEASE_WORDS = 16,
	RELEASE_ALL = 31,
	RELEASE_FEW_WORDS =
		32, /* instead of all words: of each criterion the first strength and the first development */
	RELEASE_TAKEN_OUT = 64,  /* with all words: also the places of those that were taken out since */
	RELEASE_TWO_WORDS = 128, /* as RELEASE_FEW_WORDS, but the first two of each */
};

struct released {
	int64_t round;
	struct moment decided_at;
	int threshold;
	const char *method;
	struct figure answered;            /* people in the voices shown */
	bool has_a_few_more;               /* and some in voices too small to show */
	LIST(struct released_unit) units;  /* in the order of the voices, each followed by its units */
	LIST(struct released_cell) cells;  /* by item, voice and unit: ask released_cell_of */
	LIST(struct released_said) said;   /* by criterion and voice */
	LIST(struct released_words) words; /* by criterion */
	int64_t words_in_all;              /* also when only a few were read */
	bool words_wait;                   /* a facilitator is checking them: there are none here yet */
	bool words_were_checked;           /* a facilitator has; not so in a round closed by an earlier Cairn */
};

/* Null with the fault set; a round without a release is not found. `parts` are of enum release_part. */
const struct released *release_by_round(struct work *w, int64_t round, unsigned parts);

/* The cell, or null when the round did not ask that item, the voice is not split there, or it was not read. */
const struct released_cell *released_cell_of(const struct released *released, const char *item, int64_t voice,
                                             int64_t unit);
const struct released_said *released_said_of(const struct released *released, const char *criterion, int64_t voice);
/* A voice or a unit, or null. */
const struct released_unit *released_unit_of(const struct released *released, int64_t voice, int64_t unit);

/* One of a cell's counts as what may be printed: position 1 to 5, 0 for "I do not know", -1 for "does not apply". */
struct figure released_count(const struct released_cell *cell, int placed);

#endif
