/* The described line: five positions, and the two other answers. */
#include "base/text.h"
#include "store/pack_reading.h"

static const char *const none[] = { NULL };

static const struct text_rule position_rules[] = {
	{ TEXT_OF(struct pack_position, name, "name", "the name", 60) },
	{ TEXT_OF(struct pack_position, says, "says", "the description", 400), .required = true },
	{ 0 },
};

static const struct text_rule choice_rules[] = {
	{ TEXT_OF(struct pack_choice, name, "name", "the name", 60), .required = true },
	{ TEXT_OF(struct pack_choice, says, "says", "the description", 300) },
	{ TEXT_OF(struct pack_choice, asks, "asks", "what it asks", 300) },
	{ 0 },
};

/* One of the five. A criterion's positions take their names from the line. */
static struct pack_position read_position(struct reading *reading, const char *where, const json_t *value,
                                          int64_t number, const char *usual_name)
{
	static const char *const others[] = { "number", NULL };
	struct pack_position position = { .number = number, .name = "", .says = "" };
	const json_t *object = reading_object(reading, where, value);

	if (object == NULL)
		return position;
	reading_texts(reading, where, object, position_rules, others, &position);
	if (json_object_get(object, "number") == NULL)
		reading_problem(reading, where, "its number is missing.");
	else if (reading_number(reading, where, object, "number", "the number", 1, PACK_POSITIONS, number) != number)
		reading_problem(reading, where, "its number should be %lld: positions stand in order from 1 to 5.",
		                (long long)number);
	if (*position.name == '\0')
		position.name = usual_name;
	if (*position.name == '\0')
		reading_problem(reading, where, "the name is missing.");
	return position;
}

static void read_line(struct reading *reading, const json_t *line, struct pack *pack)
{
	const char *where = "The line";
	const json_t *positions = json_object_get(line, "positions");
	size_t count = reading_count(reading, where, line, "positions", "its positions", PACK_POSITIONS, false);

	if (count != 0 && count != PACK_POSITIONS)
		reading_problem(reading, where, "it must have exactly five positions, and has %zu.", count);
	for (size_t i = 0; i < count; i++) {
		const char *place = text_format(reading->arena, "%s, position %zu", where, i + 1);

		list_add(reading->arena, &pack->line,
		         read_position(reading, place, json_array_get(positions, i), (int64_t)i + 1, ""));
	}
}

static void read_choice(struct reading *reading, const json_t *line, const char *name, const char *where,
                        struct pack_choice *choice)
{
	const json_t *object = reading_object(reading, where, json_object_get(line, name));

	*choice = (struct pack_choice){ "", "", "" };
	if (object != NULL)
		reading_texts(reading, where, object, choice_rules, none, choice);
}

void pack_read_line(struct reading *reading, const json_t *root, struct pack *pack)
{
	static const char *const names[] = { "positions", "dont_know", "does_not_apply", NULL };
	static const struct text_rule no_texts[] = { { 0 } };
	const json_t *line = reading_object(reading, "The line", json_object_get(root, "line"));

	if (line == NULL)
		return;
	reading_texts(reading, "The line", line, no_texts, names, pack);
	read_line(reading, line, pack);
	read_choice(reading, line, "dont_know", "The line, don't know", &pack->dont_know);
	read_choice(reading, line, "does_not_apply", "The line, does not apply", &pack->does_not_apply);
}

void pack_read_positions(struct reading *reading, const char *where, const json_t *object, const struct pack *pack,
                         struct pack_criterion *criterion)
{
	size_t count = reading_count(reading, where, object, "positions", "the positions", PACK_POSITIONS, true);

	for (size_t i = 0; count == 0 && i < pack->line.len; i++)
		list_add(reading->arena, &criterion->positions, pack->line.at[i]);
	if (count != 0 && count != PACK_POSITIONS)
		reading_problem(reading, where, "it must have exactly five positions, and has %zu.", count);
	for (size_t i = 0; i < count; i++) {
		const char *place = text_format(reading->arena, "%s, position %zu", where, i + 1);
		const char *usual = i < pack->line.len ? pack->line.at[i].name : "";
		const json_t *value = json_array_get(json_object_get(object, "positions"), i);

		list_add(reading->arena, &criterion->positions,
		         read_position(reading, place, value, (int64_t)i + 1, usual));
	}
}
