/*
 * A workbook as sheets of rows of one kind: how figures, days and texts become cells. Only for workbook.c.
 *
 * Written row by row (libxlsxwriter's constant memory). What goes wrong meanwhile is kept, and said by workbook_end.
 */
#ifndef CAIRN_CULTURE_WORKBOOK_SHEET_H
#define CAIRN_CULTURE_WORKBOOK_SHEET_H

#include <stdbool.h>

#include "base/field.h"
#include "base/list.h"
#include "base/work.h"

struct formats;
struct lxw_workbook;

struct workbook {
	struct work *w; /* whose arena holds what is made for a cell */
	struct lxw_workbook *book;
	struct formats *formats;
	unsigned wrong; /* as libxlsxwriter numbers it */
};

/* False with the fault in w: then there is nothing to end. */
bool workbook_begin(struct workbook *book, struct work *w, const char *path);

/* A sheet of rows of one kind, the labels of its fields first. `rows` is any LIST of that record. */
void workbook_sheet(struct workbook *book, const char *name, const struct record_type *type,
                    const struct list_any *rows);

/* Always after workbook_begin. False with the fault in w. */
bool workbook_end(struct workbook *book);

/* A text as a cell can hold it: one that is too long is shortened, and says so. */
const char *workbook_text(struct arena *arena, const char *text);

#endif
