/* What is not compared, and what a reader must know before believing the rest. See culture/compare_says.h. */
#include "base/text.h"
#include "culture/again.h"
#include "culture/compare_says.h"

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
		list_add(c->arena, &says,
		         (const char *)text_format(c->arena, "%s: %s.", why, texts_joined(c->arena, &names)));
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
		     "The two rounds went to a different depth, so only criteria are compared, not single statements. "
		     "People "
		     "who also rate each statement may place a criterion otherwise.");
	if (noted > 0)
		warn(c, cautions,
		     text_format(c->arena,
		                 "The framework changed between the rounds: %s asked in other words, and %s so.",
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
	     "Whether other people answered. “Who answered” shows the make-up of both rounds. A criterion counts as "
	     "moved "
	     "only when all answers together and the voices one by one both say so; within a voice others may have "
	     "answered.");
	warn(c, &cautions, "What those think who did not answer: whoever answers has chosen to.");
	warn(c, &cautions, "Why something moved, or whether anybody’s work moved it.");
	warn(c, &cautions,
	     "That what shows no sign of a change is the same. Among few people only a large change can be told from "
	     "chance. "
	     "To stay is neither good nor bad by itself.");
	warn_of_questions(c, &cautions);
	return cautions;
}
