#include "main/runner_child.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/log.h"

/* ------------------------------------------------------------------ its beginning */

/* Nothing to read, one pipe for all it says, nothing else open. */
static bool set_files(posix_spawn_file_actions_t *files, int output)
{
	return posix_spawn_file_actions_addopen(files, STDIN_FILENO, "/dev/null", O_RDONLY, 0) == 0 &&
	       posix_spawn_file_actions_adddup2(files, output, STDOUT_FILENO) == 0 &&
	       posix_spawn_file_actions_adddup2(files, output, STDERR_FILENO) == 0 &&
	       posix_spawn_file_actions_addclosefrom_np(files, STDERR_FILENO + 1) == 0;
}

/* The server holds signals back in its threads; and a Ctrl+C is meant for the server, which then ends its jobs
 * in good order. */
static bool set_manners(posix_spawnattr_t *manners)
{
	sigset_t none, usual;

	sigemptyset(&none);
	sigemptyset(&usual);
	sigaddset(&usual, SIGPIPE);
	sigaddset(&usual, SIGTERM);
	sigaddset(&usual, SIGINT);
	return posix_spawnattr_setsigmask(manners, &none) == 0 && posix_spawnattr_setsigdefault(manners, &usual) == 0 &&
	       posix_spawnattr_setpgroup(manners, 0) == 0 &&
	       posix_spawnattr_setflags(manners,
	                                POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP) == 0;
}

static bool spawn(pid_t *pid, const char *program, char *const words[], int output)
{
	posix_spawn_file_actions_t files;
	posix_spawnattr_t manners;
	bool is_started;

	if (posix_spawn_file_actions_init(&files) != 0)
		return false;
	if (posix_spawnattr_init(&manners) != 0) {
		posix_spawn_file_actions_destroy(&files);
		return false;
	}
	is_started = set_files(&files, output) && set_manners(&manners) &&
	             posix_spawn(pid, program, &files, &manners, words, environ) == 0;
	posix_spawnattr_destroy(&manners);
	posix_spawn_file_actions_destroy(&files);
	return is_started;
}

bool child_start(struct child *child, const char *program, const struct job *job)
{
	char id[24], in[24], taken[24];
	char name[] = "cairn", what[] = "job", in_option[] = "--in", taken_option[] = "--taken";
	char *const words[] = { name, what, id, in_option, in, taken_option, taken, NULL };
	int ends[2];

	snprintf(id, sizeof id, "%lld", (long long)job->id);
	snprintf(in, sizeof in, "%lld", (long long)job->partnership);
	snprintf(taken, sizeof taken, "%lld", (long long)job->version);
	*child = (struct child){ .output = -1,
		                 .job = { .partnership = job->partnership, .id = job->id, .version = job->version } };
	if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0)
		return false;
	(void)fcntl(ends[1], F_SETFL, 0); /* the job's end may wait */
	if (!spawn(&child->pid, program, words, ends[1])) {
		child->pid = 0;
		close(ends[0]);
	} else {
		child->output = ends[0];
	}
	close(ends[1]);
	return child->pid != 0;
}

/* ------------------------------------------------------------------ what it says */

static void say_line(struct child *child)
{
	child->line[child->len] = '\0';
	if (child->len > 0)
		log_line("job_says", LOG_INT("partnership", child->job.partnership), LOG_INT("job", child->job.id),
		         LOG_TEXT("line", text_is_clean(child->line, child->len) ? child->line : "(not text)"),
		         LOG_END);
	child->len = 0;
}

static void take_in(struct child *child, const char *at, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if (at[i] != '\n')
			child->line[child->len++] = at[i];
		if (at[i] == '\n' || child->len == sizeof child->line - 1)
			say_line(child);
	}
}

void child_hear(struct child *child)
{
	char some[4096];
	ssize_t got;

	while (child->output >= 0) {
		got = read(child->output, some, sizeof some);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0 && errno == EAGAIN)
			return;
		if (got > 0) {
			take_in(child, some, (size_t)got);
			continue;
		}
		say_line(child);
		close(child->output);
		child->output = -1;
	}
}

/* ------------------------------------------------------------------ its end */

bool child_look(struct child *child)
{
	if (child->pid == 0 || child->is_over)
		return child->is_over;
	child->is_over = waitpid(child->pid, &child->status, WNOHANG) == child->pid;
	if (child->is_over)
		child_hear(child);
	if (child->is_over && child->output >= 0) { /* something it started still holds the other end */
		close(child->output);
		child->output = -1;
	}
	return child->is_over;
}

void child_end(const struct child *child, int signal)
{
	if (child->pid != 0 && !child->is_over) /* not waited for yet, so the number is still its own */
		(void)kill(child->pid, signal);
}

bool child_was_told(const struct child *child)
{
	return WIFSIGNALED(child->status) && WTERMSIG(child->status) == SIGTERM;
}

const char *child_epitaph(struct arena *arena, const struct child *child)
{
	if (!WIFSIGNALED(child->status))
		return "It could not be begun, or ended without a result. Whoever runs Cairn finds the reason in the "
		       "log.";
	switch (WTERMSIG(child->status)) {
	case SIGXCPU:
	case SIGALRM:
		return "It took longer than a job may, so it was ended. Whoever runs Cairn can do the same by command, "
		       "with "
		       "nobody else at work.";
	case SIGABRT:
		return "It was ended because it needed more memory than a job may have. Whoever runs Cairn finds more "
		       "in "
		       "the log.";
	case SIGKILL:
		return "The machine, or somebody who runs it, ended it. Ask for it again.";
	default:
		return text_format(arena, "It broke off (signal %d). Whoever runs Cairn finds more in the log.",
		                   WTERMSIG(child->status));
	}
}
