#include "support/everything.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
/* cmocka wants its own above it before itself */
#include <cmocka.h>

#include "base/random.h"
#include "main/demo.h"
#include "store/account.h"
#include "store/file.h"
#include "store/invitation.h"
#include "store/job.h"
#include "store/migrations.h"
#include "store/partnership.h"
#include "store/takeout.h"

static enum outcome begin(struct work *w, void *plan)
{
	(void)plan;
	return installation_start(w) ? CHANGED : REFUSED;
}

static void load_demonstration(struct scratch *scratch, struct work *w)
{
	char option[] = "--password", password[] = "a password for tests";
	char *words[] = { option, password };
	size_t count = 0;
	struct migration *steps = store_migrations(w->arena, &count);

	random_start();
	if (!database_migrate(scratch->database, w->arena, &w->fault, steps, count) ||
	    db_change_now(w, begin, NULL) != CHANGED || !demo_theme.commands[0].run(w, 2, words))
		fail_msg("%s", w->fault.sentence);
	w->partnership = 1;
	w->account = 0;
}

static struct blob bytes_of(struct work *w, size_t len)
{
	unsigned char *at = arena_take(w->arena, len + 1);
	struct random random = { .seed = 11 };

	for (size_t i = 0; i < len; i++)
		at[i] = (unsigned char)random_below(&random, 256);
	return (struct blob){ at, len };
}

static bool come_and_go(struct work *w)
{
	int64_t account = account_add(w, EVERYTHING_LEFT, "Example person who left", "");

	return account != 0 && membership_give(w, account, "viewer") && membership_end(w, account);
}

static enum outcome add_rest(struct work *w, void *plan)
{
	struct invitation invitation = {
		.kind = "invitation", .email = "guest@moray.example", .name = "Example guest", .role = "viewer"
	};

	(void)plan;
	return come_and_go(w) && file_add(w, EVERYTHING_FILE, "application/pdf", bytes_of(w, 600000)) != 0 &&
	                       file_add(w, "empty.txt", "text/plain", bytes_of(w, 0)) != 0 &&
	                       file_add(w, "came of a job.pdf", "application/pdf", bytes_of(w, 300000)) != 0 &&
	                       invitation_make(w, &invitation) != NULL && job_ask(w, "check", "") == 1
	               ? CHANGED
	               : REFUSED;
}

/* A talk about the closed round, and what came of it: each table of it, by numbers no demonstration comes to. The first action waits for the
 * second. */
static void add_agreed(struct scratch *scratch)
{
	static const char *const statements[] = {
		"INSERT INTO round_copy (partnership, round, copied_from) VALUES (1, 3, 2) ON CONFLICT DO NOTHING",
		"INSERT INTO talk (partnership, round, saved_by, saved_at) VALUES (1, 2, 'Example planner', 5) ON "
		"CONFLICT DO "
		"NOTHING",
		"INSERT INTO talk_item (partnership, round, criterion, place, minutes) SELECT 1, 2, MIN(criterion), 1, "
		"10 FROM "
		"round_criterion WHERE partnership = 1 AND round = 2 ON CONFLICT DO NOTHING",
		"INSERT INTO position (partnership, id, round, criterion, outcome, placed, reason, agreed_on, "
		"recorded_by, "
		"recorded_at) SELECT 1, 901, 2, c.criterion, 'differ', 3, 'Example', 20000, 'Example planner', 5 FROM "
		"round_criterion c WHERE c.partnership = 1 AND c.round = 2 AND NOT EXISTS (SELECT 1 FROM position p "
		"WHERE "
		"p.partnership = 1 AND p.round = 2 AND p.criterion = c.criterion) ORDER BY c.criterion LIMIT 1",
		"INSERT INTO position_before VALUES (1, 901, 1, 'agreed', 2, 'Example', 19999, 4, '', 'Example "
		"planner', 4)",
		"INSERT INTO dissent (partnership, id, position, who, words, since_version, recorded_by, recorded_at) "
		"VALUES "
		"(1, 901, 901, 'Example person', 'Not so.', 1, 'Example planner', 5)",
		"INSERT INTO position_words VALUES (1, 901, 1, 1, NULL)",
		"INSERT INTO action (partnership, id, what, kind, owner, due_on, status, made_by, made_at) SELECT 1, "
		"902, "
		"'Example second', 'strength', a.id, 20100, 'todo', '', 5 FROM account a WHERE a.email = "
		"'planner@moray.example'",
		"INSERT INTO action (partnership, id, what, kind, position, due_on, status, waits_for, made_by, "
		"made_at) "
		"VALUES (1, 901, 'Example first', 'development', 901, 20100, 'todo', 902, '', 5)",
		"INSERT INTO action_said VALUES (1, 901, 1, 5, 'Example planner', '', 'Example first', 'development', "
		"'', "
		"20100, 'todo', 902)",
		"INSERT INTO retention (partnership, kind, months, version) VALUES (1, 'drafts', 24, 3)",
		"INSERT INTO practice (partnership, id, framework, theme, team, practised_on, practised, learned, "
		"will_try, "
		"came_of_it, made_by) SELECT 1, 901, 1, 'plan', 'Example team', 20000, 'a', 'b', 'c', '', a.id FROM "
		"account a "
		"WHERE a.email = 'planner@moray.example'",
		"INSERT INTO paper (partnership, id, round, round_group, number, made_by, made_at, entered_by, "
		"entered_at, participant) SELECT 1, 901, p.round, p.round_group, 1, a.id, 5, a.id, 6, p.id "
		"FROM participant p JOIN account a ON a.email = 'planner@moray.example' WHERE p.partnership = 1 "
		"ORDER BY p.id LIMIT 1",
		"INSERT INTO paper_taken_back SELECT partnership, 902, id, 'Example', made_by, 5, made_by, 6 FROM "
		"paper "
		"WHERE partnership = 1 AND id = 901",
	};

	for (size_t i = 0; i < sizeof statements / sizeof statements[0]; i++)
		test_execute(scratch, statements[i]);
}

void everything_load(struct scratch *scratch)
{
	struct work *w = &scratch->work;

	load_demonstration(scratch, w);
	if (db_change_now(w, add_rest, NULL) != CHANGED)
		fail_msg("%s", w->fault.sentence);
	test_execute(scratch, "INSERT INTO job_file (partnership, job, file) SELECT 1, 1, id FROM file WHERE name = "
	                      "'came of a job.pdf'");
	test_execute(scratch, "INSERT INTO reference_document (partnership, file, version) SELECT 1, id, 3 FROM file "
	                      "WHERE name = 'empty.txt'");
	test_execute(scratch, "INSERT INTO wording_source (partnership, framework, digest, file_name, credit, licence, "
	                      "loaded_at, loaded_by) VALUES (1, 1, 'd', 'framework.pdf', 'Example', 'CC', 5, '')");
	test_execute(
		scratch,
		"INSERT INTO wording (partnership, framework, statement, position, said) VALUES (1, 1, '1.1', 1, "
		"'Said \"so\" <b>& so</b>\n\xe2\x80\x9c\xf0\x9f\x8f\xb4\xe2\x80\x9d\t\\'), (1, 1, '1.10', 2, 'B')");
	add_agreed(scratch);
	test_execute(scratch, "DELETE FROM event_payload WHERE partnership = 1 AND number = (SELECT MIN(number) FROM "
	                      "event_payload WHERE partnership = 1)");
}

int everything_file(void)
{
	static FILE *kept;
	const struct takeout_wish wish = { 0 };
	struct takeout_made made;
	struct scratch scratch;

	if (kept != NULL)
		return fileno(kept);
	test_database(&scratch, "sqlite");
	scratch.work = test_work(&scratch, CONNECTION_CHANGES);
	everything_load(&scratch);
	kept = tmpfile();
	assert_non_null(kept);
	if (!takeout_write(&scratch.work, &wish, fileno(kept), &made))
		fail_msg("%s", scratch.work.fault.sentence);
	test_work_end(&scratch.work);
	test_database_end(&scratch);
	return fileno(kept);
}
