/* Recording what was agreed: reading the form of culture/talk_criterion.h, and the change. */
#include "base/text.h"
#include "culture/action_words.h"
#include "culture/talk_criterion.h"
#include "web/answer.h"

#define PEOPLE_MOST 9999

struct position_plan {
	struct position_act act;
	struct talk_items proposed;
};

/* ------------------------------------------------------------------ the position */

/* A conversation has no line to stand on; every other round has. */
static bool choice_is_fit(const struct talk_room *room, const char *choice)
{
	return text_equal(choice, "differ") || text_equal(choice, "agreed") == room->is_conversation;
}

static void read_choice(struct work *w, struct request *rq, const struct talk_room *room, const char *choice,
                        struct position *to)
{
	int64_t placed = 0;

	if (*form_mistake_of(rq, "choice") != '\0')
		return;
	if (!choice_is_fit(room, choice))
		form_mistake(w, rq, "choice", "Choose the position.");
	to->outcome = text_equal(choice, "differ") ? "differ" : "agreed";
	to->placed = text_to_int(choice, &placed) ? placed : 0;
}

static void check_day(struct work *w, struct request *rq, const struct talk_room *room, struct date *day)
{
	struct date today = date_at(w->now), closed = date_at(room->round->closed_at);

	if (day->days == 0)
		*day = today;
	if (day->days > today.days)
		form_mistake(w, rq, "agreed_on", "The day it was agreed cannot be after today.");
	else if (day->days < closed.days)
		form_mistake(w, rq, "agreed_on", "The day it was agreed cannot be before the round closed, on %s.",
		             date_text(w->arena, closed));
}

static void read_people(struct work *w, struct request *rq, const char *typed, int64_t *people)
{
	*people = 0;
	if (*typed != '\0' && (!text_to_int(typed, people) || *people < 1 || *people > PEOPLE_MOST))
		form_mistake(w, rq, "people",
		             "Write the people in the room as a number, such as 14, or leave it empty.");
}

/* Only what came is read, so that a field that is not on the form of a new position is not missed; what is needed is asked for by name. */
static void read_position(struct work *w, struct request *rq, const struct talk_room *room, struct position *to)
{
	struct talk_form typed = { .choice = "", .reason = "", .why = "", .people = "" };

	if (!form_has(rq, "choice")) /* the first on the page is the first that is told */
		form_mistake(w, rq, "choice", "Choose the position.");
	form_read(w, rq, &talk_form_record, &typed);
	read_choice(w, rq, room, typed.choice, to);
	if (!form_has(rq, "reason"))
		form_mistake(w, rq, "reason", "Fill in the reason (because).");
	if (to->version > 0 && !form_has(rq, "why"))
		form_mistake(w, rq, "why", "Fill in the reason for the change.");
	if (*form_mistake_of(rq, "agreed_on") == '\0')
		check_day(w, rq, room, &typed.agreed_on);
	to->reason = typed.reason;
	to->why = typed.why;
	to->agreed_on = typed.agreed_on;
	if (*form_mistake_of(rq, "people") == '\0')
		read_people(w, rq, typed.people, &to->people);
}

/* ------------------------------------------------------------------ who sees it differently */

static void check_length(struct work *w, struct request *rq, const char *field, const char *text, size_t most)
{
	size_t len = text_characters(text);

	if (len > most)
		form_mistake(w, rq, field, "Shorten this by %zu characters: it can be %zu at most.", len - most, most);
}

static void read_dissent(struct work *w, struct request *rq, int number, struct position_act *act)
{
	const char *who_field = dissent_field(w->arena, "who", number);
	const char *words_field = dissent_field(w->arena, "words", number);
	struct dissent dissent = { .who = text_trim(w->arena, request_form(rq, who_field)),
		                   .words = text_trim(w->arena, request_form(rq, words_field)) };

	if (*dissent.who == '\0' && *dissent.words == '\0')
		return;
	if (*dissent.words == '\0')
		form_mistake(w, rq, words_field, "Write what %s sees differently, or empty both.", dissent.who);
	check_length(w, rq, who_field, dissent.who, DISSENT_WHO);
	check_length(w, rq, words_field, dissent.words, DISSENT_WORDS);
	list_add(w->arena, &act->dissents, dissent);
}

static bool stands(const struct dissent_list *dissents, int64_t id)
{
	const struct dissent *dissent;

	for EACH(dissent, dissents) {
		if (dissent->id == id && dissent->until_version == 0)
			return true;
	}
	return false;
}

static bool read_withdrawn(struct work *w, struct request *rq, const struct position *position,
                           struct position_act *act)
{
	struct dissent_list dissents = { 0 };

	if (position == NULL)
		return true;
	if (!dissents_of(w, position->id, &dissents))
		return false;
	for (size_t i = 0; i < dissents.len; i++) {
		const char *number = text_format(w->arena, "%lld", (long long)dissents.at[i].id);

		if (form_ticked(rq, "withdraw", number) && stands(&dissents, dissents.at[i].id))
			list_add(w->arena, &act->withdrawn, dissents.at[i].id);
	}
	return true;
}

/* ------------------------------------------------------------------ the words it rests on */

/* Each box that was ticked must be one of this criterion's released words; each counts once. */
static void read_words(struct work *w, struct request *rq, const struct talk_room *room, const char *criterion,
                       struct position_act *act)
{
	size_t ticked = 0, found = 0;

	for (size_t i = 0; i < rq->form.len; i++)
		ticked += text_equal(rq->form.at[i].name, "rests");
	for (size_t i = 0; i < room->released->words.len; i++) {
		const struct released_words *said = &room->released->words.at[i];

		if (!text_equal(said->criterion, criterion) ||
		    !form_ticked(rq, "rests", text_format(w->arena, "%lld", (long long)said->position)))
			continue;
		list_add(w->arena, &act->words, said->position);
		found++;
	}
	if (found < ticked)
		form_mistake(w, rq, "rests", "Choose only among the words on this page.");
}

/* ------------------------------------------------------------------ all of it */

static struct url then_of(struct work *w, const struct request *rq, int64_t round, const char *criterion)
{
	if (text_equal(request_form(rq, "then"), "action"))
		return action_new_url(w->arena, round, criterion, true);
	return url_with(w->arena, talk_url(w->arena, round, criterion), "done", "recorded");
}

static bool read_act(struct work *w, struct request *rq, const struct talk_room *room, const char *criterion,
                     struct position_act *act)
{
	const struct position *position = position_in(room, criterion);

	act->position = (struct position){ .round = room->round->id, .criterion = criterion };
	if (!text_to_int(request_form(rq, "version"), &act->position.version) || act->position.version < 0)
		return fault(w, FAULT_BAD_INPUT, "The form came without its version. Open the page again.");
	act->position.id = position == NULL ? 0 : position->id;
	read_position(w, rq, room, &act->position);
	for (int i = 1; i <= DISSENTS_AT_ONCE; i++)
		read_dissent(w, rq, i, act);
	read_words(w, rq, room, criterion, act);
	return read_withdrawn(w, rq, position, act) && rq->mistakes.len == 0;
}

bool prepare_talk_position(struct work *w, struct request *rq)
{
	struct position_plan *plan = NEW(w->arena, struct position_plan);
	const struct proposal *proposal;
	struct talk_room room;

	if (!talk_room(w, rq, RELEASE_CRITERIA | RELEASE_SAID | RELEASE_WORDS, &room))
		return false;
	proposal = proposal_of(&room.proposals, path_part(rq, "criterion"));
	if (proposal == NULL)
		return fault(w, FAULT_NOT_FOUND, "This round did not ask about that criterion.");
	if (!read_act(w, rq, &room, proposal->criterion->key, &plan->act))
		return false;
	plan->proposed = talk_proposed(w->arena, &room.proposals);
	rq->plan = plan;
	rq->then = then_of(w, rq, room.round->id, proposal->criterion->key);
	return true;
}

enum outcome change_talk_position(struct work *w, void *plan_given)
{
	const struct position_plan *plan = plan_given;

	return talk_begin(w, plan->act.position.round, &plan->proposed) && position_save(w, &plan->act) ? CHANGED
	                                                                                                : REFUSED;
}
