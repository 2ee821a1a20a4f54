#include "culture/criterion.h"

#include "base/text.h"
#include "culture/close_up.h"
#include "culture/signals.h"
#include "web/answer.h"

#define QUOTES_FIRST 3

PAGE_TYPE(criterion, CRITERION_PAGE);

static struct words_list of_kind(struct arena *arena, const struct words_list *words, const char *kind)
{
	struct words_list some = { 0 };

	for (size_t i = 0; i < words->len; i++) {
		if (text_equal(words->at[i].kind, kind))
			list_add(arena, &some, words->at[i]);
	}
	return some;
}

static struct quotes quotes_of(struct arena *arena, const struct words_list *words, const char *kind)
{
	struct words_list all = of_kind(arena, words, kind);
	struct quotes quotes = { .all = "" };

	for (size_t i = 0; i < all.len; i++) {
		if (i < QUOTES_FIRST)
			list_add(arena, &quotes.first, all.at[i]);
		else
			list_add(arena, &quotes.rest, all.at[i]);
	}
	if (quotes.rest.len > 0)
		quotes.all = text_format(arena, "Show all %zu", all.len);
	return quotes;
}

/* The official sentences, where people answered before they were loaded: what was asked is not rewritten afterwards. */
static struct official_list official_of(const struct close_up *up)
{
	struct official_list list = { 0 };

	if (up->wording.source == NULL || up->was_official)
		return list;
	for (size_t i = 0; i < up->criterion->statements.len; i++) {
		const struct pack_statement *statement = &up->criterion->statements.at[i];

		list_add(up->arena, &list,
		         ((struct official){ statement->label, statement_said(&up->wording, statement) }));
	}
	return list;
}

/* The criteria before and after it that the round asked about. */
static void add_neighbours(const struct close_up *up, struct criterion_page *page, const char *base)
{
	const struct pack_criterion *last = NULL;
	bool passed = false;

	for (size_t t = 0; t < up->pack->themes.len; t++) {
		for (size_t c = 0; c < up->pack->themes.at[t].criteria.len; c++) {
			const struct pack_criterion *one = &up->pack->themes.at[t].criteria.at[c];
			struct url url = { text_format(up->arena, "%s%s", base,
				                       url_to(up->arena, "/:key", one->key).at) };

			if (one == up->criterion) {
				passed = true;
			} else if (released_cell_of(up->released, one->key, 0, 0) == NULL &&
			           released_said_of(up->released, one->key, 0) == NULL) {
				continue;
			} else if (!passed) {
				page->before = url;
				page->before_name = one->name;
			} else if (last == NULL) {
				page->after = url;
				page->after_name = one->name;
				last = one;
			}
		}
	}
}

/* Each file has an address under the criterion's, for members and for who answered alike. */
static bool add_evidence(struct work *w, const struct round *round, const char *base, struct criterion_page *page)
{
	struct evidence_list list = { 0 };

	if (!evidence_shown(w, round->id, page->key, &list))
		return false;
	for (size_t i = 0; i < list.len; i++) {
		struct url file = { text_format(w->arena, "%s%s", base,
			                        url_to(w->arena, "/:criterion/evidence/:evidence", page->key,
			                               text_of_int(w->arena, list.at[i].id))
			                                .at) };

		list_add(w->arena, &page->pieces, evidence_piece(w->arena, &list.at[i], file));
	}
	list_share(&page->evidence, &list);
	return true;
}

/* "culture-partnership" */
static const char *file_part(struct arena *arena, const char *key)
{
	char *part = text_copy(arena, key);

	for (char *c = part; *c != '\0'; c++) {
		if (*c == '.')
			*c = '-';
	}
	return part;
}

bool answer_criterion(struct work *w, struct request *rq, const struct round *round, const char *base, const char *key)
{
	struct criterion_page page = {
		.key = key, .round_title = round->title, .is_example = round->is_example, .place = rq->frame.place
	};
	struct close_up up;
	const char *own_path = url_to(w->arena, "/:key", key).at;
	struct words_list words;

	if (!close_up_of(w, round, key, &up) || !words_note(w, rq, round, &page.words_note) ||
	    !add_evidence(w, round, base, &page) ||
	    !signals_on_criterion(w, up.pack, up.released, key, false, &page.records) ||
	    !agreed_on_criterion(w, up.pack, up.released, key, &page.agreed_section) ||
	    !agreed_rows_on(w, up.pack, round->id, key, (struct agreed_list *)(void *)&page.agreed,
	                    (struct dissent_rows *)(void *)&page.dissents))
		return answer_fault(w, rq);
	words = words_of(w->arena, up.pack, up.released, key);
	page.criterion = up.criterion;
	page.name = up.criterion->name;
	list_share(&page.words, &words);
	page.words_wait = up.released->words_wait;
	page.dots = close_up_picture(&up);
	page.statements = close_up_statements(&up);
	page.strengths = quotes_of(w->arena, &words, "strength");
	page.developments = quotes_of(w->arena, &words, "development");
	page.reasons = quotes_of(w->arena, &words, "reason");
	page.whole = close_up_whole(&up);
	page.official = official_of(&up);
	page.back = (struct url){ base };
	page.credit = up.wording.source == NULL ? "" : up.pack->credit;
	add_neighbours(&up, &page, base);
	if (rq->wants == WANTS_CSV)
		up.results = results_as_csv(w->arena, &up.results);
	list_share(&page.results, &up.results);
	rq->frame.title = text_format(w->arena, "%s: %s", up.criterion->name, round->title);
	page.take_out = (struct take_out){ .what = "The figures of this criterion",
		                           .csv = { text_format(w->arena, "%s%s.csv", base, own_path) },
		                           .json = { text_format(w->arena, "%s%s.json", base, own_path) } };
	return answer_of_round(w, rq, round, file_part(w->arena, key), VIEW(criterion, &page));
}
