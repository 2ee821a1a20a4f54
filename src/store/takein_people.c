/* The people of a take-out, as its lines name them. */
#include "base/text.h"
#include "store/takein_parts.h"

static bool read_person(struct taking_in *in, const json_t *line)
{
	struct arena *arena = in->lines.w->arena;
	const json_t *number = json_object_get(line, "number");
	const char *email = json_string_value(json_object_get(line, "email"));
	const char *name = json_string_value(json_object_get(line, "name"));
	const char *hash = json_string_value(json_object_get(line, "password_hash"));
	int64_t before = in->people.len == 0 ? 0 : in->people.at[in->people.len - 1].number;

	if (!json_is_integer(number) || json_integer_value(number) <= before)
		return takein_wrong(in->lines.w, in->lines.member, in->lines.number,
		                    "“number” is not a whole number that is larger than the one before.");
	if (text_is_empty(email) || name == NULL || (hash == NULL) == in->manifest.has_passwords)
		return takein_wrong(in->lines.w, in->lines.member, in->lines.number,
		                    "it does not say who somebody is.");
	list_add(arena, &in->people,
	         ((struct takeout_person){ json_integer_value(number), text_copy(arena, email), text_copy(arena, name),
	                                   hash == NULL ? "" : text_copy(arena, hash) }));
	return true;
}

bool takein_people(struct taking_in *in)
{
	const json_t *line;

	if (!takein_lines_begin(&in->lines, &in->manifest.members.at[0], 1))
		return false;
	while ((line = takein_line(&in->lines)) != NULL) {
		if (!read_person(in, line))
			return false;
	}
	return in->lines.w->fault.kind == FAULT_NONE;
}
