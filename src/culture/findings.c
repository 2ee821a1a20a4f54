#include "culture/findings.h"

#include "base/text.h"
#include "culture/ranked.h"

/* What the lists are made from. */
struct source {
	struct arena *arena;
	const struct released *released;
	struct ranked ranked;
};

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

static void add_finding(const struct source *source, struct finding_list *list, size_t item, const char *sentence,
                        const char *kind)
{
	const struct pack_criterion *criterion = source->ranked.items.at[item].criterion;

	list_add(source->arena, list,
	         ((struct finding){ .criterion = criterion->key,
	                            .name = criterion->name,
	                            .sentence = sentence,
	                            .quote = quote_of(source->released, criterion->key, kind) }));
}

/* ------------------------------------------------------------------ who was not asked */

static bool was_left_out(const struct source *source, size_t item, size_t voice)
{
	const struct standings *standings = &source->ranked.standings;

	return standings->cells[item * standings->voice_count + voice].state == CELL_NOT_ASKED;
}

/* " Users and carers were not asked."; "" when every voice was. */
static const char *who_was_not_asked(const struct source *source, size_t item)
{
	size_t voices = source->ranked.voices.len, count = 0, said = 0;
	const char *names = "";

	for (size_t v = 0; v < voices; v++)
		count += was_left_out(source, item, v);
	for (size_t v = 0; v < voices; v++) {
		if (!was_left_out(source, item, v))
			continue;
		names = text_format(source->arena, "%s%s%s", names,
		                    said == 0           ? ""
		                    : said + 1 == count ? " and "
		                                        : ", ",
		                    source->ranked.voice_names.at[v]);
		said++;
	}
	return count == 0 ? "" : text_format(source->arena, " %s were not asked.", names);
}

/* ------------------------------------------------------------------ the lists */

static void add_strengths(const struct source *source, struct findings *findings)
{
	struct strengths all =
		strengths_most_agreed(source->arena, &source->ranked.standings, &source->ranked.disagreements);

	findings->strengths.in_all = all.len;
	findings->alike = all.alike;
	for (size_t i = 0; i < all.len && i < FINDINGS_SHOWN; i++) {
		const struct strength *strength = &all.at[i];

		add_finding(source, &findings->strengths, strength->item,
		            text_format(source->arena, "%s%s", strength_sentence(source->arena, strength),
		                        who_was_not_asked(source, strength->item)),
		            "strength");
	}
}

static void add_lowest(const struct source *source, struct findings *findings)
{
	struct low_items all = lowest_placed(source->arena, &source->ranked.standings);

	findings->lowest.in_all = all.len;
	for (size_t i = 0; i < all.len && i < FINDINGS_SHOWN; i++)
		add_finding(source, &findings->lowest, all.at[i].item,
		            text_format(source->arena, "median %s.%s", figure_text(source->arena, all.at[i].median),
		                        who_was_not_asked(source, all.at[i].item)),
		            "development");
}

static bool is_listed(const struct finding_list *list, const char *criterion)
{
	for (size_t i = 0; i < list->len; i++) {
		if (text_equal(list->at[i].criterion, criterion))
			return true;
	}
	return false;
}

static void add_disagreement(const struct source *source, struct finding_list *list, const struct disagreement *apart)
{
	add_finding(source, list, apart->item,
	            disagreement_sentence(source->arena, apart, source->ranked.voice_names.at), "development");
}

/* The widest; the last place is kept for the first that is beyond chance as long as it has not come. */
static void add_disagreements(const struct source *source, struct findings *findings)
{
	const struct disagreements *all = &source->ranked.disagreements;
	const struct disagreement *first = first_beyond_chance(all);
	struct finding_list *list = &findings->disagreements;
	size_t at = 0;

	for (size_t i = 0; i < all->len && list->len < FINDINGS_SHOWN; i++) {
		const struct disagreement *apart = &all->at[i];

		if (is_listed(&findings->strengths, source->ranked.items.at[apart->item].key))
			continue;
		if (first != NULL && first > apart && list->len + 1 == FINDINGS_SHOWN)
			apart = first;
		if (apart == first)
			at = list->len;
		add_disagreement(source, list, apart);
	}
	list->in_all = all->len;
	findings->apart = first == NULL ? NULL : &list->at[at];
}

struct findings findings_of(struct arena *arena, const struct pack *pack, const struct released *released)
{
	struct source source = { arena, released, ranked_criteria(arena, pack, released) };
	struct findings findings = { .found = source.ranked.disagreements.found,
		                     .beyond_chance = source.ranked.disagreements.beyond_chance };

	add_strengths(&source, &findings);
	add_lowest(&source, &findings);
	add_disagreements(&source, &findings);
	return findings;
}
