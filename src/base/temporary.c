#include "base/temporary.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <glob.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/text.h"
#include "base/time.h"

#define LEFT_MS (10 * MINUTE_MS) /* nobody works as long in one */

/* ------------------------------------------------------------------ taking it away */

static int remove_one(const char *path, const struct stat *what, int kind, struct FTW *where)
{
	(void)what;
	(void)kind;
	(void)where;
	(void)remove(path);
	return 0; /* the rest goes all the same */
}

static void remove_folder(const char *folder)
{
	(void)nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

/* A folder that nobody can be working in any more. */
static void remove_left(struct arena *arena, const char *place, const char *name)
{
	int64_t now = time_now().ms;
	struct stat what;
	glob_t found;

	if (glob(text_format(arena, "%s/%s.??????", place, name), GLOB_NOSORT, NULL, &found) != 0)
		return;
	for (size_t i = 0; i < found.gl_pathc; i++) {
		if (lstat(found.gl_pathv[i], &what) == 0 && S_ISDIR(what.st_mode) && what.st_uid == geteuid() &&
		    (int64_t)what.st_mtim.tv_sec * 1000 < now - LEFT_MS)
			remove_folder(found.gl_pathv[i]);
	}
	globfree(&found);
}

/* ------------------------------------------------------------------ who takes it away */

struct temporary {
	const char *folder;
	pid_t keeper; /* who waits for our end; 0 or less: nobody, so that we remove it ourselves */
	int held;     /* closed when we end, in whatever way: the keeper sees that */
};

/* Away from our group and our signals, with nothing open of ours: whoever ends us with all we started leaves it. */
static void keep(const char *folder, int ours)
{
	sigset_t all;
	char none;

	sigfillset(&all);
	(void)sigprocmask(SIG_BLOCK, &all, NULL);
	(void)setsid();
	if (dup2(ours, STDIN_FILENO) < 0 || close_range(STDIN_FILENO + 1, ~0U, 0) != 0)
		_exit(1);
	while (read(STDIN_FILENO, &none, 1) < 0 && errno == EINTR)
		;
	remove_folder(folder);
	_exit(0);
}

static void end(void *what)
{
	struct temporary *temporary = what;

	if (temporary->keeper <= 0) {
		remove_folder(temporary->folder);
		return;
	}
	close(temporary->held);
	while (waitpid(temporary->keeper, NULL, 0) < 0 && errno == EINTR)
		;
}

static void start_keeper(struct temporary *temporary)
{
	int ends[2];

	if (pipe2(ends, O_CLOEXEC) != 0)
		return;
	temporary->held = ends[1];
	temporary->keeper = fork();
	if (temporary->keeper == 0)
		keep(temporary->folder, ends[0]);
	close(ends[0]);
	if (temporary->keeper < 0)
		close(ends[1]);
}

const char *temporary_folder(struct arena *arena, const char *name)
{
	struct temporary *temporary = NEW(arena, struct temporary);
	const char *place = getenv("TMPDIR");
	char *folder;

	if (place == NULL || *place != '/')
		place = "/tmp";
	remove_left(arena, place, name);
	folder = text_format(arena, "%s/%s.XXXXXX", place, name);
	if (mkdtemp(folder) == NULL)
		return NULL;
	temporary->folder = folder;
	start_keeper(temporary);
	arena_defer(arena, end, temporary);
	return folder;
}
