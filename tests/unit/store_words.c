/* The words of a closed round: checked before they are released, taken out of afterwards, tagged. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
/* cmocka wants the three above it before itself */
#include <cmocka.h>

#include "base/random.h"
#include "engine/shorten.h"
#include "store/release.h"
#include "store/words_check.h"
#include "store/words_tag.h"
#include "support/answering.h"

static int open_criteria(void **state)
{
	int failed = test_open(state);
	struct scratch *scratch = *state;

	answering_start(scratch, "criteria");
	scratch->work.person = "Facilitator";
	return failed;
}

/* ------------------------------------------------------------------ one act */

static enum outcome change_check(struct work *w, void *plan)
{
	return words_check(w, plan) ? CHANGED : REFUSED;
}

static enum outcome change_release(struct work *w, void *plan)
{
	return words_release(w, *(const int64_t *)plan) ? CHANGED : REFUSED;
}

static enum outcome change_take_out(struct work *w, void *plan)
{
	return words_take_out(w, plan) ? CHANGED : REFUSED;
}

/* REFUSED leaves a CONFLICT and nothing else. */
static void run(struct scratch *scratch, change_function *change, void *plan, enum outcome expected)
{
	scratch->work.fault = (struct fault){ 0 };
	if (db_change_now(&scratch->work, change, plan) != expected)
		fail_msg("not as expected: %s", scratch->work.fault.sentence);
	if (expected == REFUSED)
		assert_int_equal(scratch->work.fault.kind, FAULT_CONFLICT);
	scratch->work.fault = (struct fault){ 0 };
}

static void release(struct scratch *scratch, enum outcome expected)
{
	int64_t round = 1;

	run(scratch, change_release, &round, expected);
}

struct waiting {
	size_t len, cap;
	struct words_check *at;
};

static struct waiting waiting_now(struct scratch *scratch)
{
	struct waiting waiting = { 0 };

	assert_true(words_to_check(&scratch->work, 1, (struct list_any *)(void *)&waiting));
	return waiting;
}

static const struct words_check *waiting_with(struct scratch *scratch, const char *words)
{
	struct waiting waiting = waiting_now(scratch);

	for (size_t i = 0; i < waiting.len; i++) {
		if (text_equal(waiting.at[i].words, words))
			return &waiting.at[i];
	}
	fail_msg("nobody waits who wrote: %s", words);
	return NULL;
}

static struct words_decision decision_of(const struct words_check *one, const char *decision, const char *left,
                                         const char *reason)
{
	return (struct words_decision){ .position = one->position,
		                        .version = one->version,
		                        .decision = decision,
		                        .left = left,
		                        .reason = reason,
		                        .reason_words = text_equal(reason, "other") ? "In my own words" : "" };
}

static void decide(struct scratch *scratch, const char *words, const char *decision, const char *left,
                   const char *reason)
{
	struct words_checking checking = { .round = 1 };

	list_add(scratch->arena, &checking.decisions,
	         decision_of(waiting_with(scratch, words), decision, left, reason));
	run(scratch, change_check, &checking, CHANGED);
}

static void keep_rest(struct scratch *scratch)
{
	struct words_checking checking = { .round = 1, .keep_rest = true };

	run(scratch, change_check, &checking, CHANGED);
}

static const struct released *released_now(struct scratch *scratch, unsigned parts)
{
	const struct released *released = release_by_round(&scratch->work, 1, parts);

	if (released == NULL)
		fail_msg("%s", scratch->work.fault.sentence);
	return released;
}

#define SECRET "Ask-Mary-Smith"

/* Five of group 5, of whom one names a person and one is rude; one of group 1 and six more of it. */
static void usual_words(struct scratch *scratch)
{
	answering_one_says(scratch, 5, "We were asked " SECRET " twice", "");
	answering_one_says(scratch, 5, "Rude about somebody", "");
	answering_one_says(scratch, 5, "First of all the bus", "Later the bus");
	answering_one_says(scratch, 5, "The bus again", "");
	answering_one_says(scratch, 5, "No bus at all", "");
	answering_people_say(scratch, 1, 6, 3);
	answering_close(scratch);
}

/* How many rows of anything a page could read hold this text. The raw answers are not among them. */
static int64_t said_anywhere(struct scratch *scratch, const char *words)
{
	struct rows *rows = db_ask(
		&scratch->work,
		"SELECT (SELECT COUNT(*) FROM released_words WHERE partnership = 1 AND words LIKE '%' || $1 || '%') + "
		"(SELECT COUNT(*) FROM words_to_check WHERE partnership = 1 AND words || left_words LIKE '%' || $1 || "
		"'%') + "
		"(SELECT COUNT(*) FROM words_taken_out WHERE partnership = 1 AND criterion || kind || reason || "
		"reason_words || "
		"done_by LIKE '%' || $1 || '%') + "
		"(SELECT COUNT(*) FROM words_tag WHERE partnership = 1 AND name LIKE '%' || $1 || '%') + "
		"(SELECT COUNT(*) FROM event_payload WHERE partnership = 1 AND payload LIKE '%' || $1 || '%')",
		V(words));

	assert_non_null(rows);
	return row_int(rows, 0, 0);
}

/* ------------------------------------------------------------------ checking */

static void words_wait_for_a_facilitator(void **state)
{
	struct scratch *scratch = *state;
	struct words_waiting_list list = { 0 };
	struct words_progress progress;

	usual_words(scratch);
	assert_true(released_now(scratch, RELEASE_ALL)->words_wait);
	assert_int_equal(released_now(scratch, RELEASE_ALL | RELEASE_TAKEN_OUT)->words.len, 0);
	assert_int_equal(released_now(scratch, RELEASE_FEW_WORDS)->words.len, 0);
	assert_int_equal(answering_count(scratch, "SELECT COUNT(*) FROM released_words"), 0);
	assert_true(words_progress(&scratch->work, 1, &progress));
	assert_int_equal(progress.in_all, 12);
	assert_int_equal(progress.open, 12);
	assert_true(words_waiting(&scratch->work, &list));
	assert_int_equal(list.len, 1);
	assert_string_equal(list.at[0].title, "Round");
	assert_int_equal(list.at[0].progress.open, 12);
	release(scratch, REFUSED);
	scratch->work.partnership = 2;
	list.len = 0;
	assert_true(words_waiting(&scratch->work, &list));
	assert_int_equal(list.len, 0);
	assert_int_equal(waiting_now(scratch).len, 0);
	release(scratch, REFUSED);
}

/* The order that was shuffled at the close stays; what is held back leaves no gap to tell where it was. */
static void what_is_decided_is_released(void **state)
{
	struct scratch *scratch = *state;
	const struct released *released;
	struct waiting before;
	size_t at = 0;

	usual_words(scratch);
	decide(scratch, "We were asked " SECRET " twice", "shortened", "We were asked [a name was taken out] twice",
	       "person");
	decide(scratch, "Rude about somebody", "held", "", "abusive");
	before = waiting_now(scratch);
	keep_rest(scratch);
	release(scratch, CHANGED);
	released = released_now(scratch, RELEASE_ALL);
	assert_false(released->words_wait);
	assert_int_equal(released->words.len, 11);
	for (size_t i = 0; i < before.len; i++) {
		const struct words_check *one = &before.at[i];

		if (text_equal(one->decision, "held"))
			continue;
		assert_string_equal(released->words.at[at].words,
		                    text_equal(one->decision, "shortened") ? one->left_words : one->words);
		assert_string_equal(released->words.at[at].label, one->label);
		assert_int_equal(released->words.at[at].position, at + 1);
		at++;
	}
	assert_int_equal(at, 11);
}

/* Not in what is kept of the round, not in the log: only in the raw answer. */
static void what_was_taken_out_is_nowhere(void **state)
{
	struct scratch *scratch = *state;

	usual_words(scratch);
	assert_int_equal(said_anywhere(scratch, "Smith"), 1); /* it waits */
	decide(scratch, "We were asked " SECRET " twice", "shortened", "We were asked [a name was taken out] twice",
	       "person");
	decide(scratch, "Rude about somebody", "held", "", "other");
	keep_rest(scratch);
	release(scratch, CHANGED);
	assert_int_equal(said_anywhere(scratch, "Smith"), 0);
	assert_int_equal(said_anywhere(scratch, "Rude"), 0);
	assert_int_equal(answering_count(scratch, "SELECT COUNT(*) FROM words_to_check"), 0);
	assert_int_equal(answering_count(scratch, "SELECT COUNT(*) FROM response WHERE strength LIKE '%Smith%'"), 1);
	assert_int_equal(said_anywhere(scratch, "In my own words"), 1); /* the reason stays, with who gave it */
	assert_int_equal(answering_count(scratch, "SELECT COUNT(*) FROM words_taken_out WHERE done_by = 'Facilitator'"),
	                 2);
}

/* How many wrote was decided at the close: it does not follow what is held back. */
static void counts_of_who_wrote_do_not_change(void **state)
{
	struct scratch *scratch = *state;
	const struct released_said *said;

	usual_words(scratch);
	said = released_said_of(released_now(scratch, RELEASE_ALL), "care.one", 3);
	assert_int_equal((int)said->strengths.value, 5);
	decide(scratch, "Rude about somebody", "held", "", "abusive");
	keep_rest(scratch);
	release(scratch, CHANGED);
	said = released_said_of(released_now(scratch, RELEASE_ALL), "care.one", 3);
	assert_int_equal((int)said->strengths.value, 5);
	assert_int_equal((int)said->developments.value, 1);
}

static void a_decision_can_be_changed_until_the_release(void **state)
{
	struct scratch *scratch = *state;
	struct words_checking checking = { .round = 1 };

	usual_words(scratch);
	decide(scratch, "Rude about somebody", "held", "", "abusive");
	keep_rest(scratch);
	assert_string_equal(waiting_with(scratch, "Rude about somebody")->decision, "held");
	decide(scratch, "Rude about somebody", "kept", "", "");
	assert_string_equal(waiting_with(scratch, "Rude about somebody")->reason, "");
	decide(scratch, "No bus at all", "held", "", "care");
	list_add(scratch->arena, &checking.decisions,
	         decision_of(waiting_with(scratch, "No bus at all"), "kept", "", ""));
	release(scratch, CHANGED);
	run(scratch, change_check, &checking, REFUSED);
	release(scratch, REFUSED);
	assert_int_equal(said_anywhere(scratch, "No bus"), 0);
	assert_int_equal(said_anywhere(scratch, "Rude"), 1);
}

/* Two facilitators at once: the second hears of it, and nothing of theirs is saved. */
static void decisions_that_cross_are_noticed(void **state)
{
	struct scratch *scratch = *state;
	struct words_checking checking = { .round = 1 };
	const struct words_check *rude, *bus;

	usual_words(scratch);
	rude = waiting_with(scratch, "Rude about somebody");
	bus = waiting_with(scratch, "No bus at all");
	decide(scratch, "Rude about somebody", "held", "", "abusive");
	list_add(scratch->arena, &checking.decisions, decision_of(bus, "held", "", "care"));
	list_add(scratch->arena, &checking.decisions, decision_of(rude, "kept", "", ""));
	run(scratch, change_check, &checking, REFUSED);
	assert_string_equal(waiting_with(scratch, "No bus at all")->decision, "");
	checking = (struct words_checking){ .round = 1 };
	list_add(scratch->arena, &checking.keep, rude->position);
	list_add(scratch->arena, &checking.keep, bus->position);
	list_add(scratch->arena, &checking.keep, INT64_C(999));
	run(scratch, change_check, &checking, CHANGED);
	assert_string_equal(waiting_with(scratch, "Rude about somebody")->decision, "held"); /* as it was decided */
	assert_string_equal(waiting_with(scratch, "No bus at all")->decision, "kept");
}

static void nothing_to_check_is_no_wait(void **state)
{
	struct scratch *scratch = *state;
	struct words_progress progress;

	answering_people_say(scratch, 3, 4, 1); /* too few to show their words */
	answering_close(scratch);
	assert_false(released_now(scratch, RELEASE_ALL)->words_wait);
	assert_true(words_progress(&scratch->work, 1, &progress));
	assert_int_equal(progress.in_all, 0);
	assert_int_equal(said_anywhere(scratch, "words-of"), 0);
	release(scratch, REFUSED);
}

/* ------------------------------------------------------------------ deciding while it is released */

#define RACERS 40

struct racer {
	struct change change;
	struct work work;
	struct words_checking checking;
	const char *words;
};

static void racer_done(struct change *change)
{
	(void)change; /* the outcome stays in the change until the writers have stopped */
}

static void start_racer(struct scratch *scratch, struct racer *racer, change_function *run_it, void *plan)
{
	racer->work = (struct work){ .arena = arena_new(), .now = scratch->work.now, .partnership = 1 };
	racer->change = (struct change){ .run = run_it, .work = &racer->work, .plan = plan, .done = racer_done };
	assert_true(database_submit(scratch->database, &racer->change));
}

/* Who is told "held back" can rely on it; who is not, hears that it was too late. */
static void holding_back_and_the_release_may_race(void **state)
{
	static struct racer racers[RACERS + 1];
	struct scratch *scratch = *state;
	int64_t round = 1, held = 0;

	for (int i = 0; i < RACERS; i++)
		answering_one_says(scratch, 1, text_format(scratch->arena, "comment-%02d.", i), "");
	answering_close(scratch);
	keep_rest(scratch);
	for (int i = 0; i < RACERS; i++) {
		racers[i] = (struct racer){ .words = text_format(scratch->arena, "comment-%02d.", i) };
		racers[i].checking.round = 1;
		list_add(scratch->arena, &racers[i].checking.decisions,
		         decision_of(waiting_with(scratch, racers[i].words), "held", "", "care"));
	}
	assert_true(database_start_changes(scratch->database, &scratch->work.fault, 8));
	for (int i = 0; i < RACERS; i++) {
		if (i == RACERS / 2)
			start_racer(scratch, &racers[RACERS], change_release, &round);
		start_racer(scratch, &racers[i], change_check, &racers[i].checking);
	}
	database_stop_changes(scratch->database);
	assert_int_equal(racers[RACERS].change.outcome, CHANGED);
	for (int i = 0; i < RACERS; i++) {
		bool is_held = racers[i].change.outcome == CHANGED;

		held += is_held;
		assert_int_equal(said_anywhere(scratch, racers[i].words), is_held ? 0 : 1);
	}
	for (int i = 0; i <= RACERS; i++)
		arena_free(racers[i].work.arena);
	assert_int_equal(answering_count(scratch, "SELECT COUNT(*) FROM words_taken_out"), held);
}

/* ------------------------------------------------------------------ afterwards */

static int64_t place_of(struct scratch *scratch, const char *words)
{
	const struct released *released = released_now(scratch, RELEASE_WORDS);

	for (size_t i = 0; i < released->words.len; i++) {
		if (text_equal(released->words.at[i].words, words))
			return released->words.at[i].position;
	}
	fail_msg("not released: %s", words);
	return 0;
}

static void released(struct scratch *scratch)
{
	usual_words(scratch);
	decide(scratch, "Rude about somebody", "held", "", "abusive");
	keep_rest(scratch);
	release(scratch, CHANGED);
}

static void take_out(struct scratch *scratch, const char *words, const char *left, const char *reason)
{
	struct words_taking_out taking = { .round = 1,
		                           .place = place_of(scratch, words),
		                           .seen = words,
		                           .left = left,
		                           .reason = reason,
		                           .reason_words = "" };

	run(scratch, change_take_out, &taking, CHANGED);
	run(scratch, change_take_out, &taking, REFUSED); /* somebody was there first */
}

static void something_is_taken_out_later(void **state)
{
	struct scratch *scratch = *state;
	struct words_account account;
	const struct released *all;
	size_t gone = 0;

	released(scratch);
	take_out(scratch, "We were asked " SECRET " twice", "We were asked [a name was taken out] twice", "person");
	take_out(scratch, "No bus at all", "", "care");
	assert_int_equal(said_anywhere(scratch, "Smith") + said_anywhere(scratch, "No bus"), 0);
	assert_int_equal(released_now(scratch, RELEASE_ALL)->words.len, 10);
	all = released_now(scratch, RELEASE_ALL | RELEASE_TAKEN_OUT);
	assert_int_equal(all->words.len, 11);
	for (size_t i = 0; i < all->words.len; i++) {
		gone += *all->words.at[i].words == '\0';
		assert_int_equal(all->words.at[i].position, i + 1);
		assert_int_equal(all->words.at[i].taken_out_at.ms != 0,
		                 *all->words.at[i].words == '\0' || strstr(all->words.at[i].words, "[a name") != NULL);
	}
	assert_int_equal(gone, 1);
	assert_true(words_account(&scratch->work, 1, &account));
	assert_int_equal(account.held[words_reason_by("abusive") - words_reasons], 1);
	assert_int_equal(account.later_shortened[words_reason_by("person") - words_reasons], 1);
	assert_int_equal(account.later_out[words_reason_by("care") - words_reasons], 1);
	assert_int_equal((int)released_said_of(all, "care.one", 3)->strengths.value, 5);
}

/* The few words of the front are never empty ones. */
static void the_first_words_are_never_those_taken_out(void **state)
{
	struct scratch *scratch = *state;

	released(scratch);
	for (int left = 10; left > 0; left--) {
		const struct released *few = released_now(scratch, RELEASE_FEW_WORDS);
		size_t strengths = 0;

		for (size_t i = 0; i < few->words.len; i++) {
			assert_true(*few->words.at[i].words != '\0');
			strengths += text_equal(few->words.at[i].kind, "strength");
			if (text_equal(few->words.at[i].kind, "strength"))
				take_out(scratch, few->words.at[i].words, "", "person");
		}
		assert_int_equal(strengths, 1);
		assert_int_equal(few->words_in_all, 11);
	}
	assert_int_equal(released_now(scratch, RELEASE_FEW_WORDS)->words.len, 1); /* the one wish */
}

/* The report shows two of each kind: the first two of all that are there still. */
static void the_first_two_words_are_those_of_all(void **state)
{
	struct scratch *scratch = *state;

	released(scratch);
	for (int left = 10; left > 0; left--) {
		const struct released *all = released_now(scratch, RELEASE_WORDS);
		const struct released *two = released_now(scratch, RELEASE_TWO_WORDS);
		size_t at = 0, strengths = 0;

		for (size_t i = 0; i < all->words.len; i++) {
			if (text_equal(all->words.at[i].kind, "strength") && ++strengths > 2)
				continue;
			assert_true(at < two->words.len);
			assert_int_equal(two->words.at[at++].position, all->words.at[i].position);
		}
		assert_int_equal(at, two->words.len);
		assert_int_equal(two->words.len, left > 1 ? 3 : 2); /* with the one wish */
		take_out(scratch,
		         text_equal(two->words.at[0].kind, "strength") ? two->words.at[0].words
		                                                       : two->words.at[1].words,
		         "", "person");
	}
}

/* ------------------------------------------------------------------ tags */

static enum outcome change_add(struct work *w, void *plan)
{
	struct words_tag tag = { .round = 1, .name = "The bus" };

	return words_tag_add(w, &tag, plan) ? CHANGED : REFUSED;
}

struct tagging {
	struct words_tag tag;
	struct places places;
};

static enum outcome change_tag(struct work *w, void *plan)
{
	const struct tagging *tagging = plan;

	return words_tag_change(w, &tagging->tag, &tagging->places) ? CHANGED : REFUSED;
}

static enum outcome change_remove(struct work *w, void *plan)
{
	return words_tag_remove(w, plan) ? CHANGED : REFUSED;
}

static size_t ties_now(struct scratch *scratch)
{
	struct words_ties ties = { 0 };

	assert_true(words_ties(&scratch->work, 1, &ties));
	return ties.len;
}

static struct places bus_places(struct scratch *scratch)
{
	struct places places = { 0 };

	list_add(scratch->arena, &places, place_of(scratch, "The bus again"));
	list_add(scratch->arena, &places, place_of(scratch, "No bus at all"));
	list_add(scratch->arena, &places, INT64_C(999)); /* no such place: left out */
	return places;
}

static void words_are_tagged(void **state)
{
	struct scratch *scratch = *state;
	struct places places;
	struct tagging tagging = { 0 };
	struct list_any tags = { 0 };
	const struct words_tag *tag;

	released(scratch);
	places = bus_places(scratch);
	run(scratch, change_add, &places, CHANGED);
	run(scratch, change_add, &places, REFUSED); /* the name is taken */
	assert_int_equal(ties_now(scratch), 2);
	tag = words_tag_by_id(&scratch->work, 1, 1);
	assert_string_equal(tag->name, "The bus");
	assert_string_equal(tag->made_by, "Facilitator");
	take_out(scratch, "No bus at all", "", "care");
	assert_int_equal(ties_now(scratch), 1);
	tagging = (struct tagging){ .tag = *tag, .places = places };
	tagging.tag.name = "Buses";
	run(scratch, change_tag, &tagging, CHANGED); /* what was taken out stays untied */
	assert_int_equal(ties_now(scratch), 1);
	run(scratch, change_tag, &tagging, REFUSED);
	run(scratch, change_remove, &tagging.tag, REFUSED);
	tagging.tag.version++;
	run(scratch, change_remove, &tagging.tag, CHANGED);
	assert_int_equal(ties_now(scratch), 0);
	assert_true(words_tags(&scratch->work, 1, &tags));
	assert_int_equal(tags.len, 0);
	assert_null(words_tag_by_id(&scratch->work, 1, 1));
}

static void tags_are_of_one_round_and_partnership(void **state)
{
	struct scratch *scratch = *state;
	struct places places;
	struct list_any tags = { 0 };

	released(scratch);
	places = bus_places(scratch);
	run(scratch, change_add, &places, CHANGED);
	assert_null(words_tag_by_id(&scratch->work, 2, 1));
	scratch->work.fault = (struct fault){ 0 };
	scratch->work.partnership = 2;
	assert_true(words_tags(&scratch->work, 1, &tags));
	assert_int_equal(tags.len, 0);
	assert_int_equal(ties_now(scratch), 0);
	assert_null(words_tag_by_id(&scratch->work, 1, 1));
}

#define WORDS(test) cmocka_unit_test_setup_teardown(test, open_criteria, test_close)

int main(void)
{
	const struct CMUnitTest tests[] = {
		WORDS(words_wait_for_a_facilitator),
		WORDS(what_is_decided_is_released),
		WORDS(what_was_taken_out_is_nowhere),
		WORDS(counts_of_who_wrote_do_not_change),
		WORDS(a_decision_can_be_changed_until_the_release),
		WORDS(decisions_that_cross_are_noticed),
		WORDS(nothing_to_check_is_no_wait),
		WORDS(holding_back_and_the_release_may_race),
		WORDS(something_is_taken_out_later),
		WORDS(the_first_words_are_never_those_taken_out),
		WORDS(the_first_two_words_are_those_of_all),
		WORDS(words_are_tagged),
		WORDS(tags_are_of_one_round_and_partnership),
	};

	return test_on_both("words", tests);
}
