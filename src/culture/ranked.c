#include "culture/ranked.h"

#include "base/text.h"

static void add_item(struct arena *arena, struct ranked *ranked, const struct released *released, const char *key,
                     const struct pack_criterion *criterion)
{
	if (released_cell_of(released, key, 0, 0) != NULL)
		list_add(arena, &ranked->items, ((struct ranked_item){ key, criterion }));
}

static void add_items(struct arena *arena, struct ranked *ranked, const struct pack *pack,
                      const struct released *released, bool statements)
{
	for (size_t t = 0; t < pack->themes.len; t++) {
		for (size_t c = 0; c < pack->themes.at[t].criteria.len; c++) {
			const struct pack_criterion *criterion = &pack->themes.at[t].criteria.at[c];

			if (!statements)
				add_item(arena, ranked, released, criterion->key, criterion);
			for (size_t s = 0; statements && s < criterion->statements.len; s++)
				add_item(arena, ranked, released, criterion->statements.at[s].id, criterion);
		}
	}
}

static void add_voices(struct arena *arena, struct ranked *ranked, const struct released *released)
{
	for (size_t i = 0; i < released->units.len; i++) {
		const struct released_unit *voice = &released->units.at[i];

		if (voice->unit != 0)
			continue;
		list_add(arena, &ranked->voices, voice);
		list_add(arena, &ranked->voice_names, voice->name);
	}
}

static struct tally_cell cell_of(const struct released *released, const char *key, int64_t voice)
{
	const struct released_cell *cell = released_cell_of(released, key, voice, 0);

	return cell == NULL ? (struct tally_cell){ 0 } : cell->cell;
}

static struct ranked ranked_of(struct arena *arena, const struct pack *pack, const struct released *released,
                               bool statements)
{
	struct ranked ranked = { 0 };
	struct tally_cell *cells, *totals;

	add_items(arena, &ranked, pack, released, statements);
	add_voices(arena, &ranked, released);
	cells = NEW_ARRAY(arena, struct tally_cell, ranked.items.len * ranked.voices.len);
	totals = NEW_ARRAY(arena, struct tally_cell, ranked.items.len);
	for (size_t i = 0; i < ranked.items.len; i++) {
		totals[i] = cell_of(released, ranked.items.at[i].key, 0);
		for (size_t v = 0; v < ranked.voices.len; v++)
			cells[i * ranked.voices.len + v] =
				cell_of(released, ranked.items.at[i].key, ranked.voices.at[v]->voice);
	}
	ranked.standings = (struct standings){ ranked.items.len, ranked.voices.len, cells, totals };
	ranked.disagreements = widest_disagreements(arena, &ranked.standings);
	return ranked;
}

struct ranked ranked_criteria(struct arena *arena, const struct pack *pack, const struct released *released)
{
	return ranked_of(arena, pack, released, false);
}

struct ranked ranked_statements(struct arena *arena, const struct pack *pack, const struct released *released)
{
	return ranked_of(arena, pack, released, true);
}

const struct disagreement *ranked_beyond_chance(const struct ranked *ranked, const char *key)
{
	for (size_t i = 0; i < ranked->items.len; i++) {
		const struct disagreement *about = disagreement_about(&ranked->disagreements, i);

		if (text_equal(ranked->items.at[i].key, key))
			return about == NULL || about->could_be_chance ? NULL : about;
	}
	return NULL;
}

const char *ranked_ends(struct arena *arena, const struct ranked *ranked, const struct disagreement *disagreement)
{
	return text_format(arena, "%s at %s, %s at %s", ranked->voice_names.at[disagreement->high_voice],
	                   figure_text(arena, disagreement->high), ranked->voice_names.at[disagreement->low_voice],
	                   figure_text(arena, disagreement->low));
}
