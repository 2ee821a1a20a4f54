/* The search: what is found and by whom, and that the index made anew is the index as it was kept up. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
/* cmocka wants the three above it before itself */
#include <cmocka.h>

#include "base/random.h"
#include "store/account.h"
#include "store/answer.h"
#include "store/framework.h"
#include "store/migrations.h"
#include "store/partnership.h"
#include "store/people_group.h"
#include "store/release.h"
#include "store/round.h"
#include "store/round_setup.h"
#include "store/search.h"
#include "store/search_due.h"
#include "store/search_rebuild.h"
#include "store/words_check.h"
#include "support/database.h"

#define THING 100000

/* ------------------------------------------------------------------ changes, each by itself */

struct act {
	struct search_entry entry;
	struct round *round;
	const struct round_setup *setup;
	struct voice *voice;
	struct people_group *group;
	struct framework_plan *framework;
	struct wording_plan *wording;
	struct answerer *answerer;
	struct answer_save *save;
	int64_t id, version;
	const char *text, *name;
};

#define ACT(name, call)                                                                                                \
	static enum outcome name(struct work *w, void *given)                                                          \
	{                                                                                                              \
		struct act *act = given;                                                                               \
		return (call) ? CHANGED : REFUSED;                                                                     \
	}

ACT(act_start, installation_start(w) && partnership_add(w, act->text, false) != 0)
ACT(act_ship, act != NULL && framework_ship(w))
ACT(act_put, search_put(w, &act->entry))
ACT(act_drop, search_drop(w, SEARCH_GROUP, THING + act->id, act->version))
ACT(act_round_add, round_add(w, act->round, act->setup))
ACT(act_round_change, round_change(w, act->round, act->setup, "test"))
ACT(act_round_open, round_open(w, act->id, act->version))
ACT(act_round_delete, round_delete(w, act->id, act->version))
ACT(act_round_close, round_close(w, act->id))
ACT(act_words_release,
    words_check(w, &(struct words_checking){ .round = act->id, .keep_rest = true }) && words_release(w, act->id))
ACT(act_words_take_out, words_take_out(w, &(struct words_taking_out){ .round = act->id,
                                                                      .place = act->version,
                                                                      .seen = act->name,
                                                                      .left = act->text,
                                                                      .reason = "care",
                                                                      .reason_words = "" }))
ACT(act_voice_add, voice_add(w, act->voice))
ACT(act_voice_change, voice_change(w, act->voice))
ACT(act_group_add, group_add(w, act->group))
ACT(act_group_change, group_change(w, act->group))
ACT(act_load, framework_load(w, act->framework))
ACT(act_text, wording_load(w, act->wording))
ACT(act_account, (act->id = account_add(w, act->text, act->name, "no hash")) != 0)
ACT(act_member, membership_give(w, act->id, act->text))
ACT(act_leave, membership_end(w, act->id))
ACT(act_rename, account_set_name(w, act->id, act->name))
ACT(act_join, answer_join(w, act->answerer, act->text))
ACT(act_answer, answer_save(w, act->save))
ACT(act_due, search_is_due(w, act->id))

/* A group of a number there is none of, so that nothing else about it matters. */
static struct search_entry thing(int64_t id, const char *title, const char *said, enum may may, int64_t at)
{
	return (struct search_entry){ .record = SEARCH_GROUP,
		                      .record_id = THING + id,
		                      .key = "",
		                      .title = title,
		                      .said = said,
		                      .place = "",
		                      .may = may,
		                      .at = { at } };
}

static void does(struct work *w, change_function *run, struct act *act)
{
	w->fault = (struct fault){ 0 };
	if (db_change_now(w, run, act) != CHANGED)
		fail_msg("%s", w->fault.sentence);
}

#define DOES(w, run, ...) does((w), (run), &(struct act){ __VA_ARGS__ })

/* Two partnerships with nothing in them but what each starts with; the work is a viewer's in the first. */
static struct work *begin(void **state)
{
	struct scratch *scratch = *state;
	struct work *w = &scratch->work;
	size_t count = 0;
	struct migration *steps = store_migrations(w->arena, &count);

	random_start();
	if (!database_migrate(scratch->database, w->arena, &w->fault, steps, count))
		fail_msg("%s", w->fault.sentence);
	w->now = date_start(date_of(2026, 11, 2));
	DOES(w, act_start, .text = "First");
	DOES(w, act_start, .text = "Second");
	w->partnership = 1;
	w->role = "viewer";
	return w;
}

/* ------------------------------------------------------------------ looking */

/* The titles of what is found, in order, with a stroke between them. */
static const char *found(struct work *w, const char *typed)
{
	struct search_query query = search_query_of(w->arena, typed);
	struct search_found all;
	const struct search_hit *hit;
	const char *titles = "";

	w->fault = (struct fault){ 0 };
	if (!search_find(w, &query, &all))
		fail_msg("%s: %s", typed, w->fault.sentence);
	for EACH(hit, &all.hits)
		titles = text_format(w->arena, "%s%s%s", titles, *titles == '\0' ? "" : "|", hit->title);
	return titles;
}

static void finds(struct work *w, const char *typed, const char *titles)
{
	const char *are = found(w, typed);

	if (!text_equal(are, titles))
		fail_msg("\"%s\" found \"%s\", not \"%s\"", typed, are, titles);
}

static void put(struct work *w, int64_t id, const char *title, const char *said, int64_t at)
{
	DOES(w, act_put, .entry = thing(id, title, said, MAY_READ, at));
}

static void all_words_must_be_there_the_last_by_its_beginning(void **state)
{
	struct work *w = begin(state);

	put(w, 1, "One", "Buses that stop at six are of no use to night staff.", 1);
	put(w, 2, "Two", "Night buses.", 2);
	finds(w, "buses", "Two|One");
	finds(w, "buses night", "Two|One");
	finds(w, "night bus", "Two|One");
	finds(w, "bus night", ""); /* only the last may be a beginning */
	finds(w, "buses staff six", "One");
	finds(w, "buses staff seven", "");
	finds(w, "b", ""); /* a single letter is not looked for */
	finds(w, "bu", "Two|One");
	finds(w, "buses a night", "Two|One");
	finds(w, "", "");
	finds(w, "buses buses buses", "Two|One");
}

static void neither_capitals_nor_accents_matter(void **state)
{
	struct work *w = begin(state);

	put(w, 1, "One", "The Caf\u00e9 for Carers\u2019 families, 1\u00bd miles off", 1);
	finds(w, "cafe", "One");
	finds(w, "CAFE\u0301", "One");
	finds(w, "carers' families", "One");
	finds(w, "carers\u2019 caf\u00e9", "One");
	finds(w, "ca\u00adf\u00e9 mi\u00adles", "One");
	finds(w, "caf\u00e9s", "");
}

static void title_first_then_newest(void **state)
{
	struct work *w = begin(state);
	struct search_entry heading;

	put(w, 1, "Old", "a winter plan", 100);
	put(w, 2, "Newer", "a winter plan", 200);
	put(w, 3, "Winter", "the plan", 10);
	put(w, 4, "Winter plan", "", 1);
	put(w, 5, "Plan of winter", "", 2);
	finds(w, "winter plan", "Plan of winter|Winter plan|Winter|Newer|Old");
	finds(w, "plan winter", "Plan of winter|Winter plan|Winter|Newer|Old");
	finds(w, "winter", "Winter|Plan of winter|Winter plan|Newer|Old");
	/* a heading that many share is not looked up */
	heading = thing(6, "Winter", "some words", MAY_READ, 900);
	heading.only_said = true;
	DOES(w, act_put, .entry = heading);
	finds(w, "winter words", "");
	finds(w, "some words", "Winter");
}

static void another_partnership_is_never_found(void **state)
{
	struct work *w = begin(state);

	put(w, 1, "Ours", "moorland", 1);
	w->partnership = 2;
	finds(w, "moorland", "");
	put(w, 1, "Theirs", "moorland", 1);
	finds(w, "moorland", "Theirs");
	w->partnership = 1;
	finds(w, "moorland", "Ours");
	DOES(w, act_drop, .id = 1, .version = SEARCH_ALL_PARTS);
	finds(w, "moorland", "");
	w->partnership = 2;
	finds(w, "moorland", "Theirs");
}

static void nobody_finds_what_they_may_not_see(void **state)
{
	static const struct {
		enum may may;
		const char *title;
	} things[] = { { MAY_READ, "Read" },      { MAY_CONTRIBUTE, "Contribute" }, { MAY_ANALYSE, "Analyse" },
		       { MAY_PLAN, "Plan" },      { MAY_APPROVE, "Approve" },       { MAY_ADMINISTER, "Administer" },
		       { MAY_NOT_SAID, "Nobody" } };
	static const char *const sees[][2] = { { "viewer", "Read" },
		                               { "contributor", "Contribute|Read" },
		                               { "analyst", "Analyse|Contribute|Read" },
		                               { "planner", "Plan|Analyse|Contribute|Read" },
		                               { "approver", "Approve|Contribute|Read" },
		                               { "administrator", "Administer|Approve|Plan|Analyse|Contribute|Read" } };
	struct work *w = begin(state);

	for (int i = 0; i < 7; i++)
		DOES(w, act_put, .entry = thing(i + 1, things[i].title, "secret word", things[i].may, i));
	for (size_t i = 0; i < sizeof sees / sizeof sees[0]; i++) {
		w->role = sees[i][0];
		finds(w, "secret word", sees[i][1]);
	}
	w->role = NULL;
	finds(w, "secret word", "");
	/* the same record, now for more people, and for fewer */
	w->role = "viewer";
	DOES(w, act_put, .entry = thing(6, "Now open", "secret word", MAY_READ, 9));
	DOES(w, act_put, .entry = thing(1, "Now shut", "secret word", MAY_PLAN, 9));
	finds(w, "secret", "Now open");
}

static void what_is_changed_or_dropped_is_found_no_more(void **state)
{
	struct work *w = begin(state);
	struct search_entry part = thing(1, "Its part", "heather too", MAY_READ, 2),
			    beside = thing(2, "Beside", "heather", MAY_READ, 0);

	part.part = SEARCH_PARTS - 1;
	put(w, 1, "Before", "the heather burns", 1);
	DOES(w, act_put, .entry = part);
	DOES(w, act_put, .entry = beside);
	finds(w, "heather", "Its part|Before|Beside");
	put(w, 1, "After", "the bracken grows", 1);
	finds(w, "heather", "Its part|Beside");
	finds(w, "before", "");
	finds(w, "bracken after", "After");
	DOES(w, act_drop, .id = 1, .version = part.part);
	finds(w, "heather", "Beside");
	finds(w, "bracken", "After");
	part.said = "bracken";
	DOES(w, act_put, .entry = part);
	DOES(w, act_drop, .id = 1, .version = SEARCH_ALL_PARTS);
	finds(w, "bracken", "");
	finds(w, "heather", "Beside"); /* the next number is another's */
	DOES(w, act_drop, .id = 1, .version = SEARCH_ALL_PARTS);
	/* a number that no id holds is not found, and does nobody harm */
	part.part = SEARCH_PARTS;
	DOES(w, act_put, .entry = part);
	part.part = 0;
	part.record_id = INT64_MAX;
	DOES(w, act_put, .entry = part);
	DOES(w, act_drop, .id = INT64_MAX - THING, .version = SEARCH_ALL_PARTS);
	finds(w, "bracken", "");
}

/* The rarest word gives the candidates, and common ones are looked up another way than others: all give the same. */
static void however_common_a_word_is(void **state)
{
	struct work *w = begin(state);

	for (int64_t i = 1; i <= 90; i++)
		put(w, i, text_format(w->arena, "Number %lld", (long long)i),
		    text_format(w->arena, "sedge %s %s %s", i % 9 == 0 ? "rush" : "",
		                i % 45 == 0 ? "orchid orchis" : "", i == 45 ? "lily" : ""),
		    i);
	finds(w, "sedge rush orchid", "Number 90|Number 45");
	finds(w, "orchid rush sed", "Number 90|Number 45");
	finds(w, "sedge orch", "Number 90|Number 45");
	finds(w, "lily sedge rush orchid", "Number 45");
	finds(w, "rush sedge lily number", "Number 45");
	finds(w, "sedge rush orchid fern", "");
	finds(w, "sedge rush",
	      "Number 90|Number 81|Number 72|Number 63|Number 54|Number 45|Number 36|Number 27|Number 18|Number 9");
}

static void only_so_many_are_shown_and_all_are_counted(void **state)
{
	struct work *w = begin(state);
	struct search_query query;
	struct search_found all;

	for (int64_t i = 1; i <= 60; i++)
		put(w, i, text_format(w->arena, "Number %lld", (long long)i),
		    i % 2 == 0 ? "even gorse gorsebush" : "odd gorse", i);
	query = search_query_of(w->arena, "gors");
	assert_true(search_find(w, &query, &all));
	assert_int_equal(all.hits.len, SEARCH_SHOWN);
	assert_int_equal(all.in_all, 60); /* though half of them have two words that begin so */
	assert_string_equal(all.hits.at[0].title, "Number 60");
	assert_string_equal(all.hits.at[49].title, "Number 11");
	assert_int_equal(all.hits.at[49].at.ms, 11);
	query = search_query_of(w->arena, "even gorse");
	assert_true(search_find(w, &query, &all));
	assert_int_equal(all.hits.len, 30);
	assert_int_equal(all.in_all, 30);
}

/* ------------------------------------------------------------------ hostile queries */

static void nothing_that_is_typed_breaks_it(void **state)
{
	static const char *const typed[] = {
		"\"",
		"'",
		"\\",
		"%",
		"_",
		"*",
		"AND",
		"OR NOT",
		"NEAR(a, b)",
		"\"AND \"",
		"a\" OR \"1\"=\"1",
		"'; DROP TABLE round; --",
		"<script>alert(1)</script>",
		"\u202eevil\u202c",
		"\U0001f469\u200d\U0001f469\u200d\U0001f467",
		"\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627",
		"\xf4\x8f\xbf\xbf",
		"\xff\xfe",
		"$1",
		":a",
		"?1",
		"title:plan",
		"-plan",
		"plan*",
		"{}",
		"\t\n\r ",
		"\u00a0\u200b\ufeff",
		"0",
		"-1",
		"1e9",
		"....................................................",
		"NULL",
		"\\x00",
		"%00",
	};
	struct work *w = begin(state);
	char *long_one = text_copy_bytes(w->arena, "", 0), *signs = arena_take(w->arena, 10001);
	struct random random = { .seed = 7 };
	struct search_query query;

	put(w, 1, "One", "drop table evil script alert null and or not near plan 0 1e9", 1);
	for (size_t i = 0; i < sizeof typed / sizeof typed[0]; i++)
		(void)found(w, typed[i]);
	finds(w, "'; drop \"TABLE\" --", "One");
	finds(w, "and or not", "One");
	finds(w, "\u202eevil\u202c", "One");
	for (int i = 0; i < 2000; i++)
		long_one = text_format(w->arena, "word%d %.9000s", i % 300, long_one);
	(void)found(w, long_one);
	memset(signs, 'x', 10000);
	finds(w, signs, "");
	memset(signs, '"', 10000);
	finds(w, signs, "");
	for (int i = 0; i < 2000; i++) { /* bytes of any kind */
		size_t len = random_below(&random, 60);

		for (size_t j = 0; j < len; j++)
			signs[j] = (char)(1 + random_below(&random, 255));
		signs[len] = '\0';
		query = search_query_of(w->arena, signs);
		assert_true(query.count <= SEARCH_WORDS);
		if (text_is_clean(signs, len)) /* nothing else comes through the door */
			(void)found(w, signs);
	}
	finds(w, "evil plan", "One");
}

static void a_long_query_is_cut_and_says_so(void **state)
{
	struct work *w = begin(state);
	struct search_query query = search_query_of(w->arena, "  one  two three four five six seven eight ");

	assert_int_equal(query.count, 8);
	assert_false(query.was_cut);
	assert_string_equal(query.typed, "one two three four five six seven eight");
	assert_true(search_query_has(&query, "one"));
	assert_false(search_query_has(&query, "ones"));
	assert_true(search_query_has(&query, "eighteen"));
	query = search_query_of(w->arena, "one two three four five six seven eight nine");
	assert_int_equal(query.count, 8);
	assert_true(query.was_cut);
	query = search_query_of(w->arena,
	                        text_format(w->arena, "\u00e9t\u00e9 %.300s",
	                                    "yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy"
	                                    "yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy"
	                                    "yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy"));
	assert_true(query.was_cut);
	assert_int_equal(text_characters(query.typed), SEARCH_CHARACTERS);
	assert_int_equal(query.count, 2);
}

/* ------------------------------------------------------------------ records */

/* Everything of the index, a line a row, in an order of its own. */
static const char *index_of(struct work *w)
{
	struct out out = { .arena = w->arena };
	const struct rows *entries =
		db_ask(w,
	               "SELECT record, record_id, key, id, title, said, place, may, at FROM search_entry "
	               "WHERE partnership = $1 ORDER BY id",
	               V(w->partnership));
	const struct rows *words =
		db_ask(w,
	               "SELECT entry, word, in_title, may, at FROM search_word WHERE partnership = $1 "
	               "ORDER BY entry, word",
	               V(w->partnership));

	assert_non_null(entries);
	assert_non_null(words);
	for (size_t i = 0; i < entries->len; i++)
		out_format(&out, "%lld %lld %s %lld %s / %s / %s %lld %lld\n", (long long)row_int(entries, i, 0),
		           (long long)row_int(entries, i, 1), row_text(entries, i, 2),
		           (long long)row_int(entries, i, 3), row_text(entries, i, 4), row_text(entries, i, 5),
		           row_text(entries, i, 6), (long long)row_int(entries, i, 7),
		           (long long)row_int(entries, i, 8));
	for (size_t i = 0; i < words->len; i++)
		out_format(&out, "%lld %s %lld %lld %lld\n", (long long)row_int(words, i, 0), row_text(words, i, 1),
		           (long long)row_int(words, i, 2), (long long)row_int(words, i, 3),
		           (long long)row_int(words, i, 4));
	return out_html(&out).at;
}

/* Made anew it is what it was, row for row. */
static void is_as_made_anew(struct work *w)
{
	const char *kept_up = index_of(w);
	int64_t added;

	w->fault = (struct fault){ 0 };
	if (!search_rebuild(w, NULL, &added))
		fail_msg("%s", w->fault.sentence);
	assert_string_equal(index_of(w), kept_up);
}

#define PACK                                                                                                           \
	"{ \"key\": \"bees\", \"title\": \"Bees\", \"publisher\": \"P\", \"credit\": \"Credit.\", "                    \
	"\"licence\": { \"name\": \"Free\" }, \"stem\": \"Good keeping\", \"line\": { \"positions\": ["                                            \
	"{ \"number\": 1, \"name\": \"A\", \"says\": \"a\" }, { \"number\": 2, \"name\": \"B\", \"says\": \"b\" }, "   \
	"{ \"number\": 3, \"name\": \"C\", \"says\": \"c\" }, { \"number\": 4, \"name\": \"D\", \"says\": \"d\" }, "   \
	"{ \"number\": 5, \"name\": \"E\", \"says\": \"e\" } ], "                                                      \
	"\"dont_know\": { \"name\": \"No idea\" }, \"does_not_apply\": { \"name\": \"Not here\" } }, "                 \
	"\"themes\": [ { \"key\": \"k\", \"name\": \"Hives\", \"criteria\": ["                                       \
	"{ \"key\": \"c\", \"name\": \"Care\", \"question\": \"Who looks after the swarm?\", "                         \
	"\"look_for\": [\"Gloves and veils\"], \"statements\": ["                                                      \
	"{ \"id\": \"c.1\", \"label\": \"Calm\" }, { \"id\": \"c.2\", \"label\": \"Dry\" }%s ] }, "                                       \
	"{ \"key\": \"d\", \"name\": \"Drones\", \"question\": \"What of them?\" } ] } ] }"

static struct blob blob_of(const char *text)
{
	return (struct blob){ (const unsigned char *)text, strlen(text) };
}

static void load_pack(struct work *w, const char *more)
{
	struct framework_plan plan;

	if (!framework_prepare(w, blob_of(text_format(w->arena, PACK, more)), &plan))
		fail_msg("%s", w->fault.sentence);
	DOES(w, act_load, .framework = &plan);
}

static void a_framework_is_found_with_its_criteria_and_statements(void **state)
{
	struct work *w = begin(state);
	struct wording_plan wording;

	load_pack(w, ", { \"id\": \"c.3\", \"label\": \"Wintering\" }");
	finds(w, "bees", "Bees");
	finds(w, "swarm", "Care");
	finds(w, "veil", "Care");
	finds(w, "care gloves", "Care");
	finds(w, "wintering", "Wintering");
	is_as_made_anew(w);
	w->now.ms += DAY_MS;
	load_pack(w, ""); /* the next version no longer has one of them */
	finds(w, "wintering", "");
	finds(w, "dry", "Dry");
	finds(w, "softly", "");
	is_as_made_anew(w);
	if (!wording_prepare(
		    w, "bees",
		    blob_of("Care\nMoves slowly and\nspeaks softly\nKeeps the lid dry\nGood keeping:\nHives\n"), "text",
		    &wording))
		fail_msg("%s", w->fault.sentence);
	DOES(w, act_text, .wording = &wording);
	finds(w, "softly", "Calm");
	finds(w, "lid", "Dry");
	is_as_made_anew(w);
	DOES(w, act_ship, .id = 0);
	finds(w, "needs assessment", "Needs assessment");
	is_as_made_anew(w);
}

static void people_are_found_by_who_sees_their_list(void **state)
{
	struct work *w = begin(state);
	struct act mhairi = { .text = "m@x.example", .name = "Mhairi Example" };
	struct act other = { .text = "o@x.example", .name = "Other" };

	does(w, act_account, &mhairi);
	does(w, act_account, &other);
	w->partnership = 2;
	DOES(w, act_member, .id = other.id, .text = "administrator");
	w->partnership = 1;
	finds(w, "mhairi", "");
	DOES(w, act_member, .id = mhairi.id, .text = "administrator");
	w->partnership = 2;
	DOES(w, act_member, .id = mhairi.id, .text = "viewer");
	w->partnership = 1;
	finds(w, "mhairi", "");
	w->role = "administrator";
	finds(w, "mhairi", "Mhairi Example");
	is_as_made_anew(w);
	DOES(w, act_rename, .id = mhairi.id, .name = "M\u00e0iri Example");
	finds(w, "mhairi", "");
	finds(w, "mairi exa", "M\u00e0iri Example");
	is_as_made_anew(w);
	w->partnership = 2; /* another name is another name everywhere */
	finds(w, "mairi", "M\u00e0iri Example");
	DOES(w, act_leave, .id = mhairi.id);
	finds(w, "mairi", "");
	is_as_made_anew(w);
	w->partnership = 1;
	finds(w, "mairi", "M\u00e0iri Example");
}

static void groups_and_voices_follow_their_names(void **state)
{
	struct work *w = begin(state);
	struct voice voice = { .key = "", .name = "Islanders", .position = 9 };
	struct people_group group = { .name = "Ferry crews", .note = "Ask at the harbour office." };

	finds(w, "unpaid carers",
	      "Unpaid carers of people who use health care|Unpaid carers of people who use social care");
	finds(w, "workforce", "Workforce");
	DOES(w, act_voice_add, .voice = &voice);
	group.voice = voice.id;
	DOES(w, act_group_add, .group = &group);
	finds(w, "islanders", "Islanders");
	finds(w, "harbour", "Ferry crews");
	group.version = voice.version = 1;
	group.note = "";
	group.retired = true;
	voice.name = "Islands";
	DOES(w, act_group_change, .group = &group);
	DOES(w, act_voice_change, .voice = &voice);
	finds(w, "harbour", "");
	finds(w, "ferry", "Ferry crews");
	finds(w, "islanders", "");
	finds(w, "islands", "Islands");
	is_as_made_anew(w);
}

/* ------------------------------------------------------------------ rounds and what was said in them */

/* A draft that asks the first group of each of two voices both criteria. */
static struct round draft(struct work *w, const char *title)
{
	const struct framework *framework = framework_by_key(w, "bees");
	struct round round = { .title = title,
		               .purpose = "To learn about honeydew.",
		               .framework_version = framework->current };
	LIST(struct people_group) groups = { 0 };
	struct round_setup setup = { 0 };

	list_add(w->arena, &setup.criteria, "c");
	list_add(w->arena, &setup.criteria, "d");
	assert_true(groups_all(w, (struct list_any *)(void *)&groups));
	for (size_t i = 0; i < groups.len; i++) {
		bool is_first = i == 0 || groups.at[i].voice != groups.at[i - 1].voice;

		if (is_first && setup.groups.len < 2)
			list_add(w->arena, &setup.groups,
			         ((struct asked_group){
					 .people_group = groups.at[i].id, .minutes = 5, .criteria = setup.criteria }));
	}
	DOES(w, act_round_add, .round = &round, .setup = &setup);
	return round;
}

/* So many people of a group of the round each say this about a criterion. */
static void people_say(struct work *w, int64_t round, size_t group, int people, const char *criterion,
                       const char *strength)
{
	LIST(struct round_group) groups = { 0 };

	assert_true(round_groups(w, round, (struct list_any *)(void *)&groups));
	for (int i = 0; i < people; i++) {
		const char *token = random_token(w->arena);
		struct answer_save save = {
			.token = token,
			.criterion = criterion,
			.said = { .strength = strength, .development = "", .reason = "", .placed = PLACED_NOT_SAID }
		};
		struct answerer answerer;

		assert_true(answerer_by_group_link(w, groups.at[group].link_token, &answerer));
		DOES(w, act_join, .answerer = &answerer, .text = token);
		DOES(w, act_answer, .save = &save);
		assert_int_equal(save.became, ANSWER_SAVED);
	}
}

/* Opened, and answered: by six about the one criterion, by four, too few to show anything, about the other. */
static int64_t answered_round(struct work *w, const char *title)
{
	struct round round = draft(w, title);

	DOES(w, act_round_open, .id = round.id, .version = 1);
	people_say(w, round.id, 0, 6, "c", "The thistledown drifts.");
	people_say(w, round.id, 1, 4, "d", "A corncrake was withheld.");
	return round.id;
}

static const char *coming(struct work *w)
{
	struct search_coming coming;

	assert_true(search_coming(w, &coming));
	return coming.is_everything ? "everything" : coming.rounds.len == 0 ? "" : coming.rounds.at[0];
}

static void rounds_are_found_as_they_are_now(void **state)
{
	struct work *w = begin(state);
	struct round first, second;

	load_pack(w, "");
	first = draft(w, "Heather count");
	w->now.ms += DAY_MS;
	second = draft(w, "Bracken count");
	finds(w, "count", "Bracken count|Heather count");
	finds(w, "honeydew", "Bracken count|Heather count");
	first.title = "Moss count";
	DOES(w, act_round_change, .round = &first);
	finds(w, "heather", "");
	finds(w, "moss", "Moss count");
	is_as_made_anew(w);
	w->now.ms += DAY_MS;
	DOES(w, act_round_open, .id = first.id, .version = 2);
	finds(w, "count", "Moss count|Bracken count"); /* opened last */
	DOES(w, act_round_delete, .id = second.id, .version = 1);
	finds(w, "count", "Moss count");
	is_as_made_anew(w);
}

static void only_released_words_are_ever_found(void **state)
{
	struct work *w = begin(state);
	struct search_query query = search_query_of(w->arena, "thistledown");
	struct search_found all;
	int64_t round, added;

	load_pack(w, "");
	round = answered_round(w, "Autumn");
	finds(w, "thistledown", "");
	finds(w, "corncrake", "");
	is_as_made_anew(w);
	finds(w, "thistledown", "");
	assert_string_equal(coming(w), "");
	DOES(w, act_round_close, .id = round);
	assert_string_equal(coming(w), ""); /* a facilitator reads them first */
	is_as_made_anew(w);
	finds(w, "thistledown", "");
	DOES(w, act_words_release, .id = round);
	finds(w, "thistledown", ""); /* not yet */
	assert_string_equal(coming(w), "Autumn");
	assert_true(search_catch_up(w, NULL, &added));
	assert_int_equal(added, 6);
	assert_string_equal(coming(w), "");
	finds(w, "thistledown", "Care|Care|Care|Care|Care|Care");
	finds(w, "thistledown care", "");
	finds(w, "corncrake", "");
	finds(w, "withheld", "");
	w->role = "administrator";
	finds(w, "corncrake", "");
	assert_true(search_find(w, &query, &all));
	assert_int_equal(all.hits.at[0].record, SEARCH_SAID);
	assert_int_equal(all.hits.at[0].record_id, round);
	assert_string_equal(all.hits.at[0].key, "c/strength");
	assert_string_equal(all.hits.at[0].place, "Users and carers, Autumn");
	is_as_made_anew(w);
	finds(w, "corncrake", "");
	w->partnership = 2;
	finds(w, "thistledown", "");
}

static int64_t closed_round(struct work *w)
{
	int64_t round = answered_round(w, "Autumn");

	DOES(w, act_round_close, .id = round);
	DOES(w, act_words_release, .id = round);
	return round;
}

/* Somebody complains: what is taken out is no more found, whether its words were in the search already or not. */
static void what_is_taken_out_is_not_found(void **state)
{
	struct work *w = begin(state);
	const struct released *released;
	const char *words;
	int64_t added, round;

	load_pack(w, "");
	round = closed_round(w);
	released = release_by_round(w, round, RELEASE_WORDS);
	words = released->words.at[0].words;
	DOES(w, act_words_take_out, .id = round, .version = 1, .name = words, .text = "");
	assert_true(search_catch_up(w, NULL, &added));
	finds(w, "thistledown", "Care|Care|Care|Care|Care");
	is_as_made_anew(w);
	words = released->words.at[1].words;
	DOES(w, act_words_take_out, .id = round, .version = 2, .name = words, .text = "Heather [a name was taken out]");
	finds(w, "thistledown", "Care|Care|Care|Care");
	finds(w, "heather name", "Care");
	is_as_made_anew(w);
	DOES(w, act_words_take_out, .id = round, .version = 2, .name = "Heather [a name was taken out]", .text = "");
	finds(w, "heather name", "");
	is_as_made_anew(w);
}

/* ------------------------------------------------------------------ made anew */

static void whatever_became_of_it_it_is_mended(void **state)
{
	struct work *w = begin(state);
	const char *kept_up;
	int64_t added;

	load_pack(w, "");
	closed_round(w);
	assert_true(search_catch_up(w, NULL, &added));
	kept_up = index_of(w);
	put(w, 77, "Nothing there is", "junk", 1); /* of a group that is no more */
	test_execute(*state, "DELETE FROM search_word WHERE word = 'thistledown'");
	test_execute(*state,
	             text_format(w->arena, "UPDATE search_entry SET title = 'Wrong' WHERE record = %d", SEARCH_ROUND));
	test_execute(
		*state,
		text_format(w->arena,
	                    "DELETE FROM search_word WHERE entry IN (SELECT id FROM search_entry WHERE record = %d)",
	                    SEARCH_VOICE));
	test_execute(*state, text_format(w->arena, "DELETE FROM search_entry WHERE record = %d", SEARCH_VOICE));
	w->partnership = 2;
	put(w, 77, "Another's", "junk", 1);
	w->partnership = 1;
	assert_true(search_rebuild(w, NULL, &added));
	assert_int_equal(added, 6);
	assert_string_equal(index_of(w), kept_up);
	finds(w, "junk", "");
	w->partnership = 2;
	finds(w, "junk", "Another's"); /* only the partnership that was asked for */
}

/* Says no after so many short changes. */
struct patience {
	int left;
	int64_t done, all;
};

static bool go_on(void *context, int64_t done, int64_t all)
{
	struct patience *patience = context;

	patience->done = done;
	patience->all = all;
	return --patience->left > 0;
}

static void stopped_it_goes_on_where_it_must(void **state)
{
	struct work *w = begin(state);
	int64_t added, last = -1;
	const char *kept_up;
	bool is_done = false;

	load_pack(w, "");
	closed_round(w);
	assert_true(search_catch_up(w, NULL, &added));
	kept_up = index_of(w);
	for (int patience = 1; !is_done; patience++) { /* stopped at every step there is */
		struct patience some = { .left = patience };

		w->fault = (struct fault){ 0 };
		assert_true(patience < 100);
		is_done = search_rebuild(w, &(struct search_watch){ go_on, &some }, &added);
		assert_string_equal(coming(w), is_done ? "" : "everything");
		assert_true(some.done >= last && some.all == 6);
		last = some.done;
		if (!is_done)
			assert_int_equal(w->fault.kind, FAULT_CONFLICT);
	}
	assert_int_equal(last, 6);
	assert_string_equal(index_of(w), kept_up);
}

static size_t places(struct work *w)
{
	struct search_places places = { 0 };

	assert_true(search_places_due(w, &places));
	return places.len;
}

static void a_job_is_wanted_while_something_is_due(void **state)
{
	struct work *w = begin(state);
	struct scratch *scratch = *state;

	assert_int_equal(places(w), 0);
	DOES(w, act_due, .id = 3);
	DOES(w, act_due, .id = 4);
	DOES(w, act_due, .id = 4);
	assert_int_equal(places(w), 1);
	w->partnership = 2;
	DOES(w, act_due, .id = 0);
	w->partnership = 1;
	assert_int_equal(places(w), 2);
	test_execute(scratch, "INSERT INTO job (partnership, id, kind, state, asked_by, asked_at) VALUES (2, 1, "
	                      "'search', 'running', 0, 0)");
	assert_int_equal(places(w), 1);
	test_execute(scratch,
	             text_format(w->arena, "UPDATE job SET state = 'failed', ended_at = %lld", (long long)w->now.ms));
	assert_int_equal(places(w), 1);
	w->now.ms += HOUR_MS; /* later it is tried again */
	assert_int_equal(places(w), 2);
}

/* An installation that was there before: all of it is due, and nothing is lost. */
static void an_upgrade_makes_everything_due(void **state)
{
	struct scratch *scratch = *state;
	struct work *w = &scratch->work;
	size_t count = 0;
	struct migration *steps = store_migrations(w->arena, &count);
	int64_t added;

	assert_true(database_migrate(scratch->database, w->arena, &w->fault, steps, 1));
	test_execute(scratch, "INSERT INTO partnership (id, name, created_at) VALUES (1, 'Old', 1), (2, 'Older', 1)");
	test_execute(scratch,
	             "INSERT INTO voice (partnership, id, key, name, position) VALUES (1, 1, 'a', 'Crofters', 1)");
	assert_true(database_migrate(scratch->database, w->arena, &w->fault, steps, count));
	w->now = date_start(date_of(2026, 11, 2));
	w->role = "viewer";
	assert_string_equal(coming(w), "everything");
	assert_int_equal(places(w), 2);
	finds(w, "crofters", "");
	assert_true(search_catch_up(w, NULL, &added));
	finds(w, "crofters", "Crofters");
	assert_string_equal(coming(w), "");
	assert_int_equal(places(w), 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, test_open, test_close)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(all_words_must_be_there_the_last_by_its_beginning),
		TEST(neither_capitals_nor_accents_matter),
		TEST(title_first_then_newest),
		TEST(another_partnership_is_never_found),
		TEST(nobody_finds_what_they_may_not_see),
		TEST(what_is_changed_or_dropped_is_found_no_more),
		TEST(however_common_a_word_is),
		TEST(only_so_many_are_shown_and_all_are_counted),
		TEST(nothing_that_is_typed_breaks_it),
		TEST(a_long_query_is_cut_and_says_so),
		TEST(a_framework_is_found_with_its_criteria_and_statements),
		TEST(people_are_found_by_who_sees_their_list),
		TEST(groups_and_voices_follow_their_names),
		TEST(rounds_are_found_as_they_are_now),
		TEST(only_released_words_are_ever_found),
		TEST(what_is_taken_out_is_not_found),
		TEST(whatever_became_of_it_it_is_mended),
		TEST(stopped_it_goes_on_where_it_must),
		TEST(a_job_is_wanted_while_something_is_due),
		TEST(an_upgrade_makes_everything_due),
	};

	return test_on_both("search", tests);
}
