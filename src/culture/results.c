#include "culture/results.h"

#include "base/text.h"
#include "culture/results_parts.h"
#include "culture/round_words.h"
#include "store/framework.h"
#include "store/role.h"
#include "web/answer.h"

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

/* The page shows the voices on the criteria and a few words; whoever takes the figures out gets all of it. */
static bool fill(struct work *w, struct results_page *page, enum wanted wants)
{
	unsigned parts = wants == WANTS_HTML ? RELEASE_CRITERIA | RELEASE_SAID | RELEASE_FEW_WORDS : RELEASE_ALL;

	return results_fill(w, page, release_by_round(w, page->round->id, parts), wants);
}

bool results_fill(struct work *w, struct results_page *page, const struct released *released, enum wanted wants)
{
	bool is_conversation = text_equal(page->round->depth, "conversation");
	struct findings findings;
	struct results results;
	struct words_list words;

	page->pack = released == NULL ? NULL : pack_of_version(w, page->round->framework_version);
	if (page->pack == NULL)
		return false;
	findings = findings_of(w->arena, page->pack, released);
	list_share(&page->strengths, &findings.strengths);
	list_share(&page->lowest, &findings.lowest);
	list_share(&page->disagreements, &findings.disagreements);
	results = results_of(w->arena, page->pack, released);
	if (wants == WANTS_CSV)
		results = results_as_csv(w->arena, &results);
	list_share(&page->results, &results);
	words = words_of(w->arena, page->pack, released, NULL);
	list_share(&page->words, &words);
	page->words_in_all = released->words_in_all;
	page->words_wait = released->words_wait;
	page->heat = heat_of(w->arena, page->pack, released, page->base);
	page->is_empty = page->words_in_all == 0 && !page->words_wait && !page->heat.has_shown;
	page->read_all = page->words_in_all == 1 ? "Read the one comment"
	                                         : text_format(w->arena, "Read all %s comments",
	                                                       text_of_count(w->arena, page->words_in_all));
	if (is_conversation) {
		struct wrote_rows rows = wrote_rows(w->arena, page->pack, released);

		page->wrote.len = rows.len;
		page->wrote.at = rows.at;
		if (!page->is_empty)
			page->picture = said_picture(w->arena, page->pack, released, &rows);
		page->works = results_quotes(w, page, "strength");
		page->wishes = results_quotes(w, page, "development");
	} else {
		results_pick_words(w, page);
	}
	page->has_a_few_more = released->has_a_few_more;
	add_columns(w, page, released);
	results_say_when(w, page, released);
	results_say_what_is_so(w, page, &findings);
	results_say_beside(w, page, &findings);
	results_say_next(w, page, &findings);
	return true;
}

bool answer_of_round(struct work *w, struct request *rq, const struct round *round, const char *what,
                     view_function *view, const struct page_type *type, const void *page)
{
	if (!answer(w, rq, view, type, page))
		return false;
	if (rq->wants == WANTS_CSV)
		rq->answer.file_name = round_file_name(w->arena, round, what, "csv");
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
	if (!fill(w, &page, rq->wants) || !agreed_in_results(w, page.pack, round->id, base, &page.agreed_section) ||
	    !agreed_rows(w, page.pack, round->id, (struct agreed_list *)(void *)&page.agreed,
	                 (struct dissent_rows *)(void *)&page.dissents) ||
	    (text_starts(base, "/culture/") &&
	     !compare_link(w, round, &page.compare))) /* whoever came by a link has that one round */
		return answer_fault(w, rq);
	page.take_out = (struct take_out){ .what = "All figures",
		                           .csv = { text_format(w->arena, "%s.csv", base) },
		                           .json = { text_format(w->arena, "%s.json", base) } };
	page.all_words = words_address(w, round, base);
	if (!words_note(w, rq, round, &page.words_note) || !tag_lines(w, round, page.all_words, &page.tags))
		return answer_fault(w, rq);
	if (role_may(w->role, MAY_READ) && text_starts(base, "/culture/")) {
		page.records = url_to(w->arena, "/culture/signals");
		page.report = url_id(w->arena, "/culture/rounds/:id/report", round->id);
	}
	rq->frame.title = text_format(w->arena, "Results of %s", round->title);
	if (rq->wants == WANTS_CSV && text_equal(round->depth, "conversation")) {
		struct wrote_figures_page figures = { .wrote.len = page.wrote.len, .wrote.at = page.wrote.at };

		for (size_t i = 0; i < page.wrote.len; i++)
			blank_withheld(&wrote_row_record, &page.wrote.at[i]);
		return answer_of_round(w, rq, round, "results", VIEW(wrote_figures, &figures));
	}
	return answer_of_round(w, rq, round, "results", VIEW(results, &page));
}
