/* The members of a take-out that have lines. */
#include "base/json.h"
#include "base/list.h"
#include "store/takeout_parts.h"

#define WRITE_BYTES ((size_t)64 * 1024)

/* ------------------------------------------------------------------ lines */

/* As json_int writes it, without a format to read: there are millions. */
static void write_int(struct out *out, int64_t number)
{
	char digits[24];
	size_t at = sizeof digits;
	uint64_t left = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;

	do
		digits[--at] = (char)('0' + left % 10);
	while ((left /= 10) > 0);
	if (number < 0)
		digits[--at] = '-';
	out_bytes(out, digits + at, sizeof digits - at);
}

/* Somebody who never belonged to the partnership has no number in it, and nothing of it may point at them. */
static bool write_person(struct taking *taking, const struct takeout_column *column, int64_t account)
{
	int64_t number = takeout_name_of(&taking->names, account);

	if (number == 0 && account != 0)
		return fault(taking->w, FAULT_BROKEN,
		             "“%s” of a record in %s is somebody who never belonged to this partnership, so it "
		             "cannot be taken out. Tell whoever looks after Cairn.",
		             column->name, taking->table->name);
	write_int(&taking->out, number);
	return true;
}

static bool write_value(struct taking *taking, const struct takeout_column *column, const struct rows *row, size_t i)
{
	const struct cell *cell = &row->cells[i];

	if (cell->kind == VALUE_NULL)
		out_raw(&taking->out, "null");
	else if (column->kind == TAKEOUT_ACCOUNT)
		return write_person(taking, column, cell->integer);
	else if (cell->kind == VALUE_TEXT)
		json_text(&taking->out, cell->text);
	else if (cell->kind == VALUE_REAL)
		out_format(&taking->out, "%.17g", cell->real);
	else
		write_int(&taking->out, cell->integer);
	return true;
}

static bool end_line(struct taking *taking)
{
	out_raw(&taking->out, "}\n");
	taking->now->lines++;
	taking->made->records++;
	return (taking->out.len < WRITE_BYTES || gather_flush(taking)) && gather_goes_on(taking);
}

static bool write_row(void *context, const struct rows *row)
{
	struct taking *taking = context;

	for (size_t i = 0; i < row->columns; i++) {
		out_raw(&taking->out, taking->starts[i]);
		if (!write_value(taking, &taking->table->columns[i], row, i))
			return false;
	}
	return end_line(taking);
}

/* ------------------------------------------------------------------ tables */

bool takeout_rows_of(struct taking *taking, const struct takeout_table *table)
{
	struct arena *arena = taking->w->arena;
	struct table all = takeout_as_table(arena, table, NULL, 0);
	const char **names = NEW_ARRAY(arena, const char *, all.count);

	for (size_t i = 0; i < all.count; i++)
		names[i] = all.columns[i].name;
	taking->table = table;
	gather_begin(taking, text_format(arena, "%s.jsonl", table->name));
	gather_columns(taking, names, all.count);
	if (!db_table_each(taking->w, &all, write_row, taking))
		return false;
	if (text_equal(table->name, "file"))
		taking->made->files = taking->now->lines;
	return gather_end(taking);
}

bool takeout_rows_of_people(struct taking *taking)
{
	static const char *const names[] = { "number", "email", "name", "password_hash" };
	bool with_passwords = taking->manifest.has_passwords;
	struct takeout_people people = { 0 };
	const struct takeout_person *person;

	if (!takeout_people_read(taking->w, &people, &taking->names))
		return false;
	gather_begin(taking, TAKEOUT_PEOPLE);
	gather_columns(taking, names, with_passwords ? 4 : 3);
	for EACH(person, &people) {
		out_raw(&taking->out, taking->starts[0]);
		write_int(&taking->out, person->number);
		out_raw(&taking->out, taking->starts[1]);
		json_text(&taking->out, person->email);
		out_raw(&taking->out, taking->starts[2]);
		json_text(&taking->out, person->name);
		if (with_passwords) {
			out_raw(&taking->out, taking->starts[3]);
			json_text(&taking->out, person->password_hash);
		}
		if (!end_line(taking))
			return false;
	}
	return gather_end(taking);
}
