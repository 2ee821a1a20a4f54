/*
 * A record said once, a page said once.
 *
 * One list of fields gives a record its struct, its columns, its reader, its form, its checks, its JSON and its CSV. A list is
 * a macro of two parameters: what to do with each field, and the struct it belongs to.
 *
 *     #define OPTION_FIELDS(F, S)                                                         \
 *             F(S, INT,  id,    .label = "Number")                                        \
 *             F(S, TEXT, title, .label = "Title", .max = 120, .required = true, .typed = true)
 *     RECORD(option, OPTION_FIELDS);            in option.h: struct option and option_record
 *     RECORD_TYPE(option, OPTION_FIELDS);       in option.c: the description
 *
 * Every record ends in `version`: it rises by one with each change, so that two people editing at once get a clear conflict.
 * A row is a record with no version: a line of a page's table, never stored.
 *
 * A page is what a handler fills in and a view draws. Its list says of each member what JSON and CSV may see:
 *
 *     #define OPTION_PAGE(P, S)                                                           \
 *             P(S, FIELD,  TEXT,          title, .label = "Title")     in JSON            \
 *             P(S, MANY,   struct option, options, &option_record)     in JSON; the first is the page's CSV \
 *             P(S, ONE,    struct option, option, &option_record)      in JSON            \
 *             P(S, HIDDEN, struct html,   chart, 0)                    only for the view
 *     PAGE(option, OPTION_PAGE);                in option.h: struct option_page and view_option
 *     PAGE_TYPE(option, OPTION_PAGE);           in option.c
 *
 * Nothing reaches JSON or CSV that is not in the list as FIELD, ONE or MANY.
 */
#ifndef CAIRN_BASE_FIELD_H
#define CAIRN_BASE_FIELD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/figure.h"
#include "base/list.h"
#include "base/out.h"
#include "base/time.h"

enum field_kind { FIELD_INT, FIELD_TEXT, FIELD_FLAG, FIELD_DATE, FIELD_MOMENT, FIELD_FIGURE };

#define FIELD_TYPE_INT    int64_t
#define FIELD_TYPE_TEXT   const char *
#define FIELD_TYPE_FLAG   bool
#define FIELD_TYPE_DATE   struct date
#define FIELD_TYPE_MOMENT struct moment
#define FIELD_TYPE_FIGURE struct figure /* rows and pages only: never stored */

#define FIELD_CHARACTERS 200 /* the most in a text whose field says no other */

struct field {
	const char *name;
	enum field_kind kind;
	size_t offset;
	const char *label;          /* what people see before it */
	const char *hint;           /* a sentence under the label, or null */
	size_t max;                 /* characters in a text; nought: FIELD_CHARACTERS */
	int64_t least, most;        /* of a whole number; both nought: no bounds */
	bool required;              /* a person must fill it in */
	bool lines;                 /* text of several lines */
	bool typed;                 /* a person types it: it has a place on the form */
	bool secret;                /* stays out of JSON and CSV whatever page it is on */
	const char *const *choices; /* the words it may be, ended by a null; null for any */
};

struct record_type {
	const char *name;
	size_t size;
	const struct field *fields;
	size_t count;
};

#define FIELD_MEMBER(S, kind_, name_, ...) FIELD_TYPE_##kind_ name_;
#define FIELD_COLUMN(S, kind_, name_, ...) #name_ ", "
#define FIELD_DESCRIBED(S, kind_, name_, ...)                                                      \
	{ .name = #name_, .kind = FIELD_##kind_, .offset = offsetof(S, name_), __VA_ARGS__ },

#define RECORD(name_, LIST_)                                                                       \
	struct name_ {                                                                             \
		LIST_(FIELD_MEMBER, struct name_)                                                  \
		int64_t version;                                                                   \
	};                                                                                         \
	extern const struct record_type name_##_record

#define RECORD_TYPE(name_, LIST_)                                                                  \
	static const struct field name_##_fields[] = {                                             \
		LIST_(FIELD_DESCRIBED, struct name_){ .name = "version",                           \
			                              .kind = FIELD_INT,                           \
			                              .offset = offsetof(struct name_, version),   \
			                              .label = "Version" }                         \
	};                                                                                         \
	const struct record_type name_##_record = { #name_, sizeof(struct name_), name_##_fields,  \
		                                    sizeof name_##_fields / sizeof name_##_fields[0] }

/* The columns of a record in the order of its list, version last: for a SELECT that record_read will read. */
#define COLUMNS(LIST_) LIST_(FIELD_COLUMN, ) "version"

#define ROW(name_, LIST_)                                                                          \
	struct name_ {                                                                             \
		LIST_(FIELD_MEMBER, struct name_)                                                  \
	};                                                                                         \
	extern const struct record_type name_##_record

#define ROW_TYPE(name_, LIST_)                                                                     \
	static const struct field name_##_fields[] = { LIST_(FIELD_DESCRIBED, struct name_) };     \
	const struct record_type name_##_record = { #name_, sizeof(struct name_), name_##_fields,  \
		                                    sizeof name_##_fields / sizeof name_##_fields[0] }

enum part_role { PART_END, PART_FIELD, PART_ONE, PART_MANY };

struct part {
	enum part_role role;
	struct field field;               /* of ONE and MANY only name and offset mean something */
	const struct record_type *record; /* of ONE and MANY */
};

struct page_type {
	const char *name;
	const struct part *parts; /* ended by PART_END */
};

/* How any LIST lies in memory. */
struct list_any {
	size_t len, cap;
	void *at;
};

#define PART_MEMBER_FIELD(type_, name_)          FIELD_TYPE_##type_ name_;
#define PART_MEMBER_ONE(type_, name_)            const type_ *name_;
#define PART_MEMBER_MANY(type_, name_)           LIST(type_) name_;
#define PART_MEMBER_HIDDEN(type_, name_)         type_ name_;
#define PART_MEMBER(S, role_, type_, name_, ...) PART_MEMBER_##role_(type_, name_)

#define PART_DESCRIBED_FIELD(S, type_, name_, ...)                                                 \
	{ .role = PART_FIELD,                                                                      \
	  .field = { .name = #name_, .kind = FIELD_##type_, .offset = offsetof(S, name_), __VA_ARGS__ } },
#define PART_DESCRIBED_ONE(S, type_, name_, record_)                                               \
	{ .role = PART_ONE, .field = { .name = #name_, .offset = offsetof(S, name_) }, .record = (record_) },
#define PART_DESCRIBED_MANY(S, type_, name_, record_)                                              \
	{ .role = PART_MANY, .field = { .name = #name_, .offset = offsetof(S, name_) }, .record = (record_) },
#define PART_DESCRIBED_HIDDEN(S, type_, name_, ...)
#define PART_DESCRIBED(S, role_, type_, name_, ...) PART_DESCRIBED_##role_(S, type_, name_, __VA_ARGS__)

#define PAGE(name_, LIST_)                                                                         \
	struct name_##_page {                                                                      \
		LIST_(PART_MEMBER, struct name_##_page)                                            \
	};                                                                                         \
	extern const struct page_type name_##_page_type;                                           \
	void view_##name_(struct out *o, const struct name_##_page *page);                         \
	void view_##name_##_any(struct out *o, const void *page)

#define PAGE_TYPE(name_, LIST_)                                                                    \
	static const struct part name_##_page_parts[] = { LIST_(PART_DESCRIBED, struct name_##_page){ 0 } }; \
	const struct page_type name_##_page_type = { #name_, name_##_page_parts }

/* Where a field lies in a record: the caller reads it as its kind says. */
const void *field_at(const struct field *field, const void *record);
void *field_in(const struct field *field, void *record);

/* The field of that name, or null. */
const struct field *record_field(const struct record_type *type, const char *name);

/* One value as text for a form or a CSV cell: dates as 2026-11-22, flags as yes and no, a figure's number without its unit. */
const char *field_text(struct arena *arena, const struct field *field, const void *record);

/* What is wrong with what was typed, as a sentence for the person, or null. Sets the field in the record when nothing is. */
const char *field_read(struct arena *arena, const struct field *field, const char *typed, void *record);

#endif
