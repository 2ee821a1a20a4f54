/* The words of a release as rows, and the few that stand on the front of the results. See culture/results_parts.h. */
#include "base/text.h"
#include "culture/results_parts.h"

#define WORDS_PICKED  4
#define QUOTES_PICKED 3 /* of each kind, where words are all there is */

struct words_list words_of(struct arena *arena, const struct pack *pack, const struct released *released,
                           const char *key)
{
	struct words_list list = { 0 };

	for (size_t i = 0; i < released->words.len; i++) {
		const struct released_words *words = &released->words.at[i];
		const struct pack_criterion *criterion = pack_criterion(pack, words->criterion);

		if (key == NULL || text_equal(key, words->criterion))
			list_add(arena, &list,
			         ((struct words_row){ .criterion = words->criterion,
			                              .name = criterion == NULL ? "" : criterion->name,
			                              .kind = words->kind,
			                              .label = words->label,
			                              .words = words->words }));
	}
	return list;
}

static bool is_about(const struct words_list *list, const char *criterion)
{
	for (size_t i = 0; i < list->len; i++) {
		if (text_equal(list->at[i].criterion, criterion))
			return true;
	}
	return false;
}

struct words_list results_quotes(struct work *w, const struct results_page *page, const char *kind)
{
	struct words_list picked = { 0 };

	for (size_t i = 0; i < page->words.len && picked.len < QUOTES_PICKED; i++) {
		const struct words_row *words = &page->words.at[i];

		if (text_equal(words->kind, kind) && !is_about(&picked, words->criterion))
			list_add(w->arena, &picked, *words);
	}
	return picked;
}

void results_pick_words(struct work *w, struct results_page *page)
{
	for (size_t i = 0; i < page->words.len && page->picked.len < WORDS_PICKED; i++) {
		const struct words_row *words = &page->words.at[i];
		bool heard = text_equal(words->kind, "reason");

		for (size_t k = 0; k < page->picked.len; k++)
			heard = heard || text_equal(page->picked.at[k].label, words->label) ||
			        text_equal(page->picked.at[k].criterion, words->criterion);
		if (!heard)
			list_add(w->arena, &page->picked, *words);
	}
}
