#include "culture/criterion.h"

#include "base/text.h"
#include "chart/dots.h"
#include "culture/asked.h"
#include "store/framework.h"
#include "store/release.h"
#include "web/answer.h"

#define QUOTES_FIRST 3

PAGE_TYPE(criterion, CRITERION_PAGE);
PAGE_TYPE(figures, FIGURES_PAGE);

/* What the drawing of one page needs over and over. */
struct close_up {
	struct arena *arena;
	const struct pack *pack;
	const struct pack_criterion *criterion;
	const struct released *released;
	struct framework_wording wording;
	bool was_official;      /* people saw the official wording: it was loaded before the round opened */
	struct results results; /* the lines of the criterion, then those of its statements */
};

struct dot_rows {
	size_t len, cap;
	struct dots_row *at;
};

/* Whether a voice is shown on an item, but no part of it is although it has parts. */
static bool is_whole(const struct released *released, const char *item, int64_t voice)
{
	const struct released_cell *whole = released_cell_of(released, item, voice, 0);
	size_t parts = 0;

	if (whole == NULL || whole->cell.state != CELL_SHOWN)
		return false;
	for (size_t i = 0; i < released->units.len; i++) {
		const struct released_unit *unit = &released->units.at[i];
		const struct released_cell *cell = released_cell_of(released, item, voice, unit->unit);

		if (unit->voice != voice || unit->unit == 0)
			continue;
		if (cell != NULL && cell->cell.state == CELL_SHOWN)
			return false;
		parts++;
	}
	return parts > 0;
}

static struct whole_voices whole_voices_of(const struct close_up *up)
{
	struct whole_voices whole = { 0 };

	for (size_t i = 0; i < up->released->units.len; i++) {
		const struct released_unit *voice = &up->released->units.at[i];

		if (voice->unit == 0 && is_whole(up->released, up->criterion->key, voice->voice))
			list_add(up->arena, &whole, voice->name);
	}
	return whole;
}

/* Voices, and within a voice that is split, its parts. */
static void add_rows(const struct close_up *up, struct dot_rows *rows, const char *item, const char *heading,
                     bool units)
{
	for (size_t i = 0; i < up->released->units.len; i++) {
		const struct released_unit *unit = &up->released->units.at[i];
		const struct released_cell *cell = released_cell_of(up->released, item, unit->voice, unit->unit);

		if (cell == NULL || (unit->unit != 0 && (!units || is_whole(up->released, item, unit->voice))))
			continue;
		list_add(up->arena, rows,
		         ((struct dots_row){ .heading = heading,
		                             .name = column_name(up->arena, up->released, unit->voice, unit->unit),
		                             .cell = cell->cell }));
		heading = NULL;
	}
}

static const char *const *level_names(struct arena *arena, const struct pack *pack)
{
	const char **names = NEW_ARRAY(arena, const char *, POSITIONS);

	for (size_t i = 0; i < POSITIONS && i < pack->line.len; i++)
		names[i] = pack->line.at[i].name;
	return names;
}

static struct html figures_of(const struct close_up *up, bool statements)
{
	struct figures_page page = { .pack = up->pack, .has_items = statements };

	for (size_t i = 0; i < up->results.len; i++) {
		if (text_equal(up->results.at[i].item, up->criterion->key) != statements)
			list_add(up->arena, &page.results, up->results.at[i]);
	}
	return draw(up->arena, VIEW(figures, &page));
}

static struct html framed(const struct close_up *up, struct dots *dots, const char *sub, struct html table)
{
	struct figure_frame frame = { .title = dots_title(up->arena, dots),
		                      .sub = sub,
		                      .wide = chart_dots(up->arena, dots),
		                      .table = table,
		                      .table_name = text_format(up->arena, "Figures: %s", up->criterion->name),
		                      .code = NULL };
	struct out out = { .arena = up->arena };

	view_figure_frame(&out, &frame);
	return out_html(&out);
}

static struct html draw_criterion(const struct close_up *up)
{
	struct dot_rows rows = { 0 };
	struct dots dots = { .id = "criterion",
		             .about = up->criterion->name,
		             .levels = level_names(up->arena, up->pack),
		             .threshold = up->released->threshold };

	add_rows(up, &rows, up->criterion->key, NULL, true);
	if (rows.len == 0)
		return (struct html){ 0 };
	dots.rows = rows.at;
	dots.row_count = rows.len;
	return framed(up, &dots, "Each dot is one person; the black mark is the median of the voice.",
	              figures_of(up, false));
}

static struct html draw_statements(const struct close_up *up)
{
	struct dot_rows rows = { 0 };
	struct dots dots = { .id = "statements",
		             .about = up->criterion->name,
		             .levels = level_names(up->arena, up->pack),
		             .threshold = up->released->threshold };

	for (size_t i = 0; i < up->criterion->statements.len; i++) {
		const struct pack_statement *statement = &up->criterion->statements.at[i];

		add_rows(up, &rows, statement->id,
		         up->was_official ? statement_said(&up->wording, statement) : statement->label, false);
	}
	if (rows.len == 0)
		return (struct html){ 0 };
	dots.rows = rows.at;
	dots.row_count = rows.len;
	dots.title = text_format(up->arena, "%s: each statement by voice", up->criterion->name);
	return framed(up, &dots, "Each dot is one person's answer to one statement.", figures_of(up, true));
}

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

static bool look_up(struct work *w, const struct round *round, const char *key, struct close_up *up)
{
	up->arena = w->arena;
	up->pack = pack_of_version(w, round->framework_version);
	if (up->pack == NULL)
		return false;
	up->criterion = pack_criterion(up->pack, key);
	if (up->criterion == NULL)
		return fault(w, FAULT_NOT_FOUND, "This framework has no such criterion.");
	up->released = released_as_asked(w, round->id, RELEASE_ALL);
	if (up->released == NULL)
		return false;
	up->results = results_of_criterion(w->arena, up->criterion, up->released);
	if (!framework_wording_of_version(w, round->framework_version, &up->wording))
		return false;
	up->was_official = up->wording.source != NULL && up->wording.source->loaded_at.ms <= round->opened_at.ms;
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
	struct close_up up = { 0 };
	const char *own_path = url_to(w->arena, "/:key", key).at;
	struct words_list words;

	if (!look_up(w, round, key, &up) ||
	    !agreed_on_criterion(w, up.pack, up.released, key, &page.agreed_section) ||
	    !agreed_rows_on(w, up.pack, round->id, key, (struct agreed_list *)(void *)&page.agreed,
	                    (struct dissent_rows *)(void *)&page.dissents))
		return answer_fault(w, rq);
	words = words_of(w->arena, up.pack, up.released, key);
	page.criterion = up.criterion;
	page.name = up.criterion->name;
	page.words.len = words.len;
	page.words.at = words.at;
	page.dots = draw_criterion(&up);
	page.statements = draw_statements(&up);
	page.strengths = quotes_of(w->arena, &words, "strength");
	page.developments = quotes_of(w->arena, &words, "development");
	page.reasons = quotes_of(w->arena, &words, "reason");
	page.whole = whole_voices_of(&up);
	page.official = official_of(&up);
	page.back = (struct url){ base };
	page.credit = up.wording.source == NULL ? "" : up.pack->credit;
	add_neighbours(&up, &page, base);
	if (rq->wants == WANTS_CSV)
		up.results = results_as_csv(w->arena, &up.results);
	page.results.len = up.results.len;
	page.results.at = up.results.at;
	rq->frame.title = text_format(w->arena, "%s: %s", up.criterion->name, round->title);
	page.take_out = (struct take_out){ .what = "The figures of this criterion",
		                           .csv = { text_format(w->arena, "%s%s.csv", base, own_path) },
		                           .json = { text_format(w->arena, "%s%s.json", base, own_path) } };
	return answer_of_round(w, rq, round, file_part(w->arena, key), VIEW(criterion, &page));
}
