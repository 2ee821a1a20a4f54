/* The parent's side of base/confined_parts.h: looking at what runs, and ending it. */
#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/confined_parts.h"

#define LOOK_MS        50
#define MOST_PROCESSES 64

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* What all of a group take together. */
struct taken {
	int64_t pages;
	int processes;
};

/* Adds a process when it belongs to the group. proc(5): the group is the third and the resident pages the 22nd after the name. */
static void add_process(const char *pid, pid_t group, struct taken *taken)
{
	char place[64], line[1024];
	long long pages = 0;
	int its_group = 0;
	const char *after;
	FILE *file;

	snprintf(place, sizeof place, "/proc/%.20s/stat", pid);
	file = fopen(place, "re");
	if (file == NULL)
		return;
	after = fgets(line, sizeof line, file) == NULL ? NULL : strrchr(line, ')');
	fclose(file);
	if (after == NULL || sscanf(after + 1, " %*c %*d %d", &its_group) != 1 || its_group != group)
		return;
	taken->processes++;
	if (sscanf(after + 1,
	           " %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %*u %*u %*d %*d %*d %*d %*d %*d %*u %*u %lld",
	           &pages) == 1)
		taken->pages += pages;
}

static struct taken taken_by(pid_t group)
{
	DIR *processes = opendir("/proc");
	const struct dirent *one;
	struct taken taken = { 0 };

	if (processes == NULL)
		return taken;
	while ((one = readdir(processes)) != NULL) {
		if (one->d_name[0] >= '1' && one->d_name[0] <= '9')
			add_process(one->d_name, group, &taken);
	}
	closedir(processes);
	return taken;
}

/* Why it must end now; null: it may go on. */
static const char *why_stop(const struct confined *what, pid_t child, int64_t began)
{
	struct taken taken;

	if (what->goes_on != NULL && !what->goes_on(what->context))
		return "was stopped";
	if (now_ms() - began > what->wall_ms)
		return "took too long and was stopped";
	taken = taken_by(child);
	if (taken.processes > MOST_PROCESSES)
		return "started too many programs and was stopped";
	if (taken.pages * sysconf(_SC_PAGESIZE) > what->memory_bytes)
		return "needed too much memory and was stopped";
	return NULL;
}

/* A group is killed as one: what is being started in it is killed, too. */
static int end_all(pid_t child)
{
	int end = W_EXITCODE(255, 0); /* if nobody can say */

	(void)kill(-child, SIGKILL);
	while (waitpid(child, &end, 0) < 0 && errno == EINTR)
		;
	return end;
}

int confined_watch(const struct confined *what, pid_t child, const char **why)
{
	const struct timespec while_ms = { .tv_nsec = LOOK_MS * 1000000L };
	int64_t began = now_ms();
	siginfo_t ended = { 0 };
	int looked;

	*why = NULL;
	/* It is looked at without being taken away, so that its number is still its own when its group is killed. */
	while (((looked = waitid(P_PID, (id_t)child, &ended, WEXITED | WNOHANG | WNOWAIT)) == 0 && ended.si_pid == 0) ||
	       (looked < 0 && errno == EINTR)) {
		*why = why_stop(what, child, began);
		if (*why != NULL)
			break;
		(void)nanosleep(&while_ms, NULL);
	}
	return end_all(child);
}
