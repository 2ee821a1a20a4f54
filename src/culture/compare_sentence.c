/* What is so about one criterion, in a sentence; and all of them in the order to be read. See culture/compare_says.h. */
#include <math.h>
#include <stdlib.h>

#include "base/text.h"
#include "culture/compare_says.h"
#include "culture/round_words.h"

const char *movement_word(enum movement movement)
{
	static const char *const words[] = {
		[MOVED_NOT] = "no sign of a change",
		[MOVED_MAYBE] = "may have moved",
		[MOVED_SOME] = "moved for some voices",
		[MOVED_UP] = "moved up",
		[MOVED_DOWN] = "moved down",
	};

	return words[movement];
}

/* ------------------------------------------------------------------ one item */

static const char *up_or_down(int direction)
{
	return direction > 0 ? "up" : "down";
}

const char *shift_words(struct arena *arena, const struct shift *shift)
{
	const char *before = figure_text(arena, shift->before.median), *after = figure_text(arena, shift->after.median);

	if (shift->before.median.value != shift->after.median.value)
		return text_format(arena, "from %s to %s", before, after);
	return text_format(arena, "median %s both times", before);
}

/* "At “Mostly” or further: 20% then, 48% now; 45% with the mix of voices as it was then." */
static const char *high_words(const struct comparison *c, const struct item_shift *shift)
{
	struct arena *arena = c->arena;

	return text_format(arena, "At “%s” or further: %s then, %s now; %s with the mix of voices as it was then.",
	                   comparison_levels(c)[COMPARE_HIGH - 1], figure_text(arena, shift->all.high_before),
	                   figure_text(arena, shift->all.high_after), figure_text(arena, shift->mix.high));
}

static const char *people_words(struct arena *arena, const struct shift *shift)
{
	return text_format(arena, "%s then, %s now", count_words(arena, shift->before.people, "person", "people"),
	                   text_of_count(arena, shift->after.people));
}

static const char *moved_sentence(const struct comparison *c, const struct item_shift *shift)
{
	bool is_level = shift->all.before.median.value == shift->all.after.median.value;

	return text_format(c->arena, "%s%s (%s). %s", shift_words(c->arena, &shift->all),
	                   !is_level                  ? ""
	                   : shift->all.direction > 0 ? ", with more people further on"
	                                              : ", with fewer people further on",
	                   people_words(c->arena, &shift->all), high_words(c, shift));
}

/* "Leaders up, from 2 to 4; carers down, from 3 to 2. All together: no clear change." */
static const char *some_sentence(const struct comparison *c, const struct compare_item *item,
                                 const struct item_shift *shift)
{
	const char *said = "";

	for (size_t i = 0; i < item->voices.len; i++) {
		const struct voice_shift *voice = &shift->voices[i];

		if (voice->moved)
			said = text_format(c->arena, "%s%s%s %s, %s", said, *said == '\0' ? "" : "; ",
			                   item->voices.at[i]->name, up_or_down(voice->shift.direction),
			                   shift_words(c->arena, &voice->shift));
	}
	return text_format(c->arena, "%s. All voices together: %s, no clear change.", said,
	                   shift_words(c->arena, &shift->all));
}

static const char *few_words(const struct item_shift *shift)
{
	return shift->is_too_few ? " Too few people to tell even a large change from chance." : "";
}

static const char *maybe_sentence(const struct comparison *c, const struct item_shift *shift)
{
	const char *words = shift_words(c->arena, &shift->all);

	if (shift->all.chance >= COMPARE_CHANCE && shift->chance_within >= COMPARE_CHANCE)
		return text_format(c->arena, "%s (%s). A difference like this could well be chance.%s", words,
		                   people_words(c->arena, &shift->all), few_words(shift));
	if (shift->all.chance >= COMPARE_CHANCE)
		return text_format(c->arena,
		                   "voice by voice it went %s; all together (%s) do not show it, because other people "
		                   "answered.",
		                   up_or_down(shift->direction_within), words);
	if (shift->chance_within >= COMPARE_CHANCE || shift->direction_within != shift->all.direction)
		return text_format(
			c->arena,
			"all together it went %s, %s; voice by voice there is no clear change, so it may only "
			"be that other people answered. %s",
			up_or_down(shift->all.direction), words, high_words(c, shift));
	return text_format(c->arena, "%s (%s). Among %s one such difference could be chance.", words,
	                   people_words(c->arena, &shift->all),
	                   count_words(c->arena, count_of(c->items.len), "criterion", "criteria"));
}

static const char *not_sentence(const struct comparison *c, const struct item_shift *shift)
{
	return text_format(c->arena, "%s (%s).%s", shift_words(c->arena, &shift->all),
	                   people_words(c->arena, &shift->all), few_words(shift));
}

const char *movement_sentence(const struct comparison *c, const struct compare_item *item,
                              const struct item_shift *shift)
{
	switch (shift->movement) {
	case MOVED_UP:
	case MOVED_DOWN:
		return moved_sentence(c, shift);
	case MOVED_SOME:
		return some_sentence(c, item, shift);
	case MOVED_MAYBE:
		return maybe_sentence(c, shift);
	case MOVED_NOT:
		break;
	}
	return not_sentence(c, shift);
}

/* ------------------------------------------------------------------ all items */

/* Up and down stand together. */
static int rank_of(enum movement movement)
{
	static const int ranks[] = {
		[MOVED_NOT] = 3, [MOVED_MAYBE] = 2, [MOVED_SOME] = 1, [MOVED_UP] = 0, [MOVED_DOWN] = 0
	};

	return ranks[movement];
}

static double distance_of(const struct item_shift *shift)
{
	return fabs(shift->all.after.median.value - shift->all.before.median.value);
}

/* Of those that show no sign the order is the framework's: their differences say nothing. */
static int by_movement(const void *a, const void *b)
{
	const struct movement_said *one = a, *other = b;
	int order = rank_of(one->shift->movement) - rank_of(other->shift->movement);
	double further = distance_of(other->shift) - distance_of(one->shift);
	double surer = one->shift->judged - other->shift->judged;

	if (order == 0 && one->shift->movement != MOVED_NOT)
		order = further != 0 ? (further > 0) - (further < 0) : (surer > 0) - (surer < 0);
	return order != 0 ? order : (one->item > other->item) - (one->item < other->item);
}

struct movements_said movements_said(const struct comparison *c)
{
	struct movements_said all = { 0 };

	for (size_t i = 0; i < c->items.len; i++) {
		const struct compare_item *item = &c->items.at[i];
		const struct item_shift *shift = &c->shifts[i];

		list_add(c->arena, &all,
		         ((struct movement_said){ .name = item->name,
		                                  .word = movement_word(shift->movement),
		                                  .sentence = movement_sentence(c, item, shift),
		                                  .note = item->note,
		                                  .url = comparison_item_url(c, item->key),
		                                  .shift = shift,
		                                  .item = item }));
	}
	if (all.len > 1)
		qsort(all.at, all.len, sizeof *all.at, by_movement);
	return all;
}

struct movements_said movements_of(struct arena *arena, const struct movements_said *all, enum movement least,
                                   enum movement most)
{
	struct movements_said some = { 0 };

	for (size_t i = 0; i < all->len; i++) {
		if (all->at[i].shift->movement >= least && all->at[i].shift->movement <= most)
			list_add(arena, &some, all->at[i]);
	}
	return some;
}
