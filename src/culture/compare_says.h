/*
 * Two rounds compared, in sentences: never more than the figures bear. What moved is said only where it is beyond chance and not another mix
 * of people; what stayed is neither praised nor blamed.
 */
#ifndef CAIRN_CULTURE_COMPARE_SAYS_H
#define CAIRN_CULTURE_COMPARE_SAYS_H

#include "culture/compare.h"
#include "web/parts/parts.h"

/* A criterion and what is so about it, ready to be read. */
struct movement_said {
	const char *name, *word, *sentence, *note;
	struct url url;
	const struct item_shift *shift;
	const struct compare_item *item;
};

struct movements_said {
	size_t len, cap;
	struct movement_said *at;
};

/* All items, what moved first: by movement, then the furthest, then the surest. */
struct movements_said movements_said(const struct comparison *c);
struct movements_said movements_of(struct arena *arena, const struct movements_said *all, enum movement least,
                                   enum movement most);

/* "moved up" */
const char *movement_word(enum movement movement);
const char *comparison_heading(const struct comparison *c, const struct movements_said *all);
const char *comparison_say(const struct comparison *c);
/* "Of 8 criteria 2 moved and 6 show no sign of a change" */
const char *comparison_counts(const struct comparison *c, const struct movements_said *all);
/* With a capital. */
const char *first_large(struct arena *arena, const char *words);
struct next_block comparison_next(const struct comparison *c, const struct movements_said *all);
/* What is not compared, a sentence for each reason. */
struct pack_texts comparison_left_out(const struct comparison *c);
/* What a reader must know before believing it. */
struct pack_texts comparison_cautions(const struct comparison *c);
/* "from 2 to 3.5" */
const char *shift_words(struct arena *arena, const struct shift *shift);
/* The sentence of one item: see movements_said. */
const char *movement_sentence(const struct comparison *c, const struct compare_item *item,
                              const struct item_shift *shift);

#endif
