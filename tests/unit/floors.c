/*
 * The floor checker over a house with every fault (tests/floors): what it says is compared to the letter.
 */
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

static size_t read_and_close(FILE *file, char *into, size_t room, int (*close)(FILE *file), int *status)
{
	size_t len;

	assert_non_null(file);
	len = fread(into, 1, room - 1, file);
	assert_true(len < room - 1);
	into[len] = '\0';
	*status = close(file);
	return len;
}

static void every_fault_is_named(void **state)
{
	char said[16384], expected[16384];
	int status;

	(void)state;
	assert_int_equal(chdir(FLOORS_FOLDER), 0);
	read_and_close(fopen("expected.txt", "r"), expected, sizeof expected, fclose, &status);
	read_and_close(popen(FLOORS_PROGRAM " src", "r"), said, sizeof said, pclose, &status);
	assert_string_equal(said, expected);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 1);
}

static void a_folder_that_is_not_there_is_no_clean_house(void **state)
{
	char said[1024];
	int status;

	(void)state;
	read_and_close(popen(FLOORS_PROGRAM " no_such_folder 2>&1", "r"), said, sizeof said, pclose, &status);
	assert_non_null(strstr(said, "no_such_folder"));
	assert_int_equal(WEXITSTATUS(status), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_fault_is_named),
		cmocka_unit_test(a_folder_that_is_not_there_is_no_clean_house),
	};

	return cmocka_run_group_tests_name("floors", tests, NULL, NULL);
}
