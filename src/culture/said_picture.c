#include "culture/said_picture.h"

#include "base/text.h"
#include "chart/said.h"
#include "web/answer.h"
#include "web/parts/parts.h"

ROW_TYPE(wrote_row, WROTE_ROW_FIELDS);
PAGE_TYPE(wrote_figures, WROTE_FIGURES_PAGE);

/* A round says of each criterion that it asked who wrote. */
static bool is_in(const struct released *released, const char *criterion)
{
	for (size_t i = 0; i < released->said.len; i++) {
		if (text_equal(released->said.at[i].criterion, criterion))
			return true;
	}
	return false;
}

struct criteria {
	size_t len, cap;
	const struct pack_criterion **at;
};

static struct criteria criteria_of(struct arena *arena, const struct pack *pack, const struct released *released)
{
	struct criteria criteria = { 0 };

	for (size_t t = 0; t < pack->themes.len; t++) {
		for (size_t c = 0; c < pack->themes.at[t].criteria.len; c++) {
			if (is_in(released, pack->themes.at[t].criteria.at[c].key))
				list_add(arena, &criteria,
				         (const struct pack_criterion *)&pack->themes.at[t].criteria.at[c]);
		}
	}
	return criteria;
}

static enum said_state state_of(const struct released_unit *voice, const struct released_said *said)
{
	if (said != NULL && !said->was_asked)
		return SAID_NOT_ASKED;
	if (voice->participants.state == FIGURE_SHOWN && voice->participants.value < 1)
		return SAID_NOBODY;
	return said != NULL && said->shown ? SAID_SHOWN : SAID_NOT_SHOWN;
}

/* ------------------------------------------------------------------ rows */

static struct wrote_row row_of(const struct pack_criterion *criterion, const struct released_unit *voice,
                               const struct released_said *said)
{
	static const char *const states[] = { [SAID_NOT_SHOWN] = "withheld",
		                              [SAID_SHOWN] = "shown",
		                              [SAID_NOBODY] = "nobody",
		                              [SAID_NOT_ASKED] = "not asked" };
	enum said_state state = state_of(voice, said);
	struct wrote_row row = { .criterion = criterion->key,
		                 .name = criterion->name,
		                 .voice = voice->name,
		                 .state = states[state],
		                 .people = voice->participants };

	if (said != NULL && (state == SAID_SHOWN || state == SAID_NOT_SHOWN)) {
		row.responded = said->responded;
		row.strengths = said->strengths;
		row.developments = said->developments;
	}
	return row;
}

static void add_criterion(struct arena *arena, struct wrote_rows *rows, const struct released *released,
                          const struct pack_criterion *criterion)
{
	const struct released_said *unnamed = released_said_of(released, criterion->key, 0);

	for (size_t i = 0; i < released->units.len; i++) {
		const struct released_unit *voice = &released->units.at[i];

		if (voice->unit == 0)
			list_add(arena, rows,
			         row_of(criterion, voice, released_said_of(released, criterion->key, voice->voice)));
	}
	if (unnamed != NULL && unnamed->shown)
		list_add(arena, rows,
		         ((struct wrote_row){ .criterion = criterion->key,
		                              .name = criterion->name,
		                              .voice = "No voice named",
		                              .state = "shown",
		                              .strengths = unnamed->strengths,
		                              .developments = unnamed->developments }));
}

struct wrote_rows wrote_rows(struct arena *arena, const struct pack *pack, const struct released *released)
{
	struct criteria criteria = criteria_of(arena, pack, released);
	struct wrote_rows rows = { 0 };

	for (size_t i = 0; i < criteria.len; i++)
		add_criterion(arena, &rows, released, criteria.at[i]);
	return rows;
}

/* ------------------------------------------------------------------ the picture */

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

static struct said_count said_count_of(enum said_state state, const struct released_said *said)
{
	if (state != SAID_SHOWN)
		return (struct said_count){ .state = state };
	return (struct said_count){ state, (int)said->strengths.value, (int)said->developments.value };
}

static struct said_row drawn_row(struct arena *arena, const struct released *released,
                                 const struct pack_criterion *criterion, size_t voice_count)
{
	struct said_count *voices = NEW_ARRAY(arena, struct said_count, voice_count);
	const struct released_said *unnamed = released_said_of(released, criterion->key, 0);
	struct said_row row = { .name = criterion->name, .voices = voices, .is_held = true };
	size_t n = 0;

	for (size_t i = 0; i < released->units.len; i++) {
		const struct released_unit *voice = &released->units.at[i];
		const struct released_said *said = released_said_of(released, criterion->key, voice->voice);

		if (voice->unit != 0)
			continue;
		voices[n] = said_count_of(state_of(voice, said), said);
		row.is_held = row.is_held && voices[n].state == SAID_NOT_SHOWN;
		n++;
	}
	if (unnamed != NULL && unnamed->shown) {
		row.unnamed = said_count_of(SAID_SHOWN, unnamed);
		row.is_held = false;
	}
	return row;
}

static struct html note_of(struct arena *arena, int threshold, const struct names *voices)
{
	struct out out = { .arena = arena };

	out_format(&out,
	           "<p>A voice is named where %d or more of its people answered; the bars count those who wrote.</p>",
	           threshold);
	if (voices->len > SAID_VOICES_MOST)
		out_format(&out, "<p>Eight voices are drawn, and %zu more in the table.</p>",
		           voices->len - SAID_VOICES_MOST);
	return out_html(&out);
}

struct html said_picture(struct arena *arena, const struct pack *pack, const struct released *released,
                         const struct wrote_rows *wrote)
{
	struct wrote_figures_page figures = { .wrote.len = wrote->len, .wrote.at = wrote->at };
	struct criteria criteria = criteria_of(arena, pack, released);
	struct names names = voices_of(arena, released);
	struct said_row *rows = NEW_ARRAY(arena, struct said_row, criteria.len);
	struct said said = { .id = "said",
		             .threshold = released->threshold,
		             .voices = names.at,
		             .voice_count = names.len,
		             .rows = rows,
		             .row_count = criteria.len };
	struct figure_frame frame = {
		.sub = "How many people of each voice wrote about what already works, and about what "
		       "would make it better.",
		.table_name = "How many people answered and wrote, by criterion and voice",
		.is_full = true
	};
	struct out out = { .arena = arena };

	for (size_t i = 0; i < criteria.len; i++)
		rows[i] = drawn_row(arena, released, criteria.at[i], names.len);
	frame.title = said_title(arena, &said);
	frame.foot = note_of(arena, released->threshold, &names);
	frame.wide = chart_said(arena, &said);
	frame.table = draw(arena, VIEW(wrote_figures, &figures));
	view_figure_frame(&out, &frame);
	return out_html(&out);
}
