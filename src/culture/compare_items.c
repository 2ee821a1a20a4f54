/* The criteria and statements of two rounds that can be compared, and why others cannot. See culture/compare.h. */
#include "base/text.h"
#include "culture/compare.h"

ROW_TYPE(left_out, LEFT_OUT_FIELDS);

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

static bool descriptions_differ(const struct pack_criterion *then, const struct pack_criterion *now)
{
	for (size_t i = 0; i < then->positions.len && i < now->positions.len; i++) {
		if (!text_equal(then->positions.at[i].says, now->positions.at[i].says))
			return true;
	}
	return then->positions.len != now->positions.len;
}

/* People can only have answered what they were asked. */
static const char *asked_otherwise(struct arena *arena, const struct pack_criterion *then,
                                   const struct pack_criterion *now)
{
	const char *called =
		text_equal(then->name, now->name) ? "" : text_format(arena, "Called “%s” then. ", then->name);
	const char *asked =
		text_equal(then->question, now->question) ? "" : "The question was put in other words then. ";
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

void comparison_add_criteria(struct comparison *c)
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
		compared[i] =
			(struct compared){ items->at[i].voices.len, items->at[i].before.at, items->at[i].after.at };
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
