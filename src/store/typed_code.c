#include "store/typed_code.h"

#include <string.h>

#include "base/random.h"
#include "base/text.h"
#include "db/db.h"

#define LETTERS "23456789cdfhjklmnpqrtvwx"

enum { CODE_CHARACTERS = 8, CODE_HALF = 4, CODE_TRIES = 8 };

/* What people may read on paper, or type, for a character of a code. */
static char looks_like(char c)
{
	static const char taken[] = "bgi1sz", meant[] = "86ll52";
	const char *at = strchr(taken, c);

	return at == NULL ? c : meant[at - taken];
}

const char *typed_code_read(struct arena *arena, const char *typed)
{
	char *code = text_fold(arena, typed);
	size_t len = 0;

	for (const char *from = code; *from != '\0'; from++) {
		bool is_letter = (*from >= 'a' && *from <= 'z') || (*from >= '0' && *from <= '9');

		if (is_letter) /* spaces, hyphens and dashes of every kind stand for nothing */
			code[len++] = looks_like(*from);
	}
	code[len] = '\0';
	return len == CODE_CHARACTERS && strspn(code, LETTERS) == len ? code : NULL;
}

const char *typed_code_shown(struct arena *arena, const char *code)
{
	char *shown = text_copy(arena, code);

	for (char *c = shown; *c != '\0'; c++) {
		if (*c >= 'a' && *c <= 'z')
			*c = (char)(*c - 'a' + 'A');
	}
	return strlen(shown) <= CODE_HALF ? shown : text_format(arena, "%.*s-%s", CODE_HALF, shown, shown + CODE_HALF);
}

bool group_link_by_code(struct work *w, const char *code, const char **link_token)
{
	const struct rows *rows = db_ask(w, "SELECT link_token FROM round_group WHERE code = $1", V(code));

	*link_token = rows == NULL || rows->len == 0 ? NULL : row_text(rows, 0, 0);
	return rows != NULL;
}

/* One that no group has; two drawn alike is next to impossible, but would refuse the whole change. */
static const char *new_code(struct work *w)
{
	for (int i = 0; i < CODE_TRIES; i++) {
		const char *code = random_letters(w->arena, LETTERS, CODE_CHARACTERS);
		const char *link;

		if (!group_link_by_code(w, code, &link))
			return NULL;
		if (link == NULL)
			return code;
	}
	fault(w, FAULT_UNAVAILABLE, "No code could be drawn for a group. Please try again.");
	return NULL;
}

bool typed_codes_give(struct work *w, int64_t round)
{
	const struct rows *groups =
		db_ask(w,
	               "SELECT id FROM round_group WHERE partnership = $1 AND round = $2 AND code IS NULL ORDER BY id",
	               V(w->partnership), V(round));

	for (size_t i = 0; groups != NULL && i < groups->len; i++) {
		const char *code = new_code(w);

		if (code == NULL || db_run(w, "UPDATE round_group SET code = $3 WHERE partnership = $1 AND id = $2",
		                           V(w->partnership), V(row_int(groups, i, 0)), V(code)) != 1)
			return false;
	}
	return groups != NULL;
}

bool typed_codes_take_back(struct work *w, int64_t round)
{
	return db_run(w, "UPDATE round_group SET code = NULL WHERE partnership = $1 AND round = $2", V(w->partnership),
	              V(round)) >= 0;
}
