/* What a question's page is filled in with: the boxes, the line, the statements. See culture/answer_question.h. */
#include "base/text.h"
#include "culture/answer_question.h"

static const char *part_id(struct question_making *m, const char *name, const char *part, const char *text)
{
	return text_is_empty(text) ? "" : text_format(m->w->arena, "%s-%s", name, part);
}

static struct question_text box(struct question_making *m, const char *name, const char *label, const char *hint,
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

static void add_choice(struct question_making *m, struct question_line *line, int placed, int chosen, const char *label,
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

static const char *place_name(const struct question_making *m, int placed)
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

static struct question_line line(struct question_making *m, const char *name, const char *legend, bool described,
                                 int shown, int stored)
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

static struct question_lines statement_lines(struct question_making *m)
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

void answer_boxes(struct question_making *m, struct answer_question_page *page)
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
