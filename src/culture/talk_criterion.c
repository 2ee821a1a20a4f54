#include "culture/talk_criterion.h"

#include "base/text.h"
#include "culture/action_words.h"
#include "culture/signals.h"
#include "web/answer.h"

#define WORDS_OF_A_KIND 2 /* to begin with; the rest opens */

PAGE_TYPE(talk_criterion, TALK_CRITERION_PAGE);

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
	page->turn = action_new_url(w->arena, room->round->id, page->criterion, true);
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
	talk_form_fill(w, page, room, criterion, position);
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
