#include "culture/action_history.h"

#include "base/text.h"

/* Adds a sentence to those that are there. */
static void say(struct arena *arena, const char **all, const char *sentence)
{
	*all = **all == '\0' ? sentence : text_format(arena, "%s %s", *all, sentence);
}

static const char *waited_for(const struct action_lines *all, int64_t id)
{
	const struct action_line *line = action_line_of(all, id);

	return line == NULL ? "" : line->what;
}

static const char *first_words(struct arena *arena, const struct action_said *first)
{
	return text_format(arena, "Written down: %s, by %s.", first->owner_name, date_text(arena, first->due_on));
}

static const char *changed_words(struct arena *arena, const struct action_said *was, const struct action_said *now,
                                 const struct action_lines *all)
{
	const char *words = "";

	if (!text_equal(was->status, now->status))
		say(arena, &words, text_format(arena, "%s.", action_status_label(now->status)));
	if (was->due_on.days != now->due_on.days)
		say(arena, &words,
		    text_format(arena, "New day: %s (was %s).", date_text(arena, now->due_on),
		                date_text(arena, was->due_on)));
	if (!text_equal(was->owner_name, now->owner_name))
		say(arena, &words, text_format(arena, "New owner: %s (was %s).", now->owner_name, was->owner_name));
	if (!text_equal(was->what, now->what))
		say(arena, &words, text_format(arena, "It was: “%s”.", was->what));
	if (!text_equal(was->kind, now->kind))
		say(arena, &words, text_format(arena, "%s.", action_kind_words(now->kind)));
	if (was->waits_for != now->waits_for)
		say(arena, &words,
		    now->waits_for == 0 ? "It waits for nothing any more."
		                        : text_format(arena, "It waits for: %s", waited_for(all, now->waits_for)));
	return words;
}

struct action_steps action_steps(struct arena *arena, const struct action_history *history,
                                 const struct action_lines *all)
{
	struct action_steps steps = { 0 };

	for (size_t i = history->len; i > 0; i--) {
		const struct action_said *now = &history->at[i - 1];

		list_add(arena, &steps,
		         ((struct action_step){ now->at, *now->who == '\0' ? "Cairn" : now->who, now->said,
		                                i == 1 ? first_words(arena, now)
		                                       : changed_words(arena, &history->at[i - 2], now, all) }));
	}
	return steps;
}
