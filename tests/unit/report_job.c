/* The job that makes a document: it says how things were at one moment, and nothing that was taken out while it was made. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
/* cmocka wants the three above it before itself */
#include <cmocka.h>

#include <zip.h>

#include "base/text.h"
#include "culture/report.h"
#include "store/file.h"
#include "store/job.h"
#include "support/answering.h"

/* What somebody does meanwhile. */
struct meanwhile {
	struct scratch *scratch;
	int64_t at_percent;
	const char *does;
};

static bool goes_on(const struct job_run *run, int64_t done_percent)
{
	const struct meanwhile *meanwhile = run->beat;

	if (done_percent == meanwhile->at_percent)
		test_execute(meanwhile->scratch, meanwhile->does);
	return true;
}

static int open_closed_round(void **state)
{
	int failed = test_open(state);
	struct scratch *scratch = *state;

	answering_start(scratch, "criteria");
	answering_people_say(scratch, 1, 6, 3);
	answering_close(scratch);
	answering_release_words(scratch);
	test_execute(scratch, "INSERT INTO job (partnership, id, kind, about, state, asked_by, asked_at, began_at) "
	                      "VALUES (1, 1, 'document', '1 xlsx', 'running', 0, 1, 1)");
	return failed;
}

/* What the job says, or null; with what went wrong as the sentence of scratch->work. */
static const char *result_of(struct scratch *scratch, struct meanwhile *meanwhile, const char *about)
{
	struct work reading = test_work(scratch, CONNECTION_READS);
	struct job job = *job_by_id(&scratch->work, 1);
	struct job_run run = { .work = &reading, .job = &job, .database = scratch->database, .goes_on = goes_on };
	const char *result;

	meanwhile->scratch = scratch;
	run.beat = meanwhile;
	job.about = about;
	reading.partnership = 1;
	result = report_jobs[0].run(&run);
	if (result == NULL)
		fault(&scratch->work, reading.fault.kind, "%s", reading.fault.sentence);
	else
		result = text_copy(scratch->arena, result);
	connection_close(run.changes);
	test_work_end(&reading);
	return result;
}

static const char *first_sheet(struct arena *arena, struct blob workbook)
{
	zip_source_t *source = zip_source_buffer_create(workbook.at, workbook.len, 0, NULL);
	zip_t *zip = zip_open_from_source(source, ZIP_RDONLY, NULL);
	zip_file_t *file;
	zip_stat_t stat;
	char *text;

	assert_non_null(zip);
	assert_int_equal(zip_stat(zip, "xl/worksheets/sheet1.xml", 0, &stat), 0);
	text = arena_take(arena, stat.size + 1);
	file = zip_fopen(zip, "xl/worksheets/sheet1.xml", 0);
	assert_int_equal(zip_fread(file, text, stat.size), stat.size);
	zip_fclose(file);
	zip_discard(zip);
	return text;
}

/* Changed when it had begun to be read: all of it is as it was. */
static void a_document_is_of_one_moment(void **state)
{
	struct scratch *scratch = *state;
	struct meanwhile meanwhile = { .at_percent = 10, .does = "UPDATE partnership SET name = 'Elsewhere'" };
	const struct file *file;
	struct blob content = { 0 };
	const char *sheet;

	if (result_of(scratch, &meanwhile, "1 xlsx") == NULL)
		fail_msg("%s", scratch->work.fault.sentence);
	file = file_by_id(&scratch->work, answering_count(scratch, "SELECT file FROM job_file"));
	assert_true(file != NULL && file_read(&scratch->work, file, &content));
	assert_string_equal(file->name, "round-report.xlsx");
	sheet = first_sheet(scratch->arena, content);
	assert_non_null(strstr(sheet, "<t>Test</t>"));
	assert_null(strstr(sheet, "Elsewhere"));
}

static void words_taken_out_meanwhile_are_not_kept(void **state)
{
	static const int64_t whens[] = { 10, 90 };
	struct scratch *scratch = *state;

	for (size_t i = 0; i < sizeof whens / sizeof whens[0]; i++) {
		struct meanwhile meanwhile = {
			.at_percent = whens[i],
			.does = i == 0 ? "UPDATE released_words SET words = '', taken_out_at = 5000000000000 WHERE "
			                 "position = 1"
			               : "UPDATE released_words SET words = '', taken_out_at = 6000000000000 WHERE "
			                 "position = 2",
		};

		scratch->work.fault = (struct fault){ 0 };
		assert_null(result_of(scratch, &meanwhile, "1 xlsx"));
		assert_string_equal(scratch->work.fault.sentence,
		                    "The words changed while it was being made. Ask for it again.");
		assert_int_equal(answering_count(scratch, "SELECT COUNT(*) FROM file"), 0);
	}
}

static void what_nobody_can_make_is_not_made(void **state)
{
	static const char *const abouts[] = { "1 odt", "1", "", "xlsx", "1 xlsx more", "9 xlsx" };
	struct meanwhile nothing = { .at_percent = -1 };
	struct scratch *scratch = *state;

	for (size_t i = 0; i < sizeof abouts / sizeof abouts[0]; i++) {
		scratch->work.fault = (struct fault){ 0 };
		assert_null(result_of(scratch, &nothing, abouts[i]));
		assert_int_equal(scratch->work.fault.kind, FAULT_NOT_FOUND);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_closed_round, test_close)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_document_is_of_one_moment),
		TEST(words_taken_out_meanwhile_are_not_kept),
		TEST(what_nobody_can_make_is_not_made),
	};

	return test_on_both("documents", tests);
}
