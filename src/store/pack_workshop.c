/* A theme's workshop: how a team can practise it together. */
#include "base/text.h"
#include "store/pack_reading.h"

static const struct text_rule workshop_rules[] = {
	{ TEXT_OF(struct pack_workshop, aim, "aim", "the aim", 300), .required = true },
	{ 0 },
};

static const struct text_rule step_rules[] = {
	{ TEXT_OF(struct pack_step, name, "name", "the name", 60), .required = true },
	{ TEXT_OF(struct pack_step, says, "says", "what to do", 600), .required = true },
	{ 0 },
};

static struct pack_step read_step(struct reading *reading, const char *where, const json_t *value)
{
	static const char *const others[] = { "minutes", "ask", NULL };
	const json_t *object = reading_object(reading, where, value);
	struct pack_step step = { .name = "", .says = "" };

	if (object == NULL)
		return step;
	reading_texts(reading, where, object, step_rules, others, &step);
	step.minutes = reading_number(reading, where, object, "minutes", "the minutes", 1, 240, 10);
	step.ask = reading_list(reading, where, object, "ask", "the questions", 6, 200);
	return step;
}

static void read_steps(struct reading *reading, const char *where, const json_t *object, struct pack_workshop *workshop)
{
	size_t count = reading_count(reading, where, object, "steps", "the steps", PACK_STEPS, false);

	for (size_t i = 0; i < count; i++) {
		const char *place = text_format(reading->arena, "%s, step %zu", where, i + 1);

		list_add(reading->arena, &workshop->steps,
		         read_step(reading, place, json_array_get(json_object_get(object, "steps"), i)));
		workshop->minutes += workshop->steps.at[i].minutes;
	}
}

const struct pack_workshop *pack_read_workshop(struct reading *reading, const char *where, const json_t *theme)
{
	static const char *const others[] = { "bring", "steps", "try_next", NULL };
	const json_t *value = json_object_get(theme, "workshop");
	struct pack_workshop *workshop = NEW(reading->arena, struct pack_workshop);

	where = text_format(reading->arena, "%s, workshop", where);
	if (value == NULL || reading_object(reading, where, value) == NULL)
		return NULL;
	workshop->aim = "";
	reading_texts(reading, where, value, workshop_rules, others, workshop);
	workshop->bring = reading_list(reading, where, value, "bring", "the things to bring", 8, 200);
	workshop->try_next = reading_list(reading, where, value, "try_next", "the things to try", 8, 200);
	read_steps(reading, where, value, workshop);
	return workshop;
}
