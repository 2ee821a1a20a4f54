/* Whoever runs jobs, with small scripts in the place of the program: started, heard, stopped, killed, put back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
/* cmocka wants the three above it before itself */
#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/random.h"
#include "main/runner.h"
#include "store/job.h"
#include "store/migrations.h"
#include "support/database.h"

#define PATIENCE_US ((int64_t)20 * 1000 * 1000)

struct scene {
	struct scratch *scratch;
	struct work *w;
	struct runner *runner, *second;
};

static struct scene scene_of(void **state)
{
	struct scene scene = { .scratch = *state, .w = &((struct scratch *)*state)->work };
	struct work *w = scene.w;
	size_t count = 0;
	struct migration *steps = store_migrations(w->arena, &count);

	random_start();
	if (!database_migrate(scene.scratch->database, w->arena, &w->fault, steps, count) ||
	    !database_start_changes(scene.scratch->database, &w->fault, 2))
		fail_msg("%s", w->fault.sentence);
	return scene;
}

static void end_scene(struct scene *scene)
{
	runner_stop(scene->runner);
	runner_stop(scene->second);
	database_stop_changes(scene->scratch->database);
}

static const char *file_of(const struct scene *scene, const char *name)
{
	return text_format(scene->w->arena, "%s/%s", scene->scratch->folder, name);
}

/* A program that does these lines in the test's own folder. */
static const char *script(const struct scene *scene, const char *lines)
{
	const char *path = file_of(scene, "job.sh");
	FILE *file = fopen(path, "we");

	assert_non_null(file);
	fprintf(file, "#!/bin/sh\ncd '%s' || exit 1\n%s\n", scene->scratch->folder, lines);
	assert_int_equal(fclose(file), 0);
	assert_int_equal(chmod(path, 0700), 0);
	return path;
}

static struct runner *run(const struct scene *scene, const char *program, int places)
{
	const struct runner_settings settings = { scene->scratch->database, program, places };
	struct runner *runner = runner_start(scene->w->arena, &scene->w->fault, &settings);

	if (runner == NULL)
		fail_msg("%s", scene->w->fault.sentence);
	return runner;
}

/* ------------------------------------------------------------------ acts */

static enum outcome ask(struct work *w, void *plan)
{
	int64_t *id = plan;

	return (*id = job_ask(w, "check", "")) != 0 ? CHANGED : REFUSED;
}

static enum outcome cancel(struct work *w, void *plan)
{
	return job_cancel(w, *(const int64_t *)plan) ? CHANGED : REFUSED;
}

static enum outcome take(struct work *w, void *plan)
{
	return job_take(w, *(const int64_t *)plan) != NULL ? CHANGED : REFUSED;
}

/* A check for each of so many partnerships, for each may have one; the first of each has the number 1. */
static void ask_for(const struct scene *scene, int64_t partnerships)
{
	int64_t id;

	for (int64_t i = partnerships; i >= 1; i--) {
		scene->w->partnership = i;
		scene->w->now.ms = time_now().ms - i; /* no two at the same moment */
		assert_int_equal(db_change_now(scene->w, ask, &id), CHANGED);
		assert_int_equal(id, 1);
	}
}

static const struct job *job_of(const struct scene *scene, int64_t partnership)
{
	scene->w->partnership = partnership;
	return job_by_id(scene->w, 1);
}

static int in_state(const struct scene *scene, int64_t partnerships, const char *state)
{
	int count = 0;

	for (int64_t i = 1; i <= partnerships; i++)
		count += text_equal(job_of(scene, i)->state, state);
	return count;
}

/* ------------------------------------------------------------------ waiting for what must come */

static bool is_late(int64_t since_us)
{
	const struct timespec moment = { 0, 2 * 1000 * 1000 };

	(void)nanosleep(&moment, NULL);
	return time_monotonic_us() - since_us > PATIENCE_US;
}

static void wait_for_states(const struct scene *scene, int64_t partnerships, const char *state, int count)
{
	int64_t since_us = time_monotonic_us();

	while (in_state(scene, partnerships, state) != count) {
		if (is_late(since_us))
			fail_msg("waited for %d %s; the first is %s: %s", count, state, job_of(scene, 1)->state,
			         job_of(scene, 1)->result);
	}
}

/* The number of the process that wrote it there. */
static pid_t wait_for_process(const struct scene *scene)
{
	int64_t since_us = time_monotonic_us();
	long process = 0;

	while (process == 0) {
		FILE *file = fopen(file_of(scene, "process"), "re");

		if (file != NULL && fscanf(file, "%ld", &process) != 1)
			process = 0;
		if (file != NULL)
			fclose(file);
		if (is_late(since_us))
			fail_msg("no process was started");
	}
	return (pid_t)process;
}

static void wait_until_gone(pid_t process)
{
	int64_t since_us = time_monotonic_us();

	while (kill(process, 0) == 0) {
		if (is_late(since_us))
			fail_msg("the process %ld goes on", (long)process);
	}
}

/* ------------------------------------------------------------------ tests */

/* What a script does, and the words that must stand in what came of it. */
static void how_it_died_is_said(void **state)
{
	static const struct {
		const char *lines, *words;
	} deaths[] = {
		{ "echo said; exit 0", "without a result" }, { "exit 3", "could not be begun" },
		{ "kill -KILL $$", "The machine" },          { "kill -XCPU $$", "longer than a job may" },
		{ "kill -ABRT $$", "more memory" },          { "kill -SEGV $$", "signal 11" },
	};
	struct scene scene = scene_of(state);

	for (size_t i = 0; i < sizeof deaths / sizeof deaths[0]; i++) {
		int64_t id = 0;

		scene.w->partnership = 1;
		assert_int_equal(db_change_now(scene.w, ask, &id), CHANGED);
		scene.runner = run(&scene, script(&scene, deaths[i].lines), 2);
		for (int64_t since_us = time_monotonic_us(); !text_equal(job_by_id(scene.w, id)->state, "failed");)
			assert_false(is_late(since_us));
		if (strstr(job_by_id(scene.w, id)->result, deaths[i].words) == NULL)
			fail_msg("%s: %s", deaths[i].lines, job_by_id(scene.w, id)->result);
		runner_stop(scene.runner);
		scene.runner = NULL;
	}
	end_scene(&scene);
}

static void a_program_that_is_not_there(void **state)
{
	struct scene scene = scene_of(state);

	ask_for(&scene, 1);
	scene.runner = run(&scene, file_of(&scene, "nothing"), 2);
	wait_for_states(&scene, 1, "failed", 1);
	assert_non_null(strstr(job_of(&scene, 1)->result, "could not be begun"));
	end_scene(&scene);
}

/* The number, the partnership and the version it was taken as; no file of ours but what it says; signals as usual. */
static void what_a_process_is_given(void **state)
{
	struct scene scene = scene_of(state);
	int ours = fcntl(STDERR_FILENO, F_DUPFD, 50);
	sigset_t held;

	assert_true(ours >= 50);
	sigemptyset(&held);
	sigaddset(&held, SIGTERM);
	pthread_sigmask(SIG_BLOCK, &held, NULL);
	ask_for(&scene, 2);
	scene.runner =
		run(&scene,
	            script(&scene, "[ \"$*\" = 'job 1 --in 2 --taken 2' ] || [ \"$*\" = 'job 1 --in 1 --taken 2' ] "
	                           "|| exit 1\n"
	                           "for at in /proc/$$/fd/*; do [ \"${at##*/}\" -lt 20 ] || exit 1; done\n"
	                           "while read -r name held; do\n"
	                           "[ \"$name\" != SigBlk: ] || [ \"$held\" = 0000000000000000 ] || exit 1\n"
	                           "done < /proc/$$/status\n"
	                           "kill -KILL $$"),
	            2);
	wait_for_states(&scene, 2, "failed", 2);
	assert_non_null(strstr(job_of(&scene, 1)->result, "The machine")); /* it came to the last line */
	assert_non_null(strstr(job_of(&scene, 2)->result, "The machine"));
	pthread_sigmask(SIG_UNBLOCK, &held, NULL);
	close(ours);
	end_scene(&scene);
}

static void only_two_at_a_time(void **state)
{
	struct scene scene = scene_of(state);
	int64_t id = 1;

	scene.runner = run(&scene, script(&scene, "exec sleep 60"), 2);
	ask_for(&scene, 3); /* the first partnership's is the newest */
	runner_wake(scene.runner);
	wait_for_states(&scene, 3, "running", 2);
	assert_string_equal(job_of(&scene, 1)->state, "waiting");
	scene.w->partnership = 3;
	assert_int_equal(db_change_now(scene.w, cancel, &id), CHANGED);
	runner_wake(scene.runner);
	wait_for_states(&scene, 3, "running", 2);
	assert_string_equal(job_of(&scene, 1)->state, "running");
	assert_string_equal(job_of(&scene, 3)->state, "cancelled");
	end_scene(&scene);
}

static void a_stopped_one_ends(void **state)
{
	struct scene scene = scene_of(state);
	int64_t id = 1;
	pid_t process;

	ask_for(&scene, 1);
	scene.runner = run(&scene, script(&scene, "echo $$ > process\nexec sleep 60"), 2);
	process = wait_for_process(&scene);
	assert_int_equal(db_change_now(scene.w, cancel, &id), CHANGED);
	runner_wake(scene.runner);
	wait_until_gone(process);
	assert_string_equal(job_of(&scene, 1)->state, "cancelled");
	end_scene(&scene);
}

/* The server stops: its jobs with it, and they wait to be run again. One that will not hear gets no longer than its five seconds. */
static void stop_and_expect_waiting(void **state, const char *lines, int64_t most_us)
{
	struct scene scene = scene_of(state);
	int64_t since_us;
	pid_t process;

	ask_for(&scene, 1);
	scene.runner = run(&scene, script(&scene, lines), 2);
	process = wait_for_process(&scene);
	since_us = time_monotonic_us();
	runner_stop(scene.runner);
	scene.runner = NULL;
	assert_true(time_monotonic_us() - since_us < most_us);
	assert_int_equal(kill(process, 0), -1);
	assert_int_equal(errno, ESRCH);
	assert_string_equal(job_of(&scene, 1)->state, "waiting");
	assert_int_equal(job_of(&scene, 1)->began_at.ms, 0);
	end_scene(&scene);
}

static void stopped_with_the_server_it_waits_again(void **state)
{
	stop_and_expect_waiting(state, "echo $$ > process\nexec sleep 60", 4000000);
}

static void one_that_will_not_hear_is_killed(void **state)
{
	stop_and_expect_waiting(state, "trap '' TERM\necho $$ > process\nexec sleep 60", 9000000);
}

/* A server was killed while it ran the job. */
static void a_left_over_one_is_given_up_at_the_start(void **state)
{
	struct scene scene = scene_of(state);
	int64_t id = 1;

	ask_for(&scene, 2);
	scene.w->partnership = 1;
	scene.w->now.ms = time_now().ms - JOB_LOST_MS - SECOND_MS;
	assert_int_equal(db_change_now(scene.w, take, &id), CHANGED);
	scene.w->partnership = 2; /* this one is heard of, whoever runs it */
	scene.w->now = time_now();
	assert_int_equal(db_change_now(scene.w, take, &id), CHANGED);
	scene.runner = run(&scene, script(&scene, "exit 1"), 2);
	wait_for_states(&scene, 2, "failed", 1);
	assert_non_null(strstr(job_of(&scene, 1)->result, "ask for it again"));
	assert_string_equal(job_of(&scene, 2)->state, "running");
	end_scene(&scene);
}

/* Each is begun once, whichever of two servers was quicker. */
static void two_servers_share_the_work(void **state)
{
	struct scene scene = scene_of(state);
	const char *program = script(&scene, "echo \"$4\" >> begun\nkill -KILL $$");
	FILE *file;
	int begun[13] = { 0 }, which;

	ask_for(&scene, 12);
	scene.runner = run(&scene, program, 2);
	scene.second = run(&scene, program, 2);
	wait_for_states(&scene, 12, "failed", 12);
	file = fopen(file_of(&scene, "begun"), "re");
	assert_non_null(file);
	while (fscanf(file, "%d", &which) == 1)
		begun[which > 0 && which < 13 ? which : 0]++;
	fclose(file);
	assert_int_equal(begun[0], 0);
	for (which = 1; which < 13; which++)
		assert_int_equal(begun[which], 1);
	end_scene(&scene);
}

/* It only looks after those that others left. */
static void without_a_place_nothing_begins(void **state)
{
	struct scene scene = scene_of(state);
	int64_t id = 1;

	ask_for(&scene, 2);
	scene.w->partnership = 2;
	scene.w->now.ms = time_now().ms - JOB_LOST_MS - SECOND_MS;
	assert_int_equal(db_change_now(scene.w, take, &id), CHANGED);
	scene.runner = run(&scene, script(&scene, "exit 1"), 0);
	wait_for_states(&scene, 2, "failed", 1); /* it has looked at the list */
	runner_stop(scene.runner);
	scene.runner = NULL;
	assert_string_equal(job_of(&scene, 1)->state, "waiting");
	end_scene(&scene);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(how_it_died_is_said, test_open, test_close),
		cmocka_unit_test_setup_teardown(a_program_that_is_not_there, test_open, test_close),
		cmocka_unit_test_setup_teardown(what_a_process_is_given, test_open, test_close),
		cmocka_unit_test_setup_teardown(only_two_at_a_time, test_open, test_close),
		cmocka_unit_test_setup_teardown(a_stopped_one_ends, test_open, test_close),
		cmocka_unit_test_setup_teardown(stopped_with_the_server_it_waits_again, test_open, test_close),
		cmocka_unit_test_setup_teardown(one_that_will_not_hear_is_killed, test_open, test_close),
		cmocka_unit_test_setup_teardown(a_left_over_one_is_given_up_at_the_start, test_open, test_close),
		cmocka_unit_test_setup_teardown(two_servers_share_the_work, test_open, test_close),
		cmocka_unit_test_setup_teardown(without_a_place_nothing_begins, test_open, test_close),
	};

	return test_on_both("running jobs", tests);
}
