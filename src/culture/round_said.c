#include "base/text.h"
#include "culture/criterion.h"
#include "store/framework.h"
#include "store/release.h"
#include "web/answer.h"

PAGE_TYPE(round_words, ROUND_WORDS_PAGE);

static void add_choices(struct work *w, struct request *rq, struct round_words_page *page, const struct pack *pack,
                        const struct words_list *all)
{
	static const struct choice kinds[] = { { .value = "", .label = "Everything" },
		                               { .value = "strength", .label = "What already works" },
		                               { .value = "development", .label = "What would make it better" },
		                               { .value = "reason", .label = "Why it does not apply" } };
	const char *seen = "";

	list_add(w->arena, &page->criteria, ((struct choice){ .value = "", .label = "Every criterion" }));
	for (size_t i = 0; i < all->len; i++) {
		const struct pack_criterion *criterion = pack_criterion(pack, all->at[i].criterion);

		if (criterion == NULL || text_equal(seen, criterion->key))
			continue;
		seen = criterion->key;
		list_add(w->arena, &page->criteria,
		         ((struct choice){ .value = criterion->key,
		                           .label = criterion->name,
		                           .chosen = text_equal(request_query(rq, "criterion"), criterion->key) }));
	}
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		struct choice kind = kinds[i];

		kind.chosen = text_equal(request_query(rq, "kind"), kind.value);
		list_add(w->arena, &page->kinds, kind);
	}
}

/* All that was said and released, or what is asked of it. */
bool answer_words(struct work *w, struct request *rq, const struct round *round, const char *base)
{
	struct round_words_page page = { .round_title = round->title, .back = { base }, .is_example = round->is_example };
	const struct released *released = release_by_round(w, round->id, RELEASE_WORDS);
	const struct pack *pack = released == NULL ? NULL : pack_of_version(w, round->framework_version);
	const char *key = request_query(rq, "criterion"), *kind = request_query(rq, "kind");
	struct words_list all;

	if (pack == NULL)
		return answer_fault(w, rq);
	all = words_of(w->arena, pack, released, NULL);
	for (size_t i = 0; i < all.len; i++) {
		if ((*key == '\0' || text_equal(key, all.at[i].criterion)) && (*kind == '\0' || text_equal(kind, all.at[i].kind)))
			list_add(w->arena, &page.words, all.at[i]);
	}
	add_choices(w, rq, &page, pack, &all);
	page.action = (struct url){ text_format(w->arena, "%s/words", base) };
	rq->frame.title = text_format(w->arena, "What people said: %s", round->title);
	return answer(w, rq, VIEW(round_words, &page));
}
