/* The page of one criterion. */
#include "culture/answer_question.h"

#include "base/text.h"
#include "culture/round_words.h"
#include "web/answer.h"

PAGE_TYPE(answer_question, ANSWER_QUESTION_PAGE);

/* What a page is made from. `shown` is what the boxes hold: what is stored, or what was typed when the form came back. */
struct making {
	struct work *w;
	struct request *rq;
	struct answer_visit visit;
	const struct pack_criterion *criterion;
	struct framework_wording wording;
	struct response stored, shown;
	bool has_two_copies;
};

/* ------------------------------------------------------------------ boxes */

static const char *part_id(struct making *m, const char *name, const char *part, const char *text)
{
	return text_is_empty(text) ? "" : text_format(m->w->arena, "%s-%s", name, part);
}

static struct question_text box(struct making *m, const char *name, const char *label, const char *hint,
                                const char *shown, const char *stored)
{
	struct question_text text = {
		.name = name, .label = label, .hint = hint, .value = shown, .saved = "", .rows = 4
	};

	text.mistake = form_mistake_of(m->rq, name);
	text.hint_id = part_id(m, name, "hint", hint);
	text.mistake_id = part_id(m, name, "mistake", text.mistake);
	text.described_by = text_trim(m->w->arena, text_format(m->w->arena, "%s %s", text.hint_id, text.mistake_id));
	if (m->has_two_copies && !text_equal(shown, stored))
		text.saved = stored;
	return text;
}

static void add_choice(struct making *m, struct question_line *line, int placed, int chosen, const char *label,
                       const char *hint)
{
	const char *value = placed_value(m->w->arena, placed);
	struct question_choice choice = { .id = text_format(m->w->arena, "%s-%s", line->name, value),
		                          .value = value,
		                          .label = label,
		                          .hint = hint,
		                          .is_chosen = placed == chosen,
		                          .is_apart = placed == PLACED_DONT_KNOW && *line->hint != '\0' };

	/* The error summary leads to the first control, which bears the field's own name. */
	if (line->choices.len == 0)
		choice.id = line->name;
	choice.hint_id = part_id(m, choice.id, "hint", hint);
	list_add(m->w->arena, &line->choices, choice);
}

static const char *place_name(const struct making *m, int placed)
{
	const struct pack *pack = m->visit.pack;

	if (placed == PLACED_DONT_KNOW)
		return pack->dont_know.name;
	if (placed == PLACED_DOES_NOT_APPLY)
		return pack->does_not_apply.name;
	for (size_t i = 0; i < m->criterion->positions.len; i++) {
		if (m->criterion->positions.at[i].number == placed)
			return m->criterion->positions.at[i].name;
	}
	return "";
}

static struct question_line line(struct making *m, const char *name, const char *legend, bool described, int shown,
                                 int stored)
{
	struct question_line made = { .name = name, .legend = legend, .official = "", .saved = "" };
	const struct pack *pack = m->visit.pack;
	const struct pack_position *position;

	made.hint = described ? "Choose the description that comes nearest." : "";
	made.mistake = form_mistake_of(m->rq, name);
	for EACH(position, &m->criterion->positions)
		add_choice(m, &made, (int)position->number, shown, position->name, described ? position->says : "");
	add_choice(m, &made, PLACED_DONT_KNOW, shown, pack->dont_know.name, described ? pack->dont_know.says : "");
	add_choice(m, &made, PLACED_DOES_NOT_APPLY, shown, pack->does_not_apply.name,
	           described ? pack->does_not_apply.says : "");
	if (m->has_two_copies && shown != stored)
		made.saved = place_name(m, stored);
	return made;
}

static struct question_lines statement_lines(struct making *m)
{
	struct question_lines lines = { 0 };
	const struct pack_statement *statement;

	if (!text_equal(m->visit.who.depth, "statements"))
		return lines;
	for EACH(statement, &m->criterion->statements) {
		struct question_line made =
			line(m, statement->id, statement->label, false, rating_of(&m->shown, statement->id),
		             rating_of(&m->stored, statement->id));

		made.official = m->wording.source == NULL ? "" : statement_said(&m->wording, statement);
		list_add(m->w->arena, &lines, made);
	}
	return lines;
}

/* ------------------------------------------------------------------ around them */

/* "Question 3 of 5. About 6 minutes left." What was skipped counts as left. */
static const char *progress(struct making *m, size_t place)
{
	int64_t minutes = answer_minutes_left(&m->visit);
	const char *left = minutes == 0 ? ""
	                                : text_format(m->w->arena, " About %s left.",
	                                              count_words(m->w->arena, minutes, "minute", "minutes"));

	return text_format(m->w->arena, "Question %zu of %zu.%s", place + 1, m->visit.asked.len, left);
}

static struct url previous_url(struct making *m, size_t place)
{
	if (place == 0)
		return answer_url(m->w->arena, &m->visit);
	return answer_question_url(m->w->arena, &m->visit, m->visit.asked.at[place - 1].criterion);
}

static struct url skip_url(struct making *m, size_t place)
{
	const char *next = asked_next(&m->visit.asked, place + 1);

	return next == NULL ? answer_end_url(m->w->arena, &m->visit)
	                    : answer_question_url(m->w->arena, &m->visit, next);
}

static struct question_source source(struct making *m)
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

static void fill_boxes(struct making *m, struct answer_question_page *page)
{
	const struct response *shown = &m->shown, *stored = &m->stored;

	page->strength = box(m, "strength", "1. What already works?",
	                     "A strength, a person, a group or a way of working to build on. A few words are enough.",
	                     shown->strength, stored->strength);
	page->strength.is_optional = true;
	page->is_placed = !text_equal(m->visit.who.depth, "conversation");
	if (page->is_placed) {
		page->line = line(m, "placed", "2. Where are we now?", true, shown->placed, stored->placed);
		page->reason = box(m, "reason", "If it does not apply: why?", m->visit.pack->does_not_apply.asks,
		                   shown->reason, stored->reason);
		page->reason.rows = 2;
		page->statements = statement_lines(m);
	}
	page->development = box(m, "development",
	                        page->is_placed ? "3. What would make it better?" : "2. What would make it better?",
	                        "Please leave out names and anything about one person’s health.", shown->development,
	                        stored->development);
	page->development.is_optional = true;
}

static void fill_frame(struct making *m, struct answer_question_page *page, size_t place)
{
	const struct pack_criterion *criterion = m->criterion;
	struct arena *arena = m->w->arena;

	page->question = criterion->question;
	page->theme = text_format(arena, "%s: %s", criterion->theme_name, criterion->name);
	page->think = criterion->think;
	page->colour = text_is_empty(criterion->theme_colour) ? "culture" : criterion->theme_colour;
	page->number = (int64_t)place + 1;
	page->of = (int64_t)m->visit.asked.len;
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
static void choose_shown(struct making *m)
{
	size_t mistakes = m->rq->mistakes.len;

	m->shown = m->stored;
	if (m->rq->form.len == 0)
		return;
	answer_form_read(m->w, m->rq, m->criterion, &m->shown);
	m->rq->mistakes.len = mistakes; /* it was read once before: they are known */
	m->has_two_copies = mistakes == 0 && m->shown.version != m->stored.version;
}

static bool load(struct making *m)
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

bool show_answer_question(struct work *w, struct request *rq)
{
	struct making m = { .w = w, .rq = rq };
	struct answer_question_page page = { .rq = rq };

	if (!answer_visit(w, rq, &m.visit))
		return false;
	if (!m.visit.may_answer)
		return show_answer_closed(w, rq, &m.visit);
	if (!load(&m))
		return false;
	fill_frame(&m, &page, asked_place(&m.visit.asked, m.criterion->key));
	fill_boxes(&m, &page);
	page.source = source(&m);
	page.has_two_copies = m.has_two_copies;
	page.version = rq->mistakes.len > 0 ? m.shown.version : m.stored.version;
	rq->frame.title = m.criterion->question;
	return answer(w, rq, VIEW(answer_question, &page));
}
