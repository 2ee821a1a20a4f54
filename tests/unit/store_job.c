/* Long work as the database knows it: asked for, taken once, seen, stopped, ended, put back, given up. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
/* cmocka wants the three above it before itself */
#include <cmocka.h>

#include "base/random.h"
#include "base/text.h"
#include "store/event.h"
#include "store/job.h"
#include "store/job_file.h"
#include "store/migrations.h"
#include "support/database.h"

static struct work *begin(void **state)
{
	struct scratch *scratch = *state;
	struct work *w = &scratch->work;
	size_t count = 0;
	struct migration *steps = store_migrations(w->arena, &count);

	random_start();
	if (!database_migrate(scratch->database, w->arena, &w->fault, steps, count))
		fail_msg("%s", w->fault.sentence);
	w->now = date_start(date_of(2026, 11, 2));
	w->partnership = 1;
	return w;
}

/* ------------------------------------------------------------------ acts, each in a change of its own */

struct act {
	const char *kind, *about;
	int64_t id, file;
	const struct job *job; /* as it was taken; also what take gives back */
	bool is_done;
};

#define ACT(name, call)                                                                                                \
	static enum outcome name(struct work *w, void *given)                                                          \
	{                                                                                                              \
		struct act *act = given;                                                                               \
		return (call) ? CHANGED : REFUSED;                                                                     \
	}

ACT(act_ask, (act->id = job_ask(w, act->kind, act->about == NULL ? "" : act->about)) != 0)
ACT(act_cancel, job_cancel(w, act->id))
ACT(act_take, (act->job = job_take(w, act->id)) != NULL)
ACT(act_seen, job_seen(w, act->job, 40))
ACT(act_end, job_end(w, act->job, act->is_done, "It is so.", act->file))
ACT(act_begin_file,
    (act->file = job_file_begin(w, act->job,
                                &(struct file){
					.name = "all.zip", .type = "application/zip", .bytes = 3, .digest = "" })) != 0)
ACT(act_put_bytes, file_put(w, act->file, 1, ((struct blob){ (const unsigned char *)"abc", 3 })))
ACT(act_drop_file, job_file_drop(w, act->id))
ACT(act_put_back, job_put_back(w, act->job))
ACT(act_give_up, job_give_up(w, act->job))

static bool did(struct work *w, change_function *run, struct act *act)
{
	w->fault = (struct fault){ 0 };
	return db_change_now(w, run, act) == CHANGED;
}

static int64_t asked_about(struct work *w, const char *kind, const char *about)
{
	struct act act = { .kind = kind, .about = about };

	if (!did(w, act_ask, &act))
		fail_msg("%s", w->fault.sentence);
	return act.id;
}

static int64_t asked(struct work *w, const char *kind)
{
	return asked_about(w, kind, "");
}

static const struct job *taken(struct work *w, int64_t id)
{
	struct act act = { .id = id };

	if (!did(w, act_take, &act))
		fail_msg("%s", w->fault.sentence);
	return act.job;
}

/* Nothing that its former holder writes changes it any more, and no fault says otherwise. */
static void is_no_longer(struct work *w, const struct job *job)
{
	change_function *const writes[] = { act_seen, act_end, act_put_back };
	const char *before = job_by_id(w, job->id)->state;

	for (size_t i = 0; i < 3; i++) {
		struct act act = { .job = job, .is_done = true };

		assert_false(did(w, writes[i], &act));
		assert_int_equal(w->fault.kind, FAULT_NONE);
		assert_string_equal(job_by_id(w, job->id)->state, before);
	}
}

static size_t open_jobs(struct work *w)
{
	LIST(struct job) jobs = { 0 };

	assert_true(jobs_open(w, (struct list_any *)(void *)&jobs));
	return jobs.len;
}

/* ------------------------------------------------------------------ tests */

static void a_job_is_done(void **state)
{
	struct work *w = begin(state);
	int64_t id = asked(w, "check");
	const struct job *job = taken(w, id);
	struct act act = { .job = job, .is_done = true };

	assert_string_equal(job->state, "running");
	assert_int_equal(job->partnership, 1);
	assert_int_equal(job->began_at.ms, w->now.ms);
	assert_int_equal(open_jobs(w), 1);
	assert_true(did(w, act_seen, &act));
	assert_int_equal(job_by_id(w, id)->done_percent, 40);
	assert_true(did(w, act_seen, &act)); /* seeing does not end its being ours */
	assert_true(did(w, act_end, &act));
	assert_string_equal(job_by_id(w, id)->state, "done");
	assert_string_equal(job_by_id(w, id)->result, "It is so.");
	assert_int_equal(job_by_id(w, id)->done_percent, 100);
	assert_int_equal(open_jobs(w), 0);
	is_no_longer(w, job);
}

static void a_failed_one_keeps_how_far_it_came(void **state)
{
	struct work *w = begin(state);
	const struct job *job = taken(w, asked(w, "check"));
	struct act act = { .job = job };

	assert_true(did(w, act_seen, &act));
	assert_true(did(w, act_end, &act));
	assert_string_equal(job_by_id(w, job->id)->state, "failed");
	assert_int_equal(job_by_id(w, job->id)->done_percent, 40);
}

/* By two connections, one after the other; and at the same time, which only the database can settle. */
static void only_one_takes_it(void **state)
{
	struct work *w = begin(state);
	struct work other = test_work(*state, CONNECTION_CHANGES);
	struct act act = { .id = asked(w, "check") };

	(void)taken(w, act.id);
	assert_false(did(&other, act_take, &act));
	assert_int_equal(other.fault.kind, FAULT_CONFLICT);
	act.id = 99;
	assert_false(did(&other, act_take, &act));
	assert_int_equal(other.fault.kind, FAULT_CONFLICT);
	test_work_end(&other);
}

static void nobody_waits_for_the_same_check_twice(void **state)
{
	struct work *w = begin(state);
	struct act again = { .kind = "check" };
	const struct job *job;

	job = taken(w, asked(w, "check"));
	assert_false(did(w, act_ask, &again));
	assert_int_equal(w->fault.kind, FAULT_CONFLICT);
	w->partnership = 2; /* of another partnership it is another check */
	assert_int_equal(asked(w, "check"), 1);
	w->partnership = 1;
	again.job = job;
	assert_true(did(w, act_end, &again));
	assert_true(asked(w, "check") > job->id);
}

static void a_stopped_one_stays_stopped(void **state)
{
	struct work *w = begin(state);
	struct act waiting = { .id = asked(w, "check") }, running;

	assert_true(did(w, act_cancel, &waiting));
	assert_string_equal(job_by_id(w, waiting.id)->state, "cancelled");
	assert_false(did(w, act_take, &waiting));
	running = (struct act){ .id = asked(w, "check") };
	running.job = taken(w, running.id);
	assert_true(did(w, act_cancel, &running));
	is_no_longer(w, running.job);
	assert_false(did(w, act_cancel, &running));
	assert_int_equal(w->fault.kind, FAULT_CONFLICT);
	assert_int_equal(open_jobs(w), 0);
}

static void another_partnership_reaches_nothing(void **state)
{
	struct work *w = begin(state);
	struct act act = { .id = asked(w, "check") };
	LIST(struct job) jobs = { 0 };

	w->partnership = 2;
	assert_null(job_by_id(w, act.id));
	assert_false(did(w, act_cancel, &act));
	assert_int_equal(w->fault.kind, FAULT_NOT_FOUND);
	w->fault = (struct fault){ 0 };
	assert_true(jobs_newest(w, "check", 20, (struct list_any *)(void *)&jobs));
	assert_int_equal(jobs.len, 0);
	assert_int_equal(open_jobs(w), 1); /* but whoever runs them sees them all */
	w->partnership = 1;
	assert_string_equal(job_by_id(w, act.id)->state, "waiting");
}

/* Its server stopped: it is run again from the start, and who had it before has it no more. */
static void put_back_it_waits_again(void **state)
{
	struct work *w = begin(state);
	const struct job *job = taken(w, asked(w, "check"));
	struct act act = { .job = job };

	assert_true(did(w, act_seen, &act));
	assert_true(did(w, act_put_back, &act));
	assert_string_equal(job_by_id(w, job->id)->state, "waiting");
	assert_int_equal(job_by_id(w, job->id)->done_percent, 0);
	assert_int_equal(job_by_id(w, job->id)->began_at.ms, 0);
	assert_true(taken(w, job->id)->version > job->version);
	is_no_longer(w, job);
}

/* Its server was killed: nothing is heard of it. */
static void what_is_not_heard_of_is_given_up(void **state)
{
	struct work *w = begin(state);
	const struct job *job = taken(w, asked(w, "check"));
	struct act act = { .job = job };

	w->now.ms += JOB_LOST_MS;
	assert_false(did(w, act_give_up, &act)); /* just in time */
	assert_true(did(w, act_seen, &act));
	w->now.ms += JOB_LOST_MS;
	assert_false(did(w, act_give_up, &act));
	w->now.ms += 1;
	assert_true(did(w, act_give_up, &act));
	assert_string_equal(job_by_id(w, job->id)->state, "failed");
	assert_non_null(strstr(job_by_id(w, job->id)->result, "ask for it again"));
	is_no_longer(w, job);
}

/* Nobody waits for the same twice; what was made about something is found with its file. */
static void one_of_a_kind_about_the_same(void **state)
{
	struct work *w = begin(state);
	int64_t id = asked_about(w, "document", "round 1"), other = asked_about(w, "document", "round 2");
	struct act again = { .kind = "document", .about = "round 1" };
	struct act act = { .is_done = true, .file = 1 };

	assert_false(did(w, act_ask, &again));
	assert_int_equal(w->fault.kind, FAULT_CONFLICT);
	test_execute(*state, "INSERT INTO partnership (id, name, created_at) VALUES (1, 'Ours', 0)");
	test_execute(*state, "INSERT INTO file (partnership, id, name, type, bytes, digest, made_at) "
	                     "VALUES (1, 1, 'report.docx', 'x', 0, '', 0)");
	act.job = taken(w, id);
	assert_true(did(w, act_end, &act));
	assert_int_equal(job_about(w, "document", "round 1")->file, 1);
	assert_int_equal(job_about(w, "document", "round 2")->id, other);
	assert_int_equal(job_about(w, "document", "round 2")->file, 0);
	assert_null(job_about(w, "document", "round 3"));
	assert_int_equal(w->fault.kind, FAULT_NONE);
	assert_true(asked_about(w, "document", "round 1") > id); /* it has ended, so it may be asked for again */
	assert_int_equal(job_about(w, "document", "round 1")->file, 0);
}

static void the_newest_come_first_and_only_so_many(void **state)
{
	struct work *w = begin(state);
	LIST(struct job) jobs = { 0 };
	int64_t last = 0;

	for (int i = 0; i < 25; i++)
		last = asked_about(w, "document", text_format(w->arena, "round %d", i));
	asked(w, "check"); /* of another kind */
	assert_true(jobs_newest(w, "document", 20, (struct list_any *)(void *)&jobs));
	assert_int_equal(jobs.len, 20);
	assert_int_equal(jobs.at[0].id, last);
	assert_int_equal(jobs.at[19].id, last - 19);
}

/* Who asked and who stopped it is in the record; a long walk along that record can be watched and ended. */
struct watching {
	int64_t heard;
	bool is_enough;
};

static bool hear(void *context, int64_t checked)
{
	struct watching *watching = context;

	watching->heard = checked;
	return !watching->is_enough;
}

static void it_is_in_the_record(void **state)
{
	struct work *w = begin(state);
	struct act act = { .id = asked(w, "check") };
	struct watching watching = { 0 };
	const struct event_watch watch = { hear, &watching };
	LIST(struct happening) events = { 0 };
	struct event_chain chain = { 0 };
	int64_t count;

	assert_true(did(w, act_cancel, &act));
	assert_true(events_newest(w, 10, 0, (struct list_any *)(void *)&events));
	assert_int_equal(events.len, 2);
	assert_string_equal(events.at[0].kind, "stopped");
	assert_string_equal(events.at[1].kind, "asked for");
	assert_string_equal(events.at[1].record, "check");
	assert_true(event_count(w, 1, &count));
	assert_int_equal(count, 2);
	assert_true(event_verify(w, 1, NULL, &watch, &chain));
	assert_int_equal(watching.heard, 2);
	watching.is_enough = true;
	assert_false(event_verify(w, 1, NULL, &watch, &chain));
	assert_int_equal(w->fault.kind, FAULT_CONFLICT);
}

static int64_t files(struct work *w)
{
	return row_int(db_ask(w, "SELECT COUNT(*) FROM file WHERE partnership = $1", V(w->partnership)), 0, 0);
}

static size_t old_files(struct work *w)
{
	LIST(struct job) jobs = { 0 };

	assert_true(job_files_old(w, (struct list_any *)(void *)&jobs));
	return jobs.len;
}

/* A file that is put in while the job runs: begun again there is still one, kept for a day, then old, then gone. */
static void its_file_stays_for_a_day(void **state)
{
	struct work *w = begin(state);
	struct act act = { .id = asked(w, "takeout"), .is_done = true };

	test_execute(*state, "INSERT INTO partnership (id, name, created_at) VALUES (1, 'Ours', 0)");
	act.job = taken(w, act.id);
	for (int i = 0; i < 2; i++) {
		assert_true(did(w, act_begin_file, &act));
		assert_true(did(w, act_put_bytes, &act));
		assert_int_equal(files(w), 1);
	}
	assert_int_equal(job_file_until(job_by_id(w, act.id)).ms, 0);
	act.file = 0;
	assert_true(did(w, act_end, &act));
	assert_int_equal(job_file_until(job_by_id(w, act.id)).ms, w->now.ms + DAY_MS);
	assert_int_equal(old_files(w), 0);
	w->now.ms += DAY_MS;
	assert_int_equal(old_files(w), 1);
	assert_true(did(w, act_drop_file, &act));
	assert_true(did(w, act_drop_file, &act)); /* two servers may have the same thought */
	assert_int_equal(old_files(w), 0);
	assert_int_equal(files(w), 0);
}

/* What a job that did not end well left is old at once; the file of another kind of work never is. */
static void what_is_left_of_a_failed_one_goes_at_once(void **state)
{
	struct work *w = begin(state);
	struct act failed = { .id = asked(w, "takeout") }, kept = { .id = asked(w, "check"), .is_done = true };

	test_execute(*state, "INSERT INTO partnership (id, name, created_at) VALUES (1, 'Ours', 0)");
	failed.job = taken(w, failed.id);
	kept.job = taken(w, kept.id);
	assert_true(did(w, act_begin_file, &failed));
	assert_true(did(w, act_begin_file, &kept));
	assert_int_equal(old_files(w), 0);
	failed.file = kept.file = 0;
	assert_true(did(w, act_end, &failed) && did(w, act_end, &kept));
	assert_int_equal(old_files(w), 1);
	w->now.ms += 1000 * DAY_MS;
	assert_int_equal(old_files(w), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_job_is_done, test_open, test_close),
		cmocka_unit_test_setup_teardown(a_failed_one_keeps_how_far_it_came, test_open, test_close),
		cmocka_unit_test_setup_teardown(only_one_takes_it, test_open, test_close),
		cmocka_unit_test_setup_teardown(nobody_waits_for_the_same_check_twice, test_open, test_close),
		cmocka_unit_test_setup_teardown(a_stopped_one_stays_stopped, test_open, test_close),
		cmocka_unit_test_setup_teardown(another_partnership_reaches_nothing, test_open, test_close),
		cmocka_unit_test_setup_teardown(put_back_it_waits_again, test_open, test_close),
		cmocka_unit_test_setup_teardown(what_is_not_heard_of_is_given_up, test_open, test_close),
		cmocka_unit_test_setup_teardown(one_of_a_kind_about_the_same, test_open, test_close),
		cmocka_unit_test_setup_teardown(the_newest_come_first_and_only_so_many, test_open, test_close),
		cmocka_unit_test_setup_teardown(it_is_in_the_record, test_open, test_close),
		cmocka_unit_test_setup_teardown(its_file_stays_for_a_day, test_open, test_close),
		cmocka_unit_test_setup_teardown(what_is_left_of_a_failed_one_goes_at_once, test_open, test_close),
	};

	return test_on_both("jobs", tests);
}
