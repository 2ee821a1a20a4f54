#include "culture/report.h"

#include "base/text.h"
#include "chart/svg.h"
#include "culture/close_up.h"
#include "culture/criterion.h"
#include "culture/ranked.h"
#include "culture/results_parts.h"
#include "culture/round_words.h"
#include "store/partnership.h"

#define WORDS_EACH 4 /* of a criterion, and of these half of each kind at most: RELEASE_TWO_WORDS reads as many */

struct html report_widths(const struct report *report, int64_t first, int64_t others)
{
	struct out out = { .arena = report->arena };

	if (!report->is_file || others < 1)
		return (struct html){ 0 };
	out_format(&out, "<colgroup><col width=\"%lld%%\">", (long long)first);
	for (int64_t i = 0; i < others; i++)
		out_format(&out, "<col width=\"%lld%%\">", (long long)((100 - first) / others));
	out_raw(&out, "</colgroup>");
	return out_html(&out);
}

/* ------------------------------------------------------------------ the criteria */

/* A few words, as many strengths as things to develop; their order in the release says nothing about who wrote. */
static struct words_list few_words(struct arena *arena, const struct words_list *all, const char *criterion)
{
	struct words_list few = { 0 };

	for (int kind = 0; kind < 2; kind++) {
		size_t most = few.len + WORDS_EACH / 2;

		for (size_t i = 0; i < all->len && few.len < most; i++) {
			if (text_equal(all->at[i].criterion, criterion) && *all->at[i].words != '\0' &&
			    text_equal(all->at[i].kind, kind == 0 ? "strength" : "development"))
				list_add(arena, &few, all->at[i]);
		}
	}
	return few;
}

/* Of the voices only: their groups are in the picture, and all figures in the workbook. */
static struct html figures_of(const struct report *report, const struct close_up *up)
{
	struct figures_page page = { .pack = up->pack, .widths = report_widths(report, 28, POSITIONS + 4) };

	for (size_t i = 0; i < up->results.len; i++) {
		if (text_equal(up->results.at[i].item, up->criterion->key) &&
		    text_equal(up->results.at[i].unit, WHOLE_VOICE))
			list_add(up->arena, &page.results, up->results.at[i]);
	}
	return page.results.len == 0 ? (struct html){ 0 } : draw(up->arena, VIEW(figures, &page));
}

static struct report_criterion criterion_of(const struct report *report, const struct close_up *up)
{
	struct report_criterion one = {
		.name = up->criterion->name,
		.question = up->criterion->question,
		.file = "",
		.words = few_words(up->arena, (const struct words_list *)(const void *)&report->results.words,
		                   up->criterion->key)
	};
	struct svg_alone alone;

	if (report->is_conversation)
		return one;
	one.picture = close_up_picture(up);
	if (!report->is_file)
		return one;
	alone = svg_alone(up->arena, one.picture);
	one.figures = figures_of(report, up);
	one.drawing = alone.drawing;
	one.title = alone.title;
	one.description = alone.description;
	if (alone.drawing.len > 0)
		one.file = text_format(up->arena, "%s.svg", up->id);
	return one;
}

static void add_evidence(const struct report *report, const char *criterion, struct report_criterion *one)
{
	for (size_t i = 0; i < report->evidence.len; i++) {
		if (text_equal(report->evidence.at[i].criterion, criterion))
			list_add(report->arena, &one->pieces,
			         evidence_piece(report->arena, &report->evidence.at[i], (struct url){ NULL }));
	}
}

static bool is_asked(const struct released *released, const char *criterion)
{
	return released_cell_of(released, criterion, 0, 0) != NULL || released_said_of(released, criterion, 0) != NULL;
}

static void add_theme(struct work *w, struct report *report, const struct released *released,
                      const struct ranked *ranked, const struct pack_theme *theme)
{
	struct report_theme shown = { .name = theme->name };

	for (size_t i = 0; i < theme->criteria.len; i++) {
		const struct pack_criterion *criterion = &theme->criteria.at[i];
		struct close_up up = { .arena = w->arena,
			               .pack = report->results.pack,
			               .criterion = criterion,
			               .released = released,
			               .ranked = ranked,
			               .is_file = report->is_file,
			               .id = text_format(w->arena, "chart-%lld-%zu", (long long)report->themes.len,
			                                 i + 1) };
		struct report_criterion one;

		if (!is_asked(released, criterion->key))
			continue;
		if (!report->is_conversation)
			up.results = results_of_criterion(w->arena, criterion, released);
		one = criterion_of(report, &up);
		add_evidence(report, criterion->key, &one);
		list_add(w->arena, &shown.criteria, one);
	}
	if (shown.criteria.len > 0)
		list_add(w->arena, &report->themes, shown);
}

static void add_themes(struct work *w, struct report *report, const struct released *released)
{
	const struct pack *pack = report->results.pack;
	struct ranked ranked = ranked_criteria(w->arena, pack, released);

	for (size_t i = 0; i < pack->themes.len; i++)
		add_theme(w, report, released, &ranked, &pack->themes.at[i]);
}

/* ------------------------------------------------------------------ what was agreed */

static bool add_agreed(struct work *w, struct report *report)
{
	struct results_page *results = &report->results;
	struct action_lines all;
	struct action_counts counts;

	if (!agreed_rows(w, results->pack, results->round->id, (struct agreed_list *)(void *)&results->agreed,
	                 (struct dissent_rows *)(void *)&results->dissents) ||
	    !actions_all(w, &all))
		return false;
	for (size_t i = 0; i < results->agreed.len; i++) {
		struct report_position position = { .agreed = &results->agreed.at[i] };

		for (size_t k = 0; k < results->dissents.len; k++) {
			if (text_equal(results->dissents.at[k].criterion, position.agreed->criterion))
				list_add(w->arena, &position.dissents, results->dissents.at[k]);
		}
		list_add(w->arena, &report->positions, position);
	}
	for (size_t i = 0; i < all.len; i++) {
		if (all.at[i].round == results->round->id)
			list_add(w->arena, &report->actions, all.at[i]);
	}
	counts = action_counts(&all, results->round->id);
	report->counts = action_counts_words(w->arena, &counts);
	return true;
}

/* ------------------------------------------------------------------ all of it */

static const char *when_words(struct arena *arena, const struct round *round)
{
	return text_format(arena, "%s to %s", date_text(arena, date_at(round->opened_at)),
	                   date_text(arena, date_at(round->closed_at)));
}

static struct html wrote_of(struct arena *arena, const struct results_page *results)
{
	struct wrote_figures_page figures = { .wrote.len = results->wrote.len, .wrote.at = results->wrote.at };

	return draw(arena, VIEW(wrote_figures, &figures));
}

bool report_is_there(struct work *w, const struct round *round)
{
	return text_equal(round->state, "closed") ||
	       fault(w, FAULT_CONFLICT,
	             "This round is not closed yet. Its report is there when it closes, and not before.");
}

bool report_of(struct work *w, const struct round *round, enum report_for use, struct report *report)
{
	const struct partnership *partnership = partnership_by_id(w, w->partnership);
	const struct released *released;

	*report = (struct report){ .arena = w->arena, .is_file = use != FOR_PAGE, .counts = "" };
	if (partnership == NULL)
		return false;
	if (!report_is_there(w, round))
		return false;
	report->results =
		(struct results_page){ .round = round, .base = round_part_url(w->arena, round->id, "results").at };
	released = release_by_round(w, round->id, RELEASE_CRITERIA | RELEASE_UNITS | RELEASE_SAID | RELEASE_TWO_WORDS);
	if (!results_fill(w, &report->results, released, WANTS_HTML))
		return false;
	report->place = partnership->name;
	report->when = when_words(w->arena, round);
	report->depth = depth_says(round->depth);
	report->threshold = released->threshold;
	report->is_conversation = text_equal(round->depth, "conversation");
	if (!evidence_shown(w, round->id, "", &report->evidence))
		return false;
	report->made_on = date_text(w->arena, date_at(w->now));
	if (report->is_conversation)
		report->wrote = wrote_of(w->arena, &report->results);
	if (use != FOR_FIGURES)
		add_themes(w, report, released);
	return add_agreed(w, report);
}
