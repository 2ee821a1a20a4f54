#include "site/search.h"

#include <stdio.h>

#include "base/command.h"
#include "base/text.h"
#include "base/url.h"
#include "store/framework.h"
#include "store/partnership.h"
#include "store/search_due.h"
#include "store/search_rebuild.h"
#include "web/answer.h"

ROW_TYPE(search_row, SEARCH_ROW_FIELDS);
PAGE_TYPE(search, SEARCH_PAGE);

/* ------------------------------------------------------------------ what is found */

/* The credit that stands wherever the official wording does; each once on the page. */
static bool credit_of(struct work *w, const struct search_hit *hit, struct sentences *credits, const char **credit)
{
	const struct framework *framework = framework_by_id(w, hit->record_id);
	const struct pack *pack = framework == NULL ? NULL : pack_of_version(w, framework->current);

	if (pack == NULL)
		return false;
	*credit = pack->credit;
	for (size_t i = 0; i < credits->len; i++) {
		if (text_equal(credits->at[i], pack->credit))
			return true;
	}
	list_add(w->arena, credits, pack->credit);
	return true;
}

/* An official sentence is shown whole, as it is, or not at all. */
static bool add_hit(struct work *w, struct search_page *page, const struct search_query *query,
                    const struct search_hit *hit)
{
	bool is_official = hit->record == SEARCH_STATEMENT && *hit->said != '\0';
	struct search_row row = { .title = hit->title, .place = hit->place, .at = hit->at, .credit = "" };
	struct search_line line = { .place = hit->place };

	if (!search_kind_of(w, hit, &row.kind, &line.url))
		return true;
	if (is_official && !credit_of(w, hit, &page->credits, &row.credit))
		return false;
	row.said = is_official ? hit->said : search_excerpt(w->arena, query, hit->said);
	row.address = line.url.at;
	line.kind = row.kind;
	line.title = search_marked(w->arena, query, hit->title);
	line.said = search_marked(w->arena, query, row.said);
	list_add(w->arena, &page->rows, row);
	list_add(w->arena, &page->lines, line);
	return true;
}

static bool find(struct work *w, struct search_page *page, const struct search_query *query)
{
	struct search_found found;
	const struct search_hit *hit;

	if (!search_find(w, query, &found))
		return false;
	page->found = found.in_all;
	page->more = found.in_all - count_of(found.hits.len);
	for EACH(hit, &found.hits) {
		if (!add_hit(w, page, query, hit))
			return false;
	}
	return true;
}

/* ------------------------------------------------------------------ in words */

static const char *heading(struct arena *arena, const struct search_page *page, const struct search_query *query)
{
	if (!page->was_asked)
		return "What can be found";
	if (query->count == 0)
		return "There is nothing in that to look for";
	if (page->found == 0)
		return text_format(arena, "Nothing was found for “%s”", query->typed);
	return text_format(arena, "%s found for “%s”", text_of_count(arena, page->found), query->typed);
}

static void say(struct work *w, struct search_page *page, const char *sentence)
{
	list_add(w->arena, &page->advice, sentence);
}

static void advise_on_nothing(struct work *w, struct search_page *page, const struct search_query *query)
{
	if (query->count > 1)
		say(w, page, "Try fewer words: only what has all of them is found.");
	say(w, page, "Try another word for it, or only its beginning: “plan” finds planning, too.");
	say(w, page, "What people say in a round is found once the round is closed, and only what may be shown.");
}

static void advise(struct work *w, struct search_page *page, const struct search_query *query)
{
	if (query->was_cut)
		say(w, page,
		    "That was more than is looked for at once: only the first 8 words, or the first 200 characters, "
		    "were.");
	if (!page->was_asked)
		say(w, page,
		    "Rounds, frameworks with their criteria and statements, groups, and what people said in rounds "
		    "that "
		    "are closed. All the words you type must be there; of the last, its beginning is enough.");
	else if (query->count == 0)
		say(w, page, "Type at least one word of two letters or more.");
	else if (page->found == 0)
		advise_on_nothing(w, page, query);
	else if (page->more > 0)
		say(w, page,
		    text_format(w->arena, "The first %lld are below. There are %s more: add a word to find fewer.",
		                (long long)(page->found - page->more), text_of_count(w->arena, page->more)));
}

static bool say_what_is_coming(struct work *w, struct search_page *page)
{
	struct search_coming coming;

	if (!search_coming(w, &coming))
		return false;
	if (coming.is_everything)
		list_add(w->arena, &page->coming,
		         "The search is just being made ready, so something may be missing here. Look again in a few "
		         "minutes.");
	for (size_t i = 0; i < coming.rounds.len; i++)
		list_add(w->arena, &page->coming,
		         text_format(w->arena,
		                     "What people said in %s is still being added. Look again in a few minutes.",
		                     coming.rounds.at[i]));
	return true;
}

/* ------------------------------------------------------------------ the page */

bool show_search(struct work *w, struct request *rq)
{
	struct search_query query = search_query_of(w->arena, request_query(rq, "q"));
	struct search_page page = { .typed = query.typed, .was_asked = *query.typed != '\0' };

	if (!find(w, &page, &query) || !say_what_is_coming(w, &page))
		return answer_fault(w, rq);
	advise(w, &page, &query);
	page.heading = heading(w->arena, &page, &query);
	page.csv = url_with(w->arena, url_to(w->arena, "/search.csv"), "q", query.typed);
	page.json = url_with(w->arena, url_to(w->arena, "/search.json"), "q", query.typed);
	rq->frame.search = (struct url){ 0 }; /* the page has its own */
	if (page.was_asked)
		rq->frame.title = text_format(w->arena, "Search: %s", query.typed);
	return answer(w, rq, VIEW(search, &page));
}

static const struct route search_routes[] = { { GET, "/search", SHOW(show_search), MAY_READ, READS, "Search" }, { 0 } };

/* ------------------------------------------------------------------ by command */

static bool goes_on(void *context, int64_t done, int64_t all)
{
	(void)context, (void)done, (void)all;
	return true;
}

static bool rebuild(struct work *w, const struct partnership *partnership)
{
	const struct search_watch watch = { goes_on, NULL };
	int64_t added;

	w->partnership = partnership->id;
	if (!search_rebuild(w, &watch, &added))
		return false;
	printf("%s: made anew, with %s comments.\n", partnership->name, text_of_count(w->arena, added));
	return true;
}

static bool run_rebuild(struct work *w, int count, char **words)
{
	const char *name = command_option(count, words, "partnership");
	const struct partnership *one = name == NULL ? NULL : partnership_named(w, name);
	LIST(struct partnership) all = { 0 };

	if (name != NULL)
		return one != NULL && rebuild(w, one);
	if (!partnerships_all(w, (struct list_any *)(void *)&all))
		return false;
	for (size_t i = 0; i < all.len; i++) {
		if (!rebuild(w, &all.at[i]))
			return false;
	}
	return true;
}

static const struct command search_commands[] = {
	{ "search rebuild", "[--partnership NAME]", "Make the search anew from the records",
	  "For when something that is there is not found. It can be done while Cairn is in use; until it ends, the "
	  "page of "
	  "the search says that something may be missing. Without --partnership it is done for each of them.",
	  NEEDS_DATABASE, run_rebuild },
	{ 0 },
};

/* Not in the menu: it has its place in the header. */
const struct theme search_theme = { "", "/search", MAY_READ, search_routes, search_commands, NULL };
