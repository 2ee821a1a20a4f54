/* Signals: with nothing recorded they say nothing, and with known records each counts what a person would count by hand. On both databases. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
/* cmocka wants the three above it before itself */
#include <cmocka.h>

#include "base/random.h"
#include "base/text.h"
#include "store/migrations.h"
#include "store/signal.h"
#include "support/database.h"

static int open_partnerships(void **state)
{
	int failed = test_open(state);
	struct scratch *scratch = *state;
	struct work *w = &scratch->work;
	size_t count = 0;
	struct migration *steps = store_migrations(scratch->arena, &count);

	random_start();
	if (!database_migrate(scratch->database, scratch->arena, &w->fault, steps, count))
		fail_msg("%s", w->fault.sentence);
	test_execute(scratch, "INSERT INTO partnership (id, name, created_at) VALUES (1, 'Ours', 1), (2, 'Theirs', 1)");
	w->now = date_start(date_of(2026, 12, 1));
	w->partnership = 1;
	return failed;
}

static void expect(struct work *w, const char *key, int64_t part, int64_t whole)
{
	const struct signal_kind *kind = signal_kind_by_key(key);
	struct signal_read read = { 0 };

	assert_non_null(kind);
	if (!signal_read(w, kind, &read))
		fail_msg("%s: %s", key, w->fault.sentence);
	if (read.part != part || read.whole != whole)
		fail_msg("%s: %lld of %lld, and not %lld of %lld", key, (long long)read.part, (long long)read.whole,
		         (long long)part, (long long)whole);
}

/* Day of December 2026, as days since 1970. */
static const char *day(struct work *w, int number)
{
	return text_format(w->arena, "%lld", (long long)date_of(2026, 12, number).days);
}

/* ------------------------------------------------------------------ known records */

/* Four voices' groups, two rounds closed (the later one counts) and one open, which never does. */
static void record_rounds(struct scratch *s)
{
	test_execute(s, "INSERT INTO framework (partnership, id, key, title) VALUES (1, 1, 'gpf', 'x')");
	test_execute(s, "INSERT INTO framework_version (partnership, id, framework, number, digest, pack, loaded_at, "
	                "loaded_by) "
	                "VALUES (1, 1, 1, 1, '', '', 0, '')");
	test_execute(s,
	             "INSERT INTO voice (partnership, id, key, name, position) VALUES (1, 1, 'users_carers', 'U', 1), "
	             "(1, 2, 'workforce', 'W', 2)");
	test_execute(s, "INSERT INTO people_group (partnership, id, name, prescribed, voice, position, retired) VALUES "
	                "(1, 1, 'a', 1, 1, 1, 0), (1, 2, 'b', 1, 1, 2, 0), (1, 3, 'c', 1, 2, 3, 0), "
	                "(1, 4, 'd', 1, 2, 4, 1), (1, 5, 'e', 0, 1, 5, 0)");
	test_execute(s, "INSERT INTO round (partnership, id, title, framework_version, depth, state, shown_to, "
	                "closed_at, made_by, "
	                "made_at) VALUES (1, 1, 'later', 1, 'criteria', 'closed', 'participants', 900, '', 0), "
	                "(1, 2, 'earlier', 1, 'criteria', 'closed', 'members', 500, '', 0), "
	                "(1, 3, 'open', 1, 'criteria', 'open', 'participants', NULL, '', 0)");
	test_execute(
		s, "INSERT INTO round_criterion (partnership, round, criterion, position) VALUES (1, 1, "
		   "'plan.options', 1), "
		   "(1, 1, 'plan.gap', 2), (1, 1, 'culture.vision', 3), (1, 2, 'plan.gap', 1), (1, 3, 'plan.gap', 1)");
	test_execute(s, "INSERT INTO round_group (partnership, id, round, people_group, name, voice, voice_name, "
	                "voice_position, "
	                "position, minutes, link_token) VALUES (1, 1, 1, 1, 'a', 1, 'U', 1, 1, 5, 't1'), "
	                "(1, 2, 1, 5, 'e', 1, 'U', 1, 5, 5, 't2'), (1, 3, 1, 3, 'c', 2, 'W', 2, 3, 5, 't3'), "
	                "(1, 4, 2, 2, 'b', 1, 'U', 1, 2, 5, 't4'), (1, 5, 3, 2, 'b', 1, 'U', 1, 2, 5, 't5')");
	test_execute(s, "INSERT INTO round_group_criterion (partnership, round_group, criterion) VALUES (1, 1, "
	                "'plan.options'), "
	                "(1, 1, 'plan.gap'), (1, 2, 'plan.gap'), (1, 3, 'plan.options')");
	test_execute(s, "INSERT INTO released (partnership, round, decided_at, threshold, method, answered) VALUES "
	                "(1, 1, 900, 5, '', 20), (1, 2, 500, 5, '', 9)");
	test_execute(
		s,
		"INSERT INTO released_unit (partnership, round, voice, unit, name, group_names, participants) VALUES "
		"(1, 1, 1, 0, 'U', '', 14), (1, 1, 1, 1, 'a', 'a', 8), (1, 1, 2, 0, 'W', '', NULL), "
		"(1, 2, 1, 0, 'U', '', 9)");
}

static void record_positions(struct scratch *s)
{
	test_execute(s, "INSERT INTO position (partnership, id, round, criterion, outcome, placed, reason, agreed_on, "
	                "recorded_by, "
	                "recorded_at) VALUES (1, 1, 1, 'plan.gap', 'agreed', 3, 'x', 1, '', 0), "
	                "(1, 2, 1, 'plan.options', 'differ', 0, 'x', 1, '', 0), (1, 3, 2, 'plan.gap', 'agreed', 2, "
	                "'x', 1, '', 0)");
	/* Two standing on one position count once; a withdrawn one does not count. */
	test_execute(s, "INSERT INTO dissent (partnership, id, position, who, words, since_version, until_version, "
	                "recorded_by, "
	                "recorded_at) VALUES (1, 1, 1, '', 'x', 1, NULL, '', 0), (1, 2, 1, '', 'y', 1, NULL, '', 0), "
	                "(1, 3, 2, '', 'z', 1, 2, '', 0)");
	test_execute(s,
	             "INSERT INTO position_words (partnership, position, words, since_version, until_version) VALUES "
	             "(1, 1, 4, 1, NULL), (1, 3, 5, 1, NULL), (1, 3, 6, 1, NULL), (1, 2, 7, 1, 2)");
}

static void record_actions(struct scratch *s, struct work *w)
{
	test_execute(
		s, "INSERT INTO account (id, email, email_folded, name, password_hash, created_at, password_at) VALUES "
		   "(1, 'p', 'p', 'Here', '', 1, 1), (2, 'm', 'm', 'Left', '', 1, 1)");
	test_execute(s, "INSERT INTO membership (partnership, account, number, role, began_at, ended_at) VALUES "
	                "(1, 1, 1, 'planner', 1, NULL), (1, 2, 2, 'contributor', 1, 5)");
	test_execute(
		s,
		text_format(
			w->arena,
			"INSERT INTO action (partnership, id, what, kind, owner, owner_name, due_on, status, outcome, "
			"made_by, made_at) VALUES "
			"(1, 1, 'a', 'strength', 1, '', %s, 'todo', '', '', 0), "
			"(1, 2, 'b', 'development', 2, '', %s, 'underway', '', '', 0), "
			"(1, 3, 'c', 'development', NULL, 'Centre', %s, 'todo', '', '', 0), "
			"(1, 4, 'd', 'strength', 2, '', %s, 'done', 'It helped', '', 0), "
			"(1, 5, 'e', 'development', 1, '', %s, 'letgo', 'No money', '', 0), "
			"(1, 6, 'f', 'development', 1, '', %s, 'letgo', '', '', 0)",
			day(w, 1), day(w, 20), "20000", "20000", "20000", "20000"));
}

static void record_practices(struct scratch *s, struct work *w)
{
	test_execute(s, text_format(w->arena,
	                            "INSERT INTO practice (partnership, id, framework, theme, team, practised_on, "
	                            "practised, learned, "
	                            "will_try, try_by, came_of_it, made_by) VALUES "
	                            "(1, 1, 1, 'plan', 'x', 20000, 'x', '', 'try', %s, 'told', 1), "
	                            "(1, 2, 1, 'plan', 'x', 20000, 'x', '', 'try', %s, '', 1), "
	                            "(1, 3, 1, 'plan', 'x', 20000, 'x', '', 'try', %s, '', 1), "
	                            "(1, 4, 1, 'plan', 'x', 20000, 'x', '', '', NULL, '', 1)",
	                            "20000", day(w, 1), day(w, 2)));
}

/* ------------------------------------------------------------------ tests */

static void with_nothing_recorded_nothing_is_said(void **state)
{
	struct scratch *s = *state;

	for (size_t i = 0; i < signal_kinds_count; i++)
		expect(&s->work, signal_kinds[i].key, 0, 0);
}

static void each_counts_what_a_person_would_count(void **state)
{
	struct scratch *s = *state;
	struct work *w = &s->work;

	record_rounds(s);
	record_positions(s);
	record_actions(s, w);
	record_practices(s, w);
	expect(w, "prescribed-groups", 2, 3);  /* a and c of a, b, c; d is retired, e not prescribed */
	expect(w, "voices-heard", 1, 2);       /* the workforce was too small */
	expect(w, "results-given-back", 1, 2); /* the open one is not counted */
	expect(w, "positions-agreed", 2, 3);   /* of the later round */
	expect(w, "dissent-recorded", 1, 3);
	expect(w, "positions-on-words", 2, 3);
	expect(w, "options-with-people", 1, 2); /* group a; e was asked about the gap alone */
	expect(w, "actions-owned", 2, 3);       /* one owner left */
	expect(w, "actions-lapsed", 1, 3);      /* what is due today has not lapsed */
	expect(w, "actions-done", 1, 6);
	expect(w, "let-go-with-reason", 1, 3);
	expect(w, "built-on-strengths", 2, 6);
	expect(w, "themes-practised", 3, 4);
	expect(w, "tried-and-told", 1, 2); /* the day of one has not come */
}

static void another_partnership_counts_nothing_of_ours(void **state)
{
	struct scratch *s = *state;
	struct work *w = &s->work;

	record_rounds(s);
	record_positions(s);
	record_actions(s, w);
	record_practices(s, w);
	w->partnership = 2;
	for (size_t i = 0; i < signal_kinds_count; i++)
		expect(w, signal_kinds[i].key, 0, 0);
}

static void the_table_is_whole(void **state)
{
	struct signal_list some = { 0 };
	struct scratch *s = *state;

	assert_true(signal_kinds_count >= 8);
	for (size_t i = 0; i < signal_kinds_count; i++) {
		const struct signal_kind *kind = &signal_kinds[i];

		assert_ptr_equal(signal_kind_by_key(kind->key), kind); /* no key stands twice */
		assert_true(text_ends(kind->cannot_say, "."));
		assert_non_null(strstr(kind->query, "$1"));
		assert_non_null(strstr(kind->query, "$2"));
		assert_non_null(strchr(kind->bears_on, '.'));
	}
	assert_null(signal_kind_by_key("nothing"));
	assert_true(signal_bears_on(&signal_kinds[0], "culture.partnership.1"));
	assert_true(signal_bears_on(&signal_kinds[0], "culture.partnership"));
	assert_false(signal_bears_on(&signal_kinds[0], "culture.partner"));
	assert_false(signal_bears_on(&signal_kinds[0], "culture.partnership.10"));
	assert_true(signals_read(&s->work, "culture.leadership", &some));
	assert_true(some.len > 0 && some.len < signal_kinds_count);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(with_nothing_recorded_nothing_is_said, open_partnerships, test_close),
		cmocka_unit_test_setup_teardown(each_counts_what_a_person_would_count, open_partnerships, test_close),
		cmocka_unit_test_setup_teardown(another_partnership_counts_nothing_of_ours, open_partnerships,
		                                test_close),
		cmocka_unit_test_setup_teardown(the_table_is_whole, open_partnerships, test_close),
	};

	return test_on_both("store_signal", tests);
}
