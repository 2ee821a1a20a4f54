#include "store/signal.h"

#include <string.h>

#include "base/text.h"
#include "store/signal_queries.h"

const struct signal_kind signal_kinds[] = {
	{ "prescribed-groups", "Prescribed groups that were asked in the latest closed round", "prescribed groups",
	  "culture.partnership.1 culture.partnership.2",
	  "It does not say whether they were asked at the right time, or listened to.", "/culture/rounds",
	  SIGNAL_PRESCRIBED, true, ask_prescribed },
	{ "voices-heard", "Voices in which enough people answered to be shown, in the latest closed round",
	  "voices asked", "culture.partnership.1 analyse.data.4",
	  "That a voice is small does not say why: whom the invitation reached is not recorded.", "/culture/rounds",
	  SIGNAL_VOICES, true, ask_voices },
	{ "dissent-recorded", "Agreed positions with somebody’s dissent in their own words", "positions",
	  "culture.partnership.4",
	  "Where none is recorded, people may have agreed, or may not have felt free to differ.", "/culture/rounds",
	  SIGNAL_DISSENT, true, ask_dissent },
	{ "results-given-back", "Closed rounds whose results were shown to those who answered", "closed rounds",
	  "culture.leadership.5 culture.partnership.1", "It does not say how many of them looked.", "/culture/rounds",
	  SIGNAL_GIVEN_BACK, true, ask_given_back },
	{ "positions-agreed", "Criteria of the latest closed round on which a position was recorded", "criteria",
	  "culture.leadership.5 review.strategy.2", "A talk that was held and not written down is not counted.",
	  "/culture/rounds", SIGNAL_POSITIONS, true, ask_positions },
	{ "actions-owned", "Open actions whose owner is still here", "open actions",
	  "culture.leadership.1 deliver.redesign.1", "An owner on paper may not have the time or the say to do it.",
	  "/culture/actions", SIGNAL_OWNED, true, ask_owned },
	{ "themes-practised", "Workshops written down that say what will be tried", "workshops written down",
	  "culture.capacity.3 culture.capacity.4", "Practice that nobody wrote down here is not counted.",
	  "/culture/develop", SIGNAL_TRIED, true, ask_tried },
	{ "positions-on-words", "Agreed positions that rest on what people wrote", "positions",
	  "analyse.data.2 analyse.interpret.3", "It says that words were ticked, not that they were weighed.",
	  "/culture/rounds", SIGNAL_ON_WORDS, true, ask_on_words },
	{ "options-with-people", "Groups of users and carers asked about options, in the latest closed round",
	  "groups of users and carers", "plan.options.1 plan.options.2",
	  "Being asked in a round is not the same as growing options together.", "/culture/rounds", SIGNAL_OPTIONS,
	  true, ask_options },
	{ "actions-done", "Actions that are done", "actions", "deliver.redesign.1 review.strategy.4",
	  "A large action counts as one, and so does a small one.", "/culture/actions", SIGNAL_DONE, true, ask_done },
	{ "actions-lapsed", "Open actions whose day has passed", "open actions",
	  "review.strategy.4 culture.leadership.1",
	  "Some days were set too early. That a day was moved is in the action’s history.", "/culture/actions/lapsed",
	  SIGNAL_LAPSED, false, ask_lapsed },
	{ "let-go-with-reason", "Ended actions that were let go, with the reason written down", "ended actions",
	  "review.strategy.3", "To let go of something can be wise. The reasons have to be read.", "/culture/actions",
	  SIGNAL_LET_GO, false, ask_let_go },
	{ "built-on-strengths", "Actions that build on a strength", "actions", "review.learning.2",
	  "There is no right share: it shows where attention goes.", "/culture/actions", SIGNAL_STRENGTHS, false,
	  ask_strengths },
	{ "tried-and-told", "Things teams set out to try, and said what came of it", "that are due to be looked at",
	  "review.learning.1 review.outcomes.2", "It does not say whether others heard of it.", "/culture/develop",
	  SIGNAL_TOLD, true, ask_told },
};

const size_t signal_kinds_count = sizeof signal_kinds / sizeof signal_kinds[0];

const struct signal_kind *signal_kind_by_key(const char *key)
{
	for (size_t i = 0; i < signal_kinds_count; i++) {
		if (text_equal(signal_kinds[i].key, key))
			return &signal_kinds[i];
	}
	return NULL;
}

/* "plan.options.1" and "plan.options" both; never "plan.option". */
bool signal_bears_on(const struct signal_kind *kind, const char *item)
{
	size_t len = strlen(item);

	for (const char *id = kind->bears_on; *id != '\0'; id += strspn(id, " ")) {
		size_t id_len = strcspn(id, " ");

		if (id_len >= len && strncmp(id, item, len) == 0 && (id_len == len || id[len] == '.'))
			return true;
		id += id_len;
	}
	return false;
}

bool signal_read(struct work *w, const struct signal_kind *kind, struct signal_read *read)
{
	const struct rows *rows = kind->ask(w, date_at(w->now));

	if (rows == NULL)
		return false;
	*read = (struct signal_read){ kind, row_int(rows, 0, 0), row_int(rows, 0, 1) };
	return true;
}

bool signals_read(struct work *w, const char *item, struct signal_list *list)
{
	for (size_t i = 0; i < signal_kinds_count; i++) {
		struct signal_read read;

		if (item != NULL && !signal_bears_on(&signal_kinds[i], item))
			continue;
		if (!signal_read(w, &signal_kinds[i], &read))
			return false;
		list_add(w->arena, list, read);
	}
	return true;
}
