#include "chart/svg.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "base/text.h"

int svg_width(enum svg_size size)
{
	return size == SVG_WIDE ? SVG_WIDE_WIDTH : SVG_NARROW_WIDTH;
}

static void write_id(struct out *out, const struct svg *svg, const char *part)
{
	OUT_ATTRIBUTE(out, svg->id);
	out_raw(out, svg->size == SVG_WIDE ? "-wide-" : "-narrow-");
	out_raw(out, part);
}

static void write_named(struct out *out, const struct svg *svg, const char *tag, const char *text)
{
	out_format(out, "<%s id=\"", tag);
	write_id(out, svg, tag);
	out_raw(out, "\">");
	OUT_TEXT(out, text);
	out_format(out, "</%s>", tag);
}

void svg_write(struct out *out, const struct svg *svg, struct out *body)
{
	out_format(out, "<svg class=\"%s\" viewBox=\"0 0 %d ", svg->size == SVG_WIDE ? "cn_wide" : "cn_narrow",
	           svg_width(svg->size));
	svg_number(out, svg->height);
	out_raw(out, "\" role=\"img\" aria-labelledby=\"");
	write_id(out, svg, "title");
	out_raw(out, "\" aria-describedby=\"");
	write_id(out, svg, "desc");
	out_raw(out, "\" xmlns=\"http://www.w3.org/2000/svg\">");
	write_named(out, svg, "title", svg->title);
	write_named(out, svg, "desc", svg->description);
	out_markup(out, out_html(body));
	out_raw(out, "</svg>\n");
}

struct html svg_picture(struct arena *arena, const struct svg *svg, svg_draw *draw, const void *picture)
{
	struct out out = { .arena = arena };
	struct svg one = *svg;

	for (one.size = SVG_WIDE; one.size <= SVG_NARROW; one.size++) {
		struct out body = { .arena = arena };

		one.height = draw(&body, picture, one.size);
		svg_write(&out, &one, &body);
	}
	return out_html(&out);
}

/* What stands between two words, after `from`; empty when it is not there. */
static struct html between(struct html within, const char *from, const char *to)
{
	const char *at = within.len == 0 ? NULL : memmem(within.at, within.len, from, strlen(from));
	const char *end;

	if (at == NULL)
		return (struct html){ 0 };
	at += strlen(from);
	end = memmem(at, within.len - (size_t)(at - within.at), to, strlen(to));
	return end == NULL ? (struct html){ 0 } : (struct html){ at, (size_t)(end - at) };
}

/* What was escaped on its way in, as it was. */
static const char *unescaped(struct arena *arena, const char *at, size_t len)
{
	static const struct {
		const char *written;
		char stands_for;
	} marks[] = { { "&amp;", '&' }, { "&lt;", '<' }, { "&gt;", '>' }, { "&quot;", '"' }, { "&#39;", '\'' } };
	char *text = text_copy_bytes(arena, at, len);
	char *to = text;

	for (const char *from = text; *from != '\0';) {
		size_t taken = 1;

		*to = *from;
		for (size_t i = 0; *from == '&' && i < sizeof marks / sizeof marks[0]; i++) {
			if (text_starts(from, marks[i].written)) {
				*to = marks[i].stands_for;
				taken = strlen(marks[i].written);
				break;
			}
		}
		from += taken;
		to++;
	}
	*to = '\0';
	return text;
}

/* The text of an element, after the tag itself, which has attributes. */
static const char *inside(struct arena *arena, struct html within, const char *tag, const char *end)
{
	struct html element = between(within, tag, end);
	const char *begun = element.len == 0 ? NULL : memchr(element.at, '>', element.len);

	return begun == NULL ? "" : unescaped(arena, begun + 1, element.len - (size_t)(begun + 1 - element.at));
}

struct svg_alone svg_alone(struct arena *arena, struct html picture)
{
	static const char first[] = "<svg", last[] = "</svg>";
	struct html body = between(picture, first, last);

	if (body.len == 0)
		return (struct svg_alone){ .title = "", .description = "" };
	return (struct svg_alone){
		.drawing = { body.at - (sizeof first - 1), body.len + sizeof first - 1 + sizeof last - 1 },
		.title = inside(arena, body, "<title", "</title>"),
		.description = inside(arena, body, "<desc", "</desc>"),
	};
}

/* By hand: a page of dots holds a hundred thousand of them, and printf takes its time over each. */
void svg_number(struct out *out, double number)
{
	int64_t tenths = llround(number * 10), whole = tenths < 0 ? -tenths : tenths;
	char digits[24];
	size_t at = sizeof digits;

	if (whole % 10 != 0) {
		digits[--at] = (char)('0' + whole % 10);
		digits[--at] = '.';
	}
	whole /= 10;
	do {
		digits[--at] = (char)('0' + whole % 10);
		whole /= 10;
	} while (whole > 0);
	if (tenths < 0)
		digits[--at] = '-';
	out_bytes(out, digits + at, sizeof digits - at);
}

/* `begun`: " x=\"". */
static void write_place(struct out *out, const char *begun, double number)
{
	out_raw(out, begun);
	svg_number(out, number);
	out_raw(out, "\"");
}

void svg_text(struct out *out, const struct svg_text *how, const char *text)
{
	static const char *const anchors[] = {
		[SVG_START] = "", [SVG_MIDDLE] = " text-anchor=\"middle\"", [SVG_END] = " text-anchor=\"end\""
	};

	out_raw(out, "<text");
	write_place(out, " x=\"", how->x);
	write_place(out, " y=\"", how->y);
	write_place(out, " font-size=\"", how->font_size);
	out_raw(out, " fill=\"");
	out_raw(out, how->colour);
	out_raw(out, "\"");
	out_raw(out, anchors[how->anchor]);
	out_raw(out, how->is_bold ? " font-weight=\"700\">" : ">");
	OUT_TEXT(out, text);
	out_raw(out, "</text>");
}

void svg_line(struct out *out, struct svg_line line)
{
	out_raw(out, "<line");
	write_place(out, " x1=\"", line.x1);
	write_place(out, " y1=\"", line.y1);
	write_place(out, " x2=\"", line.x2);
	write_place(out, " y2=\"", line.y2);
	out_format(out, " stroke=\"%s\"", line.colour);
	write_place(out, " stroke-width=\"", line.width);
	out_raw(out, "/>");
}

static const char *number_word(struct arena *arena, int number)
{
	static const char *const words[] = { "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve" };

	return number >= 5 && number <= 12 ? words[number - 5] : text_format(arena, "%d", number);
}

const char *svg_withheld(struct arena *arena, int threshold)
{
	return text_format(arena, "Fewer than %s people: not shown", number_word(arena, threshold));
}

const char *svg_too_few_placed(struct arena *arena, int threshold)
{
	return text_format(arena, "Fewer than %s people placed themselves: not shown", number_word(arena, threshold));
}

const char *svg_people(struct arena *arena, int64_t people)
{
	return text_format(arena, people == 1 ? "%s person" : "%s people", text_of_count(arena, people));
}

struct html svg_nothing(struct arena *arena, const char *sentence)
{
	struct out out = { .arena = arena };

	out_raw(&out, "<p>");
	OUT_TEXT(&out, sentence);
	out_raw(&out, "</p>\n");
	return out_html(&out);
}
