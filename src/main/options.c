#include "main/options.h"

#include <string.h>

#include "base/out.h"
#include "base/text.h"

/* What every command takes. */
static const char common[] = "--database ADDRESS --help";

/* What no person needs, and no help speaks of. */
static const struct {
	const char *command, *takes;
} unspoken[] = {
	{ "get", "--routes" },  /* for tests */
	{ "job", "--taken N" }, /* from the server that begins it */
};

struct option {
	const char *name;  /* with its hyphens */
	const char *value; /* what is to be put for it, or "" */
};

/* The option that begins at or after a place; moves the place behind it. False when there is none. */
static bool next_option(struct arena *arena, const char **at, struct option *option)
{
	const char *begin = strstr(*at, "--");
	size_t len;

	if (begin == NULL)
		return false;
	len = strcspn(begin, " ]|");
	option->name = text_copy_bytes(arena, begin, len);
	option->value = "";
	*at = begin + len;
	if ((*at)[0] == ' ' && (*at)[1] >= 'A' && (*at)[1] <= 'Z') {
		len = strcspn(*at + 1, " ]|");
		option->value = text_copy_bytes(arena, *at + 1, len);
		*at += 1 + len;
	}
	return true;
}

static bool find_option(struct arena *arena, const char *takes, const char *name, struct option *option)
{
	while (next_option(arena, &takes, option)) {
		if (text_equal(option->name, name))
			return true;
	}
	return false;
}

static bool command_takes(struct arena *arena, const struct command *command, const char *name, struct option *option)
{
	if (find_option(arena, command->takes, name, option) || find_option(arena, common, name, option))
		return true;
	for (size_t i = 0; i < sizeof unspoken / sizeof unspoken[0]; i++) {
		if (text_equal(command->name, unspoken[i].command) &&
		    find_option(arena, unspoken[i].takes, name, option))
			return true;
	}
	return false;
}

/* "--replace, --database ADDRESS and --help". */
static const char *all_options(struct arena *arena, const struct command *command)
{
	const char *at = text_format(arena, "%s %s", command->takes, common);
	struct out out = { .arena = arena };
	struct option option;

	while (next_option(arena, &at, &option))
		out_format(&out, "%s%s%s%s",
		           out.len == 0               ? ""
		           : strstr(at, "--") == NULL ? " and "
		                                      : ", ",
		           option.name, *option.value == '\0' ? "" : " ", option.value);
	return out_html(&out).at;
}

static bool is_option(const char *word)
{
	return text_starts(word, "--");
}

bool options_check(struct work *w, const struct command *command, int count, char **words)
{
	struct option option;

	for (int i = 0; i < count; i++) {
		if (!is_option(words[i]))
			continue;
		if (!command_takes(w->arena, command, words[i], &option))
			return fault(w, FAULT_BAD_INPUT, "cairn %s does not take %s. Its options are %s.",
			             command->name, words[i], all_options(w->arena, command));
		if (*option.value != '\0' && (i + 1 >= count || is_option(words[i + 1])))
			return fault(w, FAULT_BAD_INPUT, "%s needs a value after it: cairn %s %s %s", words[i],
			             command->name, words[i], option.value);
	}
	return true;
}
