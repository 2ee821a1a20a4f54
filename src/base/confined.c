#include "base/confined.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/confined_parts.h"
#include "base/text.h"

#define LOOK_MS     50
#define ERRORS_FILE "errors.txt" /* in its folder: what it said went wrong */
#define NOT_BEGUN   126          /* the child could not confine itself */
#define NOT_THERE   127
#define PATH        "/usr/local/bin:/usr/bin:/bin"

/* ------------------------------------------------------------------ is it there */

static const char *search_path(void)
{
	const char *path = getenv("PATH");

	return path == NULL || *path == '\0' ? PATH : path;
}

bool confined_has(const char *program)
{
	char place[4096];

	for (const char *at = search_path(); *at != '\0';) {
		size_t len = strcspn(at, ":");

		if (len > 0 && snprintf(place, sizeof place, "%.*s/%s", (int)len, at, program) < (int)sizeof place &&
		    access(place, X_OK) == 0)
			return true;
		at += len + (at[len] == ':');
	}
	return false;
}

/* ------------------------------------------------------------------ the child */

static bool set_files(const char *folder)
{
	int nothing = open("/dev/null", O_RDWR | O_CLOEXEC), errors;

	if (chdir(folder) != 0 || nothing < 0)
		return false;
	errors = open(ERRORS_FILE, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
	return errors >= 0 && dup2(nothing, STDIN_FILENO) >= 0 && dup2(nothing, STDOUT_FILENO) >= 0 &&
	       dup2(errors, STDERR_FILENO) >= 0 && close_range(STDERR_FILENO + 1, ~0U, 0) == 0;
}

/* Nothing of ours goes on: no address of a database, no secret. */
static bool set_environment(const char *folder, const char *path)
{
	return clearenv() == 0 && setenv("PATH", path, 1) == 0 && setenv("HOME", folder, 1) == 0 &&
	       setenv("TMPDIR", folder, 1) == 0 && setenv("XDG_CACHE_HOME", folder, 1) == 0 &&
	       setenv("LANG", "C.UTF-8", 1) == 0;
}

static void forget_signals(void)
{
	sigset_t none;

	sigemptyset(&none);
	for (int i = 1; i < NSIG; i++)
		(void)signal(i, SIG_DFL);
	(void)sigprocmask(SIG_SETMASK, &none, NULL);
}

static void become(const struct confined *what)
{
	char path[8192];

	snprintf(path, sizeof path, "%s", search_path());
	forget_signals();
	if (setpgid(0, 0) != 0 || !set_files(what->folder) || !set_environment(what->folder, path) ||
	    !confined_give_up(what))
		_exit(NOT_BEGUN);
	(void)execvp(what->words[0], (char *const *)(void *)what->words);
	_exit(NOT_THERE);
}

/* ------------------------------------------------------------------ watching it */

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Resident pages of a process when it belongs to the group; 0 otherwise. proc(5): the group is the third and the pages the 22nd after the name. */
static int64_t pages_of(const char *pid, pid_t group)
{
	char place[64], line[1024];
	long long pages = 0;
	int its_group = 0;
	const char *after;
	FILE *file;

	snprintf(place, sizeof place, "/proc/%.20s/stat", pid);
	file = fopen(place, "re");
	if (file == NULL)
		return 0;
	after = fgets(line, sizeof line, file) == NULL ? NULL : strrchr(line, ')');
	fclose(file);
	if (after == NULL || sscanf(after + 1, " %*c %*d %d", &its_group) != 1 || its_group != group ||
	    sscanf(after + 1,
	           " %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %*u %*u %*d %*d %*d %*d %*d %*d %*u %*u %lld",
	           &pages) != 1)
		return 0;
	return pages;
}

static int64_t memory_of(pid_t group)
{
	DIR *processes = opendir("/proc");
	const struct dirent *one;
	int64_t pages = 0;

	if (processes == NULL)
		return 0;
	while ((one = readdir(processes)) != NULL) {
		if (one->d_name[0] >= '1' && one->d_name[0] <= '9')
			pages += pages_of(one->d_name, group);
	}
	closedir(processes);
	return pages * sysconf(_SC_PAGESIZE);
}

/* Why it must end now; null: it may go on. */
static const char *why_stop(const struct confined *what, pid_t child, int64_t began)
{
	if (what->goes_on != NULL && !what->goes_on(what->context))
		return "was stopped";
	if (now_ms() - began > what->wall_ms)
		return "took too long and was stopped";
	if (memory_of(child) > what->memory_bytes)
		return "needed too much memory and was stopped";
	return NULL;
}

/* Its end as waitpid has it; `why` when it was killed here. All it started goes with it: nothing can leave its group. */
static int wait_for(const struct confined *what, pid_t child, const char **why)
{
	const struct timespec while_ms = { .tv_nsec = LOOK_MS * 1000000L };
	int64_t began = now_ms();
	int end = 0;
	pid_t ended;

	*why = NULL;
	while ((ended = waitpid(child, &end, WNOHANG)) == 0 || (ended < 0 && errno == EINTR)) {
		*why = why_stop(what, child, began);
		if (*why != NULL) {
			(void)kill(-child, SIGKILL);
			while (waitpid(child, &end, 0) < 0 && errno == EINTR)
				;
			return end;
		}
		(void)nanosleep(&while_ms, NULL);
	}
	(void)kill(-child, SIGKILL);
	return end;
}

/* ------------------------------------------------------------------ what became of it */

/* The last line it said, cut and cleaned; "" for none. */
static const char *last_words(struct arena *arena, const char *folder)
{
	char said[2048];
	FILE *file = fopen(text_format(arena, "%s/" ERRORS_FILE, folder), "re");
	size_t len = 0;
	char *last;

	if (file == NULL)
		return "";
	if (fseek(file, -(long)(sizeof said - 1), SEEK_END) != 0)
		rewind(file);
	len = fread(said, 1, sizeof said - 1, file);
	fclose(file);
	while (len > 0 && (said[len - 1] == '\n' || said[len - 1] == '\r'))
		len--;
	said[len] = '\0';
	last = strrchr(said, '\n');
	last = last == NULL ? said : last + 1;
	return text_is_clean(last, strlen(last)) ? text_copy_bytes(arena, last, strnlen(last, 200)) : "";
}

static bool say_end(struct arena *arena, struct fault *fault, const struct confined *what, int end)
{
	const char *name = what->words[0], *said = last_words(arena, what->folder);

	if (WIFEXITED(end) && WEXITSTATUS(end) == 0)
		return true;
	if (WIFEXITED(end) && WEXITSTATUS(end) == NOT_BEGUN && *said == '\0')
		return fault_set(arena, fault, FAULT_UNAVAILABLE, "%s could not be run safely on this machine.", name);
	if (WIFSIGNALED(end) && WTERMSIG(end) == SIGXCPU)
		return fault_set(arena, fault, FAULT_UNAVAILABLE, "%s needed too much processor time and was stopped.",
		                 name);
	if (WIFSIGNALED(end) && WTERMSIG(end) == SIGXFSZ)
		return fault_set(arena, fault, FAULT_UNAVAILABLE, "%s wrote too large a file and was stopped.", name);
	return fault_set(arena, fault, FAULT_UNAVAILABLE, "%s ended with a mistake%s%s", name,
	                 *said == '\0' ? "." : ": ", said);
}

bool confined_run(struct arena *arena, struct fault *fault, const struct confined *what)
{
	const char *why;
	pid_t child;
	int end;

	if (!confined_has(what->words[0]))
		return fault_set(arena, fault, FAULT_UNAVAILABLE, "%s is not installed on this machine.",
		                 what->words[0]);
	child = fork();
	if (child < 0)
		return fault_set(arena, fault, FAULT_UNAVAILABLE, "%s could not be started just now.", what->words[0]);
	if (child == 0)
		become(what);
	(void)setpgid(child, child); /* here too: it must be in its group before anybody kills that */
	end = wait_for(what, child, &why);
	if (why != NULL)
		return fault_set(arena, fault, FAULT_UNAVAILABLE, "%s %s.", what->words[0], why);
	return say_end(arena, fault, what, end);
}
