/* A take-out that is damaged, forged or not one at all: the record is named, nothing is changed. On both databases. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
/* cmocka wants the three above it before itself */
#include <cmocka.h>

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/random.h"
#include "store/migrations.h"
#include "store/partnership.h"
#include "store/takein.h"
#include "store/takein_parts.h"
#include "support/everything.h"
#include "support/packed.h"

static enum outcome start(struct work *w, void *plan)
{
	(void)plan;
	return installation_start(w) && partnership_add(w, "Another", false) != 0 ? CHANGED : REFUSED;
}

static struct work *cairn(void **state)
{
	struct scratch *scratch = *state;
	struct work *w = &scratch->work;
	size_t count = 0;
	struct migration *steps = store_migrations(w->arena, &count);

	random_start();
	if (!database_migrate(scratch->database, w->arena, &w->fault, steps, count) ||
	    db_change_now(w, start, NULL) != CHANGED)
		fail_msg("%s", w->fault.sentence);
	return w;
}

/* All that there is to change, in a few numbers. */
static const char *state_of(struct work *w)
{
	struct rows *rows = db_ask(
		w,
		"SELECT (SELECT COUNT(*) FROM partnership), (SELECT COUNT(*) FROM account), "
		"(SELECT COUNT(*) FROM membership WHERE partnership > $1), (SELECT COUNT(*) FROM people_group WHERE "
		"partnership > $1), (SELECT COUNT(*) FROM response WHERE partnership > $1), "
		"(SELECT COUNT(*) FROM event WHERE partnership >= $1), (SELECT COUNT(*) FROM file_chunk WHERE "
		"partnership > $1), (SELECT SUM(next) FROM counter WHERE partnership >= $1), "
		"(SELECT MAX(digest) FROM event_head WHERE partnership = $1)",
		V(0));
	struct out out = { .arena = w->arena };

	assert_non_null(rows);
	for (size_t i = 0; i < 8; i++)
		out_format(&out, "%lld ", (long long)row_int(rows, 0, i));
	out_format(&out, "%s", row_text(rows, 0, 8));
	return out_html(&out).at;
}

static void expect_refused_file(struct work *w, int file, const char *says)
{
	const char *before = state_of(w);
	const struct takein_wish wish = { NULL };
	struct takein_made made;

	w->fault = (struct fault){ 0 };
	assert_false(takein_read(w, &wish, file, "it.zip", &made));
	if (strstr(w->fault.sentence, says) == NULL)
		fail_msg("it does not say: %s\nbut: %s", says, w->fault.sentence);
	assert_true(w->fault.kind == FAULT_BAD_INPUT || w->fault.kind == FAULT_TOO_LARGE);
	w->fault = (struct fault){ 0 };
	assert_string_equal(state_of(w), before);
}

static void expect_refused(struct work *w, const struct packed *packed, const char *says)
{
	expect_refused_file(w, packed_write(packed), says);
}

static struct packed whole(struct work *w)
{
	return packed_read(w->arena, everything_file());
}

/* ------------------------------------------------------------------ as a file */

static int copy_of(struct work *w, int file, off_t len)
{
	int copy = packed_file(w->arena);
	char *bytes = arena_take(w->arena, (size_t)len);

	assert_int_equal(pread(file, bytes, (size_t)len, 0), len);
	assert_int_equal(pwrite(copy, bytes, (size_t)len, 0), len);
	return copy;
}

static off_t size_of(int file)
{
	struct stat stat;

	assert_int_equal(fstat(file, &stat), 0);
	return stat.st_size;
}

static void a_file_that_is_cut_is_refused(void **state)
{
	struct work *w = cairn(state);
	off_t size = size_of(everything_file());
	const off_t sizes[] = { 1, 100, size / 2, size - 1000, size - 1 };

	for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++)
		expect_refused_file(w, copy_of(w, everything_file(), sizes[i]),
		                    "it.zip is not a zip file, or is damaged");
	expect_refused_file(w, copy_of(w, everything_file(), 0), "it has no manifest");
	expect_refused_file(w, open("/", O_RDONLY | O_CLOEXEC), "it.zip is not a zip file");
}

static off_t place_of(int file, const char *words)
{
	off_t size = size_of(file);
	char *bytes = malloc((size_t)size + 1);
	char *at;
	off_t place;

	assert_non_null(bytes);
	assert_int_equal(pread(file, bytes, (size_t)size, 0), size);
	at = memmem(bytes, (size_t)size, words, strlen(words));
	assert_non_null(at);
	place = at - bytes;
	free(bytes);
	return place;
}

static void flip(int file, off_t place)
{
	unsigned char byte;

	assert_int_equal(pread(file, &byte, 1, place), 1);
	byte ^= 1;
	assert_int_equal(pwrite(file, &byte, 1, place), 1);
}

static void a_flipped_byte_is_noticed(void **state)
{
	struct work *w = cairn(state);
	int copy = copy_of(w, everything_file(), size_of(everything_file()));
	off_t place = place_of(copy, "\"criterion\":\"");

	flip(copy, place);
	expect_refused_file(w, copy, "round_criterion.jsonl” is damaged: it is not what it was when it was taken out");
	flip(copy, place);
	flip(copy, place_of(copy, "\"format\":1") + 3);
	expect_refused_file(w, copy, "manifest.json” is damaged");
}

/* Every byte of the smallest: refused, or (in what a zip file says of times and rights) without any meaning. */
static void no_flipped_byte_does_harm(void **state)
{
	struct work *w = cairn(state);
	int file = open(TAKEOUT_FOLDER "/format-1.zip", O_RDONLY | O_CLOEXEC);
	off_t size = size_of(file), refused = 0, tried = 0;
	int copy = copy_of(w, file, size);
	const struct takein_wish wish = { NULL };

	for (off_t place = 0; place<size; place += place> size - 4000 ? 7 : 601) {
		struct work one = { .arena = arena_new(), .db = w->db, .now = w->now };
		struct takein_made made;

		flip(copy, place);
		refused += !takein_read(&one, &wish, copy, "it.zip", &made);
		flip(copy, place);
		arena_free(one.arena);
		tried++;
	}
	close(file);
	if (refused < tried * 9 / 10)
		fail_msg("only %lld of %lld were refused", (long long)refused, (long long)tried);
}

/* ------------------------------------------------------------------ as an archive */

static void set_16(int file, off_t at, unsigned value)
{
	const unsigned char bytes[2] = { (unsigned char)(value & 0xff), (unsigned char)(value >> 8) };

	assert_int_equal(pwrite(file, bytes, 2, at), 2);
}

static void what_is_compressed_is_not_even_opened(void **state)
{
	struct work *w = cairn(state);
	int copy = copy_of(w, everything_file(), size_of(everything_file()));

	set_16(copy, place_of(copy, "PK\3\4") + 8, 8);
	set_16(copy, place_of(copy, "PK\1\2") + 10, 8);
	expect_refused_file(w, copy, "is compressed or encrypted");
}

/* A member that says it is a million times as large as the file. */
static void what_says_it_is_larger_than_the_file_is_refused(void **state)
{
	struct work *w = cairn(state);
	int copy = copy_of(w, everything_file(), size_of(everything_file()));

	for (int i = 0; i < 2; i++) { /* compressed size, then size */
		set_16(copy, place_of(copy, "PK\1\2") + 22 + 4 * i, 0x7000);
		set_16(copy, place_of(copy, "PK\3\4") + 20 + 4 * i, 0x7000);
	}
	expect_refused_file(w, copy, "it.zip ");
}

static void names_that_lead_elsewhere_are_refused(void **state)
{
	static const char *const names[] = { "../voice.jsonl", "/etc/passwd", "a/../../b", "a\\b", "c:d", "..",
		                             "a//b",           "a\nb",        "file/3/2/" };
	struct work *w = cairn(state);

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		struct packed packed = whole(w);

		packed_member(&packed, "voice.jsonl")->name = names[i];
		expect_refused(w, &packed, "whose name is no plain name");
	}
}

static void a_member_that_is_missing_is_named(void **state)
{
	struct work *w = cairn(state);
	struct packed packed = whole(w);

	packed_drop(&packed, "voice.jsonl");
	expect_refused(w, &packed, "voice.jsonl is missing");
	packed = whole(w);
	packed_drop(&packed, "file/3/3");
	expect_refused(w, &packed, "file/3/3 is missing");
	packed = whole(w);
	packed_drop(&packed, "manifest.json");
	expect_refused(w, &packed, "it has no manifest");
}

static void a_member_too_many_is_named(void **state)
{
	struct work *w = cairn(state);
	struct packed packed = whole(w);

	list_add(w->arena, &packed, ((struct packed_member){ "more.jsonl", "", 0 }));
	expect_refused(w, &packed, "It holds “more.jsonl”, which its manifest does not know");
}

static void a_member_that_was_altered_is_named(void **state)
{
	struct work *w = cairn(state);
	struct packed packed = whole(w);

	packed_replace(&packed, "round.jsonl", "\"depth\":\"statements\"", "\"depth\":\"statementz\"");
	expect_refused(w, &packed, "round.jsonl was altered after it was taken out");
	packed = whole(w);
	packed_replace(&packed, "round.jsonl", "\"depth\":\"statements\"", "\"depth\":\"criteria\"");
	expect_refused(w, &packed, "round.jsonl is not as large as its manifest says");
}

/* ------------------------------------------------------------------ its manifest */

static void a_manifest_that_is_none_is_refused(void **state)
{
	static const struct {
		const char *text, *says;
	} cases[] = {
		{ "", "manifest.json is damaged: it is not JSON" },
		{ "[", "manifest.json is damaged: it is not JSON" },
		{ "[1]", "not what `cairn takeout` makes" },
		{ "{\"cairn\":\"backup\",\"format\":1}", "not what `cairn takeout` makes" },
		{ "{\"cairn\":\"takeout\",\"format\":2}", "made by a newer Cairn (format 2; this program reads 1)" },
		{ "{\"cairn\":\"takeout\",\"format\":1}", "it names no steps" },
		{ "{\"cairn\":\"takeout\",\"format\":1,\"steps\":[4,1]}", "its steps are out of order" },
		{ "{\"cairn\":\"takeout\",\"format\":1,\"steps\":[1,4,9999]}", "made by a newer Cairn (step 9999" },
		{ "{\"cairn\":\"takeout\",\"format\":1,\"steps\":[1]}", "it does not say whose take-out it is" },
	};
	struct work *w = cairn(state);

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct packed packed = whole(w);

		packed_set(&packed, "manifest.json", cases[i].text);
		expect_refused(w, &packed, cases[i].says);
	}
}

static void a_table_or_column_nobody_knows_is_refused(void **state)
{
	struct work *w = cairn(state);
	struct packed packed = whole(w);
	json_t *manifest = packed_manifest(&packed);

	json_object_set_new(packed_said(manifest, "voice.jsonl"), "name", json_string("secret.jsonl"));
	packed_member(&packed, "voice.jsonl")->name = "secret.jsonl";
	packed_set_manifest(&packed, manifest);
	expect_refused(w, &packed, "secret.jsonl: this program knows no such table");
	packed = whole(w);
	manifest = packed_manifest(&packed);
	json_array_append_new(json_object_get(packed_said(manifest, "voice.jsonl"), "columns"), json_string("colour"));
	packed_set_manifest(&packed, manifest);
	expect_refused(w, &packed, "voice.jsonl: this program knows no column “colour” there");
}

/* ------------------------------------------------------------------ its records */

/* One place altered, everything else true: only the record itself is wrong. */
static void records_that_are_wrong_are_named(void **state)
{
	static const struct {
		const char *member, *from, *to, *says;
	} cases[] = {
		{ "round_group.jsonl",
		  "\"minutes\":", "\"minutes\":\"ten\",\"x\":", "Line 1 of round_group.jsonl: it has other columns" },
		{ "voice.jsonl", "\"position\":2", "\"position\":\"2\"",
		  "Line 2 of voice.jsonl: “position” is not a whole number" },
		{ "voice.jsonl", "\"position\":2", "\"position\":2.5",
		  "Line 2 of voice.jsonl: “position” is not a whole number" },
		{ "voice.jsonl", "\"position\":2", "\"position\":null", "Line 2 of voice.jsonl: " },
		{ "voice.jsonl", "\"position\":2", "\"place\":2", "Line 2 of voice.jsonl: “position” is not there" },
		{ "voice.jsonl", "\"name\":\"Workforce\"", "\"name\":7",
		  "Line 2 of voice.jsonl: “name” is not a text" },
		{ "voice.jsonl", "\"name\":\"Workforce\"", "\"name\":\"Work\\u0000force\"",
		  "Line 2 of voice.jsonl: it is no JSON object" },
		{ "voice.jsonl", "\"name\":\"Workforce\"", "\"name\":\"Work\xff\"",
		  "Line 2 of voice.jsonl: it is no JSON object" },
		{ "voice.jsonl", "\"id\":2,", "\"id\":2,\"id\":2,", "Line 2 of voice.jsonl: it is no JSON object" },
		{ "voice.jsonl", "\"id\":2,", "\"id\":99999999999999999999,",
		  "Line 2 of voice.jsonl: it is no JSON object" },
		{ "people_group.jsonl", "\"voice\":2", "\"voice\":77",
		  "Line 6 of people_group.jsonl: That belongs to something that is not there" },
		{ "people_group.jsonl", "\"retired\":0", "\"retired\":7", "Line 1 of people_group.jsonl: " },
		{ "participant.jsonl", "\"round\":2", "\"round\":1", "of participant.jsonl: That belongs to" },
		{ "membership.jsonl", "\"account\":2", "\"account\":77",
		  "Line 2 of membership.jsonl: “account” is not the number of anybody in people.jsonl" },
		{ "membership.jsonl", "\"number\":2", "\"number\":77",
		  "of membership.jsonl: it gives somebody two numbers" },
		{ "people.jsonl", "\"number\":2", "\"number\":1",
		  "Line 2 of people.jsonl: “number” is not a whole number that is larger than the one before" },
		{ "people.jsonl", "\"email\":\"planner@moray.example\"", "\"email\":\"\"",
		  "Line 2 of people.jsonl: it does not say who somebody is" },
		{ "people.jsonl", "\"email\":\"planner@moray.example\"", "\"email\":\"administrator@moray.example\"",
		  "Line 2 of membership.jsonl: one like it is there already" },
		{ "file.jsonl", "\"bytes\":600000", "\"bytes\":600001", "file/3 is not the file that file.jsonl says" },
		{ "file.jsonl", "\"id\":3,", "\"id\":77,", "file/77 is not the file that file.jsonl says" },
		{ "event.jsonl", "\"kind\":\"opened\"", "\"kind\":\"closed\"", ": it was altered" },
		{ "event.jsonl", "\"previous\":\"cairn\"", "\"previous\":\"train\"",
		  "Event 1 of partnership 2: it does not follow" },
		{ "event_payload.jsonl", "\"payload\":\"", "\"payload\":\"x", ": its content was altered" },
		{ "event_head.jsonl", "\"number\":2", "\"number\":3", "The log in event.jsonl does not hold." },
		{ "partnership.jsonl", "\"version\":1}\n", "\"version\":1}\n{",
		  "Line 2 of partnership.jsonl: it breaks off" },
	};
	struct work *w = cairn(state);

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct packed packed = whole(w);

		packed_replace(&packed, cases[i].member, cases[i].from, cases[i].to);
		packed_settle(&packed);
		expect_refused(w, &packed, cases[i].says);
	}
}

/* A line drops out, or stands there twice; everything else is true. */
static void lines_too_few_or_too_many_are_noticed(void **state)
{
	static const struct {
		void (*alter)(struct packed *packed, const char *name, int number);
		const char *member;
		int line;
		const char *says;
	} cases[] = {
		{ packed_line_twice, "response.jsonl", 14, "Line 15 of response.jsonl: one like it is there already" },
		{ packed_line_twice, "partnership.jsonl", 1,
		  "Line 2 of partnership.jsonl: one like it is there already" },
		{ packed_line_drop, "event.jsonl", 700, "an event before it is missing" },
		{ packed_line_drop, "event_head.jsonl", 1, "events are missing" },
		{ packed_line_drop, "file.jsonl", 3, "file/3/1 is of a file that file.jsonl does not know" },
		{ packed_line_drop, "round.jsonl", 1, "Line 1 of round_criterion.jsonl: That belongs to something" },
		{ packed_line_drop, "partnership.jsonl", 1, "Line 1 of membership.jsonl: That belongs to something" },
		{ packed_line_drop, "people.jsonl", 1, "Line 1 of membership.jsonl: “account” is not the number" },
	};
	struct work *w = cairn(state);

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct packed packed = whole(w);

		cases[i].alter(&packed, cases[i].member, cases[i].line);
		packed_settle(&packed);
		expect_refused(w, &packed, cases[i].says);
	}
}

static void a_line_that_breaks_off_is_named(void **state)
{
	struct work *w = cairn(state);
	struct packed packed = whole(w);

	packed_set(&packed, "voice.jsonl", packed_line(&packed, "voice.jsonl", 1));
	packed_settle(&packed);
	expect_refused(w, &packed, "Line 1 of voice.jsonl: it breaks off");
}

/* More or fewer lines than the manifest says, though the digest is right. */
static void the_number_of_lines_counts(void **state)
{
	struct work *w = cairn(state);
	struct packed packed = whole(w);
	json_t *manifest = packed_manifest(&packed);

	json_object_set_new(packed_said(manifest, "voice.jsonl"), "lines", json_integer(5));
	packed_set_manifest(&packed, manifest);
	expect_refused(w, &packed, "voice.jsonl has 4 lines, not the 5 its manifest says");
}

static void a_file_of_which_a_part_is_another_is_refused(void **state)
{
	struct work *w = cairn(state);
	struct packed packed = whole(w);
	struct packed_member *chunk = packed_member(&packed, "file/3/2");
	char *other = text_copy_bytes(w->arena, chunk->text, chunk->len);

	other[17] ^= 1;
	chunk->text = other;
	packed_settle(&packed);
	expect_refused(w, &packed, "file/3 is not the file that file.jsonl says");
	chunk->len = 0;
	packed_settle(&packed);
	expect_refused(w, &packed, "file/3/2 is empty");
}

/* After all of that it can still be taken in. */
static void and_the_true_one_is_taken_in(void **state)
{
	struct work *w = cairn(state);
	struct packed packed = whole(w);
	const struct takein_wish wish = { NULL };
	struct takein_made made;

	packed_line_twice(&packed, "response.jsonl", 14);
	packed_settle(&packed);
	expect_refused(w, &packed, "Line 15");
	if (!takein_read(w, &wish, everything_file(), "it.zip", &made))
		fail_msg("%s", w->fault.sentence);
	assert_int_equal(made.partnership, 2);
}

/* ------------------------------------------------------------------ rows that point at rows of their own table */

static const struct takeout_table steps_of_work = {
	"step_of_work", { "id" }, { { "id", TAKEOUT_INT }, { "waits_for", TAKEOUT_LATER } }, NULL
};

struct pointing {
	struct taking_in in;
	int64_t partnership;
};

static enum outcome fill_steps(struct work *w, void *plan)
{
	struct pointing *pointing = plan;

	w->partnership = 1;
	return takein_table(&pointing->in, 0) ? CHANGED : REFUSED;
}

static enum outcome take_steps(void **state, const char *lines)
{
	struct work *w = &((struct scratch *)*state)->work;
	struct packed packed = { .arena = w->arena };
	static const char *names[] = { "id", "waits_for" };
	struct takeout_member member = {
		.name = "step_of_work.jsonl", .table = &steps_of_work, .columns = names, .column_count = 2
	};
	struct takein_made made = { 0 };
	struct pointing pointing = { .in = { .made = &made, .lines = { .w = w } } };

	for (const char *at = lines; (at = strchr(at, '\n')) != NULL; at++)
		member.lines++;
	list_add(w->arena, &packed, ((struct packed_member){ "manifest.json", "", 0 }));
	list_add(w->arena, &packed, ((struct packed_member){ member.name, lines, strlen(lines) }));
	list_add(w->arena, &pointing.in.manifest.members, member);
	pointing.in.archive = pointing.in.lines.archive =
		archive_open(w->arena, &w->fault, packed_write(&packed), "it.zip");
	assert_non_null(pointing.in.archive);
	w->fault = (struct fault){ 0 };
	return db_change_long(w, fill_steps, &pointing);
}

static void what_waits_for_a_later_one_is_set_when_that_is_there(void **state)
{
	struct work *w = cairn(state);
	struct rows *rows;

	test_execute(*state, text_equal(test_kind(), "sqlite")
	                             ? "CREATE TABLE step_of_work (partnership INTEGER, id INTEGER, waits_for INTEGER, "
	                               "PRIMARY KEY (partnership, id), FOREIGN KEY (partnership, waits_for) REFERENCES "
	                               "step_of_work (partnership, id)) STRICT"
	                             : "CREATE TABLE step_of_work (partnership BIGINT, id BIGINT, waits_for BIGINT, "
	                               "PRIMARY KEY (partnership, id), FOREIGN KEY (partnership, waits_for) REFERENCES "
	                               "step_of_work (partnership, id))");
	assert_int_equal(take_steps(state, "{\"id\":1,\"waits_for\":3}\n{\"id\":2,\"waits_for\":null}\n"
	                                   "{\"id\":3,\"waits_for\":2}\n"),
	                 CHANGED);
	rows = db_ask_statement(w, STATEMENT("SELECT waits_for FROM step_of_work WHERE partnership = 1 ORDER BY id"), 1,
	                        &NO_VALUES);
	assert_int_equal(row_int(rows, 0, 0), 3);
	assert_true(row_is_null(rows, 1, 0));
	assert_int_equal(row_int(rows, 2, 0), 2);
	assert_int_equal(take_steps(state, "{\"id\":4,\"waits_for\":null}\n{\"id\":5,\"waits_for\":77}\n"), REFUSED);
	assert_non_null(strstr(w->fault.sentence, "Line 2 of step_of_work.jsonl: That belongs to something"));
}

/* ------------------------------------------------------------------ what a step computed */

static bool name_it_three(struct work *w)
{
	return db_run(w, "UPDATE partnership SET name = 'Three' WHERE id = $1", V(w->partnership)) == 1;
}

static bool name_it_five(struct work *w)
{
	return db_run(w, "UPDATE partnership SET name = name || ' and five' WHERE id = $1", V(w->partnership)) == 1;
}

static enum outcome run_steps(struct work *w, void *plan)
{
	static const struct takein_step steps[] = { { 3, name_it_three }, { 5, name_it_five }, { 0 } };

	return takein_older(w, plan, steps) ? CHANGED : REFUSED;
}

/* Only the steps that had not run where it was taken out. */
static void what_a_later_step_computed_is_computed(void **state)
{
	struct work *w = cairn(state);
	struct takeout_manifest manifest = { 0 };

	w->partnership = 1;
	list_add(w->arena, &manifest.steps, 1);
	list_add(w->arena, &manifest.steps, 5);
	assert_int_equal(db_change_now(w, run_steps, &manifest), CHANGED);
	assert_string_equal(partnership_by_id(w, 1)->name, "Three");
	manifest.steps.len = 1;
	assert_int_equal(db_change_now(w, run_steps, &manifest), CHANGED);
	assert_string_equal(partnership_by_id(w, 1)->name, "Three and five");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, test_open, test_close)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(a_file_that_is_cut_is_refused),
		TEST(a_flipped_byte_is_noticed),
		TEST(no_flipped_byte_does_harm),
		TEST(what_is_compressed_is_not_even_opened),
		TEST(what_says_it_is_larger_than_the_file_is_refused),
		TEST(names_that_lead_elsewhere_are_refused),
		TEST(a_member_that_is_missing_is_named),
		TEST(a_member_too_many_is_named),
		TEST(a_member_that_was_altered_is_named),
		TEST(a_manifest_that_is_none_is_refused),
		TEST(a_table_or_column_nobody_knows_is_refused),
		TEST(records_that_are_wrong_are_named),
		TEST(lines_too_few_or_too_many_are_noticed),
		TEST(a_line_that_breaks_off_is_named),
		TEST(the_number_of_lines_counts),
		TEST(a_file_of_which_a_part_is_another_is_refused),
		TEST(and_the_true_one_is_taken_in),
		TEST(what_waits_for_a_later_one_is_set_when_that_is_there),
		TEST(what_a_later_step_computed_is_computed),
	};

	return test_on_both("takein", tests);
}
