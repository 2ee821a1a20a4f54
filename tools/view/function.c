/* The C function that a view or a part becomes. */
#include "view/view.h"

#include <string.h>

/* The name of a parameter: the last C name in it that is not in brackets. */
static struct piece parameter_name(struct piece parameter)
{
	const char *end = parameter.at + parameter.len;
	struct piece name = { parameter.at, 0 };

	for (const char *at = parameter.at; at < end;) {
		const struct piece word = piece_name((struct piece){ at, (size_t)(end - at) });

		if (word.len > 0)
			name = word;
		at = word.len > 0 ? at + word.len : expression_step(at, end);
	}
	return name;
}

/* A view need not use all it is given. */
static void write_unused(struct view *view, struct piece parameters, int line)
{
	const char *end = parameters.at + parameters.len;
	const char *at = parameters.at;

	while (at < end) {
		const char *begin = at;
		struct piece name;

		while (at < end && *at != ',')
			at = expression_step(at, end);
		name = parameter_name((struct piece){ begin, (size_t)(at - begin) });
		if (name.len == 0)
			refuse(view, line, "A parameter has no name.");
		write_line(view, line);
		write_code(view, "(void)%.*s;\n", PIECE(name));
		if (at < end)
			at++;
	}
}

static bool takes_own_page(struct piece name, struct piece parameters)
{
	static const char begin[] = "struct out *o, const struct ";
	static const char end[] = "_page *page";

	return parameters.len == sizeof begin - 1 + name.len + sizeof end - 1 &&
	       memcmp(parameters.at, begin, sizeof begin - 1) == 0 &&
	       memcmp(parameters.at + sizeof begin - 1, name.at, name.len) == 0 &&
	       memcmp(parameters.at + sizeof begin - 1 + name.len, end, sizeof end - 1) == 0;
}

/* name(struct out *o, ...) and its beginning in C. */
void function_begin(struct view *view, const char *before, struct piece rest, int line)
{
	static const char first[] = "struct out *o";
	const struct piece name = piece_name(rest);
	struct piece parameters = piece_after(rest, name.len);

	if (name.len == 0 || parameters.len < 2 || parameters.at[0] != '(' ||
	    expression_step(parameters.at, parameters.at + parameters.len) != parameters.at + parameters.len)
		refuse(view, line, "Write {%% view name(struct out *o, const struct name_page *page) %%}.");
	parameters = piece_trim((struct piece){ parameters.at + 1, parameters.len - 2 });
	if (parameters.len < sizeof first - 1 || memcmp(parameters.at, first, sizeof first - 1) != 0 ||
	    (parameters.len > sizeof first - 1 && is_name(parameters.at[sizeof first - 1])))
		refuse(view, line, "The first parameter of a view is `struct out *o`.");
	write_line(view, line);
	write_code(view, "%s view_%.*s(", before, PIECE(name));
	write_piece(view, parameters);
	write_code(view, ")\n{\n");
	block_open(view, BLOCK_VIEW, PLACE_TEXT, line);
	write_unused(view, parameters, line);
	view->page = takes_own_page(name, parameters) ? name : (struct piece){ name.at, 0 };
	view->views++;
}

void function_end(struct view *view)
{
	write_code(view, "}\n\n");
	if (view->page.len > 0)
		write_code(view, "void view_%.*s_any(struct out *o, const void *page)\n{\n\tview_%.*s(o, page);\n}\n\n",
		           PIECE(view->page), PIECE(view->page));
}
