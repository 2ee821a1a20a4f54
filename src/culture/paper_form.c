/*
 * The form of a sheet. A place is typed as the one character that stands beside its box on paper, which is quicker than choosing, and a sheet of
 * ten questions is done without the mouse: a character, the tab key, what was written.
 */
#include <ctype.h>

#include "base/text.h"
#include "culture/answer.h"
#include "culture/paper.h"

struct filling {
	struct work *w;
	const struct request *rq;
	const struct paper_sheet *sheet;
};

static const char *field_of(struct arena *arena, const char *criterion, const char *what)
{
	return text_format(arena, "%s-%s", criterion, what);
}

/* ------------------------------------------------------------------ showing */

static const char *part_id(struct filling *f, const char *name, const char *part, const char *text)
{
	return text_is_empty(text) ? "" : text_format(f->w->arena, "%s-%s", name, part);
}

static void add_box(struct filling *f, struct paper_question *question, const char *name, const char *label,
                    const char *hint, int rows)
{
	struct paper_box box = { .name = name, .label = label, .hint = hint, .rows = rows };

	box.value = request_form(f->rq, name);
	box.mistake = form_mistake_of(f->rq, name);
	box.hint_id = part_id(f, name, "hint", hint);
	box.mistake_id = part_id(f, name, "mistake", box.mistake);
	box.described_by = text_trim(f->w->arena, text_format(f->w->arena, "%s %s", box.hint_id, box.mistake_id));
	list_add(f->w->arena, &question->boxes, box);
}

/* "1 Not yet, 2 In places, ..., D I do not know, N Does not apply" */
static const char *places_in_words(struct filling *f, const struct pack_criterion *criterion)
{
	const struct pack_position *position;
	const char *words = "";

	for EACH(position, &criterion->positions)
		words = text_format(f->w->arena, "%s%lld %s, ", words, (long long)position->number, position->name);
	return text_format(f->w->arena, "%sD %s, N %s", words, f->sheet->pack->dont_know.name,
	                   f->sheet->pack->does_not_apply.name);
}

static void add_places(struct filling *f, const struct pack_criterion *criterion, struct paper_question *question)
{
	struct arena *arena = f->w->arena;
	const struct pack_statement *statement;

	add_box(f, question, field_of(arena, criterion->key, "placed"), "2. Where are we now?",
	        places_in_words(f, criterion), 0);
	add_box(f, question, field_of(arena, criterion->key, "reason"), "If N: why?", "", 1);
	if (!f->sheet->is_rated)
		return;
	for EACH(statement, &criterion->statements)
		add_box(f, question, statement->id, statement->label, "", 0);
}

static struct paper_question question_of(struct filling *f, const struct pack_criterion *criterion, size_t place)
{
	struct arena *arena = f->w->arena;
	struct paper_question question = { .id = field_of(arena, criterion->key, "question"),
		                           .number = text_format(arena, "%zu", place + 1),
		                           .theme =
		                                   text_format(arena, "%s: %s", criterion->theme_name, criterion->name),
		                           .question = criterion->question };

	add_box(f, &question, field_of(arena, criterion->key, "strength"), "1. What already works?", "", 2);
	if (f->sheet->is_placed)
		add_places(f, criterion, &question);
	add_box(f, &question, field_of(arena, criterion->key, "development"),
	        f->sheet->is_placed ? "3. What would make it better?" : "2. What would make it better?", "", 2);
	question.boxes.at[0].is_first = place == 0 && f->rq->mistakes.len == 0;
	return question;
}

static const struct pack_criterion *criterion_at(struct work *w, const struct paper_sheet *sheet, size_t i)
{
	const struct pack_criterion *criterion = pack_criterion(sheet->pack, sheet->criteria.at[i]);

	if (criterion == NULL)
		fault(w, FAULT_BROKEN, "This round asks a question that its framework does not have.");
	return criterion;
}

bool paper_boxes(struct work *w, const struct request *rq, const struct paper_sheet *sheet,
                 struct paper_questions *questions)
{
	struct filling f = { w, rq, sheet };

	for (size_t i = 0; i < sheet->criteria.len; i++) {
		const struct pack_criterion *criterion = criterion_at(w, sheet, i);

		if (criterion == NULL)
			return false;
		list_add(w->arena, questions, question_of(&f, criterion, i));
	}
	return true;
}

/* ------------------------------------------------------------------ reading */

static bool read_place(struct work *w, struct request *rq, const char *name, int *placed)
{
	const char *typed = text_trim(w->arena, request_form(rq, name));
	int character = toupper((unsigned char)typed[0]);

	*placed = PLACED_NOT_SAID;
	if (*typed == '\0')
		return true;
	if (typed[1] == '\0' && character >= '1' && character <= '0' + PLACED_MOST)
		*placed = character - '0';
	else if (typed[1] == '\0' && character == 'D')
		*placed = PLACED_DONT_KNOW;
	else if (typed[1] == '\0' && character == 'N')
		*placed = PLACED_DOES_NOT_APPLY;
	else
		return form_mistake(w, rq, name, "Type 1 to 5, D or N, or leave it empty.");
	return true;
}

static bool read_question(struct work *w, struct request *rq, const struct paper_sheet *sheet,
                          const struct pack_criterion *criterion, struct response *said)
{
	struct arena *arena = w->arena;
	bool good = true;

	*said = (struct response){ .strength = "", .development = "", .reason = "", .placed = PLACED_NOT_SAID };
	good = answer_text_read(w, rq, field_of(arena, criterion->key, "strength"), &said->strength) && good;
	if (sheet->is_placed) {
		good = read_place(w, rq, field_of(arena, criterion->key, "placed"), &said->placed) && good;
		good = answer_text_read(w, rq, field_of(arena, criterion->key, "reason"), &said->reason) && good;
	}
	if (sheet->is_rated)
		good = answer_ratings_read(w, rq, criterion, read_place, said) && good;
	return answer_text_read(w, rq, field_of(arena, criterion->key, "development"), &said->development) && good;
}

bool paper_form_read(struct work *w, struct request *rq, const struct paper_sheet *sheet, struct paper_entry *entry)
{
	bool good = true, says = false;

	for (size_t i = 0; i < sheet->criteria.len; i++) {
		const struct pack_criterion *criterion = criterion_at(w, sheet, i);
		struct paper_said one;

		if (criterion == NULL)
			return false;
		one.criterion = criterion->key;
		good = read_question(w, rq, sheet, criterion, &one.said) && good;
		says = says || response_says_something(&one.said);
		list_add(w->arena, &entry->said, one);
	}
	if (good && !says)
		return form_mistake(w, rq, field_of(w->arena, sheet->criteria.at[0], "strength"),
		                    "Nothing is filled in. An empty paper is no answer: leave it out.");
	return good;
}
