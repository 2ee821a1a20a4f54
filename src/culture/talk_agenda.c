/* Choosing what is talked about: which criteria, in which order, for how many minutes. */
#include "culture/talk_agenda.h"
#include "base/text.h"
#include "web/answer.h"

PAGE_TYPE(talk_agenda, TALK_AGENDA_PAGE);

/* ------------------------------------------------------------------ the form */

static const struct talk_item *item_on(const struct talk_items *items, const char *criterion)
{
	for (size_t i = 0; i < items->len; i++) {
		if (text_equal(items->at[i].criterion, criterion))
			return &items->at[i];
	}
	return NULL;
}

static const char *field_name(struct arena *arena, const char *what, const char *criterion)
{
	return text_format(arena, "%s-%s", what, criterion);
}

/* What was typed when the form came back, else what is on the agenda, else nothing. */
static const char *number_shown(struct work *w, const struct request *rq, const char *name, int64_t otherwise)
{
	if (form_has(rq, name))
		return request_form(rq, name);
	return otherwise == 0 ? "" : text_format(w->arena, "%lld", (long long)otherwise);
}

static struct agenda_row row_of(struct work *w, const struct request *rq, const struct talk_room *room,
                                const struct proposal *proposal)
{
	const char *key = proposal->criterion->key;
	const struct talk_item *item = item_on(&room->agenda, key);
	struct agenda_row row = { .key = key, .name = proposal->criterion->name, .why = proposal->why };

	row.place_name = field_name(w->arena, "place", key);
	row.minutes_name = field_name(w->arena, "minutes", key);
	row.is_ticked = rq->form.len > 0 ? form_ticked(rq, "criterion", key) : item != NULL;
	row.place = number_shown(w, rq, row.place_name, item == NULL ? 0 : item->place);
	row.minutes = number_shown(w, rq, row.minutes_name, item == NULL ? proposal->minutes : item->minutes);
	row.place_mistake = form_mistake_of(rq, row.place_name);
	row.minutes_mistake = form_mistake_of(rq, row.minutes_name);
	return row;
}

/* What is on the agenda first, in its order; then the others as they are proposed. */
static void fill_rows(struct work *w, const struct request *rq, const struct talk_room *room,
                      struct talk_agenda_page *page)
{
	for (size_t i = 0; i < room->agenda.len; i++) {
		const struct proposal *proposal = proposal_of(&room->proposals, room->agenda.at[i].criterion);

		if (proposal != NULL)
			list_add(w->arena, &page->rows, row_of(w, rq, room, proposal));
	}
	for (size_t i = 0; i < room->proposals.len; i++) {
		const struct proposal *proposal = &room->proposals.at[i];

		if (item_on(&room->agenda, proposal->criterion->key) == NULL)
			list_add(w->arena, &page->rows, row_of(w, rq, room, proposal));
	}
}

bool show_talk_agenda(struct work *w, struct request *rq)
{
	struct talk_agenda_page page = { .rq = rq };
	struct talk_room room;

	if (!talk_room(w, rq, RELEASE_CRITERIA | RELEASE_SAID, &room))
		return answer_fault(w, rq);
	page.round = room.round;
	page.version = form_version(rq, room.talk.version);
	page.mistake = form_mistake_of(rq, "criterion");
	page.action = url_id(w->arena, "/culture/rounds/:id/talk/agenda", room.round->id);
	page.back = url_id(w->arena, "/culture/rounds/:id/talk", room.round->id);
	fill_rows(w, rq, &room, &page);
	frame_crumb(w, rq, "Talk about the results", page.back);
	return answer(w, rq, VIEW(talk_agenda, &page));
}

/* ------------------------------------------------------------------ saving */

struct agenda_plan {
	int64_t round, version;
	struct talk_items items;
};

static bool read_number(struct work *w, struct request *rq, const char *name, const char *what, int64_t most,
                        int64_t otherwise, int64_t *number)
{
	const char *typed = text_trim(w->arena, request_form(rq, name));

	*number = otherwise;
	if (*typed == '\0')
		return true;
	if (!text_to_int(typed, number) || *number < 1 || *number > most)
		return form_mistake(w, rq, name, "Write the %s as a whole number from 1 to %lld.", what,
		                    (long long)most);
	return true;
}

static bool read_item(struct work *w, struct request *rq, const struct proposal *proposal, struct talk_item *item)
{
	const char *key = proposal->criterion->key;
	bool has_place, has_minutes;

	item->criterion = key;
	has_place = read_number(w, rq, field_name(w->arena, "place", key), "order", AGENDA_PLACES, AGENDA_PLACES,
	                        &item->place);
	has_minutes = read_number(w, rq, field_name(w->arena, "minutes", key), "minutes", TALK_MINUTES,
	                          proposal->minutes, &item->minutes);
	return has_place && has_minutes;
}

/* By the order that was typed; of equals, and of those without one, as they stood. */
static void put_in(struct work *w, struct talk_items *items, struct talk_item item)
{
	size_t at = items->len;

	list_add(w->arena, items, item);
	for (; at > 0 && items->at[at - 1].place > item.place; at--)
		items->at[at] = items->at[at - 1];
	items->at[at] = item;
}

static bool read_items(struct work *w, struct request *rq, const struct talk_agenda_page *shown,
                       const struct talk_room *room, struct talk_items *items)
{
	for (size_t i = 0; i < shown->rows.len; i++) {
		const struct proposal *proposal = proposal_of(&room->proposals, shown->rows.at[i].key);
		struct talk_item item = { 0 };

		if (form_ticked(rq, "criterion", proposal->criterion->key) && read_item(w, rq, proposal, &item))
			put_in(w, items, item);
	}
	if (rq->mistakes.len == 0 && items->len == 0)
		form_mistake(w, rq, "criterion", "Choose at least one criterion to talk about.");
	return rq->mistakes.len == 0;
}

bool prepare_talk_agenda(struct work *w, struct request *rq)
{
	struct agenda_plan *plan = NEW(w->arena, struct agenda_plan);
	struct talk_agenda_page shown = { 0 };
	struct talk_room room;

	if (!talk_room(w, rq, RELEASE_CRITERIA | RELEASE_SAID, &room))
		return false;
	fill_rows(w, rq, &room, &shown);
	if (!read_items(w, rq, &shown, &room, &plan->items))
		return false;
	plan->round = room.round->id;
	if (!text_to_int(request_form(rq, "version"), &plan->version))
		plan->version = 0;
	rq->plan = plan;
	rq->then = url_with(w->arena, url_id(w->arena, "/culture/rounds/:id/talk", plan->round), "done", "saved");
	return true;
}

enum outcome change_talk_agenda(struct work *w, void *plan_given)
{
	const struct agenda_plan *plan = plan_given;

	return talk_save(w, plan->round, plan->version, &plan->items) ? CHANGED : REFUSED;
}

/* ------------------------------------------------------------------ passing one over */

struct skip_plan {
	int64_t round;
	const char *criterion;
	struct talk_items proposed;
};

bool prepare_talk_skip(struct work *w, struct request *rq)
{
	struct skip_plan *plan = NEW(w->arena, struct skip_plan);
	const struct proposal *proposal;
	const struct talk_item *next;
	struct talk_room room;

	if (!talk_room(w, rq, RELEASE_CRITERIA | RELEASE_SAID, &room))
		return false;
	proposal = proposal_of(&room.proposals, path_part(rq, "criterion"));
	if (proposal == NULL)
		return fault(w, FAULT_NOT_FOUND, "This round did not ask about that criterion.");
	plan->round = room.round->id;
	plan->criterion = proposal->criterion->key;
	plan->proposed = talk_proposed(w->arena, &room.proposals);
	next = talk_next(&room, plan->criterion);
	rq->plan = plan;
	rq->then = next == NULL ? url_id(w->arena, "/culture/rounds/:id/talk/summary", plan->round)
	                        : talk_url(w->arena, plan->round, next->criterion);
	return true;
}

enum outcome change_talk_skip(struct work *w, void *plan_given)
{
	const struct skip_plan *plan = plan_given;

	return talk_skip(w, plan->round, plan->criterion, &plan->proposed) ? CHANGED : REFUSED;
}
