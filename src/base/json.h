/*
 * JSON and CSV out, written straight into an out. Reading JSON is jansson's work.
 *
 * Commas are placed by the writer: json_begin, then names and values in turn.
 */
#ifndef CAIRN_BASE_JSON_H
#define CAIRN_BASE_JSON_H

#include <stdbool.h>
#include <stdint.h>

#include "base/field.h"
#include "base/out.h"

void json_text(struct out *out, const char *text); /* quoted; null is written null; also fit to stand inside HTML */
void json_name(struct out *out, const char *name); /* a comma when one is due, then "name": */
void json_open(struct out *out, char bracket);     /* { or [ ; a comma first when one is due */
void json_close(struct out *out, char bracket);
void json_int(struct out *out, int64_t number); /* inside an array a comma when one is due */

/* A record as an object; fields marked secret stay out. A figure is {"value":2.5,"state":"shown"}. */
void json_record(struct out *out, const struct record_type *type, const void *record);
/* A page as an object: its FIELDs, its ONEs as objects (or null), its MANYs as arrays. */
void json_page(struct out *out, const struct page_type *type, const void *page);

/* One cell, quoted when it must be. A text that a spreadsheet would take for a formula gets an apostrophe before it. */
void csv_cell(struct out *out, const char *text);
/* The header and the rows of a page's first MANY; false when it has none. Lines end in CR LF (RFC 4180). */
bool csv_page(struct out *out, const struct page_type *type, const void *page);

#endif
