/* The released words of a round as rows, with their tags. See culture/round_said.h. */
#include "base/text.h"
#include "culture/round_said.h"
#include "store/framework.h"
#include "store/release.h"
#include "store/words_tag.h"

/* The names of the tags of each place, "; " between them: places are numbered 1 to most. */
struct tags_of_places {
	size_t most;
	const char **names; /* [place] */
};

static bool read_tags(struct work *w, const struct round *round, const struct released *released,
                      struct tags_of_places *of)
{
	LIST(struct words_tag) tags = { 0 };
	struct words_ties ties = { 0 };

	for (size_t i = 0; i < released->words.len; i++)
		of->most = (size_t)released->words.at[i].position > of->most ? (size_t)released->words.at[i].position
		                                                             : of->most;
	of->names = NEW_ARRAY(w->arena, const char *, of->most + 1);
	if (!words_tags(w, round->id, (struct list_any *)(void *)&tags) || !words_ties(w, round->id, &ties))
		return false;
	for (size_t t = 0; t < tags.len; t++) { /* by name, so that the names of a place are in order too */
		for (size_t i = 0; i < ties.len; i++) {
			size_t place = (size_t)ties.at[i].place;

			if (ties.at[i].tag != tags.at[t].id || place > of->most)
				continue;
			of->names[place] = of->names[place] == NULL
			                           ? tags.at[t].name
			                           : text_format(w->arena, "%s; %s", of->names[place], tags.at[t].name);
		}
	}
	return true;
}

static void add_of(struct work *w, const struct pack_criterion *criterion, const struct released *released,
                   const struct tags_of_places *tags, struct said_list *list)
{
	for (size_t i = 0; i < released->words.len; i++) {
		const struct released_words *words = &released->words.at[i];
		const char *names = tags->names[words->position];

		if (!text_equal(words->criterion, criterion->key))
			continue;
		list_add(w->arena, list,
		         ((struct said){ .criterion = words->criterion,
		                         .name = criterion->name,
		                         .kind = words->kind,
		                         .label = words->label,
		                         .words = words->words,
		                         .tags = names == NULL ? "" : names,
		                         .taken_out_on = words->taken_out_at.ms == 0 ? (struct date){ 0 }
		                                                                     : date_at(words->taken_out_at),
		                         .place = words->position }));
	}
}

bool said_all(struct work *w, const struct round *round, bool with_gaps, struct said_all *all)
{
	struct tags_of_places tags = { 0 };

	*all = (struct said_all){ 0 };
	all->released = release_by_round(w, round->id, RELEASE_WORDS | (with_gaps ? RELEASE_TAKEN_OUT : 0u));
	all->pack = all->released == NULL ? NULL : pack_of_version(w, round->framework_version);
	if (all->pack == NULL || !read_tags(w, round, all->released, &tags))
		return false;
	/* those of a criterion stay in their order, which says nothing */
	for (size_t t = 0; t < all->pack->themes.len; t++) {
		for (size_t c = 0; c < all->pack->themes.at[t].criteria.len; c++)
			add_of(w, &all->pack->themes.at[t].criteria.at[c], all->released, &tags, &all->list);
	}
	return true;
}
