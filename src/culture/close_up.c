#include "culture/close_up.h"

#include "base/text.h"
#include "chart/dots.h"
#include "culture/asked.h"

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

struct html close_up_picture(const struct close_up *up)
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

struct html close_up_statements(const struct close_up *up)
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

bool close_up_of(struct work *w, const struct round *round, const char *key, struct close_up *up)
{
	*up = (struct close_up){ .arena = w->arena };
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
