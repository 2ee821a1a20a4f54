#include "main/runner.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/log.h"
#include "main/runner_child.h"
#include "main/runner_write.h"
#include "store/job_file.h"
#include "store/search_due.h"

#define LOOK_US  ((int64_t)30 * 1000 * 1000)
#define AGAIN_US ((int64_t)1000 * 1000) /* when something could not be saved */
#define STOP_US  ((int64_t)5 * 1000 * 1000)
#define REAP_MS  20 /* between its last word and its end a process needs a moment */

struct runner {
	struct runner_settings settings;
	struct arena *arena; /* of the connection */
	struct connection *db;
	struct arena *scratch; /* of one look */
	pthread_t thread;
	int news[2]; /* a pipe: a byte in it is news */
	atomic_bool is_stopping;
	int64_t look_us; /* when to look next */
	struct child children[RUNNER_PLACES];
};

struct job_list {
	size_t len, cap;
	struct job *at;
};

/* ------------------------------------------------------------------ looking */

static struct child *free_place(struct runner *runner)
{
	for (int i = 0; i < runner->settings.places; i++) {
		if (runner->children[i].pid == 0)
			return &runner->children[i];
	}
	return NULL;
}

static bool is_childs(const struct child *child, const struct job *job)
{
	return child->pid != 0 && child->job.partnership == job->partnership && child->job.id == job->id &&
	       child->job.version == job->version;
}

static bool is_ours(const struct runner *runner, const struct job *job)
{
	for (int i = 0; i < RUNNER_PLACES; i++) {
		if (is_childs(&runner->children[i], job))
			return true;
	}
	return false;
}

/* Claimed first: whoever is told that it is taken already leaves it alone. */
static void begin(struct runner *runner, struct child *child, const struct job *job)
{
	const struct job *taken = write_taken(runner->settings.database, runner->scratch, job);

	if (taken == NULL)
		return;
	if (child_start(child, runner->settings.program, taken)) {
		log_line("job_began", LOG_INT("partnership", job->partnership), LOG_INT("job", job->id),
		         LOG_TEXT("kind", job->kind), LOG_INT("process", child->pid), LOG_END);
		return;
	}
	log_line("job_not_begun", LOG_INT("partnership", job->partnership), LOG_INT("job", job->id), LOG_END);
	(void)write_failed(runner->settings.database, runner->scratch, taken,
	                   "It could not be begun: the machine allows no more programs just now. Try again later.");
}

static void look_at(struct runner *runner, const struct job *job)
{
	bool is_running = text_equal(job->state, "running");
	struct child *child = is_running ? NULL : free_place(runner);

	if (is_running && !is_ours(runner, job) && job->seen_at.ms < time_now().ms - JOB_LOST_MS)
		(void)write_given_up(runner->settings.database, runner->scratch, job);
	if (child != NULL)
		begin(runner, child, job);
}

/* What is not in the list as it was taken was cancelled, or given up. */
static void end_unwanted(const struct runner *runner, const struct job_list *jobs)
{
	for (int i = 0; i < RUNNER_PLACES; i++) {
		const struct child *child = &runner->children[i];
		bool is_wanted = false;

		for (size_t j = 0; j < jobs->len && !is_wanted; j++)
			is_wanted = is_childs(child, &jobs->at[j]);
		if (!is_wanted)
			child_end(child, SIGTERM);
	}
}

/* Files that were to stay for a while only. */
static void drop_old_files(struct runner *runner, struct work *w)
{
	struct job_list jobs = { 0 };

	if (!job_files_old(w, (struct list_any *)(void *)&jobs))
		return;
	for (size_t i = 0; i < jobs.len && !atomic_load(&runner->is_stopping); i++)
		(void)write_file_dropped(runner->settings.database, runner->scratch, &jobs.at[i]);
}

/* The words of a round were released, or the program is a new one: the search has to be brought up to date. Nobody has to ask for that. */
static void list_what_is_due(struct runner *runner, struct work *w)
{
	struct search_places places = { 0 };

	if (runner->settings.places == 0 || !search_places_due(w, &places))
		return;
	for (size_t i = 0; i < places.len; i++)
		(void)write_needed(runner->settings.database, runner->scratch, places.at[i], "search");
}

static void look(struct runner *runner)
{
	struct work w = { .arena = runner->scratch, .db = runner->db, .now = time_now() };
	struct job_list jobs = { 0 };

	runner->look_us = time_monotonic_us() + LOOK_US;
	list_what_is_due(runner, &w);
	if (jobs_open(&w, (struct list_any *)(void *)&jobs)) {
		end_unwanted(runner, &jobs);
		for (size_t i = 0; i < jobs.len && !atomic_load(&runner->is_stopping); i++)
			look_at(runner, &jobs.at[i]);
	}
	drop_old_files(runner, &w);
	arena_reset(runner->scratch);
}

/* ------------------------------------------------------------------ hearing */

/* Writes how a process ended; one that ended well has written its result itself, and this changes nothing.
 * False: not saved. */
static bool settle(struct runner *runner, struct child *child)
{
	bool is_to_wait = atomic_load(&runner->is_stopping) || child_was_told(child);
	struct database *database = runner->settings.database;

	if (!(is_to_wait ? write_put_back(database, runner->scratch, &child->job)
	                 : write_failed(database, runner->scratch, &child->job, child_epitaph(runner->scratch, child))))
		return false;
	log_line("job_ended", LOG_INT("partnership", child->job.partnership), LOG_INT("job", child->job.id),
	         LOG_INT("process", child->pid), LOG_INT("status", child->status), LOG_END);
	*child = (struct child){ .output = -1 };
	return true;
}

/* True when every place is free. */
static bool settle_ended(struct runner *runner)
{
	bool is_free = true;

	for (int i = 0; i < RUNNER_PLACES; i++) {
		struct child *child = &runner->children[i];

		if (child_look(child))
			runner->look_us = settle(runner, child) ? 0 : time_monotonic_us() + AGAIN_US;
		is_free = is_free && child->pid == 0;
	}
	arena_reset(runner->scratch);
	return is_free;
}

static int patience_ms(const struct runner *runner, int64_t until_us)
{
	int64_t ms = (until_us - time_monotonic_us()) / 1000 + 1;

	for (int i = 0; i < RUNNER_PLACES; i++) {
		const struct child *child = &runner->children[i];

		if (child->pid != 0 && !child->is_over && child->output < 0 && ms > REAP_MS)
			ms = REAP_MS;
	}
	return ms < 0 ? 0 : ms > LOOK_US / 1000 ? (int)(LOOK_US / 1000) : (int)ms;
}

static void drain(int from)
{
	char bytes[64];
	ssize_t got;

	do
		got = read(from, bytes, sizeof bytes);
	while (got > 0 || (got < 0 && errno == EINTR));
}

/* Until there is news, a process says something or ends, or it is time to look again. */
static void wait_for_news(struct runner *runner, int64_t until_us)
{
	struct pollfd from[RUNNER_PLACES + 1] = { { .fd = runner->news[0], .events = POLLIN } };

	for (int i = 0; i < RUNNER_PLACES; i++)
		from[i + 1] = (struct pollfd){ .fd = runner->children[i].pid == 0 ? -1 : runner->children[i].output,
			                       .events = POLLIN };
	if (poll(from, RUNNER_PLACES + 1, patience_ms(runner, until_us)) <= 0)
		return;
	if (from[0].revents != 0) {
		drain(runner->news[0]);
		runner->look_us = 0;
	}
	for (int i = 0; i < RUNNER_PLACES; i++) {
		if (from[i + 1].fd >= 0 && from[i + 1].revents != 0)
			child_hear(&runner->children[i]);
	}
}

/* ------------------------------------------------------------------ beginning and end */

static void end_children(struct runner *runner)
{
	int64_t until_us = time_monotonic_us() + STOP_US;

	for (int i = 0; i < RUNNER_PLACES; i++)
		child_end(&runner->children[i], SIGTERM);
	while (!settle_ended(runner)) {
		if (time_monotonic_us() >= until_us) {
			for (int i = 0; i < RUNNER_PLACES; i++)
				child_end(&runner->children[i], SIGKILL);
			if (time_monotonic_us() >= until_us + AGAIN_US)
				return; /* the database takes nothing any more: the job is given up after the next start */
		}
		wait_for_news(runner, time_monotonic_us() + REAP_MS * 1000);
	}
}

static void *run_until_the_end(void *cls)
{
	struct runner *runner = cls;

	while (!atomic_load(&runner->is_stopping)) {
		(void)settle_ended(runner);
		if (time_monotonic_us() >= runner->look_us)
			look(runner);
		wait_for_news(runner, runner->look_us);
	}
	end_children(runner);
	return NULL;
}

static void runner_free(struct runner *runner)
{
	if (runner->news[0] >= 0) {
		close(runner->news[0]);
		close(runner->news[1]);
	}
	connection_close(runner->db);
	arena_free(runner->scratch);
	arena_free(runner->arena);
	free(runner);
}

/* Signals are for the thread that waits for them. */
static bool start_thread(struct runner *runner)
{
	sigset_t all, before;
	bool is_started;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	is_started = pthread_create(&runner->thread, NULL, run_until_the_end, runner) == 0;
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return is_started;
}

struct runner *runner_start(struct arena *arena, struct fault *fault, const struct runner_settings *settings)
{
	struct runner *runner = calloc(1, sizeof *runner); /* as long as its thread */

	if (runner == NULL) {
		fault_set(arena, fault, FAULT_UNAVAILABLE, "The machine has too little memory left to start.");
		return NULL;
	}
	runner->settings = *settings;
	if (runner->settings.places > RUNNER_PLACES)
		runner->settings.places = RUNNER_PLACES;
	runner->arena = arena_new();
	runner->scratch = arena_new();
	runner->news[0] = -1;
	(void)signal(SIGCHLD, SIG_DFL); /* ignored, as some start us, nobody could be waited for */
	if (pipe2(runner->news, O_CLOEXEC | O_NONBLOCK) == 0)
		runner->db = connection_open(settings->database, arena, fault, CONNECTION_READS);
	if (runner->db != NULL && start_thread(runner))
		return runner;
	fault_set(arena, fault, FAULT_UNAVAILABLE, "The machine allows no more threads or open files.");
	runner_free(runner);
	return NULL;
}

void runner_wake(struct runner *runner)
{
	if (runner != NULL && write(runner->news[1], "", 1) < 0 && errno != EAGAIN) /* full: there is news enough */
		log_line("job_not_told", LOG_INT("error", errno), LOG_END);
}

void runner_stop(struct runner *runner)
{
	if (runner == NULL)
		return;
	atomic_store(&runner->is_stopping, true);
	runner_wake(runner);
	pthread_join(runner->thread, NULL);
	runner_free(runner);
}
