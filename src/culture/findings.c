#include "culture/findings.h"

#include "base/text.h"
#include "engine/ranking.h"
#include "engine/summary.h"

#define STRENGTH_FLOOR 3.0 /* "in places", as in engine/ranking.c */

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
			list_add(arena, &items.criteria,
			         (const struct pack_criterion *)&pack->themes.at[t].criteria.at[c]);
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

/* ------------------------------------------------------------------ who was not asked */

/* A voice shown in this round, without a cell: released_as_asked leaves those out that were not asked. */
static bool is_left_out(const struct released *released, const struct released_unit *voice, const char *criterion)
{
	return voice->participants.state == FIGURE_SHOWN &&
	       released_cell_of(released, criterion, voice->voice, 0) == NULL;
}

static size_t left_out(const struct items *items, const struct released *released, const char *criterion)
{
	size_t count = 0;

	for (size_t v = 0; v < items->voices.len; v++)
		count += is_left_out(released, items->voices.at[v], criterion);
	return count;
}

/* " Users and carers were not asked."; "" when every voice was. */
static const char *who_was_not_asked(struct arena *arena, const struct items *items, const struct released *released,
                                     const char *criterion)
{
	size_t count = left_out(items, released, criterion), said = 0;
	const char *names = "";

	for (size_t v = 0; v < items->voices.len; v++) {
		if (!is_left_out(released, items->voices.at[v], criterion))
			continue;
		names = text_format(arena, "%s%s%s", names,
		                    said == 0           ? ""
		                    : said + 1 == count ? " and "
		                                        : ", ",
		                    items->voices.at[v]->name);
		said++;
	}
	return count == 0 ? "" : text_format(arena, " %s were not asked.", names);
}

/* ------------------------------------------------------------------ strengths */

static bool is_wide(const struct standings *standings, size_t item)
{
	return summary_of_cell(&standings->totals[item], 0).is_wide;
}

/* What is put in the list together, in the engine's order, while there is room. */
struct kind {
	double median;
	bool is_wide, of_all; /* of_all: every voice shown in the round was asked */
};

static void add_strengths(struct arena *arena, struct finding_list *list, const struct items *items,
                          const struct standings *standings, const struct released *released,
                          const struct strengths *strengths, struct kind kind)
{
	for (size_t i = 0; i < strengths->len && list->len < FINDINGS_SHOWN; i++) {
		const struct strength *strength = &strengths->at[i];
		const struct pack_criterion *criterion = items->criteria.at[strength->item];
		const char *not_asked;

		if (strength->median.value != kind.median || is_wide(standings, strength->item) != kind.is_wide)
			continue;
		not_asked = who_was_not_asked(arena, items, released, criterion->key);
		if ((*not_asked == '\0') != kind.of_all)
			continue;
		add_finding(arena, list, criterion,
		            text_format(arena, "%s%s", strength_sentence(arena, strength), not_asked),
		            quote_of(released, criterion->key, "strength"));
	}
}

static struct finding_list strengths_of(struct arena *arena, const struct items *items,
                                        const struct standings *standings, const struct released *released)
{
	struct strengths all = strengths_most_agreed(arena, standings);
	struct finding_list list = { 0 };

	/* The highest median first; of equals those that everybody was asked about; what is wide only when nothing else is there. */
	for (int wide = 0; wide <= 1 && list.len == 0; wide++) {
		for (double median = POSITIONS; median >= 1; median -= 0.5) {
			add_strengths(arena, &list, items, standings, released, &all,
			              (struct kind){ median, wide == 1, true });
			add_strengths(arena, &list, items, standings, released, &all,
			              (struct kind){ median, wide == 1, false });
		}
	}
	return list;
}

/* ------------------------------------------------------------------ lowest placed */

static bool is_listed(const struct finding_list *list, const char *criterion)
{
	for (size_t i = 0; i < list->len; i++) {
		if (text_equal(list->at[i].criterion, criterion))
			return true;
	}
	return false;
}

/* The criterion with the lowest median of all shown that stands in neither list: of equals the one most people answered. */
static bool find_lowest(const struct items *items, const struct standings *standings,
                        const struct finding_list *strengths, const struct finding_list *lowest, size_t *found)
{
	struct summary least = { 0 };

	for (size_t i = 0; i < items->criteria.len; i++) {
		const char *key = items->criteria.at[i]->key;
		struct summary summary = summary_of_cell(&standings->totals[i], 0);

		if (summary.people == 0 || is_listed(strengths, key) || is_listed(lowest, key))
			continue;
		if (least.people == 0 || summary.median.value < least.median.value ||
		    (summary.median.value == least.median.value && summary.people > least.people)) {
			least = summary;
			*found = i;
		}
	}
	return least.people > 0;
}

static struct finding_list lowest_of(struct arena *arena, const struct items *items, const struct standings *standings,
                                     const struct released *released, const struct finding_list *strengths)
{
	struct finding_list list = { 0 };
	size_t item = 0;

	/* two always; a third only when it too falls short of a strength */
	while (list.len < FINDINGS_SHOWN && find_lowest(items, standings, strengths, &list, &item)) {
		const struct pack_criterion *criterion = items->criteria.at[item];
		struct summary summary = summary_of_cell(&standings->totals[item], 0);

		if (list.len + 1 == FINDINGS_SHOWN && summary.median.value >= STRENGTH_FLOOR)
			break;
		add_finding(arena, &list, criterion,
		            text_format(arena, "median %s.%s", figure_text(arena, summary.median),
		                        who_was_not_asked(arena, items, released, criterion->key)),
		            quote_of(released, criterion->key, "development"));
	}
	return list;
}

/* ------------------------------------------------------------------ disagreements */

/* Counted in steps from one level to the next, as the key of the table counts them. */
static const char *steps_apart(struct arena *arena, struct figure apart)
{
	if (apart.value == 0.5)
		return "half a step";
	return text_format(arena, "%s step%s", figure_text(arena, apart), apart.value == 1 ? "" : "s");
}

static const char *apart_sentence(struct arena *arena, const struct items *items, const struct disagreement *apart)
{
	return text_format(arena, "%s %s; %s %s: %s apart.%s", items->voices.at[apart->high_voice]->name,
	                   figure_text(arena, apart->high), items->voices.at[apart->low_voice]->name,
	                   figure_text(arena, apart->low), steps_apart(arena, apart->apart),
	                   apart->could_be_chance ? " A gap like this could be chance." : "");
}

struct findings findings_of(struct arena *arena, const struct pack *pack, const struct released *released)
{
	struct items items = items_of(arena, pack, released);
	struct standings standings = standings_of(arena, &items, released);
	struct disagreements apart = widest_disagreements(arena, &standings);
	struct findings findings = { .apart_is_chance = apart.len == 0 || apart.at[0].could_be_chance };

	findings.strengths = strengths_of(arena, &items, &standings, released);
	findings.lowest = lowest_of(arena, &items, &standings, released, &findings.strengths);
	for (size_t i = 0; i < apart.len && i < FINDINGS_SHOWN; i++) {
		const struct pack_criterion *criterion = items.criteria.at[apart.at[i].item];

		add_finding(arena, &findings.disagreements, criterion, apart_sentence(arena, &items, &apart.at[i]),
		            quote_of(released, criterion->key, "development"));
	}
	return findings;
}
