#include "store/pack_reading.h"

#include <stdarg.h>
#include <string.h>

#include "base/text.h"

void reading_problem(struct reading *reading, const char *where, const char *format, ...)
{
	va_list args;
	const char *what, *sentence;

	if (reading->wrong++ >= PACK_PROBLEMS)
		return;
	va_start(args, format);
	what = text_format_list(reading->arena, format, args);
	va_end(args);
	sentence = text_format(reading->arena, "%s: %s", where, what);
	list_add(reading->arena, reading->problems, sentence);
}

const json_t *reading_object(struct reading *reading, const char *where, const json_t *value)
{
	if (json_is_object(value))
		return value;
	reading_problem(reading, where, "this must be an object, written between { and }.");
	return NULL;
}

/* Keys stand in addresses, so neither end may be a sign. */
static bool is_key(const char *text)
{
	const char *ends = "abcdefghijklmnopqrstuvwxyz0123456789";
	size_t len = strlen(text);

	return text[strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789_.-")] == '\0' &&
	       (len == 0 || (strchr(ends, text[0]) != NULL && strchr(ends, text[len - 1]) != NULL));
}

/* The text as it may be kept, or null when a problem was told. White space at the ends is nobody's intention. */
static const char *checked_text(struct reading *reading, const char *where, const char *called, const json_t *value,
                                size_t max)
{
	const char *text;

	if (!json_is_string(value)) {
		reading_problem(reading, where, "%s must be text between quotation marks.", called);
		return NULL;
	}
	if (!text_is_clean(json_string_value(value), json_string_length(value))) {
		reading_problem(reading, where, "%s holds a character that cannot be shown.", called);
		return NULL;
	}
	text = text_trim(reading->arena, json_string_value(value));
	if (text_characters(text) > max) {
		reading_problem(reading, where, "%s is longer than %zu characters.", called, max);
		return NULL;
	}
	return text;
}

static const char *read_text(struct reading *reading, const char *where, const json_t *object,
                             const struct text_rule *rule)
{
	const json_t *value = json_object_get(object, rule->name);
	const char *text;

	if (value == NULL) {
		if (rule->required)
			reading_problem(reading, where, "%s is missing.", rule->called);
		return "";
	}
	text = checked_text(reading, where, rule->called, value, rule->max);
	if (text == NULL)
		return "";
	if (rule->required && *text == '\0')
		reading_problem(reading, where, "%s is empty.", rule->called);
	if (rule->is_key && !is_key(text)) {
		reading_problem(reading, where,
		                "%s may hold only the letters a to z and digits, with dots, hyphens and underscores "
		                "between them.",
		                rule->called);
		return "";
	}
	return text;
}

static bool is_known(const char *name, const struct text_rule *rules, const char *const *others)
{
	for (; rules->name != NULL; rules++) {
		if (text_equal(name, rules->name))
			return true;
	}
	for (; *others != NULL; others++) {
		if (text_equal(name, *others))
			return true;
	}
	return false;
}

static void tell_unknown(struct reading *reading, const char *where, const json_t *object,
                         const struct text_rule *rules, const char *const *others)
{
	for (void *at = json_object_iter((json_t *)object); at != NULL;
	     at = json_object_iter_next((json_t *)object, at)) {
		const char *name = json_object_iter_key(at);

		if (is_known(name, rules, others))
			continue;
		if (strlen(name) > 40 || !text_is_clean(name, strlen(name)))
			reading_problem(reading, where, "it holds a name that packs do not have.");
		else
			reading_problem(reading, where, "packs have no \"%s\" here. Is it spelled wrongly?", name);
	}
}

void reading_texts(struct reading *reading, const char *where, const json_t *object, const struct text_rule *rules,
                   const char *const *others, void *record)
{
	for (const struct text_rule *rule = rules; rule->name != NULL; rule++) {
		const char **at = (const char **)(void *)((char *)record + rule->offset);

		*at = read_text(reading, where, object, rule);
	}
	tell_unknown(reading, where, object, rules, others);
}

struct pack_texts reading_list(struct reading *reading, const char *where, const json_t *object, const char *name,
                               const char *called, size_t most, size_t max)
{
	struct pack_texts texts = { 0 };
	size_t count = reading_count(reading, where, object, name, called, most, true);
	const char *one = text_format(reading->arena, "one of %s", called);

	for (size_t i = 0; i < count; i++) {
		const json_t *value = json_array_get(json_object_get(object, name), i);
		const char *text = checked_text(reading, where, one, value, max);

		if (text == NULL)
			continue;
		if (*text == '\0')
			reading_problem(reading, where, "%s is empty.", one);
		else
			list_add(reading->arena, &texts, text);
	}
	return texts;
}

int64_t reading_number(struct reading *reading, const char *where, const json_t *object, const char *name,
                       const char *called, int64_t least, int64_t most, int64_t otherwise)
{
	const json_t *value = json_object_get(object, name);

	if (value == NULL)
		return otherwise;
	if (json_is_integer(value) && json_integer_value(value) >= least && json_integer_value(value) <= most)
		return (int64_t)json_integer_value(value);
	reading_problem(reading, where, "%s must be a whole number from %lld to %lld.", called, (long long)least,
	                (long long)most);
	return otherwise;
}

size_t reading_count(struct reading *reading, const char *where, const json_t *object, const char *name,
                     const char *called, size_t most, bool optional)
{
	const json_t *value = json_object_get(object, name);
	size_t count = json_array_size(value);

	if (value == NULL) {
		if (!optional)
			reading_problem(reading, where, "%s are missing.", called);
	} else if (!json_is_array(value)) {
		reading_problem(reading, where, "%s must be a list, written between [ and ].", called);
	} else if (count == 0 && !optional) {
		reading_problem(reading, where, "%s are missing.", called);
	} else if (count > most) {
		reading_problem(reading, where, "%s are more than %zu, the most that Cairn takes.", called, most);
		return 0;
	}
	return count;
}
