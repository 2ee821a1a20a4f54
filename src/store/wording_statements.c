/* Where the statements of a slide begin, now that their bullets are lost. */
#include <string.h>

#include "base/out.h"
#include "base/text.h"
#include "store/wording_slides.h"

/* No statement is longer: a text without an end in sight is not read on. */
enum { STATEMENT_BYTES = 4000 };

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

/* How many statements the rule sees, or 0 when it cannot be the right one: the first line continues something that is not
 * there, or a statement does not end. Takes no memory: of the four rules at most one is the right one. */
static size_t count_statements(const struct pack *pack, const struct lines *body, begins_function *begins)
{
	size_t count = 0, bytes = 0;

	for (size_t i = 0; i < body->len; i++) {
		if (begins(pack, body, i)) {
			count++;
			bytes = 0;
		} else if (count == 0 || bytes > STATEMENT_BYTES) {
			return 0;
		}
		bytes += strlen(body->at[i].text) + 1;
	}
	return count;
}

/* The statements by that rule, wrapped lines joined. One buffer serves them all. */
static struct pack_texts split(struct arena *arena, const struct pack *pack, const struct lines *body,
                               begins_function *begins)
{
	struct pack_texts statements = { 0 };
	struct out said = { .arena = arena };

	for (size_t i = 0; i < body->len; i++) {
		if (i > 0 && begins(pack, body, i)) {
			list_add(arena, &statements, text_copy_bytes(arena, said.at, said.len));
			said.len = 0;
		} else if (i > 0 && !breaks_word(said.at, said.len)) {
			out_raw(&said, " ");
		}
		out_raw(&said, body->at[i].text);
	}
	if (body->len > 0)
		list_add(arena, &statements, text_copy_bytes(arena, said.at, said.len));
	return statements;
}

struct slide_statements slide_statements(struct arena *arena, const struct pack *pack, const struct lines *body,
                                         size_t expected)
{
	static begins_function *const rules[] = { has_bullet, has_capital, follows_end, completes_stem };
	struct slide_statements found = { 0 };

	for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
		size_t count = count_statements(pack, body, rules[i]);

		if (count > 0)
			found.count = count;
		if (count == expected) {
			found.count = count;
			found.said = split(arena, pack, body, rules[i]);
			return found;
		}
	}
	return found;
}
