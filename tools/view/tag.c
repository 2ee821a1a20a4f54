/* Tags: opened, closed, and comments; their balance, and what may be an element at all. */
#include "view/tag.h"

#include <string.h>
#include <strings.h>

static const char *const empty_elements[] = { "area",  "base", "br",   "col",    "embed", "hr",  "img",
	                                      "input", "link", "meta", "source", "track", "wbr", NULL };

/* What has no place in a page of ours, and why. */
static const struct {
	const char *name, *sentence;
} refused_elements[] = {
	{ "style", "A page holds no <style>: the browser would refuse it. Put it in a style sheet." },
	{ "base", "A page holds no <base>: the browser would refuse it." },
	{ "iframe", "A page holds no <iframe>: the browser would refuse it." },
	{ "plaintext", "<plaintext> is not HTML any more." },
	{ "xmp", "<xmp> is not HTML any more." },
	{ "listing", "<listing> is not HTML any more." },
	{ "noembed", "<noembed> is not HTML any more." },
	{ "noframes", "<noframes> is not HTML any more." },
	{ "animate", "Pictures do not move: no <animate>." },
	{ "animatemotion", "Pictures do not move: no <animateMotion>." },
	{ "animatetransform", "Pictures do not move: no <animateTransform>." },
	{ "set", "Pictures do not move: no <set>." },
};

static bool is_one_of(struct piece name, const char *const *names)
{
	while (*names != NULL)
		if (piece_is(name, *names++))
			return true;
	return false;
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* SVG and MathML have names with capitals, and tags that close themselves. */
bool tag_is_foreign(const struct view *view, const struct tag *tag)
{
	return element_inside(view, "svg") || element_inside(view, "math") || piece_is(tag->name, "svg") ||
	       piece_is(tag->name, "math");
}

static void write_taken(struct view *view, size_t len)
{
	write_literal(view, view->at, len);
	while (len-- > 0)
		view_take(view);
}

/* Browsers end a comment at several places; this is what they all agree on. */
static void read_html_comment(struct view *view)
{
	const int line = view->line;
	const char *begin = view->at + 4, *end = strstr(begin, "--");

	if (end == NULL)
		refuse(view, line, "This `<!--` is never closed with `-->`.");
	for (const char *at = begin; at < end; at++)
		if (at[0] == '{' && (at[1] == '{' || at[1] == '%'))
			refuse(view, line, "An HTML comment holds no values and no words: write {# comment #}.");
	if (end[2] != '>' || *begin == '>' || strncmp(begin, "->", 2) == 0)
		refuse(view, line, "An HTML comment holds no `--` and does not begin with `>`.");
	write_taken(view, (size_t)(end + 3 - view->at));
}

static struct piece take_name(struct view *view)
{
	struct piece name = { view->at, 0 };

	while (is_name(*view->at) || *view->at == '-' || *view->at == ':') {
		view_take(view);
		name.len++;
	}
	if (view_sees(view, "{{") || name.len == 0)
		refuse(view, view->line, "A tag's name cannot be a value.");
	return name;
}

static void check_element(const struct view *view, const struct tag *tag)
{
	for (size_t i = 0; i < tag->name.len; i++)
		if (tag->name.at[i] >= 'A' && tag->name.at[i] <= 'Z' && !tag_is_foreign(view, tag))
			refuse(view, tag->line, "HTML is written in small letters: <%.*s>.", PIECE(tag->name));
	for (size_t i = 0; i < sizeof refused_elements / sizeof refused_elements[0]; i++)
		if (piece_is_in_any_case(tag->name, refused_elements[i].name))
			refuse(view, tag->line, "%s", refused_elements[i].sentence);
}

static void open_element(struct view *view, const struct tag *tag)
{
	if (view->element_count == MOST_ELEMENTS)
		refuse(view, tag->line, "Tags are nested too deep.");
	view->elements[view->element_count++] = (struct element){ tag->name, tag->line, view->block_count };
}

/* A script comes from a file of ours: the browser runs nothing that is written in a page. */
static void check_script(const struct view *view, const struct tag *tag)
{
	if (!tag->has_source || !tag->is_module || !view_sees(view, "</script>"))
		refuse(view, tag->line, "The only script is <script type=\"module\" src=\"...\"></script>, empty.");
}

static void end_tag(struct view *view, const struct tag *tag)
{
	const bool closes_itself = view_sees(view, "/>");

	if (view->block_count != tag->blocks)
		refuse(view, view->line, "The tag <%.*s> ends inside an `if`.", PIECE(tag->name));
	if (closes_itself && !tag_is_foreign(view, tag) && !is_one_of(tag->name, empty_elements))
		refuse(view, tag->line, "<%.*s/> does not close itself in HTML.", PIECE(tag->name));
	write_taken(view, closes_itself ? 2 : 1);
	if (piece_is_in_any_case(tag->name, "script"))
		check_script(view, tag);
	if (closes_itself || (is_one_of(tag->name, empty_elements) && !tag_is_foreign(view, tag)))
		return;
	open_element(view, tag);
	/* Browsers drop one line end that comes first in these: it must not be the value's own. */
	if ((piece_is(tag->name, "textarea") || piece_is(tag->name, "pre")) && view_sees(view, "{"))
		write_literal(view, "\n", 1);
}

static void read_opening(struct view *view)
{
	struct tag tag = { .line = view->line, .blocks = view->block_count };

	write_taken(view, 1);
	tag.name = take_name(view);
	check_element(view, &tag);
	write_literal(view, tag.name.at, tag.name.len);
	for (;;) {
		const bool spaced = view_skip_space(view) > 0;

		if (view->at == view->end)
			refuse(view, tag.line, "The tag <%.*s> is never closed with `>`.", PIECE(tag.name));
		if (*view->at == '>' || view_sees(view, "/>"))
			break;
		if (view_sees(view, "{#")) {
			comment_skip(view);
			continue;
		}
		if (view_sees(view, "{%")) {
			if (spaced)
				refuse(view, view->line,
				       "A word in the tag <%.*s> of line %d takes no space before it: is the tag "
				       "closed?",
				       PIECE(tag.name), tag.line);
			word_read(view, PLACE_TAG);
			continue;
		}
		if (!spaced)
			refuse(view, view->line, "There must be a space before an attribute.");
		write_literal(view, " ", 1);
		attribute_read(view, &tag);
	}
	end_tag(view, &tag);
}

static void read_closing(struct view *view)
{
	const int line = view->line;
	const struct element *open = view->element_count > 0 ? &view->elements[view->element_count - 1] : NULL;
	const size_t blocks = view->block_count;
	struct piece name;

	write_taken(view, 2);
	name = take_name(view);
	write_literal(view, name.at, name.len);
	view_skip_space(view);
	if (*view->at != '>')
		refuse(view, line, "The tag </%.*s> is not closed with `>`.", PIECE(name));
	if (open == NULL)
		refuse(view, line, "</%.*s> closes nothing.", PIECE(name));
	if (name.len != open->name.len || memcmp(name.at, open->name.at, name.len) != 0)
		refuse(view, line, "</%.*s> comes where <%.*s> of line %d must be closed first.", PIECE(name),
		       PIECE(open->name), open->line);
	if (open->blocks != blocks)
		refuse(view, line, "</%.*s> closes a tag that was opened outside the block of line %d.", PIECE(name),
		       view->blocks[blocks - 1].line);
	write_taken(view, 1);
	view->element_count--;
}

static void refuse_markup(const struct view *view)
{
	if (view_sees(view, "<{"))
		refuse(view, view->line, "A tag's name cannot be a value.");
	if (view_sees(view, "<!"))
		refuse(view, view->line, "Only <!doctype html> and comments begin with `<!`.");
	refuse(view, view->line, "A `<` that begins no tag is written &lt;.");
}

void tag_read(struct view *view)
{
	static const char doctype[] = "<!doctype html>"; /* in any case */

	if (view->block_count == 0)
		refuse(view, view->line, "There is a tag outside a view.");
	if (text_place(view) == PLACE_PLAIN && !view_sees(view, "</"))
		refuse(view, view->line, "Only text stands in <title> and <textarea>.");
	if (view_sees(view, "<!--"))
		read_html_comment(view);
	else if (strncasecmp(view->at, doctype, sizeof doctype - 1) == 0)
		write_taken(view, sizeof doctype - 1);
	else if (view_sees(view, "</") && (is_letter(view->at[2]) || view->at[2] == '{'))
		read_closing(view);
	else if (is_letter(view->at[1]))
		read_opening(view);
	else
		refuse_markup(view);
}
