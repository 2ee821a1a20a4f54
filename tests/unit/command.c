/* What a person types: a mistyped option is refused and never passed over, and a mistyped command is guessed with sense. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "main/commands.h"
#include "main/options.h"

static const struct command plant = { "plant", "FILE [--deep] [--rows N] [--as EMAIL | --all]", "", "", NO_DATABASE,
	                              NULL };

static bool takes(struct arena *arena, const struct command *command, const char *typed, struct fault *fault)
{
	struct work w = { .arena = arena };
	size_t count;
	char **words = text_split(arena, typed, ' ', &count);
	bool good = options_check(&w, command, (int)count, words);

	*fault = w.fault;
	return good;
}

static void accepts(const struct command *command, const char *typed)
{
	struct arena *arena = arena_new();
	struct fault fault;

	if (!takes(arena, command, typed, &fault))
		fail_msg("%s: %s", typed, fault.sentence);
	arena_free(arena);
}

static void refuses(const struct command *command, const char *typed, const char *sentence)
{
	struct arena *arena = arena_new();
	struct fault fault;

	assert_false(takes(arena, command, typed, &fault));
	assert_int_equal(fault.kind, FAULT_BAD_INPUT);
	assert_string_equal(fault.sentence, sentence);
	arena_free(arena);
}

static void options_are_those_of_the_help(void **state)
{
	(void)state;
	accepts(&plant, "seeds.txt");
	accepts(&plant, "seeds.txt --rows 3 --deep");
	accepts(&plant, "--all --database here.db seeds.txt");
	accepts(&plant, "seeds.txt --as you@example.org --help");
}

static void others_are_refused_with_those_there_are(void **state)
{
	(void)state;
	refuses(&plant, "seeds.txt --dep",
	        "cairn plant does not take --dep. Its options are --deep, --rows N, --as EMAIL, --all, --database "
	        "ADDRESS "
	        "and --help.");
	refuses(&plant, "seeds.txt --rows=3",
	        "cairn plant does not take --rows=3. Its options are --deep, --rows N, --as EMAIL, --all, --database "
	        "ADDRESS and --help.");
	refuses(&(struct command){ "rest", "", "", "", NO_DATABASE, NULL }, "--deep",
	        "cairn rest does not take --deep. Its options are --database ADDRESS and --help.");
}

static void a_value_left_out_is_noticed(void **state)
{
	(void)state;
	refuses(&plant, "seeds.txt --rows", "--rows needs a value after it: cairn plant --rows N");
	refuses(&plant, "--database --deep", "--database needs a value after it: cairn plant --database ADDRESS");
}

/* The server itself begins jobs, and tests ask for routes. */
static void unspoken_options_are_taken(void **state)
{
	char *get[] = { (char[]){ "get" } }, *job[] = { (char[]){ "job" } };
	int taken;

	(void)state;
	accepts(command_find(1, get, &taken), "--routes");
	accepts(command_find(1, job, &taken), "7 --in 1 --taken 2");
	accepts(command_find(1, get, &taken), "--all --list --as you@example.org");
}

static void what_is_like_a_command_is_suggested(void **state)
{
	struct arena *arena = arena_new();
	char *long_word = arena_take(arena, 131);

	(void)state;
	assert_string_equal(command_like(arena, "srve"), "serve");
	assert_string_equal(command_like(arena, "restor"), "restore");
	assert_null(command_like(arena, "zzzz"));
	memset(long_word, 'x', 130);
	assert_null(command_like(arena, long_word));
	arena_free(arena);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(options_are_those_of_the_help),
		cmocka_unit_test(others_are_refused_with_those_there_are),
		cmocka_unit_test(a_value_left_out_is_noticed),
		cmocka_unit_test(unspoken_options_are_taken),
		cmocka_unit_test(what_is_like_a_command_is_suggested),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
