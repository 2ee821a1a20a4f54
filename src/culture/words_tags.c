#include "culture/words_tags.h"

#include "base/text.h"
#include "culture/round_words.h"
#include "culture/theme.h"
#include "engine/recur.h"
#include "store/role.h"
#include "web/answer.h"

ROW_TYPE(tag_row, TAG_ROW_FIELDS);
PAGE_TYPE(words_tags, WORDS_TAGS_PAGE);

static const struct pair notices[] = { { "saved", "The tag is saved." },
	                               { "removed", "The tag is taken away. The comments are as they were." },
	                               { NULL, NULL } };

static const char *round_text(struct work *w, const struct round *round)
{
	return text_format(w->arena, "%lld", (long long)round->id);
}

/* ------------------------------------------------------------------ what there is */

static struct url change_url(struct work *w, const struct round *round, const struct tag_line *line)
{
	return url_to(w->arena, "/culture/rounds/:id/words/tags/:tag", round_text(w, round),
	              text_format(w->arena, "%lld", (long long)line->tag));
}

static bool add_tags(struct work *w, struct words_tags_page *page)
{
	struct tag_lines *lines = NEW(w->arena, struct tag_lines);

	if (!tag_lines(w, page->round, page->words, lines))
		return false;
	for (size_t i = 0; i < lines->len; i++) {
		const struct tag_line *line = &lines->at[i];
		struct tag_shown shown = { .line = line };

		if (page->may_tag)
			shown.change = change_url(w, page->round, line);
		list_add(w->arena, &page->shown, shown);
		list_add(w->arena, &page->tags,
		         ((struct tag_row){ .name = line->name, .comments = line->comments, .voices = line->voices }));
	}
	return true;
}

/* ------------------------------------------------------------------ what recurs */

/* A term that is a tag's name already is not suggested again. */
static bool is_tagged(struct work *w, const struct words_tags_page *page, const char *term)
{
	for (size_t i = 0; i < page->tags.len; i++) {
		if (text_equal(text_fold(w->arena, page->tags.at[i].name), term))
			return true;
	}
	return false;
}

static void add_suggestions(struct work *w, struct words_tags_page *page, const struct said_list *said)
{
	const char **texts = NEW_ARRAY(w->arena, const char *, said->len);
	struct recurring_list recurring;

	for (size_t i = 0; i < said->len; i++)
		texts[i] = said->at[i].words;
	recurring = recur(w->arena, texts, said->len);
	for (size_t i = 0; i < recurring.len; i++) {
		const struct recurring *one = &recurring.at[i];

		if (!is_tagged(w, page, one->term))
			list_add(w->arena, &page->suggestions,
			         ((struct tag_suggestion){ one->term, one->texts,
			                                   url_with(w->arena, page->make, "term", one->term) }));
	}
}

static bool fill(struct work *w, struct words_tags_page *page)
{
	struct said_all all;

	if (!said_all(w, page->round, false, &all) || !add_tags(w, page))
		return false;
	page->words_wait = all.released->words_wait;
	if (page->may_tag)
		add_suggestions(w, page, &all.list);
	return true;
}

bool show_words_tags(struct work *w, struct request *rq)
{
	struct words_tags_page page = { .round = round_by_id(w, path_id(rq, "id")),
		                        .may_tag = role_may(w->role, MAY_ANALYSE) };

	if (page.round == NULL)
		return answer_fault(w, rq);
	page.words = round_part_url(w->arena, page.round->id, "words");
	page.make = url_id(w->arena, "/culture/rounds/:id/words/tags/new", page.round->id);
	if (!words_note(w, rq, page.round, &page.words_note) || !fill(w, &page))
		return answer_fault(w, rq);
	rq->frame.section = rounds_theme.name;
	rq->frame.title = text_format(w->arena, "Tags: %s", page.round->title);
	round_crumbs(w, rq, page.round);
	frame_crumb(w, rq, "What people said", page.words);
	frame_notice(rq, notices);
	return answer_of_round(w, rq, page.round, "tags", VIEW(words_tags, &page));
}
