#include "culture/talk_summary.h"

#include "base/text.h"
#include "culture/action_words.h"
#include "web/answer.h"

PAGE_TYPE(talk_summary, TALK_SUMMARY_PAGE);

static bool add_agreed(struct work *w, const struct talk_room *room, struct talk_summary_page *page)
{
	struct agreed_list agreed = { 0 };
	struct dissent_rows dissents = { 0 };

	if (!agreed_rows(w, room->pack, room->round->id, &agreed, &dissents))
		return false;
	page->agreed.len = agreed.len;
	page->agreed.at = agreed.at;
	page->dissents.len = dissents.len;
	page->dissents.at = dissents.at;
	for (size_t i = 0; i < agreed.len; i++) {
		struct summary_item item = { .agreed = &agreed.at[i] };
		bool is_same = text_equal(agreed.at[i].outcome, "agreed");

		for (size_t k = 0; k < dissents.len; k++) {
			if (text_equal(dissents.at[k].criterion, agreed.at[i].criterion))
				list_add(w->arena, &item.dissents, dissents.at[k]);
		}
		list_add(w->arena, is_same ? &page->same : &page->differ, item);
	}
	return true;
}

static bool add_actions(struct work *w, const struct talk_room *room, struct talk_summary_page *page)
{
	struct action_lines all;
	struct action_counts counts;

	if (!actions_all(w, &all))
		return false;
	counts = action_counts(&all, room->round->id);
	page->counts = action_counts_words(w->arena, &counts);
	for (size_t i = 0; i < all.len; i++) {
		if (all.at[i].round == room->round->id)
			list_add(w->arena, &page->actions, all.at[i]);
	}
	return true;
}

/* What is on the agenda with nothing agreed: skipped, or not come to yet. */
static void add_open(struct work *w, const struct talk_room *room, struct talk_summary_page *page)
{
	for (size_t i = 0; i < room->agenda.len; i++) {
		const struct talk_item *item = &room->agenda.at[i];
		const struct proposal *proposal = proposal_of(&room->proposals, item->criterion);
		struct talk_line *line = NEW(w->arena, struct talk_line);

		if (position_in(room, item->criterion) != NULL || proposal == NULL)
			continue;
		*line = (struct talk_line){ .criterion = item->criterion, .name = proposal->criterion->name };
		list_add(w->arena, &page->open,
		         ((struct talk_line_shown){ .line = line,
		                                    .url = talk_url(w->arena, room->round->id, item->criterion),
		                                    .state = talk_state(room, item) }));
	}
}

static void say(struct work *w, const struct talk_room *room, struct talk_summary_page *page)
{
	const struct talk_item *next = talk_next(room, NULL);

	page->heading = page->agreed.len == 0
	                        ? "Nothing is agreed yet"
	                        : text_format(w->arena, "%s agreed, %zu where we differ",
	                                      count_words(w->arena, count_of(page->same.len), "position", "positions"),
	                                      page->differ.len);
	if (!room->may_plan)
		return;
	if (next != NULL)
		page->next = (struct next_block){ .heading = "Next: go on with the talk",
			                          .why = "Something on the agenda has not been talked about yet.",
			                          .button = "Open the projector view",
			                          .url = talk_url(w->arena, room->round->id, next->criterion) };
	else if (page->agreed.len > 0)
		page->next = (struct next_block){ .heading = "Next: give everybody this page",
			                          .why = "Print it, or read it out. Everybody who may see the results "
			                                 "sees the positions there too.",
			                          .button = "See the results",
			                          .url = round_part_url(w->arena, room->round->id, "results") };
}

bool show_talk_summary(struct work *w, struct request *rq)
{
	struct talk_summary_page page = { .place = rq->frame.place };
	struct talk_room room;

	if (!talk_room(w, rq, RELEASE_CRITERIA | RELEASE_SAID, &room) || !add_agreed(w, &room, &page) ||
	    !add_actions(w, &room, &page))
		return answer_fault(w, rq);
	page.round = room.round;
	page.may_plan = room.may_plan;
	page.talk = url_id(w->arena, "/culture/rounds/:id/talk", room.round->id);
	add_open(w, &room, &page);
	say(w, &room, &page);
	page.take_out =
		(struct take_out){ .what = "This page",
		                   .csv = url_id(w->arena, "/culture/rounds/:id/talk/summary.csv", room.round->id),
		                   .json = url_id(w->arena, "/culture/rounds/:id/talk/summary.json", room.round->id) };
	frame_crumb(w, rq, "Talk about the results", page.talk);
	rq->frame.title = "What was agreed";
	return answer_of_round(w, rq, room.round, "agreed", VIEW(talk_summary, &page));
}
