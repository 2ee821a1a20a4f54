/* Sheets of a workbook: what Excel does not take is made to fit, and says so; columns are as wide as what people read. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

#include "base/text.h"
#include "culture/workbook.h"
#include "culture/workbook_sheet.h"

#define MOST 32767 /* UTF-16 units: the limit of Excel */

static char *repeated(struct arena *arena, const char *what, size_t times)
{
	size_t len = strlen(what);
	char *text = arena_take_blank(arena, len * times + 1);

	for (size_t i = 0; i < times; i++)
		memcpy(text + i * len, what, len);
	text[len * times] = '\0';
	return text;
}

/* Of text whose characters are of `bytes` bytes each and count as `units`. */
static void assert_is_shortened(struct arena *arena, const char *character, size_t units)
{
	const char *fits = repeated(arena, character, MOST / units), *said;
	size_t bytes = strlen(character), kept;

	assert_ptr_equal(workbook_text(arena, fits), fits);
	said = workbook_text(arena, repeated(arena, character, MOST / units + 1));
	kept = (size_t)(strchr(said, ' ') - said) / bytes;
	assert_true(text_is_clean(said, strlen(said)));
	assert_non_null(strstr(said, "[Shortened: "));
	assert_true(kept * units + text_characters(strchr(said, ' ')) <= MOST);
	assert_true(kept * units > MOST - 100);
}

static void a_text_too_long_for_a_cell_is_shortened(void **state)
{
	struct arena *arena = arena_new();

	(void)state;
	assert_is_shortened(arena, "a", 1);
	assert_is_shortened(arena, "\xC3\xA9", 1);
	assert_is_shortened(arena, "\xE2\x82\xAC", 1);
	assert_is_shortened(arena, "\xF0\x9F\x8F\xA5", 2);
	arena_free(arena);
}

static const char *member_of(struct arena *arena, const char *path, const char *name)
{
	zip_t *zip = zip_open(path, ZIP_RDONLY, NULL);
	zip_file_t *file;
	zip_stat_t stat;
	char *text;

	assert_non_null(zip);
	assert_int_equal(zip_stat(zip, name, 0, &stat), 0);
	text = arena_take(arena, stat.size + 1);
	file = zip_fopen(zip, name, 0);
	assert_int_equal(zip_fread(file, text, stat.size), stat.size);
	zip_fclose(file);
	zip_discard(zip);
	return text;
}

/* One row, and what became of it as XML. */
static const char *sheet_of(struct arena *arena, const char *what, const char *says)
{
	struct work w = { .arena = arena };
	struct workbook book;
	struct workbook_fact fact = { .what = what, .says = says };
	const struct list_any rows = { .len = 1, .cap = 1, .at = &fact };
	char path[] = "/tmp/cairn-workbook.XXXXXX";
	int file = mkstemp(path);
	const char *sheet;

	assert_true(file >= 0);
	close(file);
	assert_true(workbook_begin(&book, &w, path));
	workbook_sheet(&book, "Facts", &workbook_fact_record, &rows);
	if (!workbook_end(&book))
		fail_msg("%s", w.fault.sentence);
	sheet = member_of(arena, path, "xl/worksheets/sheet1.xml");
	unlink(path);
	return sheet;
}

/* One that libxlsxwriter refuses would leave a workbook without a word of what is missing. */
static void the_longest_texts_make_a_workbook(void **state)
{
	struct arena *arena = arena_new();
	const char *sheet = sheet_of(arena, "Long", repeated(arena, "word ", 20000));

	(void)state;
	assert_non_null(strstr(sheet, "word word "));
	assert_non_null(strstr(sheet, "[Shortened: a cell holds no more."));
	arena_free(arena);
}

static double width_of_first(const char *sheet)
{
	const char *at = strstr(sheet, "<col min=\"1\" max=\"1\" width=\"");

	assert_non_null(at);
	return strtod(at + strlen("<col min=\"1\" max=\"1\" width=\""), NULL);
}

static void a_column_is_as_wide_as_its_characters(void **state)
{
	struct arena *arena = arena_new();
	const char *plain = sheet_of(arena, repeated(arena, "e", 30), "");
	const char *accents = sheet_of(arena, repeated(arena, "\xC3\xA9", 30), "");

	(void)state;
	assert_true(width_of_first(plain) > 30 && width_of_first(plain) < 32);
	assert_true(width_of_first(accents) == width_of_first(plain));
	arena_free(arena);
}

static void what_begins_like_a_formula_is_text(void **state)
{
	struct arena *arena = arena_new();
	const char *sheet = sheet_of(arena, "=HYPERLINK(\"http://elsewhere\")", "+1");

	(void)state;
	assert_null(strstr(sheet, "<f>"));
	assert_non_null(strstr(sheet, "=HYPERLINK("));
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_text_too_long_for_a_cell_is_shortened),
		cmocka_unit_test(the_longest_texts_make_a_workbook),
		cmocka_unit_test(a_column_is_as_wide_as_its_characters),
		cmocka_unit_test(what_begins_like_a_formula_is_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
