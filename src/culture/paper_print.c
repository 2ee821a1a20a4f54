/* Papers as they are printed: the same questions on each, a number on every sheet. See culture/paper.h. */
#include "base/text.h"
#include "culture/paper.h"
#include "culture/typed_code.h"
#include "store/framework.h"
#include "store/typed_code.h"
#include "web/answer.h"

PAGE_TYPE(paper_print, PAPER_PRINT_PAGE);

/* ------------------------------------------------------------------ what is asked */

static void add_place(struct arena *arena, struct paper_asked *asked, int placed, const char *name, const char *says)
{
	struct paper_place place = { paper_code(arena, placed), name, says };

	list_add(arena, &asked->places, place);
}

static void add_places(struct arena *arena, const struct paper_sheet *sheet, const struct pack_criterion *criterion,
                       struct paper_asked *asked)
{
	const struct pack *pack = sheet->pack;
	const struct pack_position *position;

	for EACH(position, &criterion->positions)
		add_place(arena, asked, (int)position->number, position->name, position->says);
	add_place(arena, asked, PLACED_DONT_KNOW, pack->dont_know.name, pack->dont_know.says);
	add_place(arena, asked, PLACED_DOES_NOT_APPLY, pack->does_not_apply.name, pack->does_not_apply.says);
}

static void add_statements(struct arena *arena, const struct framework_wording *wording,
                           const struct pack_criterion *criterion, struct paper_asked *asked)
{
	const struct pack_statement *statement;

	for EACH(statement, &criterion->statements) {
		struct paper_rated rated = { statement->label, "" };

		if (wording->source != NULL)
			rated.official = statement_said(wording, statement);
		list_add(arena, &asked->statements, rated);
	}
}

static bool add_questions(struct work *w, const struct paper_sheet *sheet, struct paper_print_page *page)
{
	struct framework_wording wording;

	if (!framework_wording_of_version(w, sheet->round->framework_version, &wording))
		return false;
	for (size_t i = 0; i < sheet->criteria.len; i++) {
		const struct pack_criterion *criterion = pack_criterion(sheet->pack, sheet->criteria.at[i]);
		struct paper_asked asked = { .number = text_format(w->arena, "%zu", i + 1) };

		if (criterion == NULL)
			return fault(w, FAULT_BROKEN, "This round asks a question that its framework does not have.");
		asked.theme = text_format(w->arena, "%s: %s", criterion->theme_name, criterion->name);
		asked.question = criterion->question;
		asked.think = criterion->think;
		if (sheet->is_placed)
			add_places(w->arena, sheet, criterion, &asked);
		if (sheet->is_rated)
			add_statements(w->arena, &wording, criterion, &asked);
		list_add(w->arena, &page->asked, asked);
	}
	return true;
}

/* ------------------------------------------------------------------ the page */

/* One more than are shown says whether there is a next lot. */
static bool read_papers(struct work *w, const struct request *rq, const struct paper_sheet *sheet,
                        struct paper_print_page *page)
{
	int64_t from = 1;

	if (!text_to_int(request_query(rq, "from"), &from))
		from = 1;
	if (!papers_of_group(w, sheet->round->id, sheet->group->people_group, from, PAPERS_AT_ONCE + 1,
	                     (struct list_any *)(void *)&page->papers))
		return false;
	if (page->papers.len > PAPERS_AT_ONCE) {
		int64_t next = page->papers.at[PAPERS_AT_ONCE].number;

		page->papers.len = PAPERS_AT_ONCE;
		page->more = url_with(w->arena,
		                      round_group_url(w->arena, sheet->round->id, "paper", sheet->group->people_group),
		                      "from", text_format(w->arena, "%lld", (long long)next));
	}
	return true;
}

static const char *heading_of(struct arena *arena, const struct paper_print_page *page)
{
	long long first, last;

	if (page->papers.len == 0)
		return text_format(arena, "No papers to print: %s", page->group);
	first = page->papers.at[0].number;
	last = page->papers.at[page->papers.len - 1].number;
	return first == last ? text_format(arena, "Paper %lld: %s", first, page->group)
	                     : text_format(arena, "Papers %lld to %lld: %s", first, last, page->group);
}

bool show_paper_print(struct work *w, struct request *rq)
{
	struct paper_print_page page = { .round = paper_round(w, rq) };
	struct paper_sheet sheet;

	if (page.round == NULL || !paper_sheet(w, page.round, path_id(rq, "group"), &sheet) ||
	    !read_papers(w, rq, &sheet, &page) || !add_questions(w, &sheet, &page) ||
	    !purpose_mark_of_link(w, page.round->id, &page.copied))
		return false;
	page.group = sheet.group->name;
	page.asker = text_is_empty(rq->frame.place) ? "The partnership" : rq->frame.place;
	page.heading = heading_of(w->arena, &page);
	page.takes = minutes_words(w->arena, sheet.group->minutes);
	page.until = page.round->closes_on.days == 0 ? "" : date_text(w->arena, page.round->closes_on);
	page.credit = sheet.pack->credit;
	page.is_placed = sheet.is_placed;
	page.typed_at = typed_code_address(w, rq);
	page.typed_code = typed_code_shown(w->arena, sheet.group->code);
	page.back = round_part_url(w->arena, page.round->id, "paper");
	rq->frame.kind = FRAME_PLAIN;
	rq->frame.crumbs.len = 0;
	rq->frame.title = page.heading;
	return answer(w, rq, VIEW(paper_print, &page));
}
