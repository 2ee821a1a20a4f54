/* Labels: broken into lines and cut by characters, never inside one. */
#include <stdbool.h>
#include <string.h>

#include "base/text.h"
#include "chart/svg.h"

static bool is_start(char byte)
{
	return ((unsigned char)byte & 0xC0) != 0x80; /* not the inside of a character */
}

/* How many bytes the first `characters` take. */
static size_t bytes_of(const char *text, size_t characters)
{
	size_t bytes = 0;

	while (text[bytes] != '\0') {
		if (is_start(text[bytes]) && characters-- == 0)
			break;
		bytes++;
	}
	return bytes;
}

const char *svg_cut(struct arena *arena, const char *label, size_t characters)
{
	const char *text = text_squeeze(arena, label);
	size_t bytes;

	if (text_characters(text) <= characters)
		return text;
	bytes = bytes_of(text, characters - 1);
	while (bytes > 0 && text[bytes - 1] == ' ')
		bytes--;
	return text_format(arena, "%.*s…", (int)bytes, text);
}

/* Where to break a text that is too long for a line: at the last space that fits, or in the midst of a word that
 * fills the line. */
static size_t break_at(const char *text, size_t characters)
{
	size_t fits = bytes_of(text, characters), at = fits;

	if (text[fits] == ' ')
		return fits;
	while (at > 0 && text[at - 1] != ' ')
		at--;
	return at > 0 ? at : fits;
}

struct svg_lines svg_wrap(struct arena *arena, const char *label, size_t characters, size_t lines_most)
{
	const char *rest = text_squeeze(arena, label);
	struct svg_lines lines = { 0 };

	while (lines.count + 1 < lines_most && text_characters(rest) > characters) {
		size_t at = break_at(rest, characters);

		lines.at[lines.count++] = text_trim(arena, text_copy_bytes(arena, rest, at));
		rest += at;
		while (*rest == ' ')
			rest++;
	}
	lines.at[lines.count++] = svg_cut(arena, rest, characters);
	return lines;
}
