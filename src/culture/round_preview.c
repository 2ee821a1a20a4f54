#include "culture/round_preview.h"

#include "base/text.h"
#include "store/framework.h"
#include "web/answer.h"

PAGE_TYPE(round_preview, ROUND_PREVIEW_PAGE);

static struct pack_texts statements_of(struct arena *arena, const struct framework_wording *wording,
                                       const struct pack_criterion *criterion)
{
	struct pack_texts said = { 0 };

	for (size_t i = 0; i < criterion->statements.len; i++)
		list_add(arena, &said, statement_said(wording, &criterion->statements.at[i]));
	return said;
}

static bool questions_of(struct work *w, const struct round_group *group, struct round_preview_page *page)
{
	bool rates_statements = text_equal(page->round->depth, "statements");
	struct framework_wording wording = { 0 };
	struct pack_texts keys = { 0 };

	if (!group_criteria(w, group->id, &keys) ||
	    !framework_wording_of_version(w, page->round->framework_version, &wording))
		return false;
	for (size_t i = 0; i < keys.len; i++) {
		struct preview_question question = { .criterion = pack_criterion(page->pack, keys.at[i]) };

		if (question.criterion == NULL)
			continue;
		question.theme = question.criterion->theme_name;
		question.name = question.criterion->name;
		if (rates_statements)
			question.statements = statements_of(w->arena, &wording, question.criterion);
		list_add(w->arena, &page->questions, question);
	}
	return true;
}

bool show_round_preview(struct work *w, struct request *rq)
{
	struct round_preview_page page = { 0 };
	const struct round_group *group;

	page.round = round_by_id(w, path_id(rq, "id"));
	group = page.round == NULL ? NULL : round_group_by(w, page.round->id, path_id(rq, "group"));
	if (group == NULL)
		return false;
	page.pack = pack_of_version(w, page.round->framework_version);
	if (page.pack == NULL || !questions_of(w, group, &page) || !purpose_mark(w, page.round->id, &page.copied))
		return false;
	page.group = group->name;
	page.minutes = group->minutes;
	page.takes = minutes_words(w->arena, group->minutes);
	page.is_placed = !text_equal(page.round->depth, "conversation");
	page.is_draft = text_equal(page.round->state, "draft");
	page.back = round_url(w->arena, page.round->id);
	page.choose = round_group_url(w->arena, page.round->id, "people", group->people_group);
	rq->frame.title = text_format(w->arena, "What they will see: %s", group->name);
	frame_crumb(w, rq, "Self-assessment", url_to(w->arena, "/culture/rounds"));
	frame_crumb(w, rq, page.round->title, page.back);
	return answer(w, rq, VIEW(round_preview, &page));
}
