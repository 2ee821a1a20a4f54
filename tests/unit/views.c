/*
 * The view compiler over the samples of tests/views.
 *
 * good/ is compiled by the build and linked here: what it writes is compared to the letter, with hostile text in every place.
 * refused/ holds a view for each mistake, with the exact line the compiler must print. uncompiled/ holds views that become C which a
 * C compiler must refuse, naming the line of the .html.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/text.h"
#include "base/url.h"
#include "good/sample.h"

struct test {
	struct arena *arena;
	char folder[32]; /* of its own, for what the compiler writes */
	char *out;       /* a file in it */
	char *source;    /* another */
};

static int begin(void **state)
{
	struct test *test = calloc(1, sizeof *test);

	assert_non_null(test);
	test->arena = arena_new();
	memcpy(test->folder, "/tmp/cairn-views-XXXXXX", sizeof "/tmp/cairn-views-XXXXXX");
	assert_non_null(mkdtemp(test->folder));
	test->out = text_format(test->arena, "%s/out.c", test->folder);
	test->source = text_format(test->arena, "%s/cut.html", test->folder);
	*state = test;
	return 0;
}

static int end(void **state)
{
	struct test *test = *state;

	unlink(test->out);
	unlink(test->source);
	assert_int_equal(rmdir(test->folder), 0);
	arena_free(test->arena);
	free(test);
	return 0;
}

static void be_program(const char *folder, char *const *words, int errors)
{
	if (chdir(folder) == 0 && dup2(errors, STDERR_FILENO) >= 0)
		execvp(words[0], words);
	_exit(127);
}

static char *read_all(struct arena *arena, int from)
{
	struct out out = { .arena = arena };
	char part[4096];
	ssize_t len;

	while ((len = read(from, part, sizeof part)) != 0) {
		assert_true(len > 0 || errno == EINTR);
		if (len > 0)
			out_bytes(&out, part, (size_t)len);
	}
	close(from);
	return text_copy_bytes(arena, out_html(&out).at, out.len);
}

/* Its exit status, and what it said on standard error. A signal fails the test. */
static int run(struct arena *arena, const char *folder, char *const *words, char **said)
{
	int ends[2], status;
	pid_t child;

	assert_int_equal(pipe(ends), 0);
	child = fork();
	assert_true(child >= 0);
	if (child == 0)
		be_program(folder, words, ends[1]);
	close(ends[1]);
	*said = read_all(arena, ends[0]);
	while (waitpid(child, &status, 0) < 0)
		assert_int_equal(errno, EINTR);
	if (!WIFEXITED(status))
		fail_msg("%s ended by signal %d: %s", words[0], WTERMSIG(status), *said);
	return WEXITSTATUS(status);
}

static int run_view(struct test *test, const char *folder, const char *file, char **said)
{
	char program[] = VIEW_PROGRAM;
	char *words[] = { program, text_copy(test->arena, file), test->out, NULL };

	return run(test->arena, folder, words, said);
}

static int run_c_compiler(struct test *test, const char *folder, char **said)
{
	char cc[] = VIEW_CC, standard[] = "-std=gnu17", wall[] = "-Wall", wextra[] = "-Wextra",
	     pedantic[] = "-Wpedantic";
	char shadow[] = "-Wshadow", conversion[] = "-Wconversion", werror[] = "-Werror", only[] = "-fsyntax-only";
	char root[] = "-I" VIEW_ROOT, views[] = "-I" VIEW_FOLDER;
	char *words[] = { cc,     standard, wall, wextra, pedantic,  shadow, conversion,
		          werror, only,     root, views,  test->out, NULL };

	return run(test->arena, folder, words, said);
}

static char *read_file(struct arena *arena, const char *path)
{
	const int file = open(path, O_RDONLY | O_CLOEXEC);

	if (file < 0)
		fail_msg("%s: %s", path, strerror(errno));
	return read_all(arena, file);
}

static char *expected_of(struct test *test, const char *folder, const char *file)
{
	return read_file(test->arena, text_format(test->arena, "%s/%.*s.expected", folder,
	                                          (int)(strlen(file) - strlen(".html")), file));
}

/* Calls check for each .html of a folder of tests/views; gives how many there were. */
static size_t each_view(struct test *test, const char *name,
                        void (*check)(struct test *test, const char *folder, const char *file))
{
	const char *folder = text_format(test->arena, VIEW_FOLDER "/%s", name);
	DIR *open = opendir(folder);
	const struct dirent *entry;
	size_t count = 0;

	assert_non_null(open);
	while ((entry = readdir(open)) != NULL)
		if (text_ends(entry->d_name, ".html")) {
			check(test, folder, entry->d_name);
			count++;
		}
	closedir(open);
	return count;
}

static void check_refused(struct test *test, const char *folder, const char *file)
{
	char *said;

	assert_int_equal(run_view(test, folder, file, &said), 1);
	assert_string_equal(said, expected_of(test, folder, file));
	assert_int_equal(access(test->out, F_OK), -1); /* nothing is left that could be built */
}

static void mistakes_are_refused_with_their_sentence(void **state)
{
	assert_true(each_view(*state, "refused", check_refused) >= 100);
}

static void check_uncompiled(struct test *test, const char *folder, const char *file)
{
	char *place = text_trim(test->arena, expected_of(test, folder, file)), *said;

	if (run_view(test, folder, file, &said) != 0)
		fail_msg("%s", said);
	assert_int_equal(run_c_compiler(test, folder, &said), 1);
	if (strstr(said, place) == NULL)
		fail_msg("expected %s in: %s", place, said);
	unlink(test->out);
}

static void what_does_not_belong_does_not_compile(void **state)
{
	assert_true(each_view(*state, "uncompiled", check_uncompiled) >= 20);
}

static void check_compiled(struct test *test, const char *folder, const char *file)
{
	char *said;

	if (run_view(test, folder, file, &said) != 0 || run_c_compiler(test, folder, &said) != 0)
		fail_msg("%s", said);
	assert_string_equal(said, "");
	unlink(test->out);
}

/* The very command that refuses the others takes these: they are refused for what they hold. */
static void good_views_compile(void **state)
{
	assert_int_equal(each_view(*state, "good", check_compiled), 2);
}

static struct sample_page hostile_page(struct arena *arena)
{
	static const char attack[] = "</title></textarea><script>alert('x' & \"y\")</script>";
	struct sample_page page = {
		.title = attack,
		.nothing = "",
		.count = 1234567,
		.day = date_of(2026, 11, 22),
		.moment = { date_start(date_of(2026, 11, 22)).ms + 20 * HOUR_MS },
		.home = url_to(arena, "/people/:who", "\"><script>"),
		.body = { .at = "<b>made by us</b>", .len = 17 },
		.step = 2,
	};
	struct person first = { .name = "\" onclick=\"alert(1)", .votes = 7, .home = url_id(arena, "/people/:id", 7) };
	const struct person second = { .name = "O'Neil & Co", .votes = 1500, .home = url_id(arena, "/people/:id", 8) };
	const struct person third = { .name = NULL, .votes = -3, .home = page.home, .has_answered = true };

	list_add(arena, &first.words, "<i>");
	list_add(arena, &first.words, "two");
	list_add(arena, &page.people, first);
	list_add(arena, &page.people, second);
	list_add(arena, &page.people, third);
	return page;
}

static void hostile_text_comes_out_harmless(void **state)
{
	struct test *test = *state;
	const struct sample_page page = hostile_page(test->arena);
	struct out out = { .arena = test->arena };

	view_sample_any(&out, &page);
	assert_string_equal(out_html(&out).at, read_file(test->arena, VIEW_FOLDER "/good/sample.expected"));
}

static void an_empty_page_takes_the_other_branches(void **state)
{
	struct test *test = *state;
	const struct sample_page page = { .title = "", .home = url_id(test->arena, "/:id", 1) };
	struct out out = { .arena = test->arena };

	view_sample(&out, &page);
	assert_string_equal(out_html(&out).at, read_file(test->arena, VIEW_FOLDER "/good/sample_empty.expected"));
}

static void white_space_is_kept_where_it_matters(void **state)
{
	struct test *test = *state;
	struct out out = { .arena = test->arena };

	view_spaces(&out);
	assert_string_equal(out_html(&out).at, read_file(test->arena, VIEW_FOLDER "/good/spaces.expected"));
}

static void write_file(const char *path, const char *text, size_t len)
{
	FILE *file = fopen(path, "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(text, 1, len, file), len);
	assert_int_equal(fclose(file), 0);
}

static void check_cut(struct test *test, const char *folder, const char *file)
{
	const char *text = read_file(test->arena, text_format(test->arena, "%s/%s", folder, file));
	const size_t len = strlen(text);
	struct arena *whole = test->arena;

	test->arena = arena_new();
	for (size_t cut = 0; cut < len; cut++) {
		char *said;
		int status;

		write_file(test->source, text, cut);
		status = run_view(test, test->folder, "cut.html", &said);
		if (status != 0 && (status != 1 || !text_starts(said, "cut.html:")))
			fail_msg("%s cut at %zu: status %d: %s", file, cut, status, said);
		unlink(test->out);
		arena_reset(test->arena);
	}
	arena_free(test->arena);
	test->arena = whole;
}

static void a_view_cut_anywhere_is_refused_in_words(void **state)
{
	assert_int_equal(each_view(*state, "good", check_cut), 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(mistakes_are_refused_with_their_sentence),
		cmocka_unit_test(what_does_not_belong_does_not_compile),
		cmocka_unit_test(good_views_compile),
		cmocka_unit_test(hostile_text_comes_out_harmless),
		cmocka_unit_test(an_empty_page_takes_the_other_branches),
		cmocka_unit_test(white_space_is_kept_where_it_matters),
		cmocka_unit_test(a_view_cut_anywhere_is_refused_in_words),
	};

	return cmocka_run_group_tests_name("views", tests, begin, end);
}
