/* A program run in confinement: what it may, what it may not, and how it ends when it takes too much. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/confined.h"
#include "base/text.h"

struct room {
	struct arena *arena;
	struct fault fault;
	char folder[64];
};

static struct room open_room(void)
{
	struct room room = { .arena = arena_new() };

	strcpy(room.folder, "/tmp/cairn-confined.XXXXXX");
	assert_non_null(mkdtemp(room.folder));
	return room;
}

static void close_room(struct room *room)
{
	char command[128];

	snprintf(command, sizeof command, "rm -rf %s", room->folder);
	assert_int_equal(system(command), 0);
	arena_free(room->arena);
}

static bool run_within(struct room *room, const char *script, int64_t wall_ms, bool (*goes_on)(void *))
{
	const char *const words[] = { "sh", "-c", script, NULL };
	const struct confined what = { .words = words,
		                       .folder = room->folder,
		                       .cpu_seconds = 2,
		                       .wall_ms = wall_ms,
		                       .memory_bytes = 100 << 20,
		                       .file_bytes = 1 << 20,
		                       .disk_bytes = 2 << 20,
		                       .goes_on = goes_on };

	room->fault = (struct fault){ 0 };
	return confined_run(room->arena, &room->fault, &what);
}

static bool run(struct room *room, const char *script)
{
	return run_within(room, script, 20000, NULL);
}

/* The same without confinement: what is refused there must work here, or the test tries nothing. */
static bool works_freely(const struct room *room, const char *script)
{
	int end;
	pid_t child = fork();

	if (child == 0) {
		if (chdir(room->folder) == 0)
			execlp("sh", "sh", "-c", script, (char *)NULL);
		_exit(127);
	}
	assert_int_equal(waitpid(child, &end, 0), child);
	return WIFEXITED(end) && WEXITSTATUS(end) == 0;
}

/* A script that says with 0 that it could do something it must not. */
static void assert_refused(struct room *room, const char *script)
{
	assert_false(run(room, script));
	if (!works_freely(room, script))
		fail_msg("without confinement it does not work either: %s", script);
}

static bool is_in_folder(const struct room *room, const char *name)
{
	return access(text_format(room->arena, "%s/%s", room->folder, name), F_OK) == 0;
}

static void works_in_its_folder(void **state)
{
	struct room room = open_room();

	(void)state;
	assert_true(run(&room, "echo made > made.txt && test \"$HOME\" = \"$PWD\" && test -z \"$CAIRN_SECRET\""));
	assert_true(is_in_folder(&room, "made.txt"));
	close_room(&room);
}

static void knows_nothing_of_ours(void **state)
{
	struct room room = open_room();

	(void)state;
	setenv("CAIRN_SECRET", "postgres://somewhere", 1);
	assert_refused(&room, "test -n \"$CAIRN_SECRET\"");
	unsetenv("CAIRN_SECRET");
	close_room(&room);
}

static void says_its_last_line(void **state)
{
	struct room room = open_room();

	(void)state;
	assert_false(run(&room, "echo first >&2; echo no such font >&2; exit 3"));
	assert_int_equal(room.fault.kind, FAULT_UNAVAILABLE);
	assert_string_equal(room.fault.sentence, "sh ended with a mistake: no such font");
	close_room(&room);
}

static void sees_and_writes_nothing_else(void **state)
{
	struct room room = open_room(), other = open_room();

	(void)state;
	if (!confined_hides_files()) {
		close_room(&room);
		close_room(&other);
		skip();
	}
	assert_refused(&room, "cat /etc/passwd > /dev/null");
	assert_refused(&room, "ls /proc/1 > /dev/null");
	assert_false(run(&room, text_format(room.arena, "echo got out > %s/out.txt", other.folder)));
	assert_false(is_in_folder(&other, "out.txt"));
	assert_false(run(&room, text_format(room.arena, "ln -s %s other; echo out > other/out.txt", other.folder)));
	assert_false(is_in_folder(&other, "out.txt"));
	assert_true(works_freely(&room, "echo out > other/out.txt"));
	assert_true(is_in_folder(&other, "out.txt"));
	close_room(&room);
	close_room(&other);
}

/* A file of ours that the child could name. */
static const char *keep_secret(struct room *room)
{
	const char *place = text_format(room->arena, "%s/secret.txt", room->folder);
	FILE *file = fopen(place, "w");

	assert_non_null(file);
	assert_true(fputs("password=of the database\n", file) > 0);
	assert_int_equal(fclose(file), 0);
	return place;
}

/* What it leaves may point at what it could not read: nobody follows it there. */
static void leaves_no_way_to_our_files(void **state)
{
	struct room room = open_room(), other = open_room();
	const struct confined what = { .folder = room.folder };
	const char *secret = keep_secret(&other);
	int file;

	(void)state;
	assert_false(run(&room,
	                 text_format(room.arena, "for name in errors* errors.txt; do ln -sf %s \"$name\"; done; exit 1",
	                             secret)));
	assert_null(strstr(room.fault.sentence, "password"));
	(void)run(&room,
	          text_format(room.arena, "ln -s %s linked; ln %s same; mkdir folder; mkfifo pipe; echo made > made",
	                      secret, secret));
	assert_int_equal(confined_open(&what, "linked"), -1);
	assert_int_equal(confined_open(&what, "folder"), -1);
	assert_int_equal(confined_open(&what, "pipe"), -1);
	assert_int_equal(confined_open(&what, "not-there"), -1);
	file = confined_open(&what, "made");
	assert_true(file >= 0);
	close(file);
	if (confined_hides_files())
		assert_false(is_in_folder(&room, "same"));
	assert_int_equal(link(secret, text_format(room.arena, "%s/same-too", room.folder)), 0);
	assert_int_equal(confined_open(&what, "same-too"), -1);
	close_room(&room);
	close_room(&other);
}

/* Neither emptied nor opened to others: Landlock keeps no file from either until its third version. */
static void leaves_our_files_as_they_are(void **state)
{
	struct room room = open_room(), other = open_room();
	const char *secret = keep_secret(&other);
	const char *empty = text_format(room.arena, "perl -e 'exit(truncate(\"%s\", 0) ? 0 : 1)'", secret);
	const char *open_up = text_format(room.arena, "perl -e 'exit(chmod(0644, \"%s\") ? 0 : 1)'", secret);
	struct stat stat_of;

	(void)state;
	assert_int_equal(chmod(secret, 0600), 0);
	assert_false(run(&room, empty));
	assert_false(run(&room, open_up));
	assert_int_equal(stat(secret, &stat_of), 0);
	assert_true(stat_of.st_size > 0);
	assert_int_equal(stat_of.st_mode & 0777, 0600);
	assert_true(works_freely(&room, empty) && works_freely(&room, open_up));
	assert_int_equal(stat(secret, &stat_of), 0);
	assert_int_equal(stat_of.st_size, 0);
	assert_int_equal(stat_of.st_mode & 0777, 0644);
	close_room(&room);
	close_room(&other);
}

/* Calls younger than the names libseccomp knows. A kernel that has one says of nonsense that it is wrong; one that has not, that there is no such call
 * (38). In confinement it is not allowed (1). */
static void younger_calls_are_refused(void **state)
{
	static const int calls[] = { 452, 463, 466, 467, 469 };
	struct room room = open_room();

	(void)state;
	for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++) {
		const char *wrong =
			"perl -e '$! = 0; exit(syscall(%d, -1, 0, 0, 0, 0, 0) == -1 && $! + 0 == 1 ? 0 : 1)'";

		assert_true(run(&room, text_format(room.arena, wrong, calls[i])));
		assert_false(works_freely(&room, text_format(room.arena, wrong, calls[i])));
	}
	close_room(&room);
}

/* 62 is kill, 129 rt_sigqueueinfo, 234 tgkill, 302 prlimit64 on the processor of nearly everybody. The signal 0 harms nobody: the kernel only says whether
 * one could be sent. */
static void harms_no_other_process(void **state)
{
	struct room room = open_room();
	const long long us = getpid();

	(void)state;
#if defined(__x86_64__)
	assert_refused(&room, text_format(room.arena, "perl -e 'exit(syscall(234, %lld, %lld, 0) != 0)'", us, us));
	assert_refused(&room, text_format(room.arena, "perl -e 'exit(syscall(62, %lld, 0) != 0)'", us));
	assert_refused(&room, text_format(room.arena, "perl -e 'exit(syscall(302, %lld, 7, 0, 0) != 0)'", us));
#endif
	assert_true(us > 0);
	close_room(&room);
}

static void is_killed_when_it_starts_too_many(void **state)
{
	struct room room = open_room();

	(void)state;
	assert_false(run(&room, "for i in $(seq 100); do tail -f /dev/null & done; wait"));
	assert_string_equal(room.fault.sentence, "sh started too many programs and was stopped.");
	close_room(&room);
}

/* Whoever may run a shell of Debian has perl, which asks the kernel itself. */
static void has_no_network(void **state)
{
	struct room room = open_room();

	(void)state;
	assert_refused(&room, "perl -MSocket -e 'socket(my $s, PF_INET, SOCK_STREAM, 0) or exit 1'");
	assert_refused(&room, "perl -MSocket -e 'socket(my $s, PF_UNIX, SOCK_STREAM, 0) or exit 1'");
	close_room(&room);
}

static void is_killed_when_it_takes_too_long(void **state)
{
	struct room room = open_room();

	(void)state;
	assert_false(run_within(&room, "exec tail -f /dev/null", 200, NULL));
	assert_string_equal(room.fault.sentence, "sh took too long and was stopped.");
	close_room(&room);
}

static void is_killed_when_it_works_too_much(void **state)
{
	struct room room = open_room();

	(void)state;
	assert_false(run(&room, "while :; do :; done"));
	assert_non_null(strstr(room.fault.sentence, "processor time"));
	close_room(&room);
}

static void is_killed_when_it_writes_too_much(void **state)
{
	struct room room = open_room();
	struct stat large;

	(void)state;
	assert_false(run(&room, "exec dd if=/dev/zero of=large bs=65536 count=16384"));
	assert_int_equal(stat(text_format(room.arena, "%s/large", room.folder), &large), 0);
	assert_true(large.st_size <= 1 << 20);
	close_room(&room);
}

/* Each file within its limit, all of them beyond theirs; with and without a name, waiting and ended. */
static void is_killed_when_all_it_writes_is_too_much(void **state)
{
	static const char *const scripts[] = {
		"for i in 1 2 3 4 5; do mkdir -p in/$i && head -c 900000 /dev/zero > in/$i/some; done; exec tail -f "
		"/dev/null",
		"for i in 1 2 3 4 5; do head -c 900000 /dev/zero > $i; done",
		"perl -e 'for my $i (1 .. 4) { open($f[$i], \">\", \"f\") or die; unlink(\"f\"); "
		"syswrite($f[$i], \"x\" x 900000) or die } sleep 60'",
	};

	(void)state;
	for (size_t i = 0; i < sizeof scripts / sizeof scripts[0]; i++) {
		struct room room = open_room();

		assert_false(run(&room, scripts[i]));
		assert_string_equal(room.fault.sentence, "sh wrote too much and was stopped.");
		close_room(&room);
	}
}

static void may_write_as_much_as_it_is_allowed(void **state)
{
	struct room room = open_room();

	(void)state;
	assert_true(run(&room, "head -c 900000 /dev/zero > one; head -c 900000 /dev/zero > two"));
	close_room(&room);
}

static bool lets_nothing_be_opened(void *context)
{
	struct rlimit none = { 0 };

	(void)context;
	if (getrlimit(RLIMIT_NOFILE, &none) == 0) {
		none.rlim_cur = 0;
		(void)setrlimit(RLIMIT_NOFILE, &none);
	}
	return true;
}

/* Limits that nobody looks at are none. */
static void is_killed_when_it_cannot_be_watched(void **state)
{
	struct room room = open_room();
	struct rlimit before;

	(void)state;
	assert_int_equal(getrlimit(RLIMIT_NOFILE, &before), 0);
	assert_false(run_within(&room, "exec tail -f /dev/null", 20000, lets_nothing_be_opened));
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &before), 0);
	assert_string_equal(room.fault.sentence, "sh could not be watched and was stopped.");
	close_room(&room);
}

static void is_killed_when_it_takes_too_much_memory(void **state)
{
	struct room room = open_room();

	(void)state;
	assert_false(run(&room, "exec perl -e '$x = \"x\" x (300 << 20); 1 while 1'"));
	assert_non_null(strstr(room.fault.sentence, "memory"));
	close_room(&room);
}

/* What it left running writes a line when it is let: nobody may. */
static void takes_its_children_with_it(void **state)
{
	struct room room = open_room();
	struct timespec a_while = { .tv_nsec = 1000000 };
	long long child = 0;
	FILE *file;

	(void)state;
	assert_true(run(&room, "(setsid tail -f /dev/null || tail -f /dev/null) & echo $! > child.txt"));
	file = fopen(text_format(room.arena, "%s/child.txt", room.folder), "r");
	assert_non_null(file);
	assert_int_equal(fscanf(file, "%lld", &child), 1);
	fclose(file);
	for (int i = 0; i < 5000 && access(text_format(room.arena, "/proc/%lld/cwd", child), F_OK) == 0; i++)
		nanosleep(&a_while, NULL);
	assert_int_not_equal(access(text_format(room.arena, "/proc/%lld/cwd", child), F_OK), 0);
	close_room(&room);
}

static bool nobody_wants_it(void *context)
{
	(void)context;
	return false;
}

static void ends_when_nobody_wants_it(void **state)
{
	struct room room = open_room();

	(void)state;
	assert_false(run_within(&room, "exec tail -f /dev/null", 20000, nobody_wants_it));
	assert_string_equal(room.fault.sentence, "sh was stopped.");
	close_room(&room);
}

static void says_what_is_not_there(void **state)
{
	static const char *const words[] = { "no-such-converter", NULL };
	struct room room = open_room();
	const struct confined what = { .words = words, .folder = room.folder };

	(void)state;
	assert_false(confined_has("no-such-converter"));
	assert_true(confined_has("sh"));
	assert_false(confined_run(room.arena, &room.fault, &what));
	assert_string_equal(room.fault.sentence, "no-such-converter is not installed on this machine.");
	close_room(&room);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(works_in_its_folder),
		cmocka_unit_test(knows_nothing_of_ours),
		cmocka_unit_test(says_its_last_line),
		cmocka_unit_test(sees_and_writes_nothing_else),
		cmocka_unit_test(leaves_no_way_to_our_files),
		cmocka_unit_test(leaves_our_files_as_they_are),
		cmocka_unit_test(younger_calls_are_refused),
		cmocka_unit_test(harms_no_other_process),
		cmocka_unit_test(is_killed_when_it_starts_too_many),
		cmocka_unit_test(has_no_network),
		cmocka_unit_test(is_killed_when_it_takes_too_long),
		cmocka_unit_test(is_killed_when_it_works_too_much),
		cmocka_unit_test(is_killed_when_it_writes_too_much),
		cmocka_unit_test(is_killed_when_all_it_writes_is_too_much),
		cmocka_unit_test(may_write_as_much_as_it_is_allowed),
		cmocka_unit_test(is_killed_when_it_cannot_be_watched),
		cmocka_unit_test(is_killed_when_it_takes_too_much_memory),
		cmocka_unit_test(takes_its_children_with_it),
		cmocka_unit_test(ends_when_nobody_wants_it),
		cmocka_unit_test(says_what_is_not_there),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
