/* The log is read by machines: each line whole, whatever else goes on. */
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/log.h"

#define WRITERS   4
#define LINES     20
#define TEXT_LONG 20000 /* more than a pipe takes at once */

/* A long line of one letter. */
static void *write_lines(void *letter)
{
	char *text = calloc(1, TEXT_LONG + 1);

	memset(text, *(const char *)letter, TEXT_LONG);
	for (int i = 0; i < LINES; i++)
		log_line("test", LOG_TEXT("text", text), LOG_END);
	free(text);
	return NULL;
}

static void do_nothing(int number)
{
	(void)number;
}

/* One line is whole when its text is so many of one letter. */
static void is_whole(const char *line)
{
	const char *text = strstr(line, "\"text\":\"");
	char letter[2] = { 0 };

	assert_memory_equal(line, "{\"time\":", 8);
	assert_non_null(text);
	text += strlen("\"text\":\"");
	letter[0] = text[0];
	assert_int_equal(strspn(text, letter), TEXT_LONG);
	assert_string_equal(text + TEXT_LONG, "\"}");
}

struct writers {
	pthread_t threads[WRITERS];
	int write_end, read_end, kept; /* the pipe, and what standard error was */
};

static void start(struct writers *writers, const char *letters)
{
	const struct sigaction interrupted = { .sa_handler = do_nothing }; /* without SA_RESTART */
	int ends[2];

	assert_int_equal(sigaction(SIGUSR1, &interrupted, NULL), 0);
	assert_int_equal(pipe(ends), 0);
	assert_true(fcntl(ends[1], F_SETPIPE_SZ, 4096) >= 4096);
	writers->read_end = ends[0];
	writers->write_end = ends[1];
	writers->kept = dup(STDERR_FILENO);
	assert_true(dup2(ends[1], STDERR_FILENO) >= 0);
	for (size_t i = 0; i < WRITERS; i++)
		assert_int_equal(pthread_create(&writers->threads[i], NULL, write_lines,
		                                (void *)(uintptr_t)&letters[i]),
		                 0);
}

static void finish(struct writers *writers)
{
	for (size_t i = 0; i < WRITERS; i++)
		pthread_join(writers->threads[i], NULL);
	assert_true(dup2(writers->kept, STDERR_FILENO) >= 0);
	close(writers->kept);
	close(writers->read_end);
	close(writers->write_end);
}

/* False when nothing more comes: a line was given up. */
static bool has_something(int file)
{
	struct pollfd wanted = { .fd = file, .events = POLLIN };

	return poll(&wanted, 1, 10000) == 1;
}

/* Several threads, a pipe that takes little at a time, and signals that cut writing short. */
static void lines_stay_whole(void **state)
{
	size_t room = (size_t)WRITERS * LINES * (TEXT_LONG + 200), len = 0, count = 0;
	char *all = calloc(1, room + 1);
	struct writers writers;

	(void)state;
	start(&writers, "abcd");
	while (count < (size_t)WRITERS * LINES && has_something(writers.read_end)) {
		ssize_t got;

		for (size_t i = 0; i < WRITERS; i++)
			(void)pthread_kill(writers.threads[i], SIGUSR1); /* one that has ended is not joined yet */
		got = read(writers.read_end, all + len, room - len < 1000 ? room - len : 1000);
		assert_true(got > 0);
		for (ssize_t i = 0; i < got; i++)
			count += all[len + (size_t)i] == '\n';
		len += (size_t)got;
	}
	finish(&writers);
	assert_int_equal(count, (size_t)WRITERS * LINES);
	for (char *line = all, *end; *line != '\0'; line = end + 1) {
		end = strchr(line, '\n');
		*end = '\0';
		is_whole(line);
	}
	free(all);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_stay_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
