/* Positions and the talk they are agreed in: only of a release, with a history nobody can rewrite, and dissent in its own words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
/* cmocka wants the three above it before itself */
#include <cmocka.h>

#include "base/text.h"
#include "store/position.h"
#include "store/release.h"
#include "store/round.h"
#include "store/talk.h"
#include "support/answering.h"

/* ------------------------------------------------------------------ a round, and acts each in a change of its own */

struct doing {
	const struct position_act *record;
	struct talk_items items;
	const char *criterion;
	int64_t version;
};

static enum outcome change_close(struct work *w, void *plan)
{
	(void)plan;
	return round_close(w, 1) ? CHANGED : REFUSED;
}

static enum outcome change_record(struct work *w, void *plan)
{
	const struct doing *doing = plan;

	return position_save(w, doing->record) ? CHANGED : REFUSED;
}

static enum outcome change_agenda(struct work *w, void *plan)
{
	const struct doing *doing = plan;

	return talk_save(w, 1, doing->version, &doing->items) ? CHANGED : REFUSED;
}

static enum outcome change_skip(struct work *w, void *plan)
{
	const struct doing *doing = plan;

	return talk_skip(w, 1, doing->criterion, &doing->items) ? CHANGED : REFUSED;
}

static bool did(struct work *w, change_function *run, struct doing *doing)
{
	w->fault = (struct fault){ 0 };
	return db_change_now(w, run, doing) == CHANGED;
}

static int open_round(void **state)
{
	int failed = test_open(state);
	struct scratch *scratch = *state;

	answering_start(scratch, "criteria");
	scratch->work.person = "Facilitator";
	scratch->work.now = date_start(date_of(2026, 12, 1));
	return failed;
}

/* Six people say something about the first criterion, and the round closes. */
static struct work *closed(void **state)
{
	struct scratch *scratch = *state;

	for (int i = 0; i < 6; i++) {
		struct answer_save save = answering_say(answering_join(scratch, 1), "care.one", 0,
		                                        text_format(scratch->arena, "strength %d", i), 3, "");

		assert_int_equal(answering_save(scratch, &save), CHANGED);
	}
	if (db_change_now(&scratch->work, change_close, NULL) != CHANGED)
		fail_msg("%s", scratch->work.fault.sentence);
	return &scratch->work;
}

static struct position_act act_on(const char *criterion, const char *reason)
{
	return (struct position_act){ .position = { .round = 1,
		                                    .criterion = criterion,
		                                    .outcome = "agreed",
		                                    .placed = 2,
		                                    .reason = reason,
		                                    .agreed_on = date_of(2026, 12, 1),
		                                    .people = 14,
		                                    .why = "" } };
}

static bool records(struct work *w, const struct position_act *act)
{
	struct doing doing = { .record = act };

	return did(w, change_record, &doing);
}

static const struct position *position_now(struct work *w, const char *criterion)
{
	const struct position *found;

	assert_true(position_of(w, 1, criterion, &found));
	return found;
}

static void add_dissent(struct work *w, struct position_act *act, const char *who, const char *words)
{
	list_add(w->arena, &act->dissents, ((struct dissent){ .who = who, .words = words }));
}

/* ------------------------------------------------------------------ positions */

static void nothing_is_agreed_before_the_release(void **state)
{
	struct scratch *scratch = *state;
	struct work *w = &scratch->work;
	struct position_act act = act_on("care.one", "Too early.");
	struct doing doing = { .criterion = "care.one" };

	assert_false(records(w, &act));
	assert_int_equal(w->fault.kind, FAULT_CONFLICT);
	assert_null(position_now(w, "care.one"));
	assert_false(did(w, change_skip, &doing));
}

static void a_position_is_recorded_whole(void **state)
{
	struct work *w = closed(state);
	struct position_act act = act_on("care.one", "We compare, but late.");
	struct dissent_list dissents = { 0 };
	struct word_places words = { 0 };
	const struct position *p;

	add_dissent(w, &act, "Independent providers", "Recent tenders did publish scores.");
	add_dissent(w, &act, "", "I do not agree either.");
	list_add(w->arena, &act.words, (int64_t)2);
	list_add(w->arena, &act.words, (int64_t)5);
	assert_true(records(w, &act));
	p = position_now(w, "care.one");
	assert_non_null(p);
	assert_int_equal(p->version, 1);
	assert_int_equal(p->placed, 2);
	assert_int_equal(p->people, 14);
	assert_string_equal(p->reason, "We compare, but late.");
	assert_string_equal(p->recorded_by, "Facilitator");
	assert_true(dissents_of(w, p->id, &dissents));
	assert_int_equal(dissents.len, 2);
	assert_string_equal(dissents.at[0].who, "Independent providers");
	assert_string_equal(dissents.at[1].words, "I do not agree either.");
	assert_int_equal(dissents.at[1].until_version, 0);
	assert_true(position_words(w, p->id, &words));
	assert_int_equal(words.len, 2);
	assert_int_equal(words.at[1], 5);
	assert_int_equal(answering_count((struct scratch *)*state,
	                                 "SELECT COUNT(*) FROM event WHERE record = 'position' AND number = "
	                                 "(SELECT MAX(number) FROM event)"),
	                 1);
}

/* What it was, who recorded it and why it changed can be read afterwards; a withdrawn dissent keeps its words. */
static void a_change_keeps_what_was(void **state)
{
	struct work *w = closed(state);
	struct position_act act = act_on("care.one", "First reason."), next;
	struct position_list before = { 0 };
	struct dissent_list all = { 0 }, standing = { 0 };
	struct word_places words = { 0 };

	add_dissent(w, &act, "Carers", "Nobody asked us.");
	add_dissent(w, &act, "Providers", "We were asked.");
	list_add(w->arena, &act.words, (int64_t)1);
	assert_true(records(w, &act));
	next = act_on("care.one", "Second reason.");
	next.position.id = position_now(w, "care.one")->id;
	next.position.version = 1;
	next.position.outcome = "differ";
	next.position.placed = 0;
	next.position.why = "The carers spoke again.";
	w->person = "Another facilitator";
	list_add(w->arena, &next.withdrawn, (int64_t)1);
	list_add(w->arena, &next.words, (int64_t)4);
	assert_true(records(w, &next));
	assert_int_equal(position_now(w, "care.one")->version, 2);
	assert_true(positions_before(w, position_now(w, "care.one"), &before));
	assert_int_equal(before.len, 1);
	assert_string_equal(before.at[0].reason, "First reason.");
	assert_string_equal(before.at[0].recorded_by, "Facilitator");
	assert_string_equal(before.at[0].criterion, "care.one");
	assert_string_equal(position_now(w, "care.one")->why, "The carers spoke again.");
	assert_true(dissents_of(w, next.position.id, &all));
	assert_int_equal(all.len, 2);
	assert_string_equal(all.at[0].words, "Nobody asked us.");
	assert_int_equal(all.at[0].until_version, 2);
	assert_true(dissents_of_round(w, 1, &standing));
	assert_int_equal(standing.len, 1);
	assert_string_equal(standing.at[0].who, "Providers");
	assert_true(position_words(w, next.position.id, &words));
	assert_int_equal(words.len, 1);
	assert_int_equal(words.at[0], 4);
}

/* Words that were left and are rested on again later are there again. */
static void words_may_come_back(void **state)
{
	struct work *w = closed(state);
	struct word_places words = { 0 };

	for (int64_t version = 0; version < 3; version++) {
		struct position_act act = act_on("care.one", "Because.");

		act.position.version = version;
		act.position.id = version == 0 ? 0 : position_now(w, "care.one")->id;
		if (version != 1)
			list_add(w->arena, &act.words, (int64_t)3);
		if (!records(w, &act))
			fail_msg("%s", w->fault.sentence);
	}
	assert_true(position_words(w, position_now(w, "care.one")->id, &words));
	assert_int_equal(words.len, 1);
	assert_int_equal(words.at[0], 3);
}

/* By what they say, whatever place each has; neither those taken out nor those of another criterion. */
static void the_first_words_are_found_by_what_they_say(void **state)
{
	struct scratch *scratch = *state;
	struct work *w = closed(state);
	struct word_places words = { 0 };

	test_execute(scratch,
	             "INSERT INTO released_words (partnership, round, position, criterion, kind, label, words) VALUES "
	             "(1, 1, 1, 'care.one', 'strength', '', 'c'), (1, 1, 2, 'care.one', 'strength', '', ''), "
	             "(1, 1, 3, 'care.two', 'strength', '', 'a'), (1, 1, 4, 'care.one', 'strength', '', 'b'), "
	             "(1, 1, 5, 'care.one', 'development', '', 'd')");
	assert_true(position_words_first(w, 1, "care.one", 2, &words));
	assert_int_equal(words.len, 2);
	assert_int_equal(words.at[0], 4);
	assert_int_equal(words.at[1], 1);
	w->partnership = 2;
	words.len = 0;
	assert_true(position_words_first(w, 1, "care.one", 2, &words));
	assert_int_equal(words.len, 0);
}

static void of_two_facilitators_the_second_is_told(void **state)
{
	struct work *w = closed(state);
	struct position_act act = act_on("care.one", "The first."), late = act_on("care.one", "The second.");
	struct dissent_list all = { 0 };
	int64_t id;

	assert_true(records(w, &act));
	add_dissent(w, &late, "Somebody", "Lost if it were half saved.");
	assert_false(records(w, &late));
	assert_int_equal(w->fault.kind, FAULT_CONFLICT);
	id = position_now(w, "care.one")->id;
	act = act_on("care.one", "The first, again.");
	act.position.id = late.position.id = id;
	act.position.version = late.position.version = 1;
	assert_true(records(w, &act));
	assert_false(records(w, &late));
	assert_int_equal(w->fault.kind, FAULT_CONFLICT);
	assert_string_equal(position_now(w, "care.one")->reason, "The first, again.");
	assert_true(dissents_of(w, id, &all));
	assert_int_equal(all.len, 0);
}

/* A number of another position's dissent, or one that was withdrawn already, withdraws nothing. */
static void only_its_own_dissent_is_withdrawn(void **state)
{
	struct work *w = closed(state);
	struct position_act one = act_on("care.one", "One."), two = act_on("care.two", "Two.");
	struct dissent_list all = { 0 };

	add_dissent(w, &one, "Carers", "Of the first.");
	assert_true(records(w, &one));
	assert_true(records(w, &two));
	two.position.id = position_now(w, "care.two")->id;
	two.position.version = 1;
	list_add(w->arena, &two.withdrawn, (int64_t)1);
	assert_false(records(w, &two));
	assert_int_equal(w->fault.kind, FAULT_CONFLICT);
	assert_true(dissents_of_round(w, 1, &all));
	assert_int_equal(all.len, 1);
	assert_int_equal(position_now(w, "care.two")->version, 1);
}

static void another_partnership_sees_none(void **state)
{
	struct work *w = closed(state);
	struct position_act act = act_on("care.one", "Ours.");
	const struct position *found;
	int64_t id;

	assert_true(records(w, &act));
	id = position_now(w, "care.one")->id;
	w->partnership = 2;
	assert_true(position_of(w, 1, "care.one", &found));
	assert_null(found);
	assert_null(position_by_id(w, id));
	act.position.id = id;
	act.position.version = 1;
	assert_false(records(w, &act));
	w->partnership = 1;
	w->fault = (struct fault){ 0 };
	assert_string_equal(position_now(w, "care.one")->reason, "Ours.");
}

/* ------------------------------------------------------------------ the talk */

static struct talk_items items_of(struct work *w, const char *one, const char *other)
{
	struct talk_items items = { 0 };

	list_add(w->arena, &items, ((struct talk_item){ .criterion = one, .minutes = 20 }));
	if (other != NULL)
		list_add(w->arena, &items, ((struct talk_item){ .criterion = other, .minutes = 10 }));
	return items;
}

static void an_agenda_is_kept_in_its_order(void **state)
{
	struct work *w = closed(state);
	struct doing doing = { .items = items_of(w, "care.two", "care.one") };
	struct talk talk;

	assert_true(talk_of_round(w, 1, &talk));
	assert_int_equal(talk.version, 0);
	assert_true(did(w, change_agenda, &doing));
	assert_true(talk_of_round(w, 1, &talk));
	assert_int_equal(talk.version, 1);
	assert_int_equal(talk.items.len, 2);
	assert_string_equal(talk.items.at[0].criterion, "care.two");
	assert_int_equal(talk.items.at[0].minutes, 20);
	/* somebody who saw none has been overtaken */
	assert_false(did(w, change_agenda, &doing));
	assert_int_equal(w->fault.kind, FAULT_CONFLICT);
	/* what the round did not ask is not talked about */
	doing = (struct doing){ .items = items_of(w, "care.nine", NULL), .version = 1 };
	assert_false(did(w, change_agenda, &doing));
	assert_int_equal(w->fault.kind, FAULT_BAD_INPUT);
	assert_true(talk_of_round(w, 1, &talk));
	assert_int_equal(talk.items.len, 2);
}

/* The first thing done in a room may be to skip: what was proposed is then the agenda. */
static void skipping_makes_the_proposal_the_agenda(void **state)
{
	struct work *w = closed(state);
	struct doing doing = { .items = items_of(w, "care.one", NULL), .criterion = "care.one" };
	struct talk talk;
	int64_t left = -1;
	bool saved = false;

	assert_true(did(w, change_skip, &doing));
	doing.criterion = "care.two"; /* not proposed: comes last */
	assert_true(did(w, change_skip, &doing));
	assert_true(talk_of_round(w, 1, &talk));
	assert_int_equal(talk.items.len, 2);
	assert_true(talk.items.at[0].skipped);
	assert_true(talk.items.at[1].skipped);
	assert_string_equal(talk.items.at[1].criterion, "care.two");
	assert_true(talk_left(w, 1, &saved, &left));
	assert_true(saved);
	assert_int_equal(left, 0);
}

static void what_is_left_is_counted(void **state)
{
	struct work *w = closed(state);
	struct doing doing = { .items = items_of(w, "care.one", "care.two"), .criterion = "care.one" };
	struct position_act act = act_on("care.one", "Agreed after all.");
	struct talk talk;
	int64_t left = -1;
	bool saved = true;

	assert_true(talk_left(w, 1, &saved, &left));
	assert_false(saved);
	assert_true(did(w, change_agenda, &doing));
	assert_true(talk_left(w, 1, &saved, &left));
	assert_int_equal(left, 2);
	assert_true(did(w, change_skip, &doing));
	assert_true(talk_left(w, 1, &saved, &left));
	assert_int_equal(left, 1);
	assert_true(records(w, &act)); /* they came back to it */
	assert_true(talk_of_round(w, 1, &talk));
	assert_false(talk.items.at[0].skipped);
	assert_true(talk_left(w, 1, &saved, &left));
	assert_int_equal(left, 1);
	/* another order keeps what was skipped */
	doing = (struct doing){ .criterion = "care.two" };
	assert_true(did(w, change_skip, &doing));
	doing = (struct doing){ .items = items_of(w, "care.two", "care.one"), .version = 1 };
	assert_true(did(w, change_agenda, &doing));
	assert_true(talk_of_round(w, 1, &talk));
	assert_true(talk.items.at[0].skipped);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_round, test_close)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(nothing_is_agreed_before_the_release),
		TEST(a_position_is_recorded_whole),
		TEST(a_change_keeps_what_was),
		TEST(words_may_come_back),
		TEST(the_first_words_are_found_by_what_they_say),
		TEST(of_two_facilitators_the_second_is_told),
		TEST(only_its_own_dissent_is_withdrawn),
		TEST(another_partnership_sees_none),
		TEST(an_agenda_is_kept_in_its_order),
		TEST(skipping_makes_the_proposal_the_agenda),
		TEST(what_is_left_is_counted),
	};

	return test_on_both("positions", tests);
}
