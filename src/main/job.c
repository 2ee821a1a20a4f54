/*
 * cairn job: does a job in a child process and keeps what came of it.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "main/commands.h"
#include "main/jobs.h"
#include "main/open.h"

#define CPU_SECONDS  900
#define MEMORY_BYTES ((rlim_t)2 * 1024 * 1024 * 1024)
#define RESULT_BYTES 4096

static void set_limits(void)
{
	const struct rlimit cpu = { CPU_SECONDS, CPU_SECONDS }, memory = { MEMORY_BYTES, MEMORY_BYTES },
			    core = { 0, 0 };

	if (setrlimit(RLIMIT_CPU, &cpu) != 0 || setrlimit(RLIMIT_AS, &memory) != 0 ||
	    setrlimit(RLIMIT_CORE, &core) != 0)
		_exit(1); /* without limits it does not run */
}

/* Writes the result, or the fault's sentence, to the parent. */
static void say(int to, const char *sentence)
{
	size_t len = strnlen(sentence, RESULT_BYTES - 1);

	while (len > 0) {
		ssize_t wrote = write(to, sentence, len);

		if (wrote < 0 && errno == EINTR)
			continue;
		if (wrote <= 0)
			return;
		sentence += wrote;
		len -= (size_t)wrote;
	}
}

/* The child opens the database for itself: a connection does not survive a fork. */
static int do_job(struct work *w, const struct job_kind *kind, int count, char **words, int to)
{
	struct database *database = open_database(w, count, words);
	const char *result = NULL;

	if (database != NULL)
		w->db = connection_open(database, w->arena, &w->fault, CONNECTION_READS);
	if (w->db != NULL)
		result = kind->run(w, database);
	say(to, result != NULL ? result : w->fault.kind == FAULT_NONE ? "It gave no result." : w->fault.sentence);
	return result != NULL ? 0 : 1;
}

static bool hear(int from, char sentence[RESULT_BYTES])
{
	size_t len = 0;
	ssize_t got;

	while (len < RESULT_BYTES - 1) {
		got = read(from, sentence + len, RESULT_BYTES - 1 - len);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			break;
		len += (size_t)got;
	}
	sentence[len] = '\0';
	return len > 0;
}

static bool wait_for(pid_t child)
{
	int status = 0;

	while (waitpid(child, &status, 0) < 0) {
		if (errno != EINTR)
			return false;
	}
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/* True when the child did it; the sentence says what came of it either way. */
static bool do_in_child(struct work *w, const struct job_kind *kind, int count, char **words,
                        char sentence[RESULT_BYTES])
{
	int ends[2];
	pid_t child;
	bool done;

	if (pipe(ends) != 0)
		return fault(w, FAULT_UNAVAILABLE, "The job could not be started: too few open files are left.");
	fflush(stdout);
	child = fork();
	if (child == 0) {
		close(ends[0]);
		set_limits();
		_exit(do_job(w, kind, count, words, ends[1]));
	}
	close(ends[1]);
	if (child > 0 && !hear(ends[0], sentence))
		snprintf(sentence, RESULT_BYTES, "The job was ended: it took more time or memory than a job may have.");
	close(ends[0]);
	done = child > 0 && wait_for(child);
	return child > 0 ? done
	                 : fault(w, FAULT_UNAVAILABLE,
	                         "The job could not be started: the machine allows no more programs.");
}

static struct database *open_for_changes(struct work *w, int count, char **words)
{
	struct database *database = open_database(w, count, words);

	if (database == NULL)
		return NULL;
	w->db = connection_open(database, w->arena, &w->fault, CONNECTION_CHANGES);
	if (w->db != NULL)
		return database;
	database_close(database);
	return NULL;
}

static void close_again(struct work *w, struct database *database)
{
	connection_close(w->db);
	w->db = NULL;
	database_close(database);
}

/* By number, or by the name of a kind, which is then put in the list first. */
static const struct job *take_job(struct work *w, const char *which)
{
	int64_t id = 0;

	if (which == NULL || (job_kind_named(which) == NULL && !text_to_int(which, &id))) {
		fault(w, FAULT_BAD_INPUT, "Give the number of a job, or a kind of job, for example: cairn job check");
		return NULL;
	}
	if (id == 0)
		id = job_ask(w, which);
	return id == 0 ? NULL : job_take(w, id);
}

bool run_job(struct work *w, int count, char **words)
{
	struct database *database = open_for_changes(w, count, words);
	const struct job *job;
	char sentence[RESULT_BYTES] = "";
	bool done;

	if (database == NULL)
		return false;
	job = take_job(w, command_word(count, words, 0));
	close_again(w, database);
	if (job == NULL)
		return false;
	done = job_kind_named(job->kind) != NULL && do_in_child(w, job_kind_named(job->kind), count, words, sentence);
	database = open_for_changes(w, count, words);
	if (database == NULL)
		return false;
	w->now = time_now();
	done = job_end(w, job->id, done, sentence) && done;
	close_again(w, database);
	if (done)
		printf("%s\n", sentence);
	return done || fault(w, FAULT_BROKEN, "%s", sentence);
}
