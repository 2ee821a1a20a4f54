#include "view/view.h"

#include <string.h>
#include <strings.h>

bool view_sees(const struct view *view, const char *text)
{
	size_t len = strlen(text);

	return (size_t)(view->end - view->at) >= len && memcmp(view->at, text, len) == 0;
}

char view_take(struct view *view)
{
	if (view->at == view->end)
		return '\0';
	if (*view->at == '\n')
		view->line++;
	return *view->at++;
}

bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n';
}

bool is_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

size_t view_skip_space(struct view *view)
{
	size_t count = 0;

	while (is_space(*view->at)) {
		view_take(view);
		count++;
	}
	return count;
}

struct piece piece_trim(struct piece piece)
{
	while (piece.len > 0 && is_space(piece.at[0])) {
		piece.at++;
		piece.len--;
	}
	while (piece.len > 0 && is_space(piece.at[piece.len - 1]))
		piece.len--;
	return piece;
}

bool piece_is(struct piece piece, const char *text)
{
	return strlen(text) == piece.len && memcmp(piece.at, text, piece.len) == 0;
}

bool piece_is_in_any_case(struct piece piece, const char *text)
{
	return strlen(text) == piece.len && strncasecmp(piece.at, text, piece.len) == 0;
}

struct piece piece_name(struct piece piece)
{
	size_t len = 0;

	if (piece.len > 0 && piece.at[0] >= '0' && piece.at[0] <= '9')
		return (struct piece){ piece.at, 0 };
	while (len < piece.len && is_name(piece.at[len]))
		len++;
	return (struct piece){ piece.at, len };
}

struct piece piece_after(struct piece piece, size_t len)
{
	return piece_trim((struct piece){ piece.at + len, piece.len - len });
}
