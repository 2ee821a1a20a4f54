#include "chart/said.h"

#include "base/text.h"
#include "chart/said_words.h"
#include "chart/svg.h"

#define BAR 9.0

/* The columns: a voice each, and one more for words without a name when there are any. */
struct columns {
	enum svg_size size;
	size_t count, voices;
	double first, width; /* where they begin, and of one */
	double row, bars;    /* heights: of a row, and from its top to its bars */
	double per_person;   /* length of a bar */
};

static int larger(int one, int other)
{
	return one > other ? one : other;
}

static int most_of(const struct said_count *count)
{
	return count->state == SAID_SHOWN ? larger(count->strengths, count->developments) : 0;
}

/* Of what is shown only: else the scale would tell of a count that is withheld. */
static int most_in_a_bar(const struct said *said)
{
	int most = 1;

	for (size_t i = 0; i < said->row_count; i++) {
		const struct said_row *row = &said->rows[i];

		most = larger(most, row->is_held ? 0 : most_of(&row->unnamed));
		for (size_t k = 0; k < said->voice_count && !row->is_held; k++)
			most = larger(most, most_of(&row->voices[k]));
	}
	return most;
}

static bool is_unnamed_shown(const struct said_row *row)
{
	return !row->is_held && most_of(&row->unnamed) > 0;
}

static bool has_unnamed(const struct said *said)
{
	for (size_t i = 0; i < said->row_count; i++) {
		if (is_unnamed_shown(&said->rows[i]))
			return true;
	}
	return false;
}

static struct columns columns_of(const struct said *said, enum svg_size size)
{
	struct columns columns = { .size = size, .first = 200, .row = 42, .bars = 9 };

	if (size == SVG_NARROW) {
		columns.first = 0;
		columns.row = 58;
		columns.bars = 26;
	}
	columns.voices = said->voice_count < SAID_VOICES_MOST ? said->voice_count : SAID_VOICES_MOST;
	columns.count = columns.voices + has_unnamed(said);
	columns.width = (svg_width(size) - columns.first) / (double)(columns.count > 0 ? columns.count : 1);
	columns.per_person = (columns.width - 34) / most_in_a_bar(said);
	return columns;
}

static void draw_bar(struct out *out, double x, double y, double length, bool is_strength)
{
	out_raw(out, "<rect x=\"");
	svg_number(out, x);
	out_raw(out, "\" y=\"");
	svg_number(out, y);
	out_raw(out, "\" width=\"");
	svg_number(out, length > 1.5 ? length : 1.5);
	out_raw(out, "\" height=\"");
	svg_number(out, is_strength ? BAR : BAR - 1);
	out_raw(out, is_strength ? "\" fill=\"" SVG_SUBJECT "\"/>"
	                         : "\" fill=\"#ffffff\" stroke=\"" SVG_SECOND "\" stroke-width=\"1.25\"/>");
}

/* A bar and its number: nought is a number without a bar. */
static void draw_count(struct out *out, const struct columns *columns, double x, double y, int count, bool is_strength)
{
	double length = count * columns->per_person;

	if (count > 0)
		draw_bar(out, x, y, length, is_strength);
	svg_text(out,
	         &(struct svg_text){ .x = x + (count > 0 ? length + 5 : 0),
	                             .y = y + BAR - 0.5,
	                             .font_size = 11,
	                             .colour = count > 0 ? SVG_INK : SVG_THIRD },
	         text_of_count(out->arena, count));
}

static void draw_voice(struct out *out, const struct columns *columns, const struct said_count *count, size_t at,
                       double y)
{
	static const char *const states[] = { [SAID_NOT_SHOWN] = "not shown",
		                              [SAID_SHOWN] = "",
		                              [SAID_NOBODY] = "nobody",
		                              [SAID_NOT_ASKED] = "not asked" };
	double x = columns->first + (double)at * columns->width + 1;

	if (count->state != SAID_SHOWN) {
		svg_text(out, &(struct svg_text){ .x = x, .y = y + BAR + 7, .font_size = 11, .colour = SVG_THIRD },
		         columns->width < 60 ? "–" : states[count->state]);
		return;
	}
	draw_count(out, columns, x, y, count->strengths, true);
	draw_count(out, columns, x, y + BAR + 4, count->developments, false);
}

static void draw_name(struct out *out, const struct columns *columns, const char *name, double y)
{
	struct svg_text how = { .y = y + 17, .font_size = 13, .colour = SVG_INK };
	struct svg_lines lines;

	if (columns->size == SVG_NARROW) {
		svg_text(out, &how, svg_cut(out->arena, name, 50));
		return;
	}
	lines = svg_wrap(out->arena, name, 28, 2);
	how.y = y + (lines.count == 1 ? 25 : 18);
	for (size_t i = 0; i < lines.count; i++, how.y += 15)
		svg_text(out, &how, lines.at[i]);
}

static void draw_row(struct out *out, const struct said *said, const struct columns *columns,
                     const struct said_row *row, double y)
{
	draw_name(out, columns, row->name, y);
	if (row->is_held)
		svg_text(out,
		         &(struct svg_text){ .x = columns->first + 1,
		                             .y = y + columns->bars + BAR + 7,
		                             .font_size = 12,
		                             .colour = SVG_THIRD },
		         svg_withheld(out->arena, said->threshold));
	for (size_t i = 0; i < columns->voices && !row->is_held; i++)
		draw_voice(out, columns, &row->voices[i], i, y + columns->bars);
	if (is_unnamed_shown(row))
		draw_voice(out, columns, &row->unnamed, columns->voices, y + columns->bars);
	svg_line(out,
	         (struct svg_line){ 0, y + columns->row, svg_width(columns->size), y + columns->row, 1, SVG_GRID });
}

/* What the two kinds of bar mean, at the top. */
static void draw_key(struct out *out)
{
	draw_bar(out, 1, 6, 16, true);
	svg_text(out, &(struct svg_text){ .x = 24, .y = 15, .font_size = 12, .colour = SVG_SECOND },
	         "wrote what is strong");
	draw_bar(out, 161, 6, 16, false);
	svg_text(out, &(struct svg_text){ .x = 184, .y = 15, .font_size = 12, .colour = SVG_SECOND },
	         "wrote what to develop");
}

static double draw_heads(struct out *out, const struct said *said, const struct columns *columns)
{
	double font_size = columns->size == SVG_WIDE ? 11.5 : 10.5;
	size_t characters = (size_t)((columns->width - 4) / (font_size * 0.54));
	size_t most = 1;

	for (size_t i = 0; i < columns->count; i++) {
		const char *name = i < columns->voices ? said->voices[i] : "No voice named";
		struct svg_lines lines = svg_wrap(out->arena, name, characters < 4 ? 4 : characters, 3);
		struct svg_text how = { .x = columns->first + (double)i * columns->width + 1,
			                .y = 42,
			                .font_size = font_size,
			                .colour = SVG_SECOND };

		for (size_t k = 0; k < lines.count; k++, how.y += 14)
			svg_text(out, &how, lines.at[k]);
		most = lines.count > most ? lines.count : most;
	}
	return 36 + 14 * (double)most;
}

static double draw(struct out *out, const void *picture, enum svg_size size)
{
	const struct said *said = picture;
	struct columns columns = columns_of(said, size);
	double y;

	draw_key(out);
	y = draw_heads(out, said, &columns);
	svg_line(out, (struct svg_line){ 0, y, svg_width(size), y, 1, SVG_GRID });
	for (size_t i = 0; i < said->row_count; i++, y += columns.row)
		draw_row(out, said, &columns, &said->rows[i], y);
	return y + 4;
}

static struct html nothing(struct arena *arena, const struct said *said)
{
	for (size_t i = 0; i < said->row_count; i++) {
		if (said->rows[i].is_held)
			return svg_nothing(arena, text_format(arena, "%s.", svg_withheld(arena, said->threshold)));
	}
	return svg_nothing(arena, "Nobody wrote anything, so there is nothing to draw.");
}

struct html chart_said(struct arena *arena, const struct said *said)
{
	const char *title = said->title != NULL ? said->title : said_title(arena, said);

	if (!said_anything(said))
		return nothing(arena, said);
	return svg_picture(arena,
	                   &(struct svg){
				   .id = said->id, .title = title, .description = said_description(arena, said) },
	                   draw, said);
}
