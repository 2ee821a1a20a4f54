#include "main/demo.h"

#include <stdio.h>
#include <string.h>

#include "base/embedded.h"
#include "base/hash.h"
#include "base/text.h"
#include "db/db.h"
#include "main/demo_files.h"
#include "store/account.h"
#include "store/framework.h"
#include "store/outcome.h"
#include "store/partnership.h"
#include "store/search_rebuild.h"
#include "web/route.h"

#define BEGAN_DAYS_AGO 410
#define PLANNER        "planner@moray.example" /* who runs its rounds */

static void forget_json(void *json)
{
	json_decref(json);
}

static const json_t *read_demo(struct work *w)
{
	const struct embedded *file = embedded_find(demo_files, demo_files_count, "moray.json");
	json_t *demo = file == NULL ? NULL : json_loadb((const char *)file->at, file->len, 0, NULL);

	if (demo == NULL) {
		fault(w, FAULT_BROKEN, "The demonstration is missing from this program.");
		return NULL;
	}
	arena_defer(w->arena, forget_json, demo);
	return demo;
}

struct demo_plan {
	const json_t *demo;
	const char *password_hash;
};

static enum outcome make_partnership(struct work *w, void *made)
{
	const struct demo_plan *plan = made;
	const json_t *people = json_object_get(plan->demo, "people");
	const json_t *person;
	size_t i;

	w->now.ms -= BEGAN_DAYS_AGO * DAY_MS;
	if (partnership_add(w, json_string_value(json_object_get(plan->demo, "partnership")), true) == 0 ||
	    !framework_ship(w) || !outcomes_ship(w))
		return REFUSED;
	json_array_foreach(people, i, person)
	{
		int64_t account = account_add(w, json_string_value(json_object_get(person, "email")),
		                              json_string_value(json_object_get(person, "name")), plan->password_hash);

		if (account == 0 || !membership_give(w, account, json_string_value(json_object_get(person, "role"))))
			return REFUSED;
	}
	return CHANGED;
}

/* All in one change, so that the demonstration is there whole or not at all. */
static enum outcome make_rounds(struct work *w, void *made)
{
	const struct demo_plan *plan = made;
	struct random random = { .seed = (uint64_t)json_integer_value(json_object_get(plan->demo, "seed")) };
	const json_t *rounds = json_object_get(plan->demo, "rounds");
	const struct account *planner = account_by_email(w, PLANNER);
	struct moment now = w->now;
	json_t *named = json_object();

	if (named == NULL)
		return REFUSED;
	arena_defer(w->arena, forget_json, named);
	if (planner == NULL)
		return REFUSED;
	for (size_t i = 0; i < json_array_size(rounds); i++) {
		const json_t *described = json_array_get(rounds, i);
		int64_t round;

		random.chunk = (uint64_t)json_integer_value(json_object_get(described, "stream"));
		random.counter = 0;
		w->now = now;
		w->account = planner->id;
		w->person = planner->name;
		round = demo_round(w, plan->demo, described, &random);
		if (round == 0 || !demo_afterwards(w, now, round, described, named))
			return REFUSED;
	}
	return CHANGED;
}

/* What is made happened long ago; it is now again when it is made, and when it could not be. */
static enum outcome make_demonstration(struct work *w, void *made)
{
	struct moment now = w->now;
	enum outcome outcome = make_partnership(w, made);

	w->now = now;
	if (outcome == CHANGED)
		outcome = make_rounds(w, made);
	w->now = now;
	return outcome;
}

static void print_people(const json_t *demo)
{
	const json_t *people = json_object_get(demo, "people");
	const json_t *person;
	size_t i;

	json_array_foreach(people, i, person)
		printf("  %-30s %s\n", json_string_value(json_object_get(person, "email")),
	               json_string_value(json_object_get(person, "name")));
}

static bool run_load(struct work *w, int count, char **words)
{
	const char *password = command_option(count, words, "password");
	struct demo_plan plan = { .demo = read_demo(w) };
	const char *wrong;
	int64_t added;

	if (plan.demo == NULL)
		return false;
	if (password == NULL) {
		char *token = random_token(w->arena);

		token[16] = '\0';
		password = token;
	}
	wrong = password_mistake(w->arena, password, "", "");
	if (wrong != NULL)
		return fault(w, FAULT_BAD_INPUT, "%s", wrong);
	plan.password_hash = password_hash(w->arena, password);
	if (plan.password_hash == NULL)
		return fault(w, FAULT_UNAVAILABLE, "There is not enough memory to hash a password.");
	w->person = "Cairn";
	if (db_change_now(w, make_demonstration, &plan) != CHANGED)
		return w->fault.kind != FAULT_NONE ? false
		                                   : fault(w, FAULT_BROKEN, "The demonstration could not be made.");
	if (!search_catch_up(w, NULL, &added))
		return false;
	printf("The demonstration is there. Everybody in it signs in with the password %s\n", password);
	print_people(plan.demo);
	return true;
}

/* The link of a group of the open round: what one would put on a poster. */
static bool run_show(struct work *w, int count, char **words)
{
	const char *address = command_option(count, words, "address");
	const json_t *demo = read_demo(w);
	struct rows *rows;

	if (demo == NULL)
		return false;
	w->partnership = 1;
	rows = db_ask(w,
	              "SELECT g.name, g.link_token, p.is_demonstration FROM round_group g "
	              "JOIN round r ON r.partnership = g.partnership AND r.id = g.round "
	              "JOIN partnership p ON p.id = g.partnership "
	              "WHERE g.partnership = $1 AND r.state = 'open' ORDER BY g.id LIMIT 1",
	              V(w->partnership));
	if (rows == NULL)
		return false;
	if (rows->len == 0 || !row_flag(rows, 0, 2))
		return fault(w, FAULT_NOT_FOUND, "This database has no demonstration. Make it: cairn demo load");
	if (address == NULL)
		address = "http://127.0.0.1:8080";
	printf("Sign in at %s/sign-in as any of\n", address);
	print_people(demo);
	printf("Answer without an account, as one of %s:\n  %s/join/%s\n", row_text(rows, 0, 0), address,
	       row_text(rows, 0, 1));
	return true;
}

static const struct command demo_commands[] = {
	{ "demo load", "[--password PASSWORD]", "Make the demonstration partnership",
	  "Adds a partnership with invented people, rounds and answers, all marked as examples, and prints the "
	  "password "
	  "with which everybody in it signs in. Never load it beside a real partnership.",
	  NEEDS_DATABASE, run_load },
	{ "demo show", "[--address URL]", "Say how to sign in to the demonstration",
	  "Prints the accounts of the demonstration and a link with which anybody can answer its open round.",
	  NEEDS_DATABASE, run_show },
	{ 0 },
};

static const struct route no_routes[] = { { 0 } };

const struct theme demo_theme = {
	.name = "", .home = "/", .may = MAY_ANYONE, .routes = no_routes, .commands = demo_commands
};
