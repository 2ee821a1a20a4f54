#include "base/text.h"
#include "culture/talk.h"
#include "culture/theme.h"
#include "store/framework.h"
#include "store/role.h"
#include "web/answer.h"

#define MINUTES_USUAL 15

static bool is_on(const struct talk_items *items, const char *criterion)
{
	for (size_t i = 0; i < items->len; i++) {
		if (text_equal(items->at[i].criterion, criterion))
			return true;
	}
	return false;
}

/* What was agreed without being on the agenda was talked about as well: it stands last. */
static void set_agenda(struct work *w, struct talk_room *room)
{
	room->agenda = room->talk.version == 0 ? talk_proposed(w->arena, &room->proposals) : room->talk.items;
	for (size_t i = 0; i < room->positions.len; i++) {
		struct talk_item item = { room->positions.at[i].criterion, (int64_t)room->agenda.len + 1, MINUTES_USUAL,
			                  false };

		if (!is_on(&room->agenda, item.criterion))
			list_add(w->arena, &room->agenda, item);
	}
}

static bool read_release(struct work *w, struct talk_room *room, unsigned parts)
{
	struct pack_texts asked = { 0 };

	if (!text_equal(room->round->state, "closed"))
		return fault(w, FAULT_CONFLICT, "Results are talked about when the round is closed, and not before.");
	room->released = release_by_round(w, room->round->id, parts);
	room->pack = room->released == NULL ? NULL : pack_of_version(w, room->round->framework_version);
	if (room->pack == NULL || !round_criteria(w, room->round->id, &asked))
		return false;
	room->is_conversation = text_equal(room->round->depth, "conversation");
	room->proposals = talk_proposals(w->arena, room->pack, room->released, &asked, room->is_conversation);
	return true;
}

bool talk_room(struct work *w, struct request *rq, unsigned parts, struct talk_room *room)
{
	*room = (struct talk_room){ .may_plan = role_may(w->role, MAY_PLAN) };
	room->round = round_by_id(w, path_id(rq, "id"));
	if (room->round == NULL || !read_release(w, room, parts) || !talk_of_round(w, room->round->id, &room->talk) ||
	    !positions_of_round(w, room->round->id, &room->positions))
		return false;
	set_agenda(w, room);
	rq->frame.section = rounds_theme.name;
	frame_crumb(w, rq, "Self-assessment", url_to(w->arena, "/culture/rounds"));
	frame_crumb(w, rq, room->round->title, round_url(w->arena, room->round->id));
	return true;
}

const struct position *position_in(const struct talk_room *room, const char *criterion)
{
	for (size_t i = 0; i < room->positions.len; i++) {
		if (text_equal(room->positions.at[i].criterion, criterion))
			return &room->positions.at[i];
	}
	return NULL;
}

bool talk_is_waiting(const struct talk_room *room, const struct talk_item *item)
{
	return !item->skipped && position_in(room, item->criterion) == NULL;
}

struct state_words talk_state(const struct talk_room *room, const struct talk_item *item)
{
	const struct position *position = position_in(room, item->criterion);

	if (position != NULL)
		return text_equal(position->outcome, "agreed") ? (struct state_words){ STATE_DONE, "agreed" }
		                                               : (struct state_words){ STATE_NOW, "agreed to differ" };
	if (item->skipped)
		return (struct state_words){ STATE_ASIDE, "skipped" };
	return (struct state_words){ STATE_PLAIN, "not yet" };
}

struct url talk_url(struct arena *arena, int64_t round, const char *criterion)
{
	return url_to(arena, "/culture/rounds/:id/talk/:criterion", text_format(arena, "%lld", (long long)round),
	              criterion);
}

static size_t place_after(const struct talk_items *agenda, const char *criterion)
{
	for (size_t i = 0; criterion != NULL && i < agenda->len; i++) {
		if (text_equal(agenda->at[i].criterion, criterion))
			return i + 1;
	}
	return 0;
}

const struct talk_item *talk_next(const struct talk_room *room, const char *criterion)
{
	const struct talk_items *agenda = &room->agenda;
	size_t first = place_after(agenda, criterion);

	for (size_t n = 0; n < agenda->len; n++) {
		const struct talk_item *item = &agenda->at[(first + n) % agenda->len];

		if (talk_is_waiting(room, item) && (criterion == NULL || !text_equal(item->criterion, criterion)))
			return item;
	}
	return NULL;
}
