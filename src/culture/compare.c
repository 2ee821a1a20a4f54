#include "culture/compare.h"

#include "base/text.h"
#include "culture/round_words.h"
#include "culture/theme.h"
#include "store/framework.h"
#include "web/answer.h"

ROW_TYPE(left_out, LEFT_OUT_FIELDS);

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

/* ------------------------------------------------------------------ items */

static const struct tally_cell *shown_cell(const struct compare_side *side, const char *item, int64_t voice)
{
	const struct released_cell *cell = released_cell_of(side->released, item, voice, 0);

	return cell == NULL || cell->cell.state != CELL_SHOWN ? NULL : &cell->cell;
}

/* Only what both rounds show gets in. */
static void add_cells(const struct comparison *c, struct compare_item *item)
{
	for (size_t i = 0; i < c->voices.len; i++) {
		const struct compare_voice *voice = &c->voices.at[i];
		const struct tally_cell *before = shown_cell(&c->before, item->key, voice->voice);
		const struct tally_cell *after = shown_cell(&c->after, item->key, voice->voice);

		if (before == NULL || after == NULL)
			continue;
		list_add(c->arena, &item->voices, voice);
		list_add(c->arena, &item->before, before->tally);
		list_add(c->arena, &item->after, after->tally);
	}
}

static bool descriptions_differ(const struct pack_criterion *one, const struct pack_criterion *other)
{
	for (size_t i = 0; i < one->positions.len && i < other->positions.len; i++) {
		if (!text_equal(one->positions.at[i].says, other->positions.at[i].says))
			return true;
	}
	return one->positions.len != other->positions.len;
}

/* People can only have answered what they were asked. */
static const char *asked_otherwise(struct arena *arena, const struct pack_criterion *then,
                                   const struct pack_criterion *now)
{
	const char *called = text_equal(then->name, now->name)
	                             ? ""
	                             : text_format(arena, "Called “%s” then. ", then->name);
	const char *asked = text_equal(then->question, now->question) ? "" : "The question was put in other words then. ";
	const char *described = descriptions_differ(then, now) ? "The five descriptions had other words then. " : "";

	return text_trim(arena, text_format(arena, "%s%s%s", called, asked, described));
}

static bool was_asked(const struct compare_side *side, const char *criterion)
{
	return released_cell_of(side->released, criterion, 0, 0) != NULL;
}

static void leave_out(struct comparison *c, const struct pack_criterion *criterion, const char *why)
{
	list_add(c->arena, &c->left_out, ((struct left_out){ criterion->key, criterion->name, why }));
}

static const char *only_in(const struct comparison *c, const struct compare_side *side)
{
	return text_format(c->arena, "Asked only in %s", side->round->title);
}

static void add_criterion(struct comparison *c, const struct pack_criterion *now)
{
	const struct pack_criterion *then = pack_criterion(c->before.pack, now->key);
	bool before = then != NULL && was_asked(&c->before, now->key), after = was_asked(&c->after, now->key);
	struct compare_item item = { .key = now->key, .name = now->name, .criterion = now };

	if (before != after)
		leave_out(c, now, only_in(c, before ? &c->before : &c->after));
	if (!before || !after)
		return;
	add_cells(c, &item);
	item.note = asked_otherwise(c->arena, then, now);
	if (item.voices.len > 0)
		list_add(c->arena, &c->items, item);
	else
		leave_out(c, now, "No voice is shown in both rounds");
}

/* Criteria that the later version of the framework has no more. */
static void leave_out_old(struct comparison *c)
{
	struct compare_side *before = &c->before;

	for (size_t t = 0; t < before->pack->themes.len; t++) {
		for (size_t i = 0; i < before->pack->themes.at[t].criteria.len; i++) {
			const struct pack_criterion *old = &before->pack->themes.at[t].criteria.at[i];

			if (pack_criterion(c->after.pack, old->key) == NULL && was_asked(before, old->key))
				leave_out(c, old, only_in(c, before));
		}
	}
}

static void add_criteria(struct comparison *c)
{
	const struct pack *pack = c->after.pack;

	for (size_t t = 0; t < pack->themes.len; t++) {
		for (size_t i = 0; i < pack->themes.at[t].criteria.len; i++)
			add_criterion(c, &pack->themes.at[t].criteria.at[i]);
	}
	leave_out_old(c);
}

const struct item_shift *comparison_shifts(struct arena *arena, const struct compare_items *items)
{
	struct compared *compared = NEW_ARRAY(arena, struct compared, items->len);

	for (size_t i = 0; i < items->len; i++)
		compared[i] = (struct compared){ items->at[i].voices.len, items->at[i].before.at, items->at[i].after.at };
	return compare_items(arena, compared, items->len);
}

struct compare_items comparison_statements(const struct comparison *c, const struct pack_criterion *criterion)
{
	struct compare_items items = { 0 };

	for (size_t i = 0; i < criterion->statements.len; i++) {
		const struct pack_statement *now = &criterion->statements.at[i];
		const struct pack_statement *then = pack_statement(c->before.pack, now->id);
		struct compare_item item = {
			.key = now->id, .name = now->label, .criterion = criterion, .is_statement = true, .note = ""
		};

		if (then == NULL)
			continue;
		if (!text_equal(then->label, now->label))
			item.note = text_format(c->arena, "Called “%s” then.", then->label);
		add_cells(c, &item);
		if (item.voices.len > 0)
			list_add(c->arena, &items, item);
	}
	return items;
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
		add_criteria(c);
	c->shifts = comparison_shifts(w->arena, &c->items);
	return true;
}
