/* Out of one Cairn and into another: the list of tables is the schema's, and what comes out again is the same to the byte. */
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
#include "store/account.h"
#include "store/event.h"
#include "store/file.h"
#include "store/migrations.h"
#include "store/partnership.h"
#include "store/takein_parts.h"
#include "store/takeout.h"
#include "store/takeout_tables.h"
#include "support/everything.h"
#include "support/packed.h"

/* ------------------------------------------------------------------ a Cairn */

static enum outcome start(struct work *w, void *plan)
{
	const char *name = plan;

	return installation_start(w) && (name == NULL || (partnership_add(w, name, false) != 0 &&
	                                                  account_add(w, "first@elsewhere.example", "First", "") != 0))
	               ? CHANGED
	               : REFUSED;
}

static void migrate(struct scratch *scratch)
{
	struct work *w = &scratch->work;
	size_t count = 0;
	struct migration *steps = store_migrations(w->arena, &count);

	random_start();
	w->now = date_start(date_of(2026, 11, 22));
	if (!database_migrate(scratch->database, w->arena, &w->fault, steps, count))
		fail_msg("%s", w->fault.sentence);
}

/* With a partnership and an account in it already, or, without a name, with nothing. */
static struct work *cairn(void **state, const char *name)
{
	struct scratch *scratch = *state;

	migrate(scratch);
	assert_int_equal(db_change_now(&scratch->work, start, (void *)(uintptr_t)name), CHANGED);
	return &scratch->work;
}

static struct takein_made taken_in(struct work *w, int file, const char *name)
{
	const struct takein_wish wish = { name };
	struct takein_made made;

	w->fault = (struct fault){ 0 };
	if (!takein_read(w, &wish, file, "it", &made))
		fail_msg("%s", w->fault.sentence);
	w->partnership = made.partnership;
	return made;
}

static int taken_out(struct work *w, bool with_passwords)
{
	const struct takeout_wish wish = { .with_passwords = with_passwords };
	struct takeout_made made;
	int file = packed_file(w->arena);

	if (!takeout_write(w, &wish, file, &made))
		fail_msg("%s", w->fault.sentence);
	return file;
}

/* The first member that differs is named. */
static void expect_same(struct arena *arena, int one, int other)
{
	struct packed first = packed_read(arena, one), second = packed_read(arena, other);
	struct stat first_stat, second_stat;

	assert_int_equal(first.len, second.len);
	for (size_t i = 1; i <= first.len; i++) {
		const struct packed_member *member = &first.at[i % first.len], *again = &second.at[i % first.len];

		assert_string_equal(member->name, again->name);
		if (member->len != again->len || memcmp(member->text, again->text, member->len) != 0)
			fail_msg("%s differs", member->name);
	}
	assert_int_equal(fstat(one, &first_stat), 0);
	assert_int_equal(fstat(other, &second_stat), 0);
	assert_int_equal(first_stat.st_size, second_stat.st_size);
}

static int64_t asked(struct work *w, struct rows *rows)
{
	if (rows == NULL)
		fail_msg("%s", w->fault.sentence);
	return row_int(rows, 0, 0);
}

static void expect_whole_log(struct work *w, int64_t erased)
{
	struct event_chain chain = { 0 };

	if (!event_verify(w, w->partnership, NULL, NULL, &chain))
		fail_msg("%s", w->fault.sentence);
	assert_true(chain.events > 1000);
	assert_int_equal(chain.erased, erased);
}

/* ------------------------------------------------------------------ the list */

/* What a database really has: table, column, its type, whether it points at an account, or at its own table. */
static struct rows *schema_of(struct work *w)
{
	if (text_equal(test_kind(), "sqlite"))
		return db_ask(w,
		              "SELECT m.name, c.name, LOWER(c.type), "
		              "COALESCE((SELECT MAX(CASE WHEN f.\"table\" = 'account' THEN 1 ELSE 0 END) "
		              "FROM pragma_foreign_key_list(m.name) f WHERE f.\"from\" = c.name), 0), "
		              "COALESCE((SELECT MAX(CASE WHEN f.\"table\" = m.name THEN 1 ELSE 0 END) "
		              "FROM pragma_foreign_key_list(m.name) f WHERE f.\"from\" = c.name), 0) "
		              "FROM sqlite_master m JOIN pragma_table_info(m.name) c "
		              "WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' ORDER BY m.name, c.cid",
		              NO_VALUES);
	return db_ask(w,
	              "SELECT c.table_name::text, c.column_name::text, c.data_type::text, "
	              "(SELECT COUNT(*) FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = k.conrelid "
	              "AND a.attnum = ANY (k.conkey) WHERE k.contype = 'f' AND a.attname = c.column_name "
	              "AND k.conrelid = c.table_name::regclass AND k.confrelid = 'account'::regclass), "
	              "(SELECT COUNT(*) FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = k.conrelid "
	              "AND a.attnum = ANY (k.conkey) WHERE k.contype = 'f' AND a.attname = c.column_name "
	              "AND k.conrelid = c.table_name::regclass AND k.confrelid = k.conrelid) "
	              "FROM information_schema.columns c WHERE c.table_schema = current_schema() "
	              "ORDER BY c.table_name COLLATE \"C\", c.ordinal_position",
	              NO_VALUES);
}

static enum takeout_kind kind_of(const char *type)
{
	return text_equal(type, "text")                                           ? TAKEOUT_TEXT
	       : text_equal(type, "blob") || text_equal(type, "bytea")            ? TAKEOUT_BYTES
	       : text_equal(type, "real") || text_equal(type, "double precision") ? TAKEOUT_REAL
	                                                                          : TAKEOUT_INT;
}

static bool is_left(const char *name)
{
	for (const struct takeout_left *left = takeout_left; left->name != NULL; left++) {
		if (text_equal(left->name, name))
			return *left->why != '\0';
	}
	return false;
}

/* Whole numbers by such names are people, with a foreign key or without. The log's is a number within the partnership already. */
static bool names_a_person(const char *table, const char *column)
{
	if (text_starts(table, "event"))
		return false;
	return text_equal(column, "account") || text_equal(column, "owner") || text_ends(column, "made_by") ||
	       text_ends(column, "ed_by");
}

static void expect_column(const struct takeout_column *listed, struct rows *schema, size_t i)
{
	const char *table = row_text(schema, i, 0), *column = row_text(schema, i, 1);
	enum takeout_kind kind = kind_of(row_text(schema, i, 2));

	if (kind == TAKEOUT_INT && (row_int(schema, i, 3) > 0 || names_a_person(table, column)))
		kind = TAKEOUT_ACCOUNT;
	if (kind == TAKEOUT_INT && row_int(schema, i, 4) > 0)
		kind = TAKEOUT_LATER;
	if (listed->name == NULL || !text_equal(listed->name, column))
		fail_msg("%s.%s: store/takeout_tables.c has %s in its place. Add the column there, where the schema "
		         "has it.",
		         table, column, listed->name == NULL ? "nothing" : listed->name);
	if (listed->kind != kind)
		fail_msg("%s.%s: store/takeout_tables.c says it is of kind %d, and it is of kind %d.", table, column,
		         listed->kind, kind);
}

/* From row `i` of the schema on; where its next table begins. */
static size_t expect_table(struct rows *schema, size_t i, size_t *met)
{
	const char *name = row_text(schema, i, 0);
	const struct takeout_table *table = takeout_table_named(name);
	const struct takeout_column *listed = table == NULL ? NULL : table->columns;

	if (table == NULL && !is_left(name))
		fail_msg("The table %s is new: store/takeout_tables.c must list it, or say why it stays behind.", name);
	*met += table != NULL;
	for (; i < schema->len && text_equal(row_text(schema, i, 0), name); i++) {
		if (listed == NULL ||
		    text_equal(row_text(schema, i, 1), table == takeout_tables ? "id" : "partnership"))
			continue;
		expect_column(listed++, schema, i);
	}
	if (listed != NULL && listed->name != NULL)
		fail_msg("store/takeout_tables.c lists %s.%s, and there is no such column.", name, listed->name);
	return i;
}

static void the_list_is_the_schema(void **state)
{
	struct rows *schema;
	size_t met = 0, listed = 0;

	migrate(*state);
	schema = schema_of(&((struct scratch *)*state)->work);
	assert_non_null(schema);
	assert_true(schema->len > 150);
	for (size_t i = 0; i < schema->len;)
		i = expect_table(schema, i, &met);
	while (takeout_tables[listed].name != NULL)
		listed++;
	assert_int_equal(met, listed); /* none is listed that is not there */
}

/* What is pointed at comes before what points at it. SQLite says of each link where it leads; the schema is the same on both. */
static void the_list_is_in_the_order_of_its_links(void **state)
{
	struct work *w = &((struct scratch *)*state)->work;
	struct rows *links;

	migrate(*state);
	if (text_equal(test_kind(), "postgresql"))
		return;
	links = db_ask(w,
	               "SELECT m.name, f.\"table\" FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f "
	               "WHERE m.type = 'table' ORDER BY m.name",
	               NO_VALUES);
	assert_true(links != NULL && links->len > 40);
	for (size_t i = 0; i < links->len; i++) {
		const struct takeout_table *from = takeout_table_named(row_text(links, i, 0));
		const struct takeout_table *to = takeout_table_named(row_text(links, i, 1));

		if (from != NULL && to == NULL && !text_equal(row_text(links, i, 1), "account"))
			fail_msg("%s is taken out and points at %s, which stays behind.", from->name,
			         row_text(links, i, 1));
		if (from != NULL && to != NULL && to > from)
			fail_msg("store/takeout_tables.c must list %s before %s, which points at it.", to->name,
			         from->name);
	}
}

/* Only told: what has no line in it is not tested by what follows. */
static void empty_tables_are_told(void **state)
{
	struct arena *arena = arena_new();
	struct packed packed = packed_read(arena, everything_file());

	(void)state;
	for (size_t i = 0; i < packed.len; i++) {
		if (packed.at[i].len == 0)
			print_message("*** %s is empty: tests/support/everything.c should have a line for it ***\n",
			              packed.at[i].name);
	}
	arena_free(arena);
}

/* ------------------------------------------------------------------ there and back */

static void it_comes_out_as_it_went_in(void **state)
{
	struct work *w = cairn(state, "Another partnership");
	struct takein_made made = taken_in(w, everything_file(), NULL);

	assert_int_equal(made.partnership, 2);
	assert_string_equal(made.name, EVERYTHING_NAME);
	assert_int_equal(made.files, EVERYTHING_FILES_BEFORE + 2);
	assert_true(made.records > 9000);
	expect_same(w->arena, everything_file(), taken_out(w, false));
	expect_whole_log(w, 1);
}

/* And from there into a third, of the other kind. */
static void it_goes_from_hand_to_hand(void **state)
{
	struct work *w = cairn(state, NULL);
	struct scratch third;
	struct work *there = &third.work;
	void *third_state = &third;

	taken_in(w, everything_file(), NULL);
	test_database(&third, "sqlite");
	third.work = test_work(&third, CONNECTION_CHANGES);
	cairn(&third_state, "One");
	taken_in(there, taken_out(w, false), NULL);
	assert_int_equal(there->partnership, 2);
	expect_same(w->arena, everything_file(), taken_out(there, false));
	expect_whole_log(there, 1);
	test_work_end(&third.work);
	test_database_end(&third);
}

static void nobody_else_is_touched(void **state)
{
	struct work *w = cairn(state, "Another partnership");
	int before, after;

	w->partnership = 1;
	before = taken_out(w, false);
	taken_in(w, everything_file(), NULL);
	w->partnership = 1;
	after = taken_out(w, false);
	expect_same(w->arena, before, after);
}

static void its_files_are_whole(void **state)
{
	struct work *w = cairn(state, NULL);
	const struct file *file;
	struct blob content;

	taken_in(w, everything_file(), NULL);
	file = file_by_id(w, EVERYTHING_FILES_BEFORE + 1);
	assert_non_null(file);
	assert_string_equal(file->name, EVERYTHING_FILE);
	assert_true(file_read(w, file, &content));
	assert_int_equal(content.len, 600000);
	file = file_by_id(w, EVERYTHING_FILES_BEFORE + 2);
	assert_true(file != NULL && file_read(w, file, &content));
	assert_int_equal(content.len, 0);
	assert_null(file_by_id(w, EVERYTHING_FILES_BEFORE + 3)); /* it came of a job */
}

static void what_belongs_to_the_installation_stays_behind(void **state)
{
	struct work *w = cairn(state, NULL);
	struct packed packed = packed_read(w->arena, everything_file());

	for (size_t i = 0; i < packed.len; i++) {
		assert_null(strstr(packed.at[i].text, "$argon2id$"));
		assert_null(strstr(packed.at[i].text, "guest@moray.example"));
		assert_null(strstr(packed.at[i].text, "came of a job"));
	}
	taken_in(w, everything_file(), NULL);
	assert_int_equal(asked(w,
	                       db_ask(w, "SELECT COUNT(*) FROM search_due WHERE partnership = $1", V(w->partnership))),
	                 1);
	assert_int_equal(asked(w, db_ask(w, "SELECT COUNT(*) FROM job WHERE partnership = $1", V(w->partnership))), 0);
	assert_int_equal(asked(w,
	                       db_ask(w, "SELECT COUNT(*) FROM invitation WHERE partnership = $1", V(w->partnership))),
	                 0);
}

static void what_is_new_is_counted_on(void **state)
{
	struct work *w = cairn(state, NULL);

	taken_in(w, everything_file(), NULL);
	assert_int_equal(asked(w, db_ask(w, "SELECT next FROM counter WHERE partnership = $1 AND of_table = 'file'",
	                                 V(w->partnership))),
	                 EVERYTHING_FILES_BEFORE + 3);
}

/* ------------------------------------------------------------------ people */

struct meeting {
	const char *email, *hash;
	int64_t account;
};

static enum outcome meet(struct work *w, void *plan)
{
	struct meeting *meeting = plan;

	meeting->account = account_add(w, meeting->email, "Known here already", meeting->hash);
	return meeting->account != 0 ? CHANGED : REFUSED;
}

/* Accounts have other numbers here, and the log still says who did what. */
static void people_are_the_same_by_other_numbers(void **state)
{
	struct work *w = cairn(state, "Another partnership");
	struct meeting meetings[] = { { "somebody@elsewhere.example", "", 0 }, { "else@elsewhere.example", "", 0 } };
	LIST(struct happening) events = { 0 };
	int64_t planners = 0;

	for (size_t i = 0; i < 2; i++)
		assert_int_equal(db_change_now(w, meet, &meetings[i]), CHANGED);
	taken_in(w, everything_file(), NULL);
	assert_int_equal(asked(w,
	                       db_ask(w, "SELECT COUNT(*) FROM membership WHERE partnership = $1 AND account = number",
	                              V(w->partnership))),
	                 0);
	assert_true(events_newest(w, 1000, 0, (struct list_any *)(void *)&events));
	for (size_t i = 0; i < events.len; i++)
		planners += text_equal(events.at[i].who, "Example planner") && text_equal(events.at[i].record, "round");
	assert_true(planners > 0);
}

static void whoever_is_known_keeps_their_account(void **state)
{
	struct work *w = cairn(state, NULL);
	struct meeting meeting = { .email = "Planner@Moray.example", .hash = "their own" };
	struct takein_made made;
	const struct account *account;
	const struct member *member;

	assert_int_equal(db_change_now(w, meet, &meeting), CHANGED);
	made = taken_in(w, everything_file(), NULL);
	account = account_by_email(w, "planner@moray.example");
	assert_non_null(account);
	assert_int_equal(account->id, meeting.account);
	assert_string_equal(account->name, "Known here already");
	assert_string_equal(account->password_hash, "their own");
	member = member_by_id(w, account->id);
	assert_non_null(member);
	assert_string_equal(member->role, "planner");
	account = account_by_email(w, "viewer@moray.example");
	assert_non_null(account);
	assert_string_equal(account->password_hash, "");
	assert_int_equal(made.accounts, asked(w, db_ask(w, "SELECT COUNT(*) FROM account", NO_VALUES)) - 1);
}

static void passwords_come_along_when_asked_for(void **state)
{
	struct work *w = cairn(state, NULL);
	struct scratch from;
	int file;

	test_database(&from, "sqlite");
	from.work = test_work(&from, CONNECTION_CHANGES);
	everything_load(&from);
	file = taken_out(&from.work, true);
	taken_in(w, file, NULL);
	assert_true(text_starts(account_by_email(w, "planner@moray.example")->password_hash, "$argon2id$"));
	expect_same(w->arena, file, taken_out(w, true));
	test_work_end(&from.work);
	test_database_end(&from);
}

static enum outcome join(struct work *w, void *plan)
{
	int64_t *account = plan;

	*account = account_add(w, "newcomer@elsewhere.example", "Example newcomer", "");
	w->account = *account;
	return *account != 0 && membership_give(w, *account, "viewer") ? CHANGED : REFUSED;
}

/* Whoever joins after a partnership was taken in gets a number that nobody in its log has. */
static void newcomers_are_nobody_elses_number(void **state)
{
	struct work *w = cairn(state, NULL);
	LIST(struct happening) events = { 0 };
	int64_t account = 0, before;

	taken_in(w, everything_file(), NULL);
	before = asked(w, db_ask(w, "SELECT MAX(number) FROM membership WHERE partnership = $1", V(w->partnership)));
	assert_int_equal(db_change_now(w, join, &account), CHANGED);
	assert_int_equal(asked(w, db_ask(w, "SELECT number FROM membership WHERE partnership = $1 AND account = $2",
	                                 V(w->partnership), V(account))),
	                 before + 1);
	assert_true(events_newest(w, 1, 0, (struct list_any *)(void *)&events));
	assert_string_equal(events.at[0].who, "Example newcomer");
	assert_int_equal(events.at[0].record_id, before + 1);
	expect_whole_log(w, 1);
}

/* ------------------------------------------------------------------ its name */

static void it_can_have_another_name(void **state)
{
	struct work *w = cairn(state, EVERYTHING_NAME);
	const struct takein_wish wish = { NULL };
	struct takein_made made;

	assert_false(takein_read(w, &wish, everything_file(), "it", &made));
	assert_int_equal(w->fault.kind, FAULT_CONFLICT);
	assert_non_null(strstr(w->fault.sentence, "--name"));
	taken_in(w, everything_file(), "Another name");
	assert_string_equal(partnership_by_id(w, w->partnership)->name, "Another name");
}

/* A copy beside itself would make every link lead to two places. */
static void it_cannot_be_here_twice(void **state)
{
	struct work *w = cairn(state, NULL);
	const struct takein_wish wish = { "A second" };
	struct takein_made made;

	taken_in(w, everything_file(), NULL);
	assert_false(takein_read(w, &wish, everything_file(), "it", &made));
	assert_non_null(strstr(w->fault.sentence, "is in this Cairn already"));
}

/* ------------------------------------------------------------------ older ones */

/* Steps that write rows, and why nothing needs to be done for a take-out that was made before them. */
static const struct {
	int64_t step;
	const char *why;
} nothing_to_do[] = {
	{ 2, "the search of every partnership that is taken in is due" },
	{ 13, "the first take-out there was had it" },
};

static bool is_matched(int64_t step)
{
	bool is = false;

	for (const struct takein_step *later = takein_steps; later->run != NULL; later++)
		is = is || later->number == step;
	for (size_t i = 0; i < sizeof nothing_to_do / sizeof nothing_to_do[0]; i++)
		is = is || nothing_to_do[i].step == step;
	return is;
}

/* A step that fills a column ran before an older take-out comes in. */
static void steps_that_write_rows_are_matched(void **state)
{
	struct work *w = &((struct scratch *)*state)->work;
	size_t count = 0;
	const struct migration *steps = store_migrations(w->arena, &count);

	for (size_t i = 0; i < count; i++) {
		if (strstr(steps[i].sql, "\nUPDATE ") == NULL && strstr(steps[i].sql, "\nINSERT ") == NULL)
			continue;
		if (!is_matched(steps[i].number))
			fail_msg("%s writes rows: src/store/takein_older.c must do the same for a partnership that was "
			         "taken out before it, or this test say why not.",
			         steps[i].name);
	}
}

/* The last step had not run there. */
static void forget_a_step(json_t *manifest)
{
	json_t *steps = json_object_get(manifest, "steps");

	assert_int_equal(json_array_remove(steps, json_array_size(steps) - 1), 0);
}

static void drop_said(json_t *manifest, const char *name)
{
	json_t *members = json_object_get(manifest, "members");

	for (size_t i = 0; i < json_array_size(members); i++) {
		if (json_array_get(members, i) == packed_said(manifest, name)) {
			json_array_remove(members, i);
			return;
		}
	}
}

static void drop_column(struct packed *packed, json_t *manifest, const char *name, const char *column)
{
	json_t *columns = json_object_get(packed_said(manifest, name), "columns");
	struct out out = { .arena = packed->arena };
	const char *text = packed_member(packed, name)->text;

	for (size_t i = 0; i < json_array_size(columns); i++) {
		if (text_equal(json_string_value(json_array_get(columns, i)), column))
			json_array_remove(columns, i);
	}
	for (const char *at = text; *at != '\0'; at = strchr(at, '\n') + 1) {
		json_t *line = json_loadb(at, strcspn(at, "\n"), 0, NULL);
		char *said;

		json_object_del(line, column);
		said = json_dumps(line, JSON_COMPACT);
		out_format(&out, "%s\n", said);
		free(said);
		json_decref(line);
	}
	packed_set(packed, name, out_html(&out).at);
}

/* What a take-out made before a step does not have gets what the step gave: a column its default, a table no rows. */
static void an_older_one_gets_the_defaults(void **state)
{
	struct work *w = cairn(state, NULL);
	struct packed packed = packed_read(w->arena, everything_file());
	json_t *manifest = packed_manifest(&packed);

	forget_a_step(manifest);
	drop_column(&packed, manifest, "people_group.jsonl", "note");
	drop_column(&packed, manifest, "round.jsonl", "threshold");
	drop_said(manifest, "wording.jsonl");
	packed_drop(&packed, "wording.jsonl");
	packed_set_manifest(&packed, manifest);
	packed_settle(&packed);
	taken_in(w, packed_write(&packed), NULL);
	assert_int_equal(asked(w, db_ask(w, "SELECT COUNT(*) FROM people_group WHERE partnership = $1 AND note = ''",
	                                 V(w->partnership))),
	                 17);
	assert_int_equal(asked(w,
	                       db_ask(w, "SELECT MIN(threshold) FROM round WHERE partnership = $1", V(w->partnership))),
	                 5);
	assert_int_equal(asked(w, db_ask(w, "SELECT COUNT(*) FROM wording WHERE partnership = $1", V(w->partnership))),
	                 0);
	expect_whole_log(w, 1);
}

/* Without an older step nothing may be missing. */
static void one_of_today_must_be_whole(void **state)
{
	struct work *w = cairn(state, NULL);
	struct packed packed = packed_read(w->arena, everything_file());
	const struct takein_wish wish = { NULL };
	struct takein_made made;
	json_t *manifest = packed_manifest(&packed);

	drop_column(&packed, manifest, "people_group.jsonl", "note");
	packed_set_manifest(&packed, manifest);
	packed_settle(&packed);
	assert_false(takein_read(w, &wish, packed_write(&packed), "it", &made));
	assert_non_null(strstr(w->fault.sentence, "people_group.jsonl: the column “note” is missing"));
}

/* tests/takeout/format-1.zip was made by the first program that could, and is never made anew: every later one takes it in. */
static void the_first_there_ever_was_is_taken_in(void **state)
{
	struct work *w = cairn(state, "Another partnership");
	int file = open(TAKEOUT_FOLDER "/format-1.zip", O_RDONLY | O_CLOEXEC);
	struct takein_made made;
	struct event_chain chain = { 0 };
	LIST(struct happening) events = { 0 };

	assert_true(file >= 0);
	made = taken_in(w, file, NULL);
	assert_string_equal(made.name, "Example partnership of the first take-out");
	assert_int_equal(made.files, 1);
	assert_true(event_verify(w, w->partnership, NULL, NULL, &chain));
	assert_int_equal(chain.events, 29);
	assert_int_equal(chain.erased, 1);
	assert_int_equal(asked(w, db_ask(w, "SELECT COUNT(*) FROM response WHERE partnership = $1", V(w->partnership))),
	                 6);
	assert_true(events_newest(w, 100, 0, (struct list_any *)(void *)&events));
	assert_string_equal(events.at[0].who, "Example administrator");
	close(file);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, test_open, test_close)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(the_list_is_the_schema),
		TEST(the_list_is_in_the_order_of_its_links),
		TEST(empty_tables_are_told),
		TEST(it_comes_out_as_it_went_in),
		TEST(it_goes_from_hand_to_hand),
		TEST(nobody_else_is_touched),
		TEST(its_files_are_whole),
		TEST(what_belongs_to_the_installation_stays_behind),
		TEST(what_is_new_is_counted_on),
		TEST(people_are_the_same_by_other_numbers),
		TEST(whoever_is_known_keeps_their_account),
		TEST(passwords_come_along_when_asked_for),
		TEST(newcomers_are_nobody_elses_number),
		TEST(it_can_have_another_name),
		TEST(it_cannot_be_here_twice),
		TEST(steps_that_write_rows_are_matched),
		TEST(an_older_one_gets_the_defaults),
		TEST(one_of_today_must_be_whole),
		TEST(the_first_there_ever_was_is_taken_in),
	};

	return test_on_both("takeout", tests);
}
