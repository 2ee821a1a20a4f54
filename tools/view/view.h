/*
 * The view compiler: turns a page written as HTML into a C function that writes it. docs/views.md is the language.
 *
 * The source is read once, from its first character to its last, keeping two stacks: the tags that are open and the blocks
 * ({% view %}, {% if %}, {% each %}) that are open. What a {{ value }} may be follows from where it stands. Finished markup is
 * gathered into literals as long as possible; C is gathered beside it and written to the file only when nothing was wrong.
 *
 * A mistake ends the program: one line on standard error, `FILE:LINE: sentence`, status 1, no file written.
 */
#ifndef CAIRN_TOOLS_VIEW_H
#define CAIRN_TOOLS_VIEW_H

#include <stdbool.h>
#include <stddef.h>

#include "file.h"

/* A stretch of the source. */
struct piece {
	const char *at;
	size_t len;
};

/* Where a word may stand; a block ends in the place where it began. */
enum place {
	PLACE_OUTSIDE = 1, /* between views */
	PLACE_TEXT = 2,    /* between tags */
	PLACE_PLAIN = 4,   /* in <title> or <textarea>: text and nothing else */
	PLACE_TAG = 8,     /* between the attributes of a tag */
	PLACE_VALUE = 16,  /* in a quoted attribute */
};

enum block_kind { BLOCK_VIEW, BLOCK_IF, BLOCK_EACH };

struct block {
	enum block_kind kind;
	enum place place;
	int line;
	size_t elements; /* how many tags were open when it began */
	bool has_else;   /* the last `else` has been */
};

struct element {
	struct piece name;
	int line;
	size_t blocks; /* how many blocks were open when it began */
};

#define MOST_BLOCKS   64
#define MOST_ELEMENTS 128

struct view {
	const char *path;
	const char *at, *end; /* what is still to be read; *end is a NUL */
	int line;
	bool line_begins; /* the next character is the first of its line */
	bool only_words;  /* this line holds nothing but words: it leaves no trace */
	struct block blocks[MOST_BLOCKS];
	size_t block_count;
	struct element elements[MOST_ELEMENTS];
	size_t element_count;
	struct bytes literal; /* markup not yet written as C */
	struct bytes code;
	struct piece page; /* the name of the view being read when it takes its own page, else empty */
	int views, loops;
};

/* main.c */
_Noreturn void refuse(const struct view *view, int line, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* piece.c: reading the source */
bool view_sees(const struct view *view, const char *text);
char view_take(struct view *view); /* the next character; counts lines; NUL at the end */
size_t view_skip_space(struct view *view);
bool is_space(char c);
bool is_name(char c); /* of a C name */
struct piece piece_trim(struct piece piece);
bool piece_is(struct piece piece, const char *text);
bool piece_is_in_any_case(struct piece piece, const char *text); /* browsers fold the case of names */
struct piece piece_name(struct piece piece);                     /* the C name it begins with, or nothing */
struct piece piece_after(struct piece piece, size_t len);        /* trimmed */

/* expression.c: the C in a view */
/* Just after what closes the expression, or null, with a sentence. */
const char *expression_end(const char *at, const char *end, const char *close, const char **problem);
struct piece expression_read(struct view *view, const char *close);
/* One token further: a string, a bracketed group, an operator of two characters, or one character. */
const char *expression_step(const char *at, const char *end);
void claim_write(struct view *view, struct piece claim, int line);

/* write.c: the C that comes out */
void write_literal(struct view *view, const char *at, size_t len);
void write_line(struct view *view, int line); /* what follows comes from this line of the source */
void write_indent(struct view *view);
void write_finish(struct view *view); /* markup gathered so far becomes C */
void write_code(struct view *view, const char *format, ...) __attribute__((format(printf, 2, 3)));
void write_piece(struct view *view, struct piece piece); /* C from the source, on one line */
void write_value(struct view *view, const char *macro, struct piece value, int line);

/* word.c: {% words %} */
void word_read(struct view *view, enum place place);
void comment_skip(struct view *view);
void block_open(struct view *view, enum block_kind kind, enum place place, int line);

/* function.c: `rest` is name(struct out *o, ...) */
void function_begin(struct view *view, const char *before, struct piece rest, int line);
void function_end(struct view *view);

/* tag.c, text.c: HTML */
void tag_read(struct view *view);
bool element_inside(const struct view *view, const char *name);
enum place text_place(const struct view *view);
void text_read_all(struct view *view);

#define PIECE(piece) (int)(piece).len, (piece).at

#endif
