/* What each kind of found record is called, and where its page is. */
#include "base/text.h"
#include "base/url.h"
#include "site/search.h"
#include "store/role.h"

#define PARTS 2

/* The parts of a key that a stroke parts: "gpf/culture.partnership"; "" for one that is not there. */
static void split_key(struct arena *arena, const char *key, const char *parts[PARTS])
{
	size_t count = 0;
	char **split = text_split(arena, key, '/', &count);

	for (size_t i = 0; i < PARTS; i++)
		parts[i] = i < count ? split[i] : "";
}

static struct url round_url(struct work *w, const struct search_hit *hit)
{
	return url_id(w->arena, "/culture/rounds/:id", hit->record_id);
}

/* The part of the criterion's results where words of that kind stand. */
static struct url said_url(struct work *w, const struct search_hit *hit)
{
	const char *parts[PARTS];

	split_key(w->arena, hit->key, parts);
	return url_to(w->arena, "/culture/rounds/:id/results/:criterion#:kind",
	              text_format(w->arena, "%lld", (long long)hit->record_id), parts[0],
	              text_format(w->arena, "%ss", parts[1]));
}

/* "What people said: what already works" */
static const char *said_name(struct arena *arena, const struct search_hit *hit)
{
	const char *parts[PARTS];

	split_key(arena, hit->key, parts);
	return text_equal(parts[1], "strength")      ? "What people said: what already works"
	       : text_equal(parts[1], "development") ? "What people said: what would make it better"
	                                             : "What people said: why it does not apply";
}

static struct url framework_url(struct work *w, const struct search_hit *hit)
{
	return url_to(w->arena, "/culture/frameworks/:key", hit->key);
}

/* Of a statement its criterion. */
static struct url criterion_url(struct work *w, const struct search_hit *hit)
{
	const char *parts[PARTS];

	split_key(w->arena, hit->key, parts);
	return url_to(w->arena, "/culture/frameworks/:key#criterion-:criterion", parts[0], parts[1]);
}

/* Who may not change it finds it in the list. */
static struct url group_url(struct work *w, const struct search_hit *hit)
{
	return url_id(w->arena, role_may(w->role, MAY_PLAN) ? "/groups/:id" : "/groups#group-:id", hit->record_id);
}

static struct url voice_url(struct work *w, const struct search_hit *hit)
{
	return url_id(w->arena, role_may(w->role, MAY_PLAN) ? "/voices/:id" : "/groups#voice-:id", hit->record_id);
}

static struct url person_url(struct work *w, const struct search_hit *hit)
{
	return url_id(w->arena, "/people/:id", hit->record_id);
}

/* The criterion's results, where the position stands beside what people said. */
static struct url position_url(struct work *w, const struct search_hit *hit)
{
	const char *parts[PARTS];

	split_key(w->arena, hit->key, parts);
	return url_to(w->arena, "/culture/rounds/:id/results/:criterion#agreed", parts[0], parts[1]);
}

static struct url action_url(struct work *w, const struct search_hit *hit)
{
	return url_id(w->arena, "/culture/actions/:id", hit->record_id);
}

static const struct {
	const char *name; /* null: that of words depends on what they say */
	struct url (*url)(struct work *w, const struct search_hit *hit);
} kinds[] = {
	[SEARCH_FRAMEWORK] = { "Framework", framework_url },
	[SEARCH_CRITERION] = { "Criterion", criterion_url },
	[SEARCH_STATEMENT] = { "Statement", criterion_url },
	[SEARCH_ROUND] = { "Round", round_url },
	[SEARCH_SAID] = { NULL, said_url },
	[SEARCH_GROUP] = { "Group", group_url },
	[SEARCH_VOICE] = { "Voice", voice_url },
	[SEARCH_PERSON] = { "Person", person_url },
	[SEARCH_POSITION] = { "Position", position_url },
	[SEARCH_ACTION] = { "Action", action_url },
};

bool search_kind_of(struct work *w, const struct search_hit *hit, const char **kind, struct url *url)
{
	if ((size_t)hit->record >= sizeof kinds / sizeof kinds[0] || kinds[hit->record].url == NULL)
		return false;
	*kind = kinds[hit->record].name == NULL ? said_name(w->arena, hit) : kinds[hit->record].name;
	*url = kinds[hit->record].url(w, hit);
	return true;
}
