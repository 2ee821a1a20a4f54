/*
 * What leaves the database, on rounds of random shape: each is written as people would have answered it, closed and its words released; then the
 * workbook, the search and the signals are asked.
 *
 * tests/unit/engine_release_random.c proves of the same rounds that nothing small follows from the cells that the rule lets out. Here every cell of the workbook
 * is one of those, and no other number stands there; so the proof holds for it. No withheld word is in it, or found. On SQLite only: the rule is no
 * database's. Every tenth of the thousand rounds, which take minutes; CAIRN_TEST_ROUNDS=all looks at each.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
/* cmocka wants the three above it before itself */
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <zip.h>

#include "base/text.h"
#include "culture/heat.h"
#include "culture/workbook.h"
#include "db/db.h"
#include "store/migrations.h"
#include "store/round.h"
#include "store/search.h"
#include "store/search_rebuild.h"
#include "store/signal.h"
#include "store/words_check.h"
#include "support/database.h"
#include "support/random_round.h"

#define ROUNDS 1000
#define ITEMS  10

/* ------------------------------------------------------------------ the round as an engine's and as people's */

/* Somebody who only wrote has something written; who took part answered something: the first of a group answer the most. */
static void make_possible(struct random_round *round)
{
	size_t groups = round->question.group_count;

	for (size_t g = 0; g < groups; g++)
		round->groups[g].people = 0;
	for (size_t i = 0; i < groups * round->question.item_count; i++) {
		struct release_answers *answers = &round->answers[i];
		struct release_group *group = &round->groups[i % groups];
		int placed = tally_answered(&answers->tally);

		if (answers->responded > placed + answers->strengths)
			answers->responded = placed + answers->strengths;
		if (answers->strengths > answers->responded)
			answers->strengths = answers->responded;
		if (answers->developments > answers->responded)
			answers->developments = answers->responded;
		if (group->people < answers->responded)
			group->people = answers->responded;
	}
}

/* A word that is nowhere else, in this round or in another. */
static const char *secret(struct arena *arena, const char *kind, uint64_t number, size_t item, size_t group, int person)
{
	return text_format(arena, "%sx%llux%zux%zux%dx", kind, (unsigned long long)number, item, group, person);
}

static const char *written(struct arena *arena, bool is_written, const char *kind, uint64_t number, size_t item,
                           size_t group, int person)
{
	return is_written ? text_format(arena, "We said %s often", secret(arena, kind, number, item, group, person))
	                  : "";
}

/* The position of the person at that place of those who placed themselves; "NULL" for who only wrote. */
static const char *placed_by(struct arena *arena, const struct tally *tally, int person)
{
	for (int i = 0; i < POSITIONS; i++) {
		if (person < tally->positions[i])
			return text_format(arena, "%d", i + 1);
		person -= tally->positions[i];
	}
	if (person < tally->dont_know)
		return "0";
	return person < tally->dont_know + tally->does_not_apply ? "-1" : "NULL";
}

/* Reasons are those of the first for whom it does not apply. Strengths are first those of whoever has no position. */
static void put_answers(struct out *out, const struct release_answers *answers, uint64_t number, size_t item,
                        size_t group)
{
	struct arena *arena = out->arena;
	int placed = tally_answered(&answers->tally), only_words = answers->responded - placed;
	int no_reason = placed - answers->tally.does_not_apply;

	for (int person = 0; person < answers->responded; person++) {
		bool has_strength = person >= placed || person < answers->strengths - only_words;
		bool has_reason = person >= no_reason && person < no_reason + answers->reasons;
		int64_t id = ((int64_t)number * 100 + (int64_t)group) * 100 + person;

		out_format(out,
		           "INSERT INTO response (partnership, id, round, participant, criterion, strength, placed, "
		           "reason, development, saved_at) "
		           "VALUES (1, %lld, %llu, %lld, 'c.i%zu', '%s', %s, '%s', '%s', 1);\n",
		           (long long)(id * ITEMS + (int64_t)item), (unsigned long long)number, (long long)id, item,
		           written(arena, has_strength, "strong", number, item, group, person),
		           placed_by(arena, &answers->tally, person),
		           written(arena, has_reason, "because", number, item, group, person),
		           written(arena, person < answers->developments, "wish", number, item, group, person));
	}
}

static void put_group(struct out *out, const struct random_round *round, uint64_t number, size_t g)
{
	const struct release_group *group = &round->groups[g];
	long long id = (long long)number * 100 + (long long)g;

	out_format(out,
	           "INSERT INTO round_group (partnership, id, round, people_group, name, voice, voice_name, "
	           "voice_position, position, minutes, link_token) "
	           "VALUES (1, %lld, %llu, %zu, '%s', %zu, '%s', %zu, %zu, 10, 'link%lld');\n",
	           id, (unsigned long long)number, g + 1, group->name, group->voice + 1,
	           round->question.voices[group->voice], group->voice, g, id);
	for (size_t item = 0; item < round->question.item_count; item++)
		out_format(out,
		           "INSERT INTO round_group_criterion (partnership, round_group, criterion) VALUES (1, %lld, "
		           "'c.i%zu');\n",
		           id, item);
	for (int person = 0; person < group->people; person++)
		out_format(out,
		           "INSERT INTO participant (partnership, id, round, round_group, token_hash, came_by, "
		           "made_at, begun_at) "
		           "VALUES (1, %lld, %llu, %lld, 'hash%lldx%d', 'group', 1, 1);\n",
		           id * 100 + person, (unsigned long long)number, id, id, person);
}

static void put_round(struct scratch *scratch, struct arena *arena, const struct random_round *round, uint64_t number)
{
	struct out out = { .arena = arena };

	out_format(&out,
	           "BEGIN;\nINSERT INTO round (partnership, id, title, purpose, framework_version, depth, state, "
	           "threshold, opened_at, made_by, made_at) "
	           "VALUES (1, %llu, 'Round %llu', '', 1, 'criteria', 'open', %d, 1, '', 1);\n",
	           (unsigned long long)number, (unsigned long long)number, round->question.threshold);
	for (size_t item = 0; item < round->question.item_count; item++)
		out_format(&out,
		           "INSERT INTO round_criterion (partnership, round, criterion, position) VALUES (1, %llu, "
		           "'c.i%zu', %zu);\n",
		           (unsigned long long)number, item, item);
	for (size_t g = 0; g < round->question.group_count; g++) {
		put_group(&out, round, number, g);
		for (size_t item = 0; item < round->question.item_count; item++)
			put_answers(&out, &round->answers[item * round->question.group_count + g], number, item, g);
	}
	out_raw(&out, "COMMIT;");
	test_execute(scratch, out_html(&out).at);
}

/* ------------------------------------------------------------------ a partnership for them */

static const char *pack_of_items(struct arena *arena)
{
	struct out out = { .arena = arena };

	out_raw(&out, "{\"key\":\"f\",\"title\":\"F\",\"publisher\":\"F\",\"credit\":\"F\",\"licence\":{\"name\":\"F\","
	              "\"says\":\"F.\"},\"line\":{\"positions\":[");
	for (int i = 1; i <= POSITIONS; i++)
		out_format(&out, "%s{\"number\":%d,\"name\":\"L%d\",\"says\":\"L.\"}", i == 1 ? "" : ",", i, i);
	out_raw(&out, "],\"dont_know\":{\"name\":\"?\",\"says\":\"?\",\"asks\":\"?\"},\"does_not_apply\":{\"name\":\"-"
	              "\",\"says\":\"-\",\"asks\":\"?\"}},"
	              "\"themes\":[{\"key\":\"c\",\"name\":\"C\",\"criteria\":[");
	for (int i = 0; i < ITEMS; i++)
		out_format(
			&out,
			"%s{\"key\":\"c.i%d\",\"name\":\"Item %d\",\"question\":\"?\",\"minutes\":1,\"statements\":[]}",
			i == 0 ? "" : ",", i, i);
	out_raw(&out, "]}]}");
	return out_html(&out).at;
}

static void begin(struct scratch *scratch)
{
	size_t count = 0;
	struct migration *steps = store_migrations(scratch->arena, &count);

	assert_true(database_migrate(scratch->database, scratch->arena, &scratch->work.fault, steps, count));
	test_execute(scratch, "INSERT INTO partnership (id, name, created_at) VALUES (1, 'Test', 1)");
	for (int i = 1; i <= 5; i++)
		test_execute(scratch, text_format(scratch->arena,
		                                  "INSERT INTO voice (partnership, id, key, name, position) VALUES (1, "
		                                  "%d, 'v%d', 'V %d', %d)",
		                                  i, i, i, i));
	for (int i = 1; i <= 15; i++)
		test_execute(scratch, text_format(scratch->arena,
		                                  "INSERT INTO people_group (partnership, id, name, voice, position) "
		                                  "VALUES (1, %d, 'G %d', 1, %d)",
		                                  i, i, i));
	test_execute(scratch, "INSERT INTO framework (partnership, id, key, title) VALUES (1, 1, 'f', 'F')");
	test_execute(scratch, text_format(scratch->arena,
	                                  "INSERT INTO framework_version (partnership, id, framework, number, digest, "
	                                  "pack, loaded_at, loaded_by) "
	                                  "VALUES (1, 1, 1, 1, 'd', '%s', 1, '')",
	                                  pack_of_items(scratch->arena)));
	scratch->work.partnership = 1;
	scratch->work.person = "Facilitator";
	scratch->work.role = "viewer";
}

static enum outcome change_close(struct work *w, void *plan)
{
	const struct words_checking checking = { .round = *(const int64_t *)plan, .keep_rest = true };

	if (!round_close(w, checking.round))
		return REFUSED;
	return words_check(w, &checking) && words_release(w, checking.round) ? CHANGED
	       : w->fault.kind == FAULT_CONFLICT                             ? REFUSED
	                                                                     : NOT_SAVED;
}

static enum outcome change_close_only(struct work *w, void *plan)
{
	return round_close(w, *(const int64_t *)plan) ? CHANGED : REFUSED;
}

/* A round in which no words may be shown has none to release. */
static void close_round(struct work *w, int64_t number)
{
	int64_t added;

	if (db_change_now(w, change_close, &number) != CHANGED) {
		w->fault = (struct fault){ 0 };
		if (db_change_now(w, change_close_only, &number) != CHANGED)
			fail_msg("round %lld: %s", (long long)number, w->fault.sentence);
	}
	assert_true(search_catch_up(w, NULL, &added));
}

/* ------------------------------------------------------------------ the workbook */

static const char *sheet_text(struct arena *arena, zip_t *zip, const char *name)
{
	zip_file_t *file = zip_fopen(zip, name, 0);
	zip_stat_t stat;
	char *text;

	if (file == NULL)
		return NULL;
	assert_int_equal(zip_stat(zip, name, 0, &stat), 0);
	text = arena_take(arena, stat.size + 1);
	assert_int_equal(zip_fread(file, text, stat.size), stat.size);
	zip_fclose(file);
	return text;
}

struct book {
	const char *criteria; /* the sheet of the criteria by voice */
	LIST(const char *)
	words; /* the words by which people's are known, of all sheets, in the order of their bytes */
};

static int by_bytes(const void *one, const void *other)
{
	return strcmp(*(const char *const *)one, *(const char *const *)other);
}

static bool is_secret(const char *word, size_t len)
{
	return len > 8 && word[len - 1] == 'x' &&
	       (text_starts(word, "strongx") || text_starts(word, "wishx") || text_starts(word, "becausex"));
}

static void add_words(struct arena *arena, struct book *book, const char *sheet)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789";

	for (const char *at = sheet + strcspn(sheet, letters); *at != '\0'; at += strcspn(at, letters)) {
		size_t len = strspn(at, letters);

		if (is_secret(at, len))
			list_add(arena, &book->words, text_copy_bytes(arena, at, len));
		at += len;
	}
}

static bool has_word(const struct book *book, const char *word)
{
	return book->words.len > 0 &&
	       bsearch(&word, book->words.at, book->words.len, sizeof *book->words.at, by_bytes) != NULL;
}

static struct book book_of(struct work *w, int64_t number)
{
	const struct round *round = round_by_id(w, number);
	char path[] = "/tmp/cairn-published.XXXXXX";
	int file = mkstemp(path);
	struct book book = { 0 };
	const char *sheet;
	zip_t *zip;

	assert_true(file >= 0);
	close(file);
	if (round == NULL || !workbook_write(w, round, path))
		fail_msg("round %lld: %s", (long long)number, w->fault.sentence);
	zip = zip_open(path, ZIP_RDONLY, NULL);
	assert_non_null(zip);
	for (int i = 1;
	     (sheet = sheet_text(w->arena, zip, text_format(w->arena, "xl/worksheets/sheet%d.xml", i))) != NULL; i++) {
		add_words(w->arena, &book, sheet);
		if (strstr(sheet, "Shown, withheld, nobody or not asked") != NULL && book.criteria == NULL)
			book.criteria = sheet;
	}
	zip_discard(zip);
	unlink(path);
	if (book.words.len > 0)
		qsort(book.words.at, book.words.len, sizeof *book.words.at, by_bytes);
	return book;
}

/* A row of the sheet: of each cell its text, and whether it is a number. */
struct row {
	const char *text[32];
	bool is_number[32];
};

static const char *until_mark(struct arena *arena, const char *at, const char *mark)
{
	const char *end = strstr(at, mark);

	assert_non_null(end);
	return text_copy_bytes(arena, at, (size_t)(end - at));
}

/* From "<row" on; what follows it. */
static const char *read_row(struct arena *arena, const char *at, struct row *row)
{
	const char *end = strstr(at, "</row>");

	*row = (struct row){ 0 };
	assert_non_null(end);
	while ((at = strstr(at, "<c r=\"")) != NULL && at < end) {
		size_t column = (size_t)(at[6] - 'A');
		const char *begun = strchr(at, '>') + 1;

		assert_true(column < 26 && at[7] >= '0' && at[7] <= '9');
		row->is_number[column] = strncmp(begun, "<v>", 3) == 0;
		row->text[column] = row->is_number[column] ? until_mark(arena, begun + 3, "</v>")
		                                           : until_mark(arena, strchr(begun + 4, '>') + 1, "</t>");
		at = begun;
	}
	return end;
}

enum { ITEM = 2, VOICE = 4, UNIT = 5, STATE = 6, PEOPLE = 7, FIRST_COUNT = 11, END = 18 }; /* of RESULT_FIELDS */

static size_t voice_named(const struct release *release, const char *name)
{
	for (size_t i = 0; i < release->voice_count; i++) {
		if (text_equal(release->voices[i].name, name))
			return i;
	}
	fail_msg("no voice %s", name);
	return 0;
}

static const struct tally_cell *cell_of(const struct release *release, const struct row *row)
{
	size_t item = (size_t)atoi(row->text[ITEM] + strlen("c.i")), voice;

	if (text_equal(row->text[VOICE], "All shown"))
		return &release->totals[item];
	voice = voice_named(release, row->text[VOICE]);
	if (text_equal(row->text[UNIT], WHOLE_VOICE))
		return &release->voice_cells[item * release->voice_count + voice];
	for (size_t i = 0; i < release->unit_count; i++) {
		if (release->units[i].voice == voice && text_equal(release->units[i].name, row->text[UNIT])) {
			assert_true(release->is_split[item * release->voice_count + voice]);
			return &release->unit_cells[item * release->unit_count + i];
		}
	}
	fail_msg("no unit %s", row->text[UNIT]);
	return NULL;
}

static int count_at(const struct row *row, int column)
{
	assert_true(row->is_number[column]);
	return atoi(row->text[column]);
}

static void check_row(const struct release *release, const struct row *row)
{
	const struct tally_cell *cell = cell_of(release, row);

	if (cell->state != CELL_SHOWN) {
		assert_string_equal(row->text[STATE], cell->state == CELL_WITHHELD ? "withheld" : "nobody");
		for (int i = PEOPLE; i < END; i++)
			assert_true(!row->is_number[i] ||
			            (cell->state == CELL_NOBODY && text_equal(row->text[i], "0")));
		return;
	}
	assert_string_equal(row->text[STATE], "shown");
	assert_int_equal(count_at(row, PEOPLE), tally_placed(&cell->tally));
	for (int i = 0; i < POSITIONS; i++)
		assert_int_equal(count_at(row, FIRST_COUNT + i), cell->tally.positions[i]);
	assert_int_equal(count_at(row, FIRST_COUNT + POSITIONS), cell->tally.dont_know);
	assert_int_equal(count_at(row, FIRST_COUNT + POSITIONS + 1), cell->tally.does_not_apply);
}

/* A row for each item and each voice that was asked, so that none is left unlooked at. */
static void check_figures(struct arena *arena, const struct random_round *round, const struct release *release,
                          const char *sheet)
{
	bool is_asked[8] = { false };
	size_t rows = 0, voices = 0;
	struct row row;

	for (size_t i = 0; i < round->question.group_count; i++)
		is_asked[round->groups[i].voice] = true;
	for (size_t i = 0; i < release->voice_count; i++)
		voices += is_asked[i];
	for (const char *at = strstr(sheet, "</row>"); (at = strstr(at, "<row ")) != NULL;) {
		at = read_row(arena, at, &row);
		check_row(release, &row);
		rows += text_equal(row.text[UNIT], WHOLE_VOICE) && !text_equal(row.text[VOICE], "All shown");
	}
	assert_int_equal(rows, voices * release->item_count);
}

/* ------------------------------------------------------------------ words */

struct words_seen {
	size_t shown, withheld, sought;
};

static bool is_found(struct work *w, const char *word)
{
	struct search_query query = search_query_of(w->arena, word);
	struct search_found found = { 0 };

	assert_true(search_find(w, &query, &found));
	return found.in_all > 0;
}

/* In the workbook when it may be, and there only then. Every twentieth is looked for with the search. */
static void check_word(struct work *w, const struct book *book, const char *word, bool is_shown,
                       struct words_seen *seen)
{
	if (has_word(book, word) != is_shown)
		fail_msg("%s is %sin the workbook", word, is_shown ? "not " : "");
	if ((seen->shown + seen->withheld) % 20 == 0) {
		if (is_found(w, word) != is_shown)
			fail_msg("%s is %sfound", word, is_shown ? "not " : "");
		seen->sought++;
	}
	seen->shown += is_shown;
	seen->withheld += !is_shown;
}

static void check_answers(struct work *w, const struct book *book, const struct release *release,
                          const struct release_answers *answers, uint64_t number, size_t item, size_t group,
                          struct words_seen *seen)
{
	int placed = tally_answered(&answers->tally), only_words = answers->responded - placed;
	int no_reason = placed - answers->tally.does_not_apply;
	bool is_shown = release_label_of(release, item, group) != NULL;

	for (int person = 0; person < answers->responded; person++) {
		if (person >= placed || person < answers->strengths - only_words)
			check_word(w, book, secret(w->arena, "strong", number, item, group, person), is_shown, seen);
		if (person < answers->developments)
			check_word(w, book, secret(w->arena, "wish", number, item, group, person), is_shown, seen);
		if (person >= no_reason && person < no_reason + answers->reasons)
			check_word(w, book, secret(w->arena, "because", number, item, group, person),
			           release_reason_label_of(release, item, group) != NULL, seen);
	}
}

/* ------------------------------------------------------------------ signals */

/* Of the voices that were asked in the latest round, those whose number of people may be shown: no other number of its answers is in a signal. */
static void check_signals(struct work *w, const struct random_round *round, const struct release *release)
{
	bool is_asked[8] = { false };
	struct signal_read read;
	int64_t asked = 0, shown = 0;

	for (size_t i = 0; i < round->question.group_count; i++)
		is_asked[round->groups[i].voice] = true;
	for (size_t i = 0; i < release->voice_count; i++) {
		asked += is_asked[i];
		shown += is_asked[i] && release->voices[i].people.state == FIGURE_SHOWN;
	}
	assert_true(signal_read(w, signal_kind_by_key("voices-heard"), &read));
	assert_int_equal(read.whole, asked);
	assert_int_equal(read.part, shown);
}

static void nothing_withheld_leaves_the_database(void **state)
{
	struct scratch *scratch = *state;
	struct words_seen seen = { 0 };
	bool is_whole = text_equal(getenv("CAIRN_TEST_ROUNDS"), "all");

	begin(scratch);
	for (uint64_t number = 1; number <= ROUNDS; number += is_whole ? 1 : 10) {
		struct work w = scratch->work;
		struct random_round round;
		const struct release *release;
		struct book book;

		w.arena = arena_new();
		w.now.ms = 1000000 + (int64_t)number * 1000;
		round = random_round(w.arena, number);
		make_possible(&round);
		release = release_settle(w.arena, &round.question);
		assert_null(release->refused);
		put_round(scratch, w.arena, &round, number);
		close_round(&w, (int64_t)number);
		book = book_of(&w, (int64_t)number);
		check_figures(w.arena, &round, release, book.criteria);
		for (size_t i = 0; i < release->item_count * release->group_count; i++)
			check_answers(&w, &book, release, &round.answers[i], number, i / release->group_count,
			              i % release->group_count, &seen);
		check_signals(&w, &round, release);
		arena_free(w.arena);
	}
	print_message("%zu words shown, %zu withheld, %zu looked for\n", seen.shown, seen.withheld, seen.sought);
	assert_true(seen.shown > 10000 && seen.withheld > 100 && seen.sought > 1000); /* or it tries nothing */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(nothing_withheld_leaves_the_database, test_open, test_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
