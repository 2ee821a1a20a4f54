#include "culture/said_picture.h"

#include "base/text.h"
#include "chart/said.h"
#include "web/parts/parts.h"

/* A figure that may be withheld, as the count of a picture: withheld is drawn as not shown, so nought never stands for it. */
static int count_in(struct figure figure)
{
	return figure.state == FIGURE_SHOWN ? (int)figure.value : 0;
}

static struct said_count count_of_voice(const struct released_said *said)
{
	if (said == NULL)
		return (struct said_count){ 0 };
	return (struct said_count){ .is_shown = said->shown,
		                    .strengths = count_in(said->strengths),
		                    .developments = count_in(said->developments) };
}

static bool was_asked(const struct released *released, const char *criterion)
{
	for (size_t i = 0; i < released->said.len; i++) {
		if (text_equal(released->said.at[i].criterion, criterion))
			return true;
	}
	return false;
}

static struct said_row row_of(struct arena *arena, const struct released *released,
                              const struct pack_criterion *criterion, size_t voice_count)
{
	struct said_count *voices = NEW_ARRAY(arena, struct said_count, voice_count + 1);
	struct said_row row = { .name = criterion->name, .voices = voices };
	bool named = false;
	size_t n = 0;

	for (size_t i = 0; i < released->units.len; i++) {
		if (released->units.at[i].unit != 0)
			continue;
		voices[n] = count_of_voice(released_said_of(released, criterion->key, released->units.at[i].voice));
		named = named || voices[n].is_shown;
		n++;
	}
	row.unnamed = count_of_voice(released_said_of(released, criterion->key, 0));
	row.is_held = !named && !row.unnamed.is_shown;
	return row;
}

struct said_rows {
	size_t len, cap;
	struct said_row *at;
};

struct names {
	size_t len, cap;
	const char **at;
};

static struct names voices_of(struct arena *arena, const struct released *released)
{
	struct names names = { 0 };

	for (size_t i = 0; i < released->units.len; i++) {
		if (released->units.at[i].unit == 0)
			list_add(arena, &names, released->units.at[i].name);
	}
	return names;
}

static struct html note_of(struct arena *arena, int threshold)
{
	struct out out = { .arena = arena };

	out_format(&out,
	           "<p>A voice is named where %d or more of its people answered; the bars count those who wrote.</p>",
	           threshold);
	return out_html(&out);
}

struct html said_picture(struct arena *arena, const struct pack *pack, const struct released *released)
{
	struct names names = voices_of(arena, released);
	struct said_rows rows = { 0 };
	struct said said = {
		.id = "said", .threshold = released->threshold, .voices = names.at, .voice_count = names.len
	};
	struct figure_frame frame = {
		.sub = "How many people of each voice wrote about what already works, and about what "
		       "would make it better.",
		.is_full = true
	};
	struct out out = { .arena = arena };

	for (size_t t = 0; t < pack->themes.len; t++) {
		for (size_t c = 0; c < pack->themes.at[t].criteria.len; c++) {
			if (was_asked(released, pack->themes.at[t].criteria.at[c].key))
				list_add(arena, &rows,
				         row_of(arena, released, &pack->themes.at[t].criteria.at[c], names.len));
		}
	}
	if (rows.len == 0)
		return (struct html){ 0 };
	said.rows = rows.at;
	said.row_count = rows.len;
	frame.title = said_title(arena, &said);
	frame.foot = note_of(arena, released->threshold);
	frame.wide = chart_said(arena, &said);
	view_figure_frame(&out, &frame);
	return out_html(&out);
}
