/*
 * What an {% if %} asks.
 *
 * A comparison is C's own. Anything else, and each side of && and || and what stands after !, is asked with IS(), so that
 * an empty text is "not there" however the question is put.
 */
#include "view/view.h"

#include <string.h>

/* The first operator of these (ended by a null) outside brackets and strings, or null. */
static const char *find_operator(struct piece in, const char *const *operators)
{
	const char *end = in.at + in.len;

	for (const char *at = in.at, *next; at < end; at = next) {
		next = expression_step(at, end);
		for (size_t i = 0; operators[i] != NULL; i++)
			if ((size_t)(next - at) == strlen(operators[i]) &&
			    memcmp(at, operators[i], (size_t)(next - at)) == 0)
				return at;
	}
	return NULL;
}

static const char *const choice[] = { "?", NULL };
static const char *const either[] = { "||", NULL };
static const char *const both[] = { "&&", NULL };
static const char *const comparison[] = { "==", "!=", "<", ">", "<=", ">=", NULL };
static const char *const setting[] = { "=", "++", "--", NULL };

static void write_joined(struct view *view, struct piece claim, const char *at, const char *operator, int line)
{
	const size_t before = (size_t)(at - claim.at);

	write_code(view, "(");
	claim_write(view, piece_trim((struct piece){ claim.at, before }), line);
	write_code(view, ") %s (", operator);
	claim_write(view, piece_after(claim, before + 2), line);
	write_code(view, ")");
}

static bool is_bracketed(struct piece claim)
{
	return claim.at[0] == '(' && expression_step(claim.at, claim.at + claim.len) == claim.at + claim.len;
}

void claim_write(struct view *view, struct piece claim, int line)
{
	const char *at;

	if (claim.len == 0)
		refuse(view, line, "Something is missing beside an operator.");
	if (find_operator(claim, setting) != NULL)
		refuse(view, line, "A question changes nothing: to compare, write `==`.");
	if (find_operator(claim, choice) == NULL) {
		if ((at = find_operator(claim, either)) != NULL) {
			write_joined(view, claim, at, "||", line);
			return;
		}
		if ((at = find_operator(claim, both)) != NULL) {
			write_joined(view, claim, at, "&&", line);
			return;
		}
		if (find_operator(claim, comparison) != NULL) {
			write_piece(view, claim);
			return;
		}
		if (claim.at[0] == '!') {
			write_code(view, "!(");
			claim_write(view, piece_after(claim, 1), line);
			write_code(view, ")");
			return;
		}
		if (is_bracketed(claim)) {
			claim_write(view, piece_trim((struct piece){ claim.at + 1, claim.len - 2 }), line);
			return;
		}
	}
	write_code(view, "IS(");
	write_piece(view, claim);
	write_code(view, ")");
}
