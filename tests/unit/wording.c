/*
 * The reader of official wording: on a made-up framework in the shape of the real one, cut and altered in every
 * way; and, where a copy of the Good Practice Framework's own text is at hand (CAIRN_GPF_TEXT, or seeds/ in the
 * folder shared beside the source), on that, checked by another road. The text itself is not ours to keep here:
 * only digests of its sentences are.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/out.h"
#include "base/text.h"
#include "store/wording.h"
#include "support/source_file.h"

struct read {
	struct arena *arena;
	struct fault fault;
	struct wording wording;
};

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

static const struct pack *pack_of(struct read *read, const char *json, size_t len)
{
	struct fault fault = { 0 };
	struct pack_texts problems = { 0 };
	const struct pack *pack = pack_read(read->arena, &fault, json, len, &problems);

	if (pack == NULL)
		fail_msg("%s", fault.sentence);
	return pack;
}

static bool read_bytes(struct read *read, const struct pack *pack, const char *text, size_t len)
{
	bool is_read;

	read->fault = (struct fault){ 0 };
	is_read = wording_read(read->arena, &read->fault, pack, text, len, &read->wording);
	assert_true(is_read == (read->fault.kind == FAULT_NONE));
	return is_read;
}

static bool read_text(struct read *read, const struct pack *pack, const char *text)
{
	return read_bytes(read, pack, text, strlen(text));
}

static void refuse(struct read *read, const struct pack *pack, const char *text, const char *sentence)
{
	assert_false(read_text(read, pack, text));
	assert_string_equal(read->fault.sentence, sentence);
}

/* ------------------------------------------------------------------ a made-up framework */

#define GARDEN_PACK                                                                                \
	"{ \"key\": \"garden\", \"title\": \"Garden Framework\", \"publisher\": \"The Garden Club\", \"credit\": \"x\"," \
	"\"licence\": { \"name\": \"Open\", \"address\": \"https://licence.example/\" },"          \
	"\"source\": { \"ends\": \"Come and dig\" }, \"stem\": \"Good gardening\","                \
	"\"line\": { \"positions\": ["                                                             \
	"{ \"number\": 1, \"name\": \"1\", \"says\": \"1\" }, { \"number\": 2, \"name\": \"2\", \"says\": \"2\" }," \
	"{ \"number\": 3, \"name\": \"3\", \"says\": \"3\" }, { \"number\": 4, \"name\": \"4\", \"says\": \"4\" }," \
	"{ \"number\": 5, \"name\": \"5\", \"says\": \"5\" } ],"                                   \
	"\"dont_know\": { \"name\": \"?\" }, \"does_not_apply\": { \"name\": \"-\" } },"           \
	"\"themes\": [ { \"key\": \"grow\", \"name\": \"Grow a garden culture\", \"criteria\": ["  \
	"{ \"key\": \"soil\", \"name\": \"Soil and compost\", \"question\": \"?\", \"statements\": [" \
	"{ \"id\": \"soil.1\", \"label\": \"a\" }, { \"id\": \"soil.2\", \"label\": \"b\" },"      \
	"{ \"id\": \"soil.3\", \"label\": \"c\" } ] },"                                            \
	"{ \"key\": \"near\", \"name\": \"Neighbours\", \"question\": \"?\", \"statements\": ["    \
	"{ \"id\": \"near.1\", \"label\": \"d\" }, { \"id\": \"near.2\", \"label\": \"e\"%s } ] } ] }," \
	"{ \"key\": \"plan\", \"name\": \"Plan\", \"criteria\": ["                                 \
	"{ \"key\": \"shed\", \"name\": \"Tools / sheds and stores\", \"question\": \"?\", \"statements\": [" \
	"{ \"id\": \"shed.1\", \"label\": \"f\" }, { \"id\": \"shed.2\", \"label\": \"g\" } ] },"  \
	"{ \"key\": \"plot\", \"name\": \"Plots\", \"question\": \"?\", \"statements\": ["         \
	"{ \"id\": \"plot.1\", \"label\": \"h\" }, { \"id\": \"plot.2\", \"label\": \"i\" },"      \
	"{ \"id\": \"plot.3\", \"label\": \"j\" } ] } ] } ] }"

/* As PDF readers give it: no bullets, wrapped lines, blank lines anywhere, furniture in either order, a name after
 * its statements. */
#define GARDEN_OPENING                                                                                                 \
	" Why garden\n\nPlants have lived here for long. Each part completes\n\nthe words \"good "                     \
	"gardening...\".\n\n\n"
#define GARDEN_SOIL                                                                                \
	"Soil and compost \n\nKeeps a heap that is turned often and that smells, after \n\nrain, of earth \n\n" \
	"Honours the rules of the Royal Allotment\n\nShow Society and the Upper Glen\n\nSeed Charter\n\n" \
	"Openly shares worms\n\nGood gardening:\n\nGrow a \ngarden \nculture\n\n\n\n"
#define GARDEN_NEAR                                                                                \
	"Neighbours\n\nTalks over the fence, the hedge and the wall, and sets out\n\nlow-\n\nlying beds together\n\n" \
	"Agrees what a \xe2\x80\x98weed\xe2\x80\x99 is. Ensures that nobody is called\n\n"                   \
	"one \xe2\x80\x93 and plans and\n\nreviews\n\n"                                               \
	"Good gardening:\n\nGrow a \ngarden \nculture\n"
#define GARDEN_SHED                                                                                \
	" Mends tools before spring and after\n\nuse\n\nLends them\n\nTools / sheds and stores  \n\n" \
	"Plan\n\nGood gardening:\n\n\n"
#define GARDEN_PLOT                                                                                \
	"Plots\n\nGives a plot to each who asks\n\nIs clear about paths \n\nShares what is left over with\n\n"           \
	"those who\n\nplan\n\n"                                                                    \
	"Good gardening:\n\nPlan\n"
#define GARDEN_LICENCE                                                                             \
	" Keep in touch\n\nThis document is licensed by The Garden\n\nClub for all. See\n\nhttps://licence.example/\n\n"
#define GARDEN_CLOSE "Pictures by nobody\n\nCome and dig\n"
#define GARDEN       GARDEN_OPENING GARDEN_SOIL GARDEN_NEAR GARDEN_SHED GARDEN_PLOT GARDEN_LICENCE GARDEN_CLOSE

static const char *const garden_said[] = {
	"Keeps a heap that is turned often and that smells, after rain, of earth",
	"Honours the rules of the Royal Allotment Show Society and the Upper Glen Seed Charter",
	"Openly shares worms",
	"Talks over the fence, the hedge and the wall, and sets out low-lying beds together",
	("Agrees what a \xe2\x80\x98weed\xe2\x80\x99 is. Ensures that nobody is called one \xe2\x80\x93 and plans and "
	 "reviews"),
	"Mends tools before spring and after use",
	"Lends them",
	"Gives a plot to each who asks",
	"Is clear about paths",
	"Shares what is left over with those who plan",
};
static const char *const garden_ids[] = { "soil.1", "soil.2", "soil.3", "near.1", "near.2",
	                                  "shed.1", "shed.2", "plot.1", "plot.2", "plot.3" };
enum { GARDEN_COUNT = sizeof garden_said / sizeof garden_said[0] };

/* The pack, with a mark on the second statement of Neighbours or without. */
static const struct pack *garden_pack(struct read *read, const char *mark)
{
	const char *said = mark == NULL ? "" : text_format(read->arena, ", \"mark\": \"%s\"", mark);
	const char *json = text_format(read->arena, GARDEN_PACK, said);

	return pack_of(read, json, strlen(json));
}

static void assert_garden(const struct read *read)
{
	assert_int_equal(read->wording.statements.len, GARDEN_COUNT);
	for (size_t i = 0; i < GARDEN_COUNT; i++) {
		assert_string_equal(read->wording.statements.at[i].id, garden_ids[i]);
		assert_string_equal(read->wording.statements.at[i].said, garden_said[i]);
	}
	assert_string_equal(read->wording.licence,
	                    "This document is licensed by The Garden Club for all. See https://licence.example/");
	assert_string_equal(read->wording.credit, "Pictures by nobody\nCome and dig");
}

static void a_document_is_read_word_for_word(void **state)
{
	struct read *read = *state;

	assert_true(read_text(read, garden_pack(read, NULL), GARDEN));
	assert_garden(read);
	assert_string_equal(read->wording.digest, hash_text(read->arena, GARDEN));
}

/* Every `was` of the text as `is`. */
static const char *replaced(struct arena *arena, const char *text, const char *was, const char *is)
{
	const char *out = "", *at;

	while ((at = strstr(text, was)) != NULL) {
		out = text_format(arena, "%s%.*s%s", out, (int)(at - text), text, is);
		text = at + strlen(was);
	}
	return text_format(arena, "%s%s", out, text);
}

static void white_space_makes_no_difference(void **state)
{
	struct read *read = *state;
	const struct pack *pack = garden_pack(read, NULL);

	assert_true(read_text(read, pack, replaced(read->arena, GARDEN, "\n", "\r\n")));
	assert_garden(read);
	assert_true(read_text(read, pack, replaced(read->arena, GARDEN, "\n\n", "\n")));
	assert_garden(read);
	assert_true(read_text(read, pack, replaced(read->arena, GARDEN, "\n\n\n", "\f")));
	assert_garden(read);
	assert_true(read_text(read, pack, replaced(read->arena, GARDEN, " ", "\xc2\xa0  ")));
	assert_garden(read);
	assert_true(read_text(read, pack, text_format(read->arena, "\xef\xbb\xbf%s\f", GARDEN)));
	assert_garden(read);
}

static void bullets_say_where_statements_begin(void **state)
{
	struct read *read = *state;
	const char *text = GARDEN;

	for (size_t i = 0; i < GARDEN_COUNT; i++) {
		char *first = text_copy_bytes(read->arena, garden_said[i], strcspn(garden_said[i], " ") + 1);

		/* Every other one on a line of its own, as some readers have it. */
		text = replaced(read->arena, text, text_format(read->arena, "\n%s", first),
		                text_format(read->arena, i % 2 == 0 ? "\n\xe2\x80\xa2 %s" : "\n\xe2\x80\xa2\n%s",
		                            first));
	}
	text = replaced(read->arena, text, " Mends", "\xef\x82\xb7 Mends");
	assert_true(read_text(read, garden_pack(read, NULL), text));
	assert_garden(read);
}

/* ------------------------------------------------------------------ what is refused */

static void a_missing_slide_is_named(void **state)
{
	struct read *read = *state;
	const struct pack *pack = garden_pack(read, NULL);

	refuse(read, pack, GARDEN_OPENING GARDEN_SOIL GARDEN_SHED GARDEN_PLOT GARDEN_LICENCE GARDEN_CLOSE,
	       "The text has 8 of 10 statements. Missing: Grow a garden culture: Neighbours (2). Nothing was changed.");
	refuse(read, pack, GARDEN_OPENING GARDEN_SOIL GARDEN_NEAR GARDEN_SHED GARDEN_LICENCE GARDEN_CLOSE,
	       "The text has 7 of 10 statements. Missing: Plan: Plots (3). Nothing was changed.");
	refuse(read, pack, GARDEN_OPENING GARDEN_PLOT,
	       "The text has 3 of 10 statements. Missing: Grow a garden culture: Soil and compost (3); Grow a garden "
	       "culture: Neighbours (2); Plan: Tools / sheds and stores (2). Nothing was changed.");
}

static void a_missing_or_extra_statement_is_named(void **state)
{
	struct read *read = *state;
	const struct pack *pack = garden_pack(read, NULL);

	refuse(read, pack, replaced(read->arena, GARDEN, "Is clear about paths \n", ""),
	       "The text has 9 of 10 statements. Missing: Plan: Plots (1). Nothing was changed.");
	refuse(read, pack, replaced(read->arena, GARDEN, "Is clear about paths \n", "Is clear\n\nHas paths\n"),
	       "The text has 7 of 10 statements. Not as published: Plan: Plots (4 statements in place of 3). Nothing "
	       "was "
	       "changed.");
	refuse(read, pack,
	       GARDEN_OPENING GARDEN_SOIL GARDEN_NEAR GARDEN_SHED GARDEN_PLOT GARDEN_PLOT GARDEN_LICENCE GARDEN_CLOSE,
	       "The text has 7 of 10 statements. There more than once: Plan: Plots. Nothing was changed.");
}

static void an_altered_sentence_is_noticed_by_its_mark(void **state)
{
	struct read *read = *state;
	const struct pack *pack = garden_pack(read, wording_mark(read->arena, garden_said[4]));

	assert_true(read_text(read, pack, GARDEN));
	refuse(read, pack, replaced(read->arena, GARDEN, "nobody is called", "somebody is called"),
	       "The text has 9 of 10 statements. Not as published: Grow a garden culture: Neighbours (statement 2). "
	       "Nothing "
	       "was changed.");
}

static void a_mark_looks_at_letters_and_digits_alone(void **state)
{
	struct read *read = *state;
	const char *mark = wording_mark(read->arena, "People\xe2\x80\x99s low-lying beds \xe2\x80\x93 10 of them");

	assert_int_equal(strlen(mark), 16);
	assert_string_equal(mark, wording_mark(read->arena, "people's low- lying \xe2\x80\x9c"
	                                                    "beds\xe2\x80\x9d (10) of them."));
	assert_string_not_equal(mark, wording_mark(read->arena, "Peoples low-lying beds 11 of them"));
	assert_string_not_equal(wording_mark(read->arena, "\xce\xb1"), wording_mark(read->arena, "\xce\xb2"));
}

static void a_text_cut_anywhere_is_refused(void **state)
{
	struct read *read = *state;
	const struct pack *pack = garden_pack(read, NULL);
	size_t whole = strlen(GARDEN) - 1; /* but for its last line feed */

	for (size_t len = 0; len < whole; len++) {
		char *copy = test_malloc(len + 1); /* of its own size, so that reading past its end is noticed */

		memcpy(copy, GARDEN, len);
		if (read_bytes(read, pack, copy, len))
			fail_msg("cut at %zu it was taken", len);
		test_free(copy);
	}
	assert_true(read_bytes(read, pack, GARDEN, whole));
}

static void a_missing_licence_is_refused(void **state)
{
	struct read *read = *state;
	const struct pack *pack = garden_pack(read, NULL);
	const char *sentence =
		"The text has all 10 statements, but not the whole of its licence and credit to The Garden "
		"Club, which stand at its end. Use the text of the whole document. Nothing was changed.";

	refuse(read, pack, GARDEN_OPENING GARDEN_SOIL GARDEN_NEAR GARDEN_SHED GARDEN_PLOT GARDEN_CLOSE, sentence);
	refuse(read, pack, replaced(read->arena, GARDEN, "The Garden\n\nClub", "us"), sentence);
	refuse(read, pack, GARDEN_OPENING GARDEN_SOIL GARDEN_NEAR GARDEN_SHED GARDEN_PLOT GARDEN_LICENCE,
	       "The text has all 10 statements, but it stops before the end of the document, which closes with \"Come "
	       "and "
	       "dig\". Use the text of the whole document. Nothing was changed.");
}

static void other_files_are_refused_plainly(void **state)
{
	struct read *read = *state;
	const struct pack *pack = garden_pack(read, NULL);
	char *large = arena_take(read->arena, WORDING_BYTES + 1);

	refuse(read, pack, "", "The file is empty. Nothing was changed.");
	refuse(read, pack, "Minutes of the meeting of 3 May\n\nGood gardening:\nnothing\n",
	       "This is not the text of the Garden Framework: none of its 10 statements is in it. Nothing was "
	       "changed.");
	assert_false(read_text(read, pack, "%PDF-1.7\n"));
	assert_int_equal(read->fault.kind, FAULT_BAD_TYPE);
	assert_false(read_bytes(read, pack, "\xff\xfeG\0o\0", 6));
	assert_non_null(strstr(read->fault.sentence, "UTF-16"));
	assert_false(read_bytes(read, pack, GARDEN "\0", sizeof GARDEN));
	assert_int_equal(read->fault.kind, FAULT_BAD_TYPE);
	assert_false(read_text(read, pack, GARDEN "\xc3\x28"));
	assert_int_equal(read->fault.kind, FAULT_BAD_TYPE);
	memset(large, 'a', WORDING_BYTES + 1);
	assert_false(read_bytes(read, pack, large, WORDING_BYTES + 1));
	assert_int_equal(read->fault.kind, FAULT_TOO_LARGE);
}

/* A megabyte on one slide, made of `unit` over and over, must cost neither minutes nor gigabytes. */
static void refuse_megabyte(struct read *read, const char *unit)
{
	char *text = arena_take(read->arena, WORDING_BYTES);
	const char *start = "Soil and compost\nKeeps\n", *close = "\nGood gardening:\nGrow a garden culture\n";
	size_t unit_len = strlen(unit), used;

	for (size_t i = 0; i < WORDING_BYTES; i++)
		text[i] = unit[i % unit_len];
	memcpy(text, start, strlen(start));
	memcpy(text + WORDING_BYTES - strlen(close), close, strlen(close));
	used = arena_used(read->arena);
	assert_false(read_bytes(read, garden_pack(read, NULL), text, WORDING_BYTES));
	assert_true(arena_used(read->arena) - used < 40u << 20);
}

static void a_statement_without_end_is_given_up(void **state)
{
	refuse_megabyte(*state, "a line of so many letters\n");
}

/* Each about as long as a statement may be. */
static void a_megabyte_of_long_statements_is_cheap(void **state)
{
	struct read *read = *state;
	struct out out = { .arena = read->arena };

	out_raw(&out, "As.\n");
	for (int i = 0; i < 150; i++)
		out_raw(&out, "a line of so many letters\n");
	refuse_megabyte(read, out_html(&out).at);
}

/* Names are looked for at every line: here every line could begin one. */
static void a_megabyte_of_beginnings_of_names_is_cheap(void **state)
{
	refuse_megabyte(*state, "Grow\na\ngarden\nand more of it than any garden bears\n");
	refuse_megabyte(*state, "Good\nand gardening is more than most gardens\n");
}

static void too_many_lines_are_refused(void **state)
{
	struct read *read = *state;

	refuse_megabyte(read, "a\n");
	assert_int_equal(read->fault.kind, FAULT_TOO_LARGE);
	assert_non_null(strstr(read->fault.sentence, "more than 50000 lines"));
}

/* ------------------------------------------------------------------ the Good Practice Framework's own text */

struct digest_of {
	const char *id, *digest;
};

/* BLAKE2b of each sentence, the first 16 characters. */
static const struct digest_of gpf_digests[] = {
	{ "culture.partnership.1", "ccca75d38e76eea6" },
	{ "culture.partnership.2", "696cab71c3b2619c" },
	{ "culture.partnership.3", "ce811a04f084aeae" },
	{ "culture.partnership.4", "9e7683dd69e969d5" },
	{ "culture.vision.1", "b5eeb059578e21f1" },
	{ "culture.vision.2", "29b922c8bf6e1f77" },
	{ "culture.vision.3", "40b977f2faef5ee8" },
	{ "culture.vision.4", "7191eca459d8e2bc" },
	{ "culture.breadth.1", "db8619b45eb4bb6e" },
	{ "culture.breadth.2", "62e0c160103b6ffe" },
	{ "culture.capacity.1", "e6bb0562533a2d94" },
	{ "culture.capacity.2", "2b4a3b530e720fe4" },
	{ "culture.capacity.3", "92780c52698d43b6" },
	{ "culture.capacity.4", "98f9b016d072e220" },
	{ "culture.leadership.1", "3a04301b36d13f8b" },
	{ "culture.leadership.2", "a09c39c5bacd0714" },
	{ "culture.leadership.3", "21146eb4470384ed" },
	{ "culture.leadership.4", "5b56be05c7aa0591" },
	{ "culture.leadership.5", "bb36866ac5d252f5" },
	{ "analyse.data.1", "1379969e8f25bb1e" },
	{ "analyse.data.2", "094535703f4ba80c" },
	{ "analyse.data.3", "f2406daaf9999ff8" },
	{ "analyse.data.4", "b4d71c8e8dbba2ee" },
	{ "analyse.needs.1", "b8f5d55c4aaae71f" },
	{ "analyse.needs.2", "2e6183fb4cf0faeb" },
	{ "analyse.needs.3", "c621433596b512d3" },
	{ "analyse.needs.4", "978d6e7229302cb5" },
	{ "analyse.needs.5", "5bd580cfaa64ea44" },
	{ "analyse.supply.1", "6bed857ce41b0409" },
	{ "analyse.supply.2", "51973fd1d4d16200" },
	{ "analyse.supply.3", "6a2fc806c9640c76" },
	{ "analyse.supply.4", "b4c32d65a5dfc604" },
	{ "analyse.supply.5", "62426f5d180d83f0" },
	{ "analyse.interpret.1", "1dca67435ced1513" },
	{ "analyse.interpret.2", "bf62bfd79c803322" },
	{ "analyse.interpret.3", "dbbb65c58e056dc9" },
	{ "analyse.interpret.4", "d67fb338cb061e42" },
	{ "analyse.interpret.5", "6d7f5ebf4f784ca9" },
	{ "plan.gap.1", "87cc7c669774ba5b" },
	{ "plan.gap.2", "7cd27c9c1a2bb23c" },
	{ "plan.gap.3", "2c4a7dee40085660" },
	{ "plan.gap.4", "978d6e7229302cb5" },
	{ "plan.options.1", "d285537e9d634fd2" },
	{ "plan.options.2", "203d76638b277156" },
	{ "plan.options.3", "0ad446e4c3dffd4c" },
	{ "plan.options.4", "9fb9a9d3984ce306" },
	{ "plan.appraisal.1", "870c64057ab58fe4" },
	{ "plan.appraisal.2", "585297df9f31cc26" },
	{ "plan.appraisal.3", "75cdee751e921e81" },
	{ "plan.appraisal.4", "0a4640fd33b30655" },
	{ "plan.appraisal.5", "3d48e36baf52a1a0" },
	{ "plan.appraisal.6", "d34710f527a1c5d3" },
	{ "plan.design.1", "a839580aaa2924f2" },
	{ "plan.design.2", "f5e52eae8281d1b1" },
	{ "plan.design.3", "52ee955357875d02" },
	{ "plan.design.4", "6d3ae9b900889f09" },
	{ "plan.design.5", "c4cfd6e3b7e6ea79" },
	{ "deliver.market.1", "941446bfb02eb108" },
	{ "deliver.market.2", "3651959cbc4d9ae1" },
	{ "deliver.market.3", "7e40ba0fc3290221" },
	{ "deliver.market.4", "9aa8f6c95d7d807c" },
	{ "deliver.market.5", "ae1773e54e208b65" },
	{ "deliver.capacity.1", "ac1ba0d0c913494f" },
	{ "deliver.capacity.2", "f95d5b601ff0d499" },
	{ "deliver.capacity.3", "ef50009ba015668d" },
	{ "deliver.capacity.4", "6cedc3254ea2659d" },
	{ "deliver.redesign.1", "c0903ebfabdfc14c" },
	{ "deliver.redesign.2", "a21dd3627a898a79" },
	{ "deliver.redesign.3", "e494e62b11a19a07" },
	{ "review.outcomes.1", "bd048c0531109522" },
	{ "review.outcomes.2", "2ff892718e93d498" },
	{ "review.outcomes.3", "8096724012017927" },
	{ "review.strategy.1", "cdc3e6bfbe3b2c07" },
	{ "review.strategy.2", "3a6958716d102000" },
	{ "review.strategy.3", "eb1f4f27c764ae7c" },
	{ "review.strategy.4", "653472ab87768168" },
	{ "review.learning.1", "506a1c81725bb691" },
	{ "review.learning.2", "7364c786d033cc57" },
	{ "review.learning.3", "5e283461d80bc0a6" },
};
enum { GPF_COUNT = sizeof gpf_digests / sizeof gpf_digests[0] };

static const struct pack *gpf_pack(struct read *read)
{
	struct blob json = source_file(read->arena, "frameworks/gpf.json");

	assert_non_null(json.at);
	return pack_of(read, (const char *)json.at, json.len);
}

static struct blob gpf_text(struct read *read)
{
	const char *path = getenv("CAIRN_GPF_TEXT");
	struct blob text =
		source_file(read->arena, path == NULL ? "../shared/seeds/good-practice-framework.txt" : path);

	if (text.at == NULL) {
		print_message("The framework's own text is not here: set CAIRN_GPF_TEXT to test with it.\n");
		skip();
	}
	return text;
}

static void the_framework_is_read_word_for_word(void **state)
{
	struct read *read = *state;
	const struct pack *pack = gpf_pack(read);
	struct blob text = gpf_text(read);

	assert_int_equal(GPF_COUNT, 79);
	if (!read_bytes(read, pack, (const char *)text.at, text.len))
		fail_msg("%s", read->fault.sentence);
	assert_int_equal(read->wording.statements.len, GPF_COUNT);
	for (size_t i = 0; i < GPF_COUNT; i++) {
		const char *digest = hash_text(read->arena, read->wording.statements.at[i].said);

		assert_string_equal(read->wording.statements.at[i].id, gpf_digests[i].id);
		assert_true(text_starts(digest, gpf_digests[i].digest));
	}
	assert_true(text_starts(read->wording.licence, "This document is licensed under the Creative Commons"));
	assert_true(text_ends(read->wording.licence, "https://creativecommons.org/licenses/by-nc-nd/4.0/"));
	assert_non_null(strstr(read->wording.credit, "noun project"));
}

/* All white space taken away. */
static char *bare(struct arena *arena, const char *text, size_t len)
{
	char *out = arena_take(arena, len + 1);
	size_t to = 0;

	for (size_t i = 0; i < len; i++) {
		if (strchr(" \t\r\n\f", text[i]) == NULL)
			out[to++] = text[i];
	}
	return out;
}

/* Takes every whole `word` out of the text; how many there were. */
static size_t take_out(char *text, const char *word)
{
	size_t count = 0, len = strlen(word);

	for (char *at = strstr(text, word); at != NULL; at = strstr(at, word)) {
		memmove(at, at + len, strlen(at + len) + 1);
		count++;
	}
	return count;
}

/* Another road to the same end, which knows nothing of lines: without white space, each sentence occurs in the
 * text, one after the other, and when they, the names and the furniture are taken out of the slides, nothing is
 * left. */
static void the_statements_cover_the_slides(void **state)
{
	struct read *read = *state;
	const struct pack *pack = gpf_pack(read);
	struct blob text = gpf_text(read);
	char *slides = bare(read->arena, (const char *)text.at, text.len), *ending;
	const char *at;
	struct out between = { .arena = read->arena };
	char *rest;

	assert_true(read_bytes(read, pack, (const char *)text.at, text.len));
	slides = strstr(slides, bare(read->arena, pack->themes.at[0].criteria.at[0].name,
	                             strlen(pack->themes.at[0].criteria.at[0].name)));
	ending = strstr(slides, "Keepintouch");
	assert_non_null(ending);
	*ending = '\0';
	at = slides;
	for (size_t i = 0; i < GPF_COUNT; i++) {
		const char *said = read->wording.statements.at[i].said;
		const char *sentence = bare(read->arena, said, strlen(said));
		const char *found = strstr(at, sentence);

		assert_non_null(found);
		out_bytes(&between, at, (size_t)(found - at));
		out_raw(&between, "|"); /* so that what stood apart is not read as one word */
		at = found + strlen(sentence);
	}
	out_raw(&between, at);
	rest = text_copy(read->arena, out_html(&between).at);
	assert_int_equal(take_out(rest, "Goodstrategicplanning:"), pack->criteria);
	/* From the last to the first: "Capacity building" before "Capacity". */
	for (size_t t = pack->themes.len; t-- > 0;) {
		const struct pack_theme *theme = &pack->themes.at[t];

		for (size_t c = 0; c < theme->criteria.len; c++)
			assert_int_equal(take_out(rest, bare(read->arena, theme->criteria.at[c].name,
			                                     strlen(theme->criteria.at[c].name))),
			                 1);
		assert_int_equal(take_out(rest, bare(read->arena, theme->name, strlen(theme->name))),
		                 theme->criteria.len);
	}
	assert_int_equal(take_out(rest, "|"), GPF_COUNT);
	assert_string_equal(rest, "");
}

static void no_furniture_is_in_a_statement(void **state)
{
	struct read *read = *state;
	struct blob text = gpf_text(read);

	assert_true(read_bytes(read, gpf_pack(read), (const char *)text.at, text.len));
	for (size_t i = 0; i < GPF_COUNT; i++) {
		const char *said = read->wording.statements.at[i].said;

		assert_null(strstr(said, "Good strategic planning"));
		assert_null(strstr(said, "Build a planning"));
		assert_null(strstr(said, "  "));
		assert_null(strstr(said, "- "));
		assert_string_equal(said, text_squeeze(read->arena, said));
	}
}

static void the_framework_cut_anywhere_is_refused(void **state)
{
	struct read *read = *state;
	const struct pack *pack = gpf_pack(read);
	struct blob text = gpf_text(read);

	size_t whole = strlen(text_trim(read->arena, (const char *)text.at)) + 1; /* a space begins it */

	for (size_t len = 0; len < whole; len += 200)
		assert_false(read_bytes(read, pack, (const char *)text.at, len));
	for (size_t len = whole - 200; len < whole; len++)
		assert_false(read_bytes(read, pack, (const char *)text.at, len));
	assert_true(read_bytes(read, pack, (const char *)text.at, whole));
}

/* A piece of 200 bytes taken out of the slides or of the licence, wherever it is. */
static void the_framework_with_a_hole_is_refused(void **state)
{
	struct read *read = *state;
	const struct pack *pack = gpf_pack(read);
	struct blob text = gpf_text(read);
	const char *slides = strstr((const char *)text.at, " Partnership and co-production");
	size_t first = (size_t)(slides - (const char *)text.at) + 2;
	size_t last = (size_t)(strstr(slides, "creativecommons.org") - (const char *)text.at);

	for (size_t at = first; at < last - 100; at += 100) {
		char *copy = arena_take(read->arena, text.len);

		memcpy(copy, text.at, at);
		memcpy(copy + at, text.at + at + 100, text.len - at - 100);
		assert_false(read_bytes(read, pack, copy, text.len - 100));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_document_is_read_word_for_word, begin, end),
		cmocka_unit_test_setup_teardown(white_space_makes_no_difference, begin, end),
		cmocka_unit_test_setup_teardown(bullets_say_where_statements_begin, begin, end),
		cmocka_unit_test_setup_teardown(a_missing_slide_is_named, begin, end),
		cmocka_unit_test_setup_teardown(a_missing_or_extra_statement_is_named, begin, end),
		cmocka_unit_test_setup_teardown(an_altered_sentence_is_noticed_by_its_mark, begin, end),
		cmocka_unit_test_setup_teardown(a_mark_looks_at_letters_and_digits_alone, begin, end),
		cmocka_unit_test_setup_teardown(a_text_cut_anywhere_is_refused, begin, end),
		cmocka_unit_test_setup_teardown(a_missing_licence_is_refused, begin, end),
		cmocka_unit_test_setup_teardown(other_files_are_refused_plainly, begin, end),
		cmocka_unit_test_setup_teardown(a_statement_without_end_is_given_up, begin, end),
		cmocka_unit_test_setup_teardown(a_megabyte_of_long_statements_is_cheap, begin, end),
		cmocka_unit_test_setup_teardown(a_megabyte_of_beginnings_of_names_is_cheap, begin, end),
		cmocka_unit_test_setup_teardown(too_many_lines_are_refused, begin, end),
		cmocka_unit_test_setup_teardown(the_framework_is_read_word_for_word, begin, end),
		cmocka_unit_test_setup_teardown(the_statements_cover_the_slides, begin, end),
		cmocka_unit_test_setup_teardown(no_furniture_is_in_a_statement, begin, end),
		cmocka_unit_test_setup_teardown(the_framework_cut_anywhere_is_refused, begin, end),
		cmocka_unit_test_setup_teardown(the_framework_with_a_hole_is_refused, begin, end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
