#include "culture/compare_rows.h"

#include "base/text.h"
#include "culture/compare_says.h"
#include "culture/heat.h"

ROW_TYPE(compare_row, COMPARE_ROW_FIELDS);

#define ALL_COMPARED "All voices compared"

static struct figure chance_figure(double chance)
{
	return figure_of(chance, 4, NULL);
}

static void set_counts(struct compare_row *row, const struct tally *before, const struct tally *after)
{
	row->not_yet_before = figure_of_count(before->positions[0]);
	row->not_yet_after = figure_of_count(after->positions[0]);
	row->early_days_before = figure_of_count(before->positions[1]);
	row->early_days_after = figure_of_count(after->positions[1]);
	row->in_places_before = figure_of_count(before->positions[2]);
	row->in_places_after = figure_of_count(after->positions[2]);
	row->mostly_before = figure_of_count(before->positions[3]);
	row->mostly_after = figure_of_count(after->positions[3]);
	row->embedded_before = figure_of_count(before->positions[4]);
	row->embedded_after = figure_of_count(after->positions[4]);
}

static void set_shift(struct compare_row *row, const struct shift *shift)
{
	row->people_before = figure_of_count(shift->before.people);
	row->people_after = figure_of_count(shift->after.people);
	row->median_before = shift->before.median;
	row->median_after = shift->after.median;
	row->lower_before = shift->before.lower;
	row->lower_after = shift->after.lower;
	row->upper_before = shift->before.upper;
	row->upper_after = shift->after.upper;
	row->high_before = shift->high_before;
	row->high_after = shift->high_after;
	row->chance = chance_figure(shift->chance);
}

static struct compare_row row_of(const struct pack_criterion *criterion, const char *key, const char *name,
                                 bool is_statement, const char *voice)
{
	return (struct compare_row){ .theme = criterion->theme_name,
		                     .level = is_statement ? "statement" : "criterion",
		                     .item = key,
		                     .name = name,
		                     .voice = voice,
		                     .state = "compared",
		                     .movement = "" };
}

static struct compare_row row_of_all(const struct compare_item *item, const struct item_shift *shift)
{
	struct compare_row row = row_of(item->criterion, item->key, item->name, item->is_statement, ALL_COMPARED);
	struct tally before = { 0 }, after = { 0 };

	for (size_t i = 0; i < item->voices.len; i++) {
		tally_add(&before, &item->before.at[i]);
		tally_add(&after, &item->after.at[i]);
	}
	set_counts(&row, &before, &after);
	set_shift(&row, &shift->all);
	row.movement = movement_word(shift->movement);
	row.high_mix = shift->mix.high;
	row.median_mix = shift->mix.median;
	row.chance_within = chance_figure(shift->chance_within);
	row.chance_of_all = chance_figure(shift->judged);
	return row;
}

static const char *word_of_voice(const struct voice_shift *shift)
{
	if (!shift->moved)
		return movement_word(MOVED_NOT);
	return movement_word(shift->shift.direction > 0 ? MOVED_UP : MOVED_DOWN);
}

static struct compare_row row_of_voice(const struct compare_item *item, size_t i, const struct voice_shift *shift)
{
	struct compare_row row =
		row_of(item->criterion, item->key, item->name, item->is_statement, item->voices.at[i]->name);

	set_counts(&row, &item->before.at[i], &item->after.at[i]);
	set_shift(&row, &shift->shift);
	row.movement = word_of_voice(shift);
	row.chance_of_all = chance_figure(shift->judged);
	return row;
}

/* ------------------------------------------------------------------ shown in one round only */

/* As the release has it: withheld, or nobody, or not asked. Null: shown. */
static struct figure people_of(const struct compare_side *side, const char *item, int64_t voice)
{
	const struct released_cell *cell = released_cell_of(side->released, item, voice, 0);

	if (cell == NULL || cell->cell.state == CELL_NOBODY)
		return (struct figure){ 0 };
	return cell->cell.state == CELL_SHOWN ? cell->placed : figure_under(side->released->threshold);
}

static void add_one_sided(const struct comparison *c, struct compare_rows *rows, const struct pack_criterion *criterion,
                          const char *key, const char *name, bool is_statement)
{
	for (size_t i = 0; i < c->voices.len; i++) {
		struct figure before = people_of(&c->before, key, c->voices.at[i].voice);
		struct figure after = people_of(&c->after, key, c->voices.at[i].voice);
		struct compare_row row = row_of(criterion, key, name, is_statement, c->voices.at[i].name);

		if ((before.state == FIGURE_SHOWN) == (after.state == FIGURE_SHOWN))
			continue;
		row.state = "not shown in the other";
		row.people_before = before;
		row.people_after = after;
		list_add(c->arena, rows, row);
	}
}

struct compare_rows compare_rows(const struct comparison *c, const struct compare_items *items,
                                 const struct item_shift *shifts)
{
	struct compare_rows rows = { 0 };

	for (size_t i = 0; i < items->len; i++) {
		const struct compare_item *item = &items->at[i];

		list_add(c->arena, &rows, row_of_all(item, &shifts[i]));
		for (size_t v = 0; v < item->voices.len; v++)
			list_add(c->arena, &rows, row_of_voice(item, v, &shifts[i].voices[v]));
		add_one_sided(c, &rows, item->criterion, item->key, item->name, item->is_statement);
	}
	return rows;
}

void compare_rows_add_left_out(const struct comparison *c, struct compare_rows *rows)
{
	for (size_t i = 0; i < c->left_out.len; i++) {
		const char *key = c->left_out.at[i].criterion;
		const struct pack_criterion *criterion = pack_criterion(c->after.pack, key);

		if (criterion == NULL)
			criterion = pack_criterion(c->before.pack, key);
		if (criterion != NULL)
			add_one_sided(c, rows, criterion, key, criterion->name, false);
	}
}

struct compare_rows compare_rows_as_csv(struct arena *arena, const struct compare_rows *rows)
{
	struct compare_rows plain = { 0 };

	for (size_t i = 0; i < rows->len; i++) {
		struct compare_row row = rows->at[i];

		blank_withheld(&compare_row_record, &row);
		list_add(arena, &plain, row);
	}
	return plain;
}
