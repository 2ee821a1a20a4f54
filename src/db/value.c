#include <math.h>

#include "db/db.h"

struct value value_int(int64_t number)
{
	return (struct value){ .kind = VALUE_INT, .integer = number };
}

struct value value_flag(bool claim)
{
	return value_int(claim ? 1 : 0);
}

struct value value_real(double number)
{
	return (struct value){ .kind = VALUE_REAL, .is_null = !isfinite(number), .real = number };
}

struct value value_text(const char *text)
{
	return (struct value){ .kind = VALUE_TEXT, .is_null = text == NULL, .text = text };
}

struct value value_blob(struct blob blob)
{
	return (struct value){ .kind = VALUE_BLOB, .is_null = blob.at == NULL, .blob = blob };
}

struct value value_date(struct date date)
{
	return (struct value){ .kind = VALUE_INT, .is_null = date.days == 0, .integer = date.days };
}

struct value value_moment(struct moment moment)
{
	return (struct value){ .kind = VALUE_INT, .is_null = moment.ms == 0, .integer = moment.ms };
}
