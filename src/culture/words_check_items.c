/* What there is to check in a round, and what to look at closely in it. See culture/words_check.h. */
#include "base/text.h"
#include "culture/round_words.h"
#include "culture/words_check.h"
#include "culture/words_known.h"
#include "store/framework.h"

bool check_is_open(const struct check_item *item)
{
	return *item->words->decision == '\0';
}

bool check_is_close(const struct check_item *item)
{
	return check_is_open(item) && item->hints.len > 0;
}

const struct check_item *check_item_at(const struct checking *checking, int64_t position)
{
	for (size_t i = 0; i < checking->items.len; i++) {
		if (checking->items.at[i].words->position == position)
			return &checking->items.at[i];
	}
	return NULL;
}

static bool add_items(struct work *w, struct checking *checking)
{
	LIST(struct words_check) words = { 0 };
	const struct known_names *known;

	if (!words_to_check(w, checking->round->id, (struct list_any *)(void *)&words))
		return false;
	known = words_known(w, checking->round, checking->pack);
	if (known == NULL)
		return false;
	for (size_t i = 0; i < words.len; i++)
		list_add(w->arena, &checking->items,
		         ((struct check_item){ &words.at[i], pack_criterion(checking->pack, words.at[i].criterion),
		                               identify(w->arena, words.at[i].words, known) }));
	return true;
}

bool checking_of(struct work *w, const struct request *rq, struct checking *checking)
{
	*checking = (struct checking){ .round = round_by_id(w, path_id(rq, "id")) };
	if (checking->round == NULL)
		return false;
	if (!text_equal(checking->round->state, "closed"))
		return fault(w, FAULT_CONFLICT,
		             "This round is not closed yet. Words are checked when it is, and not before.");
	checking->pack = pack_of_version(w, checking->round->framework_version);
	return checking->pack != NULL && add_items(w, checking);
}

/* ------------------------------------------------------------------ taking out what is marked */

static enum mark mark_of(enum hint_kind kind)
{
	switch (kind) {
	case HINT_MEMBER:
	case HINT_NAME:
		return MARK_NAME;
	case HINT_RELATIVE:
		return MARK_PERSON;
	default:
		return MARK_CONTACT;
	}
}

const char *check_marked(struct arena *arena, const struct check_item *item, const char *text)
{
	for (size_t i = 0; i < item->hints.len; i++) {
		const struct hint *hint = &item->hints.at[i];

		text = shorten_replace(arena, text, text_copy_bytes(arena, item->words->words + hint->at, hint->len),
		                       mark_of(hint->kind));
	}
	return text;
}
