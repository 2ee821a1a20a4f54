#include "base/command.h"

#include <string.h>

#include "base/text.h"

static bool is_option(const char *word)
{
	return strncmp(word, "--", 2) == 0;
}

const char *command_option(int count, char **words, const char *name)
{
	for (int i = 0; i + 1 < count; i++) {
		if (is_option(words[i]) && text_equal(words[i] + 2, name) && !is_option(words[i + 1]))
			return words[i + 1];
	}
	return NULL;
}

bool command_flag(int count, char **words, const char *name)
{
	for (int i = 0; i < count; i++) {
		if (is_option(words[i]) && text_equal(words[i] + 2, name))
			return true;
	}
	return false;
}

/* An option's value is the word after it; a flag is written last or before another option. */
const char *command_word(int count, char **words, int index)
{
	for (int i = 0; i < count; i++) {
		if (is_option(words[i])) {
			i += i + 1 < count && !is_option(words[i + 1]);
			continue;
		}
		if (index-- == 0)
			return words[i];
	}
	return NULL;
}
