/* The form of a position: the line to choose on, who sees it differently, and what is likely to begin with. See culture/talk_criterion.h. */
#include "base/text.h"
#include "culture/talk_criterion.h"

ROW_TYPE(talk_form, TALK_FORM_FIELDS);

const char *const talk_choices[] = { "1", "2", "3", "4", "5", "agreed", "differ", NULL };

const char *dissent_field(struct arena *arena, const char *what, int number)
{
	return text_format(arena, "%s-%d", what, number);
}

static void add_line(struct work *w, struct talk_criterion_page *page, const struct talk_room *room,
                     const struct pack_criterion *criterion)
{
	const char *chosen = form_value(w->arena, page->rq, &talk_form_record, page->form.record, "choice");

	if (room->is_conversation)
		list_add(w->arena, &page->line,
		         ((struct choice){ .value = "agreed", .label = "We agree on what is written below" }));
	for (size_t i = 0; !room->is_conversation && i < criterion->positions.len && i < PACK_POSITIONS; i++)
		list_add(w->arena, &page->line,
		         ((struct choice){ .value = talk_choices[i],
		                           .label = criterion->positions.at[i].name,
		                           .hint = criterion->positions.at[i].says }));
	list_add(w->arena, &page->line,
	         ((struct choice){ .value = "differ", .label = "We do not agree on a position" }));
	for (size_t i = 0; i < page->line.len; i++)
		page->line.at[i].chosen = text_equal(page->line.at[i].value, chosen);
	page->choice_mistake = form_mistake_of(page->rq, "choice");
}

static struct dissent_entry entry_of(struct work *w, const struct request *rq, int number)
{
	struct dissent_entry entry = { .number = text_format(w->arena, "%d", number),
		                       .who_name = dissent_field(w->arena, "who", number),
		                       .words_name = dissent_field(w->arena, "words", number) };

	entry.who = request_form(rq, entry.who_name);
	entry.words = request_form(rq, entry.words_name);
	entry.who_mistake = form_mistake_of(rq, entry.who_name);
	entry.words_mistake = form_mistake_of(rq, entry.words_name);
	return entry;
}

static void add_entries(struct work *w, struct talk_criterion_page *page)
{
	for (int i = 1; i <= DISSENTS_AT_ONCE; i++) {
		struct dissent_entry entry = entry_of(w, page->rq, i);

		if (i <= DISSENTS_SHOWN)
			list_add(w->arena, &page->entries, entry);
		else
			list_add(w->arena, &page->more_entries, entry);
		page->more_is_open =
			page->more_is_open || (i > DISSENTS_SHOWN && (*entry.who != '\0' || *entry.words != '\0'));
	}
}

/* How many were in the room is mostly the same from one criterion to the next of the same day. */
static int64_t people_last_counted(const struct talk_room *room, struct date today)
{
	const struct position *last = NULL;

	for (size_t i = 0; i < room->positions.len; i++) {
		const struct position *position = &room->positions.at[i];

		if (position->agreed_on.days == today.days &&
		    (last == NULL || position->recorded_at.ms > last->recorded_at.ms))
			last = position;
	}
	return last == NULL ? 0 : last->people;
}

static const char *people_text(struct arena *arena, int64_t people)
{
	return people == 0 ? "" : text_format(arena, "%lld", (long long)people);
}

static const char *choice_of(struct arena *arena, const struct position *position)
{
	if (position->placed > 0 && text_equal(position->outcome, "agreed"))
		return text_format(arena, "%lld", (long long)position->placed);
	return position->outcome;
}

/* A form that has been sent holds what was typed; else what is recorded, or what is likely. */
static void add_form(struct work *w, struct talk_criterion_page *page, const struct talk_room *room,
                     const struct position *position)
{
	struct talk_form *record = NEW(w->arena, struct talk_form);
	struct date today = date_at(w->now);

	*record = (struct talk_form){ "", "", "", today, people_text(w->arena, people_last_counted(room, today)) };
	if (position != NULL)
		*record = (struct talk_form){ choice_of(w->arena, position), position->reason, "", position->agreed_on,
			                      people_text(w->arena, position->people) };
	page->form = form_of(w, page->rq, &talk_form_record, record);
	page->when_is_open =
		*form_mistake_of(page->rq, "agreed_on") != '\0' || *form_mistake_of(page->rq, "people") != '\0';
	page->rests_mistake = form_mistake_of(page->rq, "rests");
}

void talk_form_fill(struct work *w, struct talk_criterion_page *page, const struct talk_room *room,
                    const struct pack_criterion *criterion, const struct position *position)
{
	add_form(w, page, room, position);
	add_line(w, page, room, criterion);
	add_entries(w, page);
}
