#include "culture/words_check.h"

#include <stdlib.h>

#include "base/text.h"
#include "culture/results.h"
#include "culture/round_words.h"
#include "culture/rounds.h"
#include "culture/theme.h"
#include "store/framework.h"
#include "web/answer.h"

#define A_PAGE 20

PAGE_TYPE(words_checking, WORDS_CHECKING_PAGE);

static const struct pair notices[] = {
	{ "saved", "Saved. Nobody else reads any of it before you release it." },
	{ "released", "The words are released: whoever sees the results reads them now." },
	{ NULL, NULL },
};

/* ------------------------------------------------------------------ which, in what order */

struct chosen {
	size_t len, cap;
	const struct check_item **at;
};

static bool is_chosen(const struct request *rq, const struct check_item *item, bool decided)
{
	const char *criterion = request_query(rq, "criterion");

	return check_is_open(item) != decided && (*criterion == '\0' || text_equal(criterion, item->words->criterion));
}

/* What must be looked at first: what may show somebody; of what is decided, what was not simply kept. */
static bool comes_first(const struct check_item *item)
{
	return check_is_open(item) ? item->hints.len > 0 : !text_equal(item->words->decision, "kept");
}

static int by_turn(const void *one, const void *other)
{
	const struct check_item *a = *(const struct check_item *const *)one,
				*b = *(const struct check_item *const *)other;
	int64_t of_a = a->criterion == NULL ? 0 : a->criterion->number,
		of_b = b->criterion == NULL ? 0 : b->criterion->number;

	if (comes_first(a) != comes_first(b))
		return comes_first(a) ? -1 : 1;
	if (of_a != of_b)
		return of_a < of_b ? -1 : 1;
	return a->words->position < b->words->position ? -1 : 1;
}

static struct chosen choose(struct arena *arena, const struct request *rq, const struct checking *checking,
                            bool decided)
{
	struct chosen chosen = { 0 };

	for (size_t i = 0; i < checking->items.len; i++) {
		if (is_chosen(rq, &checking->items.at[i], decided))
			list_add(arena, &chosen, (const struct check_item *)&checking->items.at[i]);
	}
	if (chosen.len > 1)
		qsort(chosen.at, chosen.len, sizeof chosen.at[0], by_turn);
	return chosen;
}

static const char *heading_of(const struct check_item *item)
{
	if (comes_first(item))
		return check_is_open(item) ? "Look closely" : "Taken out of, or held back";
	return item->criterion == NULL ? item->words->criterion : item->criterion->name;
}

/* ------------------------------------------------------------------ the page */

static void add_choice(struct work *w, const struct request *rq, struct choices *choices, const char *name,
                       const char *value, const char *label)
{
	list_add(w->arena, choices,
	         ((struct choice){ .value = value,
	                           .label = label,
	                           .chosen = *value != '\0' && text_equal(request_query(rq, name), value) }));
}

/* How many of a criterion nobody has decided about. */
static int64_t open_of(const struct checking *checking, const char *criterion)
{
	int64_t count = 0;

	for (size_t i = 0; i < checking->items.len; i++)
		count += check_is_open(&checking->items.at[i]) &&
		         text_equal(checking->items.at[i].words->criterion, criterion);
	return count;
}

static void add_filters(struct work *w, const struct request *rq, const struct checking *checking,
                        struct words_checking_page *page)
{
	add_choice(w, rq, &page->criteria, "criterion", "", "Every criterion");
	for (size_t t = 0; t < checking->pack->themes.len; t++) {
		for (size_t c = 0; c < checking->pack->themes.at[t].criteria.len; c++) {
			const struct pack_criterion *criterion = &checking->pack->themes.at[t].criteria.at[c];
			int64_t open = open_of(checking, criterion->key);

			if (open > 0 || page->is_decided)
				add_choice(w, rq, &page->criteria, "criterion", criterion->key,
				           page->is_decided ? criterion->name
				                            : text_format(w->arena, "%s (%s)", criterion->name,
				                                          text_of_count(w->arena, open)));
		}
	}
	add_choice(w, rq, &page->shows, "show", "", "What is still to be checked");
	add_choice(w, rq, &page->shows, "show", "decided", "What has been checked");
}

static struct url own_url(struct work *w, const struct request *rq, const struct round *round, bool with_page)
{
	static const char *const names[] = { "criterion", "show", "page" };
	struct url url = url_id(w->arena, "/culture/rounds/:id/words/check", round->id);

	for (size_t i = 0; i < (with_page ? 3 : 2); i++) {
		if (*request_query(rq, names[i]) != '\0')
			url = url_with(w->arena, url, names[i], request_query(rq, names[i]));
	}
	return url;
}

static void add_cards(struct work *w, const struct request *rq, const struct checking *checking,
                      struct words_checking_page *page)
{
	struct chosen chosen = choose(w->arena, rq, checking, page->is_decided);
	int64_t count = ((int64_t)chosen.len + A_PAGE - 1) / A_PAGE, number = 1;
	const char *heading = "";

	text_to_int(request_query(rq, "page"), &number);
	number = number > count ? count : number;
	number = number < 1 ? 1 : number;
	for (size_t i = (size_t)(number - 1) * A_PAGE; i < chosen.len && i < (size_t)number * A_PAGE; i++) {
		struct check_card card = check_card(w, rq, chosen.at[i], i + 1);

		if (!text_equal(heading, heading_of(chosen.at[i])))
			card.heading = heading = heading_of(chosen.at[i]);
		page->others += check_is_open(chosen.at[i]) && !check_is_close(chosen.at[i]) && *card.choice == '\0';
		list_add(w->arena, &page->cards, card);
	}
	page->pages = pages_of(w->arena, own_url(w, rq, checking->round, false), number, count);
}

static void count(const struct checking *checking, struct words_checking_page *page)
{
	for (size_t i = 0; i < checking->items.len; i++) {
		const struct check_item *item = &checking->items.at[i];

		page->in_all++;
		page->open += check_is_open(item);
		page->close += check_is_close(item);
		page->kept += text_equal(item->words->decision, "kept");
		page->shortened += text_equal(item->words->decision, "shortened");
		page->held += text_equal(item->words->decision, "held");
	}
}

static void say(struct work *w, struct words_checking_page *page)
{
	const char *closely = page->close == 0 ? ""
	                                       : text_format(w->arena, " %s should be looked at closely: %s first.",
	                                                     text_of_count(w->arena, page->close),
	                                                     page->close == 1 ? "it comes" : "they come");

	page->heading = "Check the words before others read them";
	if (page->in_all == 0)
		page->heading = "The words have been checked";
	if (page->in_all == 0)
		page->say = "They are released, or there were none that may be shown.";
	else if (page->open == 0)
		page->say = text_format(w->arena, "All %s have been checked. Release them when you are sure.",
		                        count_words(w->arena, page->in_all, "comment", "comments"));
	else
		page->say = text_format(w->arena, "%s of %s still to be checked, %s.%s",
		                        text_of_count(w->arena, page->open), text_of_count(w->arena, page->in_all),
		                        minutes_words(w->arena, words_minutes(page->open)), closely);
}

static void say_next(struct work *w, struct words_checking_page *page)
{
	page->has_next = page->in_all > 0 && page->open == 0;
	page->release = url_id(w->arena, "/culture/rounds/:id/words/release", page->round->id);
	page->next = (struct next_block){ .heading = "Next: release the words",
		                          .why = "Once they are released, everybody who sees the results reads them.",
		                          .button = "Release the words",
		                          .url = page->release };
}

/* ------------------------------------------------------------------ afterwards */

static const char *what_words(const char *what)
{
	if (text_equal(what, "held"))
		return "Held back";
	if (text_equal(what, "shortened"))
		return "Something taken out";
	return text_equal(what, "taken out later") ? "Taken out after it had been shown"
	                                           : "Something taken out after it had been shown";
}

static bool add_acts(struct work *w, const struct checking *checking, struct words_checking_page *page)
{
	LIST(struct words_taken_out) acts = { 0 };

	if (!words_taken_out(w, checking->round->id, (struct list_any *)(void *)&acts))
		return false;
	for (size_t i = 0; i < acts.len; i++) {
		const struct words_taken_out *act = &acts.at[i];
		const struct pack_criterion *criterion = pack_criterion(checking->pack, act->criterion);
		const struct words_reason *reason = words_reason_by(act->reason);

		list_add(w->arena, &page->acts,
		         ((struct check_act){ .criterion = criterion == NULL ? act->criterion : criterion->name,
		                              .kind = kind_words(act->kind),
		                              .what = what_words(act->what),
		                              .why = *act->reason_words != '\0' ? act->reason_words
		                                     : reason == NULL           ? ""
		                                                                : reason->says,
		                              .who = act->done_by,
		                              .when = act->done_at }));
	}
	return true;
}

bool show_words_check(struct work *w, struct request *rq)
{
	struct words_checking_page page = { .rq = rq, .is_decided = text_equal(request_query(rq, "show"), "decided") };
	struct checking checking;

	if (!checking_of(w, rq, &checking) || !add_acts(w, &checking, &page))
		return answer_fault(w, rq);
	page.round = checking.round;
	page.action = own_url(w, rq, checking.round, true);
	page.filter = url_id(w->arena, "/culture/rounds/:id/words/check", checking.round->id);
	page.words = round_part_url(w->arena, checking.round->id, "words");
	count(&checking, &page);
	add_filters(w, rq, &checking, &page);
	add_cards(w, rq, &checking, &page);
	say(w, &page);
	say_next(w, &page);
	rq->frame.section = rounds_theme.name;
	rq->frame.title = text_format(w->arena, "Check the words: %s", checking.round->title);
	round_crumbs(w, rq, checking.round);
	frame_notice(rq, notices);
	return answer(w, rq, VIEW(words_checking, &page));
}
