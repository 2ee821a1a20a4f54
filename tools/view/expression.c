#include "view/view.h"

#include <string.h>

#define MOST_BRACKETS 64

/* Just after a string or a character that begins here; null when it does not end on its line. */
static const char *after_quoted(const char *at, const char *end)
{
	const char quote = *at++;

	while (at < end && *at != quote && *at != '\n')
		at += *at == '\\' && at + 1 < end ? 2 : 1;
	return at < end && *at == quote ? at + 1 : NULL;
}

static char closing(char opening)
{
	return opening == '(' ? ')' : opening == '[' ? ']' : '}';
}

static bool sees(const char *at, const char *end, const char *two)
{
	return end - at >= 2 && at[0] == two[0] && at[1] == two[1];
}

/* What no expression holds at this place outside a string, as the end of a sentence; null when all is well. */
static const char *problem_at(const char *at, const char *end, const char *close, size_t depth)
{
	if (*at == '\n' && close[0] == '}')
		return "is not closed with `}}` on its line";
	if (sees(at, end, "{%") || sees(at, end, "%}"))
		return depth > 0 ? "holds a bracket that is not closed" : "is not closed";
	if (sees(at, end, "//") || sees(at, end, "/*"))
		return "holds a C comment: write {# comment #} outside it";
	if (*at == ';' || *at == '#' || *at == '\\')
		return "must be one C expression";
	return NULL;
}

/* Keeps which brackets are still to be closed. */
static const char *follow_bracket(char c, char *wanted, size_t *depth)
{
	if (strchr("([{", c) != NULL) {
		if (*depth == MOST_BRACKETS)
			return "holds too many brackets";
		wanted[(*depth)++] = closing(c);
	} else if (strchr(")]}", c) != NULL) {
		if (*depth == 0 || wanted[--*depth] != c)
			return "holds brackets that do not match";
	}
	return NULL;
}

const char *expression_end(const char *at, const char *end, const char *close, const char **problem)
{
	char wanted[MOST_BRACKETS];
	size_t depth = 0;

	while (at < end) {
		if (depth == 0 && sees(at, end, close))
			return at + 2;
		if ((*problem = problem_at(at, end, close, depth)) != NULL)
			return NULL;
		if (*at == '"' || *at == '\'') {
			at = after_quoted(at, end);
			*problem = "holds a quote that is not closed";
		} else {
			*problem = follow_bracket(*at++, wanted, &depth);
			at = *problem == NULL ? at : NULL;
		}
		if (at == NULL)
			return NULL;
	}
	*problem = "is not closed";
	return NULL;
}

struct piece expression_read(struct view *view, const char *close)
{
	const int line = view->line;
	const char *begin = view->at + 2, *problem, *after;
	struct piece piece;

	after = expression_end(begin, view->end, close, &problem);
	if (after == NULL)
		refuse(view, line, "This `%.2s` %s.", view->at, problem);
	piece = piece_trim((struct piece){ begin, (size_t)(after - 2 - begin) });
	if (piece.len == 0)
		refuse(view, line, "This `%.2s` is empty.", view->at);
	while (view->at < after)
		view_take(view);
	return piece;
}

static const char *after_group(const char *at, const char *end)
{
	size_t depth = 0;

	while (at < end) {
		if (*at == '"' || *at == '\'') {
			const char *after = after_quoted(at, end);

			at = after == NULL ? end : after;
			continue;
		}
		if (strchr("([{", *at) != NULL)
			depth++;
		else if (strchr(")]}", *at) != NULL && --depth == 0)
			return at + 1;
		at++;
	}
	return end;
}

const char *expression_step(const char *at, const char *end)
{
	static const char *const pairs[] = { "->", "==", "!=", "<=", ">=", "<<", ">>", "&&", "||", "++", "--" };

	if (*at == '"' || *at == '\'') {
		const char *after = after_quoted(at, end);

		return after == NULL ? end : after;
	}
	if (strchr("([{", *at) != NULL)
		return after_group(at, end);
	for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
		if (sees(at, end, pairs[i]))
			return at + 2;
	return at + 1;
}
