#include <string.h>

#include "db/driver.h"

#define CELLS_AT_FIRST 64

struct rows *rows_new(struct arena *arena, size_t columns)
{
	struct rows *rows = NEW(arena, struct rows);

	rows->columns = columns;
	return rows;
}

struct cell *rows_add(struct arena *arena, struct rows *rows, size_t *cap)
{
	size_t used = rows->len * rows->columns;

	if (used + rows->columns > *cap) {
		struct cell *larger;

		*cap = *cap == 0 ? CELLS_AT_FIRST : *cap * 2;
		if (*cap < used + rows->columns)
			*cap = used + rows->columns;
		larger = arena_take_blank(arena, *cap * sizeof *larger); /* the driver writes each */
		if (used > 0)
			memcpy(larger, rows->cells, used * sizeof *larger);
		rows->cells = larger;
	}
	rows->len++;
	return (struct cell *)rows->cells + used;
}

static const struct cell *cell_at(const struct rows *rows, size_t row, size_t column)
{
	static const struct cell nothing = { .kind = VALUE_NULL };

	if (rows == NULL || row >= rows->len || column >= rows->columns)
		return &nothing;
	return &rows->cells[row * rows->columns + column];
}

int64_t row_int(const struct rows *rows, size_t row, size_t column)
{
	const struct cell *cell = cell_at(rows, row, column);

	if (cell->kind == VALUE_INT)
		return cell->integer;
	/* The bounds are the powers of two next to those of int64_t, which a double holds exactly. */
	if (cell->kind == VALUE_REAL && cell->real >= -0x1p63 && cell->real < 0x1p63)
		return (int64_t)cell->real;
	return 0;
}

double row_real(const struct rows *rows, size_t row, size_t column)
{
	const struct cell *cell = cell_at(rows, row, column);

	if (cell->kind == VALUE_REAL)
		return cell->real;
	return cell->kind == VALUE_INT ? (double)cell->integer : 0;
}

const char *row_text(const struct rows *rows, size_t row, size_t column)
{
	const struct cell *cell = cell_at(rows, row, column);

	return cell->kind == VALUE_TEXT ? cell->text : "";
}

struct blob row_blob(const struct rows *rows, size_t row, size_t column)
{
	const struct cell *cell = cell_at(rows, row, column);

	if (cell->kind != VALUE_BLOB)
		return (struct blob){ 0 };
	return (struct blob){ cell->bytes, cell->len };
}

bool row_flag(const struct rows *rows, size_t row, size_t column)
{
	return row_int(rows, row, column) != 0;
}

struct date row_date(const struct rows *rows, size_t row, size_t column)
{
	return (struct date){ row_int(rows, row, column) };
}

struct moment row_moment(const struct rows *rows, size_t row, size_t column)
{
	return (struct moment){ row_int(rows, row, column) };
}

bool row_is_null(const struct rows *rows, size_t row, size_t column)
{
	return cell_at(rows, row, column)->kind == VALUE_NULL;
}

static void field_from_cell(const struct field *field, const struct rows *rows, size_t row, size_t column, void *record)
{
	void *at = field_in(field, record);

	switch (field->kind) {
	case FIELD_INT:
		*(int64_t *)at = row_int(rows, row, column);
		break;
	case FIELD_TEXT:
		*(const char **)at = row_text(rows, row, column);
		break;
	case FIELD_FLAG:
		*(bool *)at = row_flag(rows, row, column);
		break;
	case FIELD_DATE:
		*(struct date *)at = row_date(rows, row, column);
		break;
	case FIELD_MOMENT:
		*(struct moment *)at = row_moment(rows, row, column);
		break;
	case FIELD_FIGURE:
		break; /* never stored: stays missing */
	}
}

void row_read(const struct rows *rows, size_t row, size_t first, const struct record_type *type, void *record)
{
	for (size_t i = 0; i < type->count; i++)
		field_from_cell(&type->fields[i], rows, row, first + i, record);
}

void *rows_one(struct work *work, const struct rows *rows, const struct record_type *type, enum fault_kind kind,
               const char *sentence)
{
	void *record;

	if (rows == NULL)
		return NULL;
	if (rows->len == 0) {
		fault(work, kind, "%s", sentence);
		return NULL;
	}
	record = arena_take(work->arena, type->size);
	row_read(rows, 0, 0, type, record);
	return record;
}

bool rows_all(struct work *work, const struct rows *rows, const struct record_type *type, struct list_any *list)
{
	*list = (struct list_any){ 0 };
	if (rows == NULL)
		return false;
	list->at = arena_take_array(work->arena, rows->len, type->size);
	list->len = list->cap = rows->len;
	for (size_t i = 0; i < rows->len; i++)
		row_read(rows, i, 0, type, (char *)list->at + i * type->size);
	return true;
}
