#include "base/figure.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"

struct figure figure_of(double value, int decimals, const char *unit)
{
	return (struct figure){ .value = value,
		                .state = isfinite(value) ? FIGURE_SHOWN : FIGURE_MISSING,
		                .decimals = decimals,
		                .unit = unit };
}

struct figure figure_of_count(int64_t count)
{
	return (struct figure){ .value = (double)count, .state = FIGURE_SHOWN };
}

struct figure figure_under(int threshold)
{
	return (struct figure){ .state = FIGURE_SUPPRESSED, .threshold = threshold };
}

struct figure figure_withheld(void)
{
	return (struct figure){ .state = FIGURE_SUPPRESSED };
}

static void drop_trailing_noughts(char *digits)
{
	size_t len = strlen(digits);

	if (strchr(digits, '.') == NULL)
		return;
	while (digits[len - 1] == '0')
		digits[--len] = '\0';
	if (digits[len - 1] == '.')
		digits[len - 1] = '\0';
}

static char *decimals_text(struct arena *arena, struct figure figure)
{
	char *digits = text_format(arena, "%.*f", figure.decimals, fabs(figure.value));
	char *point = strchr(digits, '.');
	const char *after = point == NULL ? "" : text_copy(arena, point);
	int64_t whole = 0;

	if (figure.trim) {
		drop_trailing_noughts(digits);
		point = strchr(digits, '.');
		after = point == NULL ? "" : text_copy(arena, point);
	}
	if (point != NULL)
		*point = '\0';
	if (!text_to_int(digits, &whole)) /* beyond 64 bits: no commas */
		return text_format(arena, "%s%s", digits, after);
	return text_format(arena, "%s%s", text_of_count(arena, whole), after);
}

/* Most figures are counts, which need no printf: whole numbers, small enough for a double to hold each. */
static bool is_whole(struct figure figure)
{
	return (figure.decimals == 0 || figure.trim) && fabs(figure.value) < 0x1p53 &&
	       trunc(figure.value) == figure.value;
}

static char *number_text(struct arena *arena, struct figure figure)
{
	return is_whole(figure) ? text_of_count(arena, (int64_t)fabs(figure.value)) : decimals_text(arena, figure);
}

char *figure_text(struct arena *arena, struct figure figure)
{
	const char *unit = figure.unit == NULL ? "" : figure.unit;
	const char *minus;
	char *digits;

	if (figure.state == FIGURE_SUPPRESSED)
		return figure.threshold > 0 ? text_format(arena, "under %d", figure.threshold)
		                            : text_copy(arena, "not shown");
	if (figure.state == FIGURE_MISSING || !isfinite(figure.value))
		return text_copy(arena, "not known");
	digits = number_text(arena, figure);
	minus = figure.value < 0 && strpbrk(digits, "123456789") != NULL ? "−" : "";
	if (text_equal(unit, "£"))
		return text_format(arena, "%s£%s", minus, digits);
	if (text_equal(unit, "%"))
		return text_format(arena, "%s%s%%", minus, digits);
	if (*minus == '\0' && *unit == '\0')
		return digits;
	return text_format(arena, "%s%s%s%s", minus, digits, *unit == '\0' ? "" : " ", unit);
}
