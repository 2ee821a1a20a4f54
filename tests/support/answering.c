#include "answering.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
/* cmocka wants the three above it before itself */
#include <cmocka.h>

#include "base/random.h"
#include "store/event.h"
#include "store/migrations.h"

const char *answering_token(struct arena *arena, const char *word, int64_t number)
{
	char *token = text_copy(arena, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");

	memcpy(token, word, strlen(word));
	for (int i = 51; number > 0; number /= 26)
		token[i--] = (char)('a' + number % 26);
	return token;
}

const char *answering_link(struct arena *arena, int group)
{
	return answering_token(arena, "grouplink", group);
}

#define POSITION(number, name) "{\"number\": " #number ", \"name\": \"" name "\", \"says\": \"" name ".\"}"
#define CHOICE(name)           "{\"name\": \"" name "\", \"says\": \"" name ".\", \"asks\": \"Why?\"}"
#define PACK                                                                                                           \
	"{\"key\": \"f\", \"title\": \"F\", \"publisher\": \"F\", \"credit\": \"F\", "                                             \
	"\"licence\": {\"name\": \"F\", \"says\": \"F.\"}, \"line\": {\"positions\": [" POSITION(1, "No") ", "                 \
	POSITION(2, "Little") ", " POSITION(3, "Some") ", " POSITION(4, "Much") ", " POSITION(5, "All") "], "          \
	"\"dont_know\": " CHOICE("I do not know") ", \"does_not_apply\": " CHOICE("Not me") "}, \"themes\": [{"        \
	"\"key\": \"care\", \"name\": \"Care\", \"criteria\": [{\"key\": \"care.one\", \"name\": \"One\", "                     \
	"\"question\": \"One?\", \"minutes\": 1, \"statements\": [{\"id\": \"care.one.1\", \"label\": \"First\"}, "             \
	"{\"id\": \"care.one.2\", \"label\": \"Second\"}]}, {\"key\": \"care.two\", \"name\": \"Two\", "                         \
	"\"question\": \"Two?\", \"minutes\": 1, \"statements\": [{\"id\": \"care.two.1\", \"label\": \"Third\"}]}]}]}"

static void migrate(struct scratch *scratch)
{
	size_t count = 0;
	struct migration *steps = store_migrations(scratch->arena, &count);

	if (!database_migrate(scratch->database, scratch->arena, &scratch->work.fault, steps, count))
		fail_msg("%s", scratch->work.fault.sentence);
}

static void add_group(struct scratch *scratch, int group, int voice)
{
	struct arena *arena = scratch->arena;

	test_execute(scratch, text_format(arena,
	                                  "INSERT INTO people_group (partnership, id, name, voice, position) "
	                                  "VALUES (1, %d, 'Group %d', %d, %d)",
	                                  group, group, voice, group));
	test_execute(scratch,
	             text_format(arena,
	                         "INSERT INTO round_group (partnership, id, round, people_group, name, voice, "
	                         "voice_name, voice_position, position, minutes, link_token) "
	                         "VALUES (1, %d, 1, %d, 'Group %d', %d, 'Voice %d', %d, %d, 10, '%s')",
	                         group, group, group, voice, voice, voice, group, answering_link(arena, group)));
	test_execute(scratch, text_format(arena,
	                                  "INSERT INTO round_group_criterion (partnership, round_group, criterion) "
	                                  "VALUES (1, %d, 'care.one')%s",
	                                  group, group == 2 ? "" : text_format(arena, ", (1, %d, 'care.two')", group)));
}

void answering_start(struct scratch *scratch, const char *depth)
{
	static const int voices[ANSWERING_GROUPS] = { 1, 1, 2, 2, 3 };
	struct arena *arena = scratch->arena;

	random_start();
	migrate(scratch);
	scratch->work.partnership = 1;
	test_execute(scratch, "INSERT INTO partnership (id, name, created_at) VALUES (1, 'Test', 1), (2, 'Other', 1)");
	test_execute(scratch,
	             "INSERT INTO voice (partnership, id, key, name, position) VALUES (1, 1, 'a', 'Voice 1', 1), "
	             "(1, 2, 'b', 'Voice 2', 2), (1, 3, 'c', 'Voice 3', 3)");
	test_execute(scratch, "INSERT INTO framework (partnership, id, key, title) VALUES (1, 1, 'f', 'F')");
	test_execute(scratch,
	             "INSERT INTO framework_version (partnership, id, framework, number, digest, pack, loaded_at, "
	             "loaded_by) VALUES (1, 1, 1, 1, 'd', '" PACK "', 1, '')");
	test_execute(scratch,
	             text_format(arena,
	                         "INSERT INTO round (partnership, id, title, purpose, framework_version, depth, "
	                         "state, opened_at, made_by, made_at) "
	                         "VALUES (1, 1, 'Round', 'To learn.', 1, '%s', 'open', 1, '', 1)",
	                         depth));
	test_execute(scratch, "INSERT INTO round_criterion (partnership, round, criterion, position) "
	                      "VALUES (1, 1, 'care.one', 1), (1, 1, 'care.two', 2)");
	for (int group = 1; group <= ANSWERING_GROUPS; group++)
		add_group(scratch, group, voices[group - 1]);
}

struct joining {
	const char *link, *token;
};

static enum outcome change_join(struct work *w, void *plan)
{
	struct joining *joining = plan;
	struct answerer group;

	return answerer_by_group_link(w, joining->link, &group) && answer_join(w, &group, joining->token) ? CHANGED
	                                                                                                  : REFUSED;
}

const char *answering_join(struct scratch *scratch, int group)
{
	struct joining joining = { answering_link(scratch->arena, group), random_token(scratch->arena) };

	if (db_change_now(&scratch->work, change_join, &joining) != CHANGED)
		fail_msg("%s", scratch->work.fault.sentence);
	return joining.token;
}

static enum outcome change_save(struct work *w, void *plan)
{
	return answer_save(w, plan) ? CHANGED : REFUSED;
}

enum outcome answering_save(struct scratch *scratch, struct answer_save *save)
{
	scratch->work.fault = (struct fault){ 0 };
	return db_change_now(&scratch->work, change_save, save);
}

struct answer_save answering_say(const char *token, const char *criterion, int64_t version, const char *strength,
                                 int placed, const char *development)
{
	return (struct answer_save){
		.token = token,
		.criterion = criterion,
		.said = { .version = version,
		          .strength = strength,
		          .development = development,
		          .reason = "",
		          .placed = placed },
	};
}

int64_t answering_number(struct scratch *scratch, const struct statement *statement)
{
	struct rows *rows = db_ask_statement(&scratch->work, statement, 1, &NO_VALUES);

	if (rows == NULL)
		fail_msg("%s: %s", statement->sql, scratch->work.fault.sentence);
	return row_int(rows, 0, 0);
}
