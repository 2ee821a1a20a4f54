#include "culture/compare_says.h"

#include "base/text.h"
#include "culture/again.h"
#include "culture/round_words.h"

static size_t count_moved(const struct movements_said *all, enum movement movement)
{
	size_t count = 0;

	for (size_t i = 0; i < all->len; i++)
		count += all->at[i].shift->movement == movement;
	return count;
}

static const char *number_word(struct arena *arena, size_t number)
{
	static const char *const words[] = { "no",   "one", "two",   "three", "four",
		                             "five", "six", "seven", "eight", "nine" };

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
	return text_format(
		c->arena,
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
		list_add(c->arena, &parts,
		         (const char *)text_format(c->arena, "%zu %s no sign of a change", stayed,
		                                   stayed == 1 ? "shows" : "show"));
	return text_format(c->arena, "Of %s %s", count_words(c->arena, count_of(all->len), "criterion", "criteria"),
	                   texts_joined(c->arena, &parts));
}

struct next_block comparison_next(const struct comparison *c, const struct movements_said *all)
{
	const struct movement_said *first = all->len == 0 ? NULL : &all->at[0];

	if (first == NULL)
		return (struct next_block){
			.heading = "Next: choose another round",
			.why = "Rounds by the same framework that asked about the same criteria can be "
			       "compared.",
			.button = "Choose another round",
			.url = round_part_url(c->arena, c->after.round->id, "compare")
		};
	if (first->shift->movement >= MOVED_SOME)
		return (struct next_block){
			.heading = text_format(c->arena, "Next: ask why “%s” moved", first->name),
			.why = "Figures do not say why. Look at it voice by voice, and read what people "
			       "wrote then and now.",
			.button = "See it up close",
			.url = first->url
		};
	return (struct next_block){ .heading = "Next: agree what to do differently",
		                    .why = "Nothing moved beyond chance. Asking the same again changes nothing by "
		                           "itself: begin with what is "
		                           "placed lowest now.",
		                    .button = text_format(c->arena, "See the results of %s", c->after.round->title),
		                    .url = round_part_url(c->arena, c->after.round->id, "results") };
}
