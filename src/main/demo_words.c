/*
 * The facilitator of the demonstration: checks the words of a closed round and releases them. As an example, something is taken out of one comment and
 * another is held back: those, if there are any, that speak of somebody near to the writer.
 */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "engine/identify.h"
#include "main/demo.h"
#include "store/words_check.h"

struct candidate {
	const struct words_check *words;
	struct hints hints;
};

/* By what was said, not by its place, which is left to chance: so the demonstration is the same each time. */
static int by_hints_then_words(const void *one, const void *other)
{
	const struct candidate *a = one, *b = other;

	if ((a->hints.len > 0) != (b->hints.len > 0))
		return a->hints.len > 0 ? -1 : 1;
	return strcmp(a->words->words, b->words->words);
}

static void add_decision(struct work *w, struct words_checking *checking, const struct candidate *candidate,
                         const char *decision, const char *left)
{
	list_add(w->arena, &checking->decisions,
	         ((struct words_decision){ .position = candidate->words->position,
	                                   .version = candidate->words->version,
	                                   .decision = decision,
	                                   .left = left,
	                                   .reason = "recognised",
	                                   .reason_words = "" }));
}

/* What is marked goes, or else the first word. */
static const char *left_of(struct arena *arena, const struct candidate *candidate)
{
	const char *words = candidate->words->words, *rest = strchr(words, ' ');
	const struct hint *hint = candidate->hints.len > 0 ? &candidate->hints.at[0] : NULL;
	const char *wanted =
		hint == NULL ? (rest == NULL ? "" : rest)
			     : shorten_replace(arena, words, text_copy_bytes(arena, words + hint->at, hint->len),
	                                       MARK_PERSON);
	struct shortened shortened = shorten(arena, words, wanted, MARK_PERSON);

	return shortened.became == SHORTEN_DONE ? shortened.left : NULL;
}

bool demo_words(struct work *w, int64_t round)
{
	const struct known_names *nobody = known_names(w->arena, NULL, 0, NULL, 0);
	struct words_checking checking = { .round = round, .keep_rest = true };
	LIST(struct words_check) words = { 0 };
	LIST(struct candidate) candidates = { 0 };
	const char *left;

	if (!words_to_check(w, round, (struct list_any *)(void *)&words))
		return false;
	for (size_t i = 0; i < words.len; i++)
		list_add(w->arena, &candidates,
		         ((struct candidate){ &words.at[i], identify(w->arena, words.at[i].words, nobody) }));
	if (candidates.len < 2)
		return true;
	qsort(candidates.at, candidates.len, sizeof *candidates.at, by_hints_then_words);
	left = left_of(w->arena, &candidates.at[0]);
	if (left != NULL)
		add_decision(w, &checking, &candidates.at[0], "shortened", left);
	add_decision(w, &checking, &candidates.at[1], "held", "");
	return words_check(w, &checking) && words_release(w, round);
}
