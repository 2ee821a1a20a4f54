#include "base/confined.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/confined_parts.h"
#include "base/text.h"

#define NOT_BEGUN 126 /* the child could not confine itself */
#define NOT_THERE 127
#define PATH      "/usr/local/bin:/usr/bin:/bin"

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

/* What it says goes wrong is kept in a file without a name, which it cannot put another in the place of. */
static int open_errors(const char *folder)
{
	char place[4096];
	int errors;

	if (snprintf(place, sizeof place, "%s/errors.XXXXXX", folder) >= (int)sizeof place)
		return -1;
	errors = mkostemp(place, O_CLOEXEC);
	if (errors >= 0)
		(void)unlink(place);
	return errors;
}

static bool set_files(const char *folder, int errors)
{
	int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);

	return chdir(folder) == 0 && nothing >= 0 && dup2(nothing, STDIN_FILENO) >= 0 &&
	       dup2(nothing, STDOUT_FILENO) >= 0 && dup2(errors, STDERR_FILENO) >= 0 &&
	       close_range(STDERR_FILENO + 1, ~0U, 0) == 0;
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

/* `parent` may have ended already, before this was asked for. */
static bool die_with(pid_t parent)
{
	return prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 && getppid() == parent;
}

static void become(const struct confined *what, int errors, pid_t parent)
{
	char path[8192];

	snprintf(path, sizeof path, "%s", search_path());
	forget_signals();
	if (!die_with(parent) || setpgid(0, 0) != 0 || !set_files(what->folder, errors) ||
	    !set_environment(what->folder, path) || !confined_give_up(what))
		_exit(NOT_BEGUN);
	(void)execvp(what->words[0], (char *const *)(void *)what->words);
	_exit(NOT_THERE);
}

/* ------------------------------------------------------------------ what became of it */

/* As many bytes of a text, `most` at most, as end with a whole character. */
static size_t whole_characters(const char *text, size_t most)
{
	size_t len = strnlen(text, most);

	while (len > 0 && ((unsigned char)text[len] & 0xC0) == 0x80)
		len--;
	return len;
}

/* The last line it said, cut and cleaned; "" for none. */
static const char *last_words(struct arena *arena, int errors)
{
	char said[2048];
	off_t all = lseek(errors, 0, SEEK_END);
	off_t from = all > (off_t)sizeof said - 1 ? all - ((off_t)sizeof said - 1) : 0;
	ssize_t got = pread(errors, said, sizeof said - 1, from);
	size_t len = got < 0 ? 0 : (size_t)got;
	const char *last;

	while (len > 0 && (said[len - 1] == '\n' || said[len - 1] == '\r'))
		len--;
	said[len] = '\0';
	last = strrchr(said, '\n');
	last = last == NULL ? said : last + 1;
	return text_is_clean(last, strlen(last)) ? text_copy_bytes(arena, last, whole_characters(last, 200)) : "";
}

static bool say_end(struct arena *arena, struct fault *fault, const struct confined *what, int end, const char *said)
{
	const char *name = what->words[0];

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

static bool run(struct arena *arena, struct fault *fault, const struct confined *what, int errors)
{
	const char *why;
	pid_t parent = getpid(), child = fork();
	int end;

	if (child < 0)
		return fault_set(arena, fault, FAULT_UNAVAILABLE, "%s could not be started just now.", what->words[0]);
	if (child == 0)
		become(what, errors, parent);
	(void)setpgid(child, child); /* here too: it must be in its group before anybody kills that */
	end = confined_watch(what, child, &why);
	if (why != NULL)
		return fault_set(arena, fault, FAULT_UNAVAILABLE, "%s %s.", what->words[0], why);
	return say_end(arena, fault, what, end, last_words(arena, errors));
}

bool confined_run(struct arena *arena, struct fault *fault, const struct confined *what)
{
	bool is_done;
	int errors;

	if (!confined_has(what->words[0]))
		return fault_set(arena, fault, FAULT_UNAVAILABLE, "%s is not installed on this machine.",
		                 what->words[0]);
	errors = open_errors(what->folder);
	if (errors < 0)
		return fault_set(arena, fault, FAULT_UNAVAILABLE, "There is no folder for %s to work in.",
		                 what->words[0]);
	is_done = run(arena, fault, what, errors);
	close(errors);
	return is_done;
}

int confined_open(const struct confined *what, const char *name)
{
	int folder = open(what->folder, O_PATH | O_DIRECTORY | O_CLOEXEC), file;
	struct stat stat;

	if (folder < 0)
		return -1;
	file = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	close(folder);
	if (file < 0 || (fstat(file, &stat) == 0 && S_ISREG(stat.st_mode) && stat.st_nlink == 1))
		return file;
	close(file);
	return -1;
}
