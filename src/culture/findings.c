#include "culture/findings.h"

#include "base/text.h"
#include "engine/ranking.h"

/* The criteria of a release in the pack's order, and its voices. */
struct items {
	LIST(const struct pack_criterion *) criteria;
	LIST(const struct released_unit *) voices;
};

static struct items items_of(struct arena *arena, const struct pack *pack, const struct released *released)
{
	struct items items = { 0 };

	for (size_t t = 0; t < pack->themes.len; t++) {
		for (size_t c = 0; c < pack->themes.at[t].criteria.len; c++)
			list_add(arena, &items.criteria, (const struct pack_criterion *)&pack->themes.at[t].criteria.at[c]);
	}
	for (size_t i = 0; i < released->units.len; i++) {
		if (released->units.at[i].unit == 0)
			list_add(arena, &items.voices, (const struct released_unit *)&released->units.at[i]);
	}
	return items;
}

static struct tally_cell cell_or_none(const struct released *released, const char *item, int64_t voice)
{
	const struct released_cell *cell = released_cell_of(released, item, voice, 0);

	return cell == NULL ? (struct tally_cell){ 0 } : cell->cell;
}

static struct standings standings_of(struct arena *arena, const struct items *items, const struct released *released)
{
	size_t voices = items->voices.len, count = items->criteria.len;
	struct tally_cell *cells = NEW_ARRAY(arena, struct tally_cell, count * voices);
	struct tally_cell *totals = NEW_ARRAY(arena, struct tally_cell, count);

	for (size_t i = 0; i < count; i++) {
		const char *key = items->criteria.at[i]->key;

		totals[i] = cell_or_none(released, key, 0);
		for (size_t v = 0; v < voices; v++)
			cells[i * voices + v] = cell_or_none(released, key, items->voices.at[v]->voice);
	}
	return (struct standings){ .item_count = count, .voice_count = voices, .cells = cells, .totals = totals };
}

/* The first words of that kind on that criterion: their order says nothing, so neither does the choice. */
static const char *quote_of(const struct released *released, const char *criterion, const char *kind)
{
	for (size_t i = 0; i < released->words.len; i++) {
		const struct released_words *words = &released->words.at[i];

		if (text_equal(words->criterion, criterion) && text_equal(words->kind, kind))
			return words->words;
	}
	return "";
}

static void add_finding(struct arena *arena, struct finding_list *list, const struct pack_criterion *criterion,
                        const char *sentence, const char *quote)
{
	list_add(arena, list,
	         ((struct finding){
			 .criterion = criterion->key, .name = criterion->name, .sentence = sentence, .quote = quote }));
}

struct findings findings_of(struct arena *arena, const struct pack *pack, const struct released *released)
{
	struct items items = items_of(arena, pack, released);
	struct standings standings = standings_of(arena, &items, released);
	struct strengths strengths = strengths_most_agreed(arena, &standings);
	struct disagreements apart = widest_disagreements(arena, &standings);
	const char **names = NEW_ARRAY(arena, const char *, items.voices.len + 1);
	struct findings findings = { .apart_is_chance = apart.len == 0 || apart.at[0].could_be_chance };

	for (size_t v = 0; v < items.voices.len; v++)
		names[v] = items.voices.at[v]->name;
	for (size_t i = 0; i < strengths.len && i < FINDINGS_SHOWN; i++) {
		const struct pack_criterion *criterion = items.criteria.at[strengths.at[i].item];

		add_finding(arena, &findings.strengths, criterion, strength_sentence(arena, &strengths.at[i]),
		            quote_of(released, criterion->key, "strength"));
	}
	for (size_t i = 0; i < apart.len && i < FINDINGS_SHOWN; i++) {
		const struct pack_criterion *criterion = items.criteria.at[apart.at[i].item];

		add_finding(arena, &findings.disagreements, criterion, disagreement_sentence(arena, &apart.at[i], names),
		            quote_of(released, criterion->key, "development"));
	}
	return findings;
}
