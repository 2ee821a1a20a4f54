#include "culture/close_up.h"

#include "base/text.h"
#include "chart/dots.h"
#include "culture/ranked.h"

PAGE_TYPE(figures, FIGURES_PAGE);

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

struct whole_voices close_up_whole(const struct close_up *up)
{
	struct whole_voices whole = { 0 };

	for (size_t i = 0; i < up->released->units.len; i++) {
		const struct released_unit *voice = &up->released->units.at[i];

		if (voice->unit == 0 && is_whole(up->released, up->criterion->key, voice->voice))
			list_add(up->arena, &whole, voice->name);
	}
	return whole;
}

static void add_row(const struct close_up *up, struct dot_rows *rows, const char *heading,
                    const struct released_unit *unit, const struct tally_cell *cell)
{
	list_add(up->arena, rows,
	         ((struct dots_row){ .heading = heading,
	                             .name = column_name(up->arena, up->released, unit->voice, unit->unit),
	                             .cell = *cell,
	                             .is_part = unit->unit != 0 }));
}

/* Voices, and within a voice that is split, its parts. */
static void add_rows(const struct close_up *up, struct dot_rows *rows)
{
	const char *item = up->criterion->key;

	for (size_t i = 0; i < up->released->units.len; i++) {
		const struct released_unit *unit = &up->released->units.at[i];
		const struct released_cell *cell = released_cell_of(up->released, item, unit->voice, unit->unit);

		if (cell != NULL && (unit->unit == 0 || !is_whole(up->released, item, unit->voice)))
			add_row(up, rows, NULL, unit, &cell->cell);
	}
}

/* Voices only, and of these only who was asked: who was not stands in the picture of the criterion. */
static void add_statement(const struct close_up *up, struct dot_rows *rows, const char *statement, const char *heading)
{
	for (size_t i = 0; i < up->released->units.len; i++) {
		const struct released_unit *voice = &up->released->units.at[i];
		const struct released_cell *cell = released_cell_of(up->released, statement, voice->voice, 0);

		if (voice->unit != 0 || cell == NULL || cell->cell.state == CELL_NOT_ASKED)
			continue;
		add_row(up, rows, heading, voice, &cell->cell);
		heading = NULL;
	}
}

static bool asks_somebody(const struct dot_rows *rows)
{
	for (size_t i = 0; i < rows->len; i++) {
		if (rows->at[i].cell.state != CELL_NOT_ASKED)
			return true;
	}
	return false;
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

static bool is_drawn(const struct dots *dots)
{
	for (size_t i = 0; i < dots->row_count; i++) {
		if (dots->rows[i].cell.state == CELL_SHOWN)
			return true;
	}
	return false;
}

static struct html framed(const struct close_up *up, struct dots *dots, const char *more, struct html table)
{
	struct figure_frame frame = {
		.title = dots->title != NULL ? dots->title : dots_title(up->arena, dots),
		.sub = is_drawn(dots) ? text_format(up->arena, "%s.%s", dots_legend(up->arena, dots), more) : NULL,
		.wide = chart_dots(up->arena, dots),
		.table = table,
		.table_name = text_format(up->arena, "Figures: %s", up->criterion->name),
	};
	struct out out = { .arena = up->arena };

	view_figure_frame(&out, &frame);
	return out_html(&out);
}

static struct dots dots_of(const struct close_up *up, const char *id, const struct dot_rows *rows)
{
	return (struct dots){ .id = id,
		              .about = up->criterion->name,
		              .levels = level_names(up->arena, up->pack),
		              .threshold = up->released->threshold,
		              .rows = rows->at,
		              .row_count = rows->len,
		              .is_file = up->is_file };
}

/* That voices differ is said only where it is beyond chance among all that the round compared. */
static const char *criterion_finding(const struct close_up *up)
{
	struct ranked own = up->ranked == NULL ? ranked_criteria(up->arena, up->pack, up->released) : *up->ranked;
	const struct disagreement *apart = ranked_beyond_chance(&own, up->criterion->key);

	if (apart == NULL)
		return NULL;
	return text_format(up->arena, "%s: %s", up->criterion->name, ranked_ends(up->arena, &own, apart));
}

struct html close_up_picture(const struct close_up *up)
{
	struct dot_rows rows = { 0 };
	struct dots dots;

	add_rows(up, &rows);
	if (!asks_somebody(&rows))
		return (struct html){ 0 };
	dots = dots_of(up, up->id == NULL ? "criterion" : up->id, &rows);
	dots.title = criterion_finding(up);
	return framed(up, &dots, " The black mark is the median of the voice.", figures_of(up, false));
}

static const char *statement_heading(const struct close_up *up, const struct pack_statement *statement)
{
	return up->was_official ? statement_said(&up->wording, statement) : statement->label;
}

/* The widest gap on one of the criterion's statements, of those beyond chance. */
static const char *statements_finding(const struct close_up *up)
{
	struct ranked ranked = ranked_statements(up->arena, up->pack, up->released);
	const struct disagreements *all = &ranked.disagreements;

	for (size_t i = 0; i < all->len; i++) {
		const struct ranked_item *item = &ranked.items.at[all->at[i].item];

		if (item->criterion == up->criterion && !all->at[i].could_be_chance)
			return text_format(up->arena, "%s, furthest apart on “%s”: %s", up->criterion->name,
			                   pack_statement(up->pack, item->key)->label,
			                   ranked_ends(up->arena, &ranked, &all->at[i]));
	}
	return all->found == COMPARED_NOTHING
	               ? text_format(up->arena, "%s, statement by statement", up->criterion->name)
	               : text_format(up->arena, "%s, statement by statement: the differences could be chance",
	                             up->criterion->name);
}

struct html close_up_statements(const struct close_up *up)
{
	struct dot_rows rows = { 0 };
	struct dots dots;

	for (size_t i = 0; i < up->criterion->statements.len; i++) {
		const struct pack_statement *statement = &up->criterion->statements.at[i];

		add_statement(up, &rows, statement->id, statement_heading(up, statement));
	}
	if (rows.len == 0)
		return (struct html){ 0 };
	dots = dots_of(up, "statements", &rows);
	dots.title = statements_finding(up);
	return framed(up, &dots, "", figures_of(up, true));
}

bool close_up_of(struct work *w, const struct round *round, const char *key, struct close_up *up)
{
	*up = (struct close_up){ .arena = w->arena };
	up->pack = pack_of_version(w, round->framework_version);
	if (up->pack == NULL)
		return false;
	up->criterion = pack_criterion(up->pack, key);
	if (up->criterion == NULL)
		return fault(w, FAULT_NOT_FOUND, "This framework has no such criterion.");
	up->released = release_by_round(w, round->id, RELEASE_ALL);
	if (up->released == NULL)
		return false;
	up->results = results_of_criterion(w->arena, up->criterion, up->released);
	if (!framework_wording_of_version(w, round->framework_version, &up->wording))
		return false;
	up->was_official = up->wording.source != NULL && up->wording.source->loaded_at.ms <= round->opened_at.ms;
	return true;
}
