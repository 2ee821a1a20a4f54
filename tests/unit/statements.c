/* Every statement of the program: both databases take it, and none forgets the partnership. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
/* cmocka wants the three above it before itself */
#include <cmocka.h>

#include "base/text.h"
#include "store/migrations.h"
#include "support/bounded.h"
#include "support/database.h"

/* Statements that may look beyond a partnership, by file and a piece of their text; each says why. */
static const struct exception {
	const char *file, *text, *reason;
} exceptions[] = {
	{ "store/answer.c", "WHERE p.token_hash = $1", "whose link it is says which partnership" },
	{ "store/answer.c", "WHERE g.link_token = $1", "the same for a group's link" },
	{ "store/typed_code.c", "WHERE code = $1", "the same for a code that is typed" },
	{ "store/invitation.c", "FROM invitation WHERE token_hash = $1",
	  "the same for an invitation or a new password's link" },
	{ "store/session.c", "WHERE s.token_hash = $1", "who asks, and where they are, is what this finds out" },
	{ "store/account.c", "SELECT partnership FROM membership WHERE account = $1",
	  "where a person goes who signs in" },
	{ "site/account_page.c", "FROM membership m JOIN partnership p",
	  "a person's own places, to go from one to the other" },
	{ "store/account.c", "kind = 'reset' AND used_at IS NULL",
	  "a new password ends every link to one, wherever it was made" },
	{ "store/account.c", "AND partnership <> $2",
	  "whether somebody belongs elsewhere too: a count, of which only 'more than none' is used" },
	{ "store/erase.c", "AND partnership <> $2",
	  "whether another partnership knows somebody who is erased: a count, of which only 'more than none' is used" },
	{ "store/job.c", "WHERE j.state IN ('waiting', 'running')",
	  "whoever runs jobs runs those of every partnership" },
	{ "store/job_file.c", "AND j.state NOT IN ('waiting', 'running')",
	  "and takes away what was to stay for a day" },
	{ "store/search_due.c", "SELECT DISTINCT d.partnership", "and brings the search up to date in every one" },
	{ "store/search_records.c", "SELECT partnership FROM membership WHERE account = $1",
	  "a person who changes their name has another name wherever they belong" },
	{ NULL, NULL, NULL },
};

/* A session is its account's, and only says in which partnership that person is just now: not a record of the partnership. */
#define NOBODYS "session"

static struct table_names tables_of(struct arena *arena)
{
	struct table_names tables = { 0 };
	size_t count = 0;
	struct migration *steps = store_migrations(arena, &count);

	for (size_t i = 0; i < count; i++)
		bounded_tables(arena, steps[i].sql, &tables);
	for (size_t i = 0; i < tables.len; i++) {
		if (text_equal(tables.at[i], NOBODYS))
			tables.at[i] = tables.at[--tables.len];
	}
	return tables;
}

static void test_all_are_taken(void **state)
{
	struct scratch *scratch = *state;
	struct work *w = &scratch->work;
	size_t count = 0, steps_count = 0;
	struct migration *steps = store_migrations(w->arena, &steps_count);
	const struct statement *statements = db_statements(&count);

	if (!database_migrate(scratch->database, w->arena, &w->fault, steps, steps_count))
		fail_msg("%s", w->fault.sentence);
	assert_true(count > 120); /* all libraries are in this program whole */
	for (size_t i = 0; i < count; i++) {
		w->fault = (struct fault){ 0 };
		if (!db_prepare_only(w, &statements[i]))
			fail_msg("%s:%d: %s: %s\n%s", statements[i].file, statements[i].line, test_kind(),
			         w->fault.sentence, statements[i].sql);
	}
}

static const struct exception *exception_of(const struct statement *statement)
{
	for (size_t i = 0; exceptions[i].file != NULL; i++) {
		if (text_ends(statement->file, exceptions[i].file) &&
		    strstr(statement->sql, exceptions[i].text) != NULL)
			return &exceptions[i];
	}
	return NULL;
}

static void test_none_forgets_the_partnership(void **state)
{
	struct arena *arena = arena_new();
	struct table_names tables = tables_of(arena);
	bool used[sizeof exceptions / sizeof exceptions[0]] = { false };
	size_t count = 0, wrong = 0;
	const struct statement *statements = db_statements(&count);

	(void)state;
	assert_true(tables.len > 20);
	for (size_t i = 0; i < count; i++) {
		const char *missing = bounded_missing(arena, statements[i].sql, &tables);
		const struct exception *exception = missing == NULL ? NULL : exception_of(&statements[i]);

		if (exception != NULL)
			used[exception - exceptions] = true;
		if (missing == NULL || exception != NULL)
			continue;
		print_error("%s:%d: %s is not bound to a partnership\n\t%s\n", statements[i].file, statements[i].line,
		            missing, statements[i].sql);
		wrong++;
	}
	for (size_t i = 0; exceptions[i].file != NULL; i++) {
		if (!used[i])
			fail_msg("no statement needs this exception any more: %s: %s", exceptions[i].file,
			         exceptions[i].text);
	}
	assert_int_equal(wrong, 0);
	arena_free(arena);
}

/* Words before their release: written at the close, counted, and read where they are checked. Nobody else asks for them. */
static void test_words_before_their_release_are_read_in_one_place(void **state)
{
	static const char *const few[] = { "store/release_keep.c", "store/words.c", "store/words_check.c" };
	size_t count = 0, found = 0;
	const struct statement *statements = db_statements(&count);

	(void)state;
	for (size_t i = 0; i < count; i++) {
		bool may = false;

		if (strstr(statements[i].sql, "words_to_check") == NULL)
			continue;
		found++;
		for (size_t f = 0; f < sizeof few / sizeof few[0]; f++)
			may = may || text_ends(statements[i].file, few[f]);
		/* words.c counts them, and reads neither what they say nor what is left of them */
		if (!may ||
		    (text_ends(statements[i].file, "store/words.c") &&
		     (strstr(statements[i].sql, ".words") != NULL || strstr(statements[i].sql, "left_words") != NULL)))
			fail_msg("%s:%d reads words before their release\n\t%s", statements[i].file, statements[i].line,
			         statements[i].sql);
	}
	assert_true(found >= 8);
}

/* The reader of statements itself: what it must find, and what it must let be. */
static void test_the_reader(void **state)
{
	static const struct {
		const char *sql;
		const char *missing;
	} cases[] = {
		{ "SELECT id FROM round WHERE partnership = $1 AND id = $2", NULL },
		{ "SELECT id FROM round WHERE id = $1", "round" },
		{ "SELECT id FROM account WHERE id = $1", NULL },
		{ "SELECT id FROM round WHERE partnership = $1 OR id = $2", "round" },
		{ "SELECT id FROM round WHERE partnership <> $1", "round" },
		{ "SELECT r.id FROM round r JOIN voice v ON v.partnership = r.partnership AND v.id = $2 WHERE "
		  "r.partnership = $1",
		  NULL },
		{ "SELECT r.id FROM round r JOIN voice v ON v.id = r.id WHERE r.partnership = $1", "voice" },
		{ "SELECT r.id FROM round r LEFT JOIN voice v ON v.partnership = r.partnership WHERE r.id = $1",
		  "round" },
		{ "SELECT id, (SELECT COUNT(*) FROM participant p WHERE p.round = r.id) FROM round r WHERE "
		  "r.partnership = $1",
		  "participant" },
		{ "SELECT id, (SELECT COUNT(*) FROM participant p WHERE p.partnership = r.partnership) FROM round r "
		  "WHERE r.partnership = $1",
		  NULL },
		{ "SELECT id FROM round WHERE partnership = $1 UNION SELECT id FROM voice WHERE id = $2", "voice" },
		{ "SELECT r.id FROM round r, voice v WHERE r.partnership = $1", "voice" },
		{ "UPDATE round SET title = $2 WHERE partnership = $1 AND id = $3", NULL },
		{ "UPDATE round SET title = $2, partnership = $1 WHERE id = $3", "round" },
		{ "DELETE FROM voice WHERE id = $1", "voice" },
		{ "INSERT INTO voice (id, partnership, name) VALUES ($1, $2, $3)", NULL },
		{ "INSERT INTO voice (id, partnership, name) VALUES ($1, 1, $3)", "voice" },
		{ "INSERT INTO voice (partnership, id) VALUES ($1, $2) ON CONFLICT (partnership, id) DO UPDATE SET "
		  "name = $3",
		  NULL },
		{ "INSERT INTO voice (partnership, id) SELECT r.partnership, r.id FROM round r WHERE r.partnership = "
		  "$1",
		  NULL },
		{ "INSERT INTO voice (partnership, id) SELECT r.partnership, r.id FROM round r WHERE r.id = $1",
		  "voice" },
	};
	struct arena *arena = arena_new();
	struct table_names tables = tables_of(arena);

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		const char *missing = bounded_missing(arena, cases[i].sql, &tables);

		if (!text_equal(missing == NULL ? "" : missing, cases[i].missing == NULL ? "" : cases[i].missing))
			fail_msg("%s: found %s", cases[i].sql, missing == NULL ? "nothing" : missing);
	}
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest once[] = {
		cmocka_unit_test(test_the_reader),
		cmocka_unit_test(test_none_forgets_the_partnership),
		cmocka_unit_test(test_words_before_their_release_are_read_in_one_place),
	};
	const struct CMUnitTest on_both[] = {
		cmocka_unit_test_setup_teardown(test_all_are_taken, test_open, test_close),
	};

	return cmocka_run_group_tests_name("statements", once, NULL, NULL) +
	       test_on_both("statements on both", on_both);
}
