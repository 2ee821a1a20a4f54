/* The parent's side of base/confined_parts.h: looking at what runs, and ending it. */
#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/confined_parts.h"

#define LOOK_MS        50
#define MOST_PROCESSES 64
#define WROTE_TOO_MUCH "wrote too much and was stopped"

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* What all of a group take together. */
struct taken {
	int64_t pages;
	int64_t unnamed_bytes; /* of files that have no name any more, and go when nobody has them open */
	int processes;
};

/* A file that two processes have open counts twice. */
static void add_open_files(const char *pid, struct taken *taken)
{
	char place[64];
	DIR *files;
	const struct dirent *one;
	struct stat stat;

	snprintf(place, sizeof place, "/proc/%.20s/fd", pid);
	files = opendir(place);
	while (files != NULL && (one = readdir(files)) != NULL) {
		if (fstatat(dirfd(files), one->d_name, &stat, 0) == 0 && S_ISREG(stat.st_mode) && stat.st_nlink == 0)
			taken->unnamed_bytes += (int64_t)stat.st_blocks * 512;
	}
	if (files != NULL)
		closedir(files);
}

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
	add_open_files(pid, taken);
	if (sscanf(after + 1,
	           " %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %*u %*u %*d %*d %*d %*d %*d %*d %*u %*u %lld",
	           &pages) == 1)
		taken->pages += pages;
}

/* False when nobody can say: then its limits do not hold. */
static bool taken_by(pid_t group, struct taken *taken)
{
	DIR *processes = opendir("/proc");
	const struct dirent *one;

	*taken = (struct taken){ 0 };
	if (processes == NULL)
		return false;
	while ((one = readdir(processes)) != NULL) {
		if (one->d_name[0] >= '1' && one->d_name[0] <= '9')
			add_process(one->d_name, group, taken);
	}
	closedir(processes);
	return true;
}

/* Why it must end now; null: it may go on. */
static const char *why_stop(const struct confined *what, pid_t child, int64_t began)
{
	struct taken taken;
	int64_t disk;

	if (what->goes_on != NULL && !what->goes_on(what->context))
		return "was stopped";
	if (now_ms() - began > what->wall_ms)
		return "took too long and was stopped";
	if (!taken_by(child, &taken))
		return "could not be watched and was stopped";
	if (taken.processes > MOST_PROCESSES)
		return "started too many programs and was stopped";
	if (taken.pages * sysconf(_SC_PAGESIZE) > what->memory_bytes)
		return "needed too much memory and was stopped";
	disk = confined_disk(what->folder);
	if (disk > what->disk_bytes || taken.unnamed_bytes > what->disk_bytes - disk)
		return WROTE_TOO_MUCH;
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
	if (*why == NULL && confined_disk(what->folder) > what->disk_bytes)
		*why = WROTE_TOO_MUCH; /* between two looks */
	return end_all(child);
}
