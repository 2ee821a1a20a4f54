#include "base/json.h"

#include <math.h>
#include <string.h>

#include "base/text.h"

static void comma(struct out *out)
{
	char last = out->len == 0 ? '[' : out->at[out->len - 1];

	if (last != '{' && last != '[' && last != ':' && last != '\n')
		out_raw(out, ",");
}

/* The NUL, too, ends what is plain. */
static bool is_plain(unsigned char c)
{
	return c >= ' ' && c != '"' && c != '\\' && c != '<' && c != '>' && c != '&';
}

static void escaped(struct out *out, const char *text)
{
	for (;; text++) {
		const char *plain = text;

		while (is_plain((unsigned char)*text))
			text++;
		out_bytes(out, plain, (size_t)(text - plain));
		if (*text == '\0')
			return;
		if (*text == '"' || *text == '\\')
			out_format(out, "\\%c", *text);
		else if (*text == '\n')
			out_raw(out, "\\n");
		else
			out_format(out, "\\u%04x", *text);
	}
}

void json_text(struct out *out, const char *text)
{
	comma(out);
	if (text == NULL) {
		out_raw(out, "null");
		return;
	}
	out_raw(out, "\"");
	escaped(out, text);
	out_raw(out, "\"");
}

void json_name(struct out *out, const char *name)
{
	json_text(out, name);
	out_raw(out, ":");
}

void json_open(struct out *out, char bracket)
{
	comma(out);
	out_bytes(out, &bracket, 1);
}

void json_close(struct out *out, char bracket)
{
	out_bytes(out, &bracket, 1);
}

void json_int(struct out *out, int64_t number)
{
	comma(out);
	out_attribute_long(out, number);
}

static void json_figure(struct out *out, struct figure figure)
{
	static const char *const states[] = { "missing", "shown", "suppressed" };

	json_open(out, '{');
	json_name(out, "value");
	if (figure.state == FIGURE_SHOWN && isfinite(figure.value))
		out_format(out, "%.*f", figure.decimals, figure.value);
	else
		out_raw(out, "null");
	json_name(out, "state");
	json_text(out, states[figure.state]);
	json_close(out, '}');
}

static void json_field(struct out *out, const struct field *field, const void *record)
{
	const void *at = field_at(field, record);

	json_name(out, field->name);
	switch (field->kind) {
	case FIELD_INT:
		json_int(out, *(const int64_t *)at);
		break;
	case FIELD_FLAG:
		out_raw(out, *(const bool *)at ? "true" : "false");
		break;
	case FIELD_FIGURE:
		json_figure(out, *(const struct figure *)at);
		break;
	case FIELD_TEXT:
		json_text(out, *(const char *const *)at);
		break;
	case FIELD_DATE:
	case FIELD_MOMENT: {
		const char *text = field_text(out->arena, field, record);

		json_text(out, *text == '\0' ? NULL : text);
		break;
	}
	}
}

void json_record(struct out *out, const struct record_type *type, const void *record)
{
	json_open(out, '{');
	for (size_t i = 0; i < type->count; i++) {
		if (!type->fields[i].secret)
			json_field(out, &type->fields[i], record);
	}
	json_close(out, '}');
}

static void json_many(struct out *out, const struct part *part, const struct list_any *list)
{
	json_open(out, '[');
	for (size_t i = 0; i < list->len; i++)
		json_record(out, part->record, (const char *)list->at + i * part->record->size);
	json_close(out, ']');
}

static void json_part(struct out *out, const struct part *part, const void *page)
{
	const void *at = field_at(&part->field, page);

	if (part->role == PART_FIELD) {
		if (!part->field.secret)
			json_field(out, &part->field, page);
		return;
	}
	json_name(out, part->field.name);
	if (part->role == PART_MANY)
		json_many(out, part, at);
	else if (*(const void *const *)at == NULL)
		out_raw(out, "null");
	else
		json_record(out, part->record, *(const void *const *)at);
}

void json_page(struct out *out, const struct page_type *type, const void *page)
{
	json_open(out, '{');
	for (const struct part *part = type->parts; part->role != PART_END; part++)
		json_part(out, part, page);
	json_close(out, '}');
}

static void quoted_cell(struct out *out, const char *text, bool formula)
{
	if (!formula && strpbrk(text, "\",\r\n") == NULL) {
		out_raw(out, text);
		return;
	}
	out_raw(out, formula ? "\"'" : "\"");
	for (; *text != '\0'; text++) {
		out_bytes(out, text, 1);
		if (*text == '"')
			out_raw(out, "\"");
	}
	out_raw(out, "\"");
}

void csv_cell(struct out *out, const char *text)
{
	bool formula = *text != '\0' && strchr("=+-@\t\r", *text) != NULL;
	int64_t number;

	quoted_cell(out, text, formula && !text_to_int(text, &number));
}

/* What the program itself counted is no formula: -0.5 stays a number. */
static void csv_field(struct out *out, const struct field *field, const void *record)
{
	const char *text = field_text(out->arena, field, record);

	if (field->kind == FIELD_FIGURE || field->kind == FIELD_INT)
		quoted_cell(out, text, false);
	else
		csv_cell(out, text);
}

static void csv_line(struct out *out, const struct record_type *type, const void *record)
{
	bool first = true;

	for (size_t i = 0; i < type->count; i++) {
		const struct field *field = &type->fields[i];

		if (field->secret)
			continue;
		if (!first)
			out_raw(out, ",");
		first = false;
		if (record == NULL)
			csv_cell(out, field->name);
		else
			csv_field(out, field, record);
	}
	out_raw(out, "\r\n");
}

bool csv_page(struct out *out, const struct page_type *type, const void *page)
{
	const struct part *part = type->parts;
	const struct list_any *list;

	while (part->role != PART_END && part->role != PART_MANY)
		part++;
	if (part->role == PART_END)
		return false;
	list = field_at(&part->field, page);
	csv_line(out, part->record, NULL);
	for (size_t i = 0; i < list->len; i++)
		csv_line(out, part->record, (const char *)list->at + i * part->record->size);
	return true;
}
