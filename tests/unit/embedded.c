/*
 * Files made part of a program: found by name, whole, with a digest that is theirs.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "samples.h"

static const struct embedded *find(const char *path)
{
	return embedded_find(samples, samples_count, path);
}

static void files_are_there_in_order(void **state)
{
	(void)state;
	assert_int_equal(samples_count, 4);
	for (size_t i = 1; i < samples_count; i++)
		assert_true(strcmp(samples[i - 1].path, samples[i].path) < 0);
	for (size_t i = 0; i < samples_count; i++)
		assert_ptr_equal(find(samples[i].path), &samples[i]);
}

static void only_whole_names_are_found(void **state)
{
	(void)state;
	assert_null(find("more/z.txt"));
	assert_null(find("z.tx"));
	assert_null(find(""));
	assert_null(embedded_find(samples, 0, "z.txt"));
}

static void bytes_are_the_files_own(void **state)
{
	static const unsigned char bytes[] = { 0, 255, '"', '\\', '\n', '?', '?', '=' };

	(void)state;
	assert_int_equal(find("bytes.bin")->len, sizeof bytes);
	assert_memory_equal(find("bytes.bin")->at, bytes, sizeof bytes);
	for (size_t i = 0; i < samples_count; i++)
		assert_int_equal(samples[i].at[samples[i].len], 0);
	assert_int_equal(find("empty.txt")->len, 0);
}

static void digests_are_fnv_1a(void **state)
{
	(void)state;
	assert_string_equal(find("empty.txt")->digest, "cbf29ce484222325");  /* RFC 9923: the offset basis */
	assert_string_equal(find("a name.txt")->digest, "a430d84680aabd0b"); /* "hello" */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(files_are_there_in_order),
		cmocka_unit_test(only_whole_names_are_found),
		cmocka_unit_test(bytes_are_the_files_own),
		cmocka_unit_test(digests_are_fnv_1a),
	};

	return cmocka_run_group_tests_name("embedded", tests, NULL, NULL);
}
