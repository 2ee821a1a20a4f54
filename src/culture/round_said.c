#include "culture/round_said.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "culture/round_words.h"
#include "culture/words_find.h"
#include "store/framework.h"
#include "store/release.h"
#include "store/role.h"
#include "store/words_tag.h"
#include "web/answer.h"

#define A_PAGE 30

ROW_TYPE(said, SAID_FIELDS);
PAGE_TYPE(round_words, ROUND_WORDS_PAGE);

static const struct pair notices[] = {
	{ "taken-out", "It is taken out." },
	{ NULL, NULL },
};

/* ------------------------------------------------------------------ choices */

static void add_choice(struct work *w, const struct request *rq, struct choices *choices, const char *name,
                       const char *value, const char *label)
{
	bool chosen = *value != '\0' && text_equal(request_query(rq, name), value);

	list_add(w->arena, choices, ((struct choice){ .value = value, .label = label, .chosen = chosen }));
}

static void add_criteria(struct work *w, const struct request *rq, struct round_words_page *page,
                         const struct said_list *all)
{
	const char *last = "";

	add_choice(w, rq, &page->criteria, "criterion", "", "Every criterion");
	for (size_t i = 0; i < all->len; i++) {
		if (!text_equal(last, all->at[i].criterion))
			add_choice(w, rq, &page->criteria, "criterion", all->at[i].criterion, all->at[i].name);
		last = all->at[i].criterion;
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

static int by_label(const void *one, const void *other)
{
	return strcmp(((const struct choice *)one)->label, ((const struct choice *)other)->label);
}

/* The names that stand under words, in an order that does not come from theirs. */
static void add_labels(struct work *w, const struct request *rq, struct round_words_page *page,
                       const struct said_list *all)
{
	add_choice(w, rq, &page->labels, "voice", "", "Every voice");
	for (size_t i = 0; i < all->len; i++) {
		if (!has_choice(&page->labels, all->at[i].label))
			add_choice(w, rq, &page->labels, "voice", all->at[i].label, all->at[i].label);
	}
	qsort(page->labels.at + 1, page->labels.len - 1, sizeof *page->labels.at, by_label);
}

static void add_kinds(struct work *w, const struct request *rq, struct round_words_page *page)
{
	static const char *const kinds[] = { "strength", "development", "reason" };

	add_choice(w, rq, &page->kinds, "kind", "", "Everything");
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		add_choice(w, rq, &page->kinds, "kind", kinds[i], kind_words(kinds[i]));
}

static const char *id_text(struct arena *arena, int64_t id)
{
	return text_format(arena, "%lld", (long long)id);
}

static bool add_tags(struct work *w, const struct request *rq, const struct round *round, struct round_words_page *page)
{
	LIST(struct words_tag) tags = { 0 };

	if (!words_tags(w, round->id, (struct list_any *)(void *)&tags))
		return false;
	if (tags.len > 0)
		add_choice(w, rq, &page->tags, "tag", "", "Every tag");
	for (size_t i = 0; i < tags.len; i++)
		add_choice(w, rq, &page->tags, "tag", id_text(w->arena, tags.at[i].id), tags.at[i].name);
	return true;
}

/* ------------------------------------------------------------------ what is wanted */

struct wanted_words {
	const char *criterion, *kind, *voice;
	struct words_sought sought;
	int64_t tag;
	struct words_ties ties; /* of that tag */
};

static bool read_wanted(struct work *w, const struct request *rq, const struct round *round,
                        struct wanted_words *wanted)
{
	struct words_ties all = { 0 };

	*wanted = (struct wanted_words){ .criterion = request_query(rq, "criterion"),
		                         .kind = request_query(rq, "kind"),
		                         .voice = request_query(rq, "voice"),
		                         .sought = words_sought(w->arena, request_query(rq, "q")) };
	if (!text_to_int(request_query(rq, "tag"), &wanted->tag))
		return true;
	if (!words_ties(w, round->id, &all))
		return false;
	for (size_t i = 0; i < all.len; i++) {
		if (all.at[i].tag == wanted->tag)
			list_add(w->arena, &wanted->ties, all.at[i]);
	}
	return true;
}

static bool is_tied(const struct words_ties *ties, int64_t place)
{
	for (size_t i = 0; i < ties->len; i++) {
		if (ties->at[i].place == place)
			return true;
	}
	return false;
}

static bool is_wanted(struct work *w, const struct wanted_words *wanted, const struct said *said)
{
	return (*wanted->criterion == '\0' || text_equal(wanted->criterion, said->criterion)) &&
	       (*wanted->kind == '\0' || text_equal(wanted->kind, said->kind)) &&
	       (*wanted->voice == '\0' || text_equal(wanted->voice, said->label)) &&
	       (wanted->tag == 0 || is_tied(&wanted->ties, said->place)) &&
	       words_found(w->arena, &wanted->sought, said->words);
}

/* ------------------------------------------------------------------ the page */

/* An address with what was chosen after it. */
static struct url as_chosen(struct work *w, const struct request *rq, const char *address)
{
	static const char *const names[] = { "criterion", "kind", "voice", "tag", "q" };
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
static void turn_to(struct work *w, const struct request *rq, const struct round *round, struct round_words_page *page)
{
	int64_t count = ((int64_t)page->words.len + A_PAGE - 1) / A_PAGE, number = 1;
	bool may_plan = page->words_note.may_plan;

	text_to_int(request_query(rq, "page"), &number);
	number = number > count ? count : number;
	number = number < 1 ? 1 : number;
	for (size_t i = (size_t)(number - 1) * A_PAGE; i < page->words.len && i < (size_t)number * A_PAGE; i++) {
		const struct said *said = &page->words.at[i];
		bool goes_on = page->lines.len > 0 && text_equal(said->criterion, said[-1].criterion);
		struct said_line line = { .said = said, .heading = goes_on ? "" : said->name };

		if (may_plan && *said->words != '\0')
			line.take_out = url_to(w->arena, "/culture/rounds/:id/words/:place/take-out",
			                       id_text(w->arena, round->id), id_text(w->arena, said->place));
		list_add(w->arena, &page->lines, line);
	}
	if (count > 1)
		page->here = text_format(w->arena, "Page %lld of %lld", (long long)number, (long long)count);
	if (number > 1)
		page->before = page_url(w, rq, page->action.at, number - 1);
	if (number < count)
		page->after = page_url(w, rq, page->action.at, number + 1);
}

static bool fill(struct work *w, struct request *rq, const struct round *round, struct round_words_page *page)
{
	struct wanted_words wanted;
	struct said_all all;

	if (!said_all(w, round, true, &all) || !read_wanted(w, rq, round, &wanted) || !add_tags(w, rq, round, page) ||
	    !words_note(w, rq, round, &page->words_note))
		return false;
	for (size_t i = 0; i < all.list.len; i++) {
		if (is_wanted(w, &wanted, &all.list.at[i]))
			list_add(w->arena, &page->words, all.list.at[i]);
	}
	add_criteria(w, rq, page, &all.list);
	add_kinds(w, rq, page);
	add_labels(w, rq, page, &all.list);
	page->words_wait = all.released->words_wait;
	page->count = count_words(w->arena, count_of(page->words.len), "comment", "comments");
	page->order =
		all.released->words_were_checked
			? "Word for word as people wrote them, but for what a facilitator took out before anybody "
			  "else read them. Their order says nothing about who wrote. A voice is named only where "
			  "enough people stand behind it."
			: "Word for word, in an order that says nothing about who wrote. A voice is named only "
			  "where enough people stand behind it.";
	return true;
}

bool answer_words(struct work *w, struct request *rq, const struct round *round, const char *base, const char *address)
{
	struct round_words_page page = { .round_title = round->title,
		                         .back = { base },
		                         .is_example = round->is_example,
		                         .place = rq->frame.place,
		                         .sought = request_query(rq, "q"),
		                         .action = { address } };

	if (!fill(w, rq, round, &page))
		return answer_fault(w, rq);
	rq->frame.title = text_format(w->arena, "What people said: %s", round->title);
	turn_to(w, rq, round, &page);
	if (!page.words_wait && text_starts(address, "/culture/"))
		page.tags_url = url_id(w->arena, "/culture/rounds/:id/words/tags", round->id);
	page.take_out = (struct take_out){ .what = "These comments",
		                           .csv = as_chosen(w, rq, text_format(w->arena, "%s.csv", address)),
		                           .json = as_chosen(w, rq, text_format(w->arena, "%s.json", address)) };
	frame_notice(rq, notices);
	return answer_of_round(w, rq, round, "words", VIEW(round_words, &page));
}
