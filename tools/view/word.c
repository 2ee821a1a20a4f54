/* The words of the language, and the blocks they open and close. */
#include "view/view.h"

#include <string.h>

struct word {
	const char *name;
	int places; /* where it may stand */
	void (*read)(struct view *view, struct piece rest, enum place place, int line);
};

static const char *block_name(const struct block *block)
{
	return block->kind == BLOCK_VIEW ? "view" : block->kind == BLOCK_IF ? "if" : "each";
}

void comment_skip(struct view *view)
{
	const int line = view->line;

	while (!view_sees(view, "#}"))
		if (view_take(view) == '\0')
			refuse(view, line, "This `{#` is not closed.");
	view->at += 2;
}

static struct block *innermost(struct view *view)
{
	return view->block_count == 0 ? NULL : &view->blocks[view->block_count - 1];
}

void block_open(struct view *view, enum block_kind kind, enum place place, int line)
{
	if (view->block_count == MOST_BLOCKS)
		refuse(view, line, "Blocks are nested too deep.");
	view->blocks[view->block_count++] =
		(struct block){ .kind = kind, .place = place, .line = line, .elements = view->element_count };
}

static void read_use(struct view *view, struct piece rest, enum place place, int line)
{
	(void)place;
	if (rest.len < 3 || rest.at[0] != '"' || expression_step(rest.at, rest.at + rest.len) != rest.at + rest.len)
		refuse(view, line, "Write {%% use \"folder/file.h\" %%}.");
	write_line(view, line);
	write_code(view, "#include ");
	write_piece(view, rest);
	write_code(view, "\n");
}

static void read_view(struct view *view, struct piece rest, enum place place, int line)
{
	(void)place;
	function_begin(view, "void", rest, line);
}

static void read_part(struct view *view, struct piece rest, enum place place, int line)
{
	(void)place;
	function_begin(view, "static void", rest, line);
}

/* In a tag there is one form, a space and whole attributes: {% if x %} checked{% end %} */
static void begin_conditional_attribute(const struct view *view, const struct block *around, int line)
{
	if (around->place == PLACE_TAG)
		refuse(view, line, "Conditional attributes do not nest: join the questions with `&&`.");
	if (view->at[0] != ' ' || is_space(view->at[1]) || view_sees(view, " {"))
		refuse(view, line,
		       "A conditional attribute is written name{%% if x %%} name=\"value\"{%% end %%}: its one space "
		       "inside.");
}

static void read_if(struct view *view, struct piece rest, enum place place, int line)
{
	if (rest.len == 0)
		refuse(view, line, "This `if` asks nothing.");
	write_line(view, line);
	write_code(view, "if (");
	claim_write(view, rest, line);
	write_code(view, ") {\n");
	if (place == PLACE_TAG)
		begin_conditional_attribute(view, innermost(view), line);
	block_open(view, BLOCK_IF, place, line);
}

static void check_ends_in_place(const struct view *view, const struct block *block, enum place place, const char *word,
                                int line)
{
	const struct element *open;

	if (block->place != place)
		refuse(view, line, "This `%s` does not stand in the same place as its `%s` of line %d.", word,
		       block_name(block), block->line);
	if (view->element_count == block->elements)
		return;
	open = &view->elements[view->element_count - 1];
	refuse(view, line, "<%.*s> of line %d is still open at this `%s`.", PIECE(open->name), open->line, word);
}

static void read_else(struct view *view, struct piece rest, enum place place, int line)
{
	struct block *block = innermost(view);

	if (block == NULL || block->kind != BLOCK_IF)
		refuse(view, line, "This `else` has no `if`.");
	if (place == PLACE_TAG)
		refuse(view, line, "A conditional attribute has no `else`: write two of them.");
	if (block->has_else)
		refuse(view, line, "This `else` comes after the last `else` of its `if`.");
	check_ends_in_place(view, block, place, "else", line);
	write_finish(view);
	view->block_count--;
	write_line(view, line);
	if (rest.len == 0) {
		block->has_else = true;
		write_code(view, "} else {\n");
	} else {
		const struct piece word = piece_name(rest);

		if (!piece_is(word, "if") || rest.len == word.len)
			refuse(view, line, "Write {%% else %%} or {%% else if x %%}.");
		write_code(view, "} else if (");
		claim_write(view, piece_after(rest, word.len), line);
		write_code(view, ") {\n");
	}
	view->block_count++;
}

/* The list is looked up once; an item is what the list holds, reached by a pointer. */
static void write_each(struct view *view, struct piece item, struct piece list, int line)
{
	const int loop = ++view->loops;

	write_line(view, line);
	write_code(view, "{ __extension__ __typeof__(");
	write_piece(view, list);
	write_code(view, ") list_%d = ", loop);
	write_piece(view, list);
	write_code(view, "; for (size_t i_%d = 0; i_%d < list_%d.len; i_%d++) {\n", loop, loop, loop, loop);
	write_line(view, line);
	write_code(view, "__extension__ __typeof__(list_%d.at[0]) *%.*s = &list_%d.at[i_%d]; (void)%.*s;\n", loop,
	           PIECE(item), loop, loop, PIECE(item));
}

static void read_each(struct view *view, struct piece rest, enum place place, int line)
{
	const struct piece item = piece_name(rest);
	const struct piece after = piece_after(rest, item.len);
	const struct piece in = piece_name(after);
	const struct piece list = piece_after(after, in.len);

	if (item.len == 0 || !piece_is(in, "in") || list.len == 0)
		refuse(view, line, "Write {%% each item in list %%}.");
	if (place == PLACE_TAG)
		refuse(view, line, "An `each` cannot stand between attributes.");
	write_each(view, item, list, line);
	block_open(view, BLOCK_EACH, place, line);
}

static void read_show(struct view *view, struct piece rest, enum place place, int line)
{
	const struct piece name = piece_name(rest);
	struct piece given = piece_after(rest, name.len);

	(void)place;
	if (name.len == 0 || given.len < 2 || given.at[0] != '(' ||
	    expression_step(given.at, given.at + given.len) != given.at + given.len)
		refuse(view, line, "Write {%% show part(value, value) %%}.");
	given = piece_trim((struct piece){ given.at + 1, given.len - 2 });
	write_line(view, line);
	write_code(view, "view_%.*s(o%s", PIECE(name), given.len > 0 ? ", " : "");
	write_piece(view, given);
	write_code(view, ");\n");
}

static void read_end(struct view *view, struct piece rest, enum place place, int line)
{
	const struct block *block = innermost(view);

	if (rest.len > 0)
		refuse(view, line, "Nothing follows `end`.");
	if (block == NULL)
		refuse(view, line, "This `end` has no block to end.");
	check_ends_in_place(view, block, place, "end", line);
	write_finish(view);
	view->block_count--;
	write_indent(view);
	if (block->kind == BLOCK_VIEW)
		function_end(view);
	else
		write_code(view, block->kind == BLOCK_EACH ? "}}\n" : "}\n");
}

static const struct word words[] = {
	{ "use", PLACE_OUTSIDE, read_use },
	{ "view", PLACE_OUTSIDE, read_view },
	{ "part", PLACE_OUTSIDE, read_part },
	{ "if", PLACE_TEXT | PLACE_PLAIN | PLACE_TAG | PLACE_VALUE, read_if },
	{ "else", PLACE_OUTSIDE | PLACE_TEXT | PLACE_PLAIN | PLACE_TAG | PLACE_VALUE, read_else },
	{ "each", PLACE_TEXT | PLACE_PLAIN | PLACE_TAG | PLACE_VALUE, read_each },
	{ "end", PLACE_OUTSIDE | PLACE_TEXT | PLACE_PLAIN | PLACE_TAG | PLACE_VALUE, read_end },
	{ "show", PLACE_TEXT, read_show },
};

_Noreturn static void refuse_place(const struct view *view, const struct word *word, enum place place, int line)
{
	if (word->places == PLACE_OUTSIDE && view->block_count > 0)
		refuse(view, line, "`%s` stands outside views: the view of line %d has not ended.", word->name,
		       view->blocks[0].line);
	if (place == PLACE_OUTSIDE)
		refuse(view, line, "`%s` stands inside a view.", word->name);
	refuse(view, line, "`%s` stands between tags: not in a tag, <title> or <textarea>.", word->name);
}

void word_read(struct view *view, enum place place)
{
	const int line = view->line;
	const struct piece all = expression_read(view, "%}");
	const struct piece name = piece_name(all);

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		if (!piece_is(name, words[i].name))
			continue;
		if ((words[i].places & (int)place) == 0)
			refuse_place(view, &words[i], place, line);
		words[i].read(view, piece_after(all, name.len), place, line);
		return;
	}
	refuse(view, line, "`%.*s` is not a word of views: use, view, part, if, else, each, show, end.",
	       name.len > 0 ? (int)name.len : 1, name.len > 0 ? name.at : all.at);
}
