#include "culture/talk_criterion.h"

#include "base/text.h"
#include "culture/signals.h"
#include "web/answer.h"

#define WORDS_OF_A_KIND 2 /* to begin with; the rest opens */

PAGE_TYPE(talk_criterion, TALK_CRITERION_PAGE);
ROW_TYPE(talk_form, TALK_FORM_FIELDS);

const char *const talk_choices[] = { "1", "2", "3", "4", "5", "agreed", "differ", NULL };

const char *dissent_field(struct arena *arena, const char *what, int number)
{
	return text_format(arena, "%s-%d", what, number);
}

/* ------------------------------------------------------------------ what people said */

static bool holds(const struct word_places *places, int64_t place)
{
	for (size_t i = 0; i < places->len; i++) {
		if (places->at[i] == place)
			return true;
	}
	return false;
}

static bool is_ticked(const struct request *rq, const struct word_places *rests, int64_t place, const char *value)
{
	return rq->form.len > 0 ? form_ticked(rq, "rests", value) : holds(rests, place);
}

static struct talk_words words_shown(struct work *w, const struct request *rq, const struct released_words *said,
                                     const char *kind, const struct word_places *rests)
{
	const char *place = text_format(w->arena, "%lld", (long long)said->position);

	return (struct talk_words){ .id = text_format(w->arena, "rests-%s", place),
		                    .kind = kind,
		                    .words = said->words,
		                    .label = said->label,
		                    .place = said->position,
		                    .is_ticked = is_ticked(rq, rests, said->position, place) };
}

/* A few of a kind are there to begin with, and all that the position rests on; the others open. */
static void add_of_kind(struct work *w, struct talk_criterion_page *page, const struct talk_room *room,
                        const struct word_places *rests, const char *kind, const char *called)
{
	const struct released_words *said;
	size_t shown = 0;

	for EACH(said, &room->released->words) {
		struct talk_words words = words_shown(w, page->rq, said, called, rests);

		if (!text_equal(said->criterion, page->criterion) || !text_equal(said->kind, kind))
			continue;
		if (words.is_ticked || shown++ < WORDS_OF_A_KIND)
			list_add(w->arena, &page->first, words);
		else
			list_add(w->arena, &page->rest, words);
	}
}

/* Strengths first. */
static void add_words(struct work *w, struct talk_criterion_page *page, const struct talk_room *room,
                      const struct word_places *rests)
{
	add_of_kind(w, page, room, rests, "strength", "Already works");
	add_of_kind(w, page, room, rests, "development", "Would make it better");
	add_of_kind(w, page, room, rests, "reason", "Why it does not apply");
	page->words_wait = room->released->words_wait;
	if (page->rest.len > 0)
		page->all = text_format(w->arena, "Show the other %zu of %zu", page->rest.len,
		                        page->rest.len + page->first.len);
}

/* ------------------------------------------------------------------ the form */

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

static void add_standing(struct work *w, struct talk_criterion_page *page, const struct dissent_list *dissents)
{
	const struct dissent *dissent;

	for EACH(dissent, dissents) {
		const char *number = text_format(w->arena, "%lld", (long long)dissent->id);

		if (dissent->until_version == 0)
			list_add(w->arena, &page->standing,
			         ((struct dissent_standing){ .dissent = dissent,
			                                     .who = dissent_who(dissent->who),
			                                     .id = text_format(w->arena, "withdraw-%s", number),
			                                     .is_ticked = form_ticked(page->rq, "withdraw", number) }));
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

/* ------------------------------------------------------------------ where it leads */

static const struct talk_item *item_before(const struct talk_room *room, const char *criterion)
{
	for (size_t i = 1; i < room->agenda.len; i++) {
		if (text_equal(room->agenda.at[i].criterion, criterion))
			return &room->agenda.at[i - 1];
	}
	return NULL;
}

static const char *name_in(const struct talk_room *room, const char *criterion)
{
	const struct proposal *proposal = proposal_of(&room->proposals, criterion);

	return proposal == NULL ? "" : proposal->criterion->name;
}

static const char *where_words(struct work *w, const struct talk_room *room, const char *criterion)
{
	for (size_t i = 0; i < room->agenda.len; i++) {
		if (text_equal(room->agenda.at[i].criterion, criterion))
			return text_format(w->arena, "Conversation %zu of %zu, %s. Criterion: %s", i + 1,
			                   room->agenda.len, minutes_words(w->arena, room->agenda.at[i].minutes),
			                   name_in(room, criterion));
	}
	return text_format(w->arena, "Criterion: %s", name_in(room, criterion));
}

static void add_ways(struct work *w, struct talk_criterion_page *page, const struct talk_room *room)
{
	const struct talk_item *before = item_before(room, page->criterion), *after = talk_next(room, page->criterion);
	const char *number = text_format(w->arena, "%lld", (long long)room->round->id);

	page->action = talk_url(w->arena, room->round->id, page->criterion);
	page->change = url_with(w->arena, page->action, "change", "yes");
	page->skip = url_to(w->arena, "/culture/rounds/:id/talk/:criterion/skip", number, page->criterion);
	page->may_skip = !page->has_position;
	page->turn = url_with(w->arena,
	                      url_with(w->arena,
	                               url_with(w->arena, url_to(w->arena, "/culture/actions/new"), "round", number),
	                               "criterion", page->criterion),
	                      "from", "talk");
	page->results = url_to(w->arena, "/culture/rounds/:id/results/:criterion", number, page->criterion);
	page->finish = url_id(w->arena, "/culture/rounds/:id/talk/summary", room->round->id);
	page->leave = url_id(w->arena, "/culture/rounds/:id/talk", room->round->id);
	if (before != NULL) {
		page->back = talk_url(w->arena, room->round->id, before->criterion);
		page->back_name = name_in(room, before->criterion);
	}
	if (after != NULL) {
		page->after = talk_url(w->arena, room->round->id, after->criterion);
		page->after_name = name_in(room, after->criterion);
	}
}

/* ------------------------------------------------------------------ the page */

static bool add_position(struct work *w, struct talk_criterion_page *page, const struct talk_room *room,
                         const struct position *position, struct word_places *rests)
{
	struct dissent_list dissents = { 0 };

	if (position == NULL)
		return true;
	if (!dissents_of(w, position->id, &dissents) || !position_words(w, position->id, rests))
		return false;
	add_standing(w, page, &dissents);
	list_add(w->arena, &page->agreed, agreed_row(room->pack, position, &dissents));
	for (size_t i = 0; i < page->standing.len; i++)
		list_add(w->arena, &page->dissents,
		         ((struct dissent_row){ .criterion = page->criterion,
		                                .name = page->name,
		                                .who = page->standing.at[i].who,
		                                .words = page->standing.at[i].dissent->words }));
	page->agreed_by = agreed_by_words(w->arena, position);
	return true;
}

/* How many actions came of this criterion in this round. */
static bool add_actions(struct work *w, struct talk_criterion_page *page, const struct talk_room *room)
{
	struct action_lines all;
	int64_t count = 0;

	page->actions = "";
	if (!actions_all(w, &all))
		return false;
	for (size_t i = 0; i < all.len; i++)
		count += all.at[i].round == room->round->id && text_equal(all.at[i].criterion, page->criterion);
	if (count > 0)
		page->actions = count_words(w->arena, count, "action came of it", "actions came of it");
	return true;
}

static bool fill(struct work *w, struct talk_criterion_page *page, const struct talk_room *room,
                 const struct pack_criterion *criterion)
{
	const struct position *position = position_in(room, criterion->key);
	struct word_places rests = { 0 };

	page->criterion = criterion->key;
	page->name = criterion->name;
	page->question = criterion->question;
	page->has_position = position != NULL;
	page->has_form =
		position == NULL || page->rq->form.len > 0 || text_equal(request_query(page->rq, "change"), "yes");
	page->version = form_version(page->rq, position == NULL ? 0 : position->version);
	page->where = where_words(w, room, criterion->key);
	if (!room->is_conversation)
		page->picture = talk_picture(w->arena, room->pack, criterion, room->released, &page->picture_title);
	if (!add_position(w, page, room, position, &rests) || !add_actions(w, page, room))
		return false;
	add_words(w, page, room, &rests);
	add_form(w, page, room, position);
	add_line(w, page, room, criterion);
	add_entries(w, page);
	add_ways(w, page, room);
	return true;
}

bool show_talk_criterion(struct work *w, struct request *rq)
{
	static const struct pair notices[] = { { "recorded", "Recorded. Does it say what you meant?" },
		                               { "action", "The action is written down." },
		                               { NULL, NULL } };
	struct talk_criterion_page page = { .rq = rq };
	const struct proposal *proposal;
	struct talk_room room;

	if (!talk_room(w, rq, RELEASE_CRITERIA | RELEASE_SAID | RELEASE_WORDS, &room))
		return answer_fault(w, rq);
	proposal = proposal_of(&room.proposals, path_part(rq, "criterion"));
	if (proposal == NULL) {
		fault(w, FAULT_NOT_FOUND, "This round did not ask about that criterion.");
		return answer_fault(w, rq);
	}
	if (!fill(w, &page, &room, proposal->criterion) ||
	    !signals_on_criterion(w, room.pack, room.released, page.criterion, true, &page.records))
		return answer_fault(w, rq);
	rq->frame.kind = FRAME_PROJECTOR;
	rq->frame.title = text_format(w->arena, "%s: %s", page.name, room.round->title);
	frame_notice(rq, notices);
	return answer_of_round(w, rq, room.round, "talk-position", VIEW(talk_criterion, &page));
}
