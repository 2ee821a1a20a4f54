/* The picture for a wall: one row of dots a voice. Parts of a voice are for the page of the results. */
#include "chart/dots.h"
#include "culture/talk_criterion.h"

struct voice_rows {
	size_t len, cap;
	struct dots_row *at;
};

static struct voice_rows rows_of(struct arena *arena, const struct pack_criterion *criterion,
                                 const struct released *released)
{
	struct voice_rows rows = { 0 };
	const struct released_unit *voice;

	for EACH(voice, &released->units) {
		const struct released_cell *cell =
			voice->unit == 0 ? released_cell_of(released, criterion->key, voice->voice, 0) : NULL;

		if (cell != NULL)
			list_add(arena, &rows, ((struct dots_row){ .name = voice->name, .cell = cell->cell }));
	}
	return rows;
}

struct html talk_picture(struct arena *arena, const struct pack *pack, const struct pack_criterion *criterion,
                         const struct released *released, const char **title)
{
	const char **levels = NEW_ARRAY(arena, const char *, POSITIONS);
	struct voice_rows rows = rows_of(arena, criterion, released);
	struct dots dots = {
		.id = "talk", .about = criterion->name, .levels = levels, .threshold = released->threshold
	};

	*title = "";
	if (rows.len == 0)
		return (struct html){ 0 };
	for (size_t i = 0; i < POSITIONS && i < pack->line.len; i++)
		levels[i] = pack->line.at[i].name;
	dots.rows = rows.at;
	dots.row_count = rows.len;
	*title = dots_title(arena, &dots);
	return chart_dots(arena, &dots);
}
