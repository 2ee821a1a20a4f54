/* Releasing the words of a round, when all have been checked. See culture/words_check.h. */
#include "base/text.h"
#include "culture/round_words.h"
#include "culture/theme.h"
#include "culture/words_check.h"
#include "web/answer.h"

PAGE_TYPE(words_release, WORDS_RELEASE_PAGE);

/* The round of the address when its words can be released now. */
static const struct round *round_to_release(struct work *w, const struct request *rq, struct words_progress *progress)
{
	const struct round *round = round_by_id(w, path_id(rq, "id"));

	if (round == NULL || !words_progress(w, round->id, progress))
		return NULL;
	if (progress->in_all == 0)
		fault(w, FAULT_CONFLICT, "%s",
		      text_equal(round->state, "closed")
		              ? "The words of this round have been released, or there were none that may be shown."
		              : "This round is not closed yet. Its words are released when they have been checked.");
	else if (progress->open > 0)
		fault(w, FAULT_CONFLICT, "%s not been checked yet. Words are released when all of them have.",
		      progress->open == 1
		              ? "One comment has"
		              : text_format(w->arena, "%s comments have", text_of_count(w->arena, progress->open)));
	return w->fault.kind == FAULT_NONE ? round : NULL;
}

static void add_fact(struct work *w, struct summary_list *facts, const char *key, int64_t count)
{
	list_add(w->arena, facts, ((struct summary_row){ .key = key, .value = text_of_count(w->arena, count) }));
}

bool show_words_release(struct work *w, struct request *rq)
{
	struct words_progress progress;
	struct words_release_page page = { .rq = rq, .round = round_to_release(w, rq, &progress) };

	if (page.round == NULL)
		return answer_fault(w, rq);
	page.shown = progress.kept + progress.shortened;
	page.shortened = progress.shortened;
	page.held = progress.held;
	add_fact(w, &page.facts, "Shown", page.shown);
	add_fact(w, &page.facts, "Of those, with something taken out", page.shortened);
	add_fact(w, &page.facts, "Held back", page.held);
	page.who = text_equal(page.round->shown_to, "participants")
	                   ? "Members of the partnership, and everybody who answered"
	                   : "Members of the partnership";
	page.action = url_id(w->arena, "/culture/rounds/:id/words/release", page.round->id);
	page.back = url_with(w->arena, url_id(w->arena, "/culture/rounds/:id/words/check", page.round->id), "show",
	                     "decided");
	rq->frame.section = rounds_theme.name;
	round_crumbs(w, rq, page.round);
	return answer(w, rq, VIEW(words_release, &page));
}

bool prepare_words_release(struct work *w, struct request *rq)
{
	struct words_progress progress;
	const struct round *round = round_to_release(w, rq, &progress);
	int64_t *plan = NEW(w->arena, int64_t);

	if (round == NULL)
		return false;
	*plan = round->id;
	rq->plan = plan;
	rq->then =
		url_with(w->arena, url_id(w->arena, "/culture/rounds/:id/words/check", round->id), "done", "released");
	return true;
}

enum outcome change_words_release(struct work *w, void *plan)
{
	return words_release(w, *(const int64_t *)plan) ? CHANGED : REFUSED;
}
