#include "store/round_setup.h"

#include "base/text.h"

/* In tenths of a minute, so that the sums are whole. */
enum tenths { TENTHS_TALKED = 20, TENTHS_PLACED = 15, TENTHS_STATEMENT = 4, TENTHS_A_MINUTE = 10 };

const struct asked_group *asked_group_of(const struct round_setup *setup, int64_t people_group)
{
	for (size_t i = 0; i < setup->groups.len; i++) {
		if (setup->groups.at[i].people_group == people_group)
			return &setup->groups.at[i];
	}
	return NULL;
}

bool texts_hold(const struct pack_texts *texts, const char *text)
{
	for (size_t i = 0; i < texts->len; i++) {
		if (text_equal(texts->at[i], text))
			return true;
	}
	return false;
}

bool texts_same(const struct pack_texts *one, const struct pack_texts *other)
{
	if (one->len != other->len)
		return false;
	for (size_t i = 0; i < one->len; i++) {
		if (!text_equal(one->at[i], other->at[i]))
			return false;
	}
	return true;
}

/* Those that `keys` holds; all of them when it is null. */
static struct pack_texts pick(struct arena *arena, const struct pack *pack, const struct pack_texts *keys)
{
	struct pack_texts picked = { 0 };

	for (size_t t = 0; t < pack->themes.len; t++) {
		const struct pack_theme *theme = &pack->themes.at[t];

		for (size_t c = 0; c < theme->criteria.len; c++) {
			if (keys == NULL || texts_hold(keys, theme->criteria.at[c].key))
				list_add(arena, &picked, theme->criteria.at[c].key);
		}
	}
	return picked;
}

struct pack_texts pack_criteria(struct arena *arena, const struct pack *pack)
{
	return pick(arena, pack, NULL);
}

struct pack_texts pack_criteria_of(struct arena *arena, const struct pack *pack, const struct pack_texts *keys)
{
	return pick(arena, pack, keys);
}

static int64_t tenths_of(const struct pack *pack, const char *depth, const char *key)
{
	const struct pack_criterion *criterion = pack_criterion(pack, key);

	if (text_equal(depth, "conversation"))
		return TENTHS_TALKED;
	if (text_equal(depth, "criteria") || criterion == NULL)
		return TENTHS_PLACED;
	return TENTHS_PLACED + TENTHS_STATEMENT * (int64_t)criterion->statements.len;
}

int64_t round_minutes(const struct pack *pack, const char *depth, const struct pack_texts *criteria)
{
	int64_t tenths = 0;

	for (size_t i = 0; i < criteria->len; i++)
		tenths += tenths_of(pack, depth, criteria->at[i]);
	return (tenths + TENTHS_A_MINUTE - 1) / TENTHS_A_MINUTE;
}

bool voice_is_light(const char *voice_key)
{
	return text_equal(voice_key, "users_carers");
}

/*
 * Whether the pack speaks of that voice at all: a voice a partnership added itself is not held to what it cannot
 * know.
 */
static bool pack_knows(const struct pack *pack, const char *voice_key)
{
	for (size_t t = 0; t < pack->themes.len; t++) {
		for (size_t c = 0; c < pack->themes.at[t].criteria.len; c++) {
			if (texts_hold(&pack->themes.at[t].criteria.at[c].asked_of, voice_key))
				return true;
		}
	}
	return false;
}

/* Room for one more within five criteria and ten minutes; the first always fits. */
static bool fits_light(const struct pack *pack, const char *depth, const struct pack_texts *suggested, const char *key)
{
	int64_t tenths = tenths_of(pack, depth, key);

	for (size_t i = 0; i < suggested->len; i++)
		tenths += tenths_of(pack, depth, suggested->at[i]);
	return suggested->len == 0 ||
	       (suggested->len < ROUND_LIGHT_CRITERIA && tenths <= (int64_t)ROUND_LIGHT_MINUTES * TENTHS_A_MINUTE);
}

struct pack_texts round_suggested(struct arena *arena, const struct pack *pack, const char *depth,
                                  const struct pack_texts *scope, const char *voice_key)
{
	struct pack_texts suggested = { 0 };
	bool known = pack_knows(pack, voice_key);
	bool light = voice_is_light(voice_key);

	for (size_t i = 0; i < scope->len; i++) {
		const struct pack_criterion *criterion = pack_criterion(pack, scope->at[i]);

		if (criterion == NULL || (known && !pack_asks(criterion, voice_key)))
			continue;
		if (!light || fits_light(pack, depth, &suggested, scope->at[i]))
			list_add(arena, &suggested, scope->at[i]);
	}
	return suggested;
}

static struct pack_texts both(struct arena *arena, const struct pack_texts *scope, const struct pack_texts *keys)
{
	struct pack_texts kept = { 0 };

	for (size_t i = 0; i < scope->len; i++) {
		if (texts_hold(keys, scope->at[i]))
			list_add(arena, &kept, scope->at[i]);
	}
	return kept;
}

struct round_setup round_refitted(struct arena *arena, const struct round_setup *setup, const struct pack *old_pack,
                                  const char *old_depth, const struct pack *pack, const char *depth,
                                  const struct pack_texts *scope)
{
	struct round_setup fitted = { .criteria = *scope };

	for (size_t i = 0; i < setup->groups.len; i++) {
		struct asked_group group = setup->groups.at[i];
		struct pack_texts was = round_suggested(arena, old_pack, old_depth, &setup->criteria, group.voice_key);

		group.criteria = texts_same(&was, &group.criteria)
		                         ? round_suggested(arena, pack, depth, scope, group.voice_key)
		                         : both(arena, scope, &group.criteria);
		group.minutes = round_minutes(pack, depth, &group.criteria);
		list_add(arena, &fitted.groups, group);
	}
	return fitted;
}
