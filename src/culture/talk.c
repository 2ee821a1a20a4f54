#include "culture/talk.h"

#include "base/text.h"
#include "culture/talk_agenda.h"
#include "culture/talk_criterion.h"
#include "culture/talk_summary.h"
#include "web/answer.h"

PAGE_TYPE(talk, TALK_PAGE);
ROW_TYPE(talk_line, TALK_LINE_FIELDS);

static struct talk_line line_of(const struct talk_room *room, const struct talk_item *item)
{
	const struct proposal *proposal = proposal_of(&room->proposals, item->criterion);
	const struct position *position = position_in(room, item->criterion);
	struct talk_line line = { .place = item->place,
		                  .criterion = item->criterion,
		                  .name = proposal == NULL ? "" : proposal->criterion->name,
		                  .why = proposal == NULL ? "" : proposal->why,
		                  .minutes = item->minutes,
		                  .state = talk_state(room, item).words,
		                  .position = "",
		                  .reason = "" };

	if (position == NULL)
		return line;
	line.position = position_words_of(room->pack, position);
	line.reason = position->reason;
	line.agreed_on = position->agreed_on;
	if (position->people > 0)
		line.people = figure_of_count(position->people);
	return line;
}

/* A facilitator goes to the projector; whoever only reads, to what people said. */
static struct url line_url(struct work *w, const struct talk_room *room, const char *criterion)
{
	if (room->may_plan)
		return talk_url(w->arena, room->round->id, criterion);
	return url_to(w->arena, "/culture/rounds/:id/results/:criterion",
	              text_format(w->arena, "%lld", (long long)room->round->id), criterion);
}

static void fill_lines(struct work *w, const struct talk_room *room, struct talk_page *page)
{
	for (size_t i = 0; i < room->agenda.len; i++)
		list_add(w->arena, &page->agenda, line_of(room, &room->agenda.at[i]));
	for (size_t i = 0; i < page->agenda.len; i++)
		list_add(w->arena, &page->lines,
		         ((struct talk_line_shown){ .line = &page->agenda.at[i],
		                                    .url = line_url(w, room, page->agenda.at[i].criterion),
		                                    .state = talk_state(room, &room->agenda.at[i]) }));
}

static void say(struct work *w, const struct talk_room *room, struct talk_page *page)
{
	int64_t left = 0, minutes = 0;

	for (size_t i = 0; i < room->agenda.len; i++) {
		left += talk_is_waiting(room, &room->agenda.at[i]);
		minutes += talk_is_waiting(room, &room->agenda.at[i]) ? room->agenda.at[i].minutes : 0;
	}
	if (room->agenda.len == 0)
		page->heading = "Nothing to talk about yet";
	else if (left == 0)
		page->heading = "Everything on the agenda has been talked about";
	else
		page->heading = text_format(w->arena, "%s to talk about, %s",
		                            count_words(w->arena, left, "criterion", "criteria"),
		                            minutes_words(w->arena, minutes));
	page->say = room->talk.version == 0
	                    ? "Proposed from the results: the widest disagreements first, then what is placed lowest, "
	                      "then strengths. Choose others, or begin."
	                    : "As the facilitator chose them.";
	if (room->talk.version == 0 && room->is_conversation)
		page->say = "Proposed from the results: what most people would have better. Choose others, or begin.";
}

static void say_next(struct work *w, const struct talk_room *room, struct talk_page *page)
{
	const struct talk_item *next = talk_next(room, NULL);
	const struct proposal *proposal = next == NULL ? NULL : proposal_of(&room->proposals, next->criterion);

	if (proposal != NULL && room->may_plan)
		page->next = (struct next_block){ .heading = text_format(w->arena, "Next: talk about “%s”",
			                                                 proposal->criterion->name),
			                          .why = "The projector view shows one criterion at a time, large: "
			                                 "what people said, four moves for "
			                                 "the talk, and the form for what is agreed.",
			                          .button = "Open the projector view",
			                          .url = talk_url(w->arena, room->round->id, next->criterion),
			                          .other = "Choose what to talk about",
			                          .other_url = page->choose };
	else if (room->positions.len > 0)
		page->next =
			(struct next_block){ .heading = "Next: look at what was agreed",
			                     .why = "Positions with their reasons, who sees it differently, and the "
			                            "actions: on one page that prints.",
			                     .button = "See the summary",
			                     .url = page->summary };
	else if (room->may_plan)
		page->next = (struct next_block){
			.heading = "Next: choose what to talk about",
			.why = "Nothing in the results speaks for one criterion more than for another.",
			.button = "Choose what to talk about",
			.url = page->choose
		};
}

static bool show_talk(struct work *w, struct request *rq)
{
	static const struct pair notices[] = { { "saved", "The agenda is saved." }, { NULL, NULL } };
	struct talk_page page = { 0 };
	struct talk_room room;

	if (!talk_room(w, rq, RELEASE_CRITERIA | RELEASE_SAID, &room))
		return answer_fault(w, rq);
	page.round = room.round;
	page.may_plan = room.may_plan;
	page.is_saved = room.talk.version != 0;
	page.choose = url_id(w->arena, "/culture/rounds/:id/talk/agenda", room.round->id);
	page.summary = url_id(w->arena, "/culture/rounds/:id/talk/summary", room.round->id);
	fill_lines(w, &room, &page);
	say(w, &room, &page);
	say_next(w, &room, &page);
	page.take_out = (struct take_out){ .what = "This agenda",
		                           .csv = url_id(w->arena, "/culture/rounds/:id/talk.csv", room.round->id),
		                           .json = url_id(w->arena, "/culture/rounds/:id/talk.json", room.round->id) };
	rq->frame.title = "Talk about the results";
	frame_notice(rq, notices);
	return answer_of_round(w, rq, room.round, "talk", VIEW(talk, &page));
}

const struct route talk_routes[] = {
	{ GET, "/culture/rounds/:id/talk", SHOW(show_talk), MAY_READ, READS, "Talk about the results" },
	{ GET, "/culture/rounds/:id/talk/agenda", SHOW(show_talk_agenda), MAY_PLAN, READS,
	  "Choose what to talk about" },
	{ POST, "/culture/rounds/:id/talk/agenda", SAVE(talk_agenda), MAY_PLAN, CHANGES, "Save the agenda" },
	{ GET, "/culture/rounds/:id/talk/summary", SHOW(show_talk_summary), MAY_READ, READS, "What was agreed" },
	{ GET, "/culture/rounds/:id/talk/:criterion", SHOW(show_talk_criterion), MAY_PLAN, READS,
	  "One criterion on the projector" },
	{ POST, "/culture/rounds/:id/talk/:criterion", SAVE(talk_position), MAY_PLAN, CHANGES, "Record a position" },
	{ POST, "/culture/rounds/:id/talk/:criterion/skip", SAVE(talk_skip), MAY_PLAN, CHANGES, "Skip a criterion" },
	{ .path = NULL },
};
