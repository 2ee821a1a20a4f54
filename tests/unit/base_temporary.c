/* A folder for a while: gone with the arena, and gone when whoever made it is killed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utime.h>

#include "base/temporary.h"
#include "base/text.h"

#define NAME "cairn-try"

static void put_in(struct arena *arena, const char *folder)
{
	FILE *file;

	assert_int_equal(mkdir(text_format(arena, "%s/inner", folder), 0700), 0);
	file = fopen(text_format(arena, "%s/inner/words.txt", folder), "w");
	assert_non_null(file);
	assert_true(fputs("what somebody wrote", file) > 0);
	assert_int_equal(fclose(file), 0);
}

static bool is_there(const char *folder)
{
	return access(folder, F_OK) == 0;
}

static void goes_with_the_arena(void **state)
{
	struct arena *arena = arena_new();
	const char *made = temporary_folder(arena, NAME);
	char *folder;

	(void)state;
	assert_non_null(made);
	folder = strdup(made);
	put_in(arena, folder);
	assert_true(is_there(folder));
	arena_free(arena);
	assert_false(is_there(folder));
	assert_int_equal(waitpid(-1, NULL, WNOHANG), -1); /* and nobody is left */
	free(folder);
}

/* Says which folder it has, and waits to be killed. */
static void work_on(int says)
{
	struct arena *arena = arena_new();
	const char *folder = temporary_folder(arena, NAME);
	size_t len = strlen(folder) + 1;

	put_in(arena, folder);
	(void)setpgid(0, 0);
	if (write(says, folder, len) == (ssize_t)len)
		pause();
	_exit(1);
}

/* Whoever it left comes to us, so that we can wait for its end. */
static void goes_when_killed_by(int signal)
{
	char folder[256] = "";
	int ends[2];
	pid_t child;

	assert_int_equal(prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0), 0);
	assert_int_equal(pipe(ends), 0);
	child = fork();
	if (child == 0)
		work_on(ends[1]);
	close(ends[1]);
	assert_true(read(ends[0], folder, sizeof folder - 1) > 0);
	close(ends[0]);
	assert_true(is_there(folder));
	assert_int_equal(kill(-child, signal), 0);
	while (waitpid(-1, NULL, 0) > 0 || errno == EINTR)
		;
	assert_false(is_there(folder));
}

static void goes_when_its_process_is_ended(void **state)
{
	(void)state;
	goes_when_killed_by(SIGTERM);
}

static void goes_when_its_process_is_killed(void **state)
{
	(void)state;
	goes_when_killed_by(SIGKILL);
}

/* Left by a machine that stopped: older than anybody works. One that is in use stays. */
static void what_was_left_goes_with_the_next(void **state)
{
	struct arena *arena = arena_new();
	char old[] = "/tmp/" NAME ".XXXXXX", young[] = "/tmp/" NAME ".XXXXXX";
	const struct utimbuf long_ago = { 1000, 1000 };

	(void)state;
	unsetenv("TMPDIR");
	assert_non_null(mkdtemp(old));
	assert_non_null(mkdtemp(young));
	put_in(arena, old);
	assert_int_equal(utime(old, &long_ago), 0);
	assert_non_null(temporary_folder(arena, NAME));
	assert_false(is_there(old));
	assert_true(is_there(young));
	assert_int_equal(rmdir(young), 0);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(goes_with_the_arena),
		cmocka_unit_test(goes_when_its_process_is_ended),
		cmocka_unit_test(goes_when_its_process_is_killed),
		cmocka_unit_test(what_was_left_goes_with_the_next),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
