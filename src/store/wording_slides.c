#include "store/wording_slides.h"

#include <string.h>

#include "base/text.h"

enum { NAME_LINES = 6 }; /* over how many lines a name may be wrapped */

/* What PDF readers make of the bullets of a slide: U+2022, U+25CF, U+25AA, U+2023, U+00B7 and Symbol's own
 * (private use). */
static const char *const bullets[] = { "\u2022", "\u25cf", "\u25aa", "\u2023", "\u00b7", "\uf0b7", NULL };

static const char *after_bullet(const char *text)
{
	for (const char *const *bullet = bullets; *bullet != NULL; bullet++) {
		if (text_starts(text, *bullet))
			return text + strlen(*bullet);
	}
	return NULL;
}

static bool ends_line(char c)
{
	return c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

struct lines lines_of(struct arena *arena, const char *text, size_t len)
{
	struct lines lines = { 0 };
	bool bullet = false; /* one that stood alone on the line before */

	for (size_t begin = 0, at = 0; at <= len && lines.len <= WORDING_LINES; at++) {
		const char *line, *after;

		if (at < len && !ends_line(text[at]))
			continue;
		if (at > begin) {
			line = text_squeeze(arena, text_copy_bytes(arena, text + begin, at - begin));
			after = after_bullet(line);
			bullet = bullet || after != NULL;
			if (after != NULL)
				line = text_trim(arena, after);
			if (*line != '\0') {
				list_add(arena, &lines, ((struct line){ line, bullet }));
				bullet = false;
			}
		}
		begin = at + 1;
	}
	return lines;
}

bool breaks_word(const char *text, size_t len)
{
	return len > 1 && text[len - 1] == '-' && text[len - 2] != ' ';
}

/* Over how many lines from `at` the name runs, or 0. A colon after it is part of the furniture. Asked for each line and
 * each name, so it compares in place. */
static size_t name_at(const struct lines *lines, size_t at, const char *name)
{
	size_t len = 0; /* of the name: found so far */

	if (*name == '\0')
		return 0;
	for (size_t count = 1; count <= NAME_LINES && at + count <= lines->len; count++) {
		const char *line = lines->at[at + count - 1].text;

		if (count > 1 && !breaks_word(name, len) && name[len++] != ' ')
			return 0;
		for (; *line != '\0' && *line == name[len]; line++)
			len++;
		if (name[len] == '\0' && (*line == '\0' || text_equal(line, ":")))
			return count;
		if (*line != '\0')
			return 0;
	}
	return 0;
}

/* The theme whose name stands there, and over how many lines. */
static const struct pack_theme *theme_at(const struct pack *pack, const struct lines *lines, size_t at, size_t *count)
{
	const struct pack_theme *theme;

	for EACH(theme, &pack->themes) {
		*count = name_at(lines, at, theme->name);
		if (*count > 0)
			return theme;
	}
	return NULL;
}

/* The furniture that begins at a line: how many lines it takes, or 0. */
static size_t furniture_at(const struct pack *pack, const struct lines *lines, size_t at,
                           const struct pack_theme **theme)
{
	size_t stem = name_at(lines, at, pack->stem), name, second;

	if (stem > 0) {
		*theme = theme_at(pack, lines, at + stem, &name);
		return *theme == NULL ? 0 : stem + name;
	}
	*theme = theme_at(pack, lines, at, &name);
	if (*theme == NULL)
		return 0;
	stem = name_at(lines, at + name, pack->stem);
	/* "Review / Good strategic planning: / Review": the first is the last word of a statement. */
	if (stem == 0 || theme_at(pack, lines, at + name + stem, &second) == *theme)
		return 0;
	return name + stem;
}

/* The criterion of the theme whose name stands at a line; the longest name wins. */
static const struct pack_criterion *criterion_at(const struct pack_theme *theme, const struct lines *lines, size_t at,
                                                 size_t *count)
{
	const struct pack_criterion *criterion, *found = NULL;

	*count = 0;
	for EACH(criterion, &theme->criteria) {
		size_t took = name_at(lines, at, criterion->name);

		if (took > *count) {
			*count = took;
			found = criterion;
		}
	}
	return found;
}

/* Takes the lines from `begin` to `end` for one slide. What stands before the name on the first slide is the
 * introduction. */
static struct slide slide_of(struct arena *arena, const struct pack_theme *theme, const struct lines *lines,
                             size_t begin, size_t end, bool is_first)
{
	const struct lines part = { end - begin, end - begin, lines->at + begin };
	struct slide slide = { 0 };
	size_t names = 0;

	for (size_t i = 0; i < part.len;) {
		size_t took;
		const struct pack_criterion *criterion = criterion_at(theme, &part, i, &took);

		if (criterion == NULL) {
			list_add(arena, &slide.body, part.at[i++]);
			continue;
		}
		slide.criterion = criterion;
		names++;
		if (is_first)
			slide.body.len = 0;
		i += took;
	}
	if (names > 1 && !is_first)
		slide.criterion = NULL;
	return slide;
}

struct slides slides_of(struct arena *arena, const struct pack *pack, const struct lines *lines, size_t *rest)
{
	struct slides slides = { 0 };
	size_t begin = 0;

	for (size_t i = 0; i < lines->len;) {
		const struct pack_theme *theme;
		size_t took = furniture_at(pack, lines, i, &theme);

		if (took == 0) {
			i++;
			continue;
		}
		list_add(arena, &slides, slide_of(arena, theme, lines, begin, i, begin == 0));
		begin = i += took;
	}
	*rest = begin;
	return slides;
}
