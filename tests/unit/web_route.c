/* Routes: which address goes where. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "web/route.h"

static const struct route one[] = {
	{ GET, "/", SHOW(NULL), MAY_ANYONE, READS, "home" },
	{ GET, "/rounds/:id", SHOW(NULL), MAY_READ, READS, "round" },
	{ GET, "/rounds/new", SHOW(NULL), MAY_READ, READS, "new" },
	{ GET, "/:any/new", SHOW(NULL), MAY_READ, READS, "any" },
	{ 0 },
};

static const struct route two[] = {
	{ POST, "/rounds/:id", SHOW(NULL), MAY_PLAN, CHANGES, "save" },
	{ POST, "/rounds/:id/close", SHOW(NULL), MAY_PLAN, CHANGES, "close" },
	{ GET, "/rounds/:id/:part", SHOW(NULL), MAY_PLAN, READS, "part" },
	{ 0 },
};

static const struct route *const tables[] = { one, two, NULL };

struct finding {
	struct work work;
	struct request request;
	const struct route *route;
	bool other;
};

static struct finding find(enum method method, const char *path)
{
	struct finding found = { .work = { .arena = arena_new() }, .request = { .method = method, .path = path } };

	found.route = route_find(&found.work, &found.request, tables, &found.other);
	return found;
}

static void assert_found(enum method method, const char *path, const char *title)
{
	struct finding found = find(method, path);

	if (title == NULL)
		assert_null(found.route);
	else
		assert_string_equal(found.route == NULL ? "none" : found.route->title, title);
	arena_free(found.work.arena);
}

static void addresses_go_where_they_should(void **state)
{
	(void)state;
	assert_found(GET, "/", "home");
	assert_found(GET, "/rounds/7", "round");
	assert_found(GET, "/rounds/new", "new");
	assert_found(GET, "/other/new", "any");
	assert_found(GET, "/rounds/7/people", "part");
	assert_found(GET, "/rounds/7/close", "part");
	assert_found(POST, "/rounds/7", "save");
	assert_found(POST, "/rounds/7/close", "close");
}

static void others_go_nowhere(void **state)
{
	static const char *const nowhere[] = { "",   "/rounds",       "/rounds/",  "/rounds//", "/rounds/7/",
		                               "//", "/rounds/7/a/b", "/Rounds/7", "rounds/7",  "/round/7" };

	(void)state;
	for (size_t i = 0; i < sizeof nowhere / sizeof nowhere[0]; i++)
		assert_found(GET, nowhere[i], NULL);
}

static void another_method_is_noticed(void **state)
{
	struct finding found = find(POST, "/");

	(void)state;
	assert_null(found.route);
	assert_true(found.other);
	arena_free(found.work.arena);
	found = find(POST, "/nowhere/at/all");
	assert_false(found.other);
	arena_free(found.work.arena);
}

static void parts_are_taken(void **state)
{
	struct finding found = find(GET, "/rounds/42/people");

	(void)state;
	assert_int_equal(path_id(&found.request, "id"), 42);
	assert_string_equal(path_part(&found.request, "part"), "people");
	assert_string_equal(path_part(&found.request, "absent"), "");
	arena_free(found.work.arena);
}

static void ids_are_plain_numbers(void **state)
{
	static const char *const none[] = { "/rounds/0",  "/rounds/-1", "/rounds/+1",
		                            "/rounds/01", "/rounds/1x", "/rounds/9223372036854775808",
		                            "/rounds/ 1" };

	(void)state;
	for (size_t i = 0; i < sizeof none / sizeof none[0]; i++) {
		struct finding found = find(GET, none[i]);

		assert_int_equal(path_id(&found.request, "id"), 0);
		arena_free(found.work.arena);
	}
}

static void the_page_of_a_form_is_known(void **state)
{
	(void)state;
	assert_ptr_equal(route_shown_at(tables, &two[0]), &one[1]);
	assert_null(route_shown_at(tables, &two[1]));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(addresses_go_where_they_should), cmocka_unit_test(others_go_nowhere),
		cmocka_unit_test(another_method_is_noticed),      cmocka_unit_test(parts_are_taken),
		cmocka_unit_test(ids_are_plain_numbers),          cmocka_unit_test(the_page_of_a_form_is_known),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
