#include "base/field.h"

#include "base/text.h"

const void *field_at(const struct field *field, const void *record)
{
	return (const char *)record + field->offset;
}

void *field_in(const struct field *field, void *record)
{
	return (char *)record + field->offset;
}

const struct field *record_field(const struct record_type *type, const char *name)
{
	for (size_t i = 0; i < type->count; i++) {
		if (text_equal(type->fields[i].name, name))
			return &type->fields[i];
	}
	return NULL;
}

static const char *figure_cell(struct arena *arena, struct figure figure)
{
	if (figure.state == FIGURE_MISSING)
		return "";
	if (figure.state == FIGURE_SUPPRESSED)
		return figure_text(arena, figure);
	return text_format(arena, "%.*f", figure.decimals, figure.value);
}

const char *field_text(struct arena *arena, const struct field *field, const void *record)
{
	const void *at = field_at(field, record);

	switch (field->kind) {
	case FIELD_INT:
		return text_of_int(arena, *(const int64_t *)at);
	case FIELD_TEXT:
		return *(const char *const *)at == NULL ? "" : *(const char *const *)at;
	case FIELD_FLAG:
		return *(const bool *)at ? "yes" : "no";
	case FIELD_DATE:
		return date_iso(arena, *(const struct date *)at);
	case FIELD_MOMENT:
		return moment_iso(arena, *(const struct moment *)at);
	case FIELD_FIGURE:
		return figure_cell(arena, *(const struct figure *)at);
	}
	return "";
}

static const char *lower_first(struct arena *arena, const char *label)
{
	char *lower = text_copy(arena, label);

	if (lower[0] >= 'A' && lower[0] <= 'Z' && !(lower[1] >= 'A' && lower[1] <= 'Z'))
		lower[0] = (char)(lower[0] - 'A' + 'a');
	return lower;
}

static const char *read_text(struct arena *arena, const struct field *field, const char *typed, const char **text)
{
	size_t max = field->max == 0 ? FIELD_CHARACTERS : field->max;
	size_t len = text_characters(typed);
	const char *const *choice = field->choices;

	if (len > max)
		return text_format(arena, "Shorten the %s by %s characters: it can be %s at most.",
		                   lower_first(arena, field->label), text_of_count(arena, (int64_t)(len - max)),
		                   text_of_count(arena, (int64_t)max));
	while (choice != NULL && *choice != NULL && !text_equal(*choice, typed))
		choice++;
	if (choice != NULL && *choice == NULL && *typed != '\0')
		return text_format(arena, "Choose one of the answers for the %s.", lower_first(arena, field->label));
	*text = typed;
	return NULL;
}

static const char *read_int(struct arena *arena, const struct field *field, const char *typed, int64_t *number)
{
	int64_t value = 0;

	if (*typed != '\0' && !text_to_int(typed, &value))
		return text_format(arena, "Write the %s as a whole number, such as 12.",
		                   lower_first(arena, field->label));
	if ((field->least != 0 || field->most != 0) && *typed != '\0' && (value < field->least || value > field->most))
		return text_format(arena, "The %s must be from %s to %s.", lower_first(arena, field->label),
		                   text_of_count(arena, field->least), text_of_count(arena, field->most));
	*number = value;
	return NULL;
}

static const char *read_date(struct arena *arena, const struct field *field, const char *typed, struct date *date)
{
	if (*typed == '\0') {
		*date = (struct date){ 0 };
		return NULL;
	}
	if (!date_read(typed, date))
		return text_format(arena, "Write the %s as a real date, such as 22 November 2026.",
		                   lower_first(arena, field->label));
	return NULL;
}

const char *field_read(struct arena *arena, const struct field *field, const char *typed, void *record)
{
	const char *trimmed = text_trim(arena, typed);

	if (field->required && *trimmed == '\0')
		return text_format(arena, field->choices == NULL ? "Fill in the %s." : "Choose the %s.",
		                   lower_first(arena, field->label));
	switch (field->kind) {
	case FIELD_TEXT:
		return read_text(arena, field, trimmed, field_in(field, record));
	case FIELD_INT:
		return read_int(arena, field, trimmed, field_in(field, record));
	case FIELD_DATE:
		return read_date(arena, field, trimmed, field_in(field, record));
	case FIELD_FLAG:
		*(bool *)field_in(field, record) = text_equal(trimmed, "yes");
		return NULL;
	case FIELD_MOMENT:
	case FIELD_FIGURE:
		break; /* nobody types these */
	}
	return NULL;
}
