/* The page of one criterion. */
#include "culture/answer_question.h"

#include "base/text.h"
#include "culture/round_words.h"
#include "store/evidence.h"
#include "web/answer.h"

PAGE_TYPE(answer_question, ANSWER_QUESTION_PAGE);

/* "Question 3 of 5. About 6 minutes left." What was skipped counts as left. */
static const char *progress(struct question_making *m, size_t place)
{
	int64_t minutes = answer_minutes_left(&m->visit);
	const char *left = minutes == 0 ? ""
	                                : text_format(m->w->arena, " About %s left.",
	                                              count_words(m->w->arena, minutes, "minute", "minutes"));

	return text_format(m->w->arena, "Question %zu of %zu.%s", place + 1, m->visit.asked.len, left);
}

static struct url previous_url(struct question_making *m, size_t place)
{
	if (place == 0)
		return answer_url(m->w->arena, &m->visit);
	return answer_question_url(m->w->arena, &m->visit, m->visit.asked.at[place - 1].criterion);
}

static struct url skip_url(struct question_making *m, size_t place)
{
	const char *next = asked_next(&m->visit.asked, place + 1);

	return next == NULL ? answer_end_url(m->w->arena, &m->visit)
	                    : answer_question_url(m->w->arena, &m->visit, next);
}

static struct question_source source(struct question_making *m)
{
	const struct pack *pack = m->visit.pack;
	struct question_source made = { .look_for = m->criterion->look_for,
		                        .stem = pack->stem,
		                        .credit = pack->credit };
	const struct pack_statement *statement;

	if (m->wording.source != NULL) {
		for EACH(statement, &m->criterion->statements)
			list_add(m->w->arena, &made.official, statement_said(&m->wording, statement));
	}
	made.says = text_format(
		m->w->arena,
		"This is one of the %s of the %s. The question and what stands beside it are Cairn’s own words.",
		count_words(m->w->arena, pack->criteria, "criterion", "criteria"), pack->title);
	if (m->wording.source != NULL)
		made.says = text_format(m->w->arena, "%s The official wording is the work of %s, shown here unaltered.",
		                        made.says, pack->publisher);
	return made;
}

static void fill_frame(struct question_making *m, struct answer_question_page *page, size_t place)
{
	const struct pack_criterion *criterion = m->criterion;
	struct arena *arena = m->w->arena;

	page->question = criterion->question;
	page->theme = text_format(arena, "%s: %s", criterion->theme_name, criterion->name);
	page->think = criterion->think;
	page->colour = text_is_empty(criterion->theme_colour) ? "culture" : criterion->theme_colour;
	page->number = (int64_t)place + 1;
	page->of = (int64_t)m->visit.asked.len;
	page->is_last = place + 1 == m->visit.asked.len;
	page->answered = (int64_t)asked_answered(&m->visit.asked);
	page->progress = progress(m, place);
	page->saved = m->stored.version == 0
	                      ? ""
	                      : text_format(arena, "Saved at %s.", moment_clock(arena, m->stored.saved_at));
	page->copy_says = text_format(arena, "The copy saved at %s:", moment_clock(arena, m->stored.saved_at));
	page->action = answer_question_url(arena, &m->visit, criterion->key);
	page->previous = previous_url(m, place);
	page->skip = skip_url(m, place);
	page->welcome = answer_url(arena, &m->visit);
	page->group = m->visit.who.group;
	page->until = answer_until(arena, &m->visit.who);
	page->threshold = m->visit.who.threshold;
}

/* ------------------------------------------------------------------ the page */

/* A form that came back with mistakes keeps its version: it is checked for other copies once it can be saved at all. */
static void choose_shown(struct question_making *m)
{
	size_t mistakes = m->rq->mistakes.len;

	m->shown = m->stored;
	if (m->rq->form.len == 0)
		return;
	answer_form_read(m->w, m->rq, m->criterion, &m->shown);
	m->rq->mistakes.len = mistakes; /* it was read once before: they are known */
	m->has_two_copies = mistakes == 0 && m->shown.version != m->stored.version;
}

static bool load(struct question_making *m)
{
	const char *key = path_part(m->rq, "criterion");

	if (asked_place(&m->visit.asked, key) == m->visit.asked.len)
		return fault(m->w, FAULT_NOT_FOUND, "Your group is not asked this question.");
	if (!answer_pack(m->w, &m->visit) ||
	    !framework_wording_of_version(m->w, m->visit.who.framework_version, &m->wording) ||
	    !response_of(m->w, &m->visit.who, key, &m->stored))
		return false;
	m->criterion = pack_criterion(m->visit.pack, key);
	if (m->criterion == NULL)
		return fault(m->w, FAULT_BROKEN, "This round asks a question that its framework does not have.");
	choose_shown(m);
	return true;
}

/* What is kept beside the answer already; nothing in a preview, where nobody has brought any. */
static bool say_evidence(struct question_making *m, struct answer_question_page *page)
{
	struct evidence_list list = { 0 };

	page->evidence = "";
	if (m->visit.preview != NULL)
		return true;
	if (!evidence_own(m->w, &m->visit.who, m->criterion->key, &list))
		return false;
	if (list.len > 0)
		page->evidence = text_format(m->w->arena, "You have brought %s.",
		                             count_words(m->w->arena, count_of(list.len), "piece", "pieces"));
	return true;
}

bool answer_question_of(struct work *w, struct request *rq, const struct answer_visit *visit)
{
	struct question_making m = { .w = w, .rq = rq, .visit = *visit };
	struct answer_question_page page = { .rq = rq, .preview = visit->preview };

	if (!load(&m) || !say_evidence(&m, &page))
		return false;
	fill_frame(&m, &page, asked_place(&m.visit.asked, m.criterion->key));
	answer_boxes(&m, &page);
	page.source = source(&m);
	page.has_two_copies = m.has_two_copies;
	page.version = rq->mistakes.len > 0 ? m.shown.version : m.stored.version;
	rq->frame.title = answer_title(w->arena, visit, m.criterion->question);
	return answer(w, rq, VIEW(answer_question, &page));
}

bool show_answer_question(struct work *w, struct request *rq)
{
	struct answer_visit visit;

	if (!answer_visit(w, rq, &visit))
		return false;
	return visit.may_answer ? answer_question_of(w, rq, &visit) : show_answer_closed(w, rq, &visit);
}
