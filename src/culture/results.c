#include "culture/results.h"

#include "base/text.h"
#include "culture/asked.h"
#include "culture/findings.h"
#include "culture/said_picture.h"
#include "store/framework.h"
#include "store/release.h"
#include "web/answer.h"

#define WORDS_PICKED  4
#define QUOTES_PICKED 3 /* of each kind, where words are all there is */

ROW_TYPE(words_row, WORDS_FIELDS);
ROW_TYPE(finding, FINDING_FIELDS);
ROW_TYPE(column_row, COLUMN_FIELDS);
PAGE_TYPE(results, RESULTS_PAGE);

const char *column_name(struct arena *arena, const struct released *released, int64_t voice, int64_t unit)
{
	const struct released_unit *whole = released_unit_of(released, voice, 0);
	const struct released_unit *part = released_unit_of(released, voice, unit);

	if (whole == NULL || part == NULL)
		return "";
	return unit == 0 || text_starts(part->name, whole->name)
	               ? part->name
	               : text_format(arena, "%s: %s", whole->name, part->name);
}

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

static const char *one_line(struct arena *arena, const char *lines)
{
	size_t count;
	char **parts = text_split(arena, lines, '\n', &count);
	const char *line = parts[0];

	for (size_t i = 1; i < count; i++)
		line = text_format(arena, "%s; %s", line, parts[i]);
	return line;
}

static void add_columns(struct work *w, struct results_page *page, const struct released *released)
{
	for (size_t i = 0; i < released->units.len; i++) {
		const struct released_unit *unit = &released->units.at[i];
		const struct released_unit *voice = released_unit_of(released, unit->voice, 0);
		list_add(w->arena, &page->columns,
		         ((struct column_row){ .voice = voice == NULL ? "" : voice->name,
		                               .unit = unit->unit == 0 ? "" : unit->name,
		                               .groups = one_line(w->arena, unit->group_names),
		                               .people = unit->participants }));
	}
}

static bool is_about(const struct words_list *list, const char *criterion)
{
	for (size_t i = 0; i < list->len; i++) {
		if (text_equal(list->at[i].criterion, criterion))
			return true;
	}
	return false;
}

/* The first of a kind, each about another criterion: their order says nothing about who wrote, so neither does the choice. */
static struct words_list pick_quotes(struct work *w, const struct results_page *page, const char *kind)
{
	struct words_list picked = { 0 };

	for (size_t i = 0; i < page->words.len && picked.len < QUOTES_PICKED; i++) {
		const struct words_row *words = &page->words.at[i];

		if (text_equal(words->kind, kind) && !is_about(&picked, words->criterion))
			list_add(w->arena, &picked, *words);
	}
	return picked;
}

/* A few words for the front, each from another voice about another criterion. */
static void pick_words(struct work *w, struct results_page *page)
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

static const char *number_of_people(struct arena *arena, const struct released *released)
{
	const char *counted = figure_text(arena, released->answered);

	if (released->answered.state != FIGURE_SHOWN || released->answered.value < 1)
		return "Too few people of any one voice answered to show figures; they answered";
	return text_format(arena, "%s people answered%s", counted,
	                   released->has_a_few_more ? ", and a few more in voices too small to show" : "");
}

static void say_when(struct work *w, struct results_page *page, const struct released *released)
{
	const char *from = date_text(w->arena, date_at(page->round->opened_at));
	const char *to = date_text(w->arena, date_at(page->round->closed_at));

	if (page->is_empty) {
		page->say = text_format(
			w->arena,
			"There is nothing to show: between %s and %s nobody answered, or fewer than %d people "
			"of any one voice did.",
			from, to, released->threshold);
		return;
	}
	page->say =
		text_format(w->arena,
	                    "%s between %s and %s. Strengths come first; disagreement is shown, never averaged away.",
	                    number_of_people(w->arena, released), from, to);
}

/* The strongest and the furthest apart, in one line each; never a difference that could be chance. */
static void say_what_is_so(struct work *w, struct results_page *page, const struct findings *findings)
{
	const char *strong = page->strengths.len == 0 ? NULL : page->strengths.at[0].name;
	const char *apart =
		findings->apart_is_chance || page->disagreements.len == 0 ? NULL : page->disagreements.at[0].name;

	if (text_equal(page->round->depth, "conversation") && !page->is_empty)
		page->heading = text_format(w->arena, "What people said: %s", page->round->title);
	else if (strong != NULL && apart != NULL)
		page->heading =
			text_format(w->arena, "Our strength is “%s”. We are furthest apart on “%s”.", strong, apart);
	else if (strong != NULL)
		page->heading = text_format(w->arena, "Our strength is “%s”. No voices are clearly apart.", strong);
	else if (apart != NULL)
		page->heading = text_format(w->arena, "We are furthest apart on “%s”.", apart);
	else
		page->heading = text_format(w->arena, "Results of %s", page->round->title);
}

static void say_next(struct work *w, struct results_page *page, const struct findings *findings)
{
	const struct finding *talk = page->disagreements.len > 0 ? &page->disagreements.at[0] : NULL;

	if (talk == NULL)
		return;
	page->has_next = true;
	page->next = (struct next_block){
		.heading = text_format(w->arena, "Next: talk about “%s”", talk->name),
		.why = findings->apart_is_chance
		               ? "It is where the voices differ most, though a gap this size could be chance."
		               : "It is the criterion on which voices are furthest apart. Begin with what works, then "
		                 "hear one "
		                 "person from each end of the picture.",
		.button = "See it up close",
		.url = { text_format(w->arena, "%s%s", page->base, url_to(w->arena, "/:key", talk->criterion).at) }
	};
}

/* The page shows the voices on the criteria and a few words; whoever takes the figures out gets all of it. */
static bool fill(struct work *w, struct results_page *page, enum wanted wants)
{
	unsigned parts = wants == WANTS_HTML ? RELEASE_CRITERIA | RELEASE_SAID | RELEASE_FEW_WORDS : RELEASE_ALL;
	const struct released *released = released_as_asked(w, page->round->id, parts);
	bool is_conversation = text_equal(page->round->depth, "conversation");
	struct findings findings;
	struct results results;
	struct words_list words;

	page->pack = released == NULL ? NULL : pack_of_version(w, page->round->framework_version);
	if (page->pack == NULL)
		return false;
	findings = findings_of(w->arena, page->pack, released);
	page->strengths.len = findings.strengths.len;
	page->strengths.at = findings.strengths.at;
	page->lowest.len = findings.lowest.len;
	page->lowest.at = findings.lowest.at;
	page->disagreements.len = findings.disagreements.len;
	page->disagreements.at = findings.disagreements.at;
	results = results_of(w->arena, page->pack, released);
	if (wants == WANTS_CSV)
		results = results_as_csv(w->arena, &results);
	page->results.len = results.len;
	page->results.at = results.at;
	words = words_of(w->arena, page->pack, released, NULL);
	page->words.len = words.len;
	page->words.at = words.at;
	page->words_in_all = released->words_in_all;
	page->heat = heat_of(w->arena, page->pack, released, page->base);
	page->is_empty = page->words_in_all == 0 && !page->heat.has_shown;
	if (is_conversation) {
		page->picture = page->is_empty ? (struct html){ 0 } : said_picture(w->arena, page->pack, released);
		page->works = pick_quotes(w, page, "strength");
		page->wishes = pick_quotes(w, page, "development");
	} else {
		pick_words(w, page);
	}
	page->has_a_few_more = released->has_a_few_more;
	add_columns(w, page, released);
	say_when(w, page, released);
	say_what_is_so(w, page, &findings);
	say_next(w, page, &findings);
	return true;
}

/* A name that every file system takes: letters and digits, what stands between them a hyphen. */
static const char *file_name_of(struct arena *arena, const char *title, const char *what)
{
	char *name = text_fold(arena, title);
	size_t len = 0;

	for (const char *from = name; *from != '\0'; from++) {
		bool is_plain = (*from >= 'a' && *from <= 'z') || (*from >= '0' && *from <= '9');

		if (is_plain)
			name[len++] = *from;
		else if (len > 0 && name[len - 1] != '-')
			name[len++] = '-';
	}
	while (len > 0 && name[len - 1] == '-')
		len--;
	name[len] = '\0';
	return text_format(arena, "%s-%s.csv", len == 0 ? "round" : name, what);
}

bool answer_of_round(struct work *w, struct request *rq, const struct round *round, const char *what,
                     view_function *view, const struct page_type *type, const void *page)
{
	if (!answer(w, rq, view, type, page))
		return false;
	if (rq->wants == WANTS_CSV)
		rq->answer.file_name = file_name_of(w->arena, round->title, what);
	return true;
}

bool answer_results(struct work *w, struct request *rq, const struct round *round, const char *base)
{
	struct results_page page = { .round = round, .base = base, .place = rq->frame.place };

	if (!text_equal(round->state, "closed")) {
		fault(w, FAULT_CONFLICT,
		      "This round is not closed yet. Results are there when it closes, and not before.");
		return answer_fault(w, rq);
	}
	/* Members only: whoever came by a link has that one round. */
	if (!fill(w, &page, rq->wants) ||
	    (text_starts(base, "/culture/") && !compare_link(w, round, &page.compare)))
		return answer_fault(w, rq);
	page.take_out = (struct take_out){ .what = "All figures",
		                           .csv = { text_format(w->arena, "%s.csv", base) },
		                           .json = { text_format(w->arena, "%s.json", base) } };
	page.all_words = (struct url){ text_format(w->arena, "%s/words", base) };
	rq->frame.title = text_format(w->arena, "Results of %s", round->title);
	return answer_of_round(w, rq, round, "results", VIEW(results, &page));
}
