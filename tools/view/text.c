/* What stands between tags: text, values, words, comments; and the white space of lines. */
#include "view/view.h"

#include <string.h>

bool element_inside(const struct view *view, const char *name)
{
	for (size_t i = 0; i < view->element_count; i++)
		if (piece_is(view->elements[i].name, name))
			return true;
	return false;
}

enum place text_place(const struct view *view)
{
	if (view->block_count == 0)
		return PLACE_OUTSIDE;
	return element_inside(view, "title") || element_inside(view, "textarea") ? PLACE_PLAIN : PLACE_TEXT;
}

static bool space_is_kept(const struct view *view)
{
	return element_inside(view, "pre") || element_inside(view, "textarea");
}

/* Whether the rest of the line is words and comments, at least one, and nothing else. A word may itself run over lines. */
static bool line_holds_only_words(const struct view *view)
{
	const char *at = view->at, *problem;
	bool any = false;

	for (;;) {
		while (*at == ' ' || *at == '\t')
			at++;
		if (at == view->end || *at == '\n')
			return any;
		if (strncmp(at, "{%", 2) == 0)
			at = expression_end(at + 2, view->end, "%}", &problem);
		else if (strncmp(at, "{#", 2) == 0 && (at = strstr(at, "#}")) != NULL)
			at += 2;
		else
			at = NULL;
		if (at == NULL)
			return false;
		any = true;
	}
}

static void begin_line(struct view *view)
{
	view->line_begins = false;
	view->only_words = false;
	if (space_is_kept(view))
		return;
	while (*view->at == ' ' || *view->at == '\t')
		view->at++;
	view->only_words = line_holds_only_words(view);
}

static void read_character(struct view *view)
{
	const char c = view_take(view);

	view->line_begins = c == '\n';
	if (view->only_words && is_space(c))
		return;
	if (view->block_count > 0)
		write_literal(view, &c, 1);
	else if (!is_space(c))
		refuse(view, view->line, "There is text outside a view.");
}

static void read_value(struct view *view)
{
	const int line = view->line;
	const enum place place = text_place(view);

	if (place == PLACE_OUTSIDE)
		refuse(view, line, "There is a value outside a view.");
	/* A text area gives back what it holds, so numbers and dates go in as in any other field of a form. */
	write_value(view, element_inside(view, "textarea") ? "OUT_ATTRIBUTE" : "OUT_TEXT", expression_read(view, "}}"),
	            line);
}

static void read_next(struct view *view)
{
	if (view->line_begins)
		begin_line(view);
	if (view_sees(view, "{{"))
		read_value(view);
	else if (view_sees(view, "{%"))
		word_read(view, text_place(view));
	else if (view_sees(view, "{#"))
		comment_skip(view);
	else if (*view->at == '<')
		tag_read(view);
	else if (view->at < view->end)
		read_character(view);
}

void text_read_all(struct view *view)
{
	view->line_begins = true;
	while (view->at < view->end)
		read_next(view);
	if (view->element_count > 0) {
		const struct element *open = &view->elements[view->element_count - 1];

		refuse(view, open->line, "<%.*s> is never closed.", PIECE(open->name));
	}
	if (view->block_count > 0)
		refuse(view, view->blocks[view->block_count - 1].line, "This block has no `{%% end %%}`.");
	if (view->views == 0)
		refuse(view, 1, "This file holds no view.");
}
