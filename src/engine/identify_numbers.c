/* Addresses and numbers: what can be told by its form alone. */
#include <string.h>

#include "engine/identify_parts.h"

/* ------------------------------------------------------------------ e-mail */

static bool is_local(char c)
{
	return is_letter(c) || is_digit(c) || (unsigned char)c >= 0x80 || (c != '\0' && strchr("._%+-'", c) != NULL);
}

static bool is_domain(char c)
{
	return is_letter(c) || is_digit(c) || (unsigned char)c >= 0x80 || c == '.' || c == '-';
}

void identify_addresses(struct arena *arena, const char *text, struct hints *hints)
{
	for (const char *at = strchr(text, '@'); at != NULL; at = strchr(at + 1, '@')) {
		const char *first = at, *end = at + 1;

		while (first > text && is_local(first[-1]))
			first--;
		while (is_domain(*end))
			end++;
		while (end > at + 1 && !is_letter(end[-1]) && !is_digit(end[-1])) /* the full stop of its sentence */
			end--;
		if (first < at && memchr(at, '.', (size_t)(end - at)) != NULL)
			list_add(arena, hints,
			         ((struct hint){ HINT_EMAIL, (size_t)(first - text), (size_t)(end - first) }));
	}
}

/* ------------------------------------------------------------------ digits */

#define LONG_NUMBER 7
#define CHI_DIGITS  10

/* Digits with single spaces, hyphens, brackets or full stops between them, as numbers are written down. */
struct digits {
	const char *at, *end;
	size_t count, groups[8], group_count; /* groups: how many stand together */
	char first[4];                        /* the first four */
	bool has_plus;
};

static bool parts_digits(const char *at)
{
	return (*at == ' ' || *at == '-' || *at == '.' || *at == '(' || *at == ')' || *at == '/');
}

/* Where the next digits begin, at most two characters on ("(0)1343", ") 54"); null when these were the last. */
static const char *next_group(const char *at)
{
	for (int i = 0; i < 2 && parts_digits(at); i++) {
		at++;
		if (is_digit(*at))
			return at;
	}
	return NULL;
}

static struct digits digits_at(const char *text, const char *at)
{
	struct digits digits = { .at = at, .has_plus = at > text && at[-1] == '+' };

	while (at != NULL) {
		size_t together = 0;

		for (; is_digit(*at); at++, together++) {
			if (digits.count < sizeof digits.first)
				digits.first[digits.count] = *at;
			digits.count++;
		}
		if (digits.group_count < sizeof digits.groups / sizeof digits.groups[0])
			digits.groups[digits.group_count++] = together;
		digits.end = at;
		at = next_group(at);
	}
	return digits;
}

static bool is_phone(const struct digits *digits)
{
	if (digits->has_plus)
		return digits->count >= 10 && digits->count <= 15;
	if (digits->first[0] != '0')
		return false;
	return digits->first[1] == '0' ? digits->count >= 12 && digits->count <= 15
	                               : digits->count >= 10 && digits->count <= 11;
}

static bool is_day_and_month(const char first[4])
{
	int day = (first[0] - '0') * 10 + first[1] - '0', month = (first[2] - '0') * 10 + first[3] - '0';

	return day >= 1 && day <= 31 && month >= 1 && month <= 12;
}

/* A CHI number in one or as 6 and 4; an NHS number as 3, 3 and 4. */
static bool is_persons_number(const struct digits *digits)
{
	const size_t *groups = digits->groups;

	if (digits->count != CHI_DIGITS)
		return false;
	if (digits->group_count == 3)
		return groups[0] == 3 && groups[1] == 3;
	return (digits->group_count == 1 || (digits->group_count == 2 && groups[0] == 6)) &&
	       is_day_and_month(digits->first);
}

static bool is_money(const char *text, const char *at)
{
	size_t before = (size_t)(at - text);

	return (before >= 1 && at[-1] == '$') || (before >= 2 && memcmp(at - 2, "\xC2\xA3", 2) == 0) ||
	       (before >= 3 && memcmp(at - 3, "\xE2\x82\xAC", 3) == 0);
}

static void add_digits(struct arena *arena, const char *text, const char *at, const char *end, enum hint_kind kind,
                       struct hints *hints)
{
	list_add(arena, hints, ((struct hint){ kind, (size_t)(at - text), (size_t)(end - at) }));
}

/* Each run of digits by itself: "2019 2020 2021" is three years, not a number of twelve digits. */
static void add_long_runs(struct arena *arena, const char *text, const struct digits *digits, struct hints *hints)
{
	const char *at = digits->at;

	while (at < digits->end) {
		const char *end = at;

		while (is_digit(*end))
			end++;
		if (end - at >= LONG_NUMBER && !is_money(text, at))
			add_digits(arena, text, at, end, HINT_NUMBER, hints);
		for (at = end; at < digits->end && !is_digit(*at); at++)
			;
	}
}

void identify_numbers(struct arena *arena, const char *text, struct hints *hints)
{
	for (const char *at = text; *at != '\0';) {
		struct digits digits;

		if (!is_digit(*at)) {
			at++;
			continue;
		}
		digits = digits_at(text, at);
		if (is_persons_number(&digits))
			add_digits(arena, text, digits.at, digits.end, HINT_NUMBER, hints);
		else if (is_phone(&digits))
			add_digits(arena, text, digits.at - digits.has_plus, digits.end, HINT_PHONE, hints);
		else
			add_long_runs(arena, text, &digits, hints);
		at = digits.end;
	}
}

/* ------------------------------------------------------------------ postcodes */

/* "IV30", "G1", "EC1A". */
static bool is_outward(const char *at, size_t len)
{
	size_t letters = 0;

	while (letters < len && letters < 2 && is_letter(at[letters]))
		letters++;
	if (letters == 0 || letters == len || len > letters + 2 || !is_digit(at[letters]))
		return false;
	return len == letters + 1 || is_digit(at[len - 1]) || is_letter(at[len - 1]);
}

/* "1BW": some letters are never there. */
static bool is_inward(const char *at, size_t len)
{
	return len == 3 && is_digit(at[0]) && is_letter(at[1]) && is_letter(at[2]) &&
	       strpbrk((const char[]){ at[1], at[2], '\0' }, "CIKMOVcikmov") == NULL;
}

void identify_postcodes(struct arena *arena, const char *text, const struct text_words *words, struct hints *hints)
{
	for (size_t i = 0; i < words->len; i++) {
		const struct text_word *word = &words->at[i], *next = i + 1 < words->len ? word + 1 : NULL;
		const char *at = word->place.at;
		size_t len = word->place.len;

		if (len >= 5 && len <= 7 && is_outward(at, len - 3) && is_inward(at + len - 3, 3))
			hint_add(arena, hints, HINT_POSTCODE, text, word, word);
		else if (next != NULL && next->place.at == at + len + 1 && at[len] == ' ' && is_outward(at, len) &&
		         is_inward(next->place.at, next->place.len))
			hint_add(arena, hints, HINT_POSTCODE, text, word, next);
	}
}
