#include "culture/workbook_sheet.h"

#include <libgen.h>
#include <string.h>
#include <xlsxwriter.h>

#include "base/text.h"

#define DAYS_1900 25569 /* 1 January 1970 as Excel counts days */

#define NARROW 14 /* characters */
#define WIDE   60

#define CELL_MOST 32767 /* characters, in all of Excel's versions */
#define SHORTENED " … [Shortened: a cell holds no more. The whole text is in the CSV and JSON files.]"

struct formats {
	lxw_format *head, *day, *wrapped;
};

/* ------------------------------------------------------------------ cells */

/* The first that went wrong; it is said when the workbook ends. */
static void note(struct workbook *book, lxw_error wrong)
{
	if (wrong != LXW_NO_ERROR && book->wrong == LXW_NO_ERROR)
		book->wrong = wrong;
}

/* As Excel counts them: a character beyond the first 65,536 is two. */
static size_t units_of(unsigned char first)
{
	return (first & 0xC0) == 0x80 ? 0 : first >= 0xF0 ? 2 : 1;
}

/* Bytes are never fewer than units. */
const char *workbook_text(struct arena *arena, const char *text)
{
	size_t units = 0, fits = 0, at = 0;

	if (strlen(text) <= CELL_MOST)
		return text;
	for (; text[at] != '\0'; at++) {
		units += units_of((unsigned char)text[at]);
		if (units <= CELL_MOST - strlen(SHORTENED))
			fits = at + 1;
	}
	return units <= CELL_MOST ? text : text_format(arena, "%.*s%s", (int)fits, text, SHORTENED);
}

static void write_text(struct workbook *book, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, const char *text)
{
	if (*text != '\0')
		note(book, worksheet_write_string(sheet, row, column, workbook_text(book->w->arena, text),
		                                  book->formats->wrapped));
}

static void write_figure(struct workbook *book, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column,
                         struct figure figure)
{
	if (figure.state == FIGURE_SHOWN)
		note(book, worksheet_write_number(sheet, row, column, figure.value, NULL));
	else if (figure.state == FIGURE_SUPPRESSED)
		write_text(book, sheet, row, column, figure_text(book->w->arena, figure));
}

static void write_days(struct workbook *book, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, int64_t days)
{
	if (days != 0)
		note(book, worksheet_write_number(sheet, row, column, (double)(days + DAYS_1900), book->formats->day));
}

static void write_cell(struct workbook *book, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column,
                       const struct field *field, const char *at)
{
	const void *cell = at + field->offset;

	switch (field->kind) {
	case FIELD_INT:
		note(book, worksheet_write_number(sheet, row, column, (double)*(const int64_t *)cell, NULL));
		break;
	case FIELD_TEXT:
		write_text(book, sheet, row, column, *(const char *const *)cell);
		break;
	case FIELD_FLAG:
		write_text(book, sheet, row, column, *(const bool *)cell ? "yes" : "no");
		break;
	case FIELD_DATE:
		write_days(book, sheet, row, column, ((const struct date *)cell)->days);
		break;
	case FIELD_MOMENT:
		if (((const struct moment *)cell)->ms != 0)
			write_days(book, sheet, row, column, date_at(*(const struct moment *)cell).days);
		break;
	case FIELD_FIGURE:
		write_figure(book, sheet, row, column, *(const struct figure *)cell);
		break;
	}
}

/* ------------------------------------------------------------------ sheets */

/* As wide as what is in it: the longest text of the column, within bounds. */
static double width_of(const struct field *field, const struct record_type *type, const struct list_any *rows)
{
	size_t longest = NARROW;

	for (size_t r = 0; field->kind == FIELD_TEXT && r < rows->len; r++) {
		const void *cell = (const char *)rows->at + r * type->size + field->offset;
		size_t len = text_characters(*(const char *const *)cell);

		longest = len > longest ? len : longest;
	}
	return longest > WIDE ? WIDE : (double)longest;
}

void workbook_sheet(struct workbook *book, const char *name, const struct record_type *type,
                    const struct list_any *rows)
{
	lxw_worksheet *sheet = book->wrong == LXW_NO_ERROR ? workbook_add_worksheet(book->book, name) : NULL;
	lxw_col_t column = 0;

	if (sheet == NULL) {
		note(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
		return;
	}
	worksheet_freeze_panes(sheet, 1, 0);
	for (size_t i = 0; i < type->count; i++) {
		if (type->fields[i].secret)
			continue;
		note(book, worksheet_set_column(sheet, column, column, width_of(&type->fields[i], type, rows), NULL));
		note(book, worksheet_write_string(sheet, 0, column++, type->fields[i].label, book->formats->head));
	}
	for (size_t r = 0; r < rows->len; r++) {
		column = 0;
		for (size_t i = 0; i < type->count; i++) {
			if (!type->fields[i].secret)
				write_cell(book, sheet, (lxw_row_t)(r + 1), column++, &type->fields[i],
				           (const char *)rows->at + r * type->size);
		}
	}
}

/* ------------------------------------------------------------------ the file */

static bool set_formats(struct workbook *book)
{
	struct formats *formats = NEW(book->w->arena, struct formats);

	book->formats = formats;
	formats->head = workbook_add_format(book->book);
	formats->day = workbook_add_format(book->book);
	formats->wrapped = workbook_add_format(book->book);
	if (formats->head == NULL || formats->day == NULL || formats->wrapped == NULL)
		return false;
	format_set_bold(formats->head);
	format_set_text_wrap(formats->head);
	format_set_align(formats->head, LXW_ALIGN_VERTICAL_TOP);
	format_set_num_format(formats->day, "d mmmm yyyy");
	format_set_text_wrap(formats->wrapped);
	format_set_align(formats->wrapped, LXW_ALIGN_VERTICAL_TOP);
	return true;
}

bool workbook_begin(struct workbook *book, struct work *w, const char *path)
{
	char *folder = dirname(text_copy(w->arena, path));
	lxw_workbook_options options = { .constant_memory = LXW_TRUE, .tmpdir = folder };

	*book = (struct workbook){ .w = w, .book = workbook_new_opt(path, &options) };
	if (book->book == NULL)
		return fault(w, FAULT_UNAVAILABLE, "The workbook could not be begun: there is no room for files.");
	if (!set_formats(book))
		note(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
	return true;
}

bool workbook_end(struct workbook *book)
{
	note(book, workbook_close(book->book));
	return book->wrong == LXW_NO_ERROR || fault(book->w, FAULT_UNAVAILABLE, "The workbook could not be written: %s",
	                                            lxw_strerror((lxw_error)book->wrong));
}
