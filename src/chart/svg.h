/*
 * Drawing: the few marks that Cairn's pictures are made of, written as SVG.
 *
 * A picture is drawn twice, for its column (704 units) and for a phone (343), so that text stays near 12 pixels;
 * the page's style sheet shows one. Each has role="img", a title that states the finding and a description.
 * Everything is said in presentation attributes: no style, no script. Ids are made from a prefix that the page
 * keeps unique. Text is escaped here and cut here: a label may be anything a person typed.
 *
 * Lengths are in drawing units, from the top left. Markup lives in the arena.
 */
#ifndef CAIRN_CHART_SVG_H
#define CAIRN_CHART_SVG_H

#include <stddef.h>
#include <stdint.h>

#include "base/out.h"

#define SVG_INK     "#1a1a1a"
#define SVG_SECOND  "#4a4f55"
#define SVG_THIRD   "#5e6369"
#define SVG_SUBJECT "#0065bd"
#define SVG_CONTEXT "#b6bcc2"
#define SVG_GRID    "#e4e7ea"

enum svg_size { SVG_WIDE, SVG_NARROW };

#define SVG_WIDE_WIDTH   704
#define SVG_NARROW_WIDTH 343

int svg_width(enum svg_size size);

/* What stands around the marks of one drawing. */
struct svg {
	const char *id; /* letters, digits and hyphens; both drawings of a picture have the same */
	enum svg_size size;
	double height;
	const char *title, *description;
};

/* Wraps the marks in `body` and writes the whole drawing. */
void svg_write(struct out *out, const struct svg *svg, struct out *body);

/* The marks of a picture for one width, written into `body`; gives the height they take. */
typedef double svg_draw(struct out *body, const void *picture, enum svg_size size);

/* A picture whole, drawn for both widths: of `svg` the id, the title and the description. */
struct html svg_picture(struct arena *arena, const struct svg *svg, svg_draw *draw, const void *picture);

/* The wide drawing of a picture as a file by itself, with what it says of itself. */
struct svg_alone {
	struct html drawing;             /* empty where the picture holds no drawing but a sentence */
	const char *title, *description; /* plain text; "" then */
};

struct svg_alone svg_alone(struct arena *arena, struct html picture);

enum svg_anchor { SVG_START, SVG_MIDDLE, SVG_END };

struct svg_text {
	double x, y, font_size;
	const char *colour;
	enum svg_anchor anchor;
	bool is_bold;
};

void svg_text(struct out *out, const struct svg_text *how, const char *text);

struct svg_line {
	double x1, y1, x2, y2, width;
	const char *colour;
};

void svg_line(struct out *out, struct svg_line line);

/* A length or a place with at most one decimal: "12", "12.5". */
void svg_number(struct out *out, double number);

#define SVG_LINES_MOST 4

/* A label broken at spaces into lines of at most `characters`, the last one cut with an ellipsis when it is still
 * too long. */
struct svg_lines {
	size_t count;
	const char *at[SVG_LINES_MOST];
};

struct svg_lines svg_wrap(struct arena *arena, const char *label, size_t characters, size_t lines_most);
/* One line. */
const char *svg_cut(struct arena *arena, const char *label, size_t characters);

/* "Fewer than five people: not shown". */
const char *svg_withheld(struct arena *arena, int threshold);
/* "Fewer than five people placed themselves: not shown": others of them may have answered otherwise. */
const char *svg_too_few_placed(struct arena *arena, int threshold);
/* "1 person", "1,250 people". */
const char *svg_people(struct arena *arena, int64_t people);
/* A sentence where there is nothing to draw. */
struct html svg_nothing(struct arena *arena, const char *sentence);

#endif
