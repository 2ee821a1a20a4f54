#include "culture/compare_pages.h"

#include "base/text.h"
#include "culture/round_words.h"
#include "culture/theme.h"
#include "web/answer.h"

PAGE_TYPE(compare_choose, COMPARE_CHOOSE_PAGE);
PAGE_TYPE(compare, COMPARE_PAGE);
PAGE_TYPE(compare_figures, COMPARE_FIGURES_PAGE);

/* ------------------------------------------------------------------ choosing */

static bool is_talk(const char *depth)
{
	return text_equal(depth, "conversation");
}

static const char *what_of(struct work *w, const struct round *round, int64_t framework,
                           const struct closed_round *other)
{
	if (is_talk(round->depth) || is_talk(other->depth))
		return "who spoke and how much was said";
	if (other->framework != framework)
		return "nothing: another framework";
	if (other->shared == 0)
		return "nothing: no criterion was asked in both";
	return count_words(w->arena, other->shared, "criterion asked in both", "criteria asked in both");
}

static struct compare_choice choice_of(struct work *w, const struct round *round, int64_t framework,
                                       const struct closed_round *other)
{
	return (struct compare_choice){
		.title = other->title,
		.when = date_text(w->arena, date_at(other->closed_at)),
		.depth = depth_words(other->depth),
		.what = what_of(w, round, framework, other),
		.url = comparison_url(w->arena, round->id, other->id),
		.is_example = other->is_example,
	};
}

bool show_compare_choose(struct work *w, struct request *rq)
{
	struct compare_choose_page page = { .round = round_by_id(w, path_id(rq, "id")) };
	const struct framework_version *version;

	if (page.round == NULL)
		return false;
	if (!text_equal(page.round->state, "closed"))
		return fault(w, FAULT_CONFLICT, "This round is not closed yet. Rounds can be compared when both are.");
	version = framework_version_by_id(w, page.round->framework_version);
	if (version == NULL || !rounds_closed(w, page.round->id, (struct list_any *)(void *)&page.rounds))
		return false;
	for (size_t i = 0; i < page.rounds.len; i++)
		list_add(w->arena, &page.choices, choice_of(w, page.round, version->framework, &page.rounds.at[i]));
	page.back = round_url(w->arena, page.round->id);
	rq->frame.section = rounds_theme.name;
	rq->frame.title = text_format(w->arena, "Compare %s", page.round->title);
	round_crumbs(w, rq, page.round);
	return answer(w, rq, VIEW(compare_choose, &page));
}

/* ------------------------------------------------------------------ the picture */

static void add_moves(struct arena *arena, struct move_rows *rows, const char *heading,
                      const struct movements_said *some)
{
	for (size_t i = 0; i < some->len; i++)
		list_add(arena, rows,
		         ((struct move_row){ .heading = i == 0 ? heading : NULL,
		                             .name = some->at[i].name,
		                             .before = some->at[i].shift->all.before,
		                             .after = some->at[i].shift->all.after }));
}

struct html compare_table(const struct comparison *c, const struct compare_rows *figures)
{
	struct compare_figures_page table = {
		.rows = *figures, .high = text_format(c->arena, "%s or further", comparison_levels(c)[COMPARE_HIGH - 1])
	};

	return draw(c->arena, VIEW(compare_figures, &table));
}

struct html compare_picture(const struct comparison *c, const char *id, const char *title, const struct move_rows *rows,
                            const struct compare_rows *figures)
{
	struct moves moves = { .id = id,
		               .title = title,
		               .before = c->before.round->title,
		               .after = c->after.round->title,
		               .levels = comparison_levels(c),
		               .rows = rows->at,
		               .row_count = rows->len };
	struct figure_frame frame = {
		.title = title,
		.sub = text_format(
			c->arena,
			"Hollow dot: the median in %s. Filled dot below it: in %s. The bars hold the middle half of "
			"the answers of the voices compared.",
			c->before.round->title, c->after.round->title),
		.wide = chart_moves(c->arena, &moves),
		.table = compare_table(c, figures),
		.table_name = "Figures of both rounds",
	};
	struct out out = { .arena = c->arena };

	view_figure_frame(&out, &frame);
	return out_html(&out);
}

static struct html picture_of(const struct comparison *c, const struct compare_page *page,
                              const struct movements_said *all, const struct compare_rows *figures)
{
	struct movements_said some = movements_of(c->arena, all, MOVED_SOME, MOVED_SOME);
	struct movements_said moved = movements_of(c->arena, all, MOVED_UP, MOVED_DOWN);
	struct move_rows rows = { 0 };

	if (all->len == 0)
		return (struct html){ 0 };
	add_moves(c->arena, &rows, "Moved", &moved);
	add_moves(c->arena, &rows, "Moved for some voices", &some);
	add_moves(c->arena, &rows, "May have moved", &page->maybe);
	add_moves(c->arena, &rows, "No sign of a change", &page->stayed);
	return compare_picture(c, "moves", comparison_counts(c, all), &rows, figures);
}

/* ------------------------------------------------------------------ both rounds */

void compare_take_out(const struct comparison *c, struct take_out *take_out, struct url here)
{
	*take_out = (struct take_out){ .what = "These figures",
		                       .csv = { text_format(c->arena, "%s.csv", here.at) },
		                       .json = { text_format(c->arena, "%s.json", here.at) } };
}

static void set_rows(const struct comparison *c, const struct request *rq, struct compare_page *page,
                     const struct compare_rows *rows)
{
	struct compare_rows all = *rows;

	compare_rows_add_left_out(c, &all);
	if (rq->wants == WANTS_CSV)
		all = compare_rows_as_csv(c->arena, &all);
	list_share(&page->comparisons, &all);
}

static bool fill(struct work *w, struct request *rq, const struct comparison *c, struct compare_page *page)
{
	struct movements_said all = movements_said(c);
	struct compare_rows rows = compare_rows(c, &c->items, c->shifts);

	if (!compare_head(w, rq, c, &page->head) || !comparison_make_up(w, c, &page->make_ups))
		return false;
	list_share(&page->make_up, &page->make_ups.lines);
	list_share(&page->left_out, &c->left_out);
	page->left_out_says = comparison_left_out(c);
	page->heading = page->head.heading = comparison_heading(c, &all);
	page->say = page->head.say = comparison_say(c);
	page->moved = movements_of(w->arena, &all, MOVED_SOME, MOVED_DOWN);
	page->maybe = movements_of(w->arena, &all, MOVED_MAYBE, MOVED_MAYBE);
	page->stayed = movements_of(w->arena, &all, MOVED_NOT, MOVED_NOT);
	page->has_any = all.len > 0;
	page->head.next = comparison_next(c, &all);
	page->head.has_next = true;
	page->head.cautions = comparison_cautions(c);
	if (rq->wants == WANTS_HTML)
		page->picture = picture_of(c, page, &all, &rows);
	set_rows(c, rq, page, &rows);
	compare_take_out(c, &page->take_out, comparison_url(w->arena, c->before.round->id, c->after.round->id));
	return true;
}

bool show_compare(struct work *w, struct request *rq)
{
	struct compare_page page = { 0 };
	struct comparison c;

	if (!comparison_read(w, rq, false, &c))
		return false;
	rq->frame.title = text_format(w->arena, "%s and %s compared", c.before.round->title, c.after.round->title);
	if (c.is_by_words)
		return answer_compare_words(w, rq, &c);
	page.before = c.before.round;
	page.after = c.after.round;
	return fill(w, rq, &c, &page) && answer_of_round(w, rq, c.after.round, "compared", VIEW(compare, &page));
}
