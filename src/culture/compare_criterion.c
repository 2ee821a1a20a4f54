/* One criterion in two rounds: every voice, and the statements where both rounds had them rated. See culture/compare_pages.h. */
#include "base/text.h"
#include "chart/dots.h"
#include "culture/compare_pages.h"
#include "culture/round_words.h"
#include "web/answer.h"

PAGE_TYPE(compare_criterion, COMPARE_CRITERION_PAGE);

struct dot_rows {
	size_t len, cap;
	struct dots_row *at;
};

/* Null when it is not among those that can be compared. */
static const struct compare_item *item_of(const struct comparison *c, const char *key, const struct item_shift **shift)
{
	for (size_t i = 0; i < c->items.len; i++) {
		*shift = &c->shifts[i];
		if (text_equal(c->items.at[i].key, key))
			return &c->items.at[i];
	}
	return NULL;
}

/* Each voice: then, and now. */
static struct html draw_voices(const struct comparison *c, const struct compare_item *item, const char *title,
                               struct html table)
{
	struct dot_rows rows = { 0 };
	struct dots dots = { .id = "voices", .title = title, .about = item->name, .levels = comparison_levels(c) };
	struct figure_frame frame = { .title = title,
		                      .sub = "Each dot is one person; the black mark is the median.",
		                      .table = table,
		                      .table_name = text_format(c->arena, "Figures: %s", item->name) };
	struct out out = { .arena = c->arena };

	for (size_t i = 0; i < item->voices.len; i++) {
		struct tally_cell then = { CELL_SHOWN, item->before.at[i] }, now = { CELL_SHOWN, item->after.at[i] };

		list_add(c->arena, &rows,
		         ((struct dots_row){ item->voices.at[i]->name, c->before.round->title, then, false }));
		list_add(c->arena, &rows, ((struct dots_row){ NULL, c->after.round->title, now, false }));
	}
	dots.rows = rows.at;
	dots.row_count = rows.len;
	frame.wide = chart_dots(c->arena, &dots);
	view_figure_frame(&out, &frame);
	return out_html(&out);
}

static struct html draw_statements(const struct comparison *c, const struct compare_items *items,
                                   const struct item_shift *shifts, const struct compare_rows *figures)
{
	struct move_rows rows = { 0 };
	size_t moved = 0;

	if (items->len == 0)
		return (struct html){ 0 };
	for (size_t i = 0; i < items->len; i++) {
		moved += shifts[i].movement >= MOVED_UP;
		list_add(c->arena, &rows,
		         ((struct move_row){ NULL, items->at[i].name, shifts[i].all.before, shifts[i].all.after }));
	}
	return compare_picture(c, "statements",
	                       moved == 0 ? "No statement moved beyond chance"
	                                  : text_format(c->arena, "%zu of %zu statements moved beyond chance", moved,
	                                                items->len),
	                       &rows, figures);
}

static const char *heading_of(const struct comparison *c, const struct compare_item *item,
                              const struct item_shift *shift)
{
	return text_format(c->arena, shift->movement == MOVED_NOT ? "“%s” shows %s" : "“%s” %s", item->name,
	                   movement_word(shift->movement));
}

static struct next_block next_of(const struct comparison *c, const struct compare_item *item)
{
	return (struct next_block){
		.heading = "Next: read what people wrote",
		.why = "Figures do not say why. The words of both rounds may.",
		.button = text_format(c->arena, "In %s", c->after.round->title),
		.url = { text_format(c->arena, "%s%s", round_part_url(c->arena, c->after.round->id, "results").at,
		                     url_to(c->arena, "/:key", item->key).at) },
		.other = text_format(c->arena, "In %s", c->before.round->title),
		.other_url = { text_format(c->arena, "%s%s",
		                           round_part_url(c->arena, c->before.round->id, "results").at,
		                           url_to(c->arena, "/:key", item->key).at) },
	};
}

static struct compare_rows add_rows(struct arena *arena, struct compare_rows rows, const struct compare_rows *more)
{
	for (size_t i = 0; i < more->len; i++)
		list_add(arena, &rows, more->at[i]);
	return rows;
}

static bool fill(struct work *w, struct request *rq, const struct comparison *c, const struct compare_item *item,
                 const struct item_shift *shift, struct compare_criterion_page *page)
{
	struct compare_items one = { 1, 1, (struct compare_item *)item };
	struct compare_items statements = comparison_statements(c, item->criterion);
	const struct item_shift *shifts = comparison_shifts(w->arena, &statements);
	struct compare_rows rows = compare_rows(c, &one, shift), more = compare_rows(c, &statements, shifts), all;

	if (!compare_head(w, rq, c, &page->head))
		return false;
	page->heading = page->head.heading = heading_of(c, item, shift);
	page->say = page->head.say = first_large(w->arena, movement_sentence(c, item, shift));
	page->head.next = next_of(c, item);
	page->head.theme = item->criterion->theme_name;
	page->head.has_next = true;
	if (rq->wants == WANTS_HTML) {
		page->dots = draw_voices(c, item, page->heading, compare_table(c, &rows));
		page->statements = draw_statements(c, &statements, shifts, &more);
	}
	all = add_rows(w->arena, rows, &more);
	if (rq->wants == WANTS_CSV)
		all = compare_rows_as_csv(w->arena, &all);
	list_share(&page->comparisons, &all);
	compare_take_out(c, &page->take_out, comparison_item_url(c, item->key));
	return true;
}

bool show_compare_criterion(struct work *w, struct request *rq)
{
	struct compare_criterion_page page = { .key = path_part(rq, "criterion") };
	const struct item_shift *shift = NULL;
	const struct compare_item *item;
	struct comparison c;

	if (!comparison_read(w, rq, true, &c))
		return false;
	item = item_of(&c, page.key, &shift);
	if (item == NULL)
		return fault(w, FAULT_NOT_FOUND, "These two rounds cannot be compared on that criterion.");
	page.before = c.before.round;
	page.after = c.after.round;
	page.criterion = item->criterion;
	page.note = item->note;
	page.back = comparison_url(w->arena, c.before.round->id, c.after.round->id);
	frame_crumb(w, rq, "Compared", page.back);
	rq->frame.title = text_format(w->arena, "%s: two rounds compared", item->name);
	return fill(w, rq, &c, item, shift, &page) &&
	       answer_of_round(w, rq, c.after.round, "compared-criterion", VIEW(compare_criterion, &page));
}
