#include "base/text.h"
#include "culture/criterion.h"
#include "store/framework.h"
#include "store/release.h"
#include "web/answer.h"

#define A_PAGE 30

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

static bool has_choice(const struct choices *choices, const char *value)
{
	for (size_t i = 0; i < choices->len; i++) {
		if (text_equal(choices->at[i].value, value))
			return true;
	}
	return false;
}

/* The names that stand under words. */
static void add_labels(struct work *w, struct request *rq, struct round_words_page *page, const struct words_list *all)
{
	list_add(w->arena, &page->labels, ((struct choice){ .value = "", .label = "Every voice" }));
	for (size_t i = 0; i < all->len; i++) {
		const char *label = all->at[i].label;

		if (!has_choice(&page->labels, label))
			list_add(w->arena, &page->labels,
			         ((struct choice){ .value = label,
			                           .label = label,
			                           .chosen = text_equal(request_query(rq, "voice"), label) }));
	}
}

/* In the framework's order; those of a criterion stay in theirs, which says nothing. */
static struct words_list in_order(struct arena *arena, const struct pack *pack, const struct words_list *all)
{
	struct words_list ordered = { 0 };

	for (size_t t = 0; t < pack->themes.len; t++) {
		for (size_t c = 0; c < pack->themes.at[t].criteria.len; c++) {
			for (size_t i = 0; i < all->len; i++) {
				if (text_equal(all->at[i].criterion, pack->themes.at[t].criteria.at[c].key))
					list_add(arena, &ordered, all->at[i]);
			}
		}
	}
	return ordered;
}

static bool is_wanted(const struct request *rq, const struct words_row *words)
{
	const char *key = request_query(rq, "criterion"), *kind = request_query(rq, "kind"),
		   *voice = request_query(rq, "voice");

	return (*key == '\0' || text_equal(key, words->criterion)) &&
	       (*kind == '\0' || text_equal(kind, words->kind)) && (*voice == '\0' || text_equal(voice, words->label));
}

/* An address with what was chosen after it. */
static struct url as_chosen(struct work *w, const struct request *rq, const char *address)
{
	static const char *const names[] = { "criterion", "kind", "voice" };
	struct url url = { address };

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		if (*request_query(rq, names[i]) != '\0')
			url = url_with(w->arena, url, names[i], request_query(rq, names[i]));
	}
	return url;
}

static struct url page_url(struct work *w, const struct request *rq, const char *address, int64_t number)
{
	return url_with(w->arena, as_chosen(w, rq, address), "page", text_format(w->arena, "%lld", (long long)number));
}

/* Which lines are on the page asked for; a page that is not there is the nearest one. */
static void turn_to(struct work *w, const struct request *rq, struct round_words_page *page)
{
	int64_t count = ((int64_t)page->words.len + A_PAGE - 1) / A_PAGE, number = 1;

	text_to_int(request_query(rq, "page"), &number);
	number = number > count ? count : number;
	number = number < 1 ? 1 : number;
	for (size_t i = (size_t)(number - 1) * A_PAGE; i < page->words.len && i < (size_t)number * A_PAGE; i++) {
		const struct words_row *words = &page->words.at[i];
		bool goes_on = page->lines.len > 0 && text_equal(words->criterion, words[-1].criterion);

		list_add(w->arena, &page->lines, ((struct said_line){ words, goes_on ? "" : words->name }));
	}
	if (count > 1)
		page->here = text_format(w->arena, "Page %lld of %lld", (long long)number, (long long)count);
	if (number > 1)
		page->before = page_url(w, rq, page->action.at, number - 1);
	if (number < count)
		page->after = page_url(w, rq, page->action.at, number + 1);
}

/* All that was said and released, or what is asked of it: a page at a time for people, the whole as a file. */
bool answer_words(struct work *w, struct request *rq, const struct round *round, const char *base)
{
	struct round_words_page page = {
		.round_title = round->title, .back = { base }, .is_example = round->is_example, .place = rq->frame.place
	};
	const struct released *released = release_by_round(w, round->id, RELEASE_WORDS);
	const struct pack *pack = released == NULL ? NULL : pack_of_version(w, round->framework_version);
	struct words_list all;

	if (pack == NULL)
		return answer_fault(w, rq);
	all = words_of(w->arena, pack, released, NULL);
	all = in_order(w->arena, pack, &all);
	for (size_t i = 0; i < all.len; i++) {
		if (is_wanted(rq, &all.at[i]))
			list_add(w->arena, &page.words, all.at[i]);
	}
	add_choices(w, rq, &page, pack, &all);
	add_labels(w, rq, &page, &all);
	page.action = (struct url){ text_format(w->arena, "%s/words", base) };
	rq->frame.title = text_format(w->arena, "What people said: %s", round->title);
	turn_to(w, rq, &page);
	page.take_out = (struct take_out){ .what = "These comments",
		                           .csv = as_chosen(w, rq, text_format(w->arena, "%s.csv", page.action.at)),
		                           .json = as_chosen(w, rq, text_format(w->arena, "%s.json", page.action.at)) };
	return answer_of_round(w, rq, round, "words", VIEW(round_words, &page));
}
