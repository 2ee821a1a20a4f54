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
	                       file_add(w, "came of a job.pdf", "application/pdf", bytes_of(w, 300000)) == 3 &&
	                       invitation_make(w, &invitation) != NULL && job_ask(w, "check", "") == 1
	               ? CHANGED
	               : REFUSED;
}

void everything_load(struct scratch *scratch)
{
	struct work *w = &scratch->work;

	load_demonstration(scratch, w);
	if (db_change_now(w, add_rest, NULL) != CHANGED)
		fail_msg("%s", w->fault.sentence);
	test_execute(scratch, "INSERT INTO job_file (partnership, job, file) VALUES (1, 1, 3)");
	test_execute(scratch, "INSERT INTO wording_source (partnership, framework, digest, file_name, credit, licence, "
	                      "loaded_at, loaded_by) VALUES (1, 1, 'd', 'framework.pdf', 'Example', 'CC', 5, '')");
	test_execute(
		scratch,
		"INSERT INTO wording (partnership, framework, statement, position, said) VALUES (1, 1, '1.1', 1, "
		"'Said \"so\" <b>& so</b>\n\xe2\x80\x9c\xf0\x9f\x8f\xb4\xe2\x80\x9d\t\\'), (1, 1, '1.10', 2, 'B')");
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
