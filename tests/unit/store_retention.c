/* How long records are kept, and the clear-out: everything that is old goes, kind by kind; the release, what was agreed and the chain stay. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
/* cmocka wants its own above it before itself */
#include <cmocka.h>

#include "base/text.h"
#include "store/event.h"
#include "store/retention.h"
#include "support/everything.h"

#define YEARS ((int64_t)365 * DAY_MS)

static const char *what_stays(struct work *w)
{
	struct rows *rows = db_ask(
		w,
		"SELECT (SELECT COUNT(*) FROM released_cell c WHERE c.partnership = $1), (SELECT SUM(c.placed_3) FROM "
		"released_cell c WHERE c.partnership = $1), (SELECT COUNT(*) FROM released_words c WHERE c.partnership "
		"= "
		"$1 AND c.words <> ''), (SELECT COUNT(*) FROM position c WHERE c.partnership = $1), (SELECT COUNT(*) "
		"FROM action c WHERE c.partnership = $1), (SELECT COUNT(*) FROM file c WHERE c.partnership = $1 AND "
		"c.name = $2), (SELECT COUNT(*) FROM participant c WHERE c.partnership = $1)",
		V(1), V(EVERYTHING_FILE));
	struct out out = { .arena = w->arena };

	assert_non_null(rows);
	for (size_t i = 0; i < 7; i++)
		out_format(&out, "%lld ", (long long)row_int(rows, 0, i));
	return out_html(&out).at;
}

struct step {
	size_t kind;
	struct moment before;
	int64_t removed, in_all;
};

static enum outcome clear_some(struct work *w, void *plan)
{
	struct step *step = plan;

	return clear_out_step(w, step->kind, step->before, &step->removed) ? CHANGED : REFUSED;
}

static enum outcome note(struct work *w, void *plan)
{
	const struct step *step = plan;

	return clear_out_note(w, step->kind, step->before, step->in_all) ? CHANGED : REFUSED;
}

/* How many went, and how many were said to. */
static int64_t clear_kind(struct work *w, size_t kind, int64_t *said)
{
	struct retention retention;
	struct clear_out found;
	struct step step = { .kind = kind };

	assert_true(retention_read(w, &retention));
	assert_true(clear_out_of(w, &retention, kind, &found));
	*said = found.records;
	step.before = found.before;
	do {
		if (db_change_now(w, clear_some, &step) != CHANGED)
			fail_msg("%s: %s", found.kind, w->fault.sentence);
		step.in_all += step.removed;
	} while (step.removed > 0);
	assert_int_equal(db_change_now(w, note, &step), CHANGED);
	return step.in_all;
}

static struct work *everything(void **state)
{
	struct scratch *scratch = *state;

	everything_load(scratch);
	test_execute(scratch,
	             "INSERT INTO session (token_hash, account, partnership, began_at, seen_at, ends_at, agent, "
	             "number) VALUES ('h', 1, 1, 1, 1, 2, '', 1)");
	test_execute(scratch,
	             "INSERT INTO job (partnership, id, kind, state, asked_by, asked_at, ended_at) VALUES (1, 77, "
	             "'document', 'done', 1, 1, CAST(1796083200000 AS BIGINT))");
	test_execute(scratch,
	             "INSERT INTO round (partnership, id, title, framework_version, depth, state, made_by, made_at) "
	             "VALUES (1, 88, 'Never opened', 1, 'criteria', 'draft', '', CAST(1796083200000 AS BIGINT))");
	test_execute(scratch, "UPDATE participant SET label = 'Example person' WHERE partnership = 1 AND id IN (1, 2)");
	test_execute(
		scratch,
		"INSERT INTO words_to_check (partnership, round, position, criterion, kind, label, words) VALUES (1, "
		"1, 99001, 'culture.partnership', 'strength', '', 'Never released')");
	return &scratch->work;
}

/* Within its time nothing goes but what the test made old. */
static void young_records_stay(void **state)
{
	struct work *w = everything(state);
	int64_t said;

	assert_int_equal(clear_kind(w, 4, &said), 0);
	assert_int_equal(said, 0);
	assert_int_equal(clear_kind(w, 3, &said), 1);
}

static void old_records_go(void **state)
{
	struct work *w = everything(state);
	const char *before = what_stays(w);
	struct event_chain chain;
	struct rows *rows;

	w->now.ms += 30 * YEARS;
	for (size_t kind = 0; kind < RETENTION_KINDS; kind++) {
		int64_t said, went = clear_kind(w, kind, &said);

		assert_int_equal(went, said);
		if (went == 0)
			fail_msg("nothing of %s was there to go", retention_kinds[kind].name);
		clear_kind(w, kind, &said);
		assert_int_equal(said, kind == 4 ? said : 0);
	}
	assert_string_equal(what_stays(w), before);
	assert_true(event_verify(w, 1, NULL, NULL, &chain));
	assert_true(chain.erased > 0);
	assert_int_equal(chain.erased_at.ms, w->now.ms);
	rows = db_ask(
		w,
		"SELECT COUNT(*) FROM response s JOIN round r ON r.partnership = s.partnership AND r.id = s.round "
		"WHERE s.partnership = $1 AND r.state = 'closed'",
		V(1));
	assert_int_equal(row_int(rows, 0, 0), 0);
}

/* ------------------------------------------------------------------ how long */

static enum outcome save(struct work *w, void *plan)
{
	return retention_save(w, plan) ? CHANGED : REFUSED;
}

static void times_are_saved_once(void **state)
{
	struct work *w = everything(state);
	struct retention mine, theirs, now;

	assert_true(retention_read(w, &mine));
	assert_int_equal(mine.answers, 24);
	theirs = mine;
	mine.answers = 60;
	assert_int_equal(db_change_now(w, save, &mine), CHANGED);
	assert_int_equal(db_change_now(w, save, &theirs), REFUSED);
	assert_int_equal(w->fault.kind, FAULT_CONFLICT);
	w->fault = (struct fault){ 0 };
	assert_true(retention_read(w, &now));
	assert_int_equal(now.answers, 60);
	assert_int_equal(now.drafts, 24);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(young_records_stay, test_open, test_close),
		cmocka_unit_test_setup_teardown(old_records_go, test_open, test_close),
		cmocka_unit_test_setup_teardown(times_are_saved_once, test_open, test_close),
	};

	return test_on_both("how long records are kept", tests);
}
