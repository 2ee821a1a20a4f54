/* Where the statements of a slide begin, now that their bullets are lost. */
#include <string.h>

#include "base/text.h"
#include "store/wording_slides.h"

/* No statement is longer: a text without an end in sight is not read on. */
enum { STATEMENT_BYTES = 4000 };

const char *line_join(struct arena *arena, const char *before, const char *line)
{
	size_t len = strlen(before);
	bool broken = len > 1 && before[len - 1] == '-' && before[len - 2] != ' ';

	return text_format(arena, broken ? "%s%s" : "%s %s", before, line);
}

static bool has_bullet(const struct pack *pack, const struct lines *body, size_t at)
{
	(void)pack;
	return body->at[at].has_bullet;
}

/* Frameworks are written in English: a capital is one of A to Z, perhaps after a quotation mark. */
static bool has_capital(const struct pack *pack, const struct lines *body, size_t at)
{
	const char *text = body->at[at].text;

	(void)pack;
	if (text_starts(text, "\u2018") || text_starts(text, "\u201c"))
		text += strlen("\u2018");
	else if (*text == '"' || *text == '\'')
		text++;
	return *text >= 'A' && *text <= 'Z';
}

/* A capital after a sentence that was ended: for frameworks that end each statement with a full stop. */
static bool follows_end(const struct pack *pack, const struct lines *body, size_t at)
{
	const char *before = at == 0 ? "." : body->at[at - 1].text;

	return has_capital(pack, body, at) && strchr(".!?;:", before[strlen(before) - 1]) != NULL;
}

/* A capital on a word that can follow the stem: "Good strategic planning ... engages", "... openly anticipates". A
 * wrapped line that opens with a proper noun ("Planning and Delivery Principles") is none. */
static bool completes_stem(const struct pack *pack, const struct lines *body, size_t at)
{
	const char *text = body->at[at].text;
	const char *end = text + strcspn(text, " ,");

	return has_capital(pack, body, at) && end - text > 1 && (end[-1] == 's' || (end[-1] == 'y' && end[-2] == 'l'));
}

typedef bool begins_function(const struct pack *pack, const struct lines *body, size_t at);

static struct pack_texts split(struct arena *arena, const struct pack *pack, const struct lines *body,
                               begins_function *begins)
{
	const struct pack_texts nothing = { 0 };
	struct pack_texts statements = { 0 };

	for (size_t i = 0; i < body->len; i++) {
		const char **last;

		if (begins(pack, body, i)) {
			list_add(arena, &statements, body->at[i].text);
			continue;
		}
		if (statements.len == 0)
			return nothing; /* the first line continues something that is not there */
		last = &statements.at[statements.len - 1];
		if (strlen(*last) > STATEMENT_BYTES)
			return nothing;
		*last = line_join(arena, *last, body->at[i].text);
	}
	return statements;
}

struct pack_texts slide_statements(struct arena *arena, const struct pack *pack, const struct lines *body,
                                   size_t expected)
{
	static begins_function *const rules[] = { has_bullet, has_capital, follows_end, completes_stem };
	struct pack_texts statements = { 0 };

	for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
		struct pack_texts found = split(arena, pack, body, rules[i]);

		if (found.len == expected)
			return found;
		if (found.len > 0)
			statements = found;
	}
	return statements;
}
