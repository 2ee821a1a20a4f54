/* Attributes: which there may be, and which values each may take. */
#include "view/tag.h"

#include <string.h>

enum rule {
	RULE_PLAIN,   /* any text */
	RULE_ADDRESS, /* where a browser goes: a struct url and nothing beside it */
	RULE_LITERAL, /* never a value: browsers read more into these than text */
};

static const struct {
	const char *name;
	enum rule rule;
} rules[] = {
	{ "href", RULE_ADDRESS },       { "src", RULE_ADDRESS },        { "action", RULE_ADDRESS },
	{ "formaction", RULE_ADDRESS }, { "poster", RULE_ADDRESS },     { "cite", RULE_ADDRESS },
	{ "data", RULE_ADDRESS },       { "srcset", RULE_LITERAL },     { "imagesrcset", RULE_LITERAL },
	{ "ping", RULE_LITERAL },       { "xlink:href", RULE_LITERAL }, { "usemap", RULE_LITERAL },
	{ "srcdoc", RULE_LITERAL },     { "manifest", RULE_LITERAL },   { "background", RULE_LITERAL },
	{ "is", RULE_LITERAL },
};

static enum rule rule_of(struct piece name)
{
	for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++)
		if (piece_is_in_any_case(name, rules[i].name))
			return rules[i].rule;
	return RULE_PLAIN;
}

static bool is_attribute_character(char c)
{
	return is_name(c) || c == '-' || c == ':' || c == '.';
}

static struct piece take_name(struct view *view, const struct tag *tag)
{
	struct piece name = { view->at, 0 };

	while (is_attribute_character(*view->at)) {
		if (*view->at >= 'A' && *view->at <= 'Z' && !tag_is_foreign(view, tag))
			refuse(view, view->line, "Attributes are written in small letters.");
		view_take(view);
		name.len++;
	}
	if (view_sees(view, "{{"))
		refuse(view, view->line, "An attribute's name cannot be a value.");
	if (name.len == 0 || strchr(" \t\n=>/{", *view->at) == NULL)
		refuse(view, view->line, "This is not an attribute's name: `%.*s%.1s`.", PIECE(name), view->at);
	return name;
}

static void check_name(const struct view *view, struct piece name)
{
	if (name.len > 2 && piece_is_in_any_case((struct piece){ name.at, 2 }, "on"))
		refuse(view, view->line, "`%.*s`: the browser runs nothing written in a page. Put it in a script file.",
		       PIECE(name));
	if (piece_is_in_any_case(name, "style"))
		refuse(view, view->line, "`style`: the browser takes no style written in a page. Use a class.");
	if (piece_is_in_any_case(name, "http-equiv"))
		refuse(view, view->line, "`http-equiv`: say it in a header of the answer.");
}

static void read_part_of_value(struct view *view, struct piece name, enum rule rule, const char *begin, char quote)
{
	const int line = view->line;

	if (rule == RULE_LITERAL)
		refuse(view, line, "`%.*s` takes no value: browsers read more than text in it.", PIECE(name));
	if (rule == RULE_ADDRESS && (view_sees(view, "{%") || view->at != begin))
		refuse(view, line, "An address is one whole value: %.*s=\"{{ address }}\".", PIECE(name));
	if (view_sees(view, "{%")) {
		word_read(view, PLACE_VALUE);
		return;
	}
	write_value(view, rule == RULE_ADDRESS ? "OUT_ADDRESS" : "OUT_ATTRIBUTE", expression_read(view, "}}"), line);
	if (rule == RULE_ADDRESS && *view->at != quote)
		refuse(view, line, "An address is one whole value: %.*s=\"{{ address }}\".", PIECE(name));
}

static void read_quoted(struct view *view, struct piece name)
{
	const int line = view->line;
	const size_t blocks = view->block_count;
	const enum rule rule = rule_of(name);
	const char quote = view_take(view), *begin = view->at;

	write_literal(view, &quote, 1);
	while (view->at < view->end && *view->at != quote) {
		if (view_sees(view, "{{") || view_sees(view, "{%")) {
			read_part_of_value(view, name, rule, begin, quote);
		} else if (view_sees(view, "{#")) {
			comment_skip(view);
		} else {
			const char c = view_take(view);

			if (c == '<')
				refuse(view, line,
				       "The value of `%.*s` holds a `<`: is its quote closed? If it is, write &lt;.",
				       PIECE(name));
			write_literal(view, &c, 1);
		}
	}
	if (view->at == view->end)
		refuse(view, line, "The value of `%.*s` is never closed.", PIECE(name));
	if (view->block_count != blocks)
		refuse(view, view->line, "The value of `%.*s` ends inside a block.", PIECE(name));
	write_literal(view, &quote, 1);
	view_take(view);
}

static void read_unquoted(struct view *view, struct piece name)
{
	const char *begin = view->at;

	while (is_attribute_character(*view->at) || *view->at == '/' || *view->at == '#')
		view_take(view);
	if (*view->at == '{')
		refuse(view, view->line, "A value stands in quotes: %.*s=\"{{ value }}\".", PIECE(name));
	if (view->at == begin || (!is_space(*view->at) && *view->at != '>'))
		refuse(view, view->line, "The value of `%.*s` needs quotes.", PIECE(name));
	write_literal(view, begin, (size_t)(view->at - begin));
}

void attribute_read(struct view *view, struct tag *tag)
{
	const struct piece name = take_name(view, tag);
	const bool always = view->block_count == tag->blocks;

	check_name(view, name);
	write_literal(view, name.at, name.len);
	if (*view->at != '=')
		return;
	view_take(view);
	write_literal(view, "=", 1);
	tag->has_source = tag->has_source || (always && piece_is(name, "src"));
	tag->is_module = tag->is_module || (always && piece_is(name, "type") && view_sees(view, "\"module\""));
	if (*view->at == '"' || *view->at == '\'')
		read_quoted(view, name);
	else
		read_unquoted(view, name);
}
