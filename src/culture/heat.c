#include "culture/heat.h"

#include <math.h>

#include "base/text.h"
#include "base/url.h"
#include "engine/summary.h"

ROW_TYPE(result, RESULT_FIELDS);

static const char *const state_words[] = {
	[CELL_WITHHELD] = "withheld", [CELL_NOBODY] = "nobody", [CELL_SHOWN] = "shown", [CELL_NOT_ASKED] = "not asked"
};

static const char *name_in(const struct released *released, int64_t voice, int64_t unit)
{
	const struct released_unit *column = released_unit_of(released, voice, unit);

	return column == NULL ? "" : column->name;
}

static struct result result_of(const struct released *released, const struct released_cell *cell, const char *theme,
                               const char *name)
{
	struct summary summary = summary_of_cell(&cell->cell);

	return (struct result){ .theme = theme,
		                .level = cell->is_statement ? "statement" : "criterion",
		                .item = cell->item,
		                .name = name,
		                .voice = cell->voice == 0 ? "All shown" : name_in(released, cell->voice, 0),
		                .unit = cell->unit == 0 ? WHOLE_VOICE : name_in(released, cell->voice, cell->unit),
		                .state = state_words[cell->cell.state],
		                .people = cell->placed,
		                .median = summary.median,
		                .lower = summary.lower,
		                .upper = summary.upper,
		                .not_yet = released_count(cell, 1),
		                .early_days = released_count(cell, 2),
		                .in_places = released_count(cell, 3),
		                .mostly = released_count(cell, 4),
		                .embedded = released_count(cell, 5),
		                .dont_know = released_count(cell, 0),
		                .does_not_apply = released_count(cell, -1) };
}

/* The cells of one item stand in the order of the units; all shown comes last. */
static void add_item(struct arena *arena, struct results *results, const struct released *released, const char *theme,
                     const char *item, const char *name)
{
	const struct released_cell *cell;

	for (size_t i = 0; i < released->units.len; i++) {
		cell = released_cell_of(released, item, released->units.at[i].voice, released->units.at[i].unit);
		if (cell != NULL)
			list_add(arena, results, result_of(released, cell, theme, name));
	}
	cell = released_cell_of(released, item, 0, 0);
	if (cell != NULL)
		list_add(arena, results, result_of(released, cell, theme, name));
}

/* The criterion, then its statements. */
static void add_criterion(struct arena *arena, struct results *results, const struct released *released,
                          const struct pack_criterion *criterion)
{
	add_item(arena, results, released, criterion->theme_name, criterion->key, criterion->name);
	for (size_t s = 0; s < criterion->statements.len; s++)
		add_item(arena, results, released, criterion->theme_name, criterion->statements.at[s].id,
		         criterion->statements.at[s].label);
}

struct results results_of_criterion(struct arena *arena, const struct pack_criterion *criterion,
                                    const struct released *released)
{
	struct results results = { 0 };

	add_criterion(arena, &results, released, criterion);
	return results;
}

struct results results_of(struct arena *arena, const struct pack *pack, const struct released *released)
{
	struct results results = { 0 };

	for (size_t t = 0; t < pack->themes.len; t++) {
		const struct pack_theme *theme = &pack->themes.at[t];

		for (size_t c = 0; c < theme->criteria.len; c++)
			add_criterion(arena, &results, released, &theme->criteria.at[c]);
	}
	return results;
}

void blank_withheld(const struct record_type *type, void *row)
{
	for (size_t i = 0; i < type->count; i++) {
		struct figure *figure = field_in(&type->fields[i], row);

		if (type->fields[i].kind == FIELD_FIGURE && figure->state == FIGURE_SUPPRESSED)
			*figure = (struct figure){ 0 };
	}
}

struct results results_as_csv(struct arena *arena, const struct results *results)
{
	struct results plain = { 0 };

	for (size_t i = 0; i < results->len; i++) {
		list_add(arena, &plain, results->at[i]);
		blank_withheld(&result_record, &plain.at[i]);
	}
	return plain;
}

/* The shade of a median: halves go with the position above, which is what rounding does. */
static const char *shade(struct figure median)
{
	static const char *const shades[] = { "cn_h0", "cn_h1", "cn_h2", "cn_h3", "cn_h4", "cn_h5" };
	long position = lround(median.value);

	return median.state != FIGURE_SHOWN || position < 1 || position > POSITIONS ? shades[0] : shades[position];
}

/* Too few of a voice placed themselves. Of all voices together nothing is said: each may have been too small. */
static const char *words_of_cell(struct arena *arena, const struct released_cell *cell)
{
	switch (cell->cell.state) {
	case CELL_WITHHELD:
		return figure_text(arena, cell->placed);
	case CELL_NOBODY:
	case CELL_NOT_ASKED:
		return state_words[cell->cell.state];
	case CELL_SHOWN:
		break;
	}
	return "";
}

static struct heat_cell heat_cell_of(struct arena *arena, const struct released_cell *cell)
{
	struct summary summary;

	if (cell == NULL || cell->cell.state != CELL_SHOWN)
		return (struct heat_cell){ .level = "cn_h0", .says = cell == NULL ? "" : words_of_cell(arena, cell) };
	summary = summary_of_cell(&cell->cell);
	return (struct heat_cell){ .level = shade(summary.median),
		                   .says = "",
		                   .median = summary.median,
		                   .lower = summary.lower,
		                   .upper = summary.upper,
		                   .people = summary.people,
		                   .is_shown = true,
		                   .is_wide = summary.is_wide };
}

static void add_cell(struct arena *arena, struct heat *heat, struct heat_row *row, const struct released_cell *cell)
{
	struct heat_cell drawn = heat_cell_of(arena, cell);

	heat->has_wide = heat->has_wide || drawn.is_wide;
	heat->has_shown = heat->has_shown || drawn.is_shown;
	heat->has_withheld = heat->has_withheld || (cell != NULL && cell->cell.state == CELL_WITHHELD);
	list_add(arena, &row->cells, drawn);
}

static bool is_in(const struct released *released, const char *criterion)
{
	for (size_t i = 0; i < released->cells.len; i++) {
		if (text_equal(released->cells.at[i].item, criterion))
			return true;
	}
	return false;
}

static void add_row(struct arena *arena, struct heat *heat, const struct pack_theme *theme, bool is_first,
                    const struct pack_criterion *criterion, const struct released *released, const char *base)
{
	struct heat_row row = { .theme = is_first ? theme->name : "",
		                .colour = theme->colour,
		                .name = criterion->name };

	row.url = (struct url){ text_format(arena, "%s%s", base, url_to(arena, "/:key", criterion->key).at) };
	for (size_t i = 0; i < released->units.len; i++) {
		if (released->units.at[i].unit == 0)
			add_cell(arena, heat, &row,
			         released_cell_of(released, criterion->key, released->units.at[i].voice, 0));
	}
	add_cell(arena, heat, &row, released_cell_of(released, criterion->key, 0, 0));
	list_add(arena, &heat->rows, row);
}

struct heat heat_of(struct arena *arena, const struct pack *pack, const struct released *released, const char *base)
{
	struct heat heat = { 0 };

	for (size_t i = 0; i < released->units.len; i++) {
		if (released->units.at[i].unit == 0)
			list_add(arena, &heat.columns, released->units.at[i].name);
	}
	heat.width = (int64_t)heat.columns.len + 2;
	for (size_t t = 0; t < pack->themes.len; t++) {
		const struct pack_theme *theme = &pack->themes.at[t];
		bool is_first = true;

		for (size_t c = 0; c < theme->criteria.len; c++) {
			if (!is_in(released, theme->criteria.at[c].key))
				continue;
			add_row(arena, &heat, theme, is_first, &theme->criteria.at[c], released, base);
			is_first = false;
		}
	}
	return heat;
}
