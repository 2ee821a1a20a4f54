#include "culture/compare.h"

#include "base/text.h"
#include "culture/round_words.h"
#include "culture/theme.h"
#include "store/framework.h"
#include "web/answer.h"

struct url comparison_url(struct arena *arena, int64_t round, int64_t other)
{
	return url_to(arena, "/culture/rounds/:id/compare/:other", text_format(arena, "%lld", (long long)round),
	              text_format(arena, "%lld", (long long)other));
}

struct url comparison_item_url(const struct comparison *c, const char *criterion)
{
	return (struct url){ text_format(c->arena, "%s%s",
		                         comparison_url(c->arena, c->before.round->id, c->after.round->id).at,
		                         url_to(c->arena, "/:key", criterion).at) };
}

const char *const *comparison_levels(const struct comparison *c)
{
	const char **names = NEW_ARRAY(c->arena, const char *, POSITIONS);

	for (size_t i = 0; i < POSITIONS; i++)
		names[i] = i < c->after.pack->line.len ? c->after.pack->line.at[i].name : "";
	return names;
}

/* ------------------------------------------------------------------ voices */

static bool has_voice(const struct comparison *c, int64_t voice)
{
	for (size_t i = 0; i < c->voices.len; i++) {
		if (c->voices.at[i].voice == voice)
			return true;
	}
	return false;
}

static void add_voices(struct comparison *c, const struct released *released)
{
	for (size_t i = 0; i < released->units.len; i++) {
		const struct released_unit *unit = &released->units.at[i];

		if (unit->unit == 0 && !has_voice(c, unit->voice))
			list_add(c->arena, &c->voices, ((struct compare_voice){ unit->voice, unit->name }));
	}
}

/* ------------------------------------------------------------------ reading */

static bool read_round(struct work *w, int64_t id, struct compare_side *side)
{
	const struct framework_version *version;

	side->round = round_by_id(w, id);
	if (side->round == NULL)
		return false;
	if (!text_equal(side->round->state, "closed"))
		return fault(w, FAULT_CONFLICT, "%s is not closed yet. Rounds can be compared when both are.",
		             side->round->title);
	version = framework_version_by_id(w, side->round->framework_version);
	side->pack = version == NULL ? NULL : pack_of_version(w, version->id);
	side->framework = version == NULL ? 0 : version->framework;
	return side->pack != NULL;
}

/* The earlier of the two is "then", whichever stands first in the address. */
static bool is_later(const struct round *one, const struct round *other)
{
	if (one->closed_at.ms != other->closed_at.ms)
		return one->closed_at.ms > other->closed_at.ms;
	return one->id > other->id;
}

static bool read_rounds(struct work *w, struct request *rq, struct comparison *c)
{
	struct compare_side one = { 0 }, other = { 0 };

	rq->frame.section = rounds_theme.name;
	if (!read_round(w, path_id(rq, "id"), &one) || !read_round(w, path_id(rq, "other"), &other))
		return false;
	if (one.round->id == other.round->id)
		return fault(w, FAULT_NOT_FOUND, "A round cannot be compared with itself. Choose another one.");
	c->before = is_later(one.round, other.round) ? other : one;
	c->after = is_later(one.round, other.round) ? one : other;
	round_crumbs(w, rq, c->after.round);
	return true;
}

static bool is_talk(const struct compare_side *side)
{
	return text_equal(side->round->depth, "conversation");
}

bool comparison_read(struct work *w, struct request *rq, bool with_statements, struct comparison *c)
{
	unsigned parts = RELEASE_CRITERIA | (with_statements ? RELEASE_STATEMENTS : 0U);

	*c = (struct comparison){ .arena = w->arena };
	if (!read_rounds(w, rq, c))
		return false;
	c->is_one_framework = c->before.framework == c->after.framework;
	c->is_by_words = is_talk(&c->before) || is_talk(&c->after);
	if (c->is_by_words)
		parts = RELEASE_SAID | RELEASE_WORDS;
	c->before.released = release_by_round(w, c->before.round->id, parts);
	c->after.released = c->before.released == NULL ? NULL : release_by_round(w, c->after.round->id, parts);
	if (c->after.released == NULL)
		return false;
	add_voices(c, c->after.released);
	add_voices(c, c->before.released);
	if (!c->is_by_words && c->is_one_framework)
		comparison_add_criteria(c);
	c->shifts = comparison_shifts(w->arena, &c->items);
	return true;
}
