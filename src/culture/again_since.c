/* What became different since a round, in sentences and as lines. See culture/again.h. */
#include "base/text.h"
#include "culture/again.h"

ROW_TYPE(since_line, SINCE_FIELDS);

const char *texts_joined(struct arena *arena, const struct pack_texts *texts)
{
	const char *joined = "";

	for (size_t i = 0; i < texts->len; i++) {
		const char *before = i == 0 ? "" : i + 1 == texts->len ? " and " : ", ";

		joined = text_format(arena, "%s%s%s", joined, before, texts->at[i]);
	}
	return joined;
}

static void say(struct arena *arena, struct pack_texts *says, const char *what, const struct pack_texts *names)
{
	if (names->len > 0)
		list_add(arena, says, (const char *)text_format(arena, "%s: %s.", what, texts_joined(arena, names)));
}

struct pack_texts since_sentences(struct arena *arena, const struct round_since *since)
{
	struct pack_texts says = { 0 };

	say(arena, &says, "Groups retired since, and so no longer asked", &since->groups_retired);
	say(arena, &says, "New groups, not asked until you tick them in step 3", &since->groups_new);
	say(arena, &says, "Added to the framework, not asked until you tick it in step 2", &since->added);
	say(arena, &says, "No longer in the framework, and so no longer asked", &since->removed);
	say(arena, &says, "Renamed in the framework", &since->renamed);
	return says;
}

static void add_lines(struct arena *arena, struct since_lines *lines, const char *kind, const struct pack_texts *names)
{
	for (size_t i = 0; i < names->len; i++)
		list_add(arena, lines, ((struct since_line){ kind, names->at[i] }));
}

struct since_lines since_lines_of(struct arena *arena, const struct round_since *since)
{
	struct since_lines lines = { 0 };

	add_lines(arena, &lines, "group retired", &since->groups_retired);
	add_lines(arena, &lines, "group new", &since->groups_new);
	add_lines(arena, &lines, "criterion added", &since->added);
	add_lines(arena, &lines, "criterion removed", &since->removed);
	add_lines(arena, &lines, "criterion renamed", &since->renamed);
	return lines;
}
