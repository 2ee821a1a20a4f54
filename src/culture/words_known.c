#include "culture/words_known.h"

#include "store/account.h"
#include "store/partnership.h"

struct texts {
	size_t len, cap;
	const char **at;
};

static void add_pack(struct arena *arena, const struct pack *pack, struct texts *terms)
{
	list_add(arena, terms, pack->title);
	list_add(arena, terms, pack->publisher);
	for (size_t t = 0; t < pack->themes.len; t++) {
		list_add(arena, terms, pack->themes.at[t].name);
		for (size_t c = 0; c < pack->themes.at[t].criteria.len; c++)
			list_add(arena, terms, pack->themes.at[t].criteria.at[c].name);
	}
}

static bool add_groups(struct work *w, const struct round *round, struct texts *terms)
{
	LIST(struct round_group) groups = { 0 };

	if (!round_groups(w, round->id, (struct list_any *)(void *)&groups))
		return false;
	for (size_t i = 0; i < groups.len; i++) {
		list_add(w->arena, terms, groups.at[i].name);
		list_add(w->arena, terms, groups.at[i].voice_name);
	}
	return true;
}

static bool add_members(struct work *w, struct texts *names)
{
	LIST(struct member) members = { 0 };

	if (!members_all(w, (struct list_any *)(void *)&members))
		return false;
	for (size_t i = 0; i < members.len; i++)
		list_add(w->arena, names, members.at[i].name);
	return true;
}

const struct known_names *words_known(struct work *w, const struct round *round, const struct pack *pack)
{
	const struct partnership *partnership = partnership_by_id(w, w->partnership);
	struct texts terms = { 0 }, members = { 0 };

	if (partnership == NULL || !add_groups(w, round, &terms) || !add_members(w, &members))
		return NULL;
	list_add(w->arena, &terms, partnership->name);
	add_pack(w->arena, pack, &terms);
	return known_names(w->arena, terms.at, terms.len, members.at, members.len);
}
