/* Reading packs: the one that ships, small good ones, and every way to get one wrong. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "store/pack.h"
#include "support/source_file.h"

struct read {
	struct arena *arena;
	struct fault fault;
	struct pack_texts problems;
	struct pack *pack;
};

static struct read *read_bytes(struct read *read, const char *json, size_t len)
{
	*read = (struct read){ .arena = read->arena };
	read->pack = pack_read(read->arena, &read->fault, json, len, &read->problems);
	assert_true((read->pack != NULL) == (read->fault.kind == FAULT_NONE));
	assert_true((read->pack != NULL) == (read->problems.len == 0) || len > PACK_BYTES);
	return read;
}

static struct read *read_text(struct read *read, const char *json)
{
	return read_bytes(read, json, strlen(json));
}

static int begin(void **state)
{
	struct read *read = test_calloc(1, sizeof *read);

	read->arena = arena_new();
	*state = read;
	return 0;
}

static int end(void **state)
{
	struct read *read = *state;

	arena_free(read->arena);
	test_free(read);
	return 0;
}

#define LINE                                                                                       \
	"\"line\": { \"positions\": ["                                                             \
	"{ \"number\": 1, \"name\": \"No\", \"says\": \"One.\" }," \
	"{ \"number\": 2, \"name\": \"Little\", \"says\": \"Two.\" }," \
	"{ \"number\": 3, \"name\": \"Some\", \"says\": \"Three.\" }," \
	"{ \"number\": 4, \"name\": \"Much\", \"says\": \"Four.\" }," \
	"{ \"number\": 5, \"name\": \"All\", \"says\": \"Five.\" } ],"                              \
	"\"dont_know\": { \"name\": \"I do not know\" },"                                          \
	"\"does_not_apply\": { \"name\": \"Not for me\", \"asks\": \"Why?\" } }"
#define ABOUT                                                                                      \
	"\"key\": \"garden\", \"title\": \"Garden\", \"publisher\": \"A club\", \"credit\": \"A club\"," \
	"\"licence\": { \"name\": \"Ours\" }, "
#define CRITERION "{ \"key\": \"a.b\", \"name\": \"Soil\", \"question\": \"Is it good?\" }"
#define GOOD                                                                                       \
	"{ " ABOUT LINE ", \"themes\": [ { \"key\": \"a\", \"name\": \"A\", \"criteria\": [ " CRITERION " ] } ] }"

/* The good pack with one piece put in the place of another. */
static const char *altered(struct arena *arena, const char *was, const char *is)
{
	const char *at = strstr(GOOD, was);

	assert_non_null(at);
	return text_format(arena, "%.*s%s%s", (int)(at - GOOD), GOOD, is, at + strlen(was));
}

/* That the pack is refused for exactly this reason. */
static void refuse(struct read *read, const char *json, const char *problem)
{
	read_text(read, json);
	assert_null(read->pack);
	assert_int_equal(read->fault.kind, FAULT_BAD_INPUT);
	assert_true(read->problems.len >= 1);
	assert_string_equal(read->problems.at[0], problem);
	assert_non_null(strstr(read->fault.sentence, problem));
}

static void a_small_pack_is_read(void **state)
{
	struct read *read = read_text(*state, GOOD);
	const struct pack_criterion *criterion;

	assert_non_null(read->pack);
	assert_string_equal(read->pack->title, "Garden");
	assert_int_equal(read->pack->criteria, 1);
	assert_int_equal(read->pack->statements, 0);
	criterion = pack_criterion(read->pack, "a.b");
	assert_non_null(criterion);
	assert_string_equal(criterion->theme_name, "A");
	assert_string_equal(criterion->think, "");
	assert_int_equal(criterion->minutes, 2);
	assert_int_equal(criterion->positions.len, 5);
	assert_string_equal(criterion->positions.at[2].says, "Three.");
	assert_true(pack_asks(criterion, "anybody"));
	assert_string_equal(read->pack->does_not_apply.asks, "Why?");
	assert_string_equal(read->pack->dont_know.says, "");
	assert_null(pack_criterion(read->pack, "a.c"));
	assert_null(pack_statement(read->pack, ""));
}

static void a_criterion_may_have_its_own_positions(void **state)
{
	struct read *read = *state;

	read_text(read, altered(read->arena, "\"Is it good?\"",
	                        "\"Is it good?\", \"minutes\": 3, \"asked_of\": [ \"leaders\" ], \"positions\": ["
	                        "{ \"number\": 1, \"says\": \"a\" }, { \"number\": 2, \"says\": \"b\" },"
	                        "{ \"number\": 3, \"says\": \"c\" }, { \"number\": 4, \"says\": \"d\" },"
	                        "{ \"number\": 5, \"name\": \"Lush\", \"says\": \"e\" } ]"));
	assert_non_null(read->pack);
	assert_string_equal(read->pack->themes.at[0].criteria.at[0].positions.at[0].name, "No");
	assert_string_equal(read->pack->themes.at[0].criteria.at[0].positions.at[4].name, "Lush");
	assert_string_equal(read->pack->themes.at[0].criteria.at[0].positions.at[4].says, "e");
	assert_int_equal(read->pack->themes.at[0].criteria.at[0].minutes, 3);
	assert_false(pack_asks(&read->pack->themes.at[0].criteria.at[0], "users_carers"));
}

static void what_is_wrong_is_said_with_its_place(void **state)
{
	static const struct {
		const char *was, *is, *problem;
	} cases[] = {
		{ "\"Garden\"", "\"  \"", "The pack: the title is empty." },
		{ "\"title\": \"Garden\",", "", "The pack: the title is missing." },
		{ "\"title\": \"Garden\"", "\"title\": 7",
		  "The pack: the title must be text between quotation marks." },
		{ "\"garden\"", "\"My garden\"",
		  "The pack: the key may hold only the letters a to z and digits, with dots, hyphens and underscores "
		  "between them." },
		{ "\"garden\"", "\"..\"",
		  "The pack: the key may hold only the letters a to z and digits, with dots, hyphens and underscores "
		  "between them." },
		{ "\"Garden\"", "\"Gar\\u0007den\"", "The pack: the title holds a character that cannot be shown." },
		{ "\"licence\": { \"name\": \"Ours\" }, ", "",
		  "The licence: this must be an object, written between { and }." },
		{ "\"question\": \"Is it good?\"", "\"think\": \"Hm.\"",
		  "Theme 1, criterion 1: the question is missing." },
		{ "\"Is it good?\"", "\"Is it good?\", \"qestion\": \"\"",
		  "Theme 1, criterion 1: packs have no \"qestion\" here. Is it spelled wrongly?" },
		{ "\"Is it good?\"", "\"Is it good?\", \"minutes\": 0",
		  "Theme 1, criterion 1: the minutes must be a whole number from 1 to 60." },
		{ "\"Is it good?\"", "\"Is it good?\", \"minutes\": 2.5",
		  "Theme 1, criterion 1: the minutes must be a whole number from 1 to 60." },
		{ "\"Is it good?\"", "\"Is it good?\", \"positions\": [ { \"number\": 1, \"says\": \"a\" } ]",
		  "Theme 1, criterion 1: it must have exactly five positions, and has 1." },
		{ "\"Is it good?\"", "\"Is it good?\", \"statements\": [ { \"id\": \"a.b.1\" } ]",
		  "Theme 1, criterion 1, statement 1: the label is missing." },
		{ "\"Is it good?\"", "\"Is it good?\", \"statements\": [ 5 ]",
		  "Theme 1, criterion 1, statement 1: this must be an object, written between { and }." },
		{ "\"Is it good?\"", "\"Is it good?\", \"look_for\": \"Worms\"",
		  "Theme 1, criterion 1: the things to look for must be a list, written between [ and ]." },
		{ "\"Is it good?\"", "\"Is it good?\", \"look_for\": [ \"\" ]",
		  "Theme 1, criterion 1: one of the things to look for is empty." },
		{ "\"number\": 3", "\"number\": 4",
		  "The line, position 3: its number should be 3: positions stand in order from 1 to 5." },
		{ "\"name\": \"Some\", ", "", "The line, position 3: the name is missing." },
		{ "\"dont_know\": { \"name\": \"I do not know\" },", "",
		  "The line, don't know: this must be an object, written between { and }." },
		{ "\"name\": \"A\"", "\"name\": \"A\", \"colour\": \"mauve\"",
		  "Theme 1: the colour must be culture, analyse, plan, deliver or review, or be left out." },
		{ "[ " CRITERION " ]", "[ ]", "Theme 1: the criteria are missing." },
		{ CRITERION, CRITERION ", " CRITERION, "The pack: two criteria have the key \"a.b\"." },
	};
	struct read *read = *state;

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		refuse(read, altered(read->arena, cases[i].was, cases[i].is), cases[i].problem);
}

static void several_problems_are_told_together(void **state)
{
	struct read *read = *state;

	read_text(read, "{ " ABOUT LINE ", \"themes\": [ {}, {} ] }");
	assert_int_equal(read->problems.len, 6);
	assert_string_equal(read->problems.at[5], "Theme 2: the criteria are missing.");
	assert_string_equal(read->fault.sentence,
	                    "This framework file has 6 problems. The first: Theme 1: the key is missing.");
}

static void problems_stop_at_fifty(void **state)
{
	struct read *read = *state;
	const char *themes = "{}";

	for (int i = 1; i < PACK_THEMES; i++)
		themes = text_format(read->arena, "%s, {}", themes);
	read_text(read, text_format(read->arena, "{ " ABOUT LINE ", \"themes\": [ %s ] }", themes));
	assert_int_equal(read->problems.len, PACK_PROBLEMS);
	assert_true(text_starts(read->fault.sentence, "This framework file has 60 problems."));
}

static void ids_stay_unique(void **state)
{
	struct read *read = *state;

	refuse(read,
	       altered(read->arena, "\"Is it good?\"",
	               "\"Is it good?\", \"statements\": [ { \"id\": \"a.b.x\", \"label\": \"X\" }, "
	               "{ \"id\": \"a.b.x\", \"label\": \"Y\" } ]"),
	       "The pack: two statements have the id \"a.b.x\".");
	refuse(read,
	       altered(read->arena, "\"Is it good?\"",
	               "\"Is it good?\", \"statements\": [ { \"id\": \"x\", \"label\": \"X\" } ]"),
	       "The pack: the statement \"x\" must be called \"a.b.\" and a number or word.");
	refuse(read, altered(read->arena, "\"key\": \"a.b\"", "\"key\": \"results\""),
	       "The pack: a criterion cannot have the key \"results\".");
	read_text(read, altered(read->arena, "\"title\": \"Garden\"", "\"title\": \"One\", \"title\": \"Two\""));
	assert_null(read->pack);
	assert_non_null(strstr(read->problems.at[0], "duplicate"));
}

static void limits_are_kept(void **state)
{
	struct read *read = *state;
	char *large = arena_take(read->arena, PACK_BYTES + 2);
	const char *themes = "{}", *long_text = text_format(read->arena, "\"%0201d\"", 0);

	memset(large, ' ', PACK_BYTES + 1);
	read_bytes(read, large, PACK_BYTES + 1);
	assert_int_equal(read->fault.kind, FAULT_TOO_LARGE);
	for (int i = 0; i < PACK_THEMES; i++)
		themes = text_format(read->arena, "%s, {}", themes);
	refuse(read, text_format(read->arena, "{ " ABOUT LINE ", \"themes\": [ %s ] }", themes),
	       "The pack: the themes are more than 20, the most that Cairn takes.");
	refuse(read, altered(read->arena, "\"Garden\"", long_text),
	       "The pack: the title is longer than 200 characters.");
}

static void what_is_no_json_is_refused(void **state)
{
	static const char *const bad[] = { "",
		                           " ",
		                           "null",
		                           "[]",
		                           "{",
		                           "{ \"key\": }",
		                           "\"gpf\"",
		                           "{\"a\":1}x",
		                           "\xff\xfe{",
		                           "{\"key\":\"\\u0000\"}",
		                           "{\"key\":\"\xc3\x28\"}" };
	struct read *read = *state;

	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		assert_null(read_text(read, bad[i])->pack);
		assert_true(text_is_clean(read->fault.sentence, strlen(read->fault.sentence)));
	}
}

static void deep_nesting_is_refused(void **state)
{
	struct read *read = *state;
	char *deep = arena_take(read->arena, 200001);

	memset(deep, '[', 200000);
	assert_null(read_bytes(read, deep, 200000)->pack);
}

static void no_prefix_of_a_pack_is_a_pack(void **state)
{
	struct read *read = *state;

	for (size_t len = 0; len < strlen(GOOD); len++)
		assert_null(read_bytes(read, GOOD, len)->pack);
}

/* ------------------------------------------------------------------ the pack that ships */

static struct pack *shipped(struct read *read)
{
	struct blob json = source_file(read->arena, "frameworks/gpf.json");

	assert_non_null(json.at);
	read_bytes(read, (const char *)json.at, json.len);
	if (read->problems.len > 0)
		fail_msg("%s", read->problems.at[0]);
	return read->pack;
}

static size_t theme_statements(const struct pack_theme *theme)
{
	size_t count = 0;

	for (size_t i = 0; i < theme->criteria.len; i++)
		count += theme->criteria.at[i].statements.len;
	return count;
}

static void the_shipped_pack_has_its_shape(void **state)
{
	static const struct {
		const char *key, *name;
		size_t criteria, statements;
	} shape[] = { { "culture", "Build a planning culture", 5, 19 },
		      { "analyse", "Analyse", 4, 19 },
		      { "plan", "Plan", 4, 19 },
		      { "deliver", "Deliver", 3, 12 },
		      { "review", "Review", 3, 10 } };
	const struct pack *pack = shipped(*state);

	assert_int_equal(pack->themes.len, 5);
	assert_int_equal(pack->criteria, 19);
	assert_int_equal(pack->statements, 79);
	for (size_t i = 0; i < 5; i++) {
		assert_string_equal(pack->themes.at[i].key, shape[i].key);
		assert_string_equal(pack->themes.at[i].colour, shape[i].key);
		assert_string_equal(pack->themes.at[i].name, shape[i].name);
		assert_int_equal(pack->themes.at[i].criteria.len, shape[i].criteria);
		assert_int_equal(theme_statements(&pack->themes.at[i]), shape[i].statements);
	}
	assert_string_equal(pack->line.at[0].name, "Not yet");
	assert_string_equal(pack->line.at[4].name, "Embedded");
	assert_non_null(strstr(pack->credit, "Healthcare Improvement Scotland"));
	assert_non_null(strstr(pack->licence_name, "CC BY-NC-ND 4.0"));
	assert_string_not_equal(pack->does_not_apply.asks, "");
}

static size_t words_in(struct arena *arena, const char *text)
{
	size_t count;

	text_split(arena, text, ' ', &count);
	return count;
}

static void check_criterion(struct read *read, const struct pack_criterion *criterion, int64_t number)
{
	assert_int_equal(criterion->number, number);
	assert_true(text_ends(criterion->question, "?"));
	assert_string_not_equal(criterion->think, "");
	assert_in_range(criterion->look_for.len, 2, 4);
	assert_in_range(criterion->minutes, 1, 3);
	assert_true(pack_asks(criterion, "leaders"));
	for (size_t i = 0; i < criterion->positions.len; i++)
		assert_string_not_equal(criterion->positions.at[i].says, read->pack->line.at[i].says);
	for (size_t i = 0; i < criterion->statements.len; i++) {
		const struct pack_statement *statement = &criterion->statements.at[i];

		assert_string_equal(statement->id, text_format(read->arena, "%s.%zu", criterion->key, i + 1));
		assert_in_range(words_in(read->arena, statement->label), 2, 5);
		assert_int_equal(strlen(statement->mark), 16);
		assert_ptr_equal(pack_statement(read->pack, statement->id), statement);
	}
}

/* A workshop for each theme that somebody could hold: it begins with what works and leaves time for what will be tried. */
static void the_shipped_pack_has_a_workshop_for_each_theme(void **state)
{
	const struct pack *pack = shipped(*state);

	for (size_t t = 0; t < pack->themes.len; t++) {
		const struct pack_workshop *workshop = pack->themes.at[t].workshop;
		int64_t minutes = 0;

		assert_non_null(workshop);
		assert_string_not_equal(workshop->aim, "");
		assert_in_range(workshop->bring.len, 3, 6);
		assert_in_range(workshop->steps.len, 3, 6);
		assert_in_range(workshop->try_next.len, 3, 6);
		for (size_t i = 0; i < workshop->steps.len; i++) {
			assert_true(workshop->steps.at[i].ask.len > 0);
			minutes += workshop->steps.at[i].minutes;
		}
		assert_int_equal(workshop->minutes, minutes);
		assert_in_range(workshop->minutes, 60, 90);
	}
}

/* What the publisher says stands first; all else says that it is our reading. */
static void the_shipped_pack_says_whose_each_link_is(void **state)
{
	const struct pack *pack = shipped(*state);
	size_t publisher = 0;

	assert_int_equal(pack->links.len, 6);
	for (size_t i = 0; i < pack->links.len; i++) {
		bool is_ours = text_equal(pack->links.at[i].whose, "ours");

		publisher += !is_ours;
		assert_true(is_ours == (strstr(pack->links.at[i].says, "We read") != NULL));
	}
	assert_int_equal(publisher, 3);
	assert_non_null(strstr(pack->links.at[0].part, "Quality planning"));
	assert_non_null(strstr(pack->links.at[1].part, "6.1"));
	assert_non_null(strstr(pack->links.at[2].part, "8.1"));
}

static void a_link_says_whose_it_is(void **state)
{
	struct read *read = *state;

	refuse(read,
	       altered(read->arena, ABOUT,
	               ABOUT "\"links\": [ { \"to\": \"A\", \"says\": \"B.\", \"whose\": \"everybody\" } ], "),
	       "Link 1: the one whose reading it is must be \"publisher\" or \"ours\".");
	refuse(read, altered(read->arena, ABOUT, ABOUT "\"links\": [ { \"to\": \"A\", \"says\": \"B.\" } ], "),
	       "Link 1: the one whose reading it is is missing.");
}

#define WORKSHOP(inside) "\"name\": \"A\", \"workshop\": { " inside " }, \"criteria\""

static void a_workshop_is_checked(void **state)
{
	struct read *read = *state;

	assert_null(read_text(read, GOOD)->pack->themes.at[0].workshop);
	read_text(read,
	          altered(read->arena, "\"name\": \"A\", \"criteria\"",
	                  WORKSHOP("\"aim\": \"Meet.\", \"steps\": [ { \"name\": \"Talk\", \"says\": \"Talk.\" }, "
	                           "{ \"name\": \"End\", \"says\": \"Stop.\", \"minutes\": 5 } ]")));
	assert_non_null(read->pack);
	assert_int_equal(read->pack->themes.at[0].workshop->minutes, 15);
	refuse(read,
	       altered(read->arena, "\"name\": \"A\", \"criteria\"",
	               WORKSHOP("\"aim\": \"Meet.\", \"steps\": [ { \"name\": \"Talk\" } ]")),
	       "Theme 1, workshop, step 1: what to do is missing.");
	refuse(read,
	       altered(read->arena, "\"name\": \"A\", \"criteria\"", WORKSHOP("\"steps\": [ ], \"aim\": \"Meet.\"")),
	       "Theme 1, workshop: the steps are missing.");
	refuse(read,
	       altered(read->arena, "\"name\": \"A\", \"criteria\"", "\"name\": \"A\", \"workshop\": 5, \"criteria\""),
	       "Theme 1, workshop: this must be an object, written between { and }.");
}

static void the_shipped_pack_is_complete(void **state)
{
	struct read *read = *state;
	const struct pack *pack = shipped(read);
	int64_t number = 0;
	size_t public_criteria = 0;

	for (size_t t = 0; t < pack->themes.len; t++) {
		for (size_t c = 0; c < pack->themes.at[t].criteria.len; c++) {
			const struct pack_criterion *criterion = &pack->themes.at[t].criteria.at[c];

			check_criterion(read, criterion, ++number);
			public_criteria += pack_asks(criterion, "users_carers");
		}
	}
	assert_int_equal(public_criteria, 5);
	assert_non_null(pack_criterion(pack, "culture.partnership"));
	assert_string_equal(pack_criterion(pack, "review.strategy")->name, "Strategy and marketing");
	assert_non_null(pack_statement(pack, "deliver.market.5"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_small_pack_is_read, begin, end),
		cmocka_unit_test_setup_teardown(a_criterion_may_have_its_own_positions, begin, end),
		cmocka_unit_test_setup_teardown(what_is_wrong_is_said_with_its_place, begin, end),
		cmocka_unit_test_setup_teardown(several_problems_are_told_together, begin, end),
		cmocka_unit_test_setup_teardown(problems_stop_at_fifty, begin, end),
		cmocka_unit_test_setup_teardown(ids_stay_unique, begin, end),
		cmocka_unit_test_setup_teardown(limits_are_kept, begin, end),
		cmocka_unit_test_setup_teardown(what_is_no_json_is_refused, begin, end),
		cmocka_unit_test_setup_teardown(deep_nesting_is_refused, begin, end),
		cmocka_unit_test_setup_teardown(no_prefix_of_a_pack_is_a_pack, begin, end),
		cmocka_unit_test_setup_teardown(the_shipped_pack_has_its_shape, begin, end),
		cmocka_unit_test_setup_teardown(the_shipped_pack_is_complete, begin, end),
		cmocka_unit_test_setup_teardown(the_shipped_pack_has_a_workshop_for_each_theme, begin, end),
		cmocka_unit_test_setup_teardown(a_workshop_is_checked, begin, end),
		cmocka_unit_test_setup_teardown(the_shipped_pack_says_whose_each_link_is, begin, end),
		cmocka_unit_test_setup_teardown(a_link_says_whose_it_is, begin, end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
