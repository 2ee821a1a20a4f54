/* A table on its way in, line by line. */
#include "store/takein_parts.h"

/* One table on its way in. */
struct filling {
	struct taking_in *in;
	const struct takeout_table *from;
	struct table to;
	const char *name;    /* the partnership's new one, in its own table; else null */
	bool is_second_time; /* now what points at other rows of the same table is set */
	struct {
		size_t len, cap;
		int64_t *at;
	} lines; /* the second time: where each row stands */
};

static bool wrong_kind(struct filling *filling, const char *column, const char *is_not)
{
	return takein_wrong(filling->in->lines.w, filling->in->lines.member, filling->in->lines.number,
	                    "“%s” is not %s.", column, is_not);
}

static bool read_account(struct filling *filling, const char *column, int64_t number, struct value *value)
{
	int64_t account = number == 0 ? 0 : takeout_name_of(&filling->in->names, number);

	*value = value_int(account);
	return number == 0 || account != 0 || wrong_kind(filling, column, "the number of anybody in people.jsonl");
}

static bool read_value(struct filling *filling, const struct takeout_column *column, const json_t *json,
                       struct value *value)
{
	bool is_later = column->kind == TAKEOUT_LATER && !filling->is_second_time;

	value->is_null = json_is_null(json) || is_later;
	switch (column->kind) {
	case TAKEOUT_INT:
	case TAKEOUT_ACCOUNT:
	case TAKEOUT_LATER:
		value->kind = VALUE_INT;
		if (!json_is_null(json) && !json_is_integer(json))
			return wrong_kind(filling, column->name, "a whole number");
		value->integer = json_integer_value(json);
		return column->kind != TAKEOUT_ACCOUNT || value->is_null ||
		       read_account(filling, column->name, value->integer, value);
	case TAKEOUT_REAL:
		value->kind = VALUE_REAL;
		value->real = json_number_value(json);
		return value->is_null || json_is_number(json) || wrong_kind(filling, column->name, "a number");
	case TAKEOUT_TEXT:
		value->kind = VALUE_TEXT;
		value->text = json_string_value(json);
		return value->is_null || json_is_string(json) || wrong_kind(filling, column->name, "a text");
	case TAKEOUT_BYTES:
		break;
	}
	return wrong_kind(filling, column->name, "anything a line can hold");
}

/* The second time only the lines that have something to set. */
static bool has_something_to_set(const struct filling *filling, const json_t *line)
{
	for (size_t i = 0; i < filling->to.set; i++) {
		if (!json_is_null(json_object_get(line, filling->to.columns[i].name)))
			return true;
	}
	return filling->to.set == 0;
}

static const json_t *next_line(struct filling *filling)
{
	const json_t *line;

	do
		line = takein_line(&filling->in->lines);
	while (line != NULL && !has_something_to_set(filling, line));
	if (line != NULL && filling->is_second_time)
		list_add(filling->in->lines.w->arena, &filling->lines, filling->in->lines.number);
	return line;
}

static enum table_next give_line(void *context, struct value *values)
{
	struct filling *filling = context;
	const json_t *line = next_line(filling);

	if (line == NULL)
		return filling->in->lines.w->fault.kind == FAULT_NONE ? TABLE_END : TABLE_STOP;
	for (size_t i = 0; i < filling->to.count; i++) {
		const char *name = filling->to.columns[i].name;
		const json_t *json = json_object_get(line, name);

		if (json == NULL) {
			(void)wrong_kind(filling, name, "there");
			return TABLE_STOP;
		}
		if (!read_value(filling, takeout_column_named(filling->from, name), json, &values[i]))
			return TABLE_STOP;
		if (filling->name != NULL && text_equal(name, "name"))
			values[i] = value_text(filling->name);
	}
	return TABLE_ROW;
}

/* What the database said of a row, with the line it stands in. */
static bool refused_at(struct work *w, const struct takeout_member *member, int64_t line)
{
	struct fault why = w->fault;

	w->fault = (struct fault){ 0 };
	if (why.kind == FAULT_CONFLICT)
		return takein_wrong(w, member, line,
		                    "one like it is there already. Either the take-out holds it twice, or this "
		                    "partnership is in this Cairn already.");
	return takein_wrong(w, member, line, "%s", why.sentence);
}

static bool fill(struct filling *filling, size_t index)
{
	struct taking_in *in = filling->in;
	struct work *w = in->lines.w;
	const struct takeout_member *member = &in->manifest.members.at[index];
	int64_t refused = 0;
	bool is_filled = takein_lines_begin(&in->lines, member, index + 1) &&
	                 db_table_load(w, &filling->to, give_line, filling, &refused);

	takein_lines_end(&in->lines);
	if (filling->is_second_time && refused > 0)
		refused = filling->lines.at[refused - 1];
	return is_filled || (refused > 0 && refused_at(w, member, refused));
}

/* The columns to set, then those a row is known by. */
static struct table what_comes_later(struct arena *arena, const struct filling *filling)
{
	struct table_column *columns = NEW_ARRAY(arena, struct table_column, TAKEOUT_COLUMNS);
	struct table later = { .name = filling->to.name, .owner = filling->to.owner, .columns = columns };

	for (size_t i = 0; i < filling->to.count; i++) {
		if (takeout_column_named(filling->from, filling->to.columns[i].name)->kind == TAKEOUT_LATER)
			columns[later.count++] = filling->to.columns[i];
	}
	later.set = later.count;
	for (size_t i = 0; filling->from->key[i] != NULL && later.set > 0; i++) {
		for (size_t j = 0; j < filling->to.count; j++) {
			if (text_equal(filling->to.columns[j].name, filling->from->key[i]))
				columns[later.count++] = filling->to.columns[j];
		}
	}
	return later;
}

bool takein_table(struct taking_in *in, size_t index)
{
	const struct takeout_member *member = &in->manifest.members.at[index];
	struct arena *arena = in->lines.w->arena;
	struct filling filling = { .in = in, .from = member->table };

	filling.to = takeout_as_table(arena, member->table, member->columns, member->column_count);
	filling.name = member->table == takeout_tables ? in->made->name : NULL;
	if (!fill(&filling, index))
		return false;
	in->made->records += member->lines;
	filling.to = what_comes_later(arena, &filling);
	filling.is_second_time = true;
	return filling.to.set == 0 || fill(&filling, index);
}
