/* Frameworks and their official wording in the database, on both kinds: versions, what is refused, and nothing of
 * one partnership in another. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "base/random.h"
#include "base/text.h"
#include "store/event.h"
#include "store/framework.h"
#include "store/migrations.h"
#include "store/partnership.h"
#include "support/database.h"

#define LINE                                                                                       \
	"\"line\": { \"positions\": ["                                                             \
	"{ \"number\": 1, \"name\": \"1\", \"says\": \"1\" }, { \"number\": 2, \"name\": \"2\", \"says\": \"2\" }," \
	"{ \"number\": 3, \"name\": \"3\", \"says\": \"3\" }, { \"number\": 4, \"name\": \"4\", \"says\": \"4\" }," \
	"{ \"number\": 5, \"name\": \"5\", \"says\": \"5\" } ],"                                   \
	"\"dont_know\": { \"name\": \"?\" }, \"does_not_apply\": { \"name\": \"-\" } }"
/* Its title, and more statements when there are to be more. */
#define PACK                                                                                       \
	"{ \"key\": \"bees\", \"title\": \"%s\", \"publisher\": \"Us\", \"credit\": \"Us\"," \
	"\"licence\": { \"name\": \"Open\" }," \
	"\"stem\": \"Good keeping\"," LINE ", \"themes\": [ { \"key\": \"t\", \"name\": \"Hives\", \"criteria\": [" \
	"{ \"key\": \"c\", \"name\": \"Care\", \"question\": \"?\", \"statements\": ["            \
	"{ \"id\": \"c.1\", \"label\": \"Calm\" }, { \"id\": \"c.2\", \"label\": \"Dry\" }%s ] } ] } ] }"
#define TEXT "Care\nMoves slowly and\nspeaks softly\nKeeps the lid dry\nGood keeping:\nHives\n"

static enum outcome start(struct work *w, void *plan)
{
	(void)plan;
	return partnership_add(w, "One", false) != 0 && partnership_add(w, "Two", false) != 0 ? CHANGED : REFUSED;
}

static void do_change(struct work *w, change_function *change, void *plan)
{
	enum outcome outcome = db_change_now(w, change, plan);

	if (outcome != CHANGED)
		fail_msg("%s", w->fault.sentence);
}

static int begin(void **state)
{
	struct scratch *scratch;
	struct work *w;
	struct migration *migrations;
	size_t count;

	random_start();
	if (test_open(state) != 0)
		return -1;
	scratch = *state;
	w = &scratch->work;
	migrations = store_migrations(w->arena, &count);
	if (!database_migrate(scratch->database, w->arena, &w->fault, migrations, count))
		fail_msg("%s", w->fault.sentence);
	do_change(w, start, NULL);
	w->partnership = 1;
	return 0;
}

static enum outcome load(struct work *w, void *plan)
{
	return framework_load(w, plan) ? CHANGED : REFUSED;
}

static struct blob blob_of(const char *text)
{
	return (struct blob){ (const unsigned char *)text, strlen(text) };
}

static struct framework_plan load_pack(struct work *w, const char *title, const char *more)
{
	struct framework_plan plan;

	if (!framework_prepare(w, blob_of(text_format(w->arena, PACK, title, more)), &plan))
		fail_msg("%s", w->fault.sentence);
	do_change(w, load, &plan);
	return plan;
}

static void versions_count_up_and_stay(void **state)
{
	struct work *w = &((struct scratch *)*state)->work;
	struct framework_plan first = load_pack(w, "Bees", ""), again = load_pack(w, "Bees", "");
	struct framework_plan second = load_pack(w, "Bees and wasps", "");
	LIST(struct framework_version) versions = { 0 };
	const struct framework *framework = framework_by_key(w, "bees");

	assert_int_equal(first.number, 1);
	assert_false(first.was_loaded);
	assert_true(again.was_loaded);
	assert_int_equal(second.number, 2);
	assert_int_equal(second.framework, first.framework);
	assert_int_equal(framework->current, second.version);
	assert_string_equal(framework->title, "Bees and wasps");
	assert_true(framework_versions(w, framework->id, (struct list_any *)(void *)&versions));
	assert_int_equal(versions.len, 2);
	assert_string_equal(versions.at[0].loaded_by, "Command line");
	assert_string_equal(pack_of_version(w, first.version)->title, "Bees");
	assert_string_equal(pack_of_version(w, second.version)->title, "Bees and wasps");
}

static void an_earlier_version_can_come_back(void **state)
{
	struct work *w = &((struct scratch *)*state)->work;
	struct framework_plan plan;

	load_pack(w, "Bees", "");
	load_pack(w, "Wasps", "");
	plan = load_pack(w, "Bees", "");
	assert_false(plan.was_loaded);
	assert_int_equal(plan.number, 3);
	assert_string_equal(framework_by_key(w, "bees")->title, "Bees");
}

static void a_pack_is_read_once_for_all(void **state)
{
	struct work *w = &((struct scratch *)*state)->work;
	struct framework_plan one = load_pack(w, "Bees", ""), two;
	const struct pack *pack = pack_of_version(w, one.version);

	assert_ptr_equal(pack, pack_of_version(w, one.version));
	w->partnership = 2;
	two = load_pack(w, "Bees", "");
	assert_ptr_equal(pack, pack_of_version(w, two.version));
}

/* More versions than are kept ready: the rest are read each time. */
static void many_versions_are_all_there(void **state)
{
	struct work *w = &((struct scratch *)*state)->work;
	int64_t versions[70];

	for (size_t i = 0; i < 70; i++)
		versions[i] = load_pack(w, text_format(w->arena, "Bees %zu", i), "").version;
	for (size_t round = 0; round < 2; round++) {
		for (size_t i = 0; i < 70; i++)
			assert_string_equal(pack_of_version(w, versions[i])->title,
			                    text_format(w->arena, "Bees %zu", i));
	}
}

static enum outcome ship(struct work *w, void *plan)
{
	(void)plan;
	return framework_ship(w) ? CHANGED : REFUSED;
}

static void what_ships_is_loaded_once(void **state)
{
	struct work *w = &((struct scratch *)*state)->work;
	LIST(struct framework) all = { 0 };

	do_change(w, ship, NULL);
	do_change(w, ship, NULL);
	assert_true(frameworks_all(w, (struct list_any *)(void *)&all));
	assert_int_equal(all.len, 1);
	assert_string_equal(all.at[0].key, "gpf");
	assert_int_equal(pack_of_version(w, all.at[0].current)->statements, 79);
}

/* ------------------------------------------------------------------ wording */

static enum outcome load_text(struct work *w, void *plan)
{
	return wording_load(w, plan) ? CHANGED : REFUSED;
}

static void load_wording(struct work *w, const char *text, const char *file)
{
	struct wording_plan plan;

	if (!wording_prepare(w, "bees", blob_of(text), file, &plan))
		fail_msg("%s", w->fault.sentence);
	do_change(w, load_text, &plan);
}

static void wording_takes_the_place_of_the_labels(void **state)
{
	struct work *w = &((struct scratch *)*state)->work;
	struct framework_plan plan = load_pack(w, "Bees", "");
	struct framework_wording wording;

	assert_true(framework_wording(w, plan.framework, &wording));
	assert_null(wording.source);
	assert_string_equal(statement_said(&wording, pack_statement(plan.pack, "c.2")), "Dry");
	w->person = "Ann";
	load_wording(w, TEXT, "C:\\My files\\bees.txt");
	assert_true(framework_wording_of_version(w, plan.version, &wording));
	assert_string_equal(wording.source->file_name, "bees.txt");
	assert_string_equal(wording.source->loaded_by, "Ann");
	assert_int_equal(wording.said.len, 2);
	assert_string_equal(statement_said(&wording, pack_statement(plan.pack, "c.1")),
	                    "Moves slowly and speaks softly");
	load_wording(w, "Care\nIs calm\nIs dry\nGood keeping\nHives", "/a/b/second");
	assert_true(framework_wording(w, plan.framework, &wording));
	assert_int_equal(wording.said.len, 2);
	assert_string_equal(wording.said.at[1].said, "Is dry");
	assert_string_equal(wording.source->file_name, "second");
}

static void a_refused_text_changes_nothing(void **state)
{
	struct work *w = &((struct scratch *)*state)->work;
	struct framework_plan framework = load_pack(w, "Bees", "");
	struct framework_wording wording;
	struct wording_plan plan;

	load_wording(w, TEXT, "good");
	assert_false(wording_prepare(w, "bees", blob_of("Care\nIs calm\nGood keeping\nHives"), "bad", &plan));
	assert_string_equal(w->fault.sentence,
	                    "The text has 1 of 2 statements. Missing: Hives: Care (1). Nothing was changed.");
	w->fault = (struct fault){ 0 };
	assert_false(wording_prepare(w, "wasps", blob_of(TEXT), "bad", &plan));
	assert_int_equal(w->fault.kind, FAULT_NOT_FOUND);
	assert_true(framework_wording(w, framework.framework, &wording));
	assert_string_equal(wording.source->file_name, "good");
	assert_int_equal(wording.said.len, 2);
}

static void a_text_read_for_an_older_version_is_a_conflict(void **state)
{
	struct work *w = &((struct scratch *)*state)->work;
	struct framework_plan framework = load_pack(w, "Bees", "");
	struct framework_wording wording;
	struct wording_plan plan;

	assert_true(wording_prepare(w, "bees", blob_of(TEXT), "file", &plan));
	load_pack(w, "Bees", ", { \"id\": \"c.3\", \"label\": \"More\" }");
	assert_int_equal(db_change_now(w, load_text, &plan), REFUSED);
	assert_int_equal(w->fault.kind, FAULT_CONFLICT);
	w->fault = (struct fault){ 0 };
	assert_true(framework_wording(w, framework.framework, &wording));
	assert_null(wording.source);
}

/* ------------------------------------------------------------------ apart and on record */

static void partnerships_do_not_see_each_others(void **state)
{
	struct work *w = &((struct scratch *)*state)->work;
	struct framework_plan plan = load_pack(w, "Bees", "");
	struct framework_wording wording;
	LIST(struct framework) all = { 0 };

	load_wording(w, TEXT, "file");
	w->partnership = 2;
	assert_true(frameworks_all(w, (struct list_any *)(void *)&all));
	assert_int_equal(all.len, 0);
	assert_null(framework_by_key(w, "bees"));
	assert_int_equal(w->fault.kind, FAULT_NOT_FOUND);
	assert_null(pack_of_version(w, plan.version));
	assert_null(framework_version_by_id(w, plan.version));
	w->fault = (struct fault){ 0 };
	assert_true(framework_wording(w, plan.framework, &wording));
	assert_null(wording.source);
	assert_int_equal(wording.said.len, 0);
}

static void each_loading_is_on_record(void **state)
{
	struct work *w = &((struct scratch *)*state)->work;
	LIST(struct happening) events = { 0 };

	load_pack(w, "Bees", "");
	load_pack(w, "Bees", "");
	load_wording(w, TEXT, "file");
	assert_true(events_newest(w, 2, 0, (struct list_any *)(void *)&events));
	assert_string_equal(events.at[0].record, "wording");
	assert_string_equal(events.at[0].kind, "loaded");
	assert_string_equal(events.at[1].record, "framework");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(versions_count_up_and_stay, begin, test_close),
		cmocka_unit_test_setup_teardown(an_earlier_version_can_come_back, begin, test_close),
		cmocka_unit_test_setup_teardown(a_pack_is_read_once_for_all, begin, test_close),
		cmocka_unit_test_setup_teardown(many_versions_are_all_there, begin, test_close),
		cmocka_unit_test_setup_teardown(what_ships_is_loaded_once, begin, test_close),
		cmocka_unit_test_setup_teardown(wording_takes_the_place_of_the_labels, begin, test_close),
		cmocka_unit_test_setup_teardown(a_refused_text_changes_nothing, begin, test_close),
		cmocka_unit_test_setup_teardown(a_text_read_for_an_older_version_is_a_conflict, begin, test_close),
		cmocka_unit_test_setup_teardown(partnerships_do_not_see_each_others, begin, test_close),
		cmocka_unit_test_setup_teardown(each_loading_is_on_record, begin, test_close),
	};

	return test_on_both("frameworks", tests);
}
