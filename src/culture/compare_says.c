#include "culture/compare_says.h"

#include <math.h>
#include <stdlib.h>

#include "base/text.h"
#include "culture/again.h"
#include "culture/round_words.h"

const char *movement_word(enum movement movement)
{
	static const char *const words[] = {
		[MOVED_NOT] = "no sign of a change", [MOVED_MAYBE] = "may have moved", [MOVED_SOME] = "moved for some voices",
		[MOVED_UP] = "moved up",             [MOVED_DOWN] = "moved down",
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
	                   !is_level                ? ""
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
		return text_format(c->arena,
		                   "all together it went %s, %s; voice by voice there is no clear change, so it may only "
		                   "be that other people answered. %s",
		                   up_or_down(shift->all.direction), words, high_words(c, shift));
	return text_format(c->arena, "%s (%s). Among %s one such difference could be chance.", words,
	                   people_words(c->arena, &shift->all),
	                   count_words(c->arena, count_of(c->items.len), "criterion", "criteria"));
}

static const char *not_sentence(const struct comparison *c, const struct item_shift *shift)
{
	return text_format(c->arena, "%s (%s).%s", shift_words(c->arena, &shift->all), people_words(c->arena, &shift->all),
	                   few_words(shift));
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

/* ------------------------------------------------------------------ the whole */

static size_t count_moved(const struct movements_said *all, enum movement movement)
{
	size_t count = 0;

	for (size_t i = 0; i < all->len; i++)
		count += all->at[i].shift->movement == movement;
	return count;
}

static const char *number_word(struct arena *arena, size_t number)
{
	static const char *const words[] = { "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine" };

	return number < sizeof words / sizeof *words ? words[number] : text_format(arena, "%zu", number);
}

const char *first_large(struct arena *arena, const char *words)
{
	char *large = text_copy(arena, words);

	if (large[0] >= 'a' && large[0] <= 'z')
		large[0] = (char)(large[0] - 'a' + 'A');
	return large;
}

/* "Three criteria moved, two up and one down" */
static const char *moved_words(struct arena *arena, const struct movements_said *all)
{
	size_t up = count_moved(all, MOVED_UP), down = count_moved(all, MOVED_DOWN);
	const char *number = first_large(arena, number_word(arena, up + down));

	if (up + down == 1)
		return text_format(arena, "One criterion moved %s: “%s”", up == 1 ? "up" : "down", all->at[0].name);
	if (up == 0 || down == 0)
		return text_format(arena, "%s criteria moved %s", number, up > 0 ? "up" : "down");
	return text_format(arena, "%s criteria moved, %s up and %s down", number, number_word(arena, up),
	                   number_word(arena, down));
}

const char *comparison_heading(const struct comparison *c, const struct movements_said *all)
{
	size_t moved = count_moved(all, MOVED_UP) + count_moved(all, MOVED_DOWN), some = count_moved(all, MOVED_SOME);
	const char *rest = moved + some < all->len ? "; the rest may be chance" : "";
	const char *one_sided =
		some == 0 ? "" : text_format(c->arena, ", and %s for some voices only", number_word(c->arena, some));

	if (all->len == 0)
		return "Nothing can be compared between these two rounds";
	if (moved > 0)
		return text_format(c->arena, "%s%s%s", moved_words(c->arena, all), one_sided, rest);
	if (some > 0)
		return text_format(c->arena, "%s moved for some voices only%s",
		                   some == 1 ? "One criterion"
		                             : first_large(c->arena, text_format(c->arena, "%s criteria",
		                                                                 number_word(c->arena, some))),
		                   rest);
	return all->len == 1 ? "The one criterion compared did not move beyond chance"
	                     : text_format(c->arena, "None of %zu criteria moved beyond chance", all->len);
}

const char *comparison_say(const struct comparison *c)
{
	if (!c->is_one_framework)
		return "They were held by different frameworks, so their questions were not the same.";
	if (c->items.len == 0)
		return "They share no criterion on which a voice may be shown in both.";
	return text_format(c->arena,
	                   "%s compared, by the voices that may be shown in both rounds. Answers are not tied to people, so "
	                   "nobody knows how many answered both times.",
	                   c->items.len == 1 ? "One criterion is" : text_format(c->arena, "%zu criteria are", c->items.len));
}

/* ------------------------------------------------------------------ what comes next */

/* "Of 8 criteria 2 moved, 1 may have moved and 5 show no sign of a change" */
const char *comparison_counts(const struct comparison *c, const struct movements_said *all)
{
	size_t moved = count_moved(all, MOVED_UP) + count_moved(all, MOVED_DOWN), some = count_moved(all, MOVED_SOME);
	size_t maybe = count_moved(all, MOVED_MAYBE), stayed = count_moved(all, MOVED_NOT);
	struct pack_texts parts = { 0 };

	if (moved > 0)
		list_add(c->arena, &parts, (const char *)text_format(c->arena, "%zu moved", moved));
	if (some > 0)
		list_add(c->arena, &parts, (const char *)text_format(c->arena, "%zu moved for some voices", some));
	if (maybe > 0)
		list_add(c->arena, &parts, (const char *)text_format(c->arena, "%zu may have moved", maybe));
	if (stayed > 0)
		list_add(c->arena, &parts, (const char *)text_format(c->arena, "%zu %s no sign of a change", stayed,
		                                                     stayed == 1 ? "shows" : "show"));
	return text_format(c->arena, "Of %s %s", count_words(c->arena, count_of(all->len), "criterion", "criteria"),
	                   texts_joined(c->arena, &parts));
}

struct next_block comparison_next(const struct comparison *c, const struct movements_said *all)
{
	const struct movement_said *first = all->len == 0 ? NULL : &all->at[0];

	if (first == NULL)
		return (struct next_block){ .heading = "Next: choose another round",
			                    .why = "Rounds by the same framework that asked about the same criteria can be "
			                           "compared.",
			                    .button = "Choose another round",
			                    .url = round_part_url(c->arena, c->after.round->id, "compare") };
	if (first->shift->movement >= MOVED_SOME)
		return (struct next_block){ .heading = text_format(c->arena, "Next: ask why “%s” moved", first->name),
			                    .why = "Figures do not say why. Look at it voice by voice, and read what people "
			                           "wrote then and now.",
			                    .button = "See it up close",
			                    .url = first->url };
	return (struct next_block){
		.heading = "Next: agree what to do differently",
		.why = "Nothing moved beyond chance. Asking the same again changes nothing by itself: begin with what is "
		       "placed lowest now.",
		.button = text_format(c->arena, "See the results of %s", c->after.round->title),
		.url = round_part_url(c->arena, c->after.round->id, "results")
	};
}

/* ------------------------------------------------------------------ what is left out */

static bool is_said(const struct comparison *c, size_t before, const char *why)
{
	for (size_t i = 0; i < before; i++) {
		if (text_equal(c->left_out.at[i].why, why))
			return true;
	}
	return false;
}

struct pack_texts comparison_left_out(const struct comparison *c)
{
	struct pack_texts says = { 0 };

	for (size_t i = 0; i < c->left_out.len; i++) {
		const char *why = c->left_out.at[i].why;
		struct pack_texts names = { 0 };

		if (is_said(c, i, why))
			continue;
		for (size_t k = i; k < c->left_out.len; k++) {
			if (text_equal(c->left_out.at[k].why, why))
				list_add(c->arena, &names, c->left_out.at[k].name);
		}
		list_add(c->arena, &says, (const char *)text_format(c->arena, "%s: %s.", why, texts_joined(c->arena, &names)));
	}
	return says;
}

/* ------------------------------------------------------------------ cautions */

static size_t count_noted(const struct comparison *c)
{
	size_t count = 0;

	for (size_t i = 0; i < c->items.len; i++)
		count += !text_is_empty(c->items.at[i].note);
	return count;
}

static void warn(const struct comparison *c, struct pack_texts *cautions, const char *sentence)
{
	list_add(c->arena, cautions, sentence);
}

static void warn_of_questions(const struct comparison *c, struct pack_texts *cautions)
{
	size_t noted = count_noted(c);

	if (!text_equal(c->before.round->depth, c->after.round->depth))
		warn(c, cautions,
		     "The two rounds went to a different depth, so only criteria are compared, not single statements. People "
		     "who also rate each statement may place a criterion otherwise.");
	if (noted > 0)
		warn(c, cautions,
		     text_format(c->arena, "The framework changed between the rounds: %s asked in other words, and %s so.",
		                 noted == 1 ? "one criterion was" : text_format(c->arena, "%zu criteria were", noted),
		                 noted == 1 ? "says" : "say"));
}

struct pack_texts comparison_cautions(const struct comparison *c)
{
	struct pack_texts cautions = { 0 };

	warn(c, &cautions,
	     "Who answered both times. Answers are not tied to people, so all are taken for different people's. Where "
	     "many are the same, a real change is more easily called chance.");
	warn(c, &cautions,
	     "Whether other people answered. “Who answered” shows the make-up of both rounds. A criterion counts as moved "
	     "only when all answers together and the voices one by one both say so; within a voice others may have answered.");
	warn(c, &cautions, "What those think who did not answer: whoever answers has chosen to.");
	warn(c, &cautions, "Why something moved, or whether anybody’s work moved it.");
	warn(c, &cautions,
	     "That what shows no sign of a change is the same. Among few people only a large change can be told from chance. "
	     "To stay is neither good nor bad by itself.");
	warn_of_questions(c, &cautions);
	return cautions;
}
